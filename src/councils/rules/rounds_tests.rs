use proptest::prelude::*;
use time::macros::date;
use uuid::Uuid;

use super::*;
use crate::{
    authority::UnitId,
    councils::model::{Capacity, CouncilId, RoundDossier, RoundId, RubricId, SheetId},
    foundation::{Error, Version},
};

const TODAY: Date = date!(2026 - 11 - 24);

fn person(n: u128) -> PersonId {
    PersonId(Uuid::from_u128(n))
}

fn dossier() -> DossierId {
    DossierId(Uuid::from_u128(100))
}

fn round(state: RoundState) -> Round {
    Round {
        id: RoundId(Uuid::from_u128(1)),
        unit: UnitId(Uuid::from_u128(1)),
        council: CouncilId(Uuid::from_u128(1)),
        rubric: RubricId(Uuid::from_u128(1)),
        name: "Đợt 2".into(),
        state,
        score_by: TODAY,
        revealed_at: None,
        dossiers: vec![RoundDossier { dossier: dossier(), position: 1, standing: Standing::Waiting }],
        interests: Vec::new(),
        version: Version::FIRST,
    }
}

fn council() -> Council {
    let seat = |n, capacity| Member { person: person(n), capacity, from: date!(2026 - 01 - 01), to: None };
    Council {
        id: CouncilId(Uuid::from_u128(1)),
        unit: UnitId(Uuid::from_u128(1)),
        name: "Hội đồng".into(),
        decision_no: "12/QĐ-UBND".into(),
        decided_on: date!(2026 - 01 - 01),
        members: vec![
            seat(1, Capacity::Chair),
            seat(2, Capacity::Secretary),
            seat(3, Capacity::Member),
            Member { to: Some(date!(2026 - 06 - 30)), ..seat(4, Capacity::Member) },
        ],
        version: Version::FIRST,
    }
}

fn sheet(n: u128, state: SheetState) -> Sheet {
    Sheet {
        id: SheetId(Uuid::from_u128(n)),
        round: RoundId(Uuid::from_u128(1)),
        dossier: dossier(),
        marker: person(n),
        state,
        filling: Default::default(),
        changed_at: Instant(0),
        sealed_at: None,
        version: Version::FIRST,
    }
}

fn broken(result: crate::foundation::Result<()>) -> Violations {
    match result.unwrap_err() {
        Error::Rules(wrong) => wrong,
        other => panic!("{other}"),
    }
}

#[test]
fn each_verb_is_open_where_the_design_says() {
    use RoundState::{Decided, Open, Planned, Scoring, Session};
    let table: [(RoundVerb, &[RoundState]); 8] = [
        (RoundVerb::Add, &[Planned, Open]),
        (RoundVerb::Assign, &[Open, Scoring]),
        (RoundVerb::Start, &[Open]),
        (RoundVerb::Declare, &[Open, Scoring, Session]),
        (RoundVerb::Score, &[Scoring]),
        (RoundVerb::Reveal, &[Scoring]),
        (RoundVerb::OpenSession, &[Session]),
        (RoundVerb::CloseSession, &[Session]),
    ];
    for state in RoundState::ALL {
        for (verb, open_in) in table {
            assert_eq!(open(&round(state), verb).is_ok(), open_in.contains(&state), "{verb:?} {state:?}");
        }
        assert_eq!(RoundState::parse(state.as_str()), Some(state));
        // Nothing reads scores while anybody may still write them.
        assert!(!(state.revealed() && state.takes(RoundVerb::Score)));
    }
    assert!(RoundVerb::ALL.iter().all(|verb| !Decided.takes(*verb)));
}

#[test]
fn an_author_is_found_by_rule_and_cannot_say_otherwise() {
    let round = round(RoundState::Open);
    assert_eq!(conflict(&round, dossier(), &[person(3)], person(3)), Some(Conflict::Author));
    let said = declare(&round, dossier(), &[person(3)], person(3), None, Instant(1)).unwrap_err();
    assert_eq!(said.code(), Some(Code::Conflicted));
    assert!(!declared_none(&round, dossier(), &[person(3)], person(3)));
}

#[test]
fn silence_counts_as_a_conflict_for_sealing() {
    let mut round = round(RoundState::Scoring);
    assert!(!declared_none(&round, dossier(), &[], person(3)));
    round.interests.push(declare(&round, dossier(), &[], person(3), None, Instant(1)).unwrap());
    assert!(declared_none(&round, dossier(), &[], person(3)));
    assert!(!declared_none(&round, dossier(), &[], person(2)), "another's answer is not mine");
}

#[test]
fn a_conflict_needs_a_reason_and_keeps_the_member_out() {
    let mut round = round(RoundState::Open);
    let empty = declare(&round, dossier(), &[], person(3), Some("  "), Instant(1)).map(|_| ());
    assert!(broken(empty).has(Code::ReasonNeeded));
    let answer = declare(&round, dossier(), &[], person(3), Some("Em ruột là tác giả"), Instant(1)).unwrap();
    round.interests.push(answer);
    let refused = assign(&round, &council(), dossier(), &[], &[person(1), person(3)], TODAY);
    let wrong = broken(refused);
    assert_eq!(
        wrong.iter().map(|one| (one.code, one.pointer.as_str())).collect::<Vec<_>>(),
        [(Code::Conflicted, "/markers/1")]
    );
}

