//! A step that was taken by mistake, taken back before anybody was told.

use serde_json::{Value, json};
use uuid::Uuid;

use super::moved;
use crate::{
    authority::{Actor, PersonId},
    foundation::{Code, Instant, Law, Result},
    ideas::model::{Event, EventKind, Idea, State},
};

/// Which steps may be taken back: those that only move the idea on the desk, or whose letter can wait.
///
/// Thanks, questions and what is applied or honoured are said to people at once.
pub const fn is_undoable(kind: EventKind) -> bool {
    matches!(kind, EventKind::Assigned | EventKind::Answered | EventKind::Parked | EventKind::Redirected)
}

/// Until when a step of this moment may be taken back.
pub fn undo_until(at: Instant, law: &Law) -> Result<Instant> {
    let minutes = law.value("undo_window", at.date())?;
    Ok(at.plus_seconds(minutes.saturating_mul(60)))
}

/// What has to be known of an idea to bring it back to here.
pub fn remembered(before: &Idea) -> Value {
    json!({
        "state": before.state.as_str(),
        "due_at": before.due_at.map(|due| due.0),
        "companion": before.companion.map(|person| person.0),
    })
}

/// The idea as it was before its last step, if that step is the actor's own and young enough.
///
/// # Errors
/// `UndoTooLate` otherwise.
pub fn undo(idea: Idea, by: &Actor, last: &Event, law: &Law, now: Instant) -> Result<Idea> {
    let before = last.details.get("before").filter(|_| may_undo(by, last, law, now));
    let Some(before) = before else { return Err(Code::UndoTooLate.into()) };
    let word = |key: &str| before.get(key).and_then(Value::as_str);
    let state = word("state").and_then(State::parse).ok_or(Code::UndoTooLate)?;
    let companion = word("companion").and_then(|id| Uuid::parse_str(id).ok()).map(PersonId);
    let due_at = before.get("due_at").and_then(Value::as_i64).map(Instant);
    Ok(Idea { companion, ..moved(idea, state, due_at, now) })
}

/// True while the actor may take this last step back.
pub fn may_undo(by: &Actor, last: &Event, law: &Law, now: Instant) -> bool {
    let own = by.person.is_some() && by.person == last.person;
    let young = undo_until(last.at, law).is_ok_and(|until| now < until);
    own && young && is_undoable(last.kind) && last.details.get("before").is_some()
}
