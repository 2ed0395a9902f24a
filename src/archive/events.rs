//! What the archive does when it hears of the wings below: it draws the publication anew. Every handler
//! may run twice and out of order: it reads the present state, not the event.

use super::service;
use crate::{
    app::App,
    foundation::{Result, outbox::Event},
    ideas::IdeaId,
};

/// The topics this wing wants to hear.
pub const LISTENS: &[&str] = &[
    "idea.thanked",
    "idea.honoured",
    "idea.reused",
    "idea.withdrawn",
    "idea.hidden",
    "idea.restored",
    "idea.pictured",
    "idea.consent_changed",
    "dossier.recognised",
    "commendation.decided",
    "commendation.awarded",
    "commendation.revoked",
];

/// Draws what the event is about anew.
pub async fn on_event(app: &App, event: &Event) -> Result<()> {
    if event.topic == "idea.thanked" {
        return service::note_thanks(app, IdeaId(event.object)).await;
    }
    match service::idea_behind(app, event).await? {
        Some(idea) => service::refresh(app, idea).await,
        None => Ok(()),
    }
}
