//! Carries notices out by mail. A letter's Message-ID comes from the notice: sent again after a crash, it is the
//! same letter to the reader's program.

use uuid::Uuid;

use super::{
    model::{Notice, NoticeId},
    rules, service, store,
};
use crate::{
    app::App,
    foundation::{Error, Result, outbox},
    mail::Message,
    people,
};

/// One notice goes out; the object is the notice.
pub(super) const MAIL: &str = "notice.mail";
/// A day's notices go out in one letter; the object is the letter.
pub(super) const DIGEST: &str = "notice.digest";

/// The topics this wing listens to.
pub const LISTENS: &[&str] = &[MAIL, DIGEST];

/// Sends the letter.
///
/// An address that refuses for good is not tried again; anything else is the outbox's business.
pub async fn on_event(app: &App, event: &outbox::Event) -> Result<()> {
    match event.topic.as_str() {
        MAIL => mail(app, NoticeId(event.object)).await,
        DIGEST => digest(app, event.object).await,
        _ => Ok(()),
    }
}

async fn mail(app: &App, id: NoticeId) -> Result<()> {
    let Some(notice) = store::by_id(app.db.reader(), id).await? else { return Ok(()) };
    if notice.mailed_at.is_some() {
        return Ok(());
    }
    let Some((address, name)) = address(app, &notice).await? else { return Ok(()) };
    let site = app.config.site.name.as_str();
    let letter = Message {
        id: Some(id.0),
        to_address: address,
        to_name: name,
        subject: rules::subject(&notice, notice.lang, site),
        text: rules::text(&notice, site, &app.link(&service::path(app, &notice))),
        html: None,
    };
    send(app, &letter).await?;
    let tx = app.db.begin_write().await?;
    store::set_mailed(&tx, id, app.now()).await?;
    tx.commit().await
}

async fn digest(app: &App, letter: Uuid) -> Result<()> {
    let notices = store::of_digest(app.db.reader(), letter).await?;
    let Some(first) = notices.first() else { return Ok(()) };
    let Some((to_address, to_name)) = address(app, first).await? else { return Ok(()) };
    let lang = match first.person {
        Some(person) => store::language(app.db.reader(), person).await?,
        None => first.lang,
    };
    let site = app.config.site.name.as_str();
    let line = |notice: &Notice| (rules::subject(notice, lang, site), app.link(&service::path(app, notice)));
    let lines: Vec<_> = notices.iter().map(line).collect();
    let name = to_name.clone().unwrap_or_default();
    let (subject, text) = rules::gathered(lang, &name, &lines, site, &app.link("/app/thong-bao"));
    send(app, &Message { id: Some(letter), to_address, to_name, subject, text, html: None }).await
}

/// Where the letter goes: as it was said, or to the account's own address.
async fn address(app: &App, notice: &Notice) -> Result<Option<(String, Option<String>)>> {
    if let Some(address) = notice.address.clone() {
        return Ok(Some((address, notice.name.clone())));
    }
    match notice.person {
        Some(person) => {
            let known = people::mailbox(app.db.reader(), person).await?;
            Ok(known.map(|(address, name)| (address, Some(name))))
        }
        None => Ok(None),
    }
}

async fn send(app: &App, letter: &Message) -> Result<()> {
    match app.mail.send(letter).await {
        Ok(()) => Ok(()),
        Err(error) if error.is_temporary() => Err(Error::port("mail", error)),
        Err(_permanent) => {
            tracing::warn!(notice.id = ?letter.id, "a reader's address refuses mail");
            Ok(())
        }
    }
}
