//! One idea in a list, as the partial `_card.html` wants it.

use crate::{
    archive::{labels, model::Line},
    wire::Page,
};

/// The words of a card; texts that do not apply are empty.
pub struct Card {
    pub href: String,
    pub title: String,
    pub field_name: String,
    pub unit_name: String,
    pub year: String,
    pub result_line: String,
    pub state_name: String,
    pub state_tone: &'static str,
    pub honour_name: String,
    pub reuse_count: u32,
    pub photo_url: String,
    pub photo_alt: String,
}

/// The longest line of a card, in characters.
const LINE_MOST: usize = 160;

impl Card {
    /// The card of a publication, dated by the day it was honoured.
    pub fn of(page: &Page, shown: &Line) -> Self {
        Self {
            href: page.to(&shown.path()),
            field_name: page.t(&format!("field_{}", shown.field)),
            unit_name: shown.unit_name.clone(),
            year: labels::day(shown.honoured_at),
            result_line: shortened(&shown.outcome),
            state_name: String::new(),
            state_tone: "",
            honour_name: if shown.honour.is_empty() {
                String::new()
            } else {
                labels::honour(page.language(), &shown.honour)
            },
            reuse_count: u32::try_from(shown.reuse_count).unwrap_or(0),
            photo_url: shown.cover.clone().unwrap_or_default(),
            photo_alt: page.fill("common_photo_of", &[("title", &shown.title)]),
            title: shown.title.clone(),
        }
    }
}

/// A text as one line, cut at a word.
pub fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LINE_MOST {
        return line;
    }
    let cut: String = line.chars().take(LINE_MOST).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{}…", whole.trim_end_matches([',', ';', ':', '.']))
}
