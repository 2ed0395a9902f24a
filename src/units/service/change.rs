//! Another name, another kind, another place in the tree, or the end of a unit. Its address stays: links to it
//! must not break.

use serde_json::json;

use crate::{
    app::App,
    authority::{Action, Actor, Resource, UnitId},
    foundation::{Code, Error, Result, Tx, Version, Violations, audit},
    units::{
        model::Unit,
        rules::{self, Wish},
        store,
    },
};

/// What a change asks beside the unit's own words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Places {
    /// The unit above from now on; nothing leaves it where it is.
    pub parent: Option<UnitId>,
    /// The unit that goes on in its place.
    pub successor: Option<UnitId>,
}

/// Changes a unit to what is wished.
///
/// # Errors
/// Every broken rule; `Stale` if somebody changed it meanwhile; `Forbidden` if the new place is not the
/// actor's to manage.
pub async fn change(
    app: &App,
    actor: &Actor,
    id: UnitId,
    expected: Version,
    wish: &Wish<'_>,
    places: Places,
) -> Result<Unit> {
    let tx = app.db.begin_write().await?;
    let unit = store::find(&*tx, id).await?.ok_or(Error::NOT_FOUND)?;
    let on = Resource::of_unit(id);
    actor.require(Action::ManageUnits, &on)?;
    if unit.version != expected {
        return Err(Code::Stale.into());
    }
    let mut wrong = Violations::new();
    let plan = wrong.take(rules::read(wish, ""));
    let moves = places.parent.filter(|parent| unit.parent != Some(*parent));
    if let Some(parent) = moves {
        // Nothing hangs on itself, and what stands at the top stays there.
        let above = store::above(&*tx, parent).await?;
        let fits = unit.parent.is_some() && !above.is_empty() && !above.contains(&id);
        wrong.unless(fits, Code::UnknownReference, "/parent_id");
    }
    if let Some(successor) = places.successor {
        let there = successor != id && store::find(&*tx, successor).await?.is_some();
        wrong.unless(there, Code::UnknownReference, "/successor_id");
        let ended = plan.as_ref().is_none_or(|plan| plan.valid_to.is_some());
        wrong.unless(ended, Code::Required, "/valid_to");
    }
    if let Some(plan) = plan.as_ref().filter(|plan| unit.kind.is_commune() && !plan.kind.is_commune()) {
        let others = store::tree(&*tx).await?.into_iter().any(|one| one.id != id && one.kind.is_commune());
        wrong.unless(others && !plan.kind.is_province(), Code::NotOffered, "/kind");
    }
    let (Some(plan), true) = (plan, wrong.is_empty()) else { return Err(wrong.into()) };
    let before = told(&unit);
    let unit = Unit {
        kind: plan.kind,
        name: plan.name.as_str().to_owned(),
        valid_from: plan.valid_from,
        valid_to: plan.valid_to,
        parent: moves.or(unit.parent),
        successor: places.successor,
        version: expected.next(),
        ..unit
    };
    store::save(&tx, &unit, expected).await?;
    if let Some(parent) = moves {
        actor.require(Action::ManageUnits, &Resource::of_unit(parent))?;
        store::place(&tx, id, parent).await?;
    }
    note(app, &tx, actor, &unit, &before).await?;
    tx.commit().await?;
    Ok(unit)
}

fn told(unit: &Unit) -> serde_json::Value {
    json!({
        "name": unit.name,
        "kind": unit.kind.as_str(),
        "parent": unit.parent.map(|parent| parent.0),
        "successor": unit.successor.map(|successor| successor.0),
    })
}

async fn note(app: &App, tx: &Tx, actor: &Actor, unit: &Unit, before: &serde_json::Value) -> Result<()> {
    let entry = audit::Entry {
        at: app.now(),
        actor: actor.person.map(|person| person.0),
        capacity: actor.capacity(Action::ManageUnits, &Resource::of_unit(unit.id)),
        action: "unit.changed",
        object: "unit",
        id: unit.id.0,
        payload: json!({ "from": before, "to": told(unit) }),
    };
    audit::append(tx, &entry).await?;
    Ok(())
}
