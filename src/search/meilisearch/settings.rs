//! How the Meilisearch index is set up.

use std::collections::{BTreeMap, HashMap};

use meilisearch_sdk::settings::{
    FacetSortValue, FacetingSettings, LocalizedAttributes, MinWordSizeForTypos, PaginationSetting, Settings,
    TypoToleranceSettings,
};

use super::super::abbreviations::ABBREVIATIONS;
use super::super::model::{FACETS, PAGE_LIMIT};
use super::filter::attribute;

/// The searched attributes, weightiest first.
const SEARCHED: [&str; 7] = ["title", "summary", "authors", "unit_name", "field_label", "body", "code"];

/// The attribute of the order by time.
pub(super) const PUBLISHED: &str = "published_at";

/// Every setting that matters, so an index made by hand is put right.
pub(super) fn settings() -> Settings {
    let synonyms: HashMap<String, Vec<String>> =
        ABBREVIATIONS.iter().map(|(short, full)| ((*short).to_owned(), vec![(*full).to_owned()])).collect();
    let mut settings = Settings::new()
        .with_searchable_attributes(SEARCHED)
        .with_filterable_attributes(FACETS.map(attribute))
        .with_sortable_attributes([PUBLISHED])
        .with_displayed_attributes(["*"])
        // Sort first: where an order is asked for it is the order, and without one it does nothing.
        .with_ranking_rules(["sort", "words", "typo", "proximity", "attribute", "exactness"])
        .with_pagination(PaginationSetting { max_total_hits: PAGE_LIMIT })
        .with_typo_tolerance(TypoToleranceSettings {
            enabled: Some(true),
            disable_on_attributes: None,
            disable_on_words: None,
            min_word_size_for_typos: Some(MinWordSizeForTypos { one_typo: Some(3), two_typos: Some(6) }),
            disable_on_numbers: None,
        })
        .with_faceting(FacetingSettings {
            max_values_per_facet: 100,
            sort_facet_values_by: Some(BTreeMap::from([("*".to_owned(), FacetSortValue::Count)])),
        })
        .with_localized_attributes([LocalizedAttributes {
            locales: vec!["vie".to_owned()],
            attribute_patterns: vec!["*".to_owned()],
        }]);
    settings.synonyms = Some(synonyms);
    settings
}
