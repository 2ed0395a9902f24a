//! Giving and taking roles. Either ends the person's sessions at once: nothing they opened under other
//! rights stays open.

use serde_json::json;

use super::note_by;
use crate::{
    app::App,
    authority::{Action, Actor, PersonId, Resource, Role, UnitId},
    foundation::{Code, Error, Result, Tx, Version, Violations},
    people::{
        model::{Account, Person},
        store::{accounts, grants, persons, sessions},
    },
    units,
};

/// Gives a role in a unit; giving one that is held changes nothing.
///
/// # Errors
/// `WrongState` if the person has no account; `UnknownReference` if there is no such unit; `Stale`.
pub async fn grant(
    app: &App,
    actor: &Actor,
    id: PersonId,
    expected: Version,
    role: Role,
    unit: UnitId,
) -> Result<()> {
    let now = app.now();
    let tx = app.db.begin_write().await?;
    let (person, account) = load(&tx, actor, id, expected, unit).await?;
    if units::find(&*tx, unit).await?.is_none() {
        return Err(Violations::one(Code::UnknownReference, "/unit_id").into());
    }
    if !grants::insert(&tx, account.id, role, unit, now).await? {
        return Ok(());
    }
    finish(app, actor, tx, person, account, "role.granted", role, unit).await
}

/// Takes a role away; taking one that is not held changes nothing.
///
/// # Errors
/// `LastAdministrator` if nobody would be left to administer the commune; `Stale`.
pub async fn revoke(
    app: &App,
    actor: &Actor,
    id: PersonId,
    expected: Version,
    role: Role,
    unit: UnitId,
) -> Result<()> {
    let tx = app.db.begin_write().await?;
    let (person, account) = load(&tx, actor, id, expected, unit).await?;
    if role == Role::Administrator {
        hold_administrators(&tx).await?;
    }
    if !grants::delete(&tx, account.id, role, unit).await? {
        return Ok(());
    }
    if role == Role::Administrator {
        keep_one_administrator(&tx).await?;
    }
    finish(app, actor, tx, person, account, "role.revoked", role, unit).await
}

async fn load(
    tx: &Tx,
    actor: &Actor,
    id: PersonId,
    expected: Version,
    unit: UnitId,
) -> Result<(Person, Account)> {
    let person = persons::load(&**tx, &actor.scope(Action::ReadPeople), id).await?;
    actor.require(Action::ManageRoles, &Resource::of_unit(unit))?;
    if person.version != expected {
        return Err(Code::Stale.into());
    }
    let account = accounts::of_person(&**tx, id).await?.ok_or(Error::Refused(Code::WrongState))?;
    Ok((person, account))
}

#[expect(clippy::too_many_arguments, reason = "one place for what both verbs end with")]
async fn finish(
    app: &App,
    actor: &Actor,
    tx: Tx,
    person: Person,
    account: Account,
    verb: &str,
    role: Role,
    unit: UnitId,
) -> Result<()> {
    let expected = person.version;
    let person = Person { version: expected.next(), ..person };
    persons::save(&tx, &person, expected).await?;
    // Who changes their own roles stays: their next request is decided by the new ones.
    if actor.account != Some(account.id) {
        sessions::end_of(&tx, account.id, None).await?;
    }
    let capacity = actor.capacity(Action::ManageRoles, &Resource::of_unit(unit));
    let payload = json!({ "role": role.as_str(), "unit": unit.0 });
    note_by(&tx, app.now(), actor, capacity, verb, person.id, payload).await?;
    tx.commit().await
}

/// Makes two who remove each other at the same moment wait for one another; before anything is changed.
pub(super) async fn hold_administrators(tx: &Tx) -> Result<()> {
    if let Some(commune) = units::commune(&**tx, None).await? {
        grants::administrators(tx, commune.id).await?;
    }
    Ok(())
}

/// Refuses what would leave the commune without an administrator who can sign in.
pub(super) async fn keep_one_administrator(tx: &Tx) -> Result<()> {
    let Some(commune) = units::commune(&**tx, None).await? else { return Ok(()) };
    if grants::administrators(tx, commune.id).await?.is_empty() {
        return Err(Violations::one(Code::LastAdministrator, "").into());
    }
    Ok(())
}
