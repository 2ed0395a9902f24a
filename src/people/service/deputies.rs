//! Being away: somebody else stands in, with the rights of the desk and under their own name.

use std::collections::BTreeMap;

use serde_json::json;
use time::{Date, Duration};

use super::note_by;
use crate::{
    app::App,
    authority::{Actor, PersonId},
    foundation::{
        Code, Error, Result, Violations,
        idempotency::{Claim, Once},
    },
    people::{
        model::{Leave, LeaveId, PersonCard},
        store::{deputies, desks, persons},
    },
};

/// The longest leave.
const LONGEST: Duration = Duration::days(366);

/// A leave with the names of both.
#[derive(Clone, Debug)]
pub struct LeaveRecord {
    /// The leave.
    pub leave: Leave,
    /// Who is away.
    pub person_name: String,
    /// Who stands in.
    pub deputy_name: String,
}

/// My present and coming leaves, and those in which I stand in.
pub async fn leaves(app: &App, actor: &Actor) -> Result<Vec<LeaveRecord>> {
    let (db, person) = (app.db.reader(), actor.signed_in()?);
    let leaves = deputies::around(db, person, app.now().date()).await?;
    let ids: Vec<PersonId> = leaves.iter().flat_map(|leave| [leave.person, leave.deputy]).collect();
    let cards = persons::cards(db, &ids).await?;
    let names: BTreeMap<PersonId, String> = cards.into_iter().map(|card| (card.id, card.full_name)).collect();
    let name = |person: PersonId| names.get(&person).cloned().unwrap_or_default();
    Ok(leaves
        .into_iter()
        .map(|leave| LeaveRecord { person_name: name(leave.person), deputy_name: name(leave.deputy), leave })
        .collect())
}

/// Who may stand in for me: everybody else who holds a role; nobody for who holds none.
pub async fn stand_ins(app: &App, actor: &Actor) -> Result<Vec<PersonCard>> {
    let person = actor.signed_in()?;
    if actor.grants.is_empty() {
        return Ok(Vec::new());
    }
    let staff = desks::staff(app.db.reader()).await?;
    Ok(staff.into_iter().filter(|card| card.id != person).collect())
}

/// Names who stands in for me while I am away.
///
/// # Errors
/// `UnknownReference` for who may not stand in; `OutOfBounds` for days that make no leave; `AlreadyExists` where
/// another leave covers one of the days.
pub async fn name_deputy(
    app: &App,
    actor: &Actor,
    deputy: PersonId,
    (from, to): (Date, Date),
    once: &Once,
) -> Result<LeaveRecord> {
    let (now, person) = (app.now(), actor.signed_in()?);
    let known = stand_ins(app, actor).await?.into_iter().find(|card| card.id == deputy);
    let mut wrong = Violations::new();
    wrong.unless(known.is_some(), Code::UnknownReference, "/deputy_id");
    let today = now.date();
    wrong.unless(
        from <= to && to >= today && to <= from.saturating_add(LONGEST),
        Code::OutOfBounds,
        "/to_day",
    );
    wrong.into_result()?;
    let tx = app.db.begin_write().await?;
    let leave = Leave { id: LeaveId::new(now), person, deputy, from, to };
    if let Claim::Repeat(id) = once.claim(&tx, leave.id.0, now).await? {
        let leave = deputies::of(&*tx, person, LeaveId(id)).await?;
        return Ok(record(actor, leave, known));
    }
    let others = deputies::around(&*tx, person, today).await?;
    if others.iter().any(|other| other.person == person && other.from <= to && from <= other.to) {
        return Err(Error::Refused(Code::AlreadyExists));
    }
    deputies::insert(&tx, &leave, now).await?;
    let payload = json!({ "deputy": deputy, "from": from.to_string(), "to": to.to_string() });
    note_by(&tx, now, actor, "person", "leave.announced", person, payload).await?;
    tx.commit().await?;
    Ok(record(actor, leave, known))
}

fn record(actor: &Actor, leave: Leave, deputy: Option<PersonCard>) -> LeaveRecord {
    let deputy_name = deputy.map(|card| card.full_name).unwrap_or_default();
    LeaveRecord { leave, person_name: actor.name.clone(), deputy_name }
}

/// I am back: the leave ends now.
pub async fn end_deputy(app: &App, actor: &Actor, id: LeaveId) -> Result<()> {
    let (now, person) = (app.now(), actor.signed_in()?);
    let tx = app.db.begin_write().await?;
    let leave = deputies::of(&*tx, person, id).await?;
    if deputies::end(&tx, id, now).await? {
        let payload = json!({ "deputy": leave.deputy });
        note_by(&tx, now, actor, "person", "leave.ended", person, payload).await?;
        tx.commit().await?;
    }
    Ok(())
}
