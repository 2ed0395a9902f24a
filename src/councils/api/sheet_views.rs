//! What score sheets look like on the wire.

use poem_openapi::{Object, types::Example};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::council_views::RubricView;
use crate::{
    councils::{
        model::{Conditions, Filling, Mark, Proposal, Round, Sheet},
        rules::marking::total,
        service::SheetPage,
    },
    dossiers::BlindCard,
    foundation::{Code, Instant, Violations},
};

/// What is said about one criterion.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct MarkView {
    /// Which criterion.
    #[oai(validator(max_length = 40))]
    pub criterion: String,
    /// The score in hundredths of a point; absent while none was given.
    pub score: Option<i32>,
    /// The band that was chosen, counted from 0.
    pub band: Option<u8>,
    /// True if the criterion does not apply.
    #[oai(default)]
    pub skipped: bool,
    /// Nhận xét.
    #[oai(default, validator(max_length = 8000))]
    pub comment: String,
}

/// Marks for the wire.
pub fn marks(marks: Vec<Mark>) -> Vec<MarkView> {
    let view = |mark: Mark| MarkView {
        criterion: mark.criterion,
        score: mark.score,
        band: mark.band,
        skipped: mark.skipped,
        comment: mark.comment,
    };
    marks.into_iter().map(view).collect()
}

/// The four conditions of the law, yes or no.
#[derive(Object, Clone, Debug, Default)]
#[oai(skip_serializing_if_is_none)]
pub struct ConditionsView {
    /// New within the unit.
    pub novel: Option<bool>,
    /// Applied, at least on trial.
    pub applied: Option<bool>,
    /// Of practical benefit.
    pub beneficial: Option<bool>,
    /// Not excluded by law.
    pub permitted: Option<bool>,
}

impl From<Conditions> for ConditionsView {
    fn from(conditions: Conditions) -> Self {
        let Conditions { novel, applied, beneficial, permitted } = conditions;
        Self { novel, applied, beneficial, permitted }
    }
}

/// The sheet as it stands now.
#[derive(Object, Clone, Debug)]
#[oai(example, skip_serializing_if_is_none)]
pub struct SaveSheet {
    /// One for each criterion that was touched.
    #[oai(validator(max_items = 40))]
    pub marks: Vec<MarkView>,
    /// The four conditions.
    pub conditions: ConditionsView,
    /// Nhận xét chung.
    #[oai(default, validator(max_length = 8000))]
    pub general_comment: String,
    /// `recognise`, `revise` or `refuse`.
    #[oai(validator(max_length = 20))]
    pub proposal: Option<String>,
}

impl Example for SaveSheet {
    fn example() -> Self {
        let mark = |criterion: &str, score, band| MarkView {
            criterion: criterion.to_owned(),
            score: Some(score),
            band,
            skipped: false,
            comment: String::new(),
        };
        Self {
            marks: vec![mark("novelty", 2_400, Some(1)), mark("effectiveness", 3_300, None)],
            conditions: ConditionsView { novel: Some(true), ..ConditionsView::default() },
            general_comment: "Gọn, dễ làm theo; nên thêm chi phí.".to_owned(),
            proposal: Some("recognise".to_owned()),
        }
    }
}

impl SaveSheet {
    /// Reads the body.
    pub fn filling(self) -> Result<Filling, Violations> {
        let proposal = match self.proposal.as_deref() {
            None | Some("") => None,
            Some(text) => {
                Some(Proposal::parse(text).ok_or_else(|| Violations::one(Code::NotOffered, "/proposal"))?)
            }
        };
        let ConditionsView { novel, applied, beneficial, permitted } = self.conditions;
        let mark = |mark: MarkView| Mark {
            criterion: mark.criterion,
            score: mark.score,
            band: mark.band,
            skipped: mark.skipped,
            comment: mark.comment,
        };
        Ok(Filling {
            marks: self.marks.into_iter().map(mark).collect(),
            conditions: Conditions { novel, applied, beneficial, permitted },
            general_comment: self.general_comment,
            proposal,
        })
    }
}

/// A sheet in a list.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct SheetRow {
    /// Which one.
    pub id: Uuid,
    /// In which round.
    pub round_id: Uuid,
    /// The round's name.
    pub round_name: String,
    /// Of which dossier.
    pub dossier_id: Uuid,
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Its field of life.
    pub field: Option<String>,
    /// `draft`, `sealed` or `recused`.
    pub state: String,
    /// True while the round takes scores.
    pub open: bool,
    /// True once the marker answered whether there is a conflict of interest.
    pub interest_declared: bool,
    /// Points given so far, in hundredths.
    pub total: i64,
    /// The last day of marking.
    pub score_by: Date,
    /// The version for If-Match.
    pub version: i32,
}

