//! Rounds: states, conflicts of interest, assignment and the reveal.

use time::Date;

use super::super::model::{
    Council, Interest, Member, Round, RoundState, RoundVerb, Sheet, SheetState, Standing,
};
use crate::{
    authority::PersonId,
    dossiers::DossierId,
    foundation::{Code, Instant, Violations},
};

/// Refuses unless the verb is open in the round's state.
pub fn open(round: &Round, verb: RoundVerb) -> Result<(), Code> {
    if round.state.takes(verb) { Ok(()) } else { Err(Code::WrongState) }
}

/// Why a member must stay out of a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// The member is one of the authors: the rule finds it, nobody can waive it.
    Author,
    /// The member said so.
    Declared(String),
}

impl Conflict {
    /// The member's words; empty for an author.
    pub fn reason(&self) -> &str {
        match self {
            Self::Author => "",
            Self::Declared(words) => words,
        }
    }
}

/// The conflict of a person in a dossier, if there is one.
pub fn conflict(
    round: &Round,
    dossier: DossierId,
    authors: &[PersonId],
    person: PersonId,
) -> Option<Conflict> {
    if authors.contains(&person) {
        return Some(Conflict::Author);
    }
    let declared = round.interest(dossier, person)?.conflict.clone()?;
    Some(Conflict::Declared(declared))
}

/// True only if the person answered that there is none; silence counts as a conflict.
pub fn declared_none(round: &Round, dossier: DossierId, authors: &[PersonId], person: PersonId) -> bool {
    let said_none = round.interest(dossier, person).is_some_and(|interest| interest.conflict.is_none());
    said_none && conflict(round, dossier, authors, person).is_none()
}

/// Takes a member's answer.
///
/// # Errors
/// `Conflicted` if an author says there is no interest; `ReasonNeeded` for a conflict without a reason;
/// `WrongState` when it would take back a conflict after the reveal, or after the decision.
pub fn declare(
    round: &Round,
    dossier: DossierId,
    authors: &[PersonId],
    person: PersonId,
    reason: Option<&str>,
    now: Instant,
) -> crate::foundation::Result<Interest> {
    open(round, RoundVerb::Declare)?;
    let standing = round.dossier(dossier).ok_or(Code::NotFound)?.standing;
    if !standing.is_open() {
        return Err(Code::WrongState.into());
    }
    let conflict = match reason {
        None if authors.contains(&person) => return Err(Code::Conflicted.into()),
        None => None,
        Some(words) if words.trim().is_empty() => {
            return Err(Violations::one(Code::ReasonNeeded, "/reason").into());
        }
        Some(words) => Some(words.trim().to_owned()),
    };
    let had = round.interest(dossier, person).is_some_and(|interest| interest.conflict.is_some());
    // Whoever has read the scores as an outsider may not come back as a voter.
    if had && conflict.is_none() && round.state.revealed() {
        return Err(Code::WrongState.into());
    }
    Ok(Interest { dossier, person, conflict, at: now })
}

/// What becomes of a member's sheet when the member declares a conflict: before the reveal it is taken away;
/// afterwards the scores stand as they were shown, and the conflict only keeps the member from the vote.
pub fn step_back(sheet: Sheet, round: RoundState, now: Instant) -> Sheet {
    if round.revealed() || sheet.state == SheetState::Recused {
        return sheet;
    }
    Sheet {
        state: SheetState::Recused,
        changed_at: now,
        filling: Default::default(),
        sealed_at: None,
        ..sheet
    }
}

