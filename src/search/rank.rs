//! The judgement both engines share: how well a text answers what was typed.
//!
//! Engines find candidates; this orders the best fifty of them by words covered, neighbours kept
//! and tones right. Pure, and quick enough for fifty whole documents a query.

use super::abbreviations::spelled_out;
use super::model::Document;
use super::typed::Typed;
use crate::foundation::text::each_syllable;

/// How many of an engine's best hits are judged again.
pub(super) const JUDGED: usize = 50;

/// A syllable as two numbers: its key without marks and its key with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) fold: u64,
    pub(super) exact: u64,
}

/// FNV-1a; stable, and quick for syllables.
pub(super) fn key(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The keys of a text.
pub(super) fn keys(text: &str) -> Vec<Key> {
    let mut keys = Vec::with_capacity(text.len() / 5);
    each_syllable(text, |_, fold, exact| keys.push(Key { fold: key(fold), exact: key(exact) }));
    keys
}

/// Another way a typed word may stand in a text: corrected, completed or spelled out.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Form {
    pub(super) folds: Vec<u64>,
    /// The exact key of a form of one syllable, where it is known.
    pub(super) exact: Option<u64>,
    /// What a match by this form is worth, 0 to 1.
    pub(super) worth: f32,
}

/// One typed word and all its forms.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Want {
    pub(super) key: Key,
    pub(super) marked: bool,
    /// True when tones cannot be judged: nothing was typed with marks, and more than one word.
    pub(super) toneless: bool,
    pub(super) optional: bool,
    /// How much the word tells: the rarer in the index, the more.
    pub(super) telling: f32,
    pub(super) forms: Vec<Form>,
}

/// All that was typed, ready to be compared.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Wanted {
    pub(super) words: Vec<Want>,
    pub(super) marked: bool,
}

impl Wanted {
    /// Takes the typed words with their spelled-out abbreviations.
    pub(super) fn of(typed: &Typed) -> Self {
        let toneless = !typed.marked() && typed.words.len() > 1;
        let words = typed
            .words
            .iter()
            .map(|word| Want {
                key: Key { fold: key(&word.fold), exact: key(&word.exact) },
                marked: word.marked(),
                toneless,
                optional: word.optional,
                telling: 1.0,
                forms: spelled_out(&word.fold)
                    .map(|full| Form { folds: full.split(' ').map(key).collect(), exact: None, worth: 0.95 })
                    .into_iter()
                    .collect(),
            })
            .collect();
        Self { words, marked: typed.marked() }
    }

    /// Adds another form to the word at `at`.
    pub(super) fn also(&mut self, at: usize, form: Form) {
        if let Some(word) = self.words.get_mut(at) {
            word.forms.push(form);
        }
    }
}

/// The share of what was typed that a document holds, 0 to 1, each word by how much it tells.
pub(super) fn held(wanted: &Wanted, document: &Document) -> f32 {
    let mut sheet = Sheet::new(wanted);
    sheet.read_all(document);
    let telling = || wanted.words.iter().map(|word| if word.optional { 0.0 } else { word.telling });
    let all: f32 = telling().sum();
    let held: f32 = telling().zip(&sheet.covered).map(|(telling, covered)| telling * covered).sum();
    if all > 0.0 { held / all } else { 0.0 }
}

/// Where one word stands in one text, at its best.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Found {
    pub(super) worth: f32,
    pub(super) exact: bool,
}

/// Judges a document; the engine's own score, 0 to 1, breaks near ties.
pub(super) fn judge(wanted: &Wanted, document: &Document, engine: f32) -> f32 {
    let mut sheet = Sheet::new(wanted);
    sheet.read_all(document);
    sheet.total() + engine
}

/// What has been found so far, for each word and each pair of neighbours.
struct Sheet<'a> {
    wanted: &'a Wanted,
    covered: Vec<f32>,
    placed: Vec<f32>,
    toned: Vec<bool>,
    paired: Vec<f32>,
}

impl<'a> Sheet<'a> {
    fn new(wanted: &'a Wanted) -> Self {
        let n = wanted.words.len();
        Self {
            wanted,
            covered: vec![0.0; n],
            placed: vec![0.0; n],
            toned: vec![false; n],
            paired: vec![0.0; n.saturating_sub(1)],
        }
    }

    fn read_all(&mut self, document: &Document) {
        self.read(&keys(&document.title), 1.0);
        for part in document.head() {
            self.read(&keys(part), 0.6);
        }
        self.read(&keys(&document.body), 0.35);
    }

    fn read(&mut self, text: &[Key], weight: f32) {
        for at in 0..text.len() {
            for i in 0..self.wanted.words.len() {
                let here = self.wanted.words.get(i).and_then(|w| stands(w, text, at));
                let Some((found, length)) = here else { continue };
                self.note(i, found, weight);
                // The right neighbour, directly behind this word.
                let next = self.wanted.words.get(i + 1).and_then(|w| stands(w, text, at + length));
                if let (Some((right, _)), Some(slot)) = (next, self.paired.get_mut(i)) {
                    let tones = if found.exact && right.exact { 1.0 } else { 0.75 };
                    // That two words stand together says more than where they do.
                    let place = 0.6 + 0.4 * weight;
                    *slot = slot.max(found.worth.min(right.worth) * tones * place);
                }
            }
        }
    }

