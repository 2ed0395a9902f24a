//! A line of the timeline is told: to the author, or to the desk whose turn it is.

use super::{clock, tell};
use crate::{
    app::App,
    foundation::Result,
    ideas::{
        model::{Event, IdeaId},
        store,
    },
    people,
};

/// Tells of the line of a kind that was written at a moment, or of the last one where that is not known.
pub async fn hear(app: &App, id: IdeaId, kind: &str, at: Option<i64>) -> Result<()> {
    let tx = app.db.begin_write().await?;
    let idea = store::by_id(&*tx, id).await?;
    let timeline = store::timeline(&*tx, id).await?;
    let told = |line: &&Event| line.kind.as_str() == kind && at.is_none_or(|at| line.at.0 == at);
    let Some(line) = timeline.iter().rev().find(told) else { return Ok(()) };
    // The notice bears the moment of what happened: the inbox stands in that order.
    let (now, today) = (line.at, app.now().date());
    match kind {
        "received" => {
            tell::author_of(&tx, &idea, kind, line, now).await?;
            if let Some(keeper) = people::desk_owner(&*tx, idea.unit, today).await? {
                tell::desk(&tx, &idea, keeper.id, "desk_new", line, now).await?;
            }
        }
        "forwarded" => {
            tell::author_of(&tx, &idea, kind, line, now).await?;
            // Taken over or sent back meanwhile: then that is told.
            let desk = match idea.forward_to {
                Some(unit) => people::desk_owner(&*tx, unit, today).await?,
                None => None,
            };
            if let Some(keeper) = desk {
                tell::desk(&tx, &idea, keeper.id, "desk_new", line, now).await?;
            }
        }
        "assigned" => {
            let companion = match idea.companion {
                // Who takes it on themselves knows.
                Some(companion) if Some(companion) != line.person => {
                    people::acting(&*tx, companion, today).await?
                }
                _ => None,
            };
            if let Some(person) = companion {
                tell::desk(&tx, &idea, person, "desk_handed", line, now).await?;
            }
        }
        "replied" | "reopened" => {
            if let Some(person) = clock::responsible(&tx, &idea, app.now()).await? {
                tell::desk(&tx, &idea, person, "desk_reply", line, now).await?;
            }
        }
        // Who writes it into the gold book in the same breath says it there.
        "applied" if line.words.is_empty() => return Ok(()),
        // The clock keeps an idea without a person's words: that letter says why.
        "parked" if line.words.is_empty() => {
            tell::author_of(&tx, &idea, "unanswered", line, now).await?;
        }
        _ => tell::author_of(&tx, &idea, kind, line, now).await?,
    }
    tx.commit().await
}
