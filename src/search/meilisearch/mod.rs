//! Meilisearch as the engine, for many processes that share one index.
//!
//! The server drops all marks and forgives typing errors; which of its hits keep neighbours and
//! tones is judged here, by the same function as in the embedded engine. Only this folder knows
//! the SDK.

mod ask;
mod breaker;
mod failure;
mod filter;
mod guess;
mod http;
mod rebuild;
#[cfg(test)]
mod replay;
mod settings;

use std::collections::HashMap;
use std::future::Future;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use async_trait::async_trait;
use meilisearch_sdk::client::Client;
use meilisearch_sdk::indexes::Index;
use meilisearch_sdk::request::HttpClient;
use meilisearch_sdk::search::MatchingStrategies;
use meilisearch_sdk::task_info::TaskInfo;

use super::likeness::{LEAST, Likeness};
use super::rank::Wanted;
use super::{Batches, Document, Engine, Error, Hit, Hits, Query, highlight};
use crate::foundation::text::ranges;
use breaker::Breaker;
use failure::failure;
pub use http::Http;

/// Words of one probe for near-copies, and probes a text.
const PROBE_WORDS: usize = 5;
const PROBES: usize = 8;

/// Hits looked at for each probe.
const PROBED: usize = 10;

/// No task yet.
const NO_TASK: u64 = u64::MAX;

/// A change that a running rebuild may have missed.
enum Change {
    Put(Vec<Document>),
    Remove(Vec<String>),
}

/// The engine, over any client of the SDK.
pub struct Meilisearch<H: HttpClient = Http> {
    client: Client<H>,
    name: String,
    breaker: Breaker,
    last_task: AtomicU64,
    rebuilding: tokio::sync::Mutex<()>,
    remembered: Mutex<Option<Vec<Change>>>,
}

impl Meilisearch<Http> {
    /// Connects to a server: address without a final slash, key if it has one, name of the index.
    ///
    /// Nothing is sent yet; call [`Meilisearch::prepare`] once at the start.
    ///
    /// # Errors
    /// [`Error::Rejected`] when the key cannot be sent.
    pub fn connect(address: &str, key: Option<&str>, name: &str) -> Result<Self, Error> {
        let http = Http::new(key).map_err(|e| Error::Rejected(e.to_string()))?;
        Ok(Self::over(Client::new_with_client(address.trim_end_matches('/'), key, http), name))
    }
}

impl<H: HttpClient> Meilisearch<H> {
    /// Works over a client that is already made.
    fn over(client: Client<H>, name: &str) -> Self {
        Self {
            client,
            name: name.to_owned(),
            breaker: Breaker::default(),
            last_task: AtomicU64::new(NO_TASK),
            rebuilding: tokio::sync::Mutex::new(()),
            remembered: Mutex::new(None),
        }
    }

    /// Orders the index and its settings. Both may exist already; the server then changes nothing.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the server is away, [`Error::Rejected`] when the key may not.
    pub async fn prepare(&self) -> Result<(), Error> {
        self.guarded(async {
            let created = self.client.create_index(&self.name, Some("id")).await.map_err(failure)?;
            self.note(&created);
            let set = self.index().set_settings(&settings::settings()).await.map_err(failure)?;
            self.note(&set);
            Ok(())
        })
        .await
    }

    fn index(&self) -> Index<H> {
        self.client.index(&self.name)
    }

    fn next(&self) -> String {
        format!("{}_next", self.name)
    }

    fn note(&self, task: &TaskInfo) {
        self.last_task.store(u64::from(task.get_task_uid()), Ordering::Relaxed);
    }

    fn remember(&self, change: impl FnOnce() -> Change) {
        let mut remembered = self.remembered.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(changes) = remembered.as_mut() {
            changes.push(change());
        }
    }

