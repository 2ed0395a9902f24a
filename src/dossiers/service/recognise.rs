//! The head signs the recognition: decision, certificate numbers and events in one transaction.

use super::change::{Change, close, open};
use super::office_of;
use crate::{
    app::App,
    authority::{Actor, Role},
    dossiers::{
        model::{Dossier, DossierId, Recognition, Verb},
        rules::{self, NumberedAuthor},
        store,
    },
    foundation::{Error, Result, Tx, Version, numbering},
    people, units,
};

/// Signs the recognition today.
///
/// # Errors
/// `Conflicted` if the signer is an author; `SuperiorApprovalNeeded`; `WrongState` before the council passed it.
pub async fn recognise(app: &App, actor: &Actor, id: DossierId, expected: Version) -> Result<Dossier> {
    let now = app.now();
    let today = now.date();
    let tx = app.db.begin_write().await?;
    let before = open(&tx, actor, Verb::Recognise, id, expected).await?;
    let from = before.state.as_str();
    let head_is_author = head_is_author(&tx, &before).await?;
    let (dossier, events) = rules::recognise(before, actor, head_is_author, now)?;

    let unit = units::find(&*tx, dossier.unit)
        .await?
        .ok_or_else(|| Error::Damaged(format!("unit {} is missing", dossier.unit)))?;
    let office = office_of(&unit);
    let signer = actor.signed_in()?;
    let card = people::person(&*tx, signer).await?.ok_or(Error::NOT_FOUND)?;
    let year = today.year();
    let decision = numbering::next(&tx, &format!("decision/{}/{year}", unit.id)).await?;
    let mut numbered = Vec::new();
    for author in &dossier.authors {
        let number = numbering::next(&tx, &format!("initiative-certificate/{}/{year}", unit.id)).await?;
        numbered.push(NumberedAuthor { author, number });
    }
    let signed = Recognition {
        dossier: id,
        decision_no: format!("{decision:02}/QĐ-{}", office.suffix),
        decided_on: today,
        signer,
        signer_name: card.full_name,
        signer_title: card.position.unwrap_or_default(),
        certificates: rules::certificates(&numbered, &office, year),
    };
    let change = Change { verb: Verb::Recognise, from, words: &signed.decision_no, events: &events, now };
    // The version is checked before anything else is written: of two signatures the second is stale.
    let dossier = close(&tx, actor, dossier, expected, change).await?;
    store::insert_recognition(&tx, dossier.unit, &signed, now).await?;
    tx.commit().await?;
    Ok(dossier)
}

async fn head_is_author(tx: &Tx, dossier: &Dossier) -> Result<bool> {
    let heads = people::holders(&**tx, Role::UnitHead, dossier.unit).await?;
    Ok(heads.iter().any(|head| dossier.is_author(head.id)))
}
