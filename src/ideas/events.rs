//! What ideas do when they hear of their own events: tell the author, and the desk whose turn it is.

use super::service::hear;
use crate::{
    app::App,
    foundation::{Result, outbox},
    ideas::model::IdeaId,
};

/// The topics this wing wants to hear.
pub const LISTENS: &[&str] = &[
    "idea.received",
    "idea.thanked",
    "idea.assigned",
    "idea.asked",
    "idea.replied",
    "idea.forwarded",
    "idea.taken_over",
    "idea.sent_back",
    "idea.trial_begun",
    "idea.trial_failed",
    "idea.honour_declined",
    "idea.hidden",
    "idea.hiding_upheld",
    "idea.restored",
    "idea.applied",
    "idea.honoured",
    "idea.answered",
    "idea.parked",
    "idea.reopened",
    "idea.redirected",
    "idea.reused",
];

/// Tells whoever is to hear of it, once however often the event comes.
pub async fn on_event(app: &App, event: &outbox::Event) -> Result<()> {
    let kind = event.topic.trim_start_matches("idea.");
    let at = event.payload.get("at").and_then(serde_json::Value::as_i64);
    hear(app, IdeaId(event.object), kind, at).await
}
