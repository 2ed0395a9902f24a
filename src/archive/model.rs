//! What is published: one story a page, one document a hit, and the figures everybody may know.

mod breadth;

pub use breadth::{Breadth, Group, Quarter, Reached, Share};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{foundation::Instant, search::Document};

/// An honour as the public sees it: facts and a way to check them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Honour {
    /// Code of the form: `gold_book`, `initiative_certificate`, or a form of commendation.
    pub form: String,
    /// The name of the form on the paper, where the catalogue has none.
    pub name: String,
    /// Number of the decision; the number in the book for the gold book.
    pub decision_no: String,
    /// Its day, `YYYY-MM-DD`.
    pub decided_on: String,
    /// Who signed; empty for the gold book.
    pub signer: String,
    /// The certificate's number for `/x/…`; empty where there is none.
    pub serial: String,
    /// The level that decided: `unit`, `commune`, `province`, `national` or empty.
    pub level: String,
}

/// A picture everybody may see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoryPicture {
    /// Its identity.
    pub id: Uuid,
    /// `before` or `after`
    pub moment: String,
    /// Pixels across.
    pub width: i32,
    /// Pixels down.
    pub height: i32,
    /// Where the full picture is kept.
    pub file_key: String,
    /// Where the thumbnail is kept.
    pub thumbnail_key: String,
}

/// One line of the public timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoryStep {
    /// `received`, `thanked`, `honoured`, `reused`, …
    pub kind: String,
    /// Who did it; empty where nobody is named.
    pub name: String,
    /// When.
    pub at: Instant,
}

/// Somebody did the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoryReuse {
    /// Who, as they wish to be named.
    pub who: String,
    /// Where.
    pub place: String,
    /// When it was told.
    pub at: Instant,
}

/// The thank-you card everybody may see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThanksCard {
    /// Who thanked.
    pub by: String,
    /// When.
    pub at: Instant,
    /// The words; empty without consent.
    pub words: String,
}

/// All that the page of one idea tells.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicStory {
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
    /// Where.
    pub place: Option<String>,
    /// The author's name, only with consent.
    pub author_name: Option<String>,
    /// What kind of person.
    pub author_kind: String,
    /// Pictures, only with consent.
    pub pictures: Vec<StoryPicture>,
    /// The first thanks.
    #[serde(default)]
    pub thanks: Option<ThanksCard>,
    /// What happened, oldest first.
    pub timeline: Vec<StoryStep>,
    /// The day it was first applied, `YYYY-MM-DD`.
    pub applied_on: Option<String>,
    /// Its number in the gold book.
    pub gold_book_no: i32,
    /// The honours, the first one first.
    pub honours: Vec<Honour>,
    /// Confirmed reuses, newest first.
    pub reuses: Vec<StoryReuse>,
    /// How many.
    pub reuse_count: i32,
}

/// One published idea.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// The idea's identity.
    pub id: Uuid,
    /// Its human code.
    pub code: String,
    /// The readable part of its address.
    pub slug: String,
    /// `idea`
    pub kind: String,
    /// The responsible unit.
    pub unit: Uuid,
    /// The unit's part of addresses.
    pub unit_slug: String,
    /// What kind of unit it is.
    pub unit_kind: String,
    /// The unit's name.
    pub unit_name: String,
    /// What search finds.
    pub document: Document,
    /// What the page tells.
    pub story: PublicStory,
    /// When it entered the gold book.
    pub honoured_at: Instant,
    /// True once it was taken back: nothing of it is shown any more.
    pub hidden: bool,
    /// Changes whenever anything shown changes.
    pub hash: String,
}

impl Publication {
    /// Its address, without a language.
    pub fn path(&self) -> String {
        path(&self.code, &self.slug)
    }
}

/// One published idea in a list, read from columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The idea's identity.
    pub id: Uuid,
    /// Its human code.
    pub code: String,
    /// The readable part of its address.
    pub slug: String,
    /// The unit's name.
    pub unit_name: String,
    /// The title.
    pub title: String,
    /// Nhờ vậy…; may be empty.
    pub outcome: String,
    /// What changed: the outcome, or what was done.
    pub summary: String,
    /// The author's name, only with consent.
    pub author_name: Option<String>,
    /// Code of the field.
    pub field: String,
    /// The highest honour beside the gold book; empty if there is none.
    pub honour: String,
    /// The address of the picture beside it.
    pub cover: Option<String>,
    /// Its number in the gold book.
    pub gold_book_no: i32,
    /// Confirmed reuses.
    pub reuse_count: i32,
    /// When it entered the gold book.
    pub honoured_at: Instant,
}

impl Line {
    /// Its address, without a language.
    pub fn path(&self) -> String {
        path(&self.code, &self.slug)
    }
}

/// The address of an idea's page, without a language.
pub fn path(code: &str, slug: &str) -> String {
    if slug.is_empty() { format!("/sang-kien/{code}") } else { format!("/sang-kien/{code}-{slug}") }
}

/// Somebody thanked an author: that it happened, not what was said or about what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thanks {
    /// The idea.
    pub idea: Uuid,
    /// Who thanked.
    pub by: String,
    /// The unit.
    pub unit: Uuid,
    /// Its name.
    pub unit_name: String,
    /// When.
    pub at: Instant,
    /// Within one working day.
    pub in_time: bool,
}

/// How widely people take part: breadth, not volume.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Units with at least one applied idea.
    pub units_with: u64,
    /// Units that could have one.
    pub units: u64,
    /// Applied ideas.
    pub applied: u64,
    /// Thanked ideas.
    pub thanked: u64,
    /// Of them within one working day.
    pub thanked_in_time: u64,
}

impl Figures {
    /// The share thanked in time in whole percent; nothing before the first thanks.
    pub fn in_time_percent(&self) -> Option<u64> {
        (self.thanked_in_time * 100).checked_div(self.thanked)
    }
}
