//! The embedded user interface: style sheets, fonts, scripts and the signed-in application.

use poem::{Request, Response, http::StatusCode};
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::{
    foundation::Code,
    wire::{PublicAssets, asset, respond},
};

/// The signed-in application, under `/app`.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/frontend/app/build"]
#[allow_missing = true]
struct Application;

const A_YEAR: &str = "public, max-age=31536000, immutable";
const ASK_EACH_TIME: &str = "no-cache";

/// A file of the public pages.
pub fn public(request: &Request, name: &str) -> Response {
    match file::<PublicAssets>(request, name) {
        Some((file, encoding)) => answer(
            request,
            name,
            &file,
            encoding,
            request.uri().query().is_some_and(|query| query.starts_with("v=")),
        ),
        None => respond(Code::NotFound, None, None),
    }
}

/// What a telephone needs to keep the form on its first screen: it opens there, also without a network.
pub fn manifest(name: &str) -> Response {
    let icon = |file: &str, sizes: &str, kind: &str, purpose: &str| serde_json::json!({ "src": asset(file), "sizes": sizes, "type": kind, "purpose": purpose });
    let text = serde_json::json!({
        "id": "/gui",
        "name": name,
        "short_name": "Sáng Kiến",
        "lang": "vi",
        "start_url": "/gui",
        "scope": "/",
        "display": "standalone",
        "theme_color": "#9f1d20",
        "background_color": "#ffffff",
        "icons": [
            icon("favicon.svg", "any", "image/svg+xml", "any"),
            icon("icon-192.png", "192x192", "image/png", "any"),
            icon("icon-512.png", "512x512", "image/png", "any"),
            icon("icon-512.png", "512x512", "image/png", "maskable"),
        ],
    });
    Response::builder()
        .content_type("application/manifest+json")
        .header("cache-control", ASK_EACH_TIME)
        .body(text.to_string())
}

/// A file of the application, or its shell for every other path.
pub fn application(request: &Request, name: &str) -> Response {
    if let Some((file, encoding)) = file::<Application>(request, name) {
        return answer(request, name, &file, encoding, name.starts_with("_app/immutable/"));
    }
    if name.starts_with("_app/") {
        return respond(Code::NotFound, None, None);
    }
    match file::<Application>(request, "index.html") {
        Some((shell, encoding)) => answer(request, "index.html", &shell, encoding, false),
        None => respond(Code::NotFound, None, None),
    }
}

/// The hashes of the application's inline bootstrap, for the content security policy.
pub fn application_hashes() -> Vec<String> {
    Application::get("csp-hashes.json")
        .and_then(|file| serde_json::from_slice(&file.data).ok())
        .unwrap_or_default()
}

/// The file, as Brotli where the browser takes it and the build made it.
fn file<E: RustEmbed>(request: &Request, name: &str) -> Option<(EmbeddedFile, Option<&'static str>)> {
    let accepts = request.header("accept-encoding").unwrap_or_default();
    if accepts.contains("br")
        && let Some(small) = E::get(&format!("{name}.br"))
    {
        return Some((small, Some("br")));
    }
    E::get(name).map(|file| (file, None))
}

fn answer(
    request: &Request,
    name: &str,
    file: &EmbeddedFile,
    encoding: Option<&'static str>,
    immutable: bool,
) -> Response {
    let hash = file.metadata.sha256_hash();
    let tag = format!("\"{}\"", data_encoding::HEXLOWER.encode(hash.get(..12).unwrap_or(&hash)));
    let caching = if immutable { A_YEAR } else { ASK_EACH_TIME };
    let mut response = Response::builder()
        .header("etag", &tag)
        .header("cache-control", caching)
        .header("vary", "accept-encoding");
    if request.header("if-none-match").is_some_and(|known| known.contains(&tag)) {
        return response.status(StatusCode::NOT_MODIFIED).finish();
    }
    if let Some(encoding) = encoding {
        response = response.header("content-encoding", encoding);
    }
    response
        .content_type(mime_guess::from_path(name).first_or_octet_stream().as_ref())
        .body(file.data.clone().into_owned())
}
