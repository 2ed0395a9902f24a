//! Many units at once, from a table.

use std::collections::BTreeMap;

use super::create::add;
use crate::{
    app::App,
    authority::{Action, Actor, Resource, Role, UnitId},
    foundation::{Code, Error, Result},
    units::{sheet, store},
};

/// Adds every unit of a `code,kind,name,parent_code` table, or none; answers how many.
///
/// # Errors
/// Every mistake of every row; `Forbidden` if one of the units above is not the actor's to manage.
pub async fn import(app: &App, actor: &Actor, csv: &str) -> Result<usize> {
    if !actor.system && !actor.holds_anywhere(Role::Administrator) {
        return Err(if actor.account.is_none() { Code::SignInNeeded } else { Code::Forbidden }.into());
    }
    let now = app.now();
    let tx = app.db.begin_write().await?;
    let mut known: BTreeMap<String, UnitId> =
        store::tree(&*tx).await?.into_iter().map(|unit| (unit.code, unit.id)).collect();
    let rows = sheet::rows(csv, &known.keys().cloned().collect())?;
    let existing = known.clone();
    let count = rows.len();
    for row in rows {
        let parent = known.get(&row.parent).copied().ok_or(Error::NOT_FOUND)?;
        if existing.contains_key(&row.parent) {
            actor.require(Action::ManageUnits, &Resource::of_unit(parent))?;
        }
        let unit = add(&tx, actor, UnitId::new(now), Some(parent), row.plan, now).await?;
        known.insert(unit.code, unit.id);
    }
    tx.commit().await?;
    Ok(count)
}
