//! Near-copies: documents that share unusually many unusual pairs of syllables with a text.

use std::collections::{HashMap, HashSet};

use tantivy::Term;
use tantivy::query::{BooleanQuery, BoostQuery, ConstScoreQuery, Occur, Query as Matching, TermQuery};
use tantivy::schema::IndexRecordOption;

use super::super::model::Filters;
use super::super::rank::Wanted;
use super::super::{Error, Hit, highlight};
use super::live::{Live, failed};
use super::sweep::{Order, sweep};
use super::vocabulary::Vocabulary;
use crate::search::likeness::{LEAST, Likeness};

/// Pairs asked for: the rarest of the text.
const ASKED: usize = 24;

/// Candidates compared in full.
const COMPARED: usize = 30;

/// Finds near-copies of a text.
pub(super) fn similar(live: &Live, text: &str, limit: usize) -> Result<Vec<Hit>, Error> {
    let searcher = live.searcher();
    let vocabulary = Vocabulary::new(&searcher, &live.columns);
    let pairs = Likeness::pairs(text);
    let mut documents: HashMap<String, u64> = HashMap::new();
    for pair in &pairs {
        let count = vocabulary.documents(pair).map_err(|e| failed(&e))?;
        documents.insert(pair.clone(), count);
    }
    let mut known: Vec<(&String, u64)> =
        documents.iter().filter(|(_, n)| **n > 0).map(|(pair, n)| (pair, *n)).collect();
    known.sort_by(|a, b| a.1.cmp(&b.1).then_with(|| a.0.cmp(b.0)));
    known.truncate(ASKED);
    let likeness = Likeness::new(text, &documents, searcher.num_docs());
    let clauses: Vec<(Occur, Box<dyn Matching>)> = known
        .into_iter()
        .map(|(pair, _)| {
            let term = Term::from_field_text(live.columns.all, pair);
            let one = ConstScoreQuery::new(Box::new(TermQuery::new(term, IndexRecordOption::Basic)), 1.0);
            let weighted: Box<dyn Matching> = Box::new(BoostQuery::new(Box::new(one), likeness.weight(pair)));
            (Occur::Should, weighted)
        })
        .collect();
    if clauses.is_empty() {
        return Ok(Vec::new());
    }
    let tables = live.cache.of(&searcher).map_err(|e| failed(&e))?;
    let query = BooleanQuery::new(clauses);
    let swept = sweep(&searcher, &tables, &query, &Filters::default(), Order::Score, COMPARED)
        .map_err(|e| failed(&e))?;
    let mut seen = HashSet::new();
    let mut hits = Vec::new();
    for candidate in swept.best {
        let document = live.document(&searcher, candidate.at)?;
        let score = likeness.of(&document);
        if score >= LEAST && seen.insert(document.id.clone()) {
            hits.push(highlight::hit(&Wanted::default(), document, score));
        }
    }
    hits.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.document.id.cmp(&b.document.id)));
    hits.truncate(limit);
    Ok(hits)
}
