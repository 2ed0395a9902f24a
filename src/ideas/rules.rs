//! What may happen to an idea (workflow 11.1): one pure function a verb, from value to value and its line on
//! the timeline, or every reason why not.

mod applied;
mod author;
mod clock;
mod desk;
mod forward;
mod hide;
mod question;
mod receive;
mod showing;
#[cfg(test)]
mod tests;
mod transcribe;
mod trial;
mod undo;

use time::Date;

use super::model::{Appeal, Event, EventKind, Idea, State, Verb};
use crate::{
    authority::{Action, Actor, Resource, UnitId, may},
    foundation::{Code, Instant, Law, Result},
};

pub use applied::{Application, Conditions, apply, decline_honour, honour};
pub use author::{claim, reopen, withdraw};
pub use clock::{climb, due_before, remind};
pub use desk::{answer, assign, park, redirect, thank};
pub use forward::{bounce, forward, send_back, take_over};
pub use hide::{appeal, decide_appeal, hide};
pub use question::{ask, park_unanswered, reply};
pub use receive::{Filing, receive};
pub use showing::showing;
pub use transcribe::transcribe;
pub use trial::{approve_trial, decline_trial, fail_trial, log_trial, start_trial};
pub use undo::{is_undoable, may_undo, remembered, undo, undo_until};

/// An idea after a verb, with its line on the timeline.
pub type Told = (Idea, Event);

/// From which states a verb leads on.
///
/// Thanks come before everything else: a person thanks before anybody counts.
pub const fn opens(verb: Verb, state: State) -> bool {
    match verb {
        Verb::Thank => matches!(state, State::Received),
        Verb::Assign => matches!(state, State::Thanked | State::Screening),
        Verb::Ask
        | Verb::StartTrial
        | Verb::ApproveTrial
        | Verb::DeclineTrial
        | Verb::Answer
        | Verb::Park
        | Verb::Redirect
        | Verb::Forward => matches!(state, State::Screening),
        Verb::Apply => matches!(state, State::Screening | State::Trial),
        Verb::LogTrial | Verb::FailTrial => matches!(state, State::Trial),
        Verb::TakeOver | Verb::SendBack => matches!(state, State::Forwarded),
        Verb::Reply => matches!(state, State::NeedsInfo),
        Verb::Honour | Verb::DeclineHonour => matches!(state, State::Applied),
        Verb::Reopen => matches!(state, State::Answered | State::Parked),
        Verb::Claim => !matches!(state, State::Withdrawn),
        // What has ended stands in the record; the way out of the gold book is taking a consent back.
        Verb::Withdraw => !state.is_final(),
        Verb::Hide => !matches!(state, State::Hidden | State::Withdrawn),
        Verb::Appeal | Verb::DecideAppeal => matches!(state, State::Hidden),
    }
}

/// Refuses a verb that is closed in this state.
fn open(idea: &Idea, verb: Verb) -> Result<()> {
    match (verb, idea.state) {
        (verb, state) if opens(verb, state) => Ok(()),
        (Verb::Withdraw, _) => Err(Code::AlreadySettled.into()),
        (Verb::Thank, state) if !matches!(state, State::Withdrawn) => Err(Code::AlreadyThanked.into()),
        _ => Err(Code::WrongState.into()),
    }
}

/// The thing a verb is asked of: the gold book is the commune's, taking over the other unit's, everything else
/// the unit's.
pub fn asked_of(verb: Verb, idea: &Idea, commune: UnitId) -> Resource {
    match verb {
        Verb::Honour | Verb::DeclineHonour => Resource::of_unit(commune),
        Verb::TakeOver | Verb::SendBack => Resource::of_unit(idea.forward_to.unwrap_or(idea.unit)),
        _ => idea.resource(),
    }
}

/// True for who may read an idea: also the unit it is handed to; a hidden one only its author and who moderates.
pub fn may_read(actor: &Actor, idea: &Idea) -> bool {
    if idea.state == State::Hidden {
        return may(actor, Action::ReadHiddenIdea, &idea.resource());
    }
    let handed = idea.forward_to.map(Resource::of_unit);
    may(actor, Action::ReadIdea, &idea.resource())
        || handed.is_some_and(|target| may(actor, Action::ReadIdea, &target))
}

/// True where a verb would be carried out: open in this state, and not used up.
pub fn offered(verb: Verb, idea: &Idea, law: &Law, now: Instant) -> bool {
    let spent = match verb {
        Verb::Ask => question::is_spent(idea, law, now.date()).unwrap_or(true),
        Verb::Reopen => author::is_spent(idea),
        Verb::StartTrial => idea.plan_due_at.is_some(),
        Verb::ApproveTrial | Verb::DeclineTrial => idea.plan_due_at.is_none(),
        Verb::DeclineHonour => idea.honour_declined,
        Verb::Appeal => idea.appeal.is_some(),
        Verb::DecideAppeal => idea.appeal != Some(Appeal::Asked),
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
            && !(*verb == Verb::DecideAppeal && hide::is_own(idea, actor))
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
    // A plan to try it ends with the screening it was made in.
    let waits = matches!(to, State::Screening | State::NeedsInfo | State::Hidden);
    let plan_due_at = idea.plan_due_at.filter(|_| waits);
    Idea { state: to, due_at, plan_due_at, changed_at: now, version: idea.version.next(), ..idea }
}

/// The end of the day on which so many working days have passed.
pub fn working_days(law: &Law, key: &str, today: Date) -> Result<Instant> {
    Ok(Instant::end_of(law.holidays.after(today, law.count(key, today)?)))
}

/// Working days that are left until a moment.
fn left(law: &Law, due: Option<Instant>, today: Date) -> Option<i32> {
    let days = law.holidays.between(today, due?.date());
    Some(i32::try_from(days).unwrap_or(i32::MAX))
}

/// The end of the day on which the days that were left have passed, one at least.
fn runs_on(law: &Law, left: Option<i32>, today: Date) -> Instant {
    let left = u32::try_from(left.unwrap_or(1)).unwrap_or(1).max(1);
    Instant::end_of(law.holidays.after(today, left))
}

/// Until when an answer is due: what is done already waits for a look, not for means.
fn answer_due(idea: &Idea, law: &Law, today: Date) -> Result<Instant> {
    let key = if idea.card.done_already { "micro_answer_period" } else { "idea_answer_period" };
    working_days(law, key, today)
}
