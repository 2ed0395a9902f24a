//! Signing in once by a link an administrator or the command line made.

use serde_json::json;

use super::{note, resolve::lifetime};
use crate::{
    app::App,
    foundation::{Error, Result},
    people::{
        model::LinkKind,
        rules::{ADDRESS_GUESSES, WINDOW_SECONDS},
        store::{accounts, limits, links, sessions},
    },
};

/// Uses a link up and answers the token of a session in which every role counts: the link itself, handed
/// over by somebody responsible, is the second factor.
///
/// # Errors
/// `LinkSpent` at `/token`.
pub async fn sign_in_by_link(
    app: &App,
    token: &str,
    address: &str,
    replaces: Option<&str>,
) -> Result<String> {
    let now = app.now();
    let bucket = limits::bucket(app, "link/address", address);
    limits::hit(&app.db, &bucket, ADDRESS_GUESSES, WINDOW_SECONDS, now).await?;
    let tx = app.db.begin_write().await?;
    let account = links::take(&tx, LinkKind::SignIn, token, now).await?.ok_or_else(links::spent)?;
    let account = accounts::load(&*tx, account).await?;
    if account.disabled {
        return Err(Error::Rules(links::spent()));
    }
    limits::forgive(&tx, &bucket).await?;
    let session = sessions::begin(&tx, account.id, true, replaces, lifetime(app), now).await?;
    let payload = json!({ "by": "link" });
    note(&tx, now, Some(account.person), "session.signed_in", account.id.0, payload).await?;
    tx.commit().await?;
    Ok(session)
}
