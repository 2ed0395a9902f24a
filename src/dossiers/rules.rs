//! What may happen to a dossier (workflows 11.2): one pure function a verb, from value to value and events.

mod authors;
mod council;
mod draft;
mod intake;
mod signing;
#[cfg(test)]
mod tests;

use time::Date;

use super::model::{Dossier, Outcome, State, Verb};
use crate::{
    authority::{Action, Actor, UnitId, may},
    foundation::{Code, Error, Law, Result, outbox::Event},
};

pub use authors::{Agreement, confirm};
pub use council::{assign, conclude, enter_session, mark_scored};
pub use draft::{Office, edit, submit, within_filing_limit};
pub(super) use draft::{draft_due, percent};
use intake::supplement_spent;
pub use intake::{
    Application, DefectInput, accept, answer, confirm_application, lapse, refuse, request_supplement,
    withdraw,
};
pub use signing::{NumberedAuthor, certificates, not_recognise, recognise, record_superior_approval};

/// A dossier after a verb, with what others hear of it.
pub type Decided = (Dossier, Vec<Event>);

/// Refuses a verb that this person may not do, or not in this state.
///
/// # Errors
/// `SignInNeeded`, `NotFound` or `Forbidden` by the table of permissions; `Conflicted` for an officer who is
/// an author; `WrongState`.
pub fn guard(dossier: &Dossier, actor: &Actor, verb: Verb) -> Result<()> {
    if let Some(action) = verb.action() {
        actor.require(action, &dossier.resource())?;
    } else if !actor.system {
        return Err(Code::Forbidden.into());
    }
    if let Some(code) = personal(dossier, actor, verb) {
        return Err(code.into());
    }
    open(dossier, verb)
}

/// Refuses a verb that is closed in this state.
pub fn open(dossier: &Dossier, verb: Verb) -> Result<()> {
    if dossier.state.takes(verb) { Ok(()) } else { Err(Code::WrongState.into()) }
}

/// What stands against this very person: officers do not decide on their own work, and only who leads the
/// request changes it.
fn personal(dossier: &Dossier, actor: &Actor, verb: Verb) -> Option<Code> {
    if actor.system {
        return None;
    }
    let person = actor.person?;
    match verb {
        Verb::RequestSupplement
        | Verb::Accept
        | Verb::Refuse
        | Verb::ConfirmApplication
        | Verb::RecordSuperiorApproval
        | Verb::Recognise
        | Verb::NotRecognise => dossier.is_author(person).then_some(Code::Conflicted),
        Verb::Edit | Verb::Submit | Verb::Supplement | Verb::Withdraw => {
            let leads = dossier.lead == person || dossier.recorder == Some(person);
            (!leads).then_some(Code::Forbidden)
        }
        Verb::ConfirmShare
        | Verb::Lapse
        | Verb::Assign
        | Verb::MarkScored
        | Verb::EnterSession
        | Verb::Conclude => None,
    }
}

/// The verbs open to this person on a day, for the buttons of the screen.
pub fn allowed(dossier: &Dossier, actor: &Actor, today: Date, law: &Law) -> Result<Vec<Verb>> {
    let spent = supplement_spent(dossier, today, law)?;
    let open = |verb: &Verb| {
        verb.action().is_some()
            && guard(dossier, actor, *verb).is_ok()
            && (*verb != Verb::ConfirmShare || owes(dossier, actor))
            && (*verb != Verb::RequestSupplement || !spent)
    };
    Ok(Verb::ALL.iter().copied().filter(open).collect())
}

/// True if the person is an author who has not agreed to the share yet.
fn owes(dossier: &Dossier, actor: &Actor) -> bool {
    let own = |author: &super::model::Author| author.person.is_some() && author.person == actor.person;
    dossier.authors.iter().any(|author| own(author) && author.confirmation.is_none())
}

/// True if the person may begin a dossier from an idea: its author, or a coordinator of its unit.
pub fn may_begin_from(actor: &Actor, author: Option<crate::authority::PersonId>, unit: UnitId) -> bool {
    let own = author.is_some() && author == actor.person;
    own || may(actor, Action::AnswerIdea, &crate::authority::Resource::of_unit(unit))
}

fn event(topic: &str, dossier: &Dossier) -> Event {
    Event::new(topic, dossier.id.0)
}

/// The day until which the next step lasts: months of the law from a day on, rolled to a working day.
fn months(law: &Law, key: &str, from: Date, today: Date) -> Result<Date> {
    Ok(law.holidays.months_after(from, law.count(key, today)?))
}

fn to(mut dossier: Dossier, state: State, due: Option<Date>) -> Dossier {
    dossier.state = state;
    dossier.due = due;
    dossier
}

fn told(words: String) -> Outcome {
    Outcome { words, ..Outcome::default() }
}

fn damaged(what: &str) -> Error {
    Error::Damaged(what.to_owned())
}
