//! One generation of the index, open for reading.

use std::path::Path;

use tantivy::schema::Value;
use tantivy::store::Compressor;
use tantivy::{
    DocAddress, Index, IndexReader, IndexSettings, IndexWriter, ReloadPolicy, Searcher, TantivyDocument,
};

use super::super::{Document, Error};
use super::facets::Cache;
use super::memory::Memory;
use super::schema::Columns;

/// Memory of the writer before it makes a segment, in bytes; tantivy asks for 15 MB at least.
const WRITER_BYTES: usize = 24_000_000;

/// Bytes of documents compressed together. Small, for hits are fetched one by one.
const BLOCK_BYTES: usize = 8_192;

/// An open index.
pub(super) struct Live {
    pub(super) columns: Columns,
    pub(super) cache: Cache,
    pub(super) memory: Memory,
    /// The directory's name; empty in memory.
    pub(super) generation: String,
    index: Index,
    reader: IndexReader,
}

impl Live {
    /// Makes an index in memory.
    pub(super) fn in_memory() -> Result<Self, Error> {
        let columns = Columns::new();
        let builder = Index::builder().schema(columns.schema.clone()).settings(settings());
        let index = builder.create_in_ram().map_err(|e| failed(&e))?;
        Self::of(index, columns, String::new(), ReloadPolicy::Manual)
    }

    /// Makes a new index in an empty directory.
    pub(super) fn create(directory: &Path, generation: String) -> Result<Self, Error> {
        std::fs::create_dir_all(directory).map_err(|e| failed(&e))?;
        let columns = Columns::new();
        let builder = Index::builder().schema(columns.schema.clone()).settings(settings());
        let index = builder.create_in_dir(directory).map_err(|e| failed(&e))?;
        Self::of(index, columns, generation, ReloadPolicy::OnCommitWithDelay)
    }

    /// Opens an index that was made before.
    pub(super) fn open(directory: &Path, generation: String) -> Result<Self, Error> {
        let index = Index::open_in_dir(directory).map_err(|e| {
            tracing::warn!(error = %e, "the search index cannot be opened");
            Error::Corrupt
        })?;
        Self::of(index, Columns::new(), generation, ReloadPolicy::OnCommitWithDelay)
    }

    fn of(index: Index, columns: Columns, generation: String, reload: ReloadPolicy) -> Result<Self, Error> {
        let builder = index.reader_builder().reload_policy(reload).doc_store_cache_num_blocks(64);
        let reader: IndexReader = builder.try_into().map_err(|e: tantivy::TantivyError| {
            tracing::warn!(error = %e, "the search index cannot be read");
            Error::Corrupt
        })?;
        Ok(Self { columns, cache: Cache::default(), memory: Memory::default(), generation, index, reader })
    }

    /// Opens the writer; there is one a directory, among all processes.
    pub(super) fn writer(&self) -> Result<IndexWriter, Error> {
        self.index.writer_with_num_threads(1, WRITER_BYTES).map_err(|e| failed(&e))
    }

    /// The newest committed state.
    pub(super) fn searcher(&self) -> Searcher {
        self.reader.searcher()
    }

    /// Makes the last commit visible here at once.
    pub(super) fn reload(&self) -> Result<(), Error> {
        self.reader.reload().map_err(|e| failed(&e))
    }

    /// Reads one stored document.
    pub(super) fn document(&self, searcher: &Searcher, at: DocAddress) -> Result<Document, Error> {
        let row: TantivyDocument = searcher.doc(at).map_err(|e| failed(&e))?;
        let stored = row.get_first(self.columns.stored);
        let json = stored.as_ref().and_then(|v| v.as_str()).ok_or(Error::Corrupt)?;
        serde_json::from_str(json).map_err(|e| {
            tracing::warn!(error = %e, "a stored search document cannot be read");
            Error::Corrupt
        })
    }
}

fn settings() -> IndexSettings {
    IndexSettings {
        docstore_compression: Compressor::Lz4,
        docstore_compress_dedicated_thread: false,
        docstore_blocksize: BLOCK_BYTES,
        ..IndexSettings::default()
    }
}

/// A failure of the disk or the library; its words go to the log, not to people.
pub(super) fn failed(error: &dyn std::fmt::Display) -> Error {
    tracing::warn!(%error, "the search index failed");
    Error::Unavailable
}
