//! The head's decision sets up a council.

use serde_json::json;
use time::Date;

use super::ground::Note;
use crate::{
    app::App,
    authority::{Action, Actor, Resource, UnitId},
    councils::{
        model::{Council, CouncilId, Member},
        rules::rounds::seats,
        store,
    },
    foundation::{
        Code, Result, Tx, Version, Violations,
        idempotency::{Claim, Once},
    },
    people, units,
};

/// What the decision says.
#[derive(Clone, Debug)]
pub struct Founding {
    /// Whose council it is.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// Number of the decision.
    pub decision_no: String,
    /// Its day.
    pub decided_on: Date,
    /// Its members.
    pub members: Vec<Member>,
}

/// Records a council set up by decision (NĐ 13/2012 Đ.7, TT 18/2013 Đ.8).
pub async fn establish(app: &App, actor: &Actor, founding: Founding, once: Once) -> Result<Council> {
    let now = app.now();
    let on = Resource::of_unit(founding.unit);
    actor.require(Action::ManageCouncil, &on)?;
    let mut wrong = Violations::new();
    wrong.unless(!founding.name.trim().is_empty(), Code::Required, "/name");
    wrong.unless(!founding.decision_no.trim().is_empty(), Code::Required, "/decision_no");
    wrong.unless(founding.decided_on <= now.date(), Code::FutureDate, "/decided_on");
    wrong.take(seats(&founding.members));
    let tx = app.db.begin_write().await?;
    wrong.unless(units::find(&*tx, founding.unit).await?.is_some(), Code::UnknownReference, "/unit_id");
    known(&tx, &founding.members, &mut wrong).await?;
    wrong.into_result()?;
    let council = Council {
        id: CouncilId::new(now),
        unit: founding.unit,
        name: founding.name.trim().to_owned(),
        decision_no: founding.decision_no.trim().to_owned(),
        decided_on: founding.decided_on,
        members: founding.members,
        version: Version::FIRST,
    };
    if let Claim::Repeat(known) = once.claim(&tx, council.id.0, now).await? {
        return store::councils::load(&*tx, &actor.scope(Action::ReadCouncil), CouncilId(known)).await;
    }
    store::councils::insert(&tx, &council, now).await?;
    let note = Note {
        actor,
        action: Action::ManageCouncil,
        on: &on,
        verb: "council.established",
        object: "council",
        id: council.id.0,
        now,
    };
    note.write(&tx, json!({ "decision_no": council.decision_no, "members": council.members.len() })).await?;
    tx.commit().await?;
    Ok(council)
}

/// Refuses members nobody knows.
pub(super) async fn known(tx: &Tx, members: &[Member], wrong: &mut Violations) -> Result<()> {
    let ids: Vec<_> = members.iter().map(|member| member.person).collect();
    let cards = people::cards(&**tx, &ids).await?;
    for (at, id) in ids.iter().enumerate() {
        let found = cards.iter().any(|card| card.id == *id);
        wrong.unless(found, Code::UnknownReference, &format!("/members/{at}/person_id"));
    }
    Ok(())
}
