//! The author takes an idea back.

use super::change;
use crate::{
    app::App,
    authority::Actor,
    foundation::{Result, Version},
    ideas::{
        model::{Idea, IdeaId, Verb},
        rules,
    },
};

/// Withdraws the idea: it stays in the record and leaves every public page.
pub async fn withdraw(app: &App, actor: &Actor, id: IdeaId, expected: Version) -> Result<Idea> {
    let tx = app.db.begin_write().await?;
    let idea = change::open(&tx, actor, Verb::Withdraw, id, expected).await?;
    let idea = change::close(&tx, actor, Verb::Withdraw, rules::withdraw(idea, actor, app.now())?).await?;
    tx.commit().await?;
    Ok(idea)
}
