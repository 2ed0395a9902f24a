//! Intake refuses the request.

use super::change::{Change, close, open};
use crate::{
    app::App,
    authority::Actor,
    dossiers::{
        model::{Dossier, DossierId, Verb},
        rules,
    },
    foundation::{Result, Version},
};

/// Why, and what the author can do.
#[derive(Clone, Debug, Default)]
pub struct Refusal {
    /// The coded reason.
    pub reason: String,
    /// In words.
    pub words: String,
    /// What the author can do next.
    pub next_step: String,
}

/// Refuses the request in writing.
pub async fn refuse(
    app: &App,
    actor: &Actor,
    id: DossierId,
    expected: Version,
    input: &Refusal,
) -> Result<Dossier> {
    let now = app.now();
    let tx = app.db.begin_write().await?;
    let before = open(&tx, actor, Verb::Refuse, id, expected).await?;
    let from = before.state.as_str();
    let (dossier, events) = rules::refuse(before, actor, &input.reason, &input.words, &input.next_step, now)?;
    let change = Change { verb: Verb::Refuse, from, words: input.words.trim(), events: &events, now };
    let dossier = close(&tx, actor, dossier, expected, change).await?;
    tx.commit().await?;
    Ok(dossier)
}
