//! Building the next generation beside the one that answers.

use std::sync::Arc;

use futures_util::StreamExt;
use tokio::sync::mpsc;

use super::super::{Batches, Document, Error};
use super::Shared;
use super::live::{Live, failed};

/// Reads all batches into a new index; it is complete and closed when this returns.
pub(super) async fn rebuild(
    shared: &Arc<Shared>,
    mut batches: Batches<'_>,
) -> Result<(Arc<Live>, u64), Error> {
    let (send, mut receive) = mpsc::channel::<Vec<Document>>(2);
    let building = Arc::clone(shared);
    // Dropping the sender without the word "complete" makes the builder throw its work away.
    let (complete, completed) = tokio::sync::oneshot::channel::<()>();
    let builder = tokio::task::spawn_blocking(move || {
        let live = match &building.place {
            Some(place) => place.next()?,
            None => Live::in_memory()?,
        };
        let built = fill(&live, || receive.blocking_recv())
            .and_then(|count| completed.blocking_recv().map_err(|_gone| Error::Unavailable).map(|()| count));
        if let (Err(_), Some(place)) = (&built, &building.place) {
            place.discard(&live.generation);
        }
        built.map(|count| (Arc::new(live), count))
    });
    let mut failure = None;
    while let Some(batch) = batches.next().await {
        match batch {
            Ok(documents) => {
                if send.send(documents).await.is_err() {
                    // The builder has ended; its own error is told below.
                    break;
                }
            }
            Err(error) => {
                failure = Some(error);
                break;
            }
        }
    }
    if failure.is_none() {
        if complete.send(()).is_err() {
            tracing::debug!("the builder of the search index ended early");
        }
    } else {
        drop(complete);
    }
    drop(send);
    let built = builder.await.map_err(|e| failed(&e))?;
    failure.map_or(built, Err)
}

fn fill(live: &Live, mut next: impl FnMut() -> Option<Vec<Document>>) -> Result<u64, Error> {
    let mut writer = live.writer()?;
    let mut count = 0;
    while let Some(documents) = next() {
        for document in documents {
            writer.delete_term(live.columns.id_term(&document.id));
            writer.add_document(live.columns.row(&document)?).map_err(|e| failed(&e))?;
            count += 1;
        }
    }
    writer.commit().map_err(|e| failed(&e))?;
    writer.wait_merging_threads().map_err(|e| failed(&e))?;
    live.reload()?;
    Ok(count)
}
