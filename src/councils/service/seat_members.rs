//! The list of members changes; what was decided before stays as it was.

use serde_json::json;

use super::{establish::known, ground::Note};
use crate::{
    app::App,
    authority::{Action, Actor, Resource},
    councils::{
        model::{Council, CouncilId, Member},
        rules::rounds::seats,
        store,
    },
    foundation::{Code, Result, Version, Violations},
};

/// Replaces the list of members with their days.
pub async fn seat_members(
    app: &App,
    actor: &Actor,
    id: CouncilId,
    expected: Version,
    members: Vec<Member>,
) -> Result<Council> {
    let now = app.now();
    let tx = app.db.begin_write().await?;
    let mut council = store::councils::load(&*tx, &actor.scope(Action::ReadCouncil), id).await?;
    let on = Resource::of_unit(council.unit);
    actor.require(Action::ManageCouncil, &on)?;
    if council.version != expected {
        return Err(Code::Stale.into());
    }
    let mut wrong = Violations::new();
    wrong.take(seats(&members));
    known(&tx, &members, &mut wrong).await?;
    wrong.into_result()?;
    council.members = members;
    council.version = expected.next();
    store::councils::save_members(&tx, &council, expected, now).await?;
    let note = Note {
        actor,
        action: Action::ManageCouncil,
        on: &on,
        verb: "council.members_changed",
        object: "council",
        id: id.0,
        now,
    };
    let persons: Vec<_> = council.members.iter().map(|member| member.person).collect();
    note.write(&tx, json!({ "members": persons })).await?;
    tx.commit().await?;
    Ok(council)
}
