//! Building a new Meilisearch index beside the old one. Runs in a command, so it waits for tasks.

use std::time::{Duration, Instant};

use futures_util::StreamExt;
use meilisearch_sdk::client::{Client, SwapIndexes};
use meilisearch_sdk::errors::Error as Sdk;
use meilisearch_sdk::request::HttpClient;
use meilisearch_sdk::task_info::TaskInfo;
use meilisearch_sdk::tasks::Task;

use super::super::{Batches, Document, Error};
use super::failure::{failure, refusal};
use super::settings::settings;

/// How long one task may take.
const PATIENCE: Duration = Duration::from_secs(900);

/// Pauses between looks at a task: short at first, for most are quick.
const LOOKS: [u64; 6] = [20, 50, 100, 200, 400, 800];

/// Fills the next index; answers the number of documents.
pub(super) async fn fill<H: HttpClient>(
    client: &Client<H>,
    next: &str,
    mut batches: Batches<'_>,
) -> Result<u64, Error> {
    // What an earlier attempt may have left behind; there being nothing is as good.
    ignore_refusal(finish(client, client.delete_index(next).await.map_err(failure)?).await)?;
    finish(client, client.create_index(next, Some("id")).await.map_err(failure)?).await?;
    let index = client.index(next);
    finish(client, index.set_settings(&settings()).await.map_err(failure)?).await?;
    let mut count = 0;
    while let Some(batch) = batches.next().await {
        let documents: Vec<Document> = batch?.iter().map(Document::composed).collect();
        super::checked(&documents)?;
        count += u64::try_from(documents.len()).unwrap_or(0);
        finish(client, index.add_or_replace(&documents, Some("id")).await.map_err(failure)?).await?;
    }
    Ok(count)
}

/// Makes the next index the current one.
pub(super) async fn swap<H: HttpClient>(client: &Client<H>, current: &str, next: &str) -> Result<(), Error> {
    // A first rebuild finds nothing to swap with.
    let created = client.create_index(current, Some("id")).await.map_err(failure)?;
    ignore_refusal(finish(client, created).await)?;
    let both = SwapIndexes { indexes: (current.to_owned(), next.to_owned()), rename: None };
    finish(client, client.swap_indexes([&both]).await.map_err(failure)?).await
}

/// Removes the old documents, which the swap left under the other name.
pub(super) async fn clear<H: HttpClient>(client: &Client<H>, next: &str) {
    if let Err(error) = client.delete_index(next).await.map_err(failure) {
        tracing::warn!(%error, "the old Meilisearch index could not be removed");
    }
}

fn ignore_refusal(outcome: Result<(), Error>) -> Result<(), Error> {
    match outcome {
        Err(Error::Rejected(_) | Error::Corrupt) => Ok(()),
        other => other,
    }
}

async fn finish<H: HttpClient>(client: &Client<H>, task: TaskInfo) -> Result<(), Error> {
    finished(client, task.get_task_uid()).await
}

/// Waits for a task and tells how it ended; a failed one is an answer, not an error, to the SDK.
pub(super) async fn finished<H: HttpClient>(client: &Client<H>, uid: u32) -> Result<(), Error> {
    let started = Instant::now();
    let mut looks = LOOKS.into_iter();
    let mut pause = 20;
    while started.elapsed() < PATIENCE {
        match client.get_task(Uid(uid)).await {
            Ok(Task::Succeeded { .. }) => return Ok(()),
            Ok(Task::Failed { content }) => return Err(refusal(&content.error)),
            Ok(Task::Enqueued { .. } | Task::Processing { .. }) => {}
            // The SDK knows no cancelled tasks and cannot read them.
            Err(Sdk::ParseError(_)) => return Err(Error::Rejected("the task was cancelled".to_owned())),
            Err(other) => return Err(failure(other)),
        }
        pause = looks.next().unwrap_or(pause);
        tokio::time::sleep(Duration::from_millis(pause)).await;
    }
    Err(Error::Unavailable)
}

/// A task's number as the SDK wants to be told it.
struct Uid(u32);

impl AsRef<u32> for Uid {
    fn as_ref(&self) -> &u32 {
        &self.0
    }
}
