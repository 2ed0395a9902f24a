//! What the public reads over the API.

use poem_openapi::Object;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    archive::{
        labels,
        model::{Line, Publication, path},
        service::Found,
    },
    foundation::{Instant, messages::Lang},
    search::Hit,
};

/// One found idea.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct ArchiveHit {
    /// Its code.
    pub code: String,
    /// Its page.
    pub href: String,
    /// The title.
    pub title: String,
    /// The title as safe HTML: everything escaped, what matched in `<mark>`.
    pub title_html: String,
    /// The telling part of the text as safe HTML, likewise.
    pub snippet_html: String,
    /// What changed.
    pub summary: String,
    /// Code of the field.
    pub field: String,
    /// The unit's part of addresses.
    pub unit: String,
    /// The unit's name.
    pub unit_name: String,
    /// The year it was applied.
    pub year: i32,
    /// The level that recognised it; empty if none did.
    pub level: String,
    /// Codes of its honours.
    pub honours: Vec<String>,
    /// `applied` or `recognised`
    pub state: String,
    /// Authors who agreed to be named.
    pub authors: Vec<String>,
    /// How many did the same.
    pub reuse_count: u32,
    /// When it was honoured.
    pub honoured_at: OffsetDateTime,
    /// A thumbnail, where there is one.
    pub cover: Option<String>,
}

impl From<Hit> for ArchiveHit {
    fn from(hit: Hit) -> Self {
        let found = hit.document;
        Self {
            href: path(&found.code, &found.slug),
            code: found.code,
            title: found.title,
            title_html: hit.title_html,
            snippet_html: hit.snippet_html,
            summary: found.summary,
            field: found.field,
            unit: found.unit_id,
            unit_name: found.unit_name,
            year: found.year,
            level: found.level,
            honours: found.honours,
            state: found.state,
            authors: found.authors,
            reuse_count: found.reuse_count,
            honoured_at: Instant(found.published_at).to_datetime(),
            cover: found.cover,
        }
    }
}

/// One value hits can be narrowed to.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct FacetValue {
    /// What to ask for.
    pub value: String,
    /// How people read it.
    pub label: String,
    /// How many hits have it.
    pub count: u64,
}

/// The values of each facet, most frequent first. Counts of a facet ignore the choice in that facet.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct ArchiveFacets {
    /// Fields.
    pub linh_vuc: Vec<FacetValue>,
    /// Units.
    pub don_vi: Vec<FacetValue>,
    /// Years.
    pub nam: Vec<FacetValue>,
    /// Levels.
    pub cap: Vec<FacetValue>,
    /// Forms of honour.
    pub hinh_thuc: Vec<FacetValue>,
    /// States.
    pub trang_thai: Vec<FacetValue>,
}

/// One page of an answer.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct ArchivePage {
    /// The hits, best first.
    pub items: Vec<ArchiveHit>,
    /// How the hits can be narrowed.
    pub facets: ArchiveFacets,
    /// Hits that can be paged through.
    pub total: u64,
    /// Hits that hold every word.
    pub strict_total: u64,
    /// What was probably meant, where a word was taken for a typing error.
    pub suggestion: Option<String>,
    /// This page, counted from 1.
    pub page: u32,
    /// Hits a page.
    pub size: u32,
}

impl ArchivePage {
    pub(super) fn of(found: Found, lang: Lang, page: u32, size: u32) -> Self {
        let Found { hits, unit_names } = found;
        let facet = |name: &str| -> Vec<FacetValue> {
            let values = hits.facets.get(name).cloned().unwrap_or_default();
            values
                .into_iter()
                .filter(|(value, _)| !value.is_empty())
                .map(|(value, count)| FacetValue {
                    label: labels::value(lang, name, &value, &unit_names),
                    value,
                    count,
                })
                .collect()
        };
        let facets = ArchiveFacets {
            linh_vuc: facet("field"),
            don_vi: facet("unit"),
            nam: facet("year"),
            cap: facet("level"),
            hinh_thuc: facet("award"),
            trang_thai: facet("state"),
        };
        Self {
            facets,
            total: hits.total,
            strict_total: hits.strict_total,
            suggestion: hits.suggestion,
            items: hits.items.into_iter().map(ArchiveHit::from).collect(),
            page,
            size,
        }
    }
}

/// An honour and how to check it.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct HonourView {
    /// Code of the form, e.g. `gold_book`.
    pub form: String,
    /// Number of the decision, or in the gold book.
    pub decision_no: String,
    /// Its day, `YYYY-MM-DD`.
    pub decided_on: String,
    /// Who signed.
    pub signer: Option<String>,
    /// Where the certificate is checked.
    pub verify_href: Option<String>,
}

/// A public picture.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct PublicPicture {
    /// Its identity.
    pub id: Uuid,
    /// `before` or `after`
    pub moment: String,
    /// Pixels across.
    pub width: i32,
    /// Pixels down.
    pub height: i32,
    /// The picture.
    pub href: String,
    /// Its thumbnail.
    pub thumbnail_href: String,
}

