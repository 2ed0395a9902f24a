//! An idea is taken out of sight, and somebody else looks again where its author asks.

use serde_json::json;

use super::{Told, left, line, moved, open, runs_on, working_days};
use crate::{
    authority::Actor,
    foundation::{Code, Instant, Law, Result},
    ideas::model::{Appeal, EventKind, HideReason, Idea, State, Verb, Words},
};

/// Takes an idea out of sight; where it stood and the days that were left are kept.
pub fn hide(
    idea: Idea,
    by: &Actor,
    reason: HideReason,
    words: &Words,
    law: &Law,
    now: Instant,
) -> Result<Told> {
    open(&idea, Verb::Hide)?;
    let mut event = line(EventKind::Hidden, Some(by), words.as_str(), now);
    event.details = json!({ "hide_reason": reason.as_str() });
    let idea = Idea {
        resume_state: Some(idea.state),
        resume_days: left(law, idea.due_at, now.date()),
        hidden_by: by.person,
        appeal: None,
        ..moved(idea, State::Hidden, None, now)
    };
    Ok((idea, event))
}

/// Asks that somebody else look at a hiding: once.
///
/// # Errors
/// `WrongState`; `AppealSpent`.
pub fn appeal(idea: Idea, by: &Actor, words: &Words, law: &Law, now: Instant) -> Result<Told> {
    open(&idea, Verb::Appeal)?;
    if idea.appeal.is_some() {
        return Err(Code::AppealSpent.into());
    }
    let due = working_days(law, "moderation_period", now.date())?;
    let idea = Idea { appeal: Some(Appeal::Asked), ..moved(idea, State::Hidden, Some(due), now) };
    Ok((idea, line(EventKind::Appealed, Some(by), words.as_str(), now)))
}

/// True for who hid the idea themselves.
pub fn is_own(idea: &Idea, by: &Actor) -> bool {
    idea.hidden_by.is_some() && idea.hidden_by == by.person
}

/// Decides about a hiding: it stays, or the idea goes on from where it stood, with the days that were left.
///
/// # Errors
/// `WrongState` without an appeal; `NotYourOwn` for who hid it.
pub fn decide_appeal(
    idea: Idea,
    by: &Actor,
    uphold: bool,
    words: &Words,
    law: &Law,
    now: Instant,
) -> Result<Told> {
    open(&idea, Verb::DecideAppeal)?;
    if idea.appeal != Some(Appeal::Asked) {
        return Err(Code::WrongState.into());
    }
    if is_own(&idea, by) {
        return Err(Code::NotYourOwn.into());
    }
    if uphold {
        let event = line(EventKind::HidingUpheld, Some(by), words.as_str(), now);
        let idea = Idea { appeal: Some(Appeal::Decided), ..moved(idea, State::Hidden, None, now) };
        return Ok((idea, event));
    }
    let state = idea.resume_state.unwrap_or(State::Screening);
    let days = idea.resume_days;
    let idea = Idea {
        resume_state: None,
        resume_days: None,
        hidden_by: None,
        appeal: None,
        ..moved(idea, state, None, now)
    };
    let due_at = idea.acts().map(|_| runs_on(law, days, now.date()));
    Ok((Idea { due_at, ..idea }, line(EventKind::Restored, Some(by), words.as_str(), now)))
}
