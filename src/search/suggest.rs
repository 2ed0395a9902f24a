//! "Did you mean": the words as typed, slips replaced by how the best hit spells them.

use super::model::Document;
use super::typed::Typed;
use crate::foundation::text::syllables;

/// Writes the question anew; nothing when the best hit holds no corrected word.
pub(super) fn suggestion(
    typed: &Typed,
    corrected: &[(usize, String)],
    document: &Document,
) -> Option<String> {
    let mut words: Vec<String> = typed.words.iter().map(|w| w.text.clone()).collect();
    let mut changed = false;
    for (at, fold) in corrected {
        if let (Some(word), Some(spelled)) = (words.get_mut(*at), spelled(fold, typed, *at, document)) {
            *word = if typed.marked() { spelled } else { fold.clone() };
            changed = true;
        }
    }
    changed.then(|| words.join(" "))
}

/// How the document writes a syllable, best beside a neighbour that was typed too.
fn spelled(fold: &str, typed: &Typed, at: usize, document: &Document) -> Option<String> {
    let neighbour = |at: Option<usize>| at.and_then(|at| typed.words.get(at)).map(|w| w.fold.as_str());
    let (left, right) = (neighbour(at.checked_sub(1)), neighbour(Some(at + 1)));
    let mut alone = None;
    for text in [&document.title, &document.summary, &document.body] {
        let found = syllables(text);
        for (i, syllable) in found.iter().enumerate().filter(|(_, s)| s.fold == fold) {
            let written = text.get(syllable.range.clone()).map(str::to_lowercase);
            let before = i.checked_sub(1).and_then(|i| found.get(i)).map(|s| s.fold.as_str());
            let after = found.get(i + 1).map(|s| s.fold.as_str());
            if (left.is_some() && left == before) || (right.is_some() && right == after) {
                return written;
            }
            alone = alone.or(written);
        }
    }
    alone
}
