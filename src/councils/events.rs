//! What the wing does when something happened: minutes follow the closing of a session.

use crate::{
    app::App,
    councils::{model::SessionId, service},
    foundation::{Result, outbox::Event},
};

/// The topics the wing listens to.
pub const LISTENS: &[&str] = &["session.closed"];

/// Prints the minutes; may run twice.
pub async fn on_event(app: &App, event: &Event) -> Result<()> {
    match event.topic.as_str() {
        "session.closed" => service::print_minutes(app, SessionId(event.object)).await,
        _ => Ok(()),
    }
}
