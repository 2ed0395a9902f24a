//! What the author does: make it their own, take it up again, take it back.

use super::{Told, answer_due, line, moved, open};
use crate::{
    authority::{Actor, PersonId},
    foundation::{Code, Instant, Law, Result},
    ideas::model::{EventKind, Idea, State, Verb, Words},
};

/// Gives an idea to its author, who proved it by the private link. Credit moves, the recorder stays.
///
/// # Errors
/// `AlreadyClaimed`; `WrongState`; `NotTheAuthor` for whoever wrote it down for somebody else.
pub fn claim(idea: Idea, by: &Actor, person: PersonId, now: Instant) -> Result<Told> {
    if idea.author.is_some() {
        return Err(Code::AlreadyClaimed.into());
    }
    if idea.recorder == Some(person) {
        return Err(Code::NotTheAuthor.into());
    }
    open(&idea, Verb::Claim)?;
    let (state, due) = (idea.state, idea.due_at);
    let mut idea = Idea { author: Some(person), ..moved(idea, state, due, now) };
    if idea.card.author_name.is_empty() {
        idea.card.author_name.clone_from(&by.name);
    }
    Ok((idea, line(EventKind::Claimed, Some(by), "", now)))
}

/// True once an answered idea was taken up again.
pub fn is_spent(idea: &Idea) -> bool {
    idea.state == State::Answered && idea.reopened > 0
}

/// Takes an idea up again with something new: an answered one once, one in the bank whenever.
///
/// # Errors
/// `WrongState`; `ReopeningSpent` the second time after an answer.
pub fn reopen(idea: Idea, by: &Actor, words: &Words, law: &Law, now: Instant) -> Result<Told> {
    open(&idea, Verb::Reopen)?;
    let answered = idea.state == State::Answered;
    if is_spent(&idea) {
        return Err(Code::ReopeningSpent.into());
    }
    let due = answer_due(&idea, law, now.date())?;
    let reopened = idea.reopened.saturating_add(i32::from(answered));
    let idea = Idea { reopened, ..moved(idea, State::Screening, Some(due), now) };
    Ok((idea, line(EventKind::Reopened, Some(by), words.as_str(), now)))
}

/// Takes an idea back while it is under way.
///
/// # Errors
/// `AlreadySettled` once its way has ended.
pub fn withdraw(idea: Idea, by: &Actor, now: Instant) -> Result<Told> {
    open(&idea, Verb::Withdraw)?;
    Ok((moved(idea, State::Withdrawn, None, now), line(EventKind::Withdrawn, Some(by), "", now)))
}
