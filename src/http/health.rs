//! Whether the process lives and whether it should get requests.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use poem::{Response, http::StatusCode};

use crate::app::App;

/// Turned off at the first signal to stop, so that a balancer looks elsewhere.
#[derive(Clone, Debug, Default)]
pub struct Leaving(Arc<AtomicBool>);

impl Leaving {
    /// The process is about to stop.
    pub fn announce(&self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// The process answers.
pub fn live() -> Response {
    Response::builder().content_type("text/plain").body("ok\n")
}

/// The process answers and reaches its database.
pub async fn ready(app: &App, leaving: &Leaving) -> Response {
    let ready = !leaving.0.load(Ordering::SeqCst) && app.db.ping().await.is_ok();
    let (status, word) =
        if ready { (StatusCode::OK, "ready\n") } else { (StatusCode::SERVICE_UNAVAILABLE, "not ready\n") };
    Response::builder().status(status).content_type("text/plain").body(word)
}
