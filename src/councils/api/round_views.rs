//! What rounds and revealed scores look like on the wire.

use poem_openapi::{Object, types::Example};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::sheet_views::{ConditionsView, MarkView, marks};
use crate::{
    councils::{
        model::{FULL, Proposal, Round},
        service::{Desk, DossierLine, DossierScores, MyInterest, RoundPage},
    },
    dossiers::Waiting,
    foundation::Instant,
};

/// A new round.
#[derive(Object, Clone, Debug)]
#[oai(example, skip_serializing_if_is_none)]
pub struct PlanRound {
    /// Who decides.
    pub council_id: Uuid,
    /// The edition of the rubric; it is frozen from now on.
    pub rubric_id: Uuid,
    /// Its name.
    #[oai(validator(max_length = 200))]
    pub name: String,
    /// The last day of marking, YYYY-MM-DD.
    #[oai(validator(max_length = 10))]
    pub score_by: String,
}

impl Example for PlanRound {
    fn example() -> Self {
        Self {
            council_id: Uuid::from_u128(5),
            rubric_id: Uuid::from_u128(6),
            name: "Đợt 2 năm 2026".to_owned(),
            score_by: "2026-12-08".to_owned(),
        }
    }
}

/// Dossiers that come into a round.
#[derive(Object, Clone, Debug)]
#[oai(example, skip_serializing_if_is_none)]
pub struct AddDossiers {
    /// In the order of the agenda.
    #[oai(validator(max_items = 300))]
    pub dossier_ids: Vec<Uuid>,
}

/// The markers of one dossier.
#[derive(Object, Clone, Debug)]
#[oai(example, skip_serializing_if_is_none)]
pub struct AssignMarkers {
    /// All of them; those left out lose an unfinished sheet.
    #[oai(validator(max_items = 60))]
    pub markers: Vec<Uuid>,
}

/// A member's answer.
#[derive(Object, Clone, Debug)]
#[oai(example, skip_serializing_if_is_none)]
pub struct DeclareInterest {
    /// `none` or `conflict`.
    #[oai(validator(max_length = 20))]
    pub answer: String,
    /// Why, for a conflict.
    #[oai(validator(max_length = 1000))]
    pub reason: Option<String>,
}

/// A member's answer as it stands.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct InterestView {
    /// Which dossier.
    pub dossier_id: Uuid,
    /// `none` or `conflict`.
    pub answer: String,
    /// Why, for a conflict.
    pub reason: Option<String>,
    /// When it was given.
    pub declared_at: OffsetDateTime,
}

/// A round in a list.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct RoundRow {
    /// Which one.
    pub id: Uuid,
    /// The recognising unit.
    pub unit_id: Uuid,
    /// Who decides.
    pub council_id: Uuid,
    /// By which rubric.
    pub rubric_id: Uuid,
    /// Its name.
    pub name: String,
    /// `planned`, `open`, `scoring`, `session` or `decided`.
    pub state: String,
    /// The last day of marking.
    pub score_by: Date,
    /// How many dossiers it has.
    pub dossier_count: i32,
    /// When the scores were shown.
    pub revealed_at: Option<OffsetDateTime>,
    /// The version for If-Match.
    pub version: i32,
}

impl From<&Round> for RoundRow {
    fn from(round: &Round) -> Self {
        Self {
            id: round.id.0,
            unit_id: round.unit.0,
            council_id: round.council.0,
            rubric_id: round.rubric.0,
            name: round.name.clone(),
            state: round.state.as_str().to_owned(),
            score_by: round.score_by,
            dossier_count: i32::try_from(round.dossiers.len()).unwrap_or(i32::MAX),
            revealed_at: round.revealed_at.map(Instant::to_datetime),
            version: round.version.0,
        }
    }
}

/// Rounds.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct RoundList {
    /// The newest first.
    pub items: Vec<RoundRow>,
    /// Always absent: the list is short.
    pub next: Option<String>,
}

/// A member by name.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct RoundMember {
    /// Who.
    pub person_id: Uuid,
    /// Họ và tên.
    pub full_name: String,
    /// For a marker: `draft`, `sealed` or `recused`.
    pub sheet_state: Option<String>,
    /// For a conflict: the member's words; absent for an author.
    pub reason: Option<String>,
}

/// What the secretary and the chair see of a dossier; never a score.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct RoundDesk {
    /// Who marks it and how far they are.
    pub markers: Vec<RoundMember>,
    /// Members who must stay out.
    pub conflicts: Vec<RoundMember>,
    /// Members of the same unit as an author: to look at; nothing is blocked.
    pub suspicions: Vec<RoundMember>,
}

impl From<Desk> for RoundDesk {
    fn from(desk: Desk) -> Self {
        let plain = |(person, full_name): (crate::authority::PersonId, String)| RoundMember {
            person_id: person.0,
            full_name,
            sheet_state: None,
            reason: None,
        };
        let markers = desk.markers.into_iter().map(|(person, name, state)| RoundMember {
            sheet_state: Some(state.as_str().to_owned()),
            ..plain((person, name))
        });
        let conflicts = desk.conflicts.into_iter().map(|(person, name, reason)| RoundMember {
            reason: Some(reason).filter(|words| !words.is_empty()),
            ..plain((person, name))
        });
        Self {
            markers: markers.collect(),
            conflicts: conflicts.collect(),
            suspicions: desk.suspicions.into_iter().map(plain).collect(),
        }
    }
}

