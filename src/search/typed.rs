//! Reading what was typed: words, quoted phrases, words that only help to ask.

use std::ops::Range;

use crate::foundation::text::{nfc, syllables};

/// Words taken from one question; more are ignored.
const WORDS_MAX: usize = 24;

/// Bytes read of one question.
const BYTES_MAX: usize = 600;

/// Phrases that only help to ask, folded.
const ASKING: &[&[&str]] = &[
    &["nhu", "the", "nao"],
    &["lam", "the", "nao"],
    &["bang", "cach", "nao"],
    &["la", "gi"],
    &["lam", "sao"],
    &["tai", "sao"],
    &["vi", "sao"],
    &["o", "dau"],
    &["bao", "nhieu"],
    &["khi", "nao"],
    &["hay", "khong"],
    &["cho", "toi"],
    &["giup", "toi"],
    &["toi", "muon"],
];

/// Words that only join others. Compared with their marks: folded they collide with real words.
const JOINING: &[&str] = &[
    "là", "của", "và", "ở", "cho", "các", "những", "được", "để", "với", "tại", "về", "bằng", "tôi", "cách",
    "từ", "trong", "trên", "đến", "khi", "như", "theo", "giúp", "có", "một",
];

/// One typed syllable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// As typed, in form C.
    pub(super) text: String,
    pub(super) fold: String,
    pub(super) exact: String,
    /// True when it need not stand in a hit.
    pub(super) optional: bool,
}

impl Word {
    /// True when it was typed with a mark, so its marks were meant.
    pub(super) fn marked(&self) -> bool {
        self.fold != self.exact
    }
}

/// A question, read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Typed {
    pub(super) words: Vec<Word>,
    /// Ranges of `words` that stood in quotes.
    pub(super) phrases: Vec<Range<usize>>,
    /// True when the last word may be unfinished: nothing follows it.
    pub(super) open: bool,
}

impl Typed {
    pub(super) fn read(text: &str) -> Self {
        let text = nfc(text);
        let text = text.get(..floor_char_boundary(&text, BYTES_MAX)).unwrap_or_default();
        let mut typed = Self { open: true, ..Self::default() };
        // Odd parts stood between quotes; a lone quote quotes the rest of the line.
        for (part, quoted) in text.split(['"', '“', '”', '„']).zip([false, true].into_iter().cycle()) {
            let first = typed.words.len();
            for syllable in syllables(part).into_iter().take(WORDS_MAX - first.min(WORDS_MAX)) {
                let written = part.get(syllable.range).unwrap_or_default().to_owned();
                typed.words.push(Word {
                    text: written,
                    fold: syllable.fold,
                    exact: syllable.exact,
                    optional: false,
                });
            }
            if quoted && typed.words.len() > first {
                typed.phrases.push(first..typed.words.len());
            }
        }
        typed.open = text.chars().next_back().is_some_and(char::is_alphanumeric);
        typed.spare();
        typed
    }

    /// True when any word was typed with a mark.
    pub(super) fn marked(&self) -> bool {
        self.words.iter().any(Word::marked)
    }

    /// The words a strict hit holds.
    pub(super) fn required(&self) -> impl Iterator<Item = &Word> {
        self.words.iter().filter(|w| !w.optional)
    }

    /// Makes asking and joining words optional, unless too little would remain.
    fn spare(&mut self) {
        let mut spare = vec![false; self.words.len()];
        for (at, word) in self.words.iter().enumerate() {
            let joins = word.marked() || word.fold == "cho";
            if joins && JOINING.contains(&word.text.to_lowercase().as_str()) {
                mark(&mut spare, at..at + 1);
            }
            for phrase in ASKING {
                let stands = self.words.iter().skip(at).map(|w| w.fold.as_str()).take(phrase.len());
                if stands.eq(phrase.iter().copied()) {
                    mark(&mut spare, at..at + phrase.len());
                }
            }
        }
        for phrase in &self.phrases {
            spare.iter_mut().take(phrase.end).skip(phrase.start).for_each(|s| *s = false);
        }
        if spare.iter().filter(|s| !**s).count() >= 2 {
            for (word, spare) in self.words.iter_mut().zip(spare) {
                word.optional = spare;
            }
        }
    }
}

fn mark(spare: &mut [bool], range: Range<usize>) {
    spare.iter_mut().take(range.end).skip(range.start).for_each(|s| *s = true);
}

/// The last character border at or before `at`.
fn floor_char_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folds(typed: &Typed) -> Vec<&str> {
        typed.words.iter().map(|w| w.fold.as_str()).collect()
    }

    #[test]
    fn quotes_make_phrases() {
        let typed = Typed::read("giảm “thủy lợi” \"xâm nhập mặn");
        assert_eq!(folds(&typed), ["giam", "thuy", "loi", "xam", "nhap", "man"]);
        assert_eq!(typed.phrases, [1..3, 3..6]);
        assert!(!Typed::read("\"thủy lợi\"").open);
        assert!(Typed::read("địa ch").open);
        assert!(!Typed::read("địa ch ").open);
    }

    #[test]
    fn asking_and_joining_words_are_optional() {
        let typed = Typed::read("làm thế nào giảm rác thải nhựa ở chợ");
        let required: Vec<_> = typed.required().map(|w| w.fold.as_str()).collect();
        assert_eq!(required, ["giam", "rac", "thai", "nhua", "cho"]);
        assert!(Typed::read("của tôi").words.iter().all(|w| !w.optional), "nothing would remain");
        assert!(Typed::read("\"của tôi ở chợ\"").words.iter().all(|w| !w.optional), "quoted");
    }

    #[test]
    fn long_questions_are_cut_between_characters() {
        let typed = Typed::read(&"đường ".repeat(500));
        assert_eq!(typed.words.len(), WORDS_MAX);
        assert_eq!(Typed::read(&"ế".repeat(1000)).words.len(), 1);
        assert!(Typed::read(" … ?").words.is_empty());
    }
}
