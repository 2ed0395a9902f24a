//! What ideas do when they hear of their own events: tell the author, and the desk whose turn it is.

use super::service::hear;
use crate::{
    app::App,
    foundation::{
        Error, Result,
        messages::{Lang, fill},
        outbox,
    },
    ideas::{model::IdeaId, service::guardian_token, store},
    mail::Message,
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
    "idea.guardian_asked",
];

/// Tells whoever is to hear of it, once however often the event comes.
pub async fn on_event(app: &App, event: &outbox::Event) -> Result<()> {
    if event.topic == "idea.guardian_asked" {
        return ask_guardian(app, IdeaId(event.object)).await;
    }
    let kind = event.topic.trim_start_matches("idea.");
    let at = event.payload.get("at").and_then(serde_json::Value::as_i64);
    hear(app, IdeaId(event.object), kind, at).await
}

/// Writes to a child's guardian, where they have an e-mail address; for others the page is printed.
async fn ask_guardian(app: &App, id: IdeaId) -> Result<()> {
    let idea = store::by_id(app.db.reader(), id).await?;
    let Some(asked) = store::guardian_of(app.db.reader(), id).await? else { return Ok(()) };
    if !asked.contact.contact.contains('@') || asked.decided_at.is_some() {
        return Ok(());
    }
    let link = app.link(&format!("/dong-y/{}", guardian_token(app, asked.id)));
    let params = [
        ("title", idea.card.title.as_str()),
        ("child", idea.card.author_name.as_str()),
        ("link", link.as_str()),
        ("site", app.config.site.name.as_str()),
    ];
    let message = Message {
        id: Some(asked.id),
        to_address: asked.contact.contact,
        to_name: Some(asked.contact.name).filter(|name| !name.is_empty()),
        subject: fill(Lang::Vi, "mail_guardian_subject", &params),
        text: fill(Lang::Vi, "mail_guardian_text", &params),
        html: None,
    };
    send(app, &message).await
}

async fn send(app: &App, message: &Message) -> Result<()> {
    match app.mail.send(message).await {
        Ok(()) => Ok(()),
        Err(error) if error.is_temporary() => Err(Error::port("mail", error)),
        Err(_) => {
            tracing::warn!("an address refuses mail");
            Ok(())
        }
    }
}
