//! The head signs that it is not recognised, with what is good and what comes next.

use super::change::{Change, close, open};
use crate::{
    app::App,
    authority::Actor,
    dossiers::{
        model::{Dossier, DossierId, Outcome, Verb},
        rules,
    },
    foundation::{Result, Version},
};

/// Tells the author in writing (F10c).
pub async fn not_recognise(
    app: &App,
    actor: &Actor,
    id: DossierId,
    expected: Version,
    input: &Outcome,
) -> Result<Dossier> {
    let now = app.now();
    let tx = app.db.begin_write().await?;
    let before = open(&tx, actor, Verb::NotRecognise, id, expected).await?;
    let from = before.state.as_str();
    let (dossier, events) = rules::not_recognise(before, actor, input, now)?;
    let change = Change { verb: Verb::NotRecognise, from, words: input.words.trim(), events: &events, now };
    let dossier = close(&tx, actor, dossier, expected, change).await?;
    tx.commit().await?;
    Ok(dossier)
}
