//! A recognition dossier and its parts, parsed once and never invalid.

mod form;
mod state;

use time::Date;
use uuid::Uuid;

use crate::{
    authority::{PersonId, Resource, UnitId},
    foundation::{Instant, Version},
    ideas::IdeaId,
};

pub use form::{
    AuthorInput, Draft, DraftInput, FIELDS, FirstApplier, FirstApplierInput, Form, needed_words, short_words,
};
#[cfg(test)]
pub use form::{BenefitKind, SolutionType};
pub use state::{Acts, State, Verb};

crate::ids! {
    /// A recognition dossier.
    DossierId,
    /// One author of one dossier.
    AuthorId,
    /// A printed paper of a dossier.
    PaperId,
}

/// The whole: 100.00 % in basis points.
pub const WHOLE: i32 = 10_000;

/// A request to recognise an initiative, from draft to decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dossier {
    /// Which one.
    pub id: DossierId,
    /// `HS-<unit>-<year>-0001`, from submission on.
    pub code: Option<String>,
    /// The unit asked to recognise.
    pub unit: UnitId,
    /// The idea it grew from.
    pub idea: Option<IdeaId>,
    /// Who writes, submits and withdraws it.
    pub lead: PersonId,
    /// The coordinator who started it for the lead author.
    pub recorder: Option<PersonId>,
    /// Where it stands.
    pub state: State,
    /// The request itself (F1).
    pub form: Form,
    /// Authors in the order of the request.
    pub authors: Vec<Author>,
    /// When it was begun.
    pub created_at: Instant,
    /// The last change.
    pub changed_at: Instant,
    /// Until when the one who acts next has time; present in every state that is not final.
    pub due: Option<Date>,
    /// From submission on.
    pub receipt: Option<Receipt>,
    /// What intake asked to complete.
    pub supplement: Supplement,
    /// When the request was accepted as valid.
    pub accepted_at: Option<Instant>,
    /// When the first application was completed, if that came after acceptance.
    pub completed_on: Option<Date>,
    /// The legal last day of the decision (NĐ 13/2012 Đ.7.1).
    pub decision_due: Option<Date>,
    /// The review round it was assigned in.
    pub round: Option<Uuid>,
    /// Mean score in hundredths of a point.
    pub mean: Option<i32>,
    /// How often the council put it off.
    pub deferrals: i32,
    /// Why it was refused, not passed or not recognised.
    pub outcome: Option<Outcome>,
    /// The superior authority's approval where the head is an author (NĐ 13/2012 Đ.7.2).
    pub superior: Option<SuperiorApproval>,
    /// Grows with every change.
    pub version: Version,
}

impl Dossier {
    /// What permission needs to know: a draft belongs to its authors alone.
    pub fn resource(&self) -> Resource {
        let owners = self.authors.iter().filter_map(|author| author.person);
        Resource {
            unit: (self.state != State::Draft).then_some(self.unit),
            owners: owners.chain([self.lead]).chain(self.recorder).collect(),
            assigned: Vec::new(),
        }
    }

    /// True if the person wrote it: an author, or the one who leads the request.
    pub fn is_author(&self, person: PersonId) -> bool {
        self.lead == person || self.authors.iter().any(|author| author.person == Some(person))
    }

    /// One of its authors.
    pub fn author(&self, id: AuthorId) -> Option<&Author> {
        self.authors.iter().find(|author| author.id == id)
    }

    /// The sum of the shares in basis points.
    pub fn shares(&self) -> i32 {
        self.authors.iter().map(|author| author.share).sum()
    }
}

/// A natural person who created the solution by own creative labour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// Which row.
    pub id: AuthorId,
    /// The person, if the house knows them.
    pub person: Option<PersonId>,
    /// Họ và tên.
    pub full_name: String,
    /// Ngày tháng năm sinh.
    pub birth_date: Option<Date>,
    /// Nơi công tác (hoặc nơi thường trú).
    pub workplace_or_residence: String,
    /// Chức danh.
    pub position: String,
    /// Trình độ chuyên môn.
    pub qualification: String,
    /// Share of the work in basis points.
    pub share: i32,
    /// How the author agreed to the share.
    pub confirmation: Option<Confirmation>,
}

impl Author {
    /// True if what the author agreed to is still what stands here.
    pub fn same_terms(&self, other: &Self) -> bool {
        self.share == other.share && self.full_name == other.full_name && self.person == other.person
    }
}

/// The way in which an author agreed to a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// Signed in, in person.
    Account,
    /// By the private link.
    Link,
    /// By a signature on paper which the lead author keeps.
    Paper,
}

impl Channel {
    /// The stored and wire form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Link => "link",
            Self::Paper => "paper",
        }
    }

    /// Reads the stored form.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Account, Self::Link, Self::Paper].into_iter().find(|channel| channel.as_str() == text)
    }
}

/// An author's yes to the share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmation {
    /// How it was given.
    pub channel: Channel,
    /// When.
    pub at: Instant,
    /// Where the signed paper is, for `Paper`.
    pub note: Option<String>,
}

