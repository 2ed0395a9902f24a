//! The author of an account-less idea makes it their own with the private link.

use super::{change, read};
use crate::{
    app::App,
    authority::{Actor, Resource},
    foundation::Result,
    ideas::{
        model::{Idea, Verb},
        rules, store,
    },
};

/// Gives the idea to the person who is signed in and holds its private link.
pub async fn claim(app: &App, actor: &Actor, code: &str, token: &str) -> Result<Idea> {
    let person = actor.signed_in()?;
    actor.require(Verb::Claim.action(), &Resource::default())?;
    let tx = app.db.begin_write().await?;
    let idea = store::by_code(&*tx, code).await?;
    read::check_token(app, &idea, token)?;
    let idea = change::close(&tx, actor, Verb::Claim, rules::claim(idea, actor, person, app.now())?).await?;
    tx.commit().await?;
    Ok(idea)
}
