//! What can be done with accounts and persons.

mod deputies;
mod desks;
mod enrol;
mod invite;
mod link;
mod list;
mod password;
mod person;
mod prove;
mod register;
mod reset;
mod resolve;
mod roles;
mod set_up;
mod sign_in;
mod sign_in_by_link;
mod sign_out;
mod sweep;

pub use deputies::{LeaveRecord, end_deputy, leaves, name_deputy, stand_ins};
pub use desks::{Desk, desk, set_desk_owner};
pub use enrol::{Enrolment, confirm, start};
pub use invite::{Invitation, invite};
pub use link::{account_by_login, new_link};
pub use list::{AccountFacts, PersonRecord, get, list};
pub use password::change as change_password;
pub use person::{change, create};
pub use prove::second_factor;
pub use register::{Registration, register};
pub use reset::{finish as finish_reset, request as request_reset};
pub use resolve::{lifetime, resolve_session, session};
pub use roles::{grant, revoke};
pub use set_up::{SetUp, is_set_up, set_up};
pub use sign_in::{Attempt, sign_in};
pub use sign_in_by_link::sign_in_by_link;
pub use sign_out::{devices, end_device, sign_out};
pub use sweep::sweep;

pub use super::rules::PersonWish;

use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    authority::{Actor, PersonId},
    foundation::{Instant, Result, Tx, audit},
};

/// Writes a leaf about an account, by its own person or by nobody known.
async fn note(
    tx: &Tx,
    now: Instant,
    by: Option<PersonId>,
    action: &str,
    account: Uuid,
    payload: Value,
) -> Result<()> {
    let capacity = if by.is_some() { "person" } else { "public" };
    let actor = by.map(|person| person.0);
    audit::append(
        tx,
        &audit::Entry { at: now, actor, capacity, action, object: "account", id: account, payload },
    )
    .await
}

/// Writes a leaf about a person, by somebody in a role.
async fn note_by(
    tx: &Tx,
    now: Instant,
    actor: &Actor,
    capacity: &str,
    action: &str,
    person: PersonId,
    payload: Value,
) -> Result<()> {
    let by = actor.person.map(|person| person.0);
    let entry =
        audit::Entry { at: now, actor: by, capacity, action, object: "person", id: person.0, payload };
    audit::append(tx, &entry).await
}

/// A payload with nothing to tell.
fn nothing() -> Value {
    json!({})
}
