//! What may happen to an idea (workflow 11.1): one pure function a verb, from value to value and its line on
//! the timeline, or every reason why not.

mod applied;
mod author;
mod desk;
mod question;
mod receive;
#[cfg(test)]
mod tests;
mod transcribe;

use time::Date;

use super::model::{Event, EventKind, Idea, State, Verb};
use crate::{
    authority::{Actor, Resource, UnitId, may},
    foundation::{Code, Instant, Law, Result},
};

pub use applied::{Application, Conditions, apply, honour};
pub use author::{claim, reopen, withdraw};
pub use desk::{answer, assign, park, redirect, thank};
pub use question::{ask, park_unanswered, reply};
pub use receive::{Filing, receive};
pub use transcribe::transcribe;

/// An idea after a verb, with its line on the timeline.
pub type Told = (Idea, Event);

/// From which states a verb leads on.
///
/// Thanks come before everything else: a person thanks before anybody counts.
pub const fn opens(verb: Verb, state: State) -> bool {
    match verb {
        Verb::Thank => matches!(state, State::Received),
        Verb::Assign => matches!(state, State::Thanked | State::Screening),
        Verb::Ask | Verb::Apply | Verb::Answer | Verb::Park | Verb::Redirect => {
            matches!(state, State::Screening)
        }
        Verb::Reply => matches!(state, State::NeedsInfo),
        Verb::Honour => matches!(state, State::Applied),
        Verb::Reopen => matches!(state, State::Answered | State::Parked),
        Verb::Claim | Verb::Withdraw => !matches!(state, State::Withdrawn),
    }
}

/// Refuses a verb that is closed in this state.
fn open(idea: &Idea, verb: Verb) -> Result<()> {
    match (verb, idea.state) {
        (verb, state) if opens(verb, state) => Ok(()),
        (Verb::Thank, state) if !matches!(state, State::Withdrawn) => Err(Code::AlreadyThanked.into()),
        _ => Err(Code::WrongState.into()),
    }
}

/// The thing a verb is asked of: the gold book is the commune's, everything else the unit's.
pub fn asked_of(verb: Verb, idea: &Idea, commune: UnitId) -> Resource {
    match verb {
        Verb::Honour => Resource::of_unit(commune),
        _ => idea.resource(),
    }
}

/// True where a verb would be carried out: open in this state, and not used up.
pub fn offered(verb: Verb, idea: &Idea, law: &Law, now: Instant) -> bool {
    let spent = match verb {
        Verb::Ask => question::is_spent(idea, law, now.date()).unwrap_or(true),
        Verb::Reopen => author::is_spent(idea),
        _ => false,
    };
    opens(verb, idea.state) && !spent
}

/// The verbs open to this person now, for the buttons of the screen. Claiming has a page of its own, for
/// whoever holds the private link.
pub fn allowed(idea: &Idea, actor: &Actor, commune: UnitId, law: &Law, now: Instant) -> Vec<Verb> {
    let open = |verb: &Verb| {
        *verb != Verb::Claim
            && offered(*verb, idea, law, now)
            && may(actor, verb.action(), &asked_of(*verb, idea, commune))
    };
    Verb::ALL.iter().copied().filter(open).collect()
}

fn line(kind: EventKind, by: Option<&Actor>, words: &str, at: Instant) -> Event {
    Event {
        kind,
        person: by.and_then(|actor| actor.person),
        person_name: by.map(|actor| actor.name.clone()).unwrap_or_default(),
        words: words.to_owned(),
        details: serde_json::Value::Null,
        at,
    }
}

fn moved(idea: Idea, to: State, due_at: Option<Instant>, now: Instant) -> Idea {
    Idea { state: to, due_at, changed_at: now, version: idea.version.next(), ..idea }
}

/// The end of the day on which so many working days have passed.
fn working_days(law: &Law, key: &str, today: Date) -> Result<Instant> {
    Ok(Instant::end_of(law.holidays.after(today, law.count(key, today)?)))
}

/// Until when an answer is due: what is done already waits for a look, not for means.
fn answer_due(idea: &Idea, law: &Law, today: Date) -> Result<Instant> {
    let key = if idea.card.done_already { "micro_answer_period" } else { "idea_answer_period" };
    working_days(law, key, today)
}
