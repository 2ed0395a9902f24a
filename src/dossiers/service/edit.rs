//! The author writes; every pause of the keyboard saves the whole draft.

use super::change::{Change, close, open};
use crate::{
    app::App,
    authority::{Actor, UnitId},
    dossiers::{
        model::{Dossier, DossierId, Draft, DraftInput, Verb},
        rules, store,
    },
    foundation::{Code, Law, Result, Tx, Version, Violations},
    people, units,
};

/// Stores a whole draft over the version last seen.
pub async fn edit(
    app: &App,
    actor: &Actor,
    id: DossierId,
    expected: Version,
    unit: Option<UnitId>,
    input: DraftInput,
) -> Result<Dossier> {
    let now = app.now();
    let draft = Draft::read(input, now)?;
    let tx = app.db.begin_write().await?;
    let before = open(&tx, actor, Verb::Edit, id, expected).await?;
    known(&tx, &before, unit, &draft).await?;
    let law = Law::load(&*tx).await?;
    let from = before.state.as_str();
    let mut dossier = rules::edit(before, actor, draft, now, &law)?;
    // The unit is chosen before the receipt; afterwards the receipt names it.
    if dossier.receipt.is_none() {
        dossier.unit = unit.unwrap_or(dossier.unit);
    }
    let change = Change { verb: Verb::Edit, from, words: "", events: &[], now };
    let dossier = close(&tx, actor, dossier, expected, change).await?;
    store::save_authors(&tx, &dossier).await?;
    tx.commit().await?;
    Ok(dossier)
}

/// Every person and unit the draft names must exist.
async fn known(tx: &Tx, before: &Dossier, unit: Option<UnitId>, draft: &Draft) -> Result<()> {
    let mut wrong = Violations::new();
    if let Some(unit) = unit.filter(|unit| *unit != before.unit) {
        let found = units::find(&**tx, unit).await?;
        wrong.unless(found.is_some(), Code::UnknownReference, "/unit_id");
    }
    for (at, author) in draft.authors.iter().enumerate() {
        let Some(person) = author.person else { continue };
        if before.authors.iter().any(|known| known.person == Some(person)) {
            continue;
        }
        let found = people::person(&**tx, person).await?;
        wrong.unless(found.is_some(), Code::UnknownReference, &format!("/authors/{at}/person_id"));
    }
    Ok(wrong.into_result()?)
}
