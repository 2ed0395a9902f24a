//! What a commendation is: its form, its recipients, where it stands, and what follows from a decision.

mod form;
mod nomination;
mod verify_code;

use time::Date;

pub use form::{Form, Rounding};
pub use nomination::{Nomination, NominationInput, Nominee, RecipientInput, Wording};
pub use verify_code::VerifyCode;

use crate::{
    authority::{Action, PersonId, UnitId},
    foundation::{Instant, Version},
};

crate::ids! {
    /// One commendation case, from nomination to hand-over.
    CommendationId,
    /// One recipient of a commendation.
    RecipientId,
}

crate::words! {
    /// Loại hình khen thưởng (Luật 06/2022/QH15 Đ.85; NĐ 98/2023 Đ.40).
    Basis {
        /// Người đứng đầu phát hiện: the simplified procedure.
        LeaderFound = "leader_found",
        /// Thành tích xuất sắc đột xuất: the simplified procedure.
        AdHoc = "ad_hoc",
        /// Theo đợt, chuyên đề: the commendation council met.
        Thematic = "thematic",
        /// Theo công trạng: the commendation council met.
        Regular = "regular",
    }
}

impl Basis {
    /// True if no council meeting is needed: tờ trình and a short summary are enough (NĐ 98/2023 Đ.40.1).
    pub const fn is_simplified(self) -> bool {
        matches!(self, Self::LeaderFound | Self::AdHoc)
    }
}

crate::words! {
    /// Whom a form may honour.
    RecipientKind {
        /// Cá nhân.
        Individual = "individual",
        /// Hộ gia đình.
        Household = "household",
        /// Tập thể.
        Collective = "collective",
    }
}

crate::words! {
    /// What was achieved.
    AchievementKind {
        /// An idea that was applied.
        Idea = "idea",
        /// A dossier that was recognised as an initiative.
        Initiative = "initiative",
    }
}

crate::words! {
    /// Why an award is taken back (Luật 06/2022/QH15 Đ.93.2).
    RevocationGround {
        /// Thành tích được báo cáo sai sự thật.
        FalseAchievement = "false_achievement",
        /// Hồ sơ, giấy tờ giả.
        ForgedDossier = "forged_dossier",
        /// Thẩm định, quyết định trái pháp luật.
        UnlawfulAppraisal = "unlawful_appraisal",
        /// Vi phạm được phát hiện trong thời gian tính thành tích.
        LaterViolation = "later_violation",
    }
}

crate::words! {
    /// The name of a state.
    StateName {
        /// Được đề nghị.
        Nominated = "nominated",
        /// Đã ban hành quyết định.
        Decided = "decided",
        /// Đã trao.
        Awarded = "awarded",
        /// Chưa đủ điều kiện.
        Declined = "declined",
        /// Đã thu hồi.
        Revoked = "revoked",
    }
}

crate::words! {
    /// What may be done to a commendation.
    Verb {
        /// Sign the decision.
        Decide = "decide",
        /// Say why not, and what instead.
        Decline = "decline",
        /// Note the hand-over.
        HandOver = "hand_over",
        /// Take it back.
        Revoke = "revoke",
    }
}

impl Verb {
    /// The permission it needs.
    pub const fn action(self) -> Action {
        match self {
            Self::Decide => Action::DecideCommendation,
            Self::Decline => Action::DeclineCommendation,
            Self::HandOver => Action::AwardCommendation,
            Self::Revoke => Action::RevokeCommendation,
        }
    }
}

impl StateName {
    /// True if the verb is open in this state.
    pub const fn takes(self, verb: Verb) -> bool {
        match verb {
            Verb::Decide | Verb::Decline => matches!(self, Self::Nominated),
            Verb::HandOver => matches!(self, Self::Decided),
            Verb::Revoke => matches!(self, Self::Decided | Self::Awarded),
        }
    }

    /// True while somebody still has to do something.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Nominated | Self::Decided)
    }
}

/// What is honoured, as the wing below tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Achievement {
    /// Idea or initiative.
    pub kind: AchievementKind,
    /// Which one.
    pub id: uuid::Uuid,
    /// Its human code.
    pub code: String,
    /// Its name.
    pub title: String,
}

/// An achievement with what a nomination has to know of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// What is honoured.
    pub achievement: Achievement,
    /// The unit it belongs to.
    pub unit: UnitId,
    /// True once the idea was applied or the dossier recognised.
    pub proven: bool,
}

/// One commendation case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commendation {
    /// Its identifier.
    pub id: CommendationId,
    /// `KT-2026-0001`.
    pub code: String,
    /// The unit whose chair decides.
    pub unit: UnitId,
    /// Code of the commendation form.
    pub form: String,
    /// Why now.
    pub basis: Basis,
    /// What for.
    pub achievement: Achievement,
    /// The achievement in at most sixty words, as the papers print it.
    pub sentence: String,
    /// The criteria it fulfils (Luật 06/2022/QH15 Đ.75.2).
    pub criteria_ref: String,
    /// Minutes of the commendation council, where the basis asks for them.
    pub minutes_ref: Option<String>,
    /// Who is honoured.
    pub recipients: Vec<Recipient>,
    /// Who proposed it.
    pub nominated_by: Option<PersonId>,
    /// Their name at the time.
    pub nominator_name: String,
    /// When.
    pub nominated_at: Instant,
    /// Until when the next step is due.
    pub due_at: Instant,
    /// When the state last changed.
    pub changed_at: Instant,
    /// Where it stands.
    pub state: State,
    /// Its version.
    pub version: Version,
}

