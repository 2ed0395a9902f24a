//! What the index knows: which syllables and pairs occur, and how often.

use std::collections::HashMap;

use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::super::slips::slips;
use super::super::typed::Word;
use super::schema::{Columns, pair};
use crate::foundation::text::fold;

/// Terms looked at for one completion.
const SCAN_MAX: usize = 4_000;

/// Completions and corrections kept for one word.
const KEPT: usize = 6;

/// A syllable that may have been meant, with the number of documents that speak for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Guess {
    pub(super) fold: String,
    /// The exact key, where marks were typed that tell it.
    pub(super) exact: Option<String>,
    pub(super) documents: u64,
}

/// The dictionary of one state of the index.
pub(super) struct Vocabulary<'a> {
    searcher: &'a Searcher,
    field: Field,
    exact: [Field; 2],
}

impl<'a> Vocabulary<'a> {
    pub(super) fn new(searcher: &'a Searcher, columns: &Columns) -> Self {
        Self { searcher, field: columns.all, exact: [columns.title_exact, columns.rest_exact] }
    }

    /// Counts the documents that hold a syllable or a pair.
    pub(super) fn documents(&self, term: &str) -> tantivy::Result<u64> {
        self.searcher.doc_freq(&Term::from_field_text(self.field, term))
    }

    /// How much it tells that a document holds a syllable which so many hold: the rarer, the more; an
    /// unknown one the most.
    pub(super) fn rarity(&self, documents: u64) -> f32 {
        let of = |count: u64| f32::from(u16::try_from(count).unwrap_or(u16::MAX));
        (1.0 + (of(self.searcher.num_docs()) + 1.0) / (of(documents) + 0.5)).ln()
    }

    pub(super) fn pair(&self, left: Option<&str>, right: Option<&str>) -> tantivy::Result<u64> {
        match (left, right) {
            (Some(left), Some(right)) => self.documents(&pair(left, right)),
            _ => Ok(0),
        }
    }

    /// Counts the documents that hold a word as typed, marks included, behind `left` if there is one.
    pub(super) fn spelled(&self, left: Option<&Word>, word: &Word) -> tantivy::Result<u64> {
        let behind = |left: &str, word: &str| {
            if left.is_empty() { word.to_owned() } else { pair(left, word) }
        };
        if !word.marked() {
            return self.documents(&behind(left.map_or("", |l| &l.fold), &word.fold));
        }
        let term = behind(left.map_or("", |l| &l.exact), &word.exact);
        let count = |field| self.searcher.doc_freq(&Term::from_field_text(field, &term));
        self.exact.into_iter().map(count).sum()
    }

    /// Syllables that begin like this, standing behind `left` if there is one. Most frequent first.
    ///
    /// Where marks were typed, only syllables with those marks, if there are any.
    pub(super) fn completions(&self, left: Option<&Word>, start: &Word) -> tantivy::Result<Vec<Guess>> {
        if start.marked() {
            let sign = start.exact.chars().next_back().filter(|c| !c.is_alphanumeric());
            let bare = start.exact.trim_end_matches(|c: char| !c.is_alphanumeric());
            let mut found = HashMap::new();
            for field in self.exact {
                let behind = left.map(|l| l.exact.as_str());
                self.scan(field, behind, bare, &mut found)?;
            }
            found.retain(|key, _| sign.is_none_or(|sign| key.ends_with(sign)));
            if !found.is_empty() {
                let spell = |guess: Guess| Guess {
                    exact: Some(guess.fold.clone()),
                    fold: plain(&guess.fold),
                    ..guess
                };
                return Ok(best(found).into_iter().map(spell).collect());
            }
        }
        let mut found = HashMap::new();
        self.scan(self.field, left.map(|l| l.fold.as_str()), &start.fold, &mut found)?;
        Ok(best(found))
    }

    /// Adds the syllables of one column that begin like this.
    fn scan(
        &self,
        field: Field,
        left: Option<&str>,
        start: &str,
        found: &mut HashMap<String, u64>,
    ) -> tantivy::Result<()> {
        let prefix = left.map_or_else(|| start.to_owned(), |left| pair(left, start));
        let skip = prefix.len() - start.len();
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(field)?;
            let mut terms = index.terms().range().ge(&prefix).into_stream()?;
            let mut seen = 0;
            while terms.advance() && seen < SCAN_MAX {
                let Ok(term) = std::str::from_utf8(terms.key()) else { continue };
                if !term.starts_with(&prefix) {
                    break;
                }
                seen += 1;
                let syllable = term.get(skip..).unwrap_or_default();
                if syllable.len() > start.len() && !syllable.contains(' ') {
                    *found.entry(syllable.to_owned()).or_default() += u64::from(terms.value().doc_freq);
                }
            }
        }
        Ok(())
    }

    /// Known syllables one slip away, those that stand beside these neighbours if there are any.
    ///
    /// A `sure` correction stands beside both.
    pub(super) fn corrections(
        &self,
        left: Option<&str>,
        word: &str,
        right: Option<&str>,
        sure: bool,
    ) -> tantivy::Result<Vec<Guess>> {
        let (mut near, mut alone) = (HashMap::new(), HashMap::new());
        for candidate in slips(word) {
            let documents = self.documents(&candidate)?;
            if documents == 0 {
                continue;
            }
            let (before, after) = (self.pair(left, Some(&candidate))?, self.pair(Some(&candidate), right)?);
            if before > 0 && after > 0 {
                // Between both neighbours counts for more than any number beside one.
                near.insert(candidate, (before + after).saturating_mul(1_000));
            } else if before + after > 0 && !sure {
                near.insert(candidate, before + after);
            } else if !sure {
                alone.insert(candidate, documents);
            }
        }
        Ok(best(if near.is_empty() { alone } else { near }))
    }
}

/// The folded syllable of an exact key.
fn plain(exact: &str) -> String {
    fold(exact.trim_end_matches(|c: char| !c.is_alphanumeric()))
}

fn best(found: HashMap<String, u64>) -> Vec<Guess> {
    let mut guesses: Vec<Guess> =
        found.into_iter().map(|(fold, documents)| Guess { fold, exact: None, documents }).collect();
    guesses.sort_by(|a, b| b.documents.cmp(&a.documents).then_with(|| a.fold.cmp(&b.fold)));
    guesses.truncate(KEPT);
    guesses
}
