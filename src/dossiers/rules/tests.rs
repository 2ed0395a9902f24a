//! The rules against workflows 11.2 and the domain's test vectors.

mod clocks;
mod submission;
mod table;

use time::{Date, macros::date};
use uuid::Uuid;

use crate::{
    authority::{AccountId, Actor, Grant, PersonId, Role, UnitId},
    dossiers::model::{
        Acts, Author, AuthorId, BenefitKind, Channel, Confirmation, Dossier, DossierId, Form, Receipt,
        SolutionType, State, Supplement, WHOLE,
    },
    foundation::{Instant, Law, Version, calendar::Holidays},
};

pub(super) const UNIT: UnitId = UnitId(Uuid::from_u128(100));
pub(super) const ELSEWHERE: UnitId = UnitId(Uuid::from_u128(200));

pub(super) fn person(n: u128) -> PersonId {
    PersonId(Uuid::from_u128(n))
}

pub(super) const LEAD: u128 = 1;
pub(super) const CO_AUTHOR: u128 = 2;

pub(super) fn signed_in(n: u128) -> Actor {
    Actor {
        person: Some(person(n)),
        account: Some(AccountId(Uuid::from_u128(n))),
        name: "Người thử".into(),
        grants: Vec::new(),
        system: false,
    }
}

pub(super) fn holding(n: u128, role: Role, unit: UnitId) -> Actor {
    Actor { grants: vec![Grant { role, unit, reaches: vec![unit], on_behalf_of: None }], ..signed_in(n) }
}

pub(super) fn noon(day: Date) -> Instant {
    Instant::start_of(day).plus_seconds(12 * 3600)
}

pub(super) fn law() -> Law {
    let mut law = Law::of([
        ("filing_limit", 12),
        ("intake_review", 1),
        ("supplement_period", 1),
        ("supplement_rounds", 1),
        ("supplement_grace", 7),
        ("recognition_decision", 3),
        ("deferral_rounds", 1),
        ("deferral_period", 30),
    ]);
    law.holidays = Holidays([date!(2026 - 04 - 30), date!(2026 - 05 - 01)].into());
    law
}

pub(super) fn author(n: u128, share: i32) -> Author {
    Author {
        id: AuthorId(Uuid::from_u128(1_000 + n)),
        person: Some(person(n)),
        full_name: "Phạm Văn Đức".into(),
        birth_date: Some(date!(1988 - 02 - 05)),
        workplace_or_residence: "Trạm Y tế xã Sơn Hồng".into(),
        position: String::new(),
        qualification: String::new(),
        share,
        confirmation: Some(Confirmation { channel: Channel::Account, at: Instant(0), note: None }),
    }
}

/// A complete request of two authors, in a state.
pub(super) fn dossier(state: State) -> Dossier {
    let handed_in = state != State::Draft;
    let day = date!(2026 - 01 - 31);
    let running = matches!(state.acts(), Some(Acts::Secretary | Acts::Markers | Acts::Council | Acts::Head));
    let decision_due = running.then_some(date!(2026 - 05 - 04));
    Dossier {
        id: DossierId(Uuid::from_u128(9)),
        code: handed_in.then(|| "HS-SH-2026-0001".to_owned()),
        unit: UNIT,
        idea: None,
        lead: person(LEAD),
        recorder: None,
        state,
        form: Form {
            initiative_name: "Sổ tiêm chủng điện tử".into(),
            field: Some("health".into()),
            solution_type: Some(SolutionType::Operational),
            first_applied_on: Some(date!(2025 - 10 - 01)),
            known_solution: "Dò sổ giấy.".into(),
            essence: "Bảng tính tô màu.".into(),
            conditions_needed: "Một máy tính.".into(),
            benefit_by_author: "Sót 12 mũi còn 1.".into(),
            benefit_kind: Some(BenefitKind::Social),
            ..Form::default()
        },
        authors: vec![author(LEAD, 6_000), author(CO_AUTHOR, WHOLE - 6_000)],
        created_at: noon(day),
        changed_at: noon(day),
        due: (!state.is_final()).then_some(date!(2026 - 03 - 02)),
        receipt: handed_in.then(|| Receipt {
            no: "01/BN-UBND".into(),
            at: noon(day),
            answer_due: date!(2026 - 03 - 02),
            frozen: "{}".into(),
            hash: String::new(),
            edition: 1,
        }),
        supplement: Supplement::default(),
        accepted_at: handed_in.then(|| noon(day)),
        completed_on: None,
        decision_due,
        round: None,
        mean: None,
        deferrals: 0,
        outcome: None,
        superior: None,
        version: Version::FIRST,
    }
}
