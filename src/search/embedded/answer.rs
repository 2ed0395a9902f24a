//! Answering one question from one state of the index.

use std::sync::Arc;

use tantivy::query::{AllQuery, Query as Matching};
use tantivy::{DocAddress, Searcher};

use super::super::model::{Document, Hits, PAGE_LIMIT, Query, Sort};
use super::super::rank::{JUDGED, Wanted, held, holds_phrases, judge};
use super::super::typed::Typed;
use super::super::{Error, Hit};
use super::super::{highlight, suggest};
use super::facets;
use super::live::{Live, failed};
use super::plan::Plan;
use super::sweep::{Candidate, Order, Swept, named, sweep};
use super::vocabulary::Vocabulary;

/// Candidates read to verify quoted phrases.
const VERIFIED: usize = 200;

/// Loose hits appended to a short answer.
const LOOSE_MAX: usize = 50;

/// The least share of what was typed that a loose hit holds, each word by how much it tells.
const HELD: f32 = 0.6;

/// So many hits are scored one by one; among more, the best are found by leaving out whole blocks.
const FEW: u64 = 6_000;

/// A candidate, perhaps already read.
struct Entry {
    at: DocAddress,
    score: f32,
    document: Option<Document>,
}

/// What is known while an answer is made.
struct Work<'a> {
    live: &'a Live,
    searcher: Searcher,
    query: &'a Query,
}

/// Answers a question.
pub(super) fn answer(live: &Live, query: &Query) -> Result<Hits, Error> {
    let work = Work { live, searcher: live.searcher(), query };
    let typed = Typed::read(&query.text);
    if typed.words.is_empty() {
        return work.everything();
    }
    let vocabulary = Vocabulary::new(&work.searcher, &live.columns);
    let mut plan = Plan::new(typed.clone(), &vocabulary, false).map_err(|e| failed(&e))?;
    let mut swept = work.strict(&plan, JUDGED)?;
    if swept.count == 0 && plan.breadth() > 1 {
        let doubting = Plan::new(typed, &vocabulary, true).map_err(|e| failed(&e))?;
        let again = work.strict(&doubting, JUDGED)?;
        if again.count > 0 {
            (plan, swept) = (doubting, again);
        }
    }
    work.ranked(&plan, swept)
}

