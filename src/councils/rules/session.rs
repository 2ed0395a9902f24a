//! Sessions: attendance, votes, results.

use super::{
    marking::{Mean, conditions_hold},
    vote::Tally,
};
use crate::{
    authority::PersonId,
    councils::model::{
        Ballot, Choice, Counts, Excluded, Item, ItemResult, Outcome, Presence, Session, SessionState,
    },
    foundation::{Code, Violations},
};

/// Refuses once the session is closed.
pub fn sits(session: &Session) -> Result<(), Code> {
    match session.state {
        SessionState::Open => Ok(()),
        SessionState::Closed => Err(Code::WrongState),
    }
}

/// Notes who came.
///
/// # Errors
/// `UnknownReference` for somebody who is no member; `ReasonNeeded` for an absence without a reason.
pub fn attend(
    session: &mut Session,
    answers: &[(PersonId, Presence, String)],
) -> crate::foundation::Result<()> {
    sits(session)?;
    let mut wrong = Violations::new();
    for (at, (person, presence, reason)) in answers.iter().enumerate() {
        let here = format!("/attendance/{at}");
        let explained = *presence != Presence::Absent || !reason.trim().is_empty();
        wrong.unless(explained, Code::ReasonNeeded, &format!("{here}/reason"));
        match session.attendance.iter_mut().find(|member| member.person == *person) {
            Some(member) => {
                member.presence = *presence;
                reason.trim().clone_into(&mut member.reason);
            }
            None => wrong.add(Code::UnknownReference, &format!("{here}/person_id")),
        }
    }
    Ok(wrong.into_result()?)
}

/// What is counted of a ballot, with the members kept out of it.
pub fn tally(session: &Session, ballot: &Ballot, excluded: &[Excluded]) -> Tally {
    let is_member = |one: &&Excluded| session.attendance.iter().any(|member| member.person == one.person);
    let recused: Vec<_> = excluded.iter().filter(is_member).collect();
    let mut tally = Tally {
        members: session.members(),
        present: session.present(),
        recused: count(recused.len()),
        recused_present: count(recused.iter().filter(|one| session.is_present(one.person)).count()),
        ..Tally::default()
    };
    match ballot {
        Ballot::None => {}
        Ballot::Open(votes) => {
            let of = |choice| count(votes.iter().filter(|(_, given)| *given == choice).count());
            tally.yes = of(Choice::Yes);
            tally.no = of(Choice::No);
            tally.blank = of(Choice::Blank);
        }
        Ballot::Paper(counts) => {
            (tally.yes, tally.no, tally.blank, tally.invalid) =
                (counts.yes, counts.no, counts.blank, counts.invalid);
        }
    }
    tally
}

fn count(items: usize) -> u32 {
    u32::try_from(items).unwrap_or(u32::MAX)
}

/// Refuses a ballot that cannot have been given; all reasons at once, under `at`.
///
/// # Errors
/// `Conflicted` for a vote of somebody kept out; `UnknownReference` for one who is not in the room;
/// `TooManyVotes` if more came back than were issued or than voters are present.
pub fn ballot(session: &Session, ballot: &Ballot, excluded: &[Excluded], at: &str) -> Result<(), Violations> {
    let mut wrong = Violations::new();
    match ballot {
        Ballot::None => {}
        Ballot::Open(votes) => {
            for (place, (person, _)) in votes.iter().enumerate() {
                let here = format!("{at}/votes/{place}");
                wrong.unless(session.is_present(*person), Code::UnknownReference, &here);
                let kept_out = excluded.iter().any(|one| one.person == *person);
                wrong.unless(!kept_out, Code::Conflicted, &here);
                let twice = votes.iter().take(place).any(|(other, _)| other == person);
                wrong.unless(!twice, Code::TooManyVotes, &here);
            }
        }
        Ballot::Paper(counts) => {
            let Counts { issued, yes, no, blank, invalid } = *counts;
            let back = u64::from(yes) + u64::from(no) + u64::from(blank) + u64::from(invalid);
            let voters = tally(session, ballot, excluded).voters();
            let fits = back <= u64::from(issued) && issued <= voters;
            wrong.unless(fits, Code::TooManyVotes, &format!("{at}/counts"));
        }
    }
    wrong.into_result()
}

/// The numbers the sentence about a missing quorum names.
pub fn quorum(session: &Session) -> [(&'static str, String); 2] {
    let needed = session.rule.quorum_of(session.members());
    [("needed", needed.to_string()), ("present", session.present().to_string())]
}

/// What the result of a dossier rests on beside the vote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The mean of the sealed sheets.
    pub mean: Option<Mean>,
    /// Yes answers to each condition, of how many.
    pub conditions: [(&'static str, u32, u32); 4],
    /// The mean that is asked, in hundredths.
    pub least: i64,
}

/// Concludes one dossier: it passes if the vote reaches the rule **and** the four conditions hold **and** the
/// mean reaches what is asked.
///
/// # Errors
/// `Required` without a vote; `ReasonNeeded` if it fails or is put off without a reason; what the ballot and
/// the rule refuse.
pub fn conclude(session: &Session, item: &Item, evidence: &Evidence) -> Result<ItemResult, Violations> {
    let at = format!("/items/{}", item.dossier);
    let reason = !item.reason.trim().is_empty();
    let mut wrong = Violations::new();
    let mut result = ItemResult {
        outcome: Outcome::Deferred,
        tally: None,
        verdict: None,
        mean: evidence.mean.as_ref().map(|mean| mean.rounded),
        trace: evidence.mean.as_ref().map(|mean| mean.trace.clone()).unwrap_or_default(),
        mean_reached: evidence.mean.as_ref().is_some_and(|mean| mean.reaches(evidence.least)),
        conditions_hold: conditions_hold(&evidence.conditions),
    };
    if item.deferred {
        wrong.unless(reason, Code::ReasonNeeded, &format!("{at}/reason"));
        return wrong.into_result().map(|()| result);
    }
    if item.ballot == Ballot::None {
        return Err(Violations::one(Code::Required, &format!("{at}/mode")));
    }
    wrong.take(ballot(session, &item.ballot, &item.excluded, &at));
    let tally = tally(session, &item.ballot, &item.excluded);
    match session.rule.decide(&tally) {
        Ok(verdict) => {
            let passed = verdict.agreed && result.conditions_hold && result.mean_reached;
            result.outcome = if passed { Outcome::Passed } else { Outcome::Failed };
            result.tally = Some(tally);
            result.verdict = Some(verdict);
            wrong.unless(passed || reason, Code::ReasonNeeded, &format!("{at}/reason"));
        }
        Err(code) => wrong.add_with(code, &at, quorum(session)),
    }
    wrong.into_result().map(|()| result)
}

#[cfg(test)]
#[path = "session_tests.rs"]
pub(in crate::councils) mod tests;
