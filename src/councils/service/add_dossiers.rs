//! Accepted dossiers come into a round.

use serde_json::json;

use super::ground::{Note, council_of, resource};
use crate::{
    app::App,
    authority::{Action, Actor},
    councils::{
        model::{Round, RoundDossier, RoundId, RoundState, RoundVerb, Standing},
        rules::rounds::open,
        store,
    },
    dossiers::{self, DossierId, Waiting},
    foundation::{Code, Result, Version, Violations},
};

/// The accepted dossiers of the round's unit that no round has.
pub async fn waiting(app: &App, actor: &Actor, id: RoundId) -> Result<Vec<Waiting>> {
    let db = app.db.reader();
    let round = store::rounds::load(db, &actor.scope(Action::ReadRound), id).await?;
    let council = council_of(db, &round).await?;
    actor.require(Action::ManageRound, &resource(&round, &council, app.now().date()))?;
    let taken = store::rounds::taken(db).await?;
    let mut waiting = dossiers::waiting(db, round.unit).await?;
    waiting.retain(|one| !taken.contains(&one.id));
    Ok(waiting)
}

/// Adds dossiers; a planned round opens with the first one.
///
/// # Errors
/// `UnknownReference` for each that does not wait in this unit or that a round has already.
pub async fn add_dossiers(
    app: &App,
    actor: &Actor,
    id: RoundId,
    expected: Version,
    ids: Vec<DossierId>,
) -> Result<Round> {
    let now = app.now();
    let tx = app.db.begin_write().await?;
    let mut round = store::rounds::hold(&tx, &actor.scope(Action::ReadRound), id).await?;
    let council = council_of(&*tx, &round).await?;
    let on = resource(&round, &council, now.date());
    actor.require(Action::ManageRound, &on)?;
    if round.version != expected {
        return Err(Code::Stale.into());
    }
    open(&round, RoundVerb::Add)?;
    let waiting = dossiers::waiting(&*tx, round.unit).await?;
    let taken = store::rounds::taken(&*tx).await?;
    let mut wrong = Violations::new();
    wrong.unless(!ids.is_empty(), Code::Required, "/dossier_ids");
    for (at, dossier) in ids.iter().enumerate() {
        let here = format!("/dossier_ids/{at}");
        let free = waiting.iter().any(|one| one.id == *dossier) && !taken.contains(dossier);
        let twice = ids.iter().take(at).any(|other| other == dossier);
        wrong.unless(free && !twice, Code::UnknownReference, &here);
    }
    wrong.into_result()?;
    for dossier in &ids {
        let position = i32::try_from(round.dossiers.len()).unwrap_or(i32::MAX).saturating_add(1);
        let one = RoundDossier { dossier: *dossier, position, standing: Standing::Waiting };
        store::rounds::add(&tx, round.id, &one, now).await?;
        round.dossiers.push(one);
    }
    round.state = RoundState::Open;
    round.version = expected.next();
    store::rounds::save(&tx, &round, expected).await?;
    let note = Note {
        actor,
        action: Action::ManageRound,
        on: &on,
        verb: "round.dossiers_added",
        object: "round",
        id: id.0,
        now,
    };
    note.write(&tx, json!({ "dossiers": ids })).await?;
    tx.commit().await?;
    Ok(round)
}
