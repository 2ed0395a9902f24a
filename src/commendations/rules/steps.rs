//! What happens to a case after it was nominated.

use super::{bonus::bonus, nominate::name_key};
use crate::{
    authority::PersonId,
    commendations::model::{
        Certificate, Commendation, Decision, Declination, Form, Handover, RecipientKind, Revocation, State,
        VerifyCode,
    },
    foundation::{Code, Error, Instant, Law, Result, Violations},
};

/// Who signs, and for which unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer {
    /// The person.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Name of the unit whose head signs.
    pub unit_name: String,
}

/// The numbers taken for one decision, in the transaction that uses them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allotted {
    /// `118/QĐ-UBND`
    pub decision_number: String,
    /// One for each recipient, in order.
    pub slots: Vec<Slot>,
}

/// The numbers of one certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// `GK-SH-2026-0001`
    pub serial: String,
    /// `0001/2026`
    pub gold_book_no: String,
    /// What the QR code carries.
    pub verify_code: VerifyCode,
}

/// Signs the decision: number, bonus lines, certificates.
///
/// # Errors
/// `WrongState` unless it waits for the signature; `Conflicted` for the signer's own award, also where only
/// the name says so; `NoRuleInForce` if the form or its money has no rule on the day.
pub fn decide(
    case: Commendation,
    form: &Form,
    law: &Law,
    signer: Signer,
    numbers: Allotted,
    now: Instant,
) -> Result<Commendation> {
    let State::Nominated = case.state else {
        return Err(Code::WrongState.into());
    };
    let mut wrong = Violations::new();
    for (at, recipient) in case.recipients.iter().enumerate() {
        let own = match recipient.person {
            Some(person) => person == signer.person,
            // A namesake must be named as the person they are before the signer may decide.
            None => {
                recipient.kind == RecipientKind::Individual
                    && name_key(&recipient.name) == name_key(&signer.name)
            }
        };
        wrong.unless(!own, Code::Conflicted, &format!("/recipients/{at}"));
    }
    wrong.into_result()?;
    let today = now.date();
    if !form.in_force(today) {
        return Err(Code::NoRuleInForce.into());
    }
    if numbers.slots.len() != case.recipients.len() {
        return Err(Error::Damaged("a decision needs one number for each recipient".to_owned()));
    }
    let mut recipients = case.recipients;
    for (recipient, slot) in recipients.iter_mut().zip(numbers.slots) {
        recipient.certificate = Some(Certificate {
            serial: slot.serial,
            gold_book_no: slot.gold_book_no,
            verify_code: slot.verify_code,
            bonus: bonus(form, recipient.kind, law, today)?,
        });
    }
    let days = i64::from(law.count("award_handover", today)?);
    let due = law.holidays.roll(today.saturating_add(time::Duration::days(days)));
    let decision = Decision {
        number: numbers.decision_number,
        decided_on: today,
        signer: signer.person,
        signer_name: signer.name,
        unit_name: signer.unit_name,
    };
    Ok(Commendation {
        recipients,
        due_at: Instant::end_of(due),
        changed_at: now,
        state: State::Decided(decision),
        ..case
    })
}

/// Says why not, and what would fit instead.
///
/// # Errors
/// `WrongState` unless it waits for the signature.
pub fn decline(case: Commendation, declination: Declination, now: Instant) -> Result<Commendation> {
    match case.state {
        State::Nominated => Ok(Commendation { changed_at: now, state: State::Declined(declination), ..case }),
        _ => Err(Code::WrongState.into()),
    }
}

/// Notes the hand-over.
///
/// # Errors
/// `WrongState` unless it was decided and not yet handed over; `BeforeDecision` or
/// `FutureDate` for a day that cannot be.
pub fn award(case: Commendation, handover: Handover, now: Instant) -> Result<Commendation> {
    let State::Decided(decision) = case.state else {
        return Err(Code::WrongState.into());
    };
    let mut wrong = Violations::new();
    wrong.unless(handover.on <= now.date(), Code::FutureDate, "/handed_on");
    wrong.unless(handover.on >= decision.decided_on, Code::BeforeDecision, "/handed_on");
    wrong.into_result()?;
    Ok(Commendation { changed_at: now, state: State::Awarded(decision, handover), ..case })
}

/// Takes the award back; numbers stay used and the public sees a tombstone.
///
/// # Errors
/// `WrongState` unless a decision stands.
pub fn revoke(case: Commendation, revocation: Revocation, now: Instant) -> Result<Commendation> {
    let state = match case.state {
        State::Decided(decision) => State::Revoked(decision, None, revocation),
        State::Awarded(decision, handover) => State::Revoked(decision, Some(handover), revocation),
        State::Nominated | State::Declined(_) | State::Revoked(..) => return Err(Code::WrongState.into()),
    };
    Ok(Commendation { changed_at: now, state, ..case })
}
