//! What the commendation desk answers.

use poem_openapi::Object;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::super::{
    model::{Bonus, Commendation, Form, Recipient, RecipientKind, State, Verb},
    store::Paper,
};

/// One commendation.
#[derive(Object, Clone, Debug)]
#[oai(rename = "Commendation", skip_serializing_if_is_none)]
pub struct CommendationView {
    /// Its identifier.
    pub id: Uuid,
    /// `KT-SH-2026-0001`
    pub code: String,
    /// The unit whose head decides.
    pub unit_id: Uuid,
    /// Its name.
    pub unit_name: String,
    /// Code of the form.
    pub form: String,
    /// `leader_found`, `ad_hoc`, `thematic` or `regular`.
    pub basis: String,
    /// `nominated`, `decided`, `awarded`, `declined` or `revoked`.
    pub state: String,
    /// `idea` or `initiative`.
    pub achievement_kind: String,
    /// Which one.
    pub achievement_id: Uuid,
    /// Its human code.
    pub achievement_code: String,
    /// Its name.
    pub achievement_title: String,
    /// The achievement as the papers print it.
    pub sentence: String,
    /// The criteria it fulfils.
    pub criteria_ref: String,
    /// Minutes of the commendation council.
    pub minutes_ref: Option<String>,
    /// Who is honoured.
    pub recipients: Vec<RecipientView>,
    /// Who proposed it.
    pub nominator_name: String,
    /// When.
    pub nominated_at: OffsetDateTime,
    /// Until when the next step is due.
    pub due_at: OffsetDateTime,
    /// The decision, once signed.
    pub decision: Option<DecisionView>,
    /// Why it was declined.
    pub declination: Option<DeclinationView>,
    /// The hand-over, once it was.
    pub handover: Option<HandoverView>,
    /// The revocation, if it came to that.
    pub revocation: Option<RevocationView>,
    /// What the reader may do with it now: `decide`, `decline`, `hand_over`, `revoke`.
    pub allowed: Vec<String>,
    /// The version for If-Match.
    pub version: i32,
}

/// A recipient.
#[derive(Object, Clone, Debug)]
#[oai(rename = "CommendationRecipient", skip_serializing_if_is_none)]
pub struct RecipientView {
    /// Its identifier.
    pub id: Uuid,
    /// `individual`, `household` or `collective`.
    pub kind: String,
    /// The person, where they are known.
    pub person_id: Option<Uuid>,
    /// The name on the certificate.
    pub name: String,
    /// Unit or place of living.
    pub address_or_unit: String,
    /// True for a child.
    pub under_16: bool,
    /// Serial number of the certificate, once decided.
    pub serial: Option<String>,
    /// Its number in the gold book.
    pub gold_book_no: Option<String>,
    /// The code its QR carries.
    pub verify_code: Option<String>,
    /// The money, once decided.
    pub bonus: Option<BonusView>,
}

/// A bonus with everything it was computed from.
#[derive(Object, Clone, Debug)]
#[oai(rename = "Bonus", skip_serializing_if_is_none)]
pub struct BonusView {
    /// Đồng.
    pub amount: i64,
    /// Multiplier of the base salary, in hundredths.
    pub multiplier_hundredths: u32,
    /// Base salary, đồng.
    pub base_salary: i64,
    /// Factor of the recipient kind, in hundredths.
    pub factor_hundredths: u32,
    /// Rounded up to multiples of this many đồng.
    pub rounding: i64,
    /// The articles it follows from.
    pub source: String,
}

/// A signed decision.
#[derive(Object, Clone, Debug)]
#[oai(rename = "CommendationDecision", skip_serializing_if_is_none)]
pub struct DecisionView {
    /// `118/QĐ-UBND`
    pub number: String,
    /// Its day.
    pub decided_on: Date,
    /// Who signed.
    pub signer_name: String,
}

/// Why it was declined.
#[derive(Object, Clone, Debug)]
#[oai(rename = "CommendationDeclination", skip_serializing_if_is_none)]
pub struct DeclinationView {
    /// The reason.
    pub reason: String,
    /// What instead.
    pub suggestion: String,
}

/// A hand-over.
#[derive(Object, Clone, Debug)]
#[oai(rename = "CommendationHandover", skip_serializing_if_is_none)]
pub struct HandoverView {
    /// When.
    pub handed_on: Date,
    /// Where.
    pub place: String,
    /// Who took it.
    pub receiver: String,
}

/// A revocation.
#[derive(Object, Clone, Debug)]
#[oai(rename = "CommendationRevocation", skip_serializing_if_is_none)]
pub struct RevocationView {
    /// The legal ground.
    pub ground: String,
    /// The finding.
    pub reason: String,
    /// The day it took effect.
    pub revoked_on: Date,
}

