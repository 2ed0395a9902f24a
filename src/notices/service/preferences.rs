//! Louder or quieter, a topic at a time.

use crate::{
    app::App,
    authority::Actor,
    foundation::Result,
    notices::{model::Preferences, store},
};

/// How the person is told now.
pub async fn get(app: &App, actor: &Actor) -> Result<Preferences> {
    store::preferences(app.db.reader(), actor.signed_in()?).await
}

/// How the person wants to be told from here on; topics that are not named stay as they are.
pub async fn set(app: &App, actor: &Actor, wished: &Preferences) -> Result<Preferences> {
    let person = actor.signed_in()?;
    let tx = app.db.begin_write().await?;
    store::set_preferences(&tx, person, wished).await?;
    tx.commit().await?;
    get(app, actor).await
}
