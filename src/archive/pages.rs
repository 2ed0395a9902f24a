//! The public pages: home, the archive, one idea, the gold book, pictures, and the pages of refusals.
//! All of them work without JavaScript; templates are in `frontend/public/`.

mod cache;
mod campaigns;
mod card;
mod error;
mod figures;
mod gold_book;
mod home;
mod idea;
mod picture;
mod reuse;
mod search;
mod state;

use std::sync::Arc;

use askama::Template;
use poem::{EndpointExt, IntoResponse, Response, Route, get, middleware::Compression, post};

use crate::{
    foundation::{Error, Result},
    wire::Problem,
};
use cache::Rendered;
pub use error::error_page;

/// Adds the pages, Vietnamese at `/…` and English at `/en/…`.
pub fn routes(route: Route) -> Route {
    let cache = Arc::new(Rendered::default());
    let mut route =
        route.at("/anh/:picture", get(picture::show_full)).at("/anh/:picture/nho", get(picture::show_small));
    for (root, prefix) in [("/", ""), ("/en", "/en")] {
        let kept = || cache.clone();
        route = route
            .at(root, get(home::show_home).data(kept()).with(Compression::new()))
            .at(format!("{prefix}/sang-kien"), get(search::show_search).data(kept()).with(Compression::new()))
            .at(
                format!("{prefix}/sang-kien/:code"),
                get(idea::show_idea).data(kept()).with(Compression::new()),
            )
            .at(
                format!("{prefix}/phat-dong"),
                get(campaigns::show_campaigns).data(kept()).with(Compression::new()),
            )
            .at(
                format!("{prefix}/phat-dong/:slug"),
                get(campaigns::show_campaign).data(kept()).with(Compression::new()),
            )
            .at(
                format!("{prefix}/thong-ke"),
                get(figures::show_figures).data(kept()).with(Compression::new()),
            )
            .at(format!("{prefix}/sang-kien/:code/lam-theo"), post(reuse::take_report).get(reuse::show_form))
            .at(
                format!("{prefix}/so-vang"),
                get(gold_book::show_gold_book).data(kept()).with(Compression::new()),
            );
    }
    route
}

fn render(page: &impl Template) -> Result<String> {
    page.render().map_err(|error| Error::port("template", error))
}

fn refuse(error: impl Into<Error>) -> Response {
    Problem(error.into()).into_response()
}