/// Refuses markers who do not sit on the council that day or have a conflict; all of them at once.
pub fn assign(
    round: &Round,
    council: &Council,
    dossier: DossierId,
    authors: &[PersonId],
    markers: &[PersonId],
    day: Date,
) -> crate::foundation::Result<()> {
    open(round, RoundVerb::Assign)?;
    if !round.dossier(dossier).ok_or(Code::NotFound)?.standing.is_open() {
        return Err(Code::WrongState.into());
    }
    let mut wrong = Violations::new();
    for (at, marker) in markers.iter().enumerate() {
        let here = format!("/markers/{at}");
        wrong.unless(council.member(*marker, day).is_some(), Code::UnknownReference, &here);
        wrong.unless(conflict(round, dossier, authors, *marker).is_none(), Code::Conflicted, &here);
        let twice = markers.iter().take(at).any(|other| other == marker);
        wrong.unless(!twice, Code::AlreadyExists, &here);
    }
    Ok(wrong.into_result()?)
}

/// Refuses to begin until every dossier has enough markers.
pub fn start(round: &Round, sheets: &[Sheet], least: u32) -> crate::foundation::Result<()> {
    open(round, RoundVerb::Start)?;
    Ok(enough(round, sheets, least, |sheet| sheet.state != SheetState::Recused)?)
}

/// Shows the scores: only when every sheet is sealed or its marker has stepped back, and enough are sealed.
///
/// # Errors
/// `NotAllSealed` while one is open; `MarkersNeeded` where stepping back left too few: a sheet without
/// scores never unlocks those of others.
pub fn reveal(round: &Round, sheets: &[Sheet], least: u32) -> crate::foundation::Result<()> {
    open(round, RoundVerb::Reveal)?;
    let counts = |sheet: &&Sheet| waits(round, sheet.dossier);
    if sheets.iter().filter(counts).any(|sheet| sheet.state == SheetState::Draft) {
        return Err(Code::NotAllSealed.into());
    }
    Ok(enough(round, sheets, least, |sheet| sheet.state == SheetState::Sealed)?)
}

fn waits(round: &Round, dossier: DossierId) -> bool {
    round.dossier(dossier).is_some_and(|one| one.standing == Standing::Waiting)
}

fn enough(
    round: &Round,
    sheets: &[Sheet],
    least: u32,
    counts: impl Fn(&Sheet) -> bool,
) -> Result<(), Violations> {
    let mut wrong = Violations::new();
    let waiting: Vec<_> = round.dossiers.iter().filter(|one| one.standing == Standing::Waiting).collect();
    wrong.unless(!waiting.is_empty(), Code::Required, "/dossiers");
    for one in waiting {
        let have = sheets.iter().filter(|sheet| sheet.dossier == one.dossier && counts(sheet)).count();
        if u32::try_from(have).unwrap_or(u32::MAX) < least {
            let here = format!("/dossiers/{}", one.dossier);
            wrong.add_with(Code::MarkersNeeded, &here, [("least", least.to_string())]);
        }
    }
    wrong.into_result()
}

/// Refuses a list of members that cannot be a council: one chair, one secretary at a time, nobody twice.
pub fn seats(members: &[Member]) -> Result<(), Violations> {
    use super::super::model::Capacity;
    let mut wrong = Violations::new();
    for (at, member) in members.iter().enumerate() {
        let ends_first = member.to.is_some_and(|last| last < member.from);
        wrong.unless(!ends_first, Code::OutOfBounds, &format!("/members/{at}/to"));
        let overlaps = |other: &&Member| {
            other.to.is_none_or(|last| member.from <= last) && member.to.is_none_or(|last| other.from <= last)
        };
        let single = matches!(member.capacity, Capacity::Chair | Capacity::Secretary);
        for other in members.iter().take(at).filter(overlaps) {
            wrong.unless(
                other.person != member.person,
                Code::AlreadyExists,
                &format!("/members/{at}/person"),
            );
            let taken = single && other.capacity == member.capacity;
            wrong.unless(!taken, Code::AlreadyExists, &format!("/members/{at}/capacity"));
        }
    }
    let has = |capacity| members.iter().any(|member| member.capacity == capacity);
    wrong.unless(has(Capacity::Chair) && has(Capacity::Secretary), Code::Required, "/members");
    wrong.into_result()
}

#[cfg(test)]
#[path = "rounds_tests.rs"]
mod tests;
