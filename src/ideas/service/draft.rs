//! A card that is still being written: saved, read back, forgotten. The key is the permission, as with the
//! private link of an idea.

use crate::{
    app::App,
    authority::Actor,
    foundation::{Code, Error, Law, Result, Version},
    ideas::{
        model::{Draft, DraftKey, DraftWords},
        store,
    },
    people::limits,
};

/// Drafts one address may begin in an hour: a class that writes together, not a flood.
const BEGUN_AN_HOUR: i32 = 60;
/// How often one address may save in an hour: every few seconds while a class writes.
const SAVED_AN_HOUR: i32 = 6_000;
const AN_HOUR: i64 = 3_600;

/// Saves a draft: a new one without a version, a known one over the version last seen.
///
/// # Errors
/// `Stale` if there is one already or it was saved in between, `NotFound` if it is gone,
/// `TooManyRequests` beyond what an address may save.
pub async fn save_draft(
    app: &App,
    actor: &Actor,
    address: &str,
    key: DraftKey,
    known: Option<Version>,
    words: DraftWords,
) -> Result<Draft> {
    let words = words.parse()?;
    let now = app.now();
    let (what, most) = match known {
        Some(_) => ("drafts-saved", SAVED_AN_HOUR),
        None => ("drafts", BEGUN_AN_HOUR),
    };
    limits::hit(&app.db, &limits::bucket(app, what, address), most, AN_HOUR, now).await?;
    let tx = app.db.begin_write().await?;
    let there = store::draft(&*tx, key).await?;
    let version = match (there, known) {
        (None, None) => {
            store::insert_draft(&tx, key, actor.person, &words, now).await?;
            Version::FIRST
        }
        (Some(_), Some(known)) => store::save_draft(&tx, key, known, &words, now).await?,
        // The answer to the first save was lost: the same words are no other draft.
        (Some(there), None) if there.words == words => return Ok(there),
        (Some(_), None) => return Err(Code::Stale.into()),
        (None, Some(_)) => return Err(Error::NOT_FOUND),
    };
    tx.commit().await?;
    Ok(Draft { words, changed_at: now, version })
}

/// The draft of a key.
///
/// # Errors
/// `NotFound` where there is none.
pub async fn draft(app: &App, key: DraftKey) -> Result<Draft> {
    store::draft(app.db.reader(), key).await?.ok_or(Error::NOT_FOUND)
}

/// Forgets a draft, whether there is one or not.
pub async fn drop_draft(app: &App, key: DraftKey) -> Result<()> {
    let tx = app.db.begin_write().await?;
    store::drop_draft(&tx, key).await?;
    tx.commit().await?;
    Ok(())
}

/// Forgets what was left lying (design: 90 days); run by the clock.
pub async fn purge_drafts(app: &App) -> Result<()> {
    let now = app.now();
    let days = Law::load(app.db.reader()).await?.count("draft_purge", now.date())?;
    let tx = app.db.begin_write().await?;
    store::purge_drafts(&tx, now.plus_seconds(-i64::from(days) * 86_400)).await?;
    tx.commit().await?;
    Ok(())
}
