//! The one thread that writes: it gathers orders for a moment, commits once and answers them all.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use tantivy::{IndexWriter, TantivyDocument};
use tokio::sync::oneshot;

use super::super::Error;
use super::Shared;
use super::live::{Live, failed};

/// How long orders are gathered. A commit costs far more, and whoever waits is a background job.
const GATHER: Duration = Duration::from_millis(25);

/// After so long without an order the writer is closed: its lock and memory become free.
const IDLE: Duration = Duration::from_secs(20);

/// Where an order's outcome is told.
pub(super) type Reply = oneshot::Sender<Result<(), Error>>;

/// One change of the index.
#[derive(Clone)]
pub(super) enum Change {
    Put { id: String, row: TantivyDocument },
    Remove { id: String },
}

/// One order to the desk.
pub(super) enum Order {
    /// Changes, answered when they can be found. None at all is a flush.
    Change(Vec<Change>, Reply),
    /// A rebuild begins: remember the changes from here on.
    Remember(Reply),
    /// The rebuild is done: repeat the remembered changes there, then answer from there.
    Swap(Arc<Live>, Reply),
    /// The rebuild was given up.
    Forget,
}

/// Serves orders until the last engine handle is dropped.
pub(super) fn serve(shared: &Shared, orders: &Receiver<Order>) {
    let mut desk = Desk { shared, writer: None, remembered: None };
    loop {
        let first = match orders.recv_timeout(IDLE) {
            Ok(order) => order,
            Err(RecvTimeoutError::Timeout) => {
                desk.close();
                continue;
            }
            Err(RecvTimeoutError::Disconnected) => return desk.close(),
        };
        if matches!(&first, Order::Change(changes, _) if !changes.is_empty()) {
            std::thread::sleep(GATHER);
        }
        let mut waiting = Vec::new();
        for order in std::iter::once(first).chain(orders.try_iter()) {
            match order {
                Order::Change(changes, reply) => match desk.apply(changes) {
                    Ok(()) => waiting.push(reply),
                    Err(error) => tell(reply, Err(error)),
                },
                Order::Remember(reply) => {
                    desk.commit(&mut waiting);
                    desk.remembered = Some(Vec::new());
                    tell(reply, Ok(()));
                }
                Order::Swap(live, reply) => {
                    desk.commit(&mut waiting);
                    let outcome = desk.swap(live);
                    tell(reply, outcome);
                }
                Order::Forget => desk.remembered = None,
            }
        }
        desk.commit(&mut waiting);
    }
}

struct Desk<'a> {
    shared: &'a Shared,
    writer: Option<(Arc<Live>, IndexWriter)>,
    remembered: Option<Vec<Change>>,
}

impl Desk<'_> {
    fn apply(&mut self, changes: Vec<Change>) -> Result<(), Error> {
        if changes.is_empty() {
            return Ok(());
        }
        let live = self.shared.current();
        let stale = self.writer.as_ref().is_some_and(|(open, _)| !Arc::ptr_eq(open, &live));
        if stale {
            self.close();
        }
        if let Some(remembered) = &mut self.remembered {
            remembered.extend(changes.iter().cloned());
        }
        let (live, writer) = match &mut self.writer {
            Some(open) => open,
            empty => {
                let writer = live.writer()?;
                empty.insert((live, writer))
            }
        };
        write(live, writer, changes)
    }

    /// Commits and answers everyone who waits.
    fn commit(&mut self, waiting: &mut Vec<Reply>) {
        if waiting.is_empty() {
            return;
        }
        let outcome = match &mut self.writer {
            Some((live, writer)) => writer.commit().map_err(|e| failed(&e)).and_then(|_| live.reload()),
            None => Ok(()),
        };
        if outcome.is_err() {
            // Whatever was not committed is lost with the writer; those who wait will repeat it.
            self.writer = None;
        }
        waiting.drain(..).for_each(|reply| tell(reply, outcome.clone()));
    }

    fn swap(&mut self, live: Arc<Live>) -> Result<(), Error> {
        let changes = self.remembered.take().unwrap_or_default();
        if !changes.is_empty() {
            let mut writer = live.writer()?;
            write(&live, &mut writer, changes)?;
            writer.commit().map_err(|e| failed(&e))?;
            writer.wait_merging_threads().map_err(|e| failed(&e))?;
        }
        live.reload()?;
        self.close();
        self.shared.turn_to(live)
    }

    fn close(&mut self) {
        if let Some((_, writer)) = self.writer.take()
            && let Err(error) = writer.wait_merging_threads()
        {
            tracing::warn!(%error, "the search index writer did not end well");
        }
    }
}

fn write(live: &Live, writer: &mut IndexWriter, changes: Vec<Change>) -> Result<(), Error> {
    for change in changes {
        match change {
            Change::Put { id, row } => {
                writer.delete_term(live.columns.id_term(&id));
                writer.add_document(row).map_err(|e| failed(&e))?;
            }
            Change::Remove { id } => {
                writer.delete_term(live.columns.id_term(&id));
            }
        }
    }
    Ok(())
}

fn tell(reply: Reply, outcome: Result<(), Error>) {
    // Whoever asked may have gone; the change stands all the same.
    drop(reply.send(outcome));
}
