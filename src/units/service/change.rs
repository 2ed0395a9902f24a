//! Another name, another kind, or the end of a unit. Its address stays: links to it must not break.

use serde_json::json;

use crate::{
    app::App,
    authority::{Action, Actor, Resource, UnitId},
    foundation::{Code, Error, Result, Version, audit},
    units::{
        model::Unit,
        rules::{self, Wish},
        store,
    },
};

/// Changes a unit to what is wished.
///
/// # Errors
/// Every broken rule; `Stale` if somebody changed it meanwhile.
pub async fn change(
    app: &App,
    actor: &Actor,
    id: UnitId,
    expected: Version,
    wish: &Wish<'_>,
) -> Result<Unit> {
    let tx = app.db.begin_write().await?;
    let unit = store::find(&*tx, id).await?.ok_or(Error::NOT_FOUND)?;
    let on = Resource::of_unit(id);
    actor.require(Action::ManageUnits, &on)?;
    if unit.version != expected {
        return Err(Code::Stale.into());
    }
    let plan = rules::read(wish, "")?;
    let before = json!({ "name": unit.name, "kind": unit.kind.as_str() });
    let unit = Unit {
        kind: plan.kind,
        name: plan.name.as_str().to_owned(),
        valid_from: plan.valid_from,
        valid_to: plan.valid_to,
        version: expected.next(),
        ..unit
    };
    store::save(&tx, &unit, expected).await?;
    let now = app.now();
    audit::append(
        &tx,
        &audit::Entry {
            at: now,
            actor: actor.person.map(|person| person.0),
            capacity: actor.capacity(Action::ManageUnits, &on),
            action: "unit.changed",
            object: "unit",
            id: id.0,
            payload: json!({ "from": before, "to": { "name": unit.name, "kind": unit.kind.as_str() } }),
        },
    )
    .await?;
    tx.commit().await?;
    Ok(unit)
}