    fn note(&mut self, i: usize, found: Found, weight: f32) {
        if let Some(slot) = self.covered.get_mut(i) {
            *slot = slot.max(found.worth);
        }
        if let Some(slot) = self.placed.get_mut(i) {
            let tone = if found.exact { 1.0 } else { 0.7 };
            *slot = slot.max(found.worth * weight * tone);
        }
        if let Some(slot) = self.toned.get_mut(i) {
            *slot |= found.exact;
        }
    }

    fn total(&self) -> f32 {
        let (mut share, mut covered, mut placed) = (0.0, 0.0, 0.0);
        let (mut tone_share, mut toned) = (0.0, 0.0);
        for (i, word) in self.wanted.words.iter().enumerate() {
            let weight = if word.optional { 0.15 } else { 1.0 };
            share += weight;
            covered += weight * self.covered.get(i).copied().unwrap_or_default();
            placed += weight * self.placed.get(i).copied().unwrap_or_default();
            // Without marks a syllable says little about its tone; with them it says all.
            let meant = weight * if word.marked { 1.0 } else { 0.4 };
            tone_share += meant;
            toned += if self.toned.get(i) == Some(&true) { meant } else { 0.0 };
        }
        if share <= 0.0 {
            return 0.0;
        }
        let pairs: f32 = self.paired.iter().sum();
        let neighbours = if self.paired.is_empty() { 0.0 } else { pairs / (share - 1.0).max(1.0) };
        let tones = if self.wanted.marked { 1.4 } else { 0.7 };
        4.0 * covered / share + placed / share + 4.0 * neighbours + tones * toned / tone_share.max(0.01)
    }
}

/// Whether a word stands at a place of a text, and over how many syllables.
pub(super) fn stands(word: &Want, text: &[Key], at: usize) -> Option<(Found, usize)> {
    let here = text.get(at)?;
    if here.fold == word.key.fold {
        let exact = word.toneless || here.exact == word.key.exact;
        return Some((Found { worth: 1.0, exact }, 1));
    }
    let form = word.forms.iter().find(|form| {
        let there = text.iter().skip(at).take(form.folds.len()).map(|k| k.fold);
        there.eq(form.folds.iter().copied())
    })?;
    let exact = word.toneless || form.exact == Some(here.exact);
    Some((Found { worth: form.worth, exact }, form.folds.len()))
}

/// Whether every quoted phrase stands in one of the texts; tones count where they were typed.
pub(super) fn holds_phrases(typed: &Typed, document: &Document) -> bool {
    let mut texts = vec![keys(&document.title), keys(&document.body)];
    texts.extend(document.head().map(keys));
    typed.phrases.iter().all(|phrase| {
        let words = typed.words.get(phrase.clone()).unwrap_or_default();
        let marked = words.iter().any(super::typed::Word::marked);
        let sought: Vec<u64> = words.iter().map(|w| key(if marked { &w.exact } else { &w.fold })).collect();
        texts.iter().any(|text| {
            text.windows(sought.len()).any(|window| {
                window.iter().zip(&sought).all(|(k, s)| if marked { k.exact == *s } else { k.fold == *s })
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(title: &str, body: &str) -> Document {
        Document { title: title.into(), body: body.into(), ..Document::default() }
    }

    fn better(query: &str, first: &Document, second: &Document) {
        let wanted = Wanted::of(&Typed::read(query));
        let (a, b) = (judge(&wanted, first, 0.0), judge(&wanted, second, 0.0));
        assert!(a > b, "{query}: {a} for {:?}, {b} for {:?}", first.title, second.title);
    }

    #[test]
    fn covered_words_then_neighbours_then_tones() {
        let whole = document("Đổi mới sinh hoạt chi bộ", "");
        better("sinh hoạt chi bộ", &whole, &document("Sinh hoạt hè", "chi phí của bộ môn"));
        better("sinh hoạt chi bộ", &whole, &document("Sinh hoạt hè", ""));
        better("ma tuý", &document("Phòng chống ma túy", ""), &document("Mã tùy chọn", ""));
        better("ma", &document("Con ma", ""), &document("Con má", ""));
    }

    #[test]
    fn the_title_weighs_more_than_the_body() {
        better("lúa", &document("Cấy lúa", "bằng máy"), &document("Cấy máy", "cho lúa"));
    }

    #[test]
    fn spelled_out_abbreviations_count() {
        let full = document("Ứng dụng công nghệ thông tin", "");
        better("CNTT", &full, &document("Thông tin công nghiệp", ""));
        better("CNTT giỏi", &full, &document("Nông nghiệp sạch", ""));
    }

    #[test]
    fn an_empty_question_judges_nothing() {
        let score = judge(&Wanted::default(), &document("a", "b"), 0.25);
        assert!((score - 0.25).abs() < f32::EPSILON);
    }
}
