//! Once a working day, one letter with everything that may wait that long.

use crate::{
    foundation::{Instant, Result, Tx, outbox},
    notices::{events::DIGEST, store},
};

/// The name of the job.
pub const NOTICE_DIGEST: &str = "notice_digest";

/// Gathers every unread daily notice into one letter a reader, in the transaction that takes the job's slot.
pub async fn gather_digests(tx: &Tx, now: Instant) -> Result<()> {
    let letters = store::gather(tx, now).await?;
    let events: Vec<_> = letters.into_iter().map(|letter| outbox::Event::new(DIGEST, letter)).collect();
    outbox::push(tx, now, &events).await
}
