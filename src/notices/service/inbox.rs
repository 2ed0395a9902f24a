//! The inbox of the person who asks.

use super::path;
use crate::{
    app::App,
    authority::Actor,
    foundation::{
        Result,
        messages::Lang,
        page::{Ask, Page},
    },
    notices::{
        model::{Notice, NoticeId},
        rules, store,
    },
};

/// A notice as its reader sees it.
#[derive(Clone, Debug)]
pub struct Told {
    /// The notice.
    pub notice: Notice,
    /// One line.
    pub title: String,
    /// Where to act.
    pub href: String,
}

/// The person's notices in a language, the newest first.
pub async fn list(app: &App, actor: &Actor, ask: &Ask, lang: Lang) -> Result<Page<Told>> {
    let page = store::inbox(app.db.reader(), actor.signed_in()?, ask).await?;
    let site = app.config.site.name.as_str();
    Ok(page.map(|notice| Told {
        title: rules::subject(&notice, lang, site),
        href: path(app, &notice),
        notice,
    }))
}

/// How many the person has not read.
pub async fn count(app: &App, actor: &Actor) -> Result<u64> {
    store::unread(app.db.reader(), actor.signed_in()?).await
}

/// Marks one as read.
pub async fn read(app: &App, actor: &Actor, id: NoticeId) -> Result<()> {
    let person = actor.signed_in()?;
    let tx = app.db.begin_write().await?;
    store::read(&tx, person, id, app.now()).await?;
    tx.commit().await
}

/// Marks all as read.
pub async fn read_all(app: &App, actor: &Actor) -> Result<()> {
    let person = actor.signed_in()?;
    let tx = app.db.begin_write().await?;
    store::read_all(&tx, person, app.now()).await?;
    tx.commit().await
}