#[test]
fn a_conflict_cannot_be_taken_back_after_the_reveal() {
    let mut round = round(RoundState::Session);
    let answer = declare(&round, dossier(), &[], person(3), Some("Cùng làm đề tài"), Instant(1)).unwrap();
    round.interests.push(answer);
    let back = declare(&round, dossier(), &[], person(3), None, Instant(2)).unwrap_err();
    assert_eq!(back.code(), Some(Code::WrongState));
    round.state = RoundState::Scoring;
    assert!(declare(&round, dossier(), &[], person(3), None, Instant(2)).is_ok());
}

#[test]
fn stepping_back_takes_the_sheet_before_the_reveal_only() {
    for state in RoundState::ALL {
        let after = step_back(sheet(3, SheetState::Sealed), state, Instant(1));
        let expected = if state.revealed() { SheetState::Sealed } else { SheetState::Recused };
        assert_eq!(after.state, expected, "{state:?}");
    }
}

#[test]
fn markers_sit_on_the_council_that_day_and_once() {
    let round = round(RoundState::Open);
    let refused =
        assign(&round, &council(), dossier(), &[person(1)], &[person(1), person(4), person(9)], TODAY);
    let wrong = broken(refused);
    let found: Vec<_> = wrong.iter().map(|one| (one.code, one.pointer.clone())).collect();
    assert_eq!(
        found,
        [
            (Code::Conflicted, "/markers/0".to_owned()),
            (Code::UnknownReference, "/markers/1".to_owned()),
            (Code::UnknownReference, "/markers/2".to_owned()),
        ]
    );
    let twice = assign(&round, &council(), dossier(), &[], &[person(2), person(2)], TODAY);
    assert!(broken(twice).has(Code::AlreadyExists));
}

#[test]
fn the_reveal_waits_for_every_sheet() {
    use SheetState::{Draft, Recused, Sealed};
    let round = round(RoundState::Scoring);
    let try_it = |states: &[SheetState]| {
        let sheets: Vec<_> = states.iter().zip(1..).map(|(state, n)| sheet(n, *state)).collect();
        reveal(&round, &sheets, 2)
    };
    assert!(try_it(&[Sealed, Sealed]).is_ok());
    assert!(try_it(&[Sealed, Sealed, Recused]).is_ok());
    assert_eq!(try_it(&[Sealed, Sealed, Draft]).unwrap_err().code(), Some(Code::NotAllSealed));
    // Neither stepping back nor an empty list unlocks anything.
    assert!(broken(try_it(&[Sealed, Recused])).has(Code::MarkersNeeded));
    assert!(broken(try_it(&[Recused, Recused])).has(Code::MarkersNeeded));
    assert!(broken(try_it(&[])).has(Code::MarkersNeeded));
}

#[test]
fn a_round_without_dossiers_neither_starts_nor_reveals() {
    let mut empty = round(RoundState::Open);
    empty.dossiers.clear();
    assert!(broken(start(&empty, &[], 2)).has(Code::Required));
    let mut withdrawn = round(RoundState::Scoring);
    withdrawn.dossiers[0].standing = Standing::Withdrawn;
    assert!(broken(reveal(&withdrawn, &[], 2)).has(Code::Required));
}

#[test]
fn a_council_has_one_chair_at_a_time() {
    let members = council().members;
    assert!(seats(&members).is_ok());
    let mut two = members.clone();
    two[2].capacity = Capacity::Chair;
    assert!(seats(&two).unwrap_err().has(Code::AlreadyExists));
    let mut later = two.clone();
    later[0].to = Some(date!(2026 - 03 - 31));
    later[2].from = date!(2026 - 04 - 01);
    assert!(seats(&later).is_ok());
    assert!(seats(&members[..1]).unwrap_err().has(Code::Required));
    let mut backwards = members;
    backwards[2].to = Some(date!(2025 - 12 - 31));
    assert!(seats(&backwards).unwrap_err().has(Code::OutOfBounds));
}

fn states() -> impl Strategy<Value = SheetState> {
    prop_oneof![Just(SheetState::Draft), Just(SheetState::Sealed), Just(SheetState::Recused)]
}

proptest! {
    /// Whatever is sealed, drafted or withdrawn: a reveal means that no sheet is open and enough are sealed.
    #[test]
    fn a_reveal_never_comes_early(
        states in prop::collection::vec(states(), 0..12),
        round_state in prop::sample::select(&RoundState::ALL[..]),
        least in 1_u32..4,
    ) {
        let sheets: Vec<_> = states.iter().zip(1..).map(|(state, n)| sheet(n, *state)).collect();
        let sealed = states.iter().filter(|state| **state == SheetState::Sealed).count();
        let ready = round_state == RoundState::Scoring
            && !states.contains(&SheetState::Draft)
            && sealed >= usize::try_from(least).unwrap();
        prop_assert_eq!(reveal(&round(round_state), &sheets, least).is_ok(), ready);
    }
}
