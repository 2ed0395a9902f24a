//! The engine inside the process, on tantivy: syllables and pairs instead of positions.
//!
//! A Vietnamese word is two or more syllables, and folded syllables collide, so single syllables
//! find and pairs of neighbours decide. The engine brings candidates; [`super::rank`] orders them.

mod answer;
mod desk;
mod facets;
mod live;
mod memory;
mod place;
mod plan;
mod rebuild;
mod schema;
mod similar;
mod sweep;
mod vocabulary;

use std::path::Path;
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use tokio::sync::oneshot;

use super::{Batches, Document, Engine, Error, Hit, Hits, Query};
use desk::{Change, Order, Reply};
use live::Live;
use place::Place;

/// How often a process looks whether another one has rebuilt the index.
const LOOK: Duration = Duration::from_secs(1);

/// The engine. Cheap to share behind an `Arc`; one process writes a directory at a time.
pub struct Embedded {
    shared: Arc<Shared>,
    orders: Sender<Order>,
    rebuilding: tokio::sync::Mutex<()>,
}

/// What readers and the writing thread share.
struct Shared {
    place: Option<Place>,
    live: RwLock<Arc<Live>>,
    looked: Mutex<Instant>,
}

impl Embedded {
    /// Opens the index under a directory, making it where needed.
    ///
    /// Where no readable index is found the engine begins empty: compare [`Engine::count`] with
    /// the database and rebuild.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the directory cannot be written.
    pub fn open(root: &Path) -> Result<Self, Error> {
        let place = Place::new(root);
        let live = place.open()?;
        Self::start(Some(place), live)
    }

    /// Makes an empty index in memory, for tests and demonstrations.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when no thread can be started.
    pub fn in_memory() -> Result<Self, Error> {
        Self::start(None, Live::in_memory()?)
    }

    fn start(place: Option<Place>, live: Live) -> Result<Self, Error> {
        let live = RwLock::new(Arc::new(live));
        let shared = Arc::new(Shared { place, live, looked: Mutex::new(Instant::now()) });
        let (orders, received) = mpsc::channel();
        let writing = Arc::clone(&shared);
        std::thread::Builder::new()
            .name("search-writer".to_owned())
            .spawn(move || desk::serve(&writing, &received))
            .map_err(|e| live::failed(&e))?;
        Ok(Self { shared, orders, rebuilding: tokio::sync::Mutex::new(()) })
    }

    async fn order(&self, order: impl FnOnce(Reply) -> Order) -> Result<(), Error> {
        let (reply, answer) = oneshot::channel();
        self.orders.send(order(reply)).map_err(|e| live::failed(&e))?;
        answer.await.map_err(|e| live::failed(&e))?
    }

    /// Runs reading work on a thread that may be busy for some milliseconds.
    async fn reading<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Live) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let shared = Arc::clone(&self.shared);
        let task = tokio::task::spawn_blocking(move || work(&shared.current()));
        task.await.map_err(|e| live::failed(&e))?
    }
}

/// Tells the desk to forget a rebuild however it ends, given up by its caller too.
struct Forgetting<'a>(&'a Sender<Order>);

impl Drop for Forgetting<'_> {
    fn drop(&mut self) {
        // Without a desk there is nothing to forget.
        drop(self.0.send(Order::Forget));
    }
}

impl Shared {
    /// The generation in use; follows a rebuild another process has finished.
    fn current(&self) -> Arc<Live> {
        let live = Arc::clone(&self.live.read().unwrap_or_else(PoisonError::into_inner));
        let Some(place) = &self.place else { return live };
        {
            let mut looked = self.looked.lock().unwrap_or_else(PoisonError::into_inner);
            if looked.elapsed() < LOOK {
                return live;
            }
            *looked = Instant::now();
        }
        let Some(generation) = place.current().filter(|g| *g != live.generation) else { return live };
        match place.follow(generation) {
            Ok(newer) => {
                let newer = Arc::new(newer);
                *self.live.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&newer);
                newer
            }
            Err(_) => live,
        }
    }

    /// Answers from another generation from now on and removes the old ones.
    fn turn_to(&self, live: Arc<Live>) -> Result<(), Error> {
        if let Some(place) = &self.place {
            place.point_to(&live.generation)?;
        }
        let generation = live.generation.clone();
        *self.live.write().unwrap_or_else(PoisonError::into_inner) = live;
        if let Some(place) = &self.place {
            place.tidy(&generation);
        }
        Ok(())
    }
}

#[async_trait]
impl Engine for Embedded {
    async fn put(&self, documents: Vec<Document>) -> Result<(), Error> {
        let columns = self.shared.current().columns.clone();
        let rows = tokio::task::spawn_blocking(move || {
            let row = |d: &Document| Ok(Change::Put { id: d.id.clone(), row: columns.row(d)? });
            documents.iter().map(row).collect::<Result<Vec<_>, Error>>()
        });
        let changes = rows.await.map_err(|e| live::failed(&e))??;
        self.order(|reply| Order::Change(changes, reply)).await
    }

    async fn remove(&self, ids: Vec<String>) -> Result<(), Error> {
        let changes = ids.into_iter().map(|id| Change::Remove { id }).collect();
        self.order(|reply| Order::Change(changes, reply)).await
    }

    async fn query(&self, query: &Query) -> Result<Hits, Error> {
        let query = query.clone();
        self.reading(move |live| answer::answer(live, &query)).await
    }

    async fn similar(&self, text: &str, limit: usize) -> Result<Vec<Hit>, Error> {
        let text = text.to_owned();
        self.reading(move |live| similar::similar(live, &text, limit)).await
    }

    async fn replace_all(&self, batches: Batches<'_>) -> Result<u64, Error> {
        let _one_at_a_time = self.rebuilding.lock().await;
        let _forgetting = Forgetting(&self.orders);
        self.order(Order::Remember).await?;
        let (live, count) = rebuild::rebuild(&self.shared, batches).await?;
        self.order(|reply| Order::Swap(live, reply)).await?;
        Ok(count)
    }

    async fn count(&self) -> Result<u64, Error> {
        Ok(self.shared.current().searcher().num_docs())
    }

    async fn health(&self) -> Result<(), Error> {
        // An answered question is the only proof.
        self.query(&Query { size: 1, ..Query::default() }).await.map(drop)
    }

    async fn flush(&self) -> Result<(), Error> {
        self.order(|reply| Order::Change(Vec::new(), reply)).await
    }
}
