//! Persons as an administrator keeps them.

use serde_json::json;

use super::note_by;
use crate::{
    app::App,
    authority::{Action, Actor, PersonId, Resource, Scope, UnitId},
    foundation::{
        Code, Error, Result, Version, Violations,
        idempotency::{Claim, Once},
    },
    people::{
        model::Person,
        rules::{self, PersonPlan, PersonWish},
        service::roles::{hold_administrators, keep_one_administrator},
        store::{accounts, persons, sessions},
    },
    units,
};

/// Adds a person, for now without an account.
///
/// # Errors
/// Every broken rule at once; `UnknownReference` at `/unit_id`.
pub async fn create(
    app: &App,
    actor: &Actor,
    unit: UnitId,
    wish: &PersonWish<'_>,
    once: &Once,
) -> Result<Person> {
    let on = Resource::of_unit(unit);
    actor.require(Action::ManagePeople, &on)?;
    let now = app.now();
    let plan = rules::read(wish, now.date())?;
    let person = of_plan(plan, PersonId::new(now), unit, now);
    let tx = app.db.begin_write().await?;
    if let Claim::Repeat(known) = once.claim(&tx, person.id.0, now).await? {
        return persons::load(&*tx, &Scope::everything(), PersonId(known)).await;
    }
    if units::find(&*tx, unit).await?.is_none() {
        return Err(Violations::one(Code::UnknownReference, "/unit_id").into());
    }
    persons::insert(&tx, &person).await?;
    let capacity = actor.capacity(Action::ManagePeople, &on);
    let payload = json!({ "unit": unit.0, "name": person.full_name });
    note_by(&tx, now, actor, capacity, "person.created", person.id, payload).await?;
    tx.commit().await?;
    Ok(person)
}

fn of_plan(plan: PersonPlan, id: PersonId, unit: UnitId, now: crate::foundation::Instant) -> Person {
    Person {
        id,
        unit,
        full_name: plan.full_name.as_str().to_owned(),
        kind: plan.kind,
        position: plan.position,
        birth_date: plan.birth_date,
        phone: plan.phone.map(|phone| phone.as_str().to_owned()),
        email: plan.email.map(|email| email.as_str().to_owned()),
        created_at: now,
        version: Version::FIRST,
    }
}

/// Changes a person; `disabled` closes or opens their account, which ends every session at once.
///
/// # Errors
/// Every broken rule; `Stale`; `LastAdministrator` if nobody would be left to administer the commune;
/// `WrongState` if there is no account to close.
pub async fn change(
    app: &App,
    actor: &Actor,
    id: PersonId,
    expected: Version,
    unit: UnitId,
    wish: &PersonWish<'_>,
    disabled: Option<bool>,
) -> Result<Person> {
    let now = app.now();
    let tx = app.db.begin_write().await?;
    let known = persons::load(&*tx, &actor.scope(Action::ReadPeople), id).await?;
    let on = Resource::of_unit(known.unit);
    actor.require(Action::ManagePeople, &on)?;
    if known.version != expected {
        return Err(Code::Stale.into());
    }
    let plan = rules::read(wish, now.date())?;
    if unit != known.unit {
        if units::find(&*tx, unit).await?.is_none() {
            return Err(Violations::one(Code::UnknownReference, "/unit_id").into());
        }
        actor.require(Action::ManagePeople, &Resource::of_unit(unit))?;
    }
    let person =
        Person { version: expected.next(), created_at: known.created_at, ..of_plan(plan, id, unit, now) };
    persons::save(&tx, &person, expected).await?;
    if let Some(disabled) = disabled {
        let account = accounts::of_person(&*tx, id).await?.ok_or(Error::Refused(Code::WrongState))?;
        if account.disabled != disabled {
            hold_administrators(&tx).await?;
            accounts::set_disabled(&tx, account.id, disabled).await?;
            if disabled {
                keep_one_administrator(&tx).await?;
                sessions::end_of(&tx, account.id, None).await?;
            }
        }
    }
    let capacity = actor.capacity(Action::ManagePeople, &on);
    let payload = json!({ "from": { "unit": known.unit.0, "name": known.full_name },
        "to": { "unit": unit.0, "name": person.full_name, "disabled": disabled } });
    note_by(&tx, now, actor, capacity, "person.changed", id, payload).await?;
    tx.commit().await?;
    Ok(person)
}
