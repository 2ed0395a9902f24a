//! The words people read for coded values, from the one catalogue.

use std::collections::BTreeMap;

use crate::foundation::messages::{Lang, has, text};

/// The name of a form of honour; the code where the catalogue has no name.
pub fn honour(lang: Lang, form: &str) -> String {
    let known =
        [format!("honour_{form}"), format!("commendation_form_{form}")].into_iter().find(|key| has(key));
    known.map_or_else(|| form.to_owned(), |key| text(lang, &key).to_owned())
}

/// The name of a facet's value.
pub fn value(lang: Lang, facet: &str, value: &str, unit_names: &BTreeMap<String, String>) -> String {
    let from = |key: String| if has(&key) { text(lang, &key).to_owned() } else { value.to_owned() };
    match facet {
        "field" => from(format!("field_{value}")),
        "unit" => unit_names.get(value).cloned().unwrap_or_else(|| value.to_owned()),
        "level" => from(format!("level_{value}")),
        "award" => honour(lang, value),
        "state" => from(format!("archive_state_{value}")),
        _ => value.to_owned(),
    }
}

/// Micro-second instants as people read days.
pub fn day(at: crate::foundation::Instant) -> String {
    crate::foundation::instant::day_words(at.date())
}

/// A day the projection keeps as `YYYY-MM-DD`, as people read it.
pub fn iso_day(iso: &str) -> String {
    crate::foundation::instant::parse_day(iso)
        .map_or_else(|| iso.to_owned(), crate::foundation::instant::day_words)
}
