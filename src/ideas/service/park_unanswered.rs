//! The clock keeps what its author did not reply to.

use super::change;
use crate::{
    app::App,
    authority::Actor,
    foundation::{Code, Error, Result},
    ideas::{
        model::{State, Verb},
        rules, store,
    },
};

/// How many ideas one round of the clock keeps.
const ROUND: u64 = 100;

/// Keeps the ideas whose authors did not reply in time; each in its own transaction.
pub async fn park_unanswered(app: &App) -> Result<()> {
    let now = app.now();
    for id in store::overdue(app.db.reader(), State::NeedsInfo, now, ROUND).await? {
        let tx = app.db.begin_write().await?;
        let idea = store::by_id(&*tx, id).await?;
        // Somebody replied in between: then there is nothing to keep.
        if let Ok(told) = rules::park_unanswered(idea, now) {
            match change::close(&tx, &Actor::system(), Verb::Park, told).await {
                Ok(_kept) => tx.commit().await?,
                // Another process was faster.
                Err(Error::Refused(Code::Stale)) => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok(())
}
