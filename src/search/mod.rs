//! Finding what people did: one port, an engine inside the process and Meilisearch behind it.
//!
//! The index is a projection of what is published. It can be dropped and rebuilt at any time, and
//! nothing in it may be secret. Callers hand over [`Document`]s and ask a [`Query`]; how syllables,
//! tones, typing errors and abbreviations are dealt with is the engines' business.

mod abbreviations;
#[cfg(test)]
mod contract;
pub mod embedded;
mod highlight;
mod likeness;
pub mod meilisearch;
mod model;
#[cfg(test)]
mod quality;
mod rank;
mod slips;
mod suggest;
mod typed;

use async_trait::async_trait;
use futures_util::stream::BoxStream;

pub use model::{Document, FACETS, Facet, Filters, Hit, Hits, PAGE_LIMIT, Query, Sort};

/// Batches of documents as a rebuild reads them from the database; an error abandons the rebuild.
pub type Batches<'a> = BoxStream<'a, Result<Vec<Document>, Error>>;

/// Why an engine could not do what it was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The engine cannot be reached, is busy, or is being spared after failures. Try again later.
    #[error("the search engine is not available")]
    Unavailable,
    /// The engine understood and refused; asking again changes nothing.
    #[error("the search engine refused: {0}")]
    Rejected(String),
    /// The index or an answer is not what it should be; the cure is a rebuild.
    #[error("the search index is damaged")]
    Corrupt,
}

/// A search engine. Every method may be called by many tasks at once.
#[async_trait]
pub trait Engine: Send + Sync {
    /// Adds documents or replaces those with the same id.
    ///
    /// The embedded engine answers once they are stored and can be found, within about 300 ms;
    /// Meilisearch answers once it has taken the order.
    async fn put(&self, documents: Vec<Document>) -> Result<(), Error>;

    /// Takes documents out. Unknown ids are no error.
    async fn remove(&self, ids: Vec<String>) -> Result<(), Error>;

    /// Answers one page of hits with facets.
    async fn query(&self, query: &Query) -> Result<Hits, Error>;

    /// Finds near-copies of a text, the likest first; [`Hit::score`] is the share in common.
    ///
    /// A document that is itself in the index is its own likest copy.
    async fn similar(&self, text: &str, limit: usize) -> Result<Vec<Hit>, Error>;

    /// Builds a whole new index beside the old one and swaps them; searching goes on meanwhile.
    ///
    /// Answers the number of documents. When a batch is an error, the old index stays.
    async fn replace_all(&self, batches: Batches<'_>) -> Result<u64, Error>;

    /// Counts the documents that can be found.
    async fn count(&self) -> Result<u64, Error>;

    /// Tells whether a query would be answered now.
    async fn health(&self) -> Result<(), Error>;

    /// Waits until everything put before can be found. For commands and tests, not for requests.
    async fn flush(&self) -> Result<(), Error>;
}