impl CommendationView {
    /// A case as its readers see it.
    pub fn of(case: Commendation, unit_name: String, allowed: &[Verb]) -> Self {
        let decision = case.state.decision().map(|decision| DecisionView {
            number: decision.number.clone(),
            decided_on: decision.decided_on,
            signer_name: decision.signer_name.clone(),
        });
        let handover = case.state.handover().map(|handover| HandoverView {
            handed_on: handover.on,
            place: handover.place.clone(),
            receiver: handover.receiver.clone(),
        });
        let state = case.state.name().as_str().to_owned();
        let (declination, revocation) = match case.state {
            State::Declined(declination) => (
                Some(DeclinationView { reason: declination.reason, suggestion: declination.suggestion }),
                None,
            ),
            State::Revoked(_, _, revocation) => (
                None,
                Some(RevocationView {
                    ground: revocation.ground.as_str().to_owned(),
                    reason: revocation.reason,
                    revoked_on: revocation.on,
                }),
            ),
            State::Nominated | State::Decided(_) | State::Awarded(..) => (None, None),
        };
        Self {
            id: case.id.0,
            code: case.code,
            unit_id: case.unit.0,
            unit_name,
            form: case.form,
            basis: case.basis.as_str().to_owned(),
            state,
            achievement_kind: case.achievement.kind.as_str().to_owned(),
            achievement_id: case.achievement.id,
            achievement_code: case.achievement.code,
            achievement_title: case.achievement.title,
            sentence: case.sentence,
            criteria_ref: case.criteria_ref,
            minutes_ref: case.minutes_ref,
            recipients: case.recipients.into_iter().map(RecipientView::from).collect(),
            nominator_name: case.nominator_name,
            nominated_at: case.nominated_at.to_datetime(),
            due_at: case.due_at.to_datetime(),
            decision,
            declination,
            handover,
            revocation,
            allowed: allowed.iter().map(|verb| verb.as_str().to_owned()).collect(),
            version: case.version.0,
        }
    }
}

impl From<Recipient> for RecipientView {
    fn from(recipient: Recipient) -> Self {
        let mut view = Self {
            id: recipient.id.0,
            kind: recipient.kind.as_str().to_owned(),
            person_id: recipient.person.map(|person| person.0),
            name: recipient.name,
            address_or_unit: recipient.address_or_unit,
            under_16: recipient.under_16,
            serial: None,
            gold_book_no: None,
            verify_code: None,
            bonus: None,
        };
        if let Some(certificate) = recipient.certificate {
            view.serial = Some(certificate.serial);
            view.gold_book_no = Some(certificate.gold_book_no);
            view.verify_code = Some(certificate.verify_code.to_string());
            view.bonus = Some(certificate.bonus.into());
        }
        view
    }
}

impl From<Bonus> for BonusView {
    fn from(bonus: Bonus) -> Self {
        Self {
            amount: bonus.amount,
            multiplier_hundredths: bonus.multiplier,
            base_salary: bonus.base_salary,
            factor_hundredths: bonus.factor,
            rounding: bonus.rounding.multiple(),
            source: bonus.source,
        }
    }
}

/// One page of commendations.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct CommendationList {
    /// The rows.
    pub items: Vec<CommendationView>,
    /// Where the next page starts.
    pub next: Option<String>,
}

/// One issued paper.
#[derive(Object, Clone, Debug)]
#[oai(rename = "CommendationPaper", skip_serializing_if_is_none)]
pub struct PaperView {
    /// `decision`, or the serial of a certificate: its part of the address.
    pub name: String,
    /// `decision` or `certificate`.
    pub kind: String,
    /// Whose certificate.
    pub recipient_id: Option<Uuid>,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// How many bytes.
    pub bytes: i64,
    /// When it was made.
    pub made_at: OffsetDateTime,
}

impl From<Paper> for PaperView {
    fn from(paper: Paper) -> Self {
        Self {
            name: paper.name,
            kind: paper.kind.as_str().to_owned(),
            recipient_id: paper.recipient.map(|recipient| recipient.0),
            sha256: paper.sha256,
            bytes: paper.bytes,
            made_at: paper.made_at.to_datetime(),
        }
    }
}

/// The papers of a commendation.
#[derive(Object, Clone, Debug)]
#[oai(rename = "CommendationPaperList", skip_serializing_if_is_none)]
pub struct PaperList {
    /// The decision first, then the certificates by serial.
    pub items: Vec<PaperView>,
}

/// One form of commendation.
#[derive(Object, Clone, Debug)]
#[oai(rename = "CommendationForm", skip_serializing_if_is_none)]
pub struct FormView {
    /// Its code.
    pub code: String,
    /// First day in force.
    pub valid_from: Date,
    /// Last day in force.
    pub valid_to: Option<Date>,
    /// Whom it may honour.
    pub recipient_kinds: Vec<String>,
    /// The role that signs it.
    pub signer_role: String,
    /// Key of the law rule its bonus follows.
    pub bonus_rule: String,
    /// The articles it stands on.
    pub source: String,
    /// True once somebody compared it with the gazette.
    pub verified: bool,
}

impl From<Form> for FormView {
    fn from(form: Form) -> Self {
        let kinds = form.recipient_kinds.iter().copied().map(RecipientKind::as_str);
        Self {
            recipient_kinds: kinds.map(str::to_owned).collect(),
            code: form.code,
            valid_from: form.valid_from,
            valid_to: form.valid_to,
            signer_role: form.signer_role.as_str().to_owned(),
            bonus_rule: form.bonus_rule,
            source: form.source,
            verified: form.verified,
        }
    }
}

/// The forms in force.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct CommendationFormList {
    /// By code.
    pub items: Vec<FormView>,
}
