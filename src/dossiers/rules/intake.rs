//! Intake: supplement, acceptance, refusal, the first application, withdrawal.

use time::{Date, Duration};

use super::draft::{complete, freeze, with_own_yes};
use super::{Decided, damaged, event, guard, months, to};
use crate::{
    authority::Actor,
    dossiers::model::{Defect, Dossier, Outcome, Reason, State, Supplement, Verb, needed_words, short_words},
    foundation::{Code, Instant, Law, Result, Violations, instant::parse_day},
};

const MOST_DEFECTS: usize = 30;

/// One defect as the officer wrote it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DefectInput {
    /// The field it concerns, or empty.
    pub field: String,
    /// What is missing.
    pub what: String,
    /// How to put it right.
    pub how_to_fix: String,
}

/// Reads the list of defects (F10a).
fn read_defects(input: &[DefectInput]) -> Result<Vec<Defect>, Violations> {
    let mut wrong = Violations::new();
    wrong.unless(!input.is_empty(), Code::Required, "/defects");
    wrong.unless(input.len() <= MOST_DEFECTS, Code::TooMany, "/defects");
    let mut defects = Vec::new();
    for (at, one) in input.iter().take(MOST_DEFECTS).enumerate() {
        let to = |field: &str| format!("/defects/{at}/{field}");
        defects.push(Defect {
            field: short_words(&one.field, &to("field"), &mut wrong),
            what: needed_words(&one.what, Code::Required, &to("what"), &mut wrong),
            how_to_fix: needed_words(&one.how_to_fix, Code::Required, &to("how_to_fix"), &mut wrong),
            answer: None,
        });
    }
    wrong.into_result()?;
    Ok(defects)
}

/// True once a supplement was asked for as often as the rule allows.
pub(super) fn supplement_spent(dossier: &Dossier, today: Date, law: &Law) -> Result<bool> {
    Ok(i64::from(dossier.supplement.rounds) >= law.value("supplement_rounds", today)?)
}

/// Asks the author to complete the request (D4); as often as the rule allows.
pub fn request_supplement(
    mut dossier: Dossier,
    actor: &Actor,
    defects: &[DefectInput],
    now: Instant,
    law: &Law,
) -> Result<Decided> {
    guard(&dossier, actor, Verb::RequestSupplement)?;
    let today = now.date();
    if supplement_spent(&dossier, today, law)? {
        return Err(Code::SupplementSpent.into());
    }
    let defects = read_defects(defects)?;
    dossier.supplement = Supplement { rounds: dossier.supplement.rounds.saturating_add(1), defects };
    dossier.changed_at = now;
    let due = months(law, "supplement_period", today, today)?;
    let dossier = to(dossier, State::SupplementRequested, Some(due));
    let events = vec![event("dossier.supplement_requested", &dossier)];
    Ok((dossier, events))
}

/// Hands the completed request in again (D5): every defect answered, the request complete, a new edition frozen.
pub fn answer(
    dossier: Dossier,
    actor: &Actor,
    answers: &[String],
    declared: bool,
    now: Instant,
    law: &Law,
) -> Result<Decided> {
    guard(&dossier, actor, Verb::Supplement)?;
    let mut dossier = with_own_yes(dossier, actor, now);
    let mut wrong = complete(&dossier);
    for (at, defect) in dossier.supplement.defects.iter_mut().enumerate() {
        let given = answers.get(at).map_or("", String::as_str);
        defect.answer = Some(needed_words(given, Code::Required, &format!("/answers/{at}"), &mut wrong));
    }
    wrong.unless(declared, Code::DeclarationNeeded, "/declared");
    wrong.into_result()?;
    let (frozen, hash) = freeze(&dossier)?;
    let today = now.date();
    // Intake has the whole period again: the request is a new edition.
    let answer_due = months(law, "intake_review", today, today)?;
    let receipt = dossier.receipt.as_mut().ok_or_else(|| damaged("a supplement without a receipt"))?;
    receipt.frozen = frozen;
    receipt.hash = hash;
    receipt.answer_due = answer_due;
    receipt.edition = receipt.edition.saturating_add(1);
    dossier.changed_at = now;
    let dossier = to(dossier, State::ReceiptIssued, Some(answer_due));
    let events = vec![event("dossier.supplemented", &dossier)];
    Ok((dossier, events))
}

/// Ends a supplement nobody sent, after the period and its days of grace (D6).
pub fn lapse(mut dossier: Dossier, actor: &Actor, now: Instant, law: &Law) -> Result<Decided> {
    guard(&dossier, actor, Verb::Lapse)?;
    let today = now.date();
    let grace = Duration::days(law.value("supplement_grace", today)?);
    let last = dossier.due.and_then(|due| due.checked_add(grace));
    if last.is_none_or(|last| today <= last) {
        return Err(Code::WrongState.into());
    }
    dossier.changed_at = now;
    let dossier = to(dossier, State::Lapsed, None);
    let events = vec![event("dossier.lapsed", &dossier)];
    Ok((dossier, events))
}

