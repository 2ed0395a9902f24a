//! What was counted over all documents, kept until the index changes: the first page of the archive and
//! its facets are asked for far more often than anything is published.

use std::sync::{Arc, Mutex, PoisonError};

use tantivy::Searcher;

use super::super::model::{Filters, Query, Sort};
use super::sweep::Swept;

/// Different choices of facets that are kept.
const KEPT: usize = 32;

struct Known {
    filters: Filters,
    oldest_first: bool,
    swept: Arc<Swept>,
}

/// Sweeps of one state of the index.
#[derive(Default)]
pub(super) struct Memory(Mutex<(u64, Vec<Known>)>);

impl Memory {
    /// What was counted for these filters in this state of the index.
    pub(super) fn known(&self, searcher: &Searcher, query: &Query) -> Option<Arc<Swept>> {
        let memory = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if memory.0 != searcher.generation().generation_id() {
            return None;
        }
        let oldest_first = query.sort == Sort::Oldest;
        let known = memory.1.iter().find(|k| k.oldest_first == oldest_first && k.filters == query.filters)?;
        Some(Arc::clone(&known.swept))
    }

    /// Keeps what was counted; what belongs to an older state goes, and so does the oldest entry.
    pub(super) fn keep(&self, searcher: &Searcher, query: &Query, swept: &Arc<Swept>) {
        let mut memory = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let generation = searcher.generation().generation_id();
        if memory.0 != generation {
            *memory = (generation, Vec::new());
        }
        if memory.1.len() >= KEPT {
            memory.1.remove(0);
        }
        let oldest_first = query.sort == Sort::Oldest;
        memory.1.push(Known { filters: query.filters.clone(), oldest_first, swept: Arc::clone(swept) });
    }
}
