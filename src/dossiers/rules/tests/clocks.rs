//! The clocks: test vectors 3 and 4, supplements, deferral.

use time::{Date, macros::date};

use super::{UNIT, dossier, holding, law, noon, signed_in};
use crate::{
    authority::{Actor, Role},
    dossiers::{
        model::{Conclusion, State},
        rules::{self, Application, DefectInput},
    },
    foundation::{Code, Error},
};

fn intake() -> Actor {
    holding(60, Role::IntakeOfficer, UNIT)
}

/// Test vector 3: the last day to file.
#[test]
fn filing_is_open_until_the_last_day_and_not_after() {
    let law = law();
    let last = |first: Date| rules::draft::filing_deadline(first, first, &law).unwrap();
    assert_eq!(last(date!(2025 - 03 - 10)), date!(2026 - 03 - 10));
    assert_eq!(last(date!(2024 - 02 - 29)), date!(2025 - 02 - 28));
    let on = |day: Date| rules::within_filing_limit(Some(date!(2025 - 03 - 10)), "/idea_id", day, &law);
    assert!(on(date!(2026 - 03 - 10)).is_ok());
    let Err(Error::Rules(wrong)) = on(date!(2026 - 03 - 11)) else { panic!("filed too late") };
    assert!(wrong.has(Code::FilingTooLate));
    assert_eq!(wrong.iter().next().unwrap().params["last"], "10/03/2026");
}

/// Test vector 4: three months from acceptance, rolled over holidays and a weekend.
#[test]
fn the_decision_clock_runs_from_acceptance() {
    let now = noon(date!(2026 - 01 - 31));
    let (accepted, _) = rules::accept(dossier(State::ReceiptIssued), &intake(), now, &law()).unwrap();
    assert_eq!(accepted.state, State::Accepted);
    assert_eq!(accepted.decision_due, Some(date!(2026 - 05 - 04)));
    assert_eq!(accepted.due, accepted.decision_due);
}

/// Test vector 4, second half: the first application is completed after acceptance.
#[test]
fn the_decision_clock_waits_for_the_first_application() {
    let mut planned = dossier(State::ReceiptIssued);
    planned.form.first_applied_on = Some(date!(2026 - 02 - 15));
    let (waiting, _) = rules::accept(planned, &intake(), noon(date!(2026 - 01 - 31)), &law()).unwrap();
    assert_eq!(waiting.state, State::AwaitingApplication);
    assert_eq!(waiting.decision_due, None);
    let done = |completed_on: &str| Application {
        completed_on: completed_on.into(),
        confirmer: "Bà Mỹ, trưởng thôn 3".into(),
        result: "12 mũi còn 1".into(),
    };
    let on = noon(date!(2026 - 02 - 16));
    let (running, _) =
        rules::confirm_application(waiting.clone(), &intake(), &done("2026-02-15"), on, &law()).unwrap();
    assert_eq!(running.decision_due, Some(date!(2026 - 05 - 15)));
    let Err(Error::Rules(wrong)) =
        rules::confirm_application(waiting.clone(), &intake(), &done("2026-02-17"), on, &law())
    else {
        panic!("a completion in the future")
    };
    assert!(wrong.has(Code::FutureDate));
    // Completed before acceptance: acceptance is the later day.
    let (running, _) =
        rules::confirm_application(waiting, &intake(), &done("2026-01-10"), on, &law()).unwrap();
    assert_eq!(running.decision_due, Some(date!(2026 - 05 - 04)));
}

#[test]
fn a_supplement_is_asked_for_once_and_every_defect_is_answered() {
    let now = noon(date!(2026 - 02 - 02));
    let asked =
        DefectInput {
            field: "essence".into(), what: "Thiếu bước.".into(), how_to_fix: "Ghi rõ.".into()
        };
    let (asked_once, events) = rules::request_supplement(
        dossier(State::ReceiptIssued),
        &intake(),
        std::slice::from_ref(&asked),
        now,
        &law(),
    )
    .unwrap();
    assert_eq!(events[0].topic, "dossier.supplement_requested");
    assert_eq!(asked_once.due, Some(date!(2026 - 03 - 02)));
    let lead = signed_in(super::LEAD);
    let Err(Error::Rules(wrong)) = rules::answer(asked_once.clone(), &lead, &[], false, now, &law()) else {
        panic!("nothing was answered")
    };
    let pointers: Vec<_> = wrong.iter().map(|one| one.pointer.as_str()).collect();
    assert_eq!(pointers, ["/answers/0", "/declared"]);
    let answers = ["Đã ghi rõ ba bước.".to_owned()];
    let (again, _) = rules::answer(asked_once, &lead, &answers, true, now, &law()).unwrap();
    assert_eq!(again.receipt.as_ref().unwrap().edition, 2);
    assert_eq!(again.receipt.as_ref().unwrap().hash.len(), 64);
    let refused = rules::request_supplement(again, &intake(), &[asked], now, &law()).unwrap_err();
    assert_eq!(refused.code(), Some(Code::SupplementSpent));
}

#[test]
fn an_unanswered_supplement_lapses_only_after_the_days_of_grace() {
    let mut waiting = dossier(State::SupplementRequested);
    waiting.due = Some(date!(2026 - 03 - 02));
    let lapse = |day: Date| rules::lapse(waiting.clone(), &Actor::system(), noon(day), &law());
    assert_eq!(lapse(date!(2026 - 03 - 09)).unwrap_err().code(), Some(Code::WrongState));
    assert_eq!(lapse(date!(2026 - 03 - 10)).unwrap().0.state, State::Lapsed);
}

#[test]
fn a_council_puts_off_once_and_never_past_the_legal_day() {
    let now = noon(date!(2026 - 04 - 20));
    let put_off =
        |dossier| rules::conclude(dossier, Conclusion::Deferred("Thiếu số liệu.".into()), now, &law());
    let (deferred, events) = put_off(dossier(State::InSession)).unwrap();
    assert_eq!(deferred.due, Some(date!(2026 - 05 - 04)));
    assert_eq!(events[0].payload["result"], "deferred");
    let again = rules::enter_session(deferred, now).unwrap();
    assert_eq!(put_off(again).unwrap_err().code(), Some(Code::WrongState));
}
