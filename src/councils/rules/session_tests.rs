use proptest::prelude::*;
use time::macros::date;
use uuid::Uuid;

use super::*;
use crate::{
    authority::UnitId,
    councils::{
        model::{Attendance, Capacity, CouncilId, RoundId, SessionId},
        rules::vote::{Base, tests::legal},
    },
    dossiers::DossierId,
    foundation::{Instant, Version},
};

fn person(n: u32) -> PersonId {
    PersonId(Uuid::from_u128(n.into()))
}

pub fn item() -> Item {
    Item {
        dossier: DossierId(Uuid::from_u128(100)),
        position: 1,
        opinions: Vec::new(),
        ballot: Ballot::None,
        deferred: false,
        reason: String::new(),
        excluded: Vec::new(),
        result: None,
    }
}

/// A council of `members`, of whom the first `present` came.
pub fn session(members: u32, present: u32) -> Session {
    let seat = |n: u32| Attendance {
        person: person(n),
        full_name: format!("Thành viên {n}"),
        position: String::new(),
        capacity: match n {
            0 => Capacity::Chair,
            1 => Capacity::Secretary,
            _ => Capacity::Member,
        },
        presence: if n < present { Presence::Present } else { Presence::Absent },
        reason: if n < present { String::new() } else { "đi công tác".into() },
    };
    Session {
        id: SessionId(Uuid::from_u128(1)),
        unit: UnitId(Uuid::from_u128(1)),
        round: RoundId(Uuid::from_u128(1)),
        council: CouncilId(Uuid::from_u128(1)),
        number: "03/BB-HĐSK".into(),
        state: SessionState::Open,
        held_on: date!(2026 - 11 - 24),
        place: "Phòng họp".into(),
        agenda: "Họp xét".into(),
        guests: Vec::new(),
        rule: legal(Base::Eligible),
        conclusion: String::new(),
        started_at: Instant(0),
        ended_at: None,
        attendance: (0..members).map(seat).collect(),
        items: vec![item()],
        version: Version::FIRST,
    }
}

fn hands(yes: u32, no: u32) -> Ballot {
    let yes_votes = (0..yes).map(|n| (person(n), Choice::Yes));
    Ballot::Open(yes_votes.chain((yes..yes + no).map(|n| (person(n), Choice::No))).collect())
}

pub fn evidence(mean: i64, yes: u32) -> Evidence {
    let mean = Mean { sum: mean, of: 10_000, rounded: i32::try_from(mean).unwrap(), trace: "…".into() };
    Evidence {
        mean: Some(mean),
        conditions: [("novel", yes, 3), ("applied", 3, 3), ("beneficial", 3, 3), ("permitted", 3, 3)],
        least: 7_000,
    }
}

/// Passing needs all three: the vote, the four conditions and the mean.
#[test]
fn each_of_the_three_can_fail_a_dossier() {
    let session = session(9, 9);
    let outcome = |yes: u32, mean, conditions| {
        let item = Item { ballot: hands(yes, 9 - yes), reason: "vì sao".into(), ..item() };
        conclude(&session, &item, &evidence(mean, conditions)).unwrap().outcome
    };
    assert_eq!(outcome(6, 7_000, 2), Outcome::Passed);
    assert_eq!(outcome(5, 7_000, 2), Outcome::Failed);
    assert_eq!(outcome(6, 6_999, 2), Outcome::Failed);
    assert_eq!(outcome(9, 9_500, 1), Outcome::Failed);
}

#[test]
fn a_dossier_without_scores_cannot_pass() {
    let none = Evidence { mean: None, ..evidence(9_000, 3) };
    let item = Item { ballot: hands(9, 0), reason: "chưa chấm".into(), ..item() };
    assert_eq!(conclude(&session(9, 9), &item, &none).unwrap().outcome, Outcome::Failed);
}

#[test]
fn a_no_needs_a_reason_and_a_yes_does_not() {
    let failing = Item { ballot: hands(5, 4), ..item() };
    let wrong = conclude(&session(9, 9), &failing, &evidence(8_000, 3)).unwrap_err();
    assert!(wrong.has(Code::ReasonNeeded));
    let passing = Item { ballot: hands(6, 3), ..item() };
    assert!(conclude(&session(9, 9), &passing, &evidence(8_000, 3)).is_ok());
    let deferred = Item { deferred: true, ..item() };
    assert!(conclude(&session(9, 9), &deferred, &evidence(8_000, 3)).unwrap_err().has(Code::ReasonNeeded));
}