/// One line of the public timeline.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct PublicStep {
    /// `received`, `thanked`, `honoured` or `reused`
    pub kind: String,
    /// Who did it, where somebody is named.
    pub name: Option<String>,
    /// When.
    pub at: OffsetDateTime,
}

/// The first thanks.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct PublicThanks {
    /// Who thanked.
    pub by: String,
    /// When.
    pub at: OffsetDateTime,
    /// The words, only with consent.
    pub words: Option<String>,
}

/// Somebody did the same.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct PublicReuse {
    /// Who.
    pub who: String,
    /// Where.
    pub place: String,
    /// When it was told.
    pub at: OffsetDateTime,
}

/// One published idea.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct PublicIdea {
    /// Its code.
    pub code: String,
    /// Its page.
    pub href: String,
    /// The title.
    pub title: String,
    /// Trước đây…
    pub before: String,
    /// What was done.
    pub proposal: String,
    /// Nhờ vậy…
    pub outcome: String,
    /// Code of the field.
    pub field: String,
    /// The unit's part of addresses.
    pub unit: String,
    /// The unit's name.
    pub unit_name: String,
    /// Where.
    pub place: Option<String>,
    /// The author, only with consent.
    pub author_name: Option<String>,
    /// What kind of person.
    pub author_kind: String,
    /// Pictures, only with consent.
    pub pictures: Vec<PublicPicture>,
    /// The thank-you card.
    pub thanks: Option<PublicThanks>,
    /// What happened, oldest first.
    pub timeline: Vec<PublicStep>,
    /// The day it was first applied, `YYYY-MM-DD`.
    pub applied_on: Option<String>,
    /// When it entered the gold book.
    pub honoured_at: OffsetDateTime,
    /// Its number there.
    pub gold_book_no: i32,
    /// Its honours.
    pub honours: Vec<HonourView>,
    /// The latest reuses, newest first.
    pub reuses: Vec<PublicReuse>,
    /// How many did the same.
    pub reuse_count: i32,
}

impl From<Publication> for PublicIdea {
    fn from(shown: Publication) -> Self {
        let href = shown.path();
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        let story = shown.story;
        Self {
            href,
            code: shown.code,
            title: story.title,
            before: story.before,
            proposal: story.proposal,
            outcome: story.outcome,
            field: story.field,
            unit: shown.unit_slug,
            unit_name: shown.unit_name,
            place: story.place,
            author_name: story.author_name,
            author_kind: story.author_kind,
            pictures: story
                .pictures
                .into_iter()
                .map(|picture| PublicPicture {
                    id: picture.id,
                    moment: picture.moment,
                    width: picture.width,
                    height: picture.height,
                    href: format!("/anh/{}", picture.id),
                    thumbnail_href: format!("/anh/{}/nho", picture.id),
                })
                .collect(),
            thanks: story.thanks.map(|thanks| PublicThanks {
                by: thanks.by,
                at: thanks.at.to_datetime(),
                words: some(thanks.words),
            }),
            timeline: story
                .timeline
                .into_iter()
                .map(|step| PublicStep { kind: step.kind, name: some(step.name), at: step.at.to_datetime() })
                .collect(),
            applied_on: story.applied_on,
            honoured_at: shown.honoured_at.to_datetime(),
            gold_book_no: story.gold_book_no,
            honours: story
                .honours
                .into_iter()
                .map(|honour| HonourView {
                    verify_href: some(honour.serial).map(|serial| format!("/x/{serial}")),
                    form: honour.form,
                    decision_no: honour.decision_no,
                    decided_on: honour.decided_on,
                    signer: some(honour.signer),
                })
                .collect(),
            reuses: story
                .reuses
                .into_iter()
                .map(|reuse| PublicReuse { who: reuse.who, place: reuse.place, at: reuse.at.to_datetime() })
                .collect(),
            reuse_count: story.reuse_count,
        }
    }
}

/// One line of the gold book.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct GoldBookRow {
    /// Its number in the book.
    pub number: i32,
    /// The idea's code.
    pub code: String,
    /// Its page.
    pub href: String,
    /// The title.
    pub title: String,
    /// What changed.
    pub outcome: String,
    /// The unit's name.
    pub unit_name: String,
    /// The author, only with consent.
    pub author_name: Option<String>,
    /// When it entered.
    pub honoured_at: OffsetDateTime,
    /// How many did the same.
    pub reuse_count: i32,
}

impl From<Line> for GoldBookRow {
    fn from(shown: Line) -> Self {
        Self {
            number: shown.gold_book_no,
            href: shown.path(),
            code: shown.code,
            title: shown.title,
            outcome: shown.summary,
            unit_name: shown.unit_name,
            author_name: shown.author_name,
            honoured_at: shown.honoured_at.to_datetime(),
            reuse_count: shown.reuse_count,
        }
    }
}

/// One page of the gold book.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct GoldBookList {
    /// The rows, the newest first.
    pub items: Vec<GoldBookRow>,
    /// Where the next page starts.
    pub next: Option<String>,
}
