//! What the wing listens for: its own decisions, after which papers are made.

use super::{model::CommendationId, service};
use crate::{
    app::App,
    foundation::{Result, outbox::Event},
};

/// The topics [`on_event`] wants.
pub const LISTENS: &[&str] = &["commendation.decided"];

/// Makes the papers of a decision; may run twice.
pub async fn on_event(app: &App, event: &Event) -> Result<()> {
    match event.topic.as_str() {
        "commendation.decided" => service::issue(app, CommendationId(event.object)).await,
        _ => Ok(()),
    }
}