#[test]
fn nothing_is_concluded_without_a_vote_or_a_quorum() {
    let wrong = conclude(&session(9, 9), &item(), &evidence(8_000, 3)).unwrap_err();
    assert!(wrong.has(Code::Required));
    let item = Item { ballot: hands(5, 0), ..item() };
    let wrong = conclude(&session(9, 5), &item, &evidence(8_000, 3)).unwrap_err();
    assert!(wrong.has(Code::QuorumMissing));
}

/// Nobody has looked yet: that is not presence.
#[test]
fn unknown_members_are_away() {
    let mut session = session(3, 3);
    for member in &mut session.attendance {
        member.presence = Presence::Unknown;
    }
    assert_eq!((session.present(), session.members()), (0, 3));
}

#[test]
fn hands_belong_to_members_in_the_room_without_a_conflict() {
    let session = session(9, 7);
    let kept_out = [Excluded { person: person(0), reason: String::new() }];
    let votes = vec![
        (person(0), Choice::Yes),
        (person(8), Choice::Yes),
        (person(2), Choice::No),
        (person(2), Choice::No),
    ];
    let wrong = ballot(&session, &Ballot::Open(votes), &kept_out, "").unwrap_err();
    let found: Vec<_> = wrong.iter().map(|one| (one.code, one.pointer.clone())).collect();
    assert_eq!(
        found,
        [
            (Code::Conflicted, "/votes/0".to_owned()),
            (Code::UnknownReference, "/votes/1".to_owned()),
            (Code::TooManyVotes, "/votes/3".to_owned()),
        ]
    );
}

#[test]
fn paper_ballots_cannot_multiply() {
    let session = session(9, 8);
    let kept_out = [Excluded { person: person(0), reason: "em ruột".into() }];
    let paper = |issued, yes, no, blank, invalid| {
        ballot(&session, &Ballot::Paper(Counts { issued, yes, no, blank, invalid }), &kept_out, "")
    };
    assert!(paper(7, 5, 1, 1, 0).is_ok());
    assert!(paper(7, 5, 1, 0, 0).is_ok(), "a ballot may not come back");
    assert!(paper(8, 6, 2, 0, 0).is_err(), "the excluded member gets no ballot");
    assert!(paper(6, 5, 1, 1, 0).is_err(), "more came back than were issued");
    assert!(paper(u32::MAX, u32::MAX, u32::MAX, 1, 1).is_err());
}

#[test]
fn an_excluded_stranger_does_not_lower_the_base() {
    let session = session(9, 9);
    let stranger = [Excluded { person: person(99), reason: String::new() }];
    assert_eq!(tally(&session, &Ballot::None, &stranger).recused, 0);
}

#[test]
fn attendance_wants_a_reason_for_an_absence() {
    let mut open = session(3, 3);
    let answers = [
        (person(0), Presence::Absent, " ".to_owned()),
        (person(1), Presence::Absent, "ốm".to_owned()),
        (person(9), Presence::Present, String::new()),
    ];
    let crate::foundation::Error::Rules(wrong) = attend(&mut open, &answers).unwrap_err() else { panic!() };
    let found: Vec<_> = wrong.iter().map(|one| (one.code, one.pointer.clone())).collect();
    assert_eq!(
        found,
        [
            (Code::ReasonNeeded, "/attendance/0/reason".to_owned()),
            (Code::UnknownReference, "/attendance/2/person_id".to_owned()),
        ]
    );
    let mut closed = session(3, 3);
    closed.state = SessionState::Closed;
    assert_eq!(attend(&mut closed, &[]).unwrap_err().code(), Some(Code::WrongState));
}

proptest! {
    /// Who voted does not matter, only how many: any order of the members gives the same result.
    #[test]
    fn the_result_does_not_know_the_order(yes in 0_u32..=9, turn in 0_usize..9) {
        let mut turned = session(9, 9);
        turned.attendance.rotate_left(turn);
        let mut votes = match hands(yes, 9 - yes) { Ballot::Open(votes) => votes, _ => Vec::new() };
        votes.rotate_left(turn);
        let straight = Item { ballot: hands(yes, 9 - yes), reason: "lý do".into(), ..item() };
        let mixed = Item { ballot: Ballot::Open(votes), ..straight.clone() };
        prop_assert_eq!(
            conclude(&session(9, 9), &straight, &evidence(8_000, 3)),
            conclude(&turned, &mixed, &evidence(8_000, 3))
        );
    }
}
