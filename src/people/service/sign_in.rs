//! Signing in with a password. Whether the login exists, is closed, or has no password shows neither in the
//! answer nor in the time it takes.

use serde_json::json;
use uuid::Uuid;

use super::{note, nothing, prove, resolve::lifetime};
use crate::{
    app::App,
    foundation::{Code, Result, Tx},
    people::{
        model::{Account, Login},
        rules::{ADDRESS_GUESSES, FREE_GUESSES, WINDOW_SECONDS},
        store::{accounts, limits, sessions},
    },
};

/// What somebody typed, and where from.
#[derive(Clone, Debug)]
pub struct Attempt<'a> {
    /// E-mail, telephone or word.
    pub login: &'a str,
    /// The password.
    pub password: &'a str,
    /// A code of the second factor, where it was typed together with the password.
    pub code: Option<&'a str>,
    /// The client's address, for limits only.
    pub address: &'a str,
    /// The token of the session this one replaces.
    pub replaces: Option<&'a str>,
}

struct Buckets {
    login: String,
    address: String,
}

/// Signs somebody in; answers the token of the new session.
///
/// # Errors
/// `WrongCredentials`; `WrongSecondFactor` if a code was given and is wrong; `TooManyRequests` after ten
/// wrong guesses for a login or a hundred from an address in a quarter of an hour; `Busy` if too many wait.
pub async fn sign_in(app: &App, attempt: &Attempt<'_>) -> Result<String> {
    let login = Login::typed(attempt.login);
    let buckets = Buckets {
        login: limits::bucket(app, "sign-in/login", login.as_str()),
        address: limits::bucket(app, "sign-in/address", attempt.address),
    };
    let now = app.now();
    limits::hit(&app.db, &buckets.address, ADDRESS_GUESSES, WINDOW_SECONDS, now).await?;
    limits::guess(&app.db, &buckets.login, FREE_GUESSES, WINDOW_SECONDS, now).await?;

    let known = accounts::by_login(app.db.reader(), login.as_str()).await?;
    let stored = known.as_ref().and_then(|account| account.password_hash.as_deref());
    let right = match app.hasher.verify(attempt.password, stored).await {
        Ok(right) => right,
        Err(error) => {
            // Nothing was guessed: the server was too busy to look.
            let tx = app.db.begin_write().await?;
            limits::forgive(&tx, &buckets.login).await?;
            limits::forgive(&tx, &buckets.address).await?;
            tx.commit().await?;
            return Err(error);
        }
    };

    let known = known.filter(|_| right);
    let code = attempt.code.filter(|_| known.as_ref().is_some_and(|account| account.totp_confirmed));
    if let (Some(account), Some(_)) = (&known, code) {
        limits::guess(&app.db, &prove::bucket(app, account), FREE_GUESSES, WINDOW_SECONDS, now).await?;
    }

    let tx = app.db.begin_write().await?;
    let account = match known {
        Some(seen) => still_so(&tx, &seen).await?,
        None => None,
    };
    let Some(account) = account else {
        note(&tx, now, None, "session.refused", Uuid::nil(), nothing()).await?;
        tx.commit().await?;
        return Err(Code::WrongCredentials.into());
    };
    if let Some(code) = code {
        if !prove::accept(&tx, &account, code, now).await? {
            note(&tx, now, Some(account.person), "session.code_refused", account.id.0, nothing()).await?;
            tx.commit().await?;
            return Err(prove::wrong());
        }
        limits::clear(&tx, &prove::bucket(app, &account)).await?;
    }
    let strong = code.is_some();
    limits::clear(&tx, &buckets.login).await?;
    limits::forgive(&tx, &buckets.address).await?;
    let token = sessions::begin(&tx, account.id, strong, attempt.replaces, lifetime(app), now).await?;
    let payload = json!({ "strong": strong });
    note(&tx, now, Some(account.person), "session.signed_in", account.id.0, payload).await?;
    tx.commit().await?;
    Ok(token)
}

/// The account as it is now: it may have been closed, or its password changed, while the hash was computed.
async fn still_so(tx: &Tx, seen: &Account) -> Result<Option<Account>> {
    let present = accounts::hold(tx, seen.id).await?;
    Ok(present.filter(|account| !account.disabled && account.password_hash == seen.password_hash))
}
