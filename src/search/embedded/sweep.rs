//! One pass over everything that matches: count, facets and the best few.

use std::collections::BTreeMap;
use std::sync::Arc;

use tantivy::columnar::ColumnValues;
use tantivy::query::{EnableScoring, Query};
use tantivy::{DocAddress, DocSet, Searcher, TERMINATED};

use super::super::model::{FACETS, Filters, Sort};
use super::facets::{self, Counter, Counts, Tables};
use super::schema::PUBLISHED;

/// Values of one facet in an answer.
const VALUES_MAX: usize = 100;

/// A document on the way to the answer. A greater key comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) key: i64,
    pub(super) at: DocAddress,
}

impl Candidate {
    /// The engine's score, where the order is by relevance.
    pub(super) fn score(self) -> f32 {
        u32::try_from(self.key).map(f32::from_bits).unwrap_or_default()
    }
}

/// What a pass found.
#[derive(Debug, Default)]
pub(super) struct Swept {
    pub(super) count: u64,
    pub(super) best: Vec<Candidate>,
    pub(super) facets: BTreeMap<String, Vec<(String, u64)>>,
}

/// Goes once over all that matches.
pub(super) fn sweep(
    searcher: &Searcher,
    tables: &[Arc<Tables>],
    query: &dyn Query,
    filters: &Filters,
    sort: Sort,
    limit: usize,
) -> tantivy::Result<Swept> {
    let scoring = match sort {
        Sort::Relevance => EnableScoring::enabled_from_searcher(searcher),
        Sort::Newest | Sort::Oldest => EnableScoring::disabled_from_searcher(searcher),
    };
    let weight = query.weight(scoring)?;
    let mut sums = facets::none();
    let (mut best, mut count) = (Best::new(limit), 0);
    for ((segment_ord, segment), tables) in (0..).zip(searcher.segment_readers()).zip(tables) {
        let published: Arc<dyn ColumnValues<i64>> =
            segment.fast_fields().i64(PUBLISHED)?.first_or_default_col(0);
        let mut counter = Counter::new(tables, filters);
        let alive = segment.alive_bitset();
        let mut scorer = weight.scorer(segment, 1.0)?;
        let mut doc = scorer.doc();
        while doc != TERMINATED {
            if alive.is_none_or(|alive| alive.is_alive(doc)) && counter.passes(doc) {
                count += 1;
                let key = match sort {
                    // Scores are not negative, so their bits sort as they do.
                    Sort::Relevance => i64::from(scorer.score().max(0.0).to_bits()),
                    Sort::Newest => published.get_val(doc),
                    Sort::Oldest => published.get_val(doc).saturating_neg(),
                };
                best.offer(Candidate { key, at: DocAddress::new(segment_ord, doc) });
            }
            doc = scorer.advance();
        }
        counter.add_to(&mut sums);
    }
    Ok(Swept { count, best: best.sorted(), facets: named(sums) })
}

/// Counts by the names of facets, the most frequent values first.
pub(super) fn named(sums: Vec<Counts>) -> BTreeMap<String, Vec<(String, u64)>> {
    let values = |sum: Counts| {
        let mut values: Vec<(String, u64)> = sum.into_iter().collect();
        values.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        values.truncate(VALUES_MAX);
        values
    };
    FACETS.iter().zip(sums).map(|(facet, sum)| (facet.name().to_owned(), values(sum))).collect()
}

/// The best so many candidates; between equals the first one stays.
struct Best {
    limit: usize,
    kept: Vec<Candidate>,
    least: i64,
}

impl Best {
    fn new(limit: usize) -> Self {
        Self { limit: limit.max(1), kept: Vec::with_capacity(limit.max(1) * 2), least: i64::MIN }
    }

    fn offer(&mut self, candidate: Candidate) {
        if candidate.key <= self.least && self.least != i64::MIN {
            return;
        }
        self.kept.push(candidate);
        if self.kept.len() >= self.limit * 2 {
            self.cut();
        }
    }

    fn cut(&mut self) {
        if self.kept.len() > self.limit {
            self.kept.select_nth_unstable_by(self.limit - 1, better);
            self.kept.truncate(self.limit);
            self.least = self.kept.iter().map(|c| c.key).min().unwrap_or(i64::MIN);
        }
    }

    fn sorted(mut self) -> Vec<Candidate> {
        self.cut();
        self.kept.sort_by(better);
        self.kept
    }
}

fn better(a: &Candidate, b: &Candidate) -> std::cmp::Ordering {
    b.key.cmp(&a.key).then_with(|| a.at.cmp(&b.at))
}
