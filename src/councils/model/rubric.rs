//! Rubrics and the sheets filled in by them. Every score is hundredths of a point.

use serde::{Deserialize, Serialize};

use super::{RoundId, RubricId, SheetId};
use crate::{
    authority::{PersonId, UnitId},
    dossiers::DossierId,
    foundation::{Instant, Version},
};

/// The sum of a rubric's maxima: 100 points.
pub const FULL: i32 = 10_000;

/// One edition of a set of criteria; frozen from its first use on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rubric {
    /// Which one.
    pub id: RubricId,
    /// Whose it is; absent for those that come with the house.
    pub unit: Option<UnitId>,
    /// Names it across its editions.
    pub code: String,
    /// 1, 2, 3, …
    pub edition: i32,
    /// Its Vietnamese title.
    pub title_vi: String,
    /// Its English title.
    pub title_en: String,
    /// What is scored, in order.
    pub criteria: Vec<Criterion>,
    /// The regulation or practice it comes from.
    pub source: String,
    /// True once somebody compared it with the source.
    pub verified: bool,
    /// When a round first used it.
    pub used_at: Option<Instant>,
    /// Grows with every change.
    pub version: Version,
}

/// One thing that is scored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    /// Names it inside the rubric.
    pub code: String,
    /// Tiêu chí.
    pub label_vi: String,
    /// Its English label.
    pub label_en: String,
    /// The most that can be given.
    pub most: i32,
    /// Scores are multiples of this.
    pub step: i32,
    /// True if a marker may find that it does not apply.
    pub may_skip: bool,
    /// A score below this needs a comment.
    pub comment_below: i32,
    /// Named ranges; a score lies in one of them. Empty for none.
    pub bands: Vec<Band>,
}

/// A named range of scores, both ends included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    /// The least score.
    pub from: i32,
    /// The greatest score.
    pub to: i32,
    /// What it means.
    pub text: String,
}

/// What one marker says about one criterion.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Which criterion.
    pub criterion: String,
    /// The score; absent while none was given.
    pub score: Option<i32>,
    /// The band that was chosen, counted from 0.
    pub band: Option<u8>,
    /// True if the criterion does not apply: it drops out of the mean above and below the line.
    pub skipped: bool,
    /// Nhận xét.
    pub comment: String,
}

/// The four conditions of the law (NĐ 13/2012 Đ.3 and Đ.4), yes or no.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conditions {
    /// New within the unit.
    pub novel: Option<bool>,
    /// Applied, at least on trial.
    pub applied: Option<bool>,
    /// Of practical benefit.
    pub beneficial: Option<bool>,
    /// Not excluded by law.
    pub permitted: Option<bool>,
}

impl Conditions {
    /// The four answers with their names.
    pub fn each(&self) -> [(&'static str, Option<bool>); 4] {
        [
            ("novel", self.novel),
            ("applied", self.applied),
            ("beneficial", self.beneficial),
            ("permitted", self.permitted),
        ]
    }
}

/// What the marker proposes to the council.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Proposal {
    /// Công nhận.
    Recognise,
    /// Sửa rồi công nhận.
    Revise,
    /// Không công nhận.
    Refuse,
}

impl Proposal {
    /// Every proposal.
    pub const ALL: [Self; 3] = [Self::Recognise, Self::Revise, Self::Refuse];

    /// The stored and wire form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Recognise => "recognise",
            Self::Revise => "revise",
            Self::Refuse => "refuse",
        }
    }

    /// Reads the stored form.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|proposal| proposal.as_str() == text)
    }
}

/// How far a sheet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SheetState {
    /// Being filled in.
    Draft,
    /// Done; nobody but its marker sees it before the reveal.
    Sealed,
    /// The marker has a conflict of interest: the sheet counts for nothing.
    Recused,
}

impl SheetState {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Draft, Self::Sealed, Self::Recused];

    /// The stored and wire form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Sealed => "sealed",
            Self::Recused => "recused",
        }
    }

    /// Reads the stored form.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

/// What a marker writes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filling {
    /// One for each criterion that was touched.
    pub marks: Vec<Mark>,
    /// The four conditions.
    pub conditions: Conditions,
    /// Nhận xét chung.
    pub general_comment: String,
    /// The proposal.
    pub proposal: Option<Proposal>,
}

/// Phiếu đánh giá of one marker for one dossier (F4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Which one.
    pub id: SheetId,
    /// In which round.
    pub round: RoundId,
    /// Of which dossier.
    pub dossier: DossierId,
    /// Whose.
    pub marker: PersonId,
    /// How far it is.
    pub state: SheetState,
    /// What stands on it.
    pub filling: Filling,
    /// The last change.
    pub changed_at: Instant,
    /// When it was sealed.
    pub sealed_at: Option<Instant>,
    /// Grows with every change.
    pub version: Version,
}
