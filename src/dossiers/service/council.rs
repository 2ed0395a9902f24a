//! Steps the councils' use cases take inside their own transaction; who may take them is decided there.

use uuid::Uuid;

use super::change::{Change, close};
use crate::{
    authority::{Actor, Scope},
    dossiers::{
        model::{Conclusion, Dossier, DossierId, Verb},
        rules, store,
    },
    foundation::{Instant, Law, Result, Tx, outbox::Event},
};

/// Gives an accepted dossier to the markers of a round.
pub async fn assign(tx: &Tx, actor: &Actor, now: Instant, id: DossierId, round: Uuid) -> Result<Dossier> {
    let before = load(tx, id).await?;
    finish(tx, actor, now, Verb::Assign, "", before, |dossier| {
        Ok((rules::assign(dossier, round, now)?, Vec::new()))
    })
    .await
}

/// Records the mean score, in hundredths of a point, once every sheet is in.
pub async fn mark_scored(tx: &Tx, actor: &Actor, now: Instant, id: DossierId, mean: i32) -> Result<Dossier> {
    let before = load(tx, id).await?;
    finish(tx, actor, now, Verb::MarkScored, "", before, |dossier| {
        Ok((rules::mark_scored(dossier, mean, now)?, Vec::new()))
    })
    .await
}

/// Brings a scored or deferred dossier before the council.
pub async fn enter_session(tx: &Tx, actor: &Actor, now: Instant, id: DossierId) -> Result<Dossier> {
    let before = load(tx, id).await?;
    finish(tx, actor, now, Verb::EnterSession, "", before, |dossier| {
        Ok((rules::enter_session(dossier, now)?, Vec::new()))
    })
    .await
}

/// Records what the council decided.
pub async fn conclude(
    tx: &Tx,
    actor: &Actor,
    now: Instant,
    id: DossierId,
    conclusion: Conclusion,
) -> Result<Dossier> {
    let before = load(tx, id).await?;
    let law = Law::load(&**tx).await?;
    let words = match &conclusion {
        Conclusion::Passed => String::new(),
        Conclusion::Failed(words) | Conclusion::Deferred(words) => words.clone(),
    };
    finish(tx, actor, now, Verb::Conclude, &words, before, |dossier| {
        rules::conclude(dossier, conclusion, now, &law)
    })
    .await
}

async fn load(tx: &Tx, id: DossierId) -> Result<Dossier> {
    store::load(&**tx, &Scope::everything(), id).await
}

async fn finish(
    tx: &Tx,
    actor: &Actor,
    now: Instant,
    verb: Verb,
    words: &str,
    before: Dossier,
    decide: impl FnOnce(Dossier) -> Result<(Dossier, Vec<Event>)>,
) -> Result<Dossier> {
    let (from, read_at) = (before.state.as_str(), before.version);
    let (dossier, events) = decide(before)?;
    close(tx, actor, dossier, read_at, Change { verb, from, words, events: &events, now }).await
}