/// A dossier of a round, without its authors.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct RoundDossierView {
    /// Which one.
    pub dossier_id: Uuid,
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Its field of life.
    pub field: Option<String>,
    /// Its place on the agenda.
    pub position: i32,
    /// `waiting`, `passed`, `failed`, `deferred` or `withdrawn`.
    pub standing: String,
    /// For a member: `unanswered`, `none`, `conflict` or `author`.
    pub my_interest: Option<String>,
    /// The reader's own sheet.
    pub my_sheet_id: Option<Uuid>,
    /// How far it is: `draft`, `sealed` or `recused`.
    pub my_sheet_state: Option<String>,
    /// For the secretary and the chair.
    pub desk: Option<RoundDesk>,
}

impl From<DossierLine> for RoundDossierView {
    fn from(line: DossierLine) -> Self {
        let interest = line.interest.map(|interest| match interest {
            MyInterest::Unanswered => "unanswered",
            MyInterest::None => "none",
            MyInterest::Conflict => "conflict",
            MyInterest::Author => "author",
        });
        Self {
            dossier_id: line.at.dossier.0,
            code: line.card.code,
            title: line.card.title,
            field: line.card.field,
            position: line.at.position,
            standing: line.at.standing.as_str().to_owned(),
            my_interest: interest.map(str::to_owned),
            my_sheet_id: line.sheet.map(|(id, _)| id.0),
            my_sheet_state: line.sheet.map(|(_, state)| state.as_str().to_owned()),
            desk: line.desk.map(Into::into),
        }
    }
}

/// A round with its dossiers.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct RoundView {
    /// The round.
    pub round: RoundRow,
    /// Its council's name.
    pub council_name: String,
    /// Its dossiers, in the order of the agenda.
    pub dossiers: Vec<RoundDossierView>,
}

impl From<RoundPage> for RoundView {
    fn from(page: RoundPage) -> Self {
        Self {
            round: RoundRow::from(&page.round),
            council_name: page.council,
            dossiers: page.dossiers.into_iter().map(Into::into).collect(),
        }
    }
}

/// An accepted dossier that no round has.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct WaitingDossier {
    /// Which one.
    pub dossier_id: Uuid,
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// The legal last day of the decision.
    pub decision_due: Option<Date>,
}

impl From<Waiting> for WaitingDossier {
    fn from(one: Waiting) -> Self {
        Self { dossier_id: one.id.0, code: one.code, title: one.title, decision_due: one.decision_due }
    }
}

/// Dossiers that wait for a round.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct WaitingList {
    /// The oldest first.
    pub items: Vec<WaitingDossier>,
    /// Always absent: the list is short.
    pub next: Option<String>,
}

/// What one marker gave.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct MarkerScoresView {
    /// The marker's name.
    pub marker: String,
    /// Points given, in hundredths.
    pub total: i64,
    /// Points that could have been given: less than 10000 where a criterion did not apply.
    pub of: i64,
    /// Each criterion.
    pub marks: Vec<MarkView>,
    /// The four conditions.
    pub conditions: ConditionsView,
    /// Nhận xét chung.
    pub general_comment: String,
    /// `recognise`, `revise` or `refuse`.
    pub proposal: Option<String>,
}

/// How many sheets say yes to a condition of the law.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct ConditionCount {
    /// `novel`, `applied`, `beneficial` or `permitted`.
    pub condition: String,
    /// Sheets that say yes.
    pub yes: u32,
    /// Sealed sheets.
    pub of: u32,
}

/// The four counts.
pub fn counts(conditions: &[(&'static str, u32, u32); 4]) -> Vec<ConditionCount> {
    let count = |(condition, yes, of): &(&str, u32, u32)| ConditionCount {
        condition: (*condition).to_owned(),
        yes: *yes,
        of: *of,
    };
    conditions.iter().map(count).collect()
}

/// The scores of one dossier.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct DossierScoresView {
    /// Which one.
    pub dossier_id: Uuid,
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// The mean in hundredths of a point, rounded half up.
    pub mean: Option<i32>,
    /// The arithmetic, to be replayed.
    pub trace: Option<String>,
    /// The four conditions of the law.
    pub conditions: Vec<ConditionCount>,
    /// Every sealed sheet.
    pub sheets: Vec<MarkerScoresView>,
}

impl From<DossierScores> for DossierScoresView {
    fn from(scores: DossierScores) -> Self {
        let sheets = scores.sheets.into_iter().map(|sheet| MarkerScoresView {
            marker: sheet.marker,
            total: sheet.total.0,
            of: sheet.total.1,
            marks: marks(sheet.filling.marks),
            conditions: sheet.filling.conditions.into(),
            general_comment: sheet.filling.general_comment,
            proposal: sheet.filling.proposal.map(Proposal::as_str).map(str::to_owned),
        });
        Self {
            dossier_id: scores.dossier.0,
            code: scores.code,
            title: scores.title,
            mean: scores.mean.as_ref().map(|mean| mean.rounded),
            trace: scores.mean.map(|mean| mean.trace),
            conditions: counts(&scores.conditions),
            sheets: sheets.collect(),
        }
    }
}

/// The scores of a round after the reveal.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct ScoreList {
    /// Points of a full sheet, in hundredths.
    pub full: i32,
    /// In the order of the agenda; without those in which the reader has a conflict of interest.
    pub items: Vec<DossierScoresView>,
    /// Always absent: the list is short.
    pub next: Option<String>,
}

impl From<Vec<DossierScores>> for ScoreList {
    fn from(all: Vec<DossierScores>) -> Self {
        Self { full: FULL, items: all.into_iter().map(Into::into).collect(), next: None }
    }
}
