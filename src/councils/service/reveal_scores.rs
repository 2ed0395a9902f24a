//! The chair shows the scores, all at once.

use serde_json::json;

use super::ground::{Note, council_of, drop_withdrawn, resource};
use crate::{
    app::App,
    authority::{Action, Actor},
    councils::{
        model::{Round, RoundId, RoundState, Standing},
        rules, store,
    },
    dossiers,
    foundation::{
        Code, Error, Law, Result, Version,
        outbox::{self, Event},
    },
};

/// Reveals every sheet of the round and records the means (D13).
///
/// # Errors
/// `Forbidden` unless the person is the council's chair or vice-chair; `NotAllSealed`; `MarkersNeeded`.
pub async fn reveal_scores(app: &App, actor: &Actor, id: RoundId, expected: Version) -> Result<Round> {
    let now = app.now();
    let tx = app.db.begin_write().await?;
    let mut round = store::rounds::hold(&tx, &actor.scope(Action::ReadRound), id).await?;
    let council = council_of(&*tx, &round).await?;
    let on = resource(&round, &council, now.date());
    actor.require(Action::RevealScores, &on)?;
    let seat = actor.person.and_then(|person| council.member(person, now.date()));
    if !seat.is_some_and(|member| member.capacity.leads()) {
        return Err(Code::Forbidden.into());
    }
    if round.version != expected {
        return Err(Code::Stale.into());
    }
    drop_withdrawn(&tx, &mut round).await?;
    let law = Law::load(&*tx).await?;
    let rubric = store::rubrics::load(&*tx, round.rubric).await?;
    let sheets = store::sheets::of_round(&*tx, id).await?;
    rules::rounds::reveal(&round, &sheets, law.count("markers_least", now.date())?)?;
    for one in round.dossiers.iter().filter(|one| one.standing == Standing::Waiting) {
        let here = sheets.iter().filter(|sheet| sheet.dossier == one.dossier);
        let mean = rules::marking::mean(&rubric, here).ok_or_else(|| {
            Error::Damaged(format!("dossier {} has sealed sheets without scores", one.dossier))
        })?;
        dossiers::service::mark_scored(&tx, actor, now, one.dossier, mean.rounded).await?;
    }
    round.state = RoundState::Session;
    round.revealed_at = Some(now);
    round.version = expected.next();
    store::rounds::save(&tx, &round, expected).await?;
    let note = Note {
        actor,
        action: Action::RevealScores,
        on: &on,
        verb: "round.revealed",
        object: "round",
        id: id.0,
        now,
    };
    note.write(&tx, json!({ "sheets": sheets.len() })).await?;
    outbox::push(&tx, now, &[Event::new("round.revealed", id.0)]).await?;
    tx.commit().await?;
    Ok(round)
}
