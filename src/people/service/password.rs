//! Another password, by somebody who is signed in and knows the present one.

use super::{note, nothing, resolve::lifetime, session};
use crate::{
    app::App,
    foundation::{Code, Result, Violations},
    identity::Password,
    people::{
        model::{LinkKind, SecondFactor},
        rules::{FREE_GUESSES, WINDOW_SECONDS},
        store::{accounts, limits, links, sessions},
    },
};

/// Changes the password, ends every other session, and answers the token that replaces this one's.
///
/// An account that has no password yet, reached by a link, sets its first one without naming a present one.
///
/// # Errors
/// `SignInNeeded`; `WrongCredentials` at `/current_password`; the rules of passwords at `/new_password`.
pub async fn change(app: &App, token: Option<&str>, current: &str, wanted: &str) -> Result<String> {
    let token = token.ok_or(Code::SignInNeeded)?;
    let mine = session(app, token).await?.ok_or(Code::SignInNeeded)?;
    if mine.second_factor == SecondFactor::Needed {
        return Err(Code::SecondFactorNeeded.into());
    }
    let now = app.now();
    let account = accounts::load(app.db.reader(), mine.account).await?;
    let site = app.config.site.name.as_str();
    let password = Password::choose(wanted, &[site, &mine.name, &account.login], "/new_password")?;
    if account.password_hash.is_some() {
        let bucket = limits::bucket(app, "password", &account.id.to_string());
        limits::guess(&app.db, &bucket, FREE_GUESSES, WINDOW_SECONDS, now).await?;
        if !app.hasher.verify(current, account.password_hash.as_deref()).await? {
            return Err(Violations::one(Code::WrongCredentials, "/current_password").into());
        }
    }
    let hash = app.hasher.hash(&password).await?;

    let tx = app.db.begin_write().await?;
    let present = accounts::hold(&tx, account.id).await?.ok_or(Code::SignInNeeded)?;
    if present.disabled || present.password_hash != account.password_hash {
        return Err(Code::SignInNeeded.into());
    }
    accounts::set_password(&tx, account.id, hash).await?;
    limits::clear(&tx, &limits::bucket(app, "password", &account.id.to_string())).await?;
    links::revoke(&tx, account.id, &[LinkKind::Reset, LinkKind::SignIn]).await?;
    sessions::end_others(&tx, account.id, token).await?;
    let token = sessions::begin(&tx, account.id, mine.strong, Some(token), lifetime(app), now).await?;
    note(&tx, now, Some(mine.person), "account.password_changed", account.id.0, nothing()).await?;
    tx.commit().await?;
    Ok(token)
}
