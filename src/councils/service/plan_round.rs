//! A new review round.

use serde_json::json;
use time::Date;

use super::ground::Note;
use crate::{
    app::App,
    authority::{Action, Actor, Resource, Scope},
    councils::{
        model::{CouncilId, Round, RoundId, RoundState, RubricId},
        store,
    },
    foundation::{
        Code, Error, Result, Version, Violations,
        idempotency::{Claim, Once},
    },
};

/// What a round is made of.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Who decides.
    pub council: CouncilId,
    /// By which rubric.
    pub rubric: RubricId,
    /// Its name.
    pub name: String,
    /// The last day of marking.
    pub score_by: Date,
}

/// Plans a round and freezes the edition of the rubric it uses.
pub async fn plan_round(app: &App, actor: &Actor, plan: Plan, once: Once) -> Result<Round> {
    let now = app.now();
    let tx = app.db.begin_write().await?;
    let council = store::councils::load(&*tx, &Scope::everything(), plan.council)
        .await
        .map_err(|error| unknown(error, "/council_id"))?;
    let on = Resource::of_unit(council.unit);
    actor.require(Action::ManageRound, &on)?;
    let rubric =
        store::rubrics::hold(&tx, plan.rubric).await.map_err(|error| unknown(error, "/rubric_id"))?;
    let mut wrong = Violations::new();
    wrong.unless(!plan.name.trim().is_empty(), Code::Required, "/name");
    wrong.unless(plan.score_by >= now.date(), Code::OutOfBounds, "/score_by");
    wrong.unless(council.decided_on <= now.date(), Code::FutureDate, "/council_id");
    wrong.into_result()?;
    let round = Round {
        id: RoundId::new(now),
        unit: council.unit,
        council: council.id,
        rubric: rubric.id,
        name: plan.name.trim().to_owned(),
        state: RoundState::Planned,
        score_by: plan.score_by,
        revealed_at: None,
        dossiers: Vec::new(),
        interests: Vec::new(),
        version: Version::FIRST,
    };
    if let Claim::Repeat(known) = once.claim(&tx, round.id.0, now).await? {
        return store::rounds::load(&*tx, &actor.scope(Action::ReadRound), RoundId(known)).await;
    }
    store::rubrics::freeze(&tx, rubric.id, now).await?;
    store::rounds::insert(&tx, &round, now).await?;
    let note = Note {
        actor,
        action: Action::ManageRound,
        on: &on,
        verb: "round.planned",
        object: "round",
        id: round.id.0,
        now,
    };
    note.write(&tx, json!({ "name": round.name, "rubric": rubric.code, "edition": rubric.edition })).await?;
    tx.commit().await?;
    Ok(round)
}

/// A missing reference is the request's fault, not a missing page.
fn unknown(error: Error, pointer: &str) -> Error {
    match error {
        Error::Refused(Code::NotFound) => Violations::one(Code::UnknownReference, pointer).into(),
        other => other,
    }
}
