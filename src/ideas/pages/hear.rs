//! The recording of an idea for the holder of its private link.

use poem::{
    Request, Response, handler,
    http::StatusCode,
    web::{Data, Path},
};

use super::refuse;
use crate::{app::App, authority::Actor, ideas::service, wire::part};

/// The sound, whole or the part a player asks for.
#[handler]
pub async fn hear(request: &Request, app: Data<&App>, path: Path<(String, String)>) -> Response {
    let (code, token) = path.0;
    let read = async {
        let tracked = service::track(app.0, &code, &token).await?;
        service::listen(app.0, &Actor::public(), tracked.idea.id, Some(&token)).await
    };
    let blob = match read.await {
        Ok((_, blob)) => blob,
        Err(error) => return refuse(error),
    };
    let answer = Response::builder()
        .header("cache-control", "private, max-age=60")
        .header("accept-ranges", "bytes")
        .content_type(&blob.content_type);
    let length = blob.bytes.len();
    match part(request.header("range"), length) {
        Some((from, to)) => answer
            .status(StatusCode::PARTIAL_CONTENT)
            .header("content-range", format!("bytes {from}-{to}/{length}"))
            .body(blob.bytes.slice(from..=to)),
        None => answer.body(blob.bytes),
    }
}
