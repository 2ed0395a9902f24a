//! How much of one text stands in another, unusual pairs of syllables counting more.

use std::collections::{HashMap, HashSet};

use super::model::Document;
use crate::foundation::text::syllables;

/// Likeness below this is chance: shared names of places and offices.
pub(super) const LEAST: f32 = 0.25;

/// Syllables of a text that are compared.
const SYLLABLES_MAX: usize = 1_500;

/// A text to compare documents with.
pub(super) struct Likeness {
    weights: HashMap<String, f32>,
    total: f32,
    /// Weight of a pair the index does not know.
    unknown: f32,
}

impl Likeness {
    /// The different pairs of neighbouring folded syllables of a text.
    pub(super) fn pairs(text: &str) -> HashSet<String> {
        let found = syllables(text);
        let found = found.get(..SYLLABLES_MAX.min(found.len())).unwrap_or_default();
        let two = found.windows(2).filter_map(|two| match two {
            [left, right] => Some(format!("{} {}", left.fold, right.fold)),
            _ => None,
        });
        two.collect()
    }

    /// Weighs the pairs of a text by how few of `all` documents hold them.
    pub(super) fn new(text: &str, documents: &HashMap<String, u64>, all: u64) -> Self {
        let weigh = |n: u64| (1.0 + ratio(all, n.max(1))).ln();
        let weights: HashMap<String, f32> = Self::pairs(text)
            .into_iter()
            .map(|pair| {
                let n = documents.get(&pair).copied().unwrap_or(0);
                (pair, weigh(n))
            })
            .collect();
        let total = weights.values().sum();
        Self { weights, total, unknown: weigh(1) }
    }

    pub(super) fn weight(&self, pair: &str) -> f32 {
        self.weights.get(pair).copied().unwrap_or(self.unknown)
    }

    /// The share in common, 0 to 1: of the text in the document, or of the document's title and
    /// summary in the text, whichever is greater.
    pub(super) fn of(&self, document: &Document) -> f32 {
        let short = format!("{}\n{}", document.title, document.summary);
        let short = Self::pairs(&short);
        let whole: HashSet<String> = Self::pairs(&document.body).into_iter().chain(short.clone()).collect();
        let shared: f32 = self.weights.iter().filter(|(p, _)| whole.contains(*p)).map(|(_, w)| w).sum();
        let short_total: f32 = short.iter().map(|p| self.weight(p)).sum();
        let short_shared: f32 = short.iter().filter_map(|p| self.weights.get(p)).sum();
        (shared / self.total.max(1.0)).max(short_shared / short_total.max(1.0)).min(1.0)
    }
}

/// `a` through `b`, exact enough for a logarithm.
fn ratio(a: u64, b: u64) -> f32 {
    let whole = u16::try_from((a / b).min(60_000)).unwrap_or(u16::MAX);
    f32::from(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_alike_and_a_stranger_is_not() {
        let copied = Document {
            title: "Mạ khay và cấy máy trên chân ruộng trũng".into(),
            summary: "Quy trình gieo mạ khay bằng giá thể trấu hun".into(),
            ..Document::default()
        };
        let text = "Quy trình gieo mạ khay, cấy máy trên chân ruộng trũng bằng giá thể trấu hun";
        let likeness = Likeness::new(text, &HashMap::new(), 100);
        assert!(likeness.of(&copied) > 0.6, "{}", likeness.of(&copied));
        let stranger = Document { title: "Đổi mới sinh hoạt chi bộ".into(), ..Document::default() };
        assert!(likeness.of(&stranger) < 0.01);
        assert!(Likeness::new("", &HashMap::new(), 100).of(&copied) < 0.01);
    }
}
