//! Vietnamese text: one form at the door, keys to compare by, syllables, addresses, order.
//!
//! Written Vietnamese separates syllables, not words, and people type the same syllable in many
//! ways: without marks (`sang kien`), with the tone on another vowel (`hòa`, `hoà`), with letters
//! and marks stored apart (NFD). Everything here is pure and knows nothing of the mission.

mod collation;
mod letters;

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

pub use collation::collation_key;
use letters::Tone;
pub use letters::is_mark;

/// The longest address [`slug`] makes, in bytes.
pub const SLUG_MAX: usize = 80;

/// Puts text into Unicode form C, the only form that is stored.
#[must_use]
pub fn nfc(text: &str) -> Cow<'_, str> {
    if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// Takes every mark off: compatibility decomposition, marks dropped, đ to d, lower case.
///
/// `Đổi mới` and `doi moi` fold to the same text.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Appends the folded form of `text` to `out`; see [`fold`].
pub fn fold_into(text: &str, out: &mut String) {
    for c in text.chars() {
        letters::fold_char(c, out);
    }
}

/// Makes the key of one syllable that keeps its letters and its tone, not the place of the tone.
///
/// The tone is taken out of the syllable and appended, so `hòa` and `hoà` are equal and both
/// differ from `hoá` and `hoa`.
#[must_use]
pub fn exact(syllable: &str) -> String {
    let mut out = String::with_capacity(syllable.len() + 1);
    exact_into(syllable, &mut out);
    out
}

/// Appends the exact key of one syllable to `out`; see [`exact`].
pub fn exact_into(syllable: &str, out: &mut String) {
    let mut tone = Tone::Level;
    for c in nfc(syllable).chars() {
        letters::exact_char(c, out, &mut tone);
    }
    if let Some(sign) = tone.sign() {
        out.push(sign);
    }
}

/// One syllable of a text, with the bytes it stands on and its two keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Syllable {
    /// Bytes of the original text.
    pub range: Range<usize>,
    /// The key without marks, see [`fold`].
    pub fold: String,
    /// The key with letters and tone, see [`exact`].
    pub exact: String,
}

/// Cuts a text into syllables: runs of letters, digits and the marks that belong to them.
#[must_use]
pub fn syllables(text: &str) -> Vec<Syllable> {
    let mut out = Vec::new();
    each_syllable(text, |range, fold, exact| {
        out.push(Syllable { range, fold: fold.to_owned(), exact: exact.to_owned() });
    });
    out
}

/// Visits the syllables of a text without allocating for each: range, folded key, exact key.
pub fn each_syllable(text: &str, mut visit: impl FnMut(Range<usize>, &str, &str)) {
    let (mut folded, mut exact) = (String::new(), String::new());
    for range in ranges(text) {
        let Some(word) = text.get(range.clone()) else { continue };
        folded.clear();
        exact.clear();
        fold_into(word, &mut folded);
        if !folded.is_empty() {
            exact_into(word, &mut exact);
            visit(range, &folded, &exact);
        }
    }
}

/// The byte ranges of the syllables of a text.
pub fn ranges(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let start = loop {
            let (at, c) = chars.next()?;
            if c.is_alphanumeric() {
                break at;
            }
        };
        while chars.next_if(|(_, c)| c.is_alphanumeric() || is_mark(*c)).is_some() {}
        let end = chars.peek().map_or(text.len(), |(at, _)| *at);
        Some(start..end)
    })
}

/// Makes the part of an address that people can read: folded, words joined by hyphens.
///
/// Holds only `a-z`, `0-9` and `-`, at most [`SLUG_MAX`] bytes, cut between words where possible.
/// Empty when the text has no Latin letter or digit.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut out = String::new();
    for word in fold(text).split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()) {
        if out.len() + 1 + word.len() > SLUG_MAX {
            if out.is_empty() {
                out.extend(word.chars().take(SLUG_MAX));
            }
            break;
        }
        if !out.is_empty() {
            out.push('-');
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn marks_case_and_d_fold_away() {
        // Test vector 11 of the domain's defaults.
        assert_eq!(fold("sáng kiến"), "sang kien");
        assert_eq!(fold("Đổi Mới ĐƯỜNG đê"), "doi moi duong de");
        assert_eq!(fold("CO₂ ﬁ Å ß"), "co2 fi a ß");
    }

    #[test]
    fn nfd_and_nfc_have_the_same_keys() {
        let composed = "Thuỷ lợi ngăn mặn, đường Nguyễn Huệ";
        let apart: String = composed.nfd().collect();
        assert_ne!(composed, apart);
        assert_eq!(nfc(&apart), composed);
        assert_eq!(fold(&apart), fold(composed));
        let keys = |t: &str| syllables(t).into_iter().map(|s| s.exact).collect::<Vec<_>>();
        assert_eq!(keys(&apart), keys(composed));
        assert_eq!(keys(composed).len(), 7);
    }

    #[test]
    fn the_tone_may_stand_on_either_vowel() {
        assert_eq!(exact("hòa"), exact("hoà"));
        assert_eq!(exact("THỦY"), exact("thuỷ"));
        assert_ne!(exact("hòa"), exact("hoá"));
        assert_ne!(exact("hòa"), exact("hoa"));
        let tones = ["ma", "mà", "mả", "mã", "má", "mạ"];
        for (i, a) in tones.iter().enumerate() {
            for (j, b) in tones.iter().enumerate() {
                assert_eq!(exact(a) == exact(b), i == j, "{a} {b}");
            }
        }
        assert_ne!(exact("bơ"), exact("bo"));
        assert_ne!(exact("đa"), exact("da"));
    }

    #[test]
    fn syllables_keep_their_bytes() {
        let text = "“Mã QR”: 0,4% của H'Mông";
        let words: Vec<&str> = syllables(text).iter().map(|s| &text[s.range.clone()]).collect();
        assert_eq!(words, ["Mã", "QR", "0", "4", "của", "H", "Mông"]);
    }

    #[test]
    fn slugs_are_plain_and_short() {
        assert_eq!(slug("Số hoá hồ sơ – “một cửa”!"), "so-hoa-ho-so-mot-cua");
        assert_eq!(slug("  …  "), "");
        let long = slug(&"đường ".repeat(40));
        assert!(long.len() <= SLUG_MAX && long.ends_with("duong"), "{long}");
        assert_eq!(slug(&"x".repeat(200)).len(), SLUG_MAX);
    }

    proptest! {
        #[test]
        fn folding_is_idempotent_and_form_blind(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once.clone());
            let apart: String = text.nfd().collect();
            prop_assert_eq!(fold(&apart), once);
        }

        #[test]
        fn ranges_are_ordered_and_on_character_borders(text in "\\PC{0,60}") {
            let mut last = 0;
            for range in ranges(&text) {
                prop_assert!(range.start >= last && range.end > range.start);
                prop_assert!(text.get(range.clone()).is_some());
                last = range.end;
            }
        }

        #[test]
        fn slugs_hold_only_plain_characters(text in "\\PC{0,200}") {
            let slug = slug(&text);
            prop_assert!(slug.len() <= SLUG_MAX);
            prop_assert!(slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
            prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"));
        }
    }
}
