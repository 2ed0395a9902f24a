//! A new unit under an existing one, and the commune itself.

use serde_json::json;

use crate::{
    app::App,
    authority::{Action, Actor, Resource, UnitId},
    foundation::{
        Code, Error, Instant, Result, Tx, Version, Violations, audit,
        idempotency::{Claim, Once},
    },
    units::{
        model::{Unit, UnitCode, UnitKind},
        rules::{self, Plan, Wish},
        store,
    },
};

/// Adds a unit under `parent`.
///
/// # Errors
/// Every broken rule; `UnknownReference` if there is no such parent; `AlreadyExists` if the code is taken.
pub async fn create(app: &App, actor: &Actor, parent: UnitId, wish: &Wish<'_>, once: &Once) -> Result<Unit> {
    actor.require(Action::ManageUnits, &Resource::of_unit(parent))?;
    let plan = rules::read(wish, "")?;
    let now = app.now();
    let id = UnitId::new(now);
    let tx = app.db.begin_write().await?;
    if let Claim::Repeat(known) = once.claim(&tx, id.0, now).await? {
        return store::find(&*tx, UnitId(known)).await?.ok_or(Error::NOT_FOUND);
    }
    if store::find(&*tx, parent).await?.is_none() {
        return Err(Violations::one(Code::UnknownReference, "/parent_id").into());
    }
    let unit = add(&tx, actor, id, Some(parent), plan, now).await?;
    tx.commit().await?;
    Ok(unit)
}

/// Makes the commune itself, inside the transaction that sets the installation up.
pub async fn create_root(tx: &Tx, code: &str, name: &str, kind: UnitKind, now: Instant) -> Result<Unit> {
    let wish = Wish { code: Some(code), kind: kind.as_str(), name, ..Wish::default() };
    let plan = rules::read(&wish, "")?;
    add(tx, &Actor::system(), UnitId::new(now), None, plan, now).await
}

/// Writes a unit with its address and its audit leaf.
pub(super) async fn add(
    tx: &Tx,
    actor: &Actor,
    id: UnitId,
    parent: Option<UnitId>,
    plan: Plan,
    now: Instant,
) -> Result<Unit> {
    let code: UnitCode = plan.code.ok_or_else(|| Error::Rules(Violations::one(Code::Required, "/code")))?;
    if store::by_code(&**tx, code.as_str()).await?.is_some() {
        return Err(Code::AlreadyExists.into());
    }
    let plain = rules::slug(&plan.name, &code, false);
    let is_taken = store::slug_is_taken(&**tx, &plain).await?;
    let unit = Unit {
        id,
        slug: rules::slug(&plan.name, &code, is_taken),
        code: code.as_str().to_owned(),
        kind: plan.kind,
        name: plan.name.as_str().to_owned(),
        parent,
        valid_from: plan.valid_from,
        valid_to: plan.valid_to,
        successor: None,
        version: Version::FIRST,
    };
    store::insert(tx, &unit, now).await?;
    let under = parent.map_or_else(Resource::default, Resource::of_unit);
    audit::append(
        tx,
        &audit::Entry {
            at: now,
            actor: actor.person.map(|person| person.0),
            capacity: actor.capacity(Action::ManageUnits, &under),
            action: "unit.created",
            object: "unit",
            id: unit.id.0,
            payload: json!({ "code": unit.code, "kind": unit.kind.as_str(), "name": unit.name }),
        },
    )
    .await?;
    Ok(unit)
}
