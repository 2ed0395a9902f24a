//! What the head signs.

use super::{Decided, event, guard, to};
use crate::{
    authority::Actor,
    dossiers::{
        model::{
            Author, Certificate, Dossier, Outcome, Reason, State, SuperiorApproval, Verb, needed_words,
            short_words,
        },
        rules::Office,
    },
    foundation::{Code, Instant, Result, Violations, instant::parse_day},
};

/// Records the approval of the managing authority where the head is an author (D16, NĐ 13/2012 Đ.7.2).
pub fn record_superior_approval(
    mut dossier: Dossier,
    actor: &Actor,
    no: &str,
    on: &str,
    now: Instant,
) -> Result<Dossier> {
    guard(&dossier, actor, Verb::RecordSuperiorApproval)?;
    let mut wrong = Violations::new();
    let no = short_words(no, "/document_no", &mut wrong);
    wrong.unless(!no.is_empty(), Code::Required, "/document_no");
    let day = parse_day(on);
    wrong.unless(day.is_some(), Code::BadDate, "/decided_on");
    wrong.unless(day.is_none_or(|day| day <= now.date()), Code::FutureDate, "/decided_on");
    wrong.into_result()?;
    dossier.superior = day.map(|on| SuperiorApproval { no, on });
    dossier.changed_at = now;
    let due = dossier.decision_due;
    Ok(to(dossier, State::SuperiorApproval, due))
}

/// Signs the recognition (D17).
///
/// # Errors
/// `Conflicted` if the signer is an author; `SuperiorApprovalNeeded` while the unit's head is an author of
/// an initiative somebody else paid for and the managing authority has not approved.
pub fn recognise(mut dossier: Dossier, actor: &Actor, head_is_author: bool, now: Instant) -> Result<Decided> {
    guard(&dossier, actor, Verb::Recognise)?;
    if head_is_author && !dossier.form.investor.is_empty() && dossier.superior.is_none() {
        return Err(Code::SuperiorApprovalNeeded.into());
    }
    dossier.outcome = None;
    dossier.changed_at = now;
    let dossier = to(dossier, State::Recognised, None);
    let events = vec![event("dossier.recognised", &dossier)];
    Ok((dossier, events))
}

/// An author with the number the series gave.
#[derive(Clone, Debug)]
pub struct NumberedAuthor<'a> {
    /// The author.
    pub author: &'a Author,
    /// The next number of the unit's certificates in this year.
    pub number: i64,
}

/// One certificate for each author.
pub fn certificates(authors: &[NumberedAuthor<'_>], office: &Office, year: i32) -> Vec<Certificate> {
    let one = |numbered: &NumberedAuthor<'_>| Certificate {
        author: numbered.author.id,
        no: format!("{:02}/GCN-{}", numbered.number, office.suffix),
        serial: format!("GCN-{}-{year}-{:04}", office.unit_code, numbered.number),
    };
    authors.iter().map(one).collect()
}

/// Signs that it is not recognised (D18, F10c): which condition failed, what is good, what comes next.
pub fn not_recognise(mut dossier: Dossier, actor: &Actor, input: &Outcome, now: Instant) -> Result<Decided> {
    guard(&dossier, actor, Verb::NotRecognise)?;
    let mut wrong = Violations::new();
    let condition = input.reason.as_deref().and_then(Reason::parse).filter(|reason| reason.is_condition());
    wrong.unless(condition.is_some(), Code::NotOffered, "/failed_condition");
    let outcome = Outcome {
        reason: condition.map(|reason| reason.as_str().to_owned()),
        words: needed_words(&input.words, Code::ReasonNeeded, "/words", &mut wrong),
        strengths: needed_words(&input.strengths, Code::Required, "/strengths", &mut wrong),
        next_step: needed_words(&input.next_step, Code::NextStepNeeded, "/next_step", &mut wrong),
    };
    wrong.into_result()?;
    let reason = outcome.reason.clone();
    dossier.outcome = Some(outcome);
    dossier.changed_at = now;
    let dossier = to(dossier, State::NotRecognised, None);
    let events =
        vec![event("dossier.not_recognised", &dossier).with(serde_json::json!({ "reason": reason }))];
    Ok((dossier, events))
}
