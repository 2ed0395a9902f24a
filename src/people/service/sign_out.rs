//! Ending sessions: this one, or one on another device.

use uuid::Uuid;

use super::{note, nothing, resolve::lifetime, session};
use crate::{
    app::App,
    foundation::{Code, Error, Result},
    people::{
        model::{Device, Session},
        store::sessions,
    },
};

/// Ends the session of a token; without one there is nothing to end.
pub async fn sign_out(app: &App, token: Option<&str>) -> Result<()> {
    let Some(token) = token else { return Ok(()) };
    let known = session(app, token).await?;
    let tx = app.db.begin_write().await?;
    if sessions::end(&tx, token).await?
        && let Some(known) = known
    {
        note(&tx, app.now(), Some(known.person), "session.signed_out", known.account.0, nothing()).await?;
    }
    tx.commit().await
}

async fn mine(app: &App, token: Option<&str>) -> Result<Session> {
    let token = token.ok_or(Code::SignInNeeded)?;
    Ok(session(app, token).await?.ok_or(Code::SignInNeeded)?)
}

/// The devices on which the owner of a token is signed in.
pub async fn devices(app: &App, token: Option<&str>) -> Result<Vec<Device>> {
    let mine = mine(app, token).await?;
    sessions::devices(app.db.reader(), mine.account, mine.id, lifetime(app), app.now()).await
}

/// Ends one of the owner's sessions.
///
/// # Errors
/// `NotFound` if it is not one of theirs.
pub async fn end_device(app: &App, token: Option<&str>, id: Uuid) -> Result<()> {
    let mine = mine(app, token).await?;
    let tx = app.db.begin_write().await?;
    if sessions::end_of(&tx, mine.account, Some(id)).await? == 0 {
        return Err(Error::NOT_FOUND);
    }
    note(&tx, app.now(), Some(mine.person), "session.signed_out", mine.account.0, nothing()).await?;
    tx.commit().await
}
