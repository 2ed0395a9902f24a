//! The lead author hands the request in; the receipt comes at once.

use super::change::{Change, close, open};
use super::office_of;
use crate::{
    app::App,
    authority::Actor,
    dossiers::{
        model::{Dossier, DossierId, Verb},
        rules, store,
    },
    foundation::{Code, Law, Result, Version, Violations, numbering},
    units,
};

/// Hands the request in with the declaration ticked; its number is the next of the unit's year.
pub async fn submit(
    app: &App,
    actor: &Actor,
    id: DossierId,
    expected: Version,
    declared: bool,
) -> Result<Dossier> {
    let now = app.now();
    let tx = app.db.begin_write().await?;
    let before = open(&tx, actor, Verb::Submit, id, expected).await?;
    let law = Law::load(&*tx).await?;
    let unit = units::find(&*tx, before.unit)
        .await?
        .filter(|unit| unit.exists_on(now.date()))
        .ok_or_else(|| Violations::one(Code::UnknownReference, "/unit_id"))?;
    // Taken in this transaction: a refusal gives the number back, and of two requests the lower one was first.
    let number = numbering::next(&tx, &format!("receipt/{}/{}", unit.id, now.date().year())).await?;
    let from = before.state.as_str();
    let (dossier, events) = rules::submit(before, actor, declared, &office_of(&unit), number, now, &law)?;
    let change = Change { verb: Verb::Submit, from, words: "", events: &events, now };
    let dossier = close(&tx, actor, dossier, expected, change).await?;
    store::save_authors(&tx, &dossier).await?;
    tx.commit().await?;
    Ok(dossier)
}
