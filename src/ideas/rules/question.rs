//! One question to the author, and the clock that stands still meanwhile.

use time::Date;

use super::{Told, left, line, moved, open, runs_on};
use crate::{
    authority::Actor,
    foundation::{Code, Instant, Law, Result},
    ideas::model::{EventKind, Idea, State, Verb, Words},
};

/// True once the author was asked as often as the rule allows.
pub fn is_spent(idea: &Idea, law: &Law, today: Date) -> Result<bool> {
    Ok(i64::from(idea.questions) >= law.value("question_rounds", today)?)
}

/// Asks the author one question. The days that are left to the companion are kept for after the reply.
///
/// # Errors
/// `WrongState`; `QuestionsSpent` after as many rounds as the rule allows.
pub fn ask(idea: Idea, by: &Actor, question: &Words, law: &Law, now: Instant) -> Result<Told> {
    open(&idea, Verb::Ask)?;
    let today = now.date();
    if is_spent(&idea, law, today)? {
        return Err(Code::QuestionsSpent.into());
    }
    let days_left = left(law, idea.due_at, today);
    let due = law.holidays.days_after(today, law.count("author_reply_period", today)?);
    let questions = idea.questions.saturating_add(1);
    let idea = moved(idea, State::NeedsInfo, Some(Instant::end_of(due)), now);
    Ok((Idea { days_left, questions, ..idea }, line(EventKind::Asked, Some(by), question.as_str(), now)))
}

/// Takes the author's reply; the companion's clock runs on with the days that were left, one at least.
pub fn reply(idea: Idea, by: &Actor, words: &Words, law: &Law, now: Instant) -> Result<Told> {
    open(&idea, Verb::Reply)?;
    let due = runs_on(law, idea.days_left, now.date());
    let event = line(EventKind::Replied, Some(by), words.as_str(), now);
    let idea = moved(idea, State::Screening, Some(due), now);
    Ok((Idea { days_left: None, ..idea }, event))
}

/// The clock keeps an idea whose author did not reply; nothing is lost, they can take it up again.
///
/// # Errors
/// `WrongState` unless a question waits and its last day has passed.
pub fn park_unanswered(idea: Idea, now: Instant) -> Result<Told> {
    let passed = idea.due_at.is_some_and(|due| due < now);
    if idea.state != State::NeedsInfo || !passed {
        return Err(Code::WrongState.into());
    }
    let idea = moved(idea, State::Parked, None, now);
    Ok((Idea { days_left: None, ..idea }, line(EventKind::Parked, None, "", now)))
}
