//! The bytes of public pictures.

use poem::{
    Request, Response, handler,
    http::StatusCode,
    web::{Data, Path},
};
use uuid::Uuid;

use super::refuse;
use crate::{app::App, archive::service, foundation::Error};

/// Consent can be taken back: every showing asks again, and is answered without the bytes.
const ASK: &str = "no-cache";

#[handler]
pub async fn show_full(request: &Request, app: Data<&App>, picture: Path<String>) -> Response {
    answer(request, app.0, &picture.0, false).await
}

#[handler]
pub async fn show_small(request: &Request, app: Data<&App>, picture: Path<String>) -> Response {
    answer(request, app.0, &picture.0, true).await
}

async fn answer(request: &Request, app: &App, picture: &str, small: bool) -> Response {
    let Ok(id) = Uuid::parse_str(picture) else { return refuse(Error::NOT_FOUND) };
    let (bytes, kind) = match service::picture(app, id, small).await {
        Ok(found) => found,
        Err(error) => return refuse(error),
    };
    // A picture never changes under its identity; that it may still be shown was just asked.
    let tag = format!("\"{id}-{}\"", u8::from(small));
    if request.header("if-none-match").is_some_and(|known| known.contains(&tag)) {
        return Response::builder()
            .status(StatusCode::NOT_MODIFIED)
            .header("etag", tag)
            .header("cache-control", ASK)
            .finish();
    }
    Response::builder().header("etag", tag).header("cache-control", ASK).content_type(&kind).body(bytes)
}
