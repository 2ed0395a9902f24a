//! Every address of the product.

use poem::{
    Endpoint, EndpointExt, Request, Response, Route, endpoint::make_sync, get, handler,
    middleware::Compression, web::Path,
};
use poem_openapi::{OpenApi, OpenApiService};

use super::{
    Measures, assets,
    front::{Described, Front},
    guard::Lines,
    headers::Headers,
    health::{self, Leaving},
    openapi,
    reference::{self, Reference},
    tasks,
};
use crate::{
    app::App,
    archive, campaigns, commendations, councils, dossiers,
    foundation::messages::{Lang, fill},
    ideas, notices, people, units,
};

/// All resources of the API, the low floors first.
pub fn api(app: &App) -> OpenApiService<impl OpenApi + use<>, ()> {
    let (session, account, people) = people::resources(app);
    let notices = notices::api::NoticesApi::new(app);
    let units = (units::UnitsApi { app: app.clone() }, units::UnitPapersApi { app: app.clone() });
    let ideas = (campaigns::CampaignsApi { app: app.clone() }, ideas::api::all(app));
    let dossiers = dossiers::DossiersApi { app: app.clone() };
    let councils = councils::api::all(app);
    let (commendations, certificates) = commendations::api::resources(app);
    let archive = (archive::api::Api::new(app), archive::api::FiguresApi::new(app));
    let tasks = tasks::Api::new(app);
    let apis = (
        session,
        account,
        units,
        people,
        notices,
        ideas,
        dossiers,
        councils,
        commendations,
        certificates,
        archive,
        tasks,
    );
    OpenApiService::new(apis, "Sáng Kiến", env!("CARGO_PKG_VERSION"))
        .description("Tell, thank, evaluate, honour and find initiatives, even the smallest.")
        .license("Apache-2.0")
        .url_prefix("")
}

/// The whole product behind its front door.
pub fn endpoint(app: &App, measures: Measures, leaving: Leaving, lines: Lines) -> impl Endpoint + use<> {
    let document = openapi::document(app);
    let described = Described::by(&document);
    let reference = Reference::of(&document, &app.config.site.public_url);
    let document = document.to_string();
    let ready = app.clone();
    let name = fill(Lang::Vi, "shell_site_title", &[("unit", &app.config.site.name)]);
    let routes = commendations::pages::routes(Route::new())
        .nest_no_strip("/api/v1", api(app).with(Compression::new()).before(uncompressed_sound))
        .at("/api/openapi.json", make_sync(move |_| json(document.clone())).with(Compression::new()))
        .at("/assets/*name", get(asset))
        .at("/sw.js", get(service_worker))
        .at("/manifest.webmanifest", make_sync(move |_| assets::manifest(&name)))
        .at("/app", get(application_root))
        .at("/app/*name", get(application))
        .at("/api/docs", get(reference::reference).data(reference.clone()))
        .at("/en/api/docs", get(reference::reference).data(reference))
        .at("/problems/:code", get(reference::problem))
        .at("/en/problems/:code", get(reference::problem))
        .at("/livez", make_sync(|_| health::live()))
        .at(
            "/readyz",
            poem::endpoint::make(move |_| {
                let (app, leaving) = (ready.clone(), leaving.clone());
                async move { Ok::<_, poem::Error>(health::ready(&app, &leaving).await) }
            }),
        );
    let routes = archive::pages::routes(ideas::pages::routes(routes));
    let headers = Headers::new(
        app.config.secure_cookies() && app.config.site.public_url.starts_with("https"),
        &assets::application_hashes(),
    );
    Front::new(routes.data(app.clone()), app.clone(), headers, measures, lines, described)
}

/// A player asks for parts of a sound by their place, and would count the bytes of its compression.
async fn uncompressed_sound(mut request: Request) -> poem::Result<Request> {
    if request.uri().path().ends_with("/recording") {
        request.headers_mut().remove("accept-encoding");
    }
    Ok(request)
}

fn json(text: String) -> Response {
    Response::builder()
        .content_type("application/json; charset=utf-8")
        .header("cache-control", "no-cache")
        .body(text)
}

#[handler]
fn asset(request: &Request, Path(name): Path<String>) -> Response {
    assets::public(request, &name)
}

/// At the root, because a service worker sees only what lies beside and below it.
#[handler]
fn service_worker(request: &Request) -> Response {
    assets::public(request, "sw.js")
}

#[handler]
fn application_root(request: &Request) -> Response {
    assets::application(request, "index.html")
}

#[handler]
fn application(request: &Request, Path(name): Path<String>) -> Response {
    assets::application(request, &name)
}
