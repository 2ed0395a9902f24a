//! Every state, every verb, every role.

use proptest::prelude::*;
use time::macros::{date, datetime};
use uuid::Uuid;

use super::*;
use crate::{
    authority::{AccountId, Action, Actor, Grant, PersonId, Resource, Role, UnitId, may},
    commendations::model::*,
    foundation::{Code, Error, Instant, Law, Result},
};

pub fn form() -> Form {
    Form {
        code: "merit_certificate_commune".into(),
        valid_from: date!(2025 - 07 - 01),
        valid_to: None,
        recipient_kinds: RecipientKind::ALL.to_vec(),
        signer_role: Role::CommuneChair,
        signer_units: vec!["commune".into()],
        bonus_rule: "bonus_merit_certificate_commune".into(),
        household_factor_rule: Some("bonus_household_factor".into()),
        collective_factor_rule: Some("bonus_collective_factor".into()),
        serial_prefix: "GK".into(),
        source: "Luật 06/2022/QH15".into(),
        legal_bases: vec!["Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15".into()],
        verified: true,
    }
}

fn law() -> Law {
    Law::of([
        ("bonus_merit_certificate_commune", 30),
        ("base_salary", 2_340_000),
        ("bonus_household_factor", 150),
        ("bonus_collective_factor", 200),
        ("bonus_rounding", 1),
        ("award_processing", 10),
        ("award_handover", 30),
        ("award_sentence_words", 60),
    ])
}

const fn now() -> Instant {
    // 2026-11-24T03:00:00Z
    Instant(1_795_489_200_000_000)
}

fn person(n: u128) -> PersonId {
    PersonId(Uuid::from_u128(n))
}

fn nominee(kind: RecipientKind, person: Option<PersonId>, name: &str) -> Nominee {
    Nominee { kind, person, name: name.into(), address_or_unit: "Thôn 3".into(), under_16: false }
}

fn nomination(recipients: Vec<Nominee>) -> Nomination {
    Nomination {
        form: form().code,
        basis: Basis::LeaderFound,
        achievement_kind: AchievementKind::Idea,
        achievement_id: Uuid::from_u128(7),
        recipients,
        sentence: "Đã có sáng kiến tưới nhỏ giọt dùng pin mặt trời".into(),
        criteria_ref: "QĐ 45/2025/QĐ-UBND Đ.6".into(),
        minutes_ref: None,
    }
}

fn two() -> Vec<Nominee> {
    vec![
        nominee(RecipientKind::Individual, Some(person(1)), "Nguyễn Thị Hồng Nhung"),
        nominee(RecipientKind::Household, None, "Hộ ông Trần Văn Hoà"),
    ]
}

fn proof(proven: bool) -> Proof {
    Proof {
        achievement: Achievement {
            kind: AchievementKind::Idea,
            id: Uuid::from_u128(7),
            code: "SK-SH-2026-000001".into(),
            title: "Tưới nhỏ giọt dùng pin mặt trời".into(),
        },
        unit: UnitId(Uuid::from_u128(50)),
        proven,
    }
}

fn propose(nomination: Nomination, proven: bool, earlier: &[Earlier]) -> Result<Commendation> {
    let form = form();
    let by = Nominator {
        person: Some(person(90)),
        name: "Lê Thị Hương".into(),
        deciding_unit: UnitId(Uuid::from_u128(50)),
    };
    let grounds = Grounds { proof: proof(proven), form: &form, earlier };
    nominate(CommendationId(Uuid::from_u128(3)), nomination, grounds, by, &law(), now())
}

fn code(result: Result<Commendation>) -> Option<Code> {
    match result {
        Err(Error::Refused(code)) => Some(code),
        Err(Error::Rules(wrong)) => wrong.iter().next().map(|violation| violation.code),
        _ => None,
    }
}

fn signer(n: u128, name: &str) -> Signer {
    Signer { person: person(n), name: name.into(), unit_name: "Xã Sơn Hồng".into() }
}

fn allotted(count: usize) -> Allotted {
    let verify_code = VerifyCode::parse("0000000000011").unwrap();
    let slots = (1..=count).map(|at| Slot {
        serial: format!("GK-SH-2026-{at:04}"),
        gold_book_no: format!("{at:04}/2026"),
        verify_code: verify_code.clone(),
    });
    Allotted { decision_number: "118/QĐ-UBND".into(), slots: slots.collect() }
}

fn run(case: Commendation, verb: Verb) -> Result<Commendation> {
    let count = case.recipients.len();
    match verb {
        Verb::Decide => decide(case, &form(), &law(), signer(91, "Phan Văn Chủ"), allotted(count), now()),
        Verb::Decline => decline(case, Declination { reason: "r".into(), suggestion: "s".into() }, now()),
        Verb::HandOver => award(
            case,
            Handover { on: now().date(), place: "Nhà văn hoá".into(), receiver: "Nhung".into() },
            now(),
        ),
        Verb::Revoke => revoke(
            case,
            Revocation { ground: RevocationGround::FalseAchievement, reason: "r".into(), on: now().date() },
            now(),
        ),
    }
}

