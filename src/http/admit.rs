//! What must hold before a handler sees a request: header size, body size, and that a browser's
//! request that changes something comes from our own pages.

use poem::{Body, Request, Response, error::ReadBodyError, http::Method};

use super::shapes::Shapes;
use crate::{
    foundation::{Code, Violations},
    wire::respond,
};

/// The most bytes of header names and values together.
const HEADER_BYTES: usize = 16 * 1024;

/// Refuses oversized headers (431).
pub fn headers(request: &Request) -> Result<(), Box<Response>> {
    let bytes: usize = request.headers().iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    let path = request.uri().path_and_query().map_or(0, |path| path.as_str().len());
    if bytes + path > HEADER_BYTES {
        Err(Box::new(respond(Code::HeaderTooLarge, None, None)))
    } else {
        Ok(())
    }
}

/// Refuses a change that a browser sends from another site (403).
///
/// Fetch metadata decides where the browser sends it; older browsers are judged by `Origin`. Programs
/// send neither and carry no cookie that a browser would add for them.
pub fn origin(request: &Request, public_url: &str) -> Result<(), Box<Response>> {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return Ok(());
    }
    let foreign = || Err(Box::new(respond(Code::ForeignOrigin, None, None)));
    match request.header("sec-fetch-site") {
        Some("same-origin" | "none") => return Ok(()),
        Some(_) => return foreign(),
        None => {}
    }
    match request.header("origin") {
        Some(origin) if same(origin, request, public_url) => Ok(()),
        Some(_) => foreign(),
        None if request.header("cookie").is_none() => Ok(()),
        None => foreign(),
    }
}

fn same(origin: &str, request: &Request, public_url: &str) -> bool {
    if origin == public_url {
        return true;
    }
    let authority = origin.split_once("://").map_or("", |(_, authority)| authority);
    !authority.is_empty() && request.header("host") == Some(authority)
}

/// The kinds of bodies that may be as large as an upload.
const UPLOADS: [&str; 4] = ["multipart/form-data", "image/", "text/csv", "application/octet-stream"];

/// How far beyond the limit a declared body is read before it is refused.
const ON_ITS_WAY: u64 = 64 * 1024;

/// Says what was too large: a picture is a part of its idea, anything else the whole request.
fn too_large(request: &Request) -> Box<Response> {
    let pointer = if request.uri().path().ends_with("/pictures") { "/picture" } else { "" };
    Box::new(respond(Code::TooLarge, Some(&Violations::one(Code::TooLarge, pointer)), None))
}

/// Reads the whole body while counting bytes, so that no handler meets more than allowed (413), and sees
/// that a JSON body has strings where the API says so (400).
pub async fn body(
    request: &mut Request,
    shapes: &Shapes,
    json_bytes: u64,
    upload_bytes: u64,
) -> Result<(), Box<Response>> {
    let upload = request.content_type().is_some_and(|kind| {
        // Pictures arrive as `application/octet-stream`: what they are is read from their bytes.
        UPLOADS.iter().any(|upload| kind.starts_with(upload))
    });
    let most = if upload { upload_bytes } else { json_bytes };
    let declared = request.header("content-length").and_then(|length| length.parse::<u64>().ok());
    if declared.is_some_and(|length| length > most) {
        // What is already on its way is read and dropped, so that the sender gets to read the answer.
        let on_its_way = usize::try_from(most.saturating_add(ON_ITS_WAY)).unwrap_or(usize::MAX);
        drop(request.take_body().into_bytes_limit(on_its_way).await);
        return Err(too_large(request));
    }
    let limit = usize::try_from(most).unwrap_or(usize::MAX);
    match request.take_body().into_bytes_limit(limit).await {
        Ok(bytes) => {
            if !upload && !shapes.fit(request.method().as_str(), request.uri().path(), &bytes) {
                return Err(Box::new(respond(Code::Malformed, None, None)));
            }
            request.set_body(Body::from_bytes(bytes));
            Ok(())
        }
        Err(ReadBodyError::PayloadTooLarge) => Err(too_large(request)),
        Err(_) => Err(Box::new(respond(Code::Malformed, None, None))),
    }
}
