//! What a person sees instead of a problem document.

use askama::Template;
use poem::{Response, http::StatusCode};

use crate::{
    foundation::messages::has,
    wire::{Page, current_request, private_page},
};

#[derive(Template)]
#[template(path = "error.html")]
struct Refusal<'a> {
    page: &'a Page,
    title: String,
    text: String,
    request: String,
    /// True where looking for it makes sense.
    lost: bool,
}

/// The page for a refusal, in the reader's language.
pub fn error_page(page: &Page, status: StatusCode) -> Response {
    let known = |what: &str| {
        let exact = format!("error_{what}_{}", status.as_u16());
        let near = if status.is_server_error() { 500 } else { 400 };
        if has(&exact) { page.t(&exact) } else { page.t(&format!("error_{what}_{near}")) }
    };
    let refusal = Refusal {
        page,
        title: known("title"),
        text: known("text"),
        request: page.fill("error_request_id", &[("id", &current_request())]),
        lost: matches!(status, StatusCode::NOT_FOUND | StatusCode::GONE),
    };
    let html = refusal.render().unwrap_or_else(|_error| refusal.title.clone());
    private_page(status, html)
}
