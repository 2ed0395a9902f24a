//! Every state × verb × role: what the table allows happens, everything else is refused and changes nothing.

use proptest::prelude::*;
use time::macros::date;
use uuid::Uuid;

use super::{CO_AUTHOR, ELSEWHERE, LEAD, UNIT, dossier, holding, law, noon, signed_in};
use crate::{
    authority::{Actor, Role},
    dossiers::{
        model::{Conclusion, Defect, Dossier, Draft, Outcome, State, Verb},
        rules::{self, Agreement, Application, DefectInput, Office},
    },
    foundation::{Code, Error, Instant, Result},
};

/// Who tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    Public,
    Stranger,
    Lead,
    CoAuthor,
    System,
    Officer(Role),
    OfficerElsewhere(Role),
    /// An officer who wrote the initiative with others.
    OfficerAndCoAuthor(Role),
}

fn everyone() -> Vec<Who> {
    let officers = Role::ALL
        .iter()
        .flat_map(|role| [Who::Officer(*role), Who::OfficerElsewhere(*role), Who::OfficerAndCoAuthor(*role)]);
    [Who::Public, Who::Stranger, Who::Lead, Who::CoAuthor, Who::System].into_iter().chain(officers).collect()
}

fn actor(who: Who) -> Actor {
    match who {
        Who::Public => Actor::public(),
        Who::Stranger => signed_in(50),
        Who::Lead => signed_in(LEAD),
        Who::CoAuthor => signed_in(CO_AUTHOR),
        Who::System => Actor::system(),
        Who::Officer(role) => holding(60, role, UNIT),
        Who::OfficerElsewhere(role) => holding(61, role, ELSEWHERE),
        Who::OfficerAndCoAuthor(role) => holding(CO_AUTHOR, role, UNIT),
    }
}

/// Workflows 11.2, written down a second time and by hand: where a verb leads, if it is open at all.
fn leads_to(state: State, verb: Verb) -> Option<State> {
    use State as S;
    match (state, verb) {
        (S::Draft, Verb::Edit | Verb::ConfirmShare) => Some(S::Draft),
        (S::SupplementRequested, Verb::Edit | Verb::ConfirmShare) => Some(S::SupplementRequested),
        (S::Draft, Verb::Submit) => Some(S::ReceiptIssued),
        (S::ReceiptIssued, Verb::RequestSupplement) => Some(S::SupplementRequested),
        (S::SupplementRequested, Verb::Supplement) => Some(S::ReceiptIssued),
        (S::SupplementRequested, Verb::Lapse) => Some(S::Lapsed),
        (S::ReceiptIssued, Verb::Accept) => Some(S::Accepted),
        (S::ReceiptIssued, Verb::Refuse) => Some(S::IntakeRefused),
        (S::AwaitingApplication, Verb::ConfirmApplication) => Some(S::Accepted),
        (S::Accepted, Verb::Assign) => Some(S::Assigned),
        (S::Assigned, Verb::MarkScored) => Some(S::Scored),
        (S::Scored | S::Deferred, Verb::EnterSession) => Some(S::InSession),
        (S::InSession, Verb::Conclude) => Some(S::CouncilPassed),
        (S::CouncilPassed, Verb::RecordSuperiorApproval) => Some(S::SuperiorApproval),
        (S::CouncilPassed | S::SuperiorApproval, Verb::Recognise) => Some(S::Recognised),
        (S::CouncilFailed, Verb::NotRecognise) => Some(S::NotRecognised),
        (
            S::Draft
            | S::ReceiptIssued
            | S::SupplementRequested
            | S::Accepted
            | S::AwaitingApplication
            | S::Assigned
            | S::Scored
            | S::InSession
            | S::CouncilPassed
            | S::CouncilFailed
            | S::Deferred
            | S::SuperiorApproval,
            Verb::Withdraw,
        ) => Some(S::Withdrawn),
        _ => None,
    }
}

