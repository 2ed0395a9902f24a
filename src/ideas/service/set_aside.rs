//! An idea is kept for later, shown the way elsewhere, or taken up again.

use super::{change, read};
use crate::{
    app::App,
    authority::Actor,
    foundation::{Result, Version},
    ideas::{
        model::{Idea, IdeaId, Verb, Words},
        rules, store,
    },
};

/// Keeps the idea in the bank of ideas, with words for the author.
pub async fn park(app: &App, actor: &Actor, id: IdeaId, expected: Version, words: &str) -> Result<Idea> {
    let words = Words::parse(words, "/words")?;
    let tx = app.db.begin_write().await?;
    let idea = change::open(&tx, actor, Verb::Park, id, expected).await?;
    let idea = change::close(&tx, actor, Verb::Park, rules::park(idea, actor, &words, app.now())?).await?;
    tx.commit().await?;
    Ok(idea)
}

/// Shows a complaint or petition the way to where it is answered.
pub async fn redirect(app: &App, actor: &Actor, id: IdeaId, expected: Version, words: &str) -> Result<Idea> {
    let words = Words::parse(words, "/words")?;
    let tx = app.db.begin_write().await?;
    let idea = change::open(&tx, actor, Verb::Redirect, id, expected).await?;
    let told = rules::redirect(idea, actor, &words, app.now())?;
    let idea = change::close(&tx, actor, Verb::Redirect, told).await?;
    tx.commit().await?;
    Ok(idea)
}

/// Takes the idea up again, with what is new.
pub async fn reopen(app: &App, actor: &Actor, id: IdeaId, expected: Version, words: &str) -> Result<Idea> {
    let words = Words::parse(words, "/words")?;
    let tx = app.db.begin_write().await?;
    let idea = change::open(&tx, actor, Verb::Reopen, id, expected).await?;
    let (now, law) = change::present(app, &tx).await?;
    let told = rules::reopen(idea, actor, &words, &law, now)?;
    let idea = change::close(&tx, actor, Verb::Reopen, told).await?;
    tx.commit().await?;
    Ok(idea)
}

/// Takes the idea up again for whoever holds the private link.
pub async fn reopen_by_link(app: &App, code: &str, token: &str, words: &str) -> Result<Idea> {
    let tx = app.db.begin_write().await?;
    let idea = store::by_code(&*tx, code).await?;
    read::check_token(app, &idea, token)?;
    let words = Words::parse(words, "/words")?;
    let (now, law) = change::present(app, &tx).await?;
    let actor = Actor::public();
    let told = rules::reopen(idea, &actor, &words, &law, now)?;
    let idea = change::close(&tx, &actor, Verb::Reopen, told).await?;
    tx.commit().await?;
    Ok(idea)
}
