//! What the unit does: thank, say who goes along, answer, keep for later, show the way.

use serde_json::json;

use super::{Told, answer_due, line, moved, open, working_days};
use crate::{
    authority::{Actor, PersonId},
    foundation::{Instant, Law, Result},
    ideas::model::{AnswerReason, EventKind, Idea, NextStep, State, Verb, Words},
};

/// Thanks the author in a person's own words, once, while the idea is new.
pub fn thank(idea: Idea, by: &Actor, words: &Words, law: &Law, now: Instant) -> Result<Told> {
    open(&idea, Verb::Thank)?;
    let due = working_days(law, "screening_period", now.date())?;
    Ok((moved(idea, State::Thanked, Some(due), now), line(EventKind::Thanked, Some(by), words.as_str(), now)))
}

/// Says who goes along with the idea and answers the author by name. Its clock starts; handed on to
/// somebody else, it runs on.
///
/// Where nobody acts for the unit yet, as with what was imported, it is the desk.
pub fn assign(
    idea: Idea,
    by: &Actor,
    companion: Option<(PersonId, &str)>,
    law: &Law,
    now: Instant,
) -> Result<Told> {
    open(&idea, Verb::Assign)?;
    let due = match (idea.state, idea.due_at) {
        (State::Screening, Some(due)) => due,
        _ => answer_due(&idea, law, now.date())?,
    };
    let mut event = line(EventKind::Assigned, Some(by), "", now);
    event.details = json!({ "companion": companion.map(|(_, name)| name) });
    let companion = companion.map(|(person, _)| person);
    let idea = Idea { companion, ..moved(idea, State::Screening, Some(due), now) };
    Ok((idea, event))
}

/// Answers an idea that is not applied: a coded reason, a person's words and what the author can do next.
pub fn answer(
    idea: Idea,
    by: &Actor,
    words: &Words,
    reason: AnswerReason,
    next: NextStep,
    now: Instant,
) -> Result<Told> {
    open(&idea, Verb::Answer)?;
    let mut event = line(EventKind::Answered, Some(by), words.as_str(), now);
    event.details = json!({ "reason": reason.as_str(), "next_step": next.as_str() });
    Ok((moved(idea, State::Answered, None, now), event))
}

/// Keeps a good idea whose time has not come; the author can take it up again whenever something is new.
pub fn park(idea: Idea, by: &Actor, words: &Words, now: Instant) -> Result<Told> {
    open(&idea, Verb::Park)?;
    Ok((moved(idea, State::Parked, None, now), line(EventKind::Parked, Some(by), words.as_str(), now)))
}

/// Shows a complaint or a petition the way to where it is answered; it is not counted as refused.
pub fn redirect(idea: Idea, by: &Actor, words: &Words, now: Instant) -> Result<Told> {
    open(&idea, Verb::Redirect)?;
    let event = line(EventKind::Redirected, Some(by), words.as_str(), now);
    Ok((moved(idea, State::RedirectedFeedback, None, now), event))
}