fn in_state(state: StateName) -> Commendation {
    let case = propose(nomination(two()), true, &[]).unwrap();
    let path: &[Verb] = match state {
        StateName::Nominated => &[],
        StateName::Decided => &[Verb::Decide],
        StateName::Awarded => &[Verb::Decide, Verb::HandOver],
        StateName::Declined => &[Verb::Decline],
        StateName::Revoked => &[Verb::Decide, Verb::HandOver, Verb::Revoke],
    };
    path.iter().fold(case, |case, verb| run(case, *verb).unwrap())
}

#[test]
fn every_verb_in_every_state() {
    for state in StateName::ALL.iter().copied() {
        for verb in Verb::ALL.iter().copied() {
            let expected = match (state, verb) {
                (StateName::Nominated, Verb::Decide) => Some(StateName::Decided),
                (StateName::Nominated, Verb::Decline) => Some(StateName::Declined),
                (StateName::Decided, Verb::HandOver) => Some(StateName::Awarded),
                (StateName::Decided | StateName::Awarded, Verb::Revoke) => Some(StateName::Revoked),
                _ => None,
            };
            assert_eq!(state.takes(verb), expected.is_some(), "{state:?} {verb:?}");
            let result = run(in_state(state), verb);
            match expected {
                Some(next) => assert_eq!(result.unwrap().state.name(), next, "{state:?} {verb:?}"),
                None => assert_eq!(code(result), Some(Code::WrongState), "{state:?} {verb:?}"),
            }
        }
    }
}

#[test]
fn every_verb_for_every_role() {
    let unit = UnitId(Uuid::from_u128(50));
    let allowed = |action| -> Vec<Role> {
        let holds = |role: &Role| {
            let actor = Actor {
                person: Some(person(1)),
                account: Some(AccountId(Uuid::from_u128(1))),
                name: String::new(),
                grants: vec![Grant { role: *role, unit, reaches: vec![unit], on_behalf_of: None }],
                system: false,
            };
            may(&actor, action, &Resource::of_unit(unit))
        };
        Role::ALL.iter().copied().filter(holds).collect()
    };
    assert_eq!(allowed(Action::DecideCommendation), [Role::CommuneChair]);
    assert_eq!(allowed(Action::RevokeCommendation), [Role::CommuneChair]);
    let desk = [Role::CommendationClerk, Role::CommuneChair];
    assert_eq!(allowed(Action::DeclineCommendation), desk);
    assert_eq!(allowed(Action::AwardCommendation), desk);
    assert_eq!(
        allowed(Action::NominateCommendation),
        [Role::Coordinator, Role::VillageHead, Role::UnitHead, Role::CommendationClerk, Role::CommuneChair]
    );
}

#[test]
fn a_decision_numbers_and_pays_each_recipient() {
    let case = in_state(StateName::Decided);
    let paid: Vec<_> = case
        .recipients
        .iter()
        .map(|recipient| recipient.certificate.as_ref().unwrap())
        .map(|certificate| (certificate.serial.as_str(), certificate.bonus.amount))
        .collect();
    assert_eq!(paid, [("GK-SH-2026-0001", 702_000), ("GK-SH-2026-0002", 1_053_000)]);
    assert_eq!(case.state.decision().unwrap().decided_on, date!(2026 - 11 - 24));
    // Thirty days on, the day itself not counted.
    assert_eq!(case.due_at, Instant::end_of(date!(2026 - 12 - 24)));
}

#[test]
fn the_answer_is_due_in_ten_working_days() {
    assert_eq!(now(), Instant::from_datetime(datetime!(2026-11-24 03:00 UTC)));
    let case = propose(nomination(two()), true, &[]).unwrap();
    assert_eq!(case.due_at, Instant::end_of(date!(2026 - 12 - 08)));
}

/// Test vector 14 of the defaults.
#[test]
fn one_achievement_brings_one_legal_award() {
    let nhung = Earlier {
        kind: RecipientKind::Individual,
        person: Some(person(1)),
        name: "Nguyễn Thị Hồng Nhung".into(),
    };
    let again = |who: Nominee, earlier: &Earlier| {
        code(propose(nomination(vec![who]), true, std::slice::from_ref(earlier)))
    };
    let by_person = nominee(RecipientKind::Individual, Some(person(1)), "N. T. H. Nhung");
    assert_eq!(again(by_person, &nhung), Some(Code::AlreadyHonoured));
    let by_name = nominee(RecipientKind::Individual, None, "nguyễn thị hồng  nhung");
    assert_eq!(again(by_name, &nhung), Some(Code::AlreadyHonoured));
    let tone_elsewhere =
        Earlier { kind: RecipientKind::Household, person: None, name: "Hộ ông Trần Văn Hòa".into() };
    let household = nominee(RecipientKind::Household, None, "Hộ ông Trần Văn Hoà");
    assert_eq!(again(household, &tone_elsewhere), Some(Code::AlreadyHonoured));
    let namesake = nominee(RecipientKind::Individual, Some(person(2)), "Nguyễn Thị Hồng Nhung");
    assert_eq!(again(namesake, &nhung), None);
    let other_name = nominee(RecipientKind::Individual, None, "Nguyễn Thị Hồng Nhưng");
    assert_eq!(again(other_name, &nhung), None);
}

