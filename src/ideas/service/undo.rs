//! Somebody takes their last step back: the idea stands as before, its line is gone and its letter never
//! leaves. The audit log keeps both steps.

use serde_json::json;

use super::change;
use crate::{
    app::App,
    authority::{Action, Actor},
    foundation::{
        Code, Result, Version,
        audit::{self, Entry},
        outbox,
    },
    ideas::{
        model::{Idea, IdeaId},
        rules, store,
    },
};

/// Takes the actor's last step back.
///
/// # Errors
/// `UndoTooLate` where the last step is somebody else's, too old, or of a kind that was told at once.
pub async fn undo(app: &App, actor: &Actor, id: IdeaId, expected: Version) -> Result<Idea> {
    let tx = app.db.begin_write().await?;
    let idea = store::load(&*tx, &actor.scope(Action::ReadIdea), id).await?;
    actor.require(Action::AnswerIdea, &idea.resource())?;
    if idea.version != expected {
        return Err(Code::Stale.into());
    }
    let (now, law) = change::present(app, &tx).await?;
    let last = store::timeline(&*tx, id).await?.pop().ok_or(Code::UndoTooLate)?;
    let idea = rules::undo(idea, actor, &last, &law, now)?;
    if !outbox::take_back(&tx, &change::told(&idea, &last)).await? {
        return Err(Code::UndoTooLate.into());
    }
    store::save(&tx, &idea).await?;
    store::remove_event(&tx, id, &last).await?;
    audit::append(
        &tx,
        &Entry {
            at: now,
            actor: actor.person.map(|person| person.0),
            capacity: actor.capacity(Action::AnswerIdea, &idea.resource()),
            action: "idea.undone",
            object: "idea",
            id: id.0,
            payload: json!({ "state": idea.state.as_str(), "undone": last.kind.as_str() }),
        },
    )
    .await?;
    tx.commit().await?;
    Ok(idea)
}