/// The receipt of the request (F2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// `07/BN-UBND`.
    pub no: String,
    /// To the microsecond: the first to file is recognised.
    pub at: Instant,
    /// When the author hears whether the request is accepted.
    pub answer_due: Date,
    /// The request as it was submitted, in canonical JSON.
    pub frozen: String,
    /// SHA-256 of `frozen`.
    pub hash: String,
    /// 1 at submission, one more with every supplement.
    pub edition: i32,
}

/// What intake asked to complete.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Supplement {
    /// How often it was asked.
    pub rounds: i32,
    /// The present list; empty when nothing is open.
    pub defects: Vec<Defect>,
}

/// One thing that is missing or unclear.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Defect {
    /// The field of the request it concerns, e.g. `essence`; empty for the whole.
    pub field: String,
    /// What is missing.
    pub what: String,
    /// How to put it right.
    pub how_to_fix: String,
    /// The author's answer.
    pub answer: Option<String>,
}

crate::words! {
    /// Why a request is refused or an initiative not recognised.
    Reason {
        /// Not new within the unit (NĐ 13/2012 Đ.3.1.a).
        NotNew = "not_new",
        /// Not applied, not even on trial (Đ.3.1.b).
        NotApplied = "not_applied",
        /// No practical benefit (Đ.3.1.b).
        NoBenefit = "no_benefit",
        /// Against public order or social ethics (Đ.3.2.a).
        ExcludedPublicOrder = "excluded_public_order",
        /// Protected as intellectual property (Đ.3.2.b).
        ExcludedIp = "excluded_ip",
        /// Filed too late (Đ.5.2).
        LateFiling = "late_filing",
        /// Not complete in spite of a supplement.
        Incomplete = "incomplete",
        /// Filed by somebody who is not the author.
        NotAuthor = "not_author",
        /// The same solution was filed before.
        DuplicateOf = "duplicate_of",
        /// Another unit is responsible.
        OutOfScope = "out_of_scope",
    }
}

impl Reason {
    /// True for the conditions a council judges (F10c): the others belong to intake.
    pub fn is_condition(self) -> bool {
        match self {
            Self::NotNew
            | Self::NotApplied
            | Self::NoBenefit
            | Self::ExcludedPublicOrder
            | Self::ExcludedIp => true,
            Self::LateFiling | Self::Incomplete | Self::NotAuthor | Self::DuplicateOf | Self::OutOfScope => {
                false
            }
        }
    }
}

/// What the author is told when the answer is no.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Outcome {
    /// The coded reason; absent for a council's own words.
    pub reason: Option<String>,
    /// Why, in words.
    pub words: String,
    /// What is good about the solution.
    pub strengths: String,
    /// What the author can do next.
    pub next_step: String,
}

/// The managing authority's approval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuperiorApproval {
    /// Number of the letter.
    pub no: String,
    /// Its day.
    pub on: Date,
}

/// How a council's session ended for one dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Conclusion {
    /// At least two thirds of all members agree.
    Passed,
    /// They do not; the reasons go to the author.
    Failed(String),
    /// Put off once, with what is missing.
    Deferred(String),
}

/// A step on the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The verb, e.g. `submit`.
    pub kind: String,
    /// The state it led to.
    pub state: State,
    /// Who did it, as people see it; empty for the house itself.
    pub who: String,
    /// Words said with it.
    pub words: String,
    /// When.
    pub at: Instant,
}

/// The decision to recognise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recognition {
    /// Which dossier.
    pub dossier: DossierId,
    /// `15/QĐ-UBND`.
    pub decision_no: String,
    /// Its day.
    pub decided_on: Date,
    /// Who signed.
    pub signer: PersonId,
    /// The signer's name on that day.
    pub signer_name: String,
    /// The signer's office on that day.
    pub signer_title: String,
    /// One for each author.
    pub certificates: Vec<Certificate>,
}

/// Giấy chứng nhận sáng kiến of one author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// Which author.
    pub author: AuthorId,
    /// `12/GCN-UBND`.
    pub no: String,
    /// What the QR code carries, e.g. `GCN-SH-2026-0012`.
    pub serial: String,
}

/// Which paper it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaperKind {
    /// Giấy biên nhận (F2).
    Receipt,
    /// Quyết định công nhận (F8).
    Decision,
    /// Giấy chứng nhận (F9).
    Certificate,
}

impl PaperKind {
    /// The stored and wire form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Receipt => "receipt",
            Self::Decision => "decision",
            Self::Certificate => "certificate",
        }
    }

    /// Reads the stored form.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Receipt, Self::Decision, Self::Certificate].into_iter().find(|kind| kind.as_str() == text)
    }
}

/// A printed paper that was stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPaper {
    /// Which one.
    pub id: PaperId,
    /// Which kind.
    pub kind: PaperKind,
    /// Its number, e.g. `15/QĐ-UBND`.
    pub number: String,
    /// Where the file is kept.
    pub file_key: String,
    /// SHA-256 of the PDF in hexadecimal.
    pub sha256: String,
    /// Size of the PDF.
    pub bytes: i64,
    /// When it was made.
    pub made_at: Instant,
}
