//! How much waits on the actor's desk.

use crate::{
    app::App,
    authority::{Action, Actor},
    foundation::{Instant, Law, Result},
    ideas::store::{self, Waiting},
};

/// What waits in each state, and how much of it is late or nearly so.
pub async fn queues(app: &App, actor: &Actor) -> Result<Vec<Waiting>> {
    actor.signed_in()?;
    let scope = super::read::units_of(actor, Action::ReadIdea);
    let (now, law) = (app.now(), Law::load(app.db.reader()).await?);
    store::waiting(app.db.reader(), &scope, now, soon(&law, now)?).await
}

/// The end of what counts as due soon.
pub(super) fn soon(law: &Law, now: Instant) -> Result<Instant> {
    let today = now.date();
    Ok(Instant::end_of(law.holidays.after(today, law.count("due_soon", today)?)))
}
