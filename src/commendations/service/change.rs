//! What every change of a case shares: open it under its version, close it with audit and event.

use serde_json::{Value, json};

use super::super::{
    model::{Commendation, CommendationId},
    store,
};
use crate::{
    authority::{Action, Actor, Resource},
    foundation::{
        Code, Result, Tx, Version,
        audit::{self, Entry},
        outbox::{self, Event},
    },
};

/// A case as permission sees it: it belongs to its unit and to whoever proposed it.
pub(super) fn resource(case: &Commendation) -> Resource {
    Resource::of_unit(case.unit).owned_by(case.nominated_by)
}

/// Loads a case for a verb.
///
/// # Errors
/// `NotFound` for who may not read it, `Forbidden` for who may only read it, `Stale` at another version.
pub(super) async fn open(
    tx: &Tx,
    actor: &Actor,
    action: Action,
    id: CommendationId,
    expected: Version,
) -> Result<Commendation> {
    let case = store::load(&**tx, &actor.scope(Action::ReadCommendation), id).await?;
    actor.require(action, &resource(&case))?;
    if case.version != expected {
        return Err(Code::Stale.into());
    }
    Ok(case)
}

/// Saves a case that a rule changed: next version, audit leaf, event.
pub(super) async fn close(
    tx: &Tx,
    actor: &Actor,
    action: Action,
    case: Commendation,
    topic: &str,
    note: Value,
) -> Result<Commendation> {
    let case = Commendation { version: case.version.next(), ..case };
    store::save(tx, &case, topic == DECIDED).await?;
    note_down(tx, actor, action, &case, topic, note).await?;
    Ok(case)
}

/// The topic after which papers are made.
pub(super) const DECIDED: &str = "commendation.decided";

/// Writes the audit leaf and the event of a change.
pub(super) async fn note_down(
    tx: &Tx,
    actor: &Actor,
    action: Action,
    case: &Commendation,
    topic: &str,
    note: Value,
) -> Result<()> {
    let entry = Entry {
        at: case.changed_at,
        actor: actor.person.map(|person| person.0),
        capacity: actor.capacity(action, &resource(case)),
        action: topic,
        object: "commendation",
        id: case.id.0,
        payload: json!({ "state": case.state.name().as_str(), "version": case.version.0, "note": note }),
    };
    audit::append(tx, &entry).await?;
    let event = Event::new(topic, case.id.0).with(json!({
        "achievement_kind": case.achievement.kind.as_str(),
        "achievement_id": case.achievement.id,
        "form": case.form,
        "unit_id": case.unit.0,
    }));
    outbox::push(tx, case.changed_at, &[event]).await
}
