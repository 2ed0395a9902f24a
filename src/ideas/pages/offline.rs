//! The page a telephone shows where there is no network, kept by its service worker.

use askama::Template;
use poem::{Request, Response, handler};

use super::{refuse, render};
use crate::wire::{Page, public_page};

#[derive(Template)]
#[template(path = "offline.html")]
struct Offline<'a> {
    page: &'a Page,
}

#[handler]
pub fn show(mut page: Page, request: &Request) -> Response {
    // Kept for whoever holds the telephone later.
    page.signed_in = false;
    match render(&Offline { page: &page }) {
        Ok(html) => public_page(request.header("if-none-match"), html),
        Err(error) => refuse(error),
    }
}
