//! The author takes an idea back.

use super::change;
use crate::{
    app::App,
    authority::{Action, Actor},
    foundation::{Result, Version},
    ideas::{
        model::{Idea, IdeaId},
        rules,
    },
};

/// Withdraws the idea: it stays in the record and leaves every public page.
pub async fn withdraw(app: &App, actor: &Actor, id: IdeaId, expected: Version) -> Result<Idea> {
    let tx = app.db.begin_write().await?;
    let idea = change::open(&tx, actor, Action::WithdrawIdea, id, expected).await?;
    let (idea, line) = rules::withdraw(idea, actor, app.now())?;
    change::close(&tx, actor, Action::WithdrawIdea, &idea, &line).await?;
    tx.commit().await?;
    Ok(idea)
}
