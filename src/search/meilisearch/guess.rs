//! What the server must have taken a word for, read from the hits it brought.
//!
//! It completes the last word and forgives slips without saying how. Judging and highlighting need
//! to know, so words no hit holds are looked for in their completed and corrected forms.

use std::collections::{HashMap, HashSet};

use super::super::model::Document;
use super::super::rank::{Form, Wanted, key};
use super::super::slips::slips;
use super::super::typed::Typed;
use crate::foundation::text::each_syllable;

/// Forms kept of one word.
const KEPT: usize = 4;

/// Adds the guessed forms; answers the words taken for slips with what was probably meant, folded.
pub(super) fn guess(typed: &Typed, wanted: &mut Wanted, hits: &[Document]) -> Vec<(usize, String)> {
    let known = syllables_of(hits);
    let mut corrected = Vec::new();
    for (at, word) in typed.words.iter().enumerate() {
        if known.contains_key(&word.fold) {
            continue;
        }
        let last = typed.open && at + 1 == typed.words.len();
        let slips: HashSet<String> = slips(&word.fold).into_iter().collect();
        let mut forms: Vec<(&String, usize, bool)> = known
            .iter()
            .map(|(syllable, hits)| (syllable, *hits, last && syllable.starts_with(&word.fold)))
            .filter(|(syllable, _, completes)| *completes || slips.contains(*syllable))
            .collect();
        forms.sort_by(|a, b| (b.2, b.1, a.0).cmp(&(a.2, a.1, b.0)));
        for (syllable, ..) in forms.iter().take(KEPT) {
            wanted.also(at, Form { folds: vec![key(syllable)], exact: None, worth: 0.9 });
        }
        if let Some((syllable, _, false)) = forms.first() {
            corrected.push((at, (*syllable).clone()));
        }
    }
    corrected
}

/// Every folded syllable of the hits, with the number of hits that hold it.
fn syllables_of(hits: &[Document]) -> HashMap<String, usize> {
    let mut known: HashMap<String, usize> = HashMap::new();
    for document in hits {
        let mut here: HashSet<String> = HashSet::new();
        for text in [&document.title, &document.body].into_iter().map(String::as_str).chain(document.head()) {
            each_syllable(text, |_, fold, _| {
                here.insert(fold.to_owned());
            });
        }
        here.into_iter().for_each(|syllable| *known.entry(syllable).or_default() += 1);
    }
    known
}

#[cfg(test)]
mod tests {
    use super::super::super::rank::judge;
    use super::*;

    #[test]
    fn completions_and_slips_are_judged_like_the_words_meant() {
        let hit = |title: &str| Document { title: title.into(), ..Document::default() };
        let hits = [hit("Bệnh viện và bệnh án giấy"), hit("Bệnh án điện tử")];
        let typed = Typed::read("benh an diien t");
        let mut wanted = Wanted::of(&typed);
        assert_eq!(guess(&typed, &mut wanted, &hits), [(2, "dien".to_owned())]);
        assert!(judge(&wanted, &hits[1], 0.0) > judge(&wanted, &hits[0], 0.0) + 1.0);
    }
}
