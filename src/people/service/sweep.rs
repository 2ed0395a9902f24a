//! Forgetting what has ended: sessions, links, counted attempts.

use super::resolve::lifetime;
use crate::{
    app::App,
    foundation::Result,
    people::store::{limits, links, sessions},
};

/// Removes what nobody can use any more; run by the worker, as often as it likes.
pub async fn sweep(app: &App) -> Result<()> {
    let now = app.now();
    let tx = app.db.begin_write().await?;
    sessions::purge(&tx, lifetime(app), now).await?;
    links::purge(&tx, now).await?;
    limits::purge(&tx, now).await?;
    tx.commit().await
}
