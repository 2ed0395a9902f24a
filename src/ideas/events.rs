//! What ideas do when they hear of their own events: tell the author by mail, where there is an address.

use crate::{
    app::App,
    foundation::{
        Error, Result,
        messages::{Lang, fill},
        outbox,
    },
    ideas::{
        model::{Event, IdeaId},
        service::{guardian_token, track_token},
        store,
    },
    mail::Message,
};

/// The topics this wing wants to hear.
pub const LISTENS: &[&str] = &[
    "idea.received",
    "idea.thanked",
    "idea.asked",
    "idea.applied",
    "idea.honoured",
    "idea.answered",
    "idea.parked",
    "idea.redirected",
    "idea.reused",
    "idea.guardian_asked",
];

/// Writes to the author.
///
/// An address that refuses for good is not tried again; anything else is the outbox's business.
pub async fn on_event(app: &App, event: &outbox::Event) -> Result<()> {
    if event.topic == "idea.guardian_asked" {
        return ask_guardian(app, IdeaId(event.object)).await;
    }
    let idea = store::by_id(app.db.reader(), IdeaId(event.object)).await?;
    let Some(address) = idea.card.email.clone() else { return Ok(()) };
    let kind = event.topic.trim_start_matches("idea.");
    let timeline = store::timeline(app.db.reader(), idea.id).await?;
    let at = event.payload.get("at").and_then(serde_json::Value::as_i64);
    let told = |line: &&Event| line.kind.as_str() == kind && at.is_none_or(|at| line.at.0 == at);
    let (who, words) = timeline
        .iter()
        .rev()
        .find(told)
        .map_or(("", ""), |line| (line.person_name.as_str(), line.words.as_str()));
    // Who writes it into the gold book in the same breath says it there.
    if kind == "applied" && words.is_empty() {
        return Ok(());
    }
    // The clock keeps an idea without a person's words: that letter says why.
    let letter = if kind == "parked" && words.is_empty() { "unanswered" } else { kind };
    let link = app.link(&format!("/theo-doi/{}/{}", idea.code, track_token(app, idea.id)));
    let params = [
        ("code", idea.code.as_str()),
        ("title", idea.card.title.as_str()),
        ("who", who),
        ("words", words),
        ("link", link.as_str()),
        ("site", app.config.site.name.as_str()),
    ];
    let message = Message {
        to_address: address,
        to_name: Some(idea.card.author_name.clone()).filter(|name| !name.is_empty()),
        subject: fill(Lang::Vi, &format!("mail_idea_{letter}_subject"), &params),
        text: fill(Lang::Vi, &format!("mail_idea_{letter}_text"), &params),
        html: None,
    };
    send(app, &message).await
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
