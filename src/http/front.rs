//! The one middleware around everything: identity of the request, limits, session, time, headers, log.

use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};

use futures_util::FutureExt;
use poem::{
    Endpoint, IntoResponse, Request, Response, Result,
    http::{HeaderValue, StatusCode},
};

use super::{
    admit,
    allow::Allow,
    guard::{Busy, Lines},
    headers::Headers,
    measure::Measures,
    refusal, session,
    shapes::Shapes,
};
use crate::{
    app::App,
    archive,
    authority::Actor,
    files::SOUND_MOST_BYTES,
    foundation::{Code, messages::Lang, secret::random_hex},
    ideas::pages::body as card,
    wire::{Address, Context, Page, Problem, respond, within},
};

/// Wraps the routes.
pub struct Front<E> {
    inner: E,
    app: App,
    headers: Headers,
    measures: Measures,
    proxies: Arc<[std::net::IpAddr]>,
    lines: Lines,
    described: Described,
}

/// What the front door takes from the description of the API.
#[derive(Clone, Debug)]
pub struct Described {
    allow: Allow,
    shapes: Shapes,
}

impl Described {
    /// Reads the document.
    pub fn by(document: &serde_json::Value) -> Self {
        Self { allow: Allow::of(document), shapes: Shapes::of(document) }
    }
}

impl<E> Front<E> {
    /// Around `inner`.
    pub fn new(
        inner: E,
        app: App,
        headers: Headers,
        measures: Measures,
        lines: Lines,
        described: Described,
    ) -> Self {
        let proxies = app.config.proxies().unwrap_or_default().into();
        Self { inner, app, headers, measures, proxies, lines, described }
    }
}

impl<E: Endpoint> Endpoint for Front<E> {
    type Output = Response;

    async fn call(&self, request: Request) -> Result<Response> {
        let started = std::time::Instant::now();
        let method = request.method().clone();
        let path = request.uri().path().to_owned();
        let context = Context { lang: language(&request, &path), request: random_hex(8) };
        let id = context.request.clone();

        let (mut response, signed_in) = within(context, self.answer_in_words(request)).await;

        if let Ok(id) = HeaderValue::from_str(&id) {
            response.headers_mut().insert("x-request-id", id);
        }
        if response.status() == StatusCode::METHOD_NOT_ALLOWED
            && let Ok(methods) = HeaderValue::from_str(&self.described.allow.methods(&path))
        {
            response.headers_mut().insert("allow", methods);
        }
        self.headers.add(&mut response, &path, signed_in);
        let elapsed = started.elapsed();
        let status = response.status().as_u16();
        self.measures.answered(&method, status, elapsed.as_secs_f64());
        // The path may hold a private link: the log names only its first two parts.
        let route: Vec<&str> = path.splitn(5, '/').take(4).collect();
        tracing::info!(
            request.id = %id,
            request.method = %method,
            request.route = %route.join("/"),
            response.status = status,
            duration_us = u64::try_from(elapsed.as_micros()).unwrap_or(u64::MAX),
            "answered"
        );
        Ok(response)
    }
}

impl<E: Endpoint> Front<E> {
    /// Answers; a person with a browser reads a refusal as a page.
    async fn answer_in_words(&self, request: Request) -> (Response, bool) {
        let frame = reads_pages(&request).then(|| Page::of(&self.app, &request));
        let (response, signed_in) = self.answer(request).await;
        match frame {
            Some(page) if refusal::is_problem_document(&response) => {
                let mut told = archive::pages::error_page(&page, response.status());
                if let Some(wait) = response.headers().get("retry-after") {
                    told.headers_mut().insert("retry-after", wait.clone());
                }
                (told, signed_in)
            }
            _ => (response, signed_in),
        }
    }

    async fn answer(&self, request: Request) -> (Response, bool) {
        match self.admit(request).await {
            Ok((request, signed_in)) => (self.handle(request).await, signed_in),
            Err(refusal) => (*refusal, false),
        }
    }

    async fn admit(&self, mut request: Request) -> Result<(Request, bool), Box<Response>> {
        admit::headers(&request)?;
        admit::origin(&request, &self.app.config.site.public_url)?;
        let limits = &self.app.config.http;
        if card::is_card_with_files(&request) {
            let bounds = card::Bounds {
                words: limits.body_bytes,
                pictures: limits.upload_bytes,
                voice: SOUND_MOST_BYTES,
            };
            if let Err(error) = card::take(&mut request, bounds).await {
                return Err(Box::new(Problem(error).into_response()));
            }
        } else {
            admit::body(&mut request, &self.described.shapes, limits.body_bytes, limits.upload_bytes).await?;
        }
        let address = address(&request, &self.proxies);
        request.extensions_mut().insert(Address(address));
        let actor = match session::resolve(&self.app, &request).await {
            Ok(actor) => actor,
            Err(problem) => return Err(Box::new(problem.into_response())),
        };
        let signed_in = actor.account.is_some();
        request.extensions_mut().insert::<Actor>(actor);
        Ok((request, signed_in))
    }

    async fn handle(&self, request: Request) -> Response {
        // The guard's clock stands still while a handler works.
        let peer = request.remote_addr().as_socket_addr().copied();
        let _working = peer.and_then(|peer| self.lines.busy(peer)).map(|busy: Busy| busy.enter());
        let limit = Duration::from_secs(self.app.config.http.request_seconds);
        let work = AssertUnwindSafe(self.inner.call(request)).catch_unwind();
        match tokio::time::timeout(limit, work).await {
            Ok(Ok(Ok(response))) => response.into_response(),
            Ok(Ok(Err(error))) => refusal::problem(error),
            Ok(Err(_panic)) => {
                tracing::error!("a handler panicked");
                respond(Code::Internal, None, None)
            }
            Err(_elapsed) => respond(Code::TooSlow, None, Some(5)),
        }
    }
}

/// True if a browser asks for one of the public pages.
fn reads_pages(request: &Request) -> bool {
    let path = request.uri().path();
    let machine = ["/api/", "/assets/", "/app/", "/anh/"].iter().any(|root| path.starts_with(root));
    !machine && request.header("accept").is_some_and(|kinds| kinds.contains("text/html"))
}

/// English under `/en/`, the cookie's choice or the browser's for the API, Vietnamese otherwise.
fn language(request: &Request, path: &str) -> Lang {
    if path == "/en" || path.starts_with("/en/") {
        return Lang::En;
    }
    if path.starts_with("/api/") {
        return request.header("accept-language").map_or(Lang::Vi, Lang::accepted);
    }
    Lang::Vi
}

/// The client's address: the last hop that is not a trusted proxy.
fn address(request: &Request, proxies: &[std::net::IpAddr]) -> String {
    let peer = request.remote_addr().as_socket_addr().map(std::net::SocketAddr::ip);
    let Some(peer) = peer else { return String::new() };
    if !proxies.contains(&peer) {
        return peer.to_string();
    }
    let hops = request.header("x-forwarded-for").unwrap_or_default();
    hops.split(',')
        .rev()
        .filter_map(|hop| hop.trim().parse::<std::net::IpAddr>().ok())
        .find(|hop| !proxies.contains(hop))
        .unwrap_or(peer)
        .to_string()
}
