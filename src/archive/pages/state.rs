//! The state of the archive's filter bar: an address, nothing else. The back button and sharing follow.

use url::form_urlencoded::{Serializer, parse};

use crate::archive::service::Asked;

/// Each facet: its name in addresses, in the index, and the message that names it.
pub const FACETS: [(&str, &str, &str); 6] = [
    ("linh_vuc", "field", "archive_filter_field"),
    ("hinh_thuc", "award", "archive_filter_honour"),
    ("don_vi", "unit", "archive_filter_unit"),
    ("nam", "year", "archive_filter_year"),
    ("cap", "level", "archive_filter_level"),
    ("trang_thai", "state", "archive_filter_state"),
];

/// Hits a page.
pub const A_PAGE: usize = 20;

/// What an address asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// What was typed.
    pub text: String,
    /// Chosen values: the facet's name in addresses and the value, in the order of the address.
    pub chosen: Vec<(&'static str, String)>,
    /// `newest`, `oldest` or empty.
    pub sort: String,
    /// Counted from 1.
    pub page: usize,
}

impl State {
    /// Reads an address; what it does not know it leaves out.
    pub fn read(query: &str) -> Self {
        let mut state = Self { page: 1, ..Self::default() };
        for (name, value) in parse(query.as_bytes()) {
            match name.as_ref() {
                "q" => state.text = value.trim().chars().take(200).collect(),
                "sap_xep" if matches!(value.as_ref(), "newest" | "oldest") => state.sort = value.into_owned(),
                "trang" => {
                    state.page = value.parse().ok().filter(|page| (1..=1_000).contains(page)).unwrap_or(1)
                }
                name => {
                    let Some((facet, _, _)) = FACETS.iter().find(|(facet, _, _)| *facet == name) else {
                        continue;
                    };
                    for part in value.split(',').map(str::trim).filter(|part| !part.is_empty()) {
                        let pair = (*facet, part.to_owned());
                        if state.chosen.len() < 40 && !state.chosen.contains(&pair) {
                            state.chosen.push(pair);
                        }
                    }
                }
            }
        }
        state
    }

    /// The address of this state below a path.
    pub fn href(&self, path: &str) -> String {
        let mut query = Serializer::new(String::new());
        if !self.text.is_empty() {
            query.append_pair("q", &self.text);
        }
        for (facet, value) in &self.chosen {
            query.append_pair(facet, value);
        }
        if !self.sort.is_empty() {
            query.append_pair("sap_xep", &self.sort);
        }
        if self.page > 1 {
            query.append_pair("trang", &self.page.to_string());
        }
        let query = query.finish();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }

    /// True if the value is chosen.
    pub fn has(&self, facet: &str, value: &str) -> bool {
        self.chosen.iter().any(|(known, chosen)| *known == facet && chosen == value)
    }

    /// The state with one value turned on or off, from its first page.
    pub fn toggled(&self, facet: &'static str, value: &str) -> Self {
        let mut state = Self { page: 1, ..self.clone() };
        if self.has(facet, value) {
            state.chosen.retain(|(known, chosen)| !(*known == facet && chosen == value));
        } else {
            state.chosen.push((facet, value.to_owned()));
        }
        state
    }

    /// The question for the search engine.
    pub fn asked(&self) -> Asked {
        let values = |facet: &str| -> Vec<String> {
            self.chosen.iter().filter(|(known, _)| *known == facet).map(|(_, value)| value.clone()).collect()
        };
        Asked {
            text: self.text.clone(),
            field: values("linh_vuc"),
            unit: values("don_vi"),
            year: values("nam"),
            level: values("cap"),
            award: values("hinh_thuc"),
            state: values("trang_thai"),
            sort: self.sort.clone(),
            page: self.page,
            size: A_PAGE,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_its_address_and_an_address_its_state() {
        let query = "q=tiem+chung&linh_vuc=health&linh_vuc=education&nam=2026&sap_xep=newest&trang=3";
        let state = State::read(query);
        assert_eq!(state.href("/sang-kien"), format!("/sang-kien?{query}"));
        assert_eq!(State::read("linh_vuc=health,education").chosen.len(), 2);
    }

    #[test]
    fn turning_a_value_on_and_off_comes_back_to_the_first_page() {
        let state = State::read("linh_vuc=health&trang=4");
        let on = state.toggled("nam", "2026");
        assert_eq!(on.href("/x"), "/x?linh_vuc=health&nam=2026");
        assert_eq!(on.toggled("nam", "2026").toggled("linh_vuc", "health").href("/x"), "/x");
    }

    #[test]
    fn what_is_unknown_or_wild_is_left_out() {
        let state = State::read("magic=1&sap_xep=drop%20table&trang=-7&nam=&q=%20%20");
        assert_eq!(state, State { page: 1, ..State::default() });
    }
}
