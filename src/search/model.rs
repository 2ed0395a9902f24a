//! What is searched, what is asked and what is answered. All of it is public data.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::foundation::text::nfc;

/// The last position that can be asked for: page times size never reaches beyond it.
///
/// Meilisearch answers empty pages beyond its own limit, so both engines stop here.
pub const PAGE_LIMIT: usize = 1_000;

/// One published initiative or idea, as the public may see it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Document {
    /// Identity in the index: letters, digits, `-` and `_` only.
    pub id: String,
    /// The human code, `SK-2026-000123`.
    pub code: String,
    /// The readable part of its address.
    pub slug: String,
    pub title: String,
    pub summary: String,
    pub body: String,
    /// Code of the field of work (lĩnh vực).
    pub field: String,
    /// Name of the field of work as people read it.
    pub field_label: String,
    /// Kind: idea, initiative, teaching initiative, …
    pub kind: String,
    pub authors: Vec<String>,
    pub unit_id: String,
    pub unit_name: String,
    pub year: i32,
    /// Level of recognition: unit, commune, province, national.
    pub level: String,
    /// Honours received; the facet `award`.
    pub honours: Vec<String>,
    pub state: String,
    /// How many said they do it too (tôi cũng làm theo).
    pub reuse_count: u32,
    /// Instant of publication in microseconds since 1970, UTC.
    pub published_at: i64,
    /// Address of the cover picture.
    pub cover: Option<String>,
}

impl Document {
    /// The lines between title and body that are searched with twice the weight of the body.
    pub(super) fn head(&self) -> impl Iterator<Item = &str> {
        [&self.summary, &self.unit_name, &self.field_label, &self.code]
            .into_iter()
            .chain(&self.authors)
            .map(String::as_str)
    }

    /// All texts in form C, so positions and highlights are right everywhere.
    pub(super) fn composed(&self) -> Self {
        let mut out = self.clone();
        let texts =
            [&mut out.title, &mut out.summary, &mut out.body, &mut out.unit_name, &mut out.field_label];
        for text in texts.into_iter().chain(&mut out.authors).chain(&mut out.honours) {
            if let Cow::Owned(composed) = nfc(text) {
                *text = composed;
            }
        }
        out
    }

    /// True when the id may be sent to any engine.
    pub(super) fn has_valid_id(&self) -> bool {
        let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
        !self.id.is_empty() && self.id.len() <= 128 && self.id.bytes().all(plain)
    }
}

/// A property hits are counted and filtered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    Field,
    Unit,
    Year,
    Level,
    Award,
    State,
}

/// Every facet, in the order of the columns of the index.
pub const FACETS: [Facet; 6] =
    [Facet::Field, Facet::Unit, Facet::Year, Facet::Level, Facet::Award, Facet::State];

impl Facet {
    /// The name in answers, in addresses and in the indexes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Field => "field",
            Self::Unit => "unit",
            Self::Year => "year",
            Self::Level => "level",
            Self::Award => "award",
            Self::State => "state",
        }
    }

    /// The values a document has for this facet.
    pub(super) fn values(self, document: &Document) -> Vec<String> {
        match self {
            Self::Field => vec![document.field.clone()],
            Self::Unit => vec![document.unit_id.clone()],
            Self::Year => vec![document.year.to_string()],
            Self::Level => vec![document.level.clone()],
            Self::Award => document.honours.clone(),
            Self::State => vec![document.state.clone()],
        }
    }
}

/// Values asked for. Within one facet any value will do; all facets must agree. Empty: no limit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filters {
    pub field: Vec<String>,
    /// Ids of units.
    pub unit: Vec<String>,
    pub year: Vec<i32>,
    pub level: Vec<String>,
    pub award: Vec<String>,
    pub state: Vec<String>,
}

impl Filters {
    /// The values asked of one facet, as the index spells them.
    #[must_use]
    pub fn of(&self, facet: Facet) -> Vec<String> {
        match facet {
            Facet::Field => self.field.clone(),
            Facet::Unit => self.unit.clone(),
            Facet::Year => self.year.iter().map(ToString::to_string).collect(),
            Facet::Level => self.level.clone(),
            Facet::Award => self.award.clone(),
            Facet::State => self.state.clone(),
        }
    }
}

/// The order of the hits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// Best match first; the newest first when nothing is typed.
    #[default]
    Relevance,
    Newest,
    Oldest,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Query {
    /// What was typed; words in double quotes must stand together.
    pub text: String,
    pub filters: Filters,
    pub sort: Sort,
    /// Counted from 1.
    pub page: usize,
    /// Hits a page, 1 to 100.
    pub size: usize,
}

impl Default for Query {
    fn default() -> Self {
        Self { text: String::new(), filters: Filters::default(), sort: Sort::Relevance, page: 1, size: 20 }
    }
}

impl Query {
    /// Hits a page within its bounds.
    pub(super) fn size(&self) -> usize {
        self.size.clamp(1, 100)
    }

    /// The positions asked for, cut at [`PAGE_LIMIT`].
    pub(super) fn window(&self) -> std::ops::Range<usize> {
        let start = self.page.max(1).saturating_sub(1).saturating_mul(self.size());
        let end = start.saturating_add(self.size());
        start.min(PAGE_LIMIT)..end.min(PAGE_LIMIT)
    }
}

/// One found document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hit {
    pub document: Document,
    /// The title as HTML: escaped, what matched in `<mark>`.
    pub title_html: String,
    /// The telling part of summary or body as HTML: escaped, what matched in `<mark>`.
    pub snippet_html: String,
    /// How well it matches. Comparable within one answer; for near-copies the share in common.
    pub score: f32,
}

/// One page of an answer.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Hits {
    /// Hits that can be paged through, the loosely matching ones included.
    pub total: u64,
    /// Hits that hold every word.
    pub strict_total: u64,
    pub items: Vec<Hit>,
    /// Values and counts of each facet, most frequent first.
    ///
    /// Counts of a facet ignore the choice made in that facet itself, so further values stay
    /// visible. They count strict hits, and loose ones only where there is no strict hit.
    pub facets: BTreeMap<String, Vec<(String, u64)>>,
    /// What was probably meant, when a word was taken for a typing error.
    pub suggestion: Option<String>,
}
