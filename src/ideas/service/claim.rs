//! The author of an account-less idea makes it their own with the private link.

use super::{change, read};
use crate::{
    app::App,
    authority::{Action, Actor, Resource},
    foundation::Result,
    ideas::{model::Idea, rules, store},
};

/// Gives the idea to the person who is signed in and holds its private link.
pub async fn claim(app: &App, actor: &Actor, code: &str, token: &str) -> Result<Idea> {
    let person = actor.signed_in()?;
    actor.require(Action::ClaimIdea, &Resource::default())?;
    let tx = app.db.begin_write().await?;
    let idea = store::by_code(&*tx, code).await?;
    read::check_token(app, &idea, token)?;
    let (idea, line) = rules::claim(idea, actor, person, app.now())?;
    change::close(&tx, actor, Action::ClaimIdea, &idea, &line).await?;
    tx.commit().await?;
    Ok(idea)
}