    fn set_remembered(&self, to: Option<Vec<Change>>) -> Vec<Change> {
        let mut remembered = self.remembered.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut *remembered, to).unwrap_or_default()
    }

    /// Does the work unless the server is being spared.
    async fn guarded<T>(&self, work: impl Future<Output = Result<T, Error>> + Send) -> Result<T, Error> {
        if !self.breaker.allows(Instant::now()) {
            return Err(Error::Unavailable);
        }
        let outcome = work.await;
        match &outcome {
            Err(Error::Unavailable) => self.breaker.failed(Instant::now()),
            _ => self.breaker.answered(),
        }
        outcome
    }

    async fn send(&self, change: &Change) -> Result<(), Error> {
        let index = self.index();
        let task = match change {
            Change::Put(documents) => index.add_or_replace(documents, Some("id")).await,
            Change::Remove(ids) => index.delete_documents(ids).await,
        };
        self.note(&task.map_err(failure)?);
        Ok(())
    }

    async fn alike(&self, text: &str, limit: usize) -> Result<Vec<Hit>, Error> {
        let index = self.index();
        let probes = probes(text);
        if probes.is_empty() {
            return Ok(Vec::new());
        }
        let mut many = self.client.multi_search();
        for probe in &probes {
            let mut search = index.search();
            search.with_query(probe).with_limit(PROBED).with_matching_strategy(MatchingStrategies::ALL);
            many.with_search_query(search);
        }
        let answer = many.execute::<Document>().await.map_err(failure)?;
        let likeness = Likeness::new(text, &HashMap::new(), 1_000);
        let mut found: HashMap<String, (Document, f32)> = HashMap::new();
        for hit in answer.results.into_iter().flat_map(|r| r.hits) {
            let score = likeness.of(&hit.result);
            found.insert(hit.result.id.clone(), (hit.result, score));
        }
        let mut hits: Vec<(Document, f32)> = found.into_values().filter(|(_, s)| *s >= LEAST).collect();
        hits.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.id.cmp(&b.0.id)));
        hits.truncate(limit);
        let shown = |(document, score)| highlight::hit(&Wanted::default(), document, score);
        Ok(hits.into_iter().map(shown).collect())
    }
}

/// Runs of words spread over a text, to find whoever holds the same run.
fn probes(text: &str) -> Vec<String> {
    let words: Vec<&str> = ranges(text).filter_map(|range| text.get(range)).collect();
    let runs = words.chunks(PROBE_WORDS).filter(|run| run.len() >= 2);
    let step = words.len().div_ceil(PROBE_WORDS).div_ceil(PROBES).max(1);
    runs.step_by(step).map(|run| run.join(" ")).collect()
}

/// Refuses ids the server would refuse, with the whole batch, and only after taking it.
fn checked(documents: &[Document]) -> Result<(), Error> {
    match documents.iter().find(|d| !d.has_valid_id()) {
        Some(wrong) => Err(Error::Rejected(format!("document id {:?}", wrong.id))),
        None => Ok(()),
    }
}

#[async_trait]
impl<H: HttpClient + 'static> Engine for Meilisearch<H> {
    async fn put(&self, documents: Vec<Document>) -> Result<(), Error> {
        checked(&documents)?;
        if documents.is_empty() {
            return Ok(());
        }
        let documents = documents.iter().map(Document::composed).collect::<Vec<_>>();
        self.remember(|| Change::Put(documents.clone()));
        self.guarded(self.send(&Change::Put(documents))).await
    }

    async fn remove(&self, ids: Vec<String>) -> Result<(), Error> {
        if ids.is_empty() {
            return Ok(());
        }
        self.remember(|| Change::Remove(ids.clone()));
        self.guarded(self.send(&Change::Remove(ids))).await
    }

    async fn query(&self, query: &Query) -> Result<Hits, Error> {
        let index = self.index();
        self.guarded(ask::ask(&self.client, &index, query)).await
    }

    async fn similar(&self, text: &str, limit: usize) -> Result<Vec<Hit>, Error> {
        self.guarded(self.alike(text, limit)).await
    }

    async fn replace_all(&self, batches: Batches<'_>) -> Result<u64, Error> {
        let _one_at_a_time = self.rebuilding.lock().await;
        let next = self.next();
        self.set_remembered(Some(Vec::new()));
        let filled = async {
            let count = rebuild::fill(&self.client, &next, batches).await?;
            rebuild::swap(&self.client, &self.name, &next).await?;
            Ok(count)
        };
        let outcome = filled.await;
        // Changes made meanwhile went to the index that has just been swapped away.
        let missed = self.set_remembered(None);
        if outcome.is_ok() {
            for change in &missed {
                self.send(change).await?;
            }
        }
        rebuild::clear(&self.client, &next).await;
        outcome
    }

    async fn count(&self) -> Result<u64, Error> {
        let index = self.index();
        let stats = self.guarded(async { index.get_stats().await.map_err(failure) }).await?;
        Ok(u64::try_from(stats.number_of_documents).unwrap_or(u64::MAX))
    }

    async fn health(&self) -> Result<(), Error> {
        let health = self.guarded(async { self.client.health().await.map_err(failure) }).await?;
        if health.status == "available" { Ok(()) } else { Err(Error::Unavailable) }
    }

    async fn flush(&self) -> Result<(), Error> {
        match u32::try_from(self.last_task.load(Ordering::Relaxed)) {
            Ok(uid) => rebuild::finished(&self.client, uid).await,
            Err(_no_task) => Ok(()),
        }
    }
}
