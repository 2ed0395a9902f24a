//! Telling an idea and following it, as pages that need no JavaScript and no account.

pub mod body;
mod consent;
mod form;
mod guardian;
mod hear;
mod lookup;
mod offline;
pub mod parts;
mod receipt;
mod send;
mod slip;
pub mod stamp;
mod track;
mod track_forms;

use askama::Template;
use poem::{EndpointExt, IntoResponse, Response, Route, get, http::StatusCode, middleware::Compression};

use crate::{
    foundation::{Error, Result},
    wire::Problem,
};

/// Adds the pages, Vietnamese at `/…` and English at `/en/…`.
pub fn routes(mut route: Route) -> Route {
    for prefix in ["", "/en"] {
        route = route
            .at(format!("{prefix}/gui"), get(send::show_blank).post(send::take_card).with(Compression::new()))
            .at(format!("{prefix}/khong-mang"), get(offline::show).with(Compression::new()))
            .at(
                format!("{prefix}/gui/bien-nhan/:code/:token"),
                get(receipt::show_receipt).with(Compression::new()),
            )
            .at(format!("{prefix}/gui/bien-nhan/:code/:token/phieu.pdf"), get(slip::show_slip))
            .at(format!("{prefix}/theo-doi/:code/:token"), get(track::show_way).with(Compression::new()))
            .at(format!("{prefix}/theo-doi/:code/:token/anh/:picture"), get(track::show_picture))
            .at(format!("{prefix}/theo-doi/:code/:token/ghi-am"), get(hear::hear))
            .at(
                format!("{prefix}/theo-doi/:code/:token/tra-loi"),
                get(track_forms::show_again).post(track_forms::take_reply).with(Compression::new()),
            )
            .at(
                format!("{prefix}/theo-doi/:code/:token/mo-lai"),
                get(track_forms::show_again).post(track_forms::take_reopening).with(Compression::new()),
            )
            .at(
                format!("{prefix}/theo-doi/:code/:token/xem-lai"),
                get(track_forms::show_again).post(track_forms::take_appeal).with(Compression::new()),
            )
            .at(
                format!("{prefix}/theo-doi/:code/:token/rut"),
                get(track_forms::show_again).post(track_forms::take_withdrawal).with(Compression::new()),
            )
            .at(
                format!("{prefix}/theo-doi/:code/:token/dong-y"),
                get(track_forms::show_again).post(consent::take_word),
            )
            .at(
                format!("{prefix}/theo-doi/:code/:token/giam-ho"),
                get(track_forms::show_again).post(consent::take_guardian),
            )
            .at(
                format!("{prefix}/dong-y/:token"),
                get(guardian::show_request).post(guardian::take_decision).with(Compression::new()),
            )
            .at(format!("{prefix}/dong-y/:token/anh/:picture"), get(guardian::show_picture))
            .at(
                format!("{prefix}/tra-cuu"),
                get(lookup::show_blank).post(lookup::look_up).with(Compression::new()),
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

fn see(address: &str) -> Response {
    Response::builder()
        .status(StatusCode::SEE_OTHER)
        .header("location", address)
        .header("cache-control", "no-store")
        .finish()
}