/// Where a case stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Waits for the chair.
    Nominated,
    /// The decision is signed; certificates are numbered.
    Decided(Decision),
    /// Handed over.
    Awarded(Decision, Handover),
    /// Refused with a reason and a suggestion.
    Declined(Declination),
    /// Taken back; what was handed over stays known.
    Revoked(Decision, Option<Handover>, Revocation),
}

impl State {
    /// Its name.
    pub const fn name(&self) -> StateName {
        match self {
            Self::Nominated => StateName::Nominated,
            Self::Decided(_) => StateName::Decided,
            Self::Awarded(..) => StateName::Awarded,
            Self::Declined(_) => StateName::Declined,
            Self::Revoked(..) => StateName::Revoked,
        }
    }

    /// The decision, where there is one.
    pub const fn decision(&self) -> Option<&Decision> {
        match self {
            Self::Decided(decision) | Self::Awarded(decision, _) | Self::Revoked(decision, ..) => {
                Some(decision)
            }
            Self::Nominated | Self::Declined(_) => None,
        }
    }

    /// The hand-over, where there was one.
    pub const fn handover(&self) -> Option<&Handover> {
        match self {
            Self::Awarded(_, handover) => Some(handover),
            Self::Revoked(_, handover, _) => handover.as_ref(),
            Self::Nominated | Self::Decided(_) | Self::Declined(_) => None,
        }
    }

    /// True while the award stands or may still be given: it blocks another one for the same achievement.
    pub const fn is_living(&self) -> bool {
        matches!(self, Self::Nominated | Self::Decided(_) | Self::Awarded(..))
    }
}

/// Quyết định khen thưởng.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// `118/QĐ-UBND`
    pub number: String,
    /// The day it bears.
    pub decided_on: Date,
    /// Who signed.
    pub signer: PersonId,
    /// The name at the time.
    pub signer_name: String,
    /// Name of the unit at the time: `Xã Sơn Hồng`.
    pub unit_name: String,
}

/// Trao thưởng.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handover {
    /// When.
    pub on: Date,
    /// Where.
    pub place: String,
    /// Who took it.
    pub receiver: String,
}

/// Why not, and what instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declination {
    /// The reason.
    pub reason: String,
    /// Another way to honour it.
    pub suggestion: String,
}

/// Hủy bỏ quyết định, thu hồi hiện vật và tiền thưởng.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revocation {
    /// The legal ground.
    pub ground: RevocationGround,
    /// The finding, for the file; never public.
    pub reason: String,
    /// The day it took effect.
    pub on: Date,
}

/// One recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// Its identifier.
    pub id: RecipientId,
    /// Individual, household or collective.
    pub kind: RecipientKind,
    /// The person, where they are known.
    pub person: Option<PersonId>,
    /// The name on the certificate.
    pub name: String,
    /// Đơn vị or nơi ở.
    pub address_or_unit: String,
    /// True for a child: the public sees initials only (Luật 91/2025/QH15 Đ.24).
    pub under_16: bool,
    /// What the decision gave.
    pub certificate: Option<Certificate>,
}

impl Recipient {
    /// The name the public sees: initials for a child.
    pub fn public_name(&self) -> String {
        if !self.under_16 {
            return self.name.clone();
        }
        let initials = self.name.split_whitespace().filter_map(|word| word.chars().next());
        initials.map(|letter| format!("{letter}.")).collect::<Vec<_>>().join(" ")
    }
}

/// What a decision gives to one recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// `GK-SH-2026-0001`, gapless for each unit and year.
    pub serial: String,
    /// Số sổ vàng: `0001/2026`.
    pub gold_book_no: String,
    /// What the QR code carries.
    pub verify_code: VerifyCode,
    /// The money.
    pub bonus: Bonus,
}

/// Tiền thưởng of one recipient with everything it was computed from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bonus {
    /// Multiplier of the base salary, in hundredths.
    pub multiplier: u32,
    /// Mức lương cơ sở, đồng.
    pub base_salary: i64,
    /// Factor of the recipient kind, in hundredths.
    pub factor: u32,
    /// Rounded up to multiples of this many đồng.
    pub rounding: Rounding,
    /// Đồng.
    pub amount: i64,
    /// The articles it follows from.
    pub source: String,
}

/// One certificate as other wings show it beside the thing it honours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Honour {
    /// Code of the form, e.g. `merit_certificate_commune`.
    pub form: String,
    /// `118/QĐ-UBND`
    pub decision_no: String,
    /// Its day.
    pub decided_on: Date,
    /// Who signed.
    pub signer: String,
    /// The recipient as the public may know them.
    pub recipient: String,
    /// The serial number, for the link to its verification.
    pub serial: String,
    /// True once it was taken back.
    pub revoked: bool,
}