/// Accepts the request as valid (D7); without a first application it waits for it (D9).
pub fn accept(mut dossier: Dossier, actor: &Actor, now: Instant, law: &Law) -> Result<Decided> {
    guard(&dossier, actor, Verb::Accept)?;
    let today = now.date();
    dossier.accepted_at = Some(now);
    dossier.changed_at = now;
    let planned = dossier.form.first_applied_on.filter(|first| *first > today);
    let dossier = match planned {
        Some(first) => {
            let due = months(law, "intake_review", first, today)?;
            to(dossier, State::AwaitingApplication, Some(due))
        }
        None => clock(dossier, today, law)?,
    };
    let events = vec![event("dossier.accepted", &dossier)];
    Ok((dossier, events))
}

/// Starts the decision clock on a day (NĐ 13/2012 Đ.7.1).
fn clock(mut dossier: Dossier, from: Date, law: &Law) -> Result<Dossier> {
    let due = months(law, "recognition_decision", from, from)?;
    dossier.decision_due = Some(due);
    Ok(to(dossier, State::Accepted, Some(due)))
}

/// The first application as the officer recorded it (F11).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    /// `YYYY-MM-DD`.
    pub completed_on: String,
    /// Who confirms it: name and office.
    pub confirmer: String,
    /// The result, before and after.
    pub result: String,
}

/// Records that the first application was completed (D10): the clock starts on the later of the two days.
pub fn confirm_application(
    mut dossier: Dossier,
    actor: &Actor,
    input: &Application,
    now: Instant,
    law: &Law,
) -> Result<Decided> {
    guard(&dossier, actor, Verb::ConfirmApplication)?;
    let mut wrong = Violations::new();
    let completed = parse_day(&input.completed_on);
    wrong.unless(completed.is_some(), Code::BadDate, "/completed_on");
    wrong.unless(completed.is_none_or(|day| day <= now.date()), Code::FutureDate, "/completed_on");
    needed_words(&input.confirmer, Code::Required, "/confirmer", &mut wrong);
    needed_words(&input.result, Code::Required, "/result", &mut wrong);
    wrong.into_result()?;
    let accepted = dossier.accepted_at.ok_or_else(|| damaged("no day of acceptance"))?.date();
    dossier.completed_on = completed;
    dossier.changed_at = now;
    let from = completed.map_or(accepted, |day| day.max(accepted));
    let dossier = clock(dossier, from, law)?;
    let events = vec![event("dossier.application_confirmed", &dossier)];
    Ok((dossier, events))
}

/// Refuses the request with a coded reason and words (D8, F10b).
pub fn refuse(
    mut dossier: Dossier,
    actor: &Actor,
    reason: &str,
    words: &str,
    next_step: &str,
    now: Instant,
) -> Result<Decided> {
    guard(&dossier, actor, Verb::Refuse)?;
    let mut wrong = Violations::new();
    wrong.unless(Reason::parse(reason).is_some(), Code::NotOffered, "/reason");
    let outcome = Outcome {
        reason: Some(reason.to_owned()),
        words: needed_words(words, Code::ReasonNeeded, "/words", &mut wrong),
        strengths: String::new(),
        next_step: needed_words(next_step, Code::NextStepNeeded, "/next_step", &mut wrong),
    };
    wrong.into_result()?;
    dossier.outcome = Some(outcome);
    dossier.changed_at = now;
    let dossier = to(dossier, State::IntakeRefused, None);
    let events = vec![event("dossier.refused", &dossier).with(serde_json::json!({ "reason": reason }))];
    Ok((dossier, events))
}

/// Takes the request back (D20): allowed at any time before the decision, without stigma.
///
/// # Errors
/// Once handed in, a request of several authors needs all of them to agree.
pub fn withdraw(mut dossier: Dossier, actor: &Actor, all_agree: bool, now: Instant) -> Result<Decided> {
    guard(&dossier, actor, Verb::Withdraw)?;
    let shared = dossier.state != State::Draft && dossier.authors.len() > 1;
    if shared && !all_agree {
        return Err(Violations::one(Code::DeclarationNeeded, "/co_authors_agree").into());
    }
    dossier.changed_at = now;
    let dossier = to(dossier, State::Withdrawn, None);
    let events = vec![event("dossier.withdrawn", &dossier)];
    Ok((dossier, events))
}