/// Who may do a verb, by hand. The council's own steps check nobody here: the council does.
fn may(who: Who, state: State, verb: Verb) -> bool {
    // A draft is its authors' alone, whatever office somebody holds.
    let officer = |roles: &[Role]| match who {
        Who::Officer(role) => state != State::Draft && roles.contains(&role),
        Who::System => true,
        _ => false,
    };
    match verb {
        Verb::Edit | Verb::Submit | Verb::Supplement | Verb::Withdraw => {
            matches!(who, Who::Lead | Who::System)
        }
        // The yes to be given is the co-author's.
        Verb::ConfirmShare => matches!(who, Who::CoAuthor | Who::OfficerAndCoAuthor(_)),
        Verb::RequestSupplement | Verb::Accept | Verb::Refuse | Verb::ConfirmApplication => {
            officer(&[Role::IntakeOfficer])
        }
        Verb::RecordSuperiorApproval | Verb::Recognise | Verb::NotRecognise => {
            officer(&[Role::UnitHead, Role::CommuneChair])
        }
        Verb::Lapse => who == Who::System,
        Verb::Assign | Verb::MarkScored | Verb::EnterSession | Verb::Conclude => true,
    }
}

fn office() -> Office {
    Office { unit_code: "SH".into(), suffix: "UBND".into() }
}

/// Does the verb with input that breaks no other rule.
fn attempt(before: Dossier, actor: &Actor, verb: Verb, now: Instant) -> Result<Dossier> {
    let law = law();
    let words = "Vì một lý do rõ ràng.";
    match verb {
        Verb::Edit => {
            let draft = Draft { form: before.form.clone(), authors: before.authors.clone() };
            rules::edit(before, actor, draft, now, &law)
        }
        Verb::ConfirmShare => {
            let co_author = before.authors[1].clone();
            rules::confirm(before, actor, co_author.id, co_author.share, Agreement::Account, now)
        }
        Verb::Submit => Ok(rules::submit(before, actor, true, &office(), 1, now, &law)?.0),
        Verb::RequestSupplement => {
            let defect =
                DefectInput { what: words.into(), how_to_fix: words.into(), ..DefectInput::default() };
            Ok(rules::request_supplement(before, actor, &[defect], now, &law)?.0)
        }
        Verb::Supplement => Ok(rules::answer(before, actor, &[words.to_owned()], true, now, &law)?.0),
        Verb::Lapse => Ok(rules::lapse(before, actor, now, &law)?.0),
        Verb::Accept => Ok(rules::accept(before, actor, now, &law)?.0),
        Verb::Refuse => Ok(rules::refuse(before, actor, "not_applied", words, words, now)?.0),
        Verb::ConfirmApplication => {
            let done = Application {
                completed_on: "2026-02-15".into(),
                confirmer: words.into(),
                result: words.into(),
            };
            Ok(rules::confirm_application(before, actor, &done, now, &law)?.0)
        }
        Verb::Assign => rules::assign(before, Uuid::from_u128(3), now),
        Verb::MarkScored => rules::mark_scored(before, 8_640, now),
        Verb::EnterSession => rules::enter_session(before, now),
        Verb::Conclude => Ok(rules::conclude(before, Conclusion::Passed, now, &law)?.0),
        Verb::RecordSuperiorApproval => {
            rules::record_superior_approval(before, actor, "12/UBND", "2026-02-01", now)
        }
        Verb::Recognise => Ok(rules::recognise(before, actor, false, now)?.0),
        Verb::NotRecognise => {
            let told = Outcome {
                reason: Some("not_new".into()),
                words: words.into(),
                strengths: words.into(),
                next_step: words.into(),
            };
            Ok(rules::not_recognise(before, actor, &told, now)?.0)
        }
        Verb::Withdraw => Ok(rules::withdraw(before, actor, true, now)?.0),
    }
}

