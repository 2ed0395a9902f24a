//! Many units at once, from a table.

use std::collections::BTreeMap;

use super::create::add;
use crate::{
    app::App,
    authority::{Action, Actor, Resource, Role, UnitId},
    foundation::{Code, Error, Instant, Result, Tx},
    units::{
        model::Unit,
        rules::Plan,
        sheet::{self, Known},
        store,
    },
};

/// Adds every unit of a table, or none; answers how many.
///
/// # Errors
/// Every mistake of every row; `Forbidden` if one of the units above is not the actor's to manage.
pub async fn import(app: &App, actor: &Actor, csv: &str) -> Result<usize> {
    if !actor.system && !actor.holds_anywhere(Role::Administrator) {
        return Err(if actor.account.is_none() { Code::SignInNeeded } else { Code::Forbidden }.into());
    }
    let now = app.now();
    let tx = app.db.begin_write().await?;
    let tree = store::tree(&*tx).await?;
    let province = tree.iter().any(|unit| unit.parent.is_none() && unit.kind.is_province());
    let mut known: BTreeMap<String, UnitId> = tree.into_iter().map(|unit| (unit.code, unit.id)).collect();
    let rows = sheet::rows(csv, &Known { codes: known.keys().cloned().collect(), province })?;
    let existing = known.clone();
    let count = rows.len();
    let mut successors = Vec::new();
    for (place, row) in (0_i64..).zip(rows) {
        // A millisecond apart: the tree keeps the order of the table.
        let id = UnitId::new(Instant(now.0.saturating_add(place.saturating_mul(1_000))));
        let unit = if row.parent.is_empty() {
            above_all(&tx, actor, id, row.plan, now).await?
        } else {
            let parent = known.get(&row.parent).copied().ok_or(Error::NOT_FOUND)?;
            if existing.contains_key(&row.parent) {
                actor.require(Action::ManageUnits, &Resource::of_unit(parent))?;
            }
            add(&tx, actor, id, Some(parent), row.plan, now).await?
        };
        known.insert(unit.code, unit.id);
        if !row.successor.is_empty() {
            successors.push((unit.id, row.successor));
        }
    }
    for (unit, code) in successors {
        let successor = known.get(&code).copied().ok_or(Error::NOT_FOUND)?;
        store::succeed(&tx, unit, successor).await?;
    }
    tx.commit().await?;
    Ok(count)
}

/// Puts a province above everything there is.
async fn above_all(tx: &Tx, actor: &Actor, id: UnitId, plan: Plan, now: Instant) -> Result<Unit> {
    let top = store::top(&**tx).await?;
    if let Some(top) = &top {
        actor.require(Action::ManageUnits, &Resource::of_unit(top.id))?;
    }
    let province = add(tx, actor, id, None, plan, now).await?;
    if let Some(top) = top {
        store::place(tx, top.id, province.id).await?;
    }
    Ok(province)
}
