//! The one message catalogue, in Vietnamese and English: pages, mails, papers, problems and the
//! application all speak from it (`frontend/messages`).

use std::{
    collections::{BTreeMap, HashMap},
    sync::LazyLock,
};

/// A language of the product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Lang {
    /// Vietnamese, the first language.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// `vi` or `en`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// Reads an `Accept-Language` header: English only if it is asked for before Vietnamese.
    pub fn accepted(header: &str) -> Self {
        for tag in header.split(',') {
            match tag.split(['-', ';']).next().map(str::trim) {
                Some("vi") => return Self::Vi,
                Some("en") => return Self::En,
                _ => {}
            }
        }
        Self::Vi
    }
}

const VI: &str = include_str!("../../frontend/messages/vi.json");
const EN: &str = include_str!("../../frontend/messages/en.json");

type Catalogue = HashMap<String, String>;

static CATALOGUES: LazyLock<(Catalogue, Catalogue)> = LazyLock::new(|| (read(VI), read(EN)));

fn read(json: &str) -> Catalogue {
    // A damaged file would show as keys on every page; the tests read both files strictly.
    serde_json::from_str(json).unwrap_or_default()
}

/// The sentence for a key; the key itself where the catalogue lacks it.
pub fn text(lang: Lang, key: &str) -> &str {
    let (vi, en) = &*CATALOGUES;
    let catalogue = match lang {
        Lang::Vi => vi,
        Lang::En => en,
    };
    catalogue.get(key).map_or(key, String::as_str)
}

/// True if both languages have the key.
pub fn has(key: &str) -> bool {
    CATALOGUES.0.contains_key(key) && CATALOGUES.1.contains_key(key)
}

/// The sentence for a key with `{name}` replaced by its values.
pub fn fill(lang: Lang, key: &str, params: &[(&str, &str)]) -> String {
    let mut sentence = text(lang, key).to_owned();
    for (name, value) in params {
        sentence = sentence.replace(&format!("{{{name}}}"), value);
    }
    sentence
}

/// `fill` for the parameters of a violation.
pub fn fill_map(lang: Lang, key: &str, params: &BTreeMap<&'static str, String>) -> String {
    let params: Vec<_> = params.iter().map(|(name, value)| (*name, value.as_str())).collect();
    fill(lang, key, &params)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foundation::Code;

    #[test]
    fn every_problem_code_has_its_sentence_in_both_languages() {
        let missing: Vec<_> = Code::ALL.iter().map(|code| code.key()).filter(|key| !has(key)).collect();
        assert!(missing.is_empty(), "missing sentences: {missing:?}");
    }

    #[test]
    fn both_catalogues_are_read_and_hold_the_same_keys() {
        let (vi, en) = (&CATALOGUES.0, &CATALOGUES.1);
        assert!(!vi.is_empty());
        let mut vi_keys: Vec<_> = vi.keys().collect();
        let mut en_keys: Vec<_> = en.keys().collect();
        vi_keys.sort();
        en_keys.sort();
        assert_eq!(vi_keys, en_keys);
    }

    #[test]
    fn the_browser_is_believed_about_its_language() {
        assert_eq!(Lang::accepted("en-US,en;q=0.9,vi;q=0.8"), Lang::En);
        assert_eq!(Lang::accepted("vi-VN,vi;q=0.9,en;q=0.5"), Lang::Vi);
        assert_eq!(Lang::accepted("fr"), Lang::Vi);
    }
}