#[test]
fn what_was_not_applied_cannot_be_commended() {
    assert_eq!(code(propose(nomination(two()), false, &[])), Some(Code::AchievementUnproven));
}

#[test]
fn the_sentence_has_sixty_words_and_not_one_more() {
    let long = |words: usize| {
        let mut nomination = nomination(two());
        nomination.sentence = vec!["từ"; words].join(" ");
        code(propose(nomination, true, &[]))
    };
    assert_eq!(long(60), None);
    assert_eq!(long(61), Some(Code::TooManyWords));
}

#[test]
fn a_basis_of_merit_needs_the_councils_minutes() {
    for basis in Basis::ALL.iter().copied() {
        let mut nomination = nomination(two());
        nomination.basis = basis;
        let expected = (!basis.is_simplified()).then_some(Code::CouncilMinutesNeeded);
        assert_eq!(code(propose(nomination.clone(), true, &[])), expected);
        nomination.minutes_ref = Some("Biên bản số 03/BB-HĐTĐKT ngày 20/11/2026".into());
        assert_eq!(code(propose(nomination, true, &[])), None);
    }
}

#[test]
fn nobody_stands_twice_in_one_list() {
    let mut list = two();
    list.push(list[1].clone());
    assert_eq!(code(propose(nomination(list), true, &[])), Some(Code::AlreadyExists));
}

#[test]
fn the_signer_cannot_honour_themselves() {
    let case = in_state(StateName::Nominated);
    let decide_as = |signer| code(decide(case.clone(), &form(), &law(), signer, allotted(2), now()));
    assert_eq!(decide_as(signer(1, "Phan Văn Chủ")), Some(Code::Conflicted));
    assert_eq!(decide_as(signer(91, "Phan Văn Chủ")), None);

    let unknown = nominee(RecipientKind::Individual, None, "phan văn chủ");
    let case = propose(nomination(vec![unknown]), true, &[]).unwrap();
    let by_name = decide(case, &form(), &law(), signer(91, "Phan Văn Chủ"), allotted(1), now());
    assert_eq!(code(by_name), Some(Code::Conflicted));

    let namesake = nominee(RecipientKind::Individual, Some(person(5)), "Phan Văn Chủ");
    let case = propose(nomination(vec![namesake]), true, &[]).unwrap();
    assert_eq!(code(decide(case, &form(), &law(), signer(91, "Phan Văn Chủ"), allotted(1), now())), None);
}

#[test]
fn a_form_out_of_force_cannot_be_signed() {
    let old = Form { valid_to: Some(date!(2026 - 10 - 31)), ..form() };
    let case = in_state(StateName::Nominated);
    let refused = decide(case, &old, &law(), signer(91, "Phan Văn Chủ"), allotted(2), now());
    assert_eq!(code(refused), Some(Code::NoRuleInForce));
}

#[test]
fn nothing_is_handed_over_before_it_is_signed_or_tomorrow() {
    let on = |day| {
        let handover = Handover { on: day, place: "p".into(), receiver: "r".into() };
        code(award(in_state(StateName::Decided), handover, now()))
    };
    assert_eq!(on(date!(2026 - 11 - 23)), Some(Code::BeforeDecision));
    assert_eq!(on(date!(2026 - 11 - 24)), None);
    assert_eq!(on(date!(2026 - 11 - 25)), Some(Code::FutureDate));
}

#[test]
fn a_childs_name_is_shown_as_initials() {
    let case = in_state(StateName::Decided);
    let child = Recipient { under_16: true, name: "Nguyễn Đức An".into(), ..case.recipients[0].clone() };
    assert_eq!(child.public_name(), "N. Đ. A.");
    assert_eq!(case.recipients[0].public_name(), "Nguyễn Thị Hồng Nhung");
}

proptest! {
    /// Whatever is tried in whatever order: a number once given stays, a case that ended stays ended.
    #[test]
    fn numbers_stay_and_ends_are_final(verbs in prop::collection::vec(prop::sample::select(Verb::ALL), 0..12)) {
        let mut case = in_state(StateName::Nominated);
        for verb in verbs {
            let before = case.clone();
            if let Ok(next) = run(case.clone(), verb) {
                case = next;
            }
            if let Some(decision) = before.state.decision() {
                prop_assert_eq!(case.state.decision(), Some(decision));
                prop_assert_eq!(&case.recipients, &before.recipients);
            }
            if matches!(before.state.name(), StateName::Declined | StateName::Revoked) {
                prop_assert_eq!(&case, &before);
            }
            let numbered = case.recipients.iter().all(|recipient| recipient.certificate.is_some());
            prop_assert_eq!(numbered, case.state.decision().is_some());
        }
    }
}
