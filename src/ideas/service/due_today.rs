//! Every working morning: what is due today, and what is late, for each person who has to act.

use std::collections::BTreeMap;

use super::{clock, tell};
use crate::{
    authority::PersonId,
    foundation::{Instant, Result, Tx},
    ideas::{model::Idea, store},
};

/// The name of the job.
pub const DESK_DIGEST: &str = "desk_digest";

/// Tells each person who has to act, in the transaction that takes the job's slot.
pub async fn due_today(tx: &Tx, slot: &str, now: Instant) -> Result<()> {
    let mut waiting: BTreeMap<PersonId, Vec<Idea>> = BTreeMap::new();
    for idea in store::due_by(&**tx, Instant::end_of(now.date())).await? {
        if let Some(person) = clock::responsible(tx, &idea, now).await? {
            waiting.entry(person).or_default().push(idea);
        }
    }
    for (person, ideas) in waiting {
        tell::due_today(tx, person, &ideas, slot, now).await?;
    }
    Ok(())
}
