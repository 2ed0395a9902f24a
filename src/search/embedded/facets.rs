//! Facet values of every document of a segment, unpacked once, so counting is adding.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::columnar::Cardinality;
use tantivy::index::SegmentId;
use tantivy::{DocId, Searcher, SegmentReader};

use super::super::model::{Document, FACETS, Filters};

/// Stands for "no value".
const NONE: u32 = u32::MAX;

/// Distinct values of one facet that are named in one answer of one segment.
const NAMED_MAX: usize = 2_000;

/// How many documents have each value of one facet.
pub(super) type Counts = HashMap<String, u64>;

/// Nothing counted yet, one map a facet.
pub(super) fn none() -> Vec<Counts> {
    vec![Counts::new(); FACETS.len()]
}

/// Adds the values of one document that was read.
pub(super) fn count(sums: &mut [Counts], document: &Document) {
    for (facet, sum) in FACETS.iter().zip(sums) {
        for value in facet.values(document) {
            *sum.entry(value).or_default() += 1;
        }
    }
}

/// One facet of one segment.
struct Table {
    values: Vec<String>,
    /// The first value of each document.
    first: Vec<u32>,
    /// Further values, by document; empty where no document has two.
    more: HashMap<DocId, Vec<u32>>,
}

/// All facets of one segment.
pub(super) struct Tables(Vec<Table>);

/// Tables of the segments in use.
#[derive(Default)]
pub(super) struct Cache(Mutex<HashMap<SegmentId, Arc<Tables>>>);

impl Cache {
    /// The tables of every segment of a searcher, in its order.
    pub(super) fn of(&self, searcher: &Searcher) -> tantivy::Result<Vec<Arc<Tables>>> {
        let mut cache = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let segments = searcher.segment_readers();
        if cache.len() > segments.len() {
            cache.retain(|id, _| segments.iter().any(|s| s.segment_id() == *id));
        }
        let mut out = Vec::with_capacity(segments.len());
        for segment in segments {
            if let Some(tables) = cache.get(&segment.segment_id()) {
                out.push(Arc::clone(tables));
                continue;
            }
            let tables = Arc::new(Tables::unpack(segment)?);
            cache.insert(segment.segment_id(), Arc::clone(&tables));
            out.push(tables);
        }
        Ok(out)
    }
}

impl Tables {
    fn unpack(segment: &SegmentReader) -> tantivy::Result<Self> {
        FACETS.iter().map(|f| Table::unpack(segment, f.name())).collect::<Result<_, _>>().map(Self)
    }
}

impl Table {
    fn unpack(segment: &SegmentReader, name: &str) -> tantivy::Result<Self> {
        let documents = segment.max_doc();
        let mut table = Self { values: Vec::new(), first: Vec::new(), more: HashMap::new() };
        let Some(column) = segment.fast_fields().str(name)? else {
            table.first.resize(index(documents), NONE);
            return Ok(table);
        };
        let mut values = column.dictionary().stream()?;
        while values.advance() {
            table.values.push(String::from_utf8_lossy(values.key()).into_owned());
        }
        let ords = column.ords();
        let many = ords.get_cardinality() == Cardinality::Multivalued;
        for doc in 0..documents {
            let mut found = ords.values_for_doc(doc).map(|ord| u32::try_from(ord).unwrap_or(NONE));
            table.first.push(found.next().unwrap_or(NONE));
            let more: Vec<u32> = if many { found.collect() } else { Vec::new() };
            if !more.is_empty() {
                table.more.insert(doc, more);
            }
        }
        Ok(table)
    }

    fn each(&self, doc: DocId, mut visit: impl FnMut(u32)) {
        if let Some(ord) = self.first.get(index(doc)).filter(|ord| **ord != NONE) {
            visit(*ord);
            if !self.more.is_empty() {
                self.more.get(&doc).into_iter().flatten().for_each(|ord| visit(*ord));
            }
        }
    }
}

/// Counting in one segment while its matching documents go by.
pub(super) struct Counter<'a> {
    tables: &'a Tables,
    /// For each facet, whether a value is wanted; nothing where any will do.
    wanted: Vec<Option<Vec<bool>>>,
    counts: Vec<Vec<u32>>,
}

impl<'a> Counter<'a> {
    pub(super) fn new(tables: &'a Tables, filters: &Filters) -> Self {
        let wanted = FACETS.iter().zip(&tables.0).map(|(facet, table)| {
            let asked = filters.of(*facet);
            (!asked.is_empty()).then(|| table.values.iter().map(|v| asked.contains(v)).collect())
        });
        let counts = tables.0.iter().map(|table| vec![0; table.values.len()]).collect();
        Self { tables, wanted: wanted.collect(), counts }
    }

    /// Counts a document that matches the text; answers whether it passes every filter.
    pub(super) fn passes(&mut self, doc: DocId) -> bool {
        let mut failed = None;
        for (at, (wanted, table)) in self.wanted.iter().zip(&self.tables.0).enumerate() {
            let Some(wanted) = wanted else { continue };
            let mut any = false;
            table.each(doc, |ord| any |= wanted.get(index(ord)) == Some(&true));
            if !any && failed.replace(at).is_some() {
                return false;
            }
        }
        for (at, (table, counts)) in self.tables.0.iter().zip(&mut self.counts).enumerate() {
            if failed.is_some_and(|f| f != at) {
                continue;
            }
            table.each(doc, |ord| {
                if let Some(count) = counts.get_mut(index(ord)) {
                    *count += 1;
                }
            });
        }
        failed.is_none()
    }

    /// Adds what was counted to the sums, one map a facet.
    pub(super) fn add_to(self, sums: &mut [Counts]) {
        for ((table, counts), sum) in self.tables.0.iter().zip(self.counts).zip(sums) {
            let mut named: Vec<(u32, &String)> =
                counts.into_iter().zip(&table.values).filter(|(count, _)| *count > 0).collect();
            if named.len() > NAMED_MAX {
                named.select_nth_unstable_by(NAMED_MAX, |a, b| b.0.cmp(&a.0));
                named.truncate(NAMED_MAX);
            }
            for (count, value) in named {
                *sum.entry(value.clone()).or_default() += u64::from(count);
            }
        }
    }
}

/// A document or ordinal as a place in a vector.
fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
