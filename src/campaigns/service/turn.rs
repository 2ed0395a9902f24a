//! The day opens and closes campaigns. A sweep: once by its state, whoever runs it.

use super::change::note;
use crate::{
    app::App,
    authority::{Actor, Scope},
    campaigns::{model::State, rules, store},
    foundation::Result,
};

/// Moves on every campaign whose day has come; answers how many. Run by the worker.
pub async fn turn(app: &App) -> Result<usize> {
    let now = app.now();
    let mut turned = 0;
    for id in store::waiting(app.db.reader(), now.date()).await? {
        let tx = app.db.begin_write().await?;
        let campaign = store::load(&*tx, &Scope::everything(), id).await?;
        // Somebody else may have been here in between.
        let Some(campaign) = rules::turn(&campaign, now.date()) else { continue };
        store::save(&tx, &campaign, now).await?;
        let verb = if campaign.state == State::Closed { "campaign.closed" } else { "campaign.opened" };
        note(&tx, &Actor::system(), verb, &campaign, now).await?;
        tx.commit().await?;
        turned += 1;
    }
    Ok(turned)
}
