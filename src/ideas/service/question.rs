//! A question to the author, and the reply: by account or by the private link.

use super::{change, read};
use crate::{
    app::App,
    authority::Actor,
    foundation::{Instant, Result, Version},
    ideas::{
        model::{Idea, IdeaId, Verb, Words},
        rules, store,
    },
    people::limits,
};

/// Asks the author one question.
pub async fn ask(app: &App, actor: &Actor, id: IdeaId, expected: Version, words: &str) -> Result<Idea> {
    let words = Words::parse(words, "/words")?;
    let tx = app.db.begin_write().await?;
    let idea = change::open(&tx, actor, Verb::Ask, id, expected).await?;
    let (now, law) = change::present(app, &tx).await?;
    let idea = change::close(&tx, actor, Verb::Ask, rules::ask(idea, actor, &words, &law, now)?).await?;
    tx.commit().await?;
    Ok(idea)
}

/// Takes the author's reply.
pub async fn reply(app: &App, actor: &Actor, id: IdeaId, expected: Version, words: &str) -> Result<Idea> {
    let words = Words::parse(words, "/words")?;
    let tx = app.db.begin_write().await?;
    let idea = change::open(&tx, actor, Verb::Reply, id, expected).await?;
    let (now, law) = change::present(app, &tx).await?;
    let idea = change::close(&tx, actor, Verb::Reply, rules::reply(idea, actor, &words, &law, now)?).await?;
    tx.commit().await?;
    Ok(idea)
}

/// Words one address may send by private links in an hour, by page and by API together.
const BY_LINK_AN_HOUR: i32 = 30;

/// Counts words that come by a private link.
///
/// # Errors
/// `Later` once an address sent too many in an hour.
pub async fn limit_link(app: &App, address: &str) -> Result<()> {
    let bucket = limits::bucket(app, "links", address);
    limits::hit(&app.db, &bucket, BY_LINK_AN_HOUR, 3_600, app.now()).await
}

/// Takes the reply of whoever holds the private link.
pub async fn reply_by_link(app: &App, code: &str, token: &str, words: &str) -> Result<Idea> {
    let tx = app.db.begin_write().await?;
    let idea = store::by_code(&*tx, code).await?;
    read::check_token(app, &idea, token)?;
    let words = Words::parse(words, "/words")?;
    let (now, law) = change::present(app, &tx).await?;
    let actor = Actor::public();
    let idea =
        change::close(&tx, &actor, Verb::Reply, rules::reply(idea, &actor, &words, &law, now)?).await?;
    tx.commit().await?;
    Ok(idea)
}

/// How many ideas one round of the clock keeps.
const ROUND: u64 = 100;

/// Keeps the ideas whose authors did not reply in time; each in its own transaction.
pub async fn park_unanswered(app: &App) -> Result<()> {
    let now: Instant = app.now();
    for id in store::unanswered(app.db.reader(), now, ROUND).await? {
        let tx = app.db.begin_write().await?;
        let idea = store::by_id(&*tx, id).await?;
        // Somebody replied in between: then there is nothing to keep.
        if let Ok(told) = rules::park_unanswered(idea, now) {
            change::close(&tx, &Actor::system(), Verb::Park, told).await?;
            tx.commit().await?;
        }
    }
    Ok(())
}
