//! The second factor: a code of the telephone, or a recovery code where the telephone is lost.

use super::{note, nothing, resolve::lifetime};
use crate::{
    app::App,
    foundation::{Code, Error, Instant, Result, Tx, Violations},
    identity::TotpSecret,
    people::{
        model::{Account, SecondFactor},
        rules::{FREE_GUESSES, WINDOW_SECONDS},
        service::session,
        store::{accounts, limits, sessions},
    },
};

/// The bucket of an account's code guesses.
pub(super) fn bucket(app: &App, account: &Account) -> String {
    limits::bucket(app, "second-factor", &account.id.to_string())
}

/// Uses up a code of an account; says whether it was right.
pub(super) async fn accept(tx: &Tx, account: &Account, code: &str, now: Instant) -> Result<bool> {
    let secret = account.totp_secret.as_deref().and_then(TotpSecret::from_base32);
    let Some(secret) = secret.filter(|_| account.totp_confirmed) else { return Ok(false) };
    let last = accounts::last_step(&**tx, account.id).await?;
    if let Some(step) = secret.check(code, now, last) {
        return accounts::use_step(tx, account.id, step).await;
    }
    accounts::use_recovery(tx, account.id, code).await
}

/// The refusal of a code that is wrong or was used.
pub(super) fn wrong() -> Error {
    Violations::one(Code::WrongSecondFactor, "/code").into()
}

/// Proves the second factor of the session behind `token`; answers the token that replaces it.
///
/// # Errors
/// `SignInNeeded` without a session; `WrongSecondFactor` at `/code`; `TooManyRequests` after many guesses.
pub async fn second_factor(app: &App, token: &str, code: &str) -> Result<String> {
    let session = session(app, token).await?.ok_or(Code::SignInNeeded)?;
    if session.second_factor != SecondFactor::Needed {
        return Err(Code::WrongState.into());
    }
    let now = app.now();
    let account = accounts::load(app.db.reader(), session.account).await?;
    let bucket = bucket(app, &account);
    limits::guess(&app.db, &bucket, FREE_GUESSES, WINDOW_SECONDS, now).await?;
    let tx = app.db.begin_write().await?;
    if !accept(&tx, &account, code, now).await? {
        note(&tx, now, Some(account.person), "session.code_refused", account.id.0, nothing()).await?;
        tx.commit().await?;
        return Err(wrong());
    }
    limits::clear(&tx, &bucket).await?;
    let token = sessions::begin(&tx, account.id, true, Some(token), lifetime(app), now).await?;
    note(&tx, now, Some(account.person), "session.strengthened", account.id.0, nothing()).await?;
    tx.commit().await?;
    Ok(token)
}
