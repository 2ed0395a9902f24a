//! The markers may begin.

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
    foundation::{Code, Law, Result, Version},
};

/// Opens marking once every dossier has enough markers, and tells the dossiers (D12).
pub async fn start_scoring(app: &App, actor: &Actor, id: RoundId, expected: Version) -> Result<Round> {
    let now = app.now();
    let tx = app.db.begin_write().await?;
    let mut round = store::rounds::hold(&tx, &actor.scope(Action::ReadRound), id).await?;
    let council = council_of(&*tx, &round).await?;
    let on = resource(&round, &council, now.date());
    actor.require(Action::ManageRound, &on)?;
    if round.version != expected {
        return Err(Code::Stale.into());
    }
    drop_withdrawn(&tx, &mut round).await?;
    let law = Law::load(&*tx).await?;
    let sheets = store::sheets::of_round(&*tx, id).await?;
    rules::rounds::start(&round, &sheets, law.count("markers_least", now.date())?)?;
    for one in round.dossiers.iter().filter(|one| one.standing == Standing::Waiting) {
        dossiers::service::assign(&tx, actor, now, one.dossier, id.0).await?;
    }
    round.state = RoundState::Scoring;
    round.version = expected.next();
    store::rounds::save(&tx, &round, expected).await?;
    let note = Note {
        actor,
        action: Action::ManageRound,
        on: &on,
        verb: "round.scoring_started",
        object: "round",
        id: id.0,
        now,
    };
    note.write(&tx, json!({ "dossiers": round.dossiers.len() })).await?;
    tx.commit().await?;
    Ok(round)
}
