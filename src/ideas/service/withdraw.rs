//! The author takes an idea back, by account or by the private link.

use super::{change, read};
use crate::{
    app::App,
    authority::Actor,
    foundation::{Result, Version},
    ideas::{
        model::{Idea, IdeaId, Verb},
        rules, store,
    },
};

/// Withdraws the idea: it stays in the record and leaves every desk.
pub async fn withdraw(app: &App, actor: &Actor, id: IdeaId, expected: Version) -> Result<Idea> {
    let tx = app.db.begin_write().await?;
    let idea = change::open(&tx, actor, Verb::Withdraw, id, expected).await?;
    let idea = change::close(&tx, actor, Verb::Withdraw, rules::withdraw(idea, actor, app.now())?).await?;
    tx.commit().await?;
    Ok(idea)
}

/// Withdraws the idea for whoever holds its private link.
pub async fn withdraw_by_link(app: &App, code: &str, token: &str) -> Result<Idea> {
    let tx = app.db.begin_write().await?;
    let idea = store::by_code(&*tx, code).await?;
    read::check_token(app, &idea, token)?;
    let actor = Actor::public();
    let told = rules::withdraw(idea, &actor, app.now())?;
    let idea = change::close(&tx, &actor, Verb::Withdraw, told).await?;
    tx.commit().await?;
    Ok(idea)
}
