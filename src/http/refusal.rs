//! Turns every error of the framework into a problem: nobody ever sees a plain-text refusal.

use poem::{
    Error as PoemError, Response,
    error::{
        MethodNotAllowedError, NotFoundError, ParseFormError, ParseMultipartError as PoemMultipartError,
        ReadBodyError, SizedLimitError,
    },
    http::StatusCode,
};
use poem_openapi::error::{
    AuthorizationError, ContentTypeError, ParseMultipartError, ParseParamError, ParsePathError,
    ParseRequestPayloadError,
};

use crate::{
    foundation::{Code, Violations},
    wire::respond,
};

/// The problem response for an error that is not one of ours.
pub fn problem(error: PoemError) -> Response {
    if error.is_from_response() {
        let response = error.into_response();
        return if is_problem(&response) { response } else { bare(response.status()) };
    }
    if let Some(wrong) = error.downcast_ref::<ParseParamError>() {
        return respond(
            Code::RulesBroken,
            Some(&Violations::one(Code::NotOffered, &format!("/{}", wrong.name))),
            None,
        );
    }
    // An identifier that cannot be one names nothing.
    if error.is::<ParsePathError>() || error.is::<NotFoundError>() {
        return respond(Code::NotFound, None, None);
    }
    if error.is::<ParseRequestPayloadError>()
        || error.is::<ParseMultipartError>()
        || error.is::<PoemMultipartError>()
        || error.is::<ParseFormError>()
    {
        return respond(Code::Malformed, None, None);
    }
    if error.is::<ContentTypeError>() {
        return respond(Code::UnsupportedType, None, None);
    }
    if error.is::<AuthorizationError>() {
        return respond(Code::SignInNeeded, None, None);
    }
    if error.is::<SizedLimitError>() || matches!(error.downcast_ref(), Some(ReadBodyError::PayloadTooLarge)) {
        return respond(Code::TooLarge, None, None);
    }
    if error.is::<MethodNotAllowedError>() {
        return respond(Code::MethodNotAllowed, None, None);
    }
    let status = error.status();
    if status.is_server_error() {
        tracing::error!(error = %error, "unexpected error of the framework");
    }
    bare(status)
}

/// True if the answer is a problem document.
pub fn is_problem_document(response: &Response) -> bool {
    response.content_type().is_some_and(|kind| kind.starts_with("application/problem+json"))
}

fn is_problem(response: &Response) -> bool {
    response.content_type().is_some_and(|kind| kind.starts_with("application/problem+json"))
        || response.status().is_redirection()
        || response.content_type().is_some_and(|kind| kind.starts_with("text/html"))
}

/// A problem for a bare status.
fn bare(status: StatusCode) -> Response {
    let code = match status {
        StatusCode::UNAUTHORIZED => Code::SignInNeeded,
        StatusCode::FORBIDDEN => Code::Forbidden,
        StatusCode::NOT_FOUND => Code::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => Code::MethodNotAllowed,
        StatusCode::PAYLOAD_TOO_LARGE => Code::TooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Code::UnsupportedType,
        StatusCode::TOO_MANY_REQUESTS => Code::TooManyRequests,
        status if status.is_client_error() => Code::Malformed,
        _ => Code::Internal,
    };
    respond(code, None, None)
}