/// A dossier of two, with one open defect where a supplement is due; the co-author's yes is still missing where it
/// may be given and no submission is tried.
fn prepared(state: State, verb: Verb) -> Dossier {
    let mut dossier = dossier(state);
    if state == State::SupplementRequested {
        let what = "Chưa có số liệu.".to_owned();
        let defect = Defect { field: String::new(), what: what.clone(), how_to_fix: what, answer: None };
        dossier.supplement.rounds = 1;
        dossier.supplement.defects = vec![defect];
    }
    if verb == Verb::ConfirmShare {
        dossier.authors[1].confirmation = None;
    }
    dossier
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3))]

    /// The whole product is small enough to walk: 17 states × 17 verbs × 50 kinds of people.
    #[test]
    fn every_state_verb_and_role_follows_the_table_or_is_refused(
        days in 10_i64..200,
        lead_holds_office in any::<bool>(),
    ) {
        let now = noon(date!(2026 - 03 - 02)).plus_seconds(days * 86_400);
        for (state, verb, who) in State::ALL.iter().flat_map(|state| {
            Verb::ALL.iter().flat_map(move |verb| everyone().into_iter().map(move |who| (*state, *verb, who)))
        }) {
            let mut before = prepared(state, verb);
            before.form.first_applied_on = Some(now.date());
            let mut actor = actor(who);
            if lead_holds_office && who == Who::Lead {
                // Leading a request and holding every office opens nothing more.
                actor.grants = Role::ALL.iter().flat_map(|role| holding(LEAD, *role, UNIT).grants).collect();
            }
            let after = attempt(before.clone(), &actor, verb, now);
            let expected = leads_to(state, verb).filter(|_| may(who, state, verb));
            match (expected, after) {
                (Some(expected), Ok(after)) => {
                    prop_assert_eq!(after.state, expected, "{:?} {:?} {:?}", state, verb, who);
                    // Every state is final, or somebody acts next and has a last day.
                    prop_assert_eq!(after.state.acts().is_some(), after.due.is_some());
                }
                (None, Err(Error::Refused(code))) => {
                    let honest = [
                        Code::SignInNeeded, Code::NotFound, Code::Forbidden, Code::Conflicted, Code::WrongState,
                    ];
                    prop_assert!(honest.contains(&code), "{:?} {:?} {:?}: {:?}", state, verb, who, code);
                }
                (expected, after) => {
                    prop_assert!(false, "{state:?} {verb:?} {who:?}: expected {expected:?}, got {after:?}");
                }
            }
        }
    }

    /// The buttons a screen shows are exactly the verbs that work.
    #[test]
    fn what_is_offered_works_and_what_works_is_offered(at in 0_usize..17, pick in 0_usize..50) {
        let state = State::ALL[at];
        let people = everyone();
        let who = people[pick % people.len()];
        let actor = actor(who);
        for verb in Verb::ALL.iter().filter(|verb| verb.action().is_some() && **verb != Verb::ConfirmShare) {
            let allowed = rules::allowed(&prepared(state, *verb), &actor, date!(2026 - 03 - 02), &law()).unwrap();
            let offered = allowed.contains(verb);
            prop_assert_eq!(offered, leads_to(state, *verb).is_some() && may(who, state, *verb), "{:?} {:?} {:?}", state, verb, who);
        }
    }
}

#[test]
fn a_second_supplement_is_not_offered() {
    let officer = actor(Who::Officer(Role::IntakeOfficer));
    let mut asked = dossier(State::ReceiptIssued);
    let offers = |dossier: &Dossier| {
        let allowed = rules::allowed(dossier, &officer, date!(2026 - 03 - 02), &law()).unwrap();
        allowed.contains(&Verb::RequestSupplement)
    };
    assert!(offers(&asked));
    asked.supplement.rounds = 1;
    assert!(!offers(&asked));
}

#[test]
fn an_officer_who_is_an_author_is_told_so() {
    for (role, state, verb) in [
        (Role::UnitHead, State::CouncilPassed, Verb::Recognise),
        (Role::CommuneChair, State::CouncilFailed, Verb::NotRecognise),
        (Role::IntakeOfficer, State::ReceiptIssued, Verb::Accept),
    ] {
        let actor = actor(Who::OfficerAndCoAuthor(role));
        let refused = attempt(dossier(state), &actor, verb, noon(date!(2026 - 03 - 02))).unwrap_err();
        assert_eq!(refused.code(), Some(Code::Conflicted));
    }
}

#[test]
fn a_head_who_is_an_author_of_paid_work_needs_the_superior_approval() {
    let now = noon(date!(2026 - 03 - 02));
    let chair = actor(Who::Officer(Role::CommuneChair));
    let mut paid = dossier(State::CouncilPassed);
    paid.form.investor = "Ủy ban nhân dân xã Sơn Hồng".into();
    let refused = rules::recognise(paid.clone(), &chair, true, now).unwrap_err();
    assert_eq!(refused.code(), Some(Code::SuperiorApprovalNeeded));
    let approved = rules::record_superior_approval(paid, &chair, "12/UBND", "2026-02-01", now).unwrap();
    assert_eq!(rules::recognise(approved, &chair, true, now).unwrap().0.state, State::Recognised);
}
