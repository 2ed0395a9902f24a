//! The author answers the defects and hands the request in again.

use super::change::{Change, close, open};
use crate::{
    app::App,
    authority::Actor,
    dossiers::{
        model::{Dossier, DossierId, Verb},
        rules, store,
    },
    foundation::{Law, Result, Version},
};

/// One answer for each defect, in their order, and the declaration.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    /// What was done about each defect.
    pub answers: Vec<String>,
    /// The declaration was ticked again.
    pub declared: bool,
}

/// Hands the completed request in as a new edition.
pub async fn supplement(
    app: &App,
    actor: &Actor,
    id: DossierId,
    expected: Version,
    given: &Answers,
) -> Result<Dossier> {
    let now = app.now();
    let tx = app.db.begin_write().await?;
    let before = open(&tx, actor, Verb::Supplement, id, expected).await?;
    let law = Law::load(&*tx).await?;
    let from = before.state.as_str();
    let (dossier, events) = rules::answer(before, actor, &given.answers, given.declared, now, &law)?;
    let change = Change { verb: Verb::Supplement, from, words: "", events: &events, now };
    let dossier = close(&tx, actor, dossier, expected, change).await?;
    store::save_authors(&tx, &dossier).await?;
    tx.commit().await?;
    Ok(dossier)
}