impl Work<'_> {
    fn sweep(&self, matching: &dyn Matching, order: Order<'_>, at_least: usize) -> Result<Swept, Error> {
        let tables = self.live.cache.of(&self.searcher).map_err(|e| failed(&e))?;
        let limit = self.query.window().end.max(at_least);
        sweep(&self.searcher, &tables, matching, &self.query.filters, order, limit).map_err(|e| failed(&e))
    }

    /// The order that was asked for.
    fn order<'o>(&self, by_relevance: Order<'o>) -> Order<'o> {
        match self.query.sort {
            Sort::Relevance => by_relevance,
            Sort::Newest => Order::Newest,
            Sort::Oldest => Order::Oldest,
        }
    }

    /// What holds every word, the best of it first.
    fn strict(&self, plan: &Plan, at_least: usize) -> Result<Swept, Error> {
        let columns = &self.live.columns;
        if plan.at_most <= FEW {
            return self.sweep(&plan.strict(columns, true), self.order(Order::Score), at_least);
        }
        let rewards = plan.rewards(columns);
        let order = self.order(Order::Rewards(plan.base(), &rewards));
        self.sweep(&plan.strict(columns, false), order, at_least)
    }

    /// Nothing was typed: all documents, the newest first. What was counted is kept until the index changes.
    fn everything(&self) -> Result<Hits, Error> {
        let order = self.order(Order::Newest);
        let swept = match self.live.memory.known(&self.searcher, self.query) {
            Some(swept) => swept,
            None => {
                let swept = Arc::new(self.sweep(&AllQuery, order, PAGE_LIMIT)?);
                self.live.memory.keep(&self.searcher, self.query, &swept);
                swept
            }
        };
        let entries = swept.best.iter().map(|c| Entry { at: c.at, score: 0.0, document: None }).collect();
        Ok(Hits {
            total: swept.count,
            strict_total: swept.count,
            items: self.page(&Wanted::default(), entries)?,
            facets: swept.facets.clone(),
            suggestion: None,
        })
    }

    fn ranked(&self, plan: &Plan, mut swept: Swept) -> Result<Hits, Error> {
        let quoted = !plan.typed().phrases.is_empty();
        if quoted && swept.count > 0 && swept.best.len() < VERIFIED {
            swept = self.strict(plan, VERIFIED)?;
        }
        let mut strict = swept.count;
        let mut entries = self.judged(plan, &swept.best)?;
        if quoted {
            let before = entries.len();
            self.verify(plan.typed(), &mut entries)?;
            strict = strict.saturating_sub(u64::try_from(before - entries.len()).unwrap_or(0));
        }
        let mut facets = swept.facets;
        let mut total = strict;
        if !quoted && strict < u64::try_from(self.query.size()).unwrap_or(0) {
            let loose = self.loosened(plan, &mut entries, strict)?;
            total += loose.count;
            if strict == 0 && loose.count > 0 {
                facets = loose.facets;
            }
        }
        let suggestion = match entries.first_mut() {
            Some(first) if !plan.corrected.is_empty() => {
                let document = self.read(first)?;
                suggest::suggestion(plan.typed(), &plan.corrected, document)
            }
            _ => None,
        };
        let items = self.page(&plan.wanted, entries)?;
        Ok(Hits { total, strict_total: strict, items, facets, suggestion })
    }

    /// Appends hits that hold two thirds of the words, then half, until the page is full: those that hold
    /// what tells most, not just the words that stand everywhere.
    fn loosened(&self, plan: &Plan, entries: &mut Vec<Entry>, strict: u64) -> Result<Swept, Error> {
        let words = plan.breadth();
        let mut kept = Swept::default();
        let mut sums = facets::none();
        let mut last = words;
        for at_least in [(words * 2).div_ceil(3), words.div_ceil(2)] {
            if at_least == 0 || at_least >= last {
                continue;
            }
            last = at_least;
            let query = plan.loose(&self.live.columns, at_least);
            let swept = self.sweep(&query, self.order(Order::Score), JUDGED)?;
            let extra = swept.count.saturating_sub(strict);
            let fresh: Vec<Candidate> = swept
                .best
                .iter()
                .filter(|c| entries.iter().all(|e| e.at != c.at))
                .take(LOOSE_MAX.saturating_sub(usize::try_from(kept.count).unwrap_or(LOOSE_MAX)))
                .copied()
                .collect();
            for mut entry in self.judged(plan, &fresh)? {
                let document = self.read(&mut entry)?;
                if held(&plan.wanted, document) >= HELD {
                    facets::count(&mut sums, document);
                    kept.count += 1;
                    entries.push(entry);
                }
            }
            if strict + extra >= u64::try_from(self.query.size()).unwrap_or(0) {
                break;
            }
        }
        kept.facets = named(sums);
        Ok(kept)
    }

    /// Orders the best candidates again by what the texts say.
    fn judged(&self, plan: &Plan, best: &[Candidate]) -> Result<Vec<Entry>, Error> {
        let first = best.first().map_or(0.0, |c| c.score()).max(f32::MIN_POSITIVE);
        let mut entries: Vec<Entry> =
            best.iter().map(|c| Entry { at: c.at, score: c.score() / first, document: None }).collect();
        if self.query.sort != Sort::Relevance {
            return Ok(entries);
        }
        let judged = entries.len().min(JUDGED);
        for entry in entries.iter_mut().take(judged) {
            let score = entry.score;
            entry.score = judge(&plan.wanted, self.read(entry)?, score);
        }
        if let Some(head) = entries.get_mut(..judged) {
            let published = |e: &Entry| e.document.as_ref().map(|d| d.published_at);
            head.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| published(b).cmp(&published(a))));
        }
        Ok(entries)
    }

    /// Drops candidates whose text does not hold the quoted words side by side.
    fn verify(&self, typed: &Typed, entries: &mut Vec<Entry>) -> Result<(), Error> {
        let mut kept = Vec::with_capacity(entries.len());
        for mut entry in std::mem::take(entries) {
            if holds_phrases(typed, self.read(&mut entry)?) {
                kept.push(entry);
            }
        }
        *entries = kept;
        Ok(())
    }

    fn read<'e>(&self, entry: &'e mut Entry) -> Result<&'e Document, Error> {
        let document = match entry.document.take() {
            Some(document) => document,
            None => self.live.document(&self.searcher, entry.at)?,
        };
        Ok(entry.document.insert(document))
    }

    fn page(&self, wanted: &Wanted, entries: Vec<Entry>) -> Result<Vec<Hit>, Error> {
        let window = self.query.window();
        entries
            .into_iter()
            .skip(window.start)
            .take(window.len())
            .map(|mut entry| {
                let document = self.read(&mut entry)?.clone();
                Ok(highlight::hit(wanted, document, entry.score))
            })
            .collect()
    }
}
