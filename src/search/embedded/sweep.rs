//! One pass over everything that matches: count, facets and the best few.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use tantivy::columnar::ColumnValues;
use tantivy::query::{EnableScoring, Query};
use tantivy::{BitSet, DocAddress, DocSet, Searcher, TERMINATED};

use super::super::model::{FACETS, Filters};
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
    /// A candidate with its score. Scores are not negative, so their bits sort as they do.
    fn scored(score: f32, at: DocAddress) -> Self {
        Self { key: i64::from(score.max(0.0).to_bits()), at }
    }

    /// The engine's score, where the order is by relevance.
    pub(super) fn score(self) -> f32 {
        u32::try_from(self.key).map(f32::from_bits).unwrap_or_default()
    }
}

/// What a pass found.
#[derive(Debug, Default, Clone)]
pub(super) struct Swept {
    pub(super) count: u64,
    pub(super) best: Vec<Candidate>,
    pub(super) facets: BTreeMap<String, Vec<(String, u64)>>,
}

/// What makes one match come before another.
#[derive(Clone, Copy)]
pub(super) enum Order<'a> {
    /// The score of the query that matches.
    Score,
    /// A base that all share, and what this query adds: a union of terms, so that whole blocks which cannot
    /// reach the best are left out.
    Rewards(f32, &'a dyn Query),
    /// The newest first.
    Newest,
    /// The oldest first.
    Oldest,
}

/// Goes once over all that matches, to count it; and, where rewards decide, once more for the best.
pub(super) fn sweep(
    searcher: &Searcher,
    tables: &[Arc<Tables>],
    query: &dyn Query,
    filters: &Filters,
    order: Order<'_>,
    limit: usize,
) -> tantivy::Result<Swept> {
    let scoring = match order {
        Order::Score => EnableScoring::enabled_from_searcher(searcher),
        Order::Rewards(..) | Order::Newest | Order::Oldest => EnableScoring::disabled_from_searcher(searcher),
    };
    let weight = query.weight(scoring)?;
    let mut sums = facets::none();
    let (mut best, mut count) = (Best::new(limit), 0);
    let mut passed = Vec::new();
    for ((segment_ord, segment), tables) in (0..).zip(searcher.segment_readers()).zip(tables) {
        let published: Arc<dyn ColumnValues<i64>> =
            segment.fast_fields().i64(PUBLISHED)?.first_or_default_col(0);
        let mut counter = Counter::new(tables, filters);
        let alive = segment.alive_bitset();
        let mut bits = BitSet::with_max_value(segment.max_doc());
        let mut scorer = weight.scorer(segment, 1.0)?;
        let mut doc = scorer.doc();
        while doc != TERMINATED {
            if alive.is_none_or(|alive| alive.is_alive(doc)) && counter.passes(doc) {
                count += 1;
                let at = DocAddress::new(segment_ord, doc);
                match order {
                    Order::Score => best.offer(Candidate::scored(scorer.score(), at)),
                    Order::Rewards(..) => {
                        bits.insert(doc);
                    }
                    Order::Newest => best.offer(Candidate { key: published.get_val(doc), at }),
                    Order::Oldest => {
                        best.offer(Candidate { key: published.get_val(doc).saturating_neg(), at })
                    }
                }
            }
            doc = scorer.advance();
        }
        counter.add_to(&mut sums);
        passed.push(bits);
    }
    if let Order::Rewards(base, rewards) = order {
        reward(searcher, &passed, base, rewards, &mut best)?;
    }
    Ok(Swept { count, best: best.sorted(), facets: named(sums) })
}

/// Offers the best of what passed; what nothing rewards comes last, in the order it was written.
fn reward(
    searcher: &Searcher,
    passed: &[BitSet],
    base: f32,
    rewards: &dyn Query,
    best: &mut Best,
) -> tantivy::Result<()> {
    let weight = rewards.weight(EnableScoring::enabled_from_searcher(searcher))?;
    for ((segment_ord, segment), bits) in (0..).zip(searcher.segment_readers()).zip(passed) {
        if bits.len() == 0 {
            continue;
        }
        let threshold = best.least_score(base);
        weight.for_each_pruning(threshold, segment, &mut |doc, score| {
            if bits.contains(doc) {
                best.offer(Candidate::scored(base + score, DocAddress::new(segment_ord, doc)));
            }
            best.least_score(base)
        })?;
    }
    if best.is_full() {
        return Ok(());
    }
    let mut known: HashSet<DocAddress> = best.kept.iter().map(|candidate| candidate.at).collect();
    for (segment_ord, bits) in (0..).zip(passed) {
        for doc in 0..bits.max_value() {
            let at = DocAddress::new(segment_ord, doc);
            if bits.contains(doc) && known.insert(at) {
                best.offer(Candidate::scored(base, at));
                if best.is_full() {
                    return Ok(());
                }
            }
        }
    }
    Ok(())
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

    fn is_full(&self) -> bool {
        self.kept.len() >= self.limit
    }

    /// What has to be added to the base to come among the best.
    fn least_score(&self, base: f32) -> f32 {
        if self.least == i64::MIN {
            return f32::MIN;
        }
        Candidate { key: self.least, at: DocAddress::new(0, 0) }.score() - base
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