impl SheetRow {
    /// A sheet with its round and blind card.
    pub fn of(sheet: &Sheet, round: &Round, card: &BlindCard) -> Self {
        let given = sheet.filling.marks.iter().filter_map(|mark| mark.score);
        Self {
            id: sheet.id.0,
            round_id: round.id.0,
            round_name: round.name.clone(),
            dossier_id: sheet.dossier.0,
            code: card.code.clone(),
            title: card.title.clone(),
            field: card.field.clone(),
            state: sheet.state.as_str().to_owned(),
            open: round.state.takes(crate::councils::model::RoundVerb::Score),
            interest_declared: round.interest(sheet.dossier, sheet.marker).is_some(),
            total: given.map(i64::from).sum(),
            score_by: round.score_by,
            version: sheet.version.0,
        }
    }
}

/// The reader's own sheets.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct SheetList {
    /// Unfinished ones first.
    pub items: Vec<SheetRow>,
    /// Always absent: the list is short.
    pub next: Option<String>,
}

/// A dossier without names and units of its authors.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct BlindDossier {
    /// Which one.
    pub dossier_id: Uuid,
    /// Its code.
    pub code: String,
    /// Tên sáng kiến.
    pub title: String,
    /// Lĩnh vực áp dụng.
    pub field: Option<String>,
    /// First applied or tried.
    pub first_applied_on: Option<Date>,
    /// Hiện trạng, giải pháp đã biết.
    pub known_solution: String,
    /// Mô tả bản chất.
    pub essence: String,
    /// Các điều kiện cần thiết để áp dụng.
    pub conditions_needed: String,
    /// Lợi ích theo ý kiến của tác giả.
    pub benefit_by_author: String,
    /// Lợi ích theo ý kiến của người đã áp dụng.
    pub benefit_by_applier: String,
}

impl From<BlindCard> for BlindDossier {
    fn from(card: BlindCard) -> Self {
        Self {
            dossier_id: card.id.0,
            code: card.code,
            title: card.title,
            field: card.field,
            first_applied_on: card.first_applied_on,
            known_solution: card.known_solution,
            essence: card.essence,
            conditions_needed: card.conditions_needed,
            benefit_by_author: card.benefit_by_author,
            benefit_by_applier: card.benefit_by_applier,
        }
    }
}

/// A sheet with all that is needed to fill it in.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct SheetView {
    /// Where it stands.
    pub sheet: SheetRow,
    /// The dossier without its authors.
    pub dossier: BlindDossier,
    /// By which it is filled in.
    pub rubric: RubricView,
    /// What was said about each criterion.
    pub marks: Vec<MarkView>,
    /// Points given, in hundredths.
    pub total: i64,
    /// Points possible with what was given.
    pub of: i64,
    /// The four conditions.
    pub conditions: ConditionsView,
    /// Nhận xét chung.
    pub general_comment: String,
    /// `recognise`, `revise` or `refuse`.
    pub proposal: Option<String>,
    /// `none` or `conflict`; absent until the marker answered.
    pub interest: Option<String>,
    /// The last change.
    pub changed_at: OffsetDateTime,
    /// When it was sealed.
    pub sealed_at: Option<OffsetDateTime>,
}

impl From<SheetPage> for SheetView {
    fn from(page: SheetPage) -> Self {
        let SheetPage { sheet, round, rubric, card, interest } = page;
        let (sum, of) = total(&rubric, &sheet.filling);
        let answer = interest.map(|one| if one.conflict.is_some() { "conflict" } else { "none" });
        Self {
            sheet: SheetRow::of(&sheet, &round, &card),
            dossier: card.into(),
            rubric: rubric.into(),
            total: sum,
            of,
            marks: marks(sheet.filling.marks),
            conditions: sheet.filling.conditions.into(),
            general_comment: sheet.filling.general_comment,
            proposal: sheet.filling.proposal.map(Proposal::as_str).map(str::to_owned),
            interest: answer.map(str::to_owned),
            changed_at: sheet.changed_at.to_datetime(),
            sealed_at: sheet.sealed_at.map(Instant::to_datetime),
        }
    }
}
