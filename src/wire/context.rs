//! What a request carries from its first middleware to its last line: language and request id.

use crate::foundation::messages::Lang;

/// The session cookie where browsers keep `Secure` cookies.
pub const SESSION_COOKIE: &str = "__Host-sid";
/// The session cookie on a plain-http address inside an office network.
pub const SESSION_COOKIE_PLAIN: &str = "sid";

/// Facts about the request being answered.
#[derive(Clone, Debug)]
pub struct Context {
    /// The language to answer in.
    pub lang: Lang,
    /// The request id, in logs and in problems.
    pub request: String,
}

tokio::task_local! {
    static CONTEXT: Context;
}

/// Runs a request with its context.
pub async fn within<F: Future>(context: Context, work: F) -> F::Output {
    CONTEXT.scope(context, work).await
}

/// The language of the present request; Vietnamese outside one.
pub fn current_lang() -> Lang {
    CONTEXT.try_with(|context| context.lang).unwrap_or_default()
}

/// The id of the present request; empty outside one.
pub fn current_request() -> String {
    CONTEXT.try_with(|context| context.request.clone()).unwrap_or_default()
}
