//! Setting up the second factor: a secret and its picture first, in use once its first code was given.

use super::{note, nothing, prove, resolve::lifetime, session};
use crate::{
    app::App,
    foundation::{Code, Error, Result, secret::random_bytes},
    identity::{TotpSecret, picture},
    people::{
        model::{SecondFactor, Session},
        rules::{FREE_GUESSES, WINDOW_SECONDS},
        store::{accounts, limits, sessions},
    },
};

/// What the person's telephone needs.
#[derive(Clone, Debug)]
pub struct Enrolment {
    /// Base32, for typing.
    pub secret: String,
    /// `otpauth://…`
    pub uri: String,
    /// The same as a picture in a `data:` address.
    pub picture: String,
}

/// How many recovery codes come with a second factor.
const RECOVERY_CODES: usize = 10;

async fn mine(app: &App, token: Option<&str>) -> Result<Session> {
    let mine = session(app, token.ok_or(Code::SignInNeeded)?).await?.ok_or(Code::SignInNeeded)?;
    if mine.second_factor == SecondFactor::Needed {
        return Err(Code::SecondFactorNeeded.into());
    }
    Ok(mine)
}

/// Makes a secret that waits for its first code; one in use stays in use until then.
///
/// # Errors
/// `SignInNeeded`; `SecondFactorNeeded` where one is in use and was not given.
pub async fn start(app: &App, token: Option<&str>) -> Result<Enrolment> {
    let mine = mine(app, token).await?;
    let account = accounts::load(app.db.reader(), mine.account).await?;
    let secret = TotpSecret::random();
    let uri = secret.uri(&app.config.site.name, &account.login);
    let picture = picture(&uri).ok_or_else(|| Error::Damaged("no picture for a second factor".to_owned()))?;
    let tx = app.db.begin_write().await?;
    accounts::set_pending(&tx, account.id, secret.to_base32()).await?;
    tx.commit().await?;
    Ok(Enrolment { secret: secret.to_base32(), uri, picture })
}

/// Puts the waiting secret in use. Answers the token of a session in which the roles count, and recovery
/// codes that are never shown again. Other sessions end.
///
/// # Errors
/// `WrongState` if no secret waits; `WrongSecondFactor` at `/code`.
pub async fn confirm(app: &App, token: Option<&str>, code: &str) -> Result<(String, Vec<String>)> {
    let mine = mine(app, token).await?;
    let token = token.ok_or(Code::SignInNeeded)?;
    let now = app.now();
    let account = accounts::load(app.db.reader(), mine.account).await?;
    let pending = account.totp_pending.clone().ok_or(Code::WrongState)?;
    let secret = TotpSecret::from_base32(&pending)
        .ok_or_else(|| Error::Damaged("a waiting secret cannot be read".to_owned()))?;
    let bucket = prove::bucket(app, &account);
    limits::guess(&app.db, &bucket, FREE_GUESSES, WINDOW_SECONDS, now).await?;
    let step = secret.check(code, now, 0).ok_or_else(prove::wrong)?;
    let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| recovery_code()).collect();

    let tx = app.db.begin_write().await?;
    if accounts::load(&*tx, account.id).await?.totp_pending.as_deref() != Some(pending.as_str()) {
        return Err(Code::WrongState.into());
    }
    accounts::confirm(&tx, account.id, pending, step, &codes).await?;
    limits::clear(&tx, &bucket).await?;
    sessions::end_others(&tx, account.id, token).await?;
    let token = sessions::begin(&tx, account.id, true, Some(token), lifetime(app), now).await?;
    note(&tx, now, Some(mine.person), "account.second_factor_set", account.id.0, nothing()).await?;
    tx.commit().await?;
    Ok((token, codes))
}

/// 80 random bits as people can copy them: `abcd-efgh-ijkl-mnop`.
fn recovery_code() -> String {
    let text = data_encoding::BASE32_NOPAD.encode(&random_bytes::<10>()).to_ascii_lowercase();
    let mut code = String::with_capacity(19);
    for (place, letter) in text.chars().enumerate() {
        if place > 0 && place.is_multiple_of(4) {
            code.push('-');
        }
        code.push(letter);
    }
    code
}
