//! An idea is handed to the unit it belongs to; nobody's clock is lost on the way.

use serde_json::json;

use super::{Told, answer_due, left, line, moved, open, runs_on, working_days};
use crate::{
    authority::{Actor, PersonId, UnitId},
    foundation::{Code, Instant, Law, Result, Violations},
    ideas::model::{EventKind, Idea, State, Verb, Words},
};

/// Hands an idea to another unit, which has two working days to take it.
///
/// # Errors
/// `WrongState`; `AlreadyThere` for the unit that has it.
pub fn forward(
    idea: Idea,
    by: &Actor,
    words: &Words,
    (unit, name): (UnitId, &str),
    law: &Law,
    now: Instant,
) -> Result<Told> {
    open(&idea, Verb::Forward)?;
    if unit == idea.unit {
        return Err(Violations::one(Code::AlreadyThere, "/unit_id").into());
    }
    let today = now.date();
    let days_left = left(law, idea.due_at, today);
    let due = working_days(law, "handover_ack", today)?;
    let mut event = line(EventKind::Forwarded, Some(by), words.as_str(), now);
    event.details = json!({ "unit": name });
    let idea = moved(idea, State::Forwarded, Some(due), now);
    Ok((Idea { days_left, forward_to: Some(unit), ..idea }, event))
}

/// Takes an idea over: it is this unit's now, with somebody who goes along and a fresh clock.
pub fn take_over(
    idea: Idea,
    by: &Actor,
    companion: Option<(PersonId, &str)>,
    unit_name: &str,
    law: &Law,
    now: Instant,
) -> Result<Told> {
    open(&idea, Verb::TakeOver)?;
    let unit = idea.forward_to.unwrap_or(idea.unit);
    let due = answer_due(&idea, law, now.date())?;
    let mut event = line(EventKind::TakenOver, Some(by), "", now);
    event.details = json!({ "unit": unit_name, "companion": companion.map(|(_, name)| name) });
    let companion = companion.map(|(person, _)| person);
    let idea = moved(idea, State::Screening, Some(due), now);
    Ok((Idea { unit, companion, forward_to: None, days_left: None, ..idea }, event))
}

/// Sends an idea back; the clock of the unit it came from runs on with the days that were left.
pub fn send_back(idea: Idea, by: &Actor, words: &Words, law: &Law, now: Instant) -> Result<Told> {
    open(&idea, Verb::SendBack)?;
    Ok((returned(idea, law, now), line(EventKind::SentBack, Some(by), words.as_str(), now)))
}

/// The clock sends back what nobody took.
///
/// # Errors
/// `WrongState` unless it is handed on and its last day has passed.
pub fn bounce(idea: Idea, law: &Law, now: Instant) -> Result<Told> {
    let passed = idea.due_at.is_some_and(|due| due < now);
    if idea.state != State::Forwarded || !passed {
        return Err(Code::WrongState.into());
    }
    Ok((returned(idea, law, now), line(EventKind::SentBack, None, "", now)))
}

fn returned(idea: Idea, law: &Law, now: Instant) -> Idea {
    let due = runs_on(law, idea.days_left, now.date());
    Idea { forward_to: None, days_left: None, ..moved(idea, State::Screening, Some(due), now) }
}
