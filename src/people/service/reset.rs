//! A forgotten password: a link by mail, and a new password by that link.

use uuid::Uuid;

use super::{note, nothing};
use crate::{
    app::App,
    authority::Scope,
    foundation::{Error, Result, Violations, outbox},
    identity::Password,
    people::{
        events::RESET_REQUESTED,
        model::{LinkKind, Login},
        rules::WINDOW_SECONDS,
        store::{accounts, limits, links, persons, sessions},
    },
};

/// Requests an address may make in a quarter of an hour.
const FROM_ADDRESS: i32 = 20;
/// Mails an account may be sent in an hour.
const FOR_LOGIN: i32 = 3;
const FOR_LOGIN_SECONDS: i64 = 3_600;

/// Asks for a link to choose a new password. The answer and the work are the same whether or not the login
/// exists: what follows is decided later, by the worker.
///
/// # Errors
/// `TooManyRequests` by address only.
pub async fn request(app: &App, login: &str, address: &str) -> Result<()> {
    let now = app.now();
    let login = Login::typed(login);
    let by_address = limits::bucket(app, "reset/address", address);
    limits::hit(&app.db, &by_address, FROM_ADDRESS, WINDOW_SECONDS, now).await?;
    let by_login = limits::bucket(app, "reset/login", login.as_str());
    if limits::hit(&app.db, &by_login, FOR_LOGIN, FOR_LOGIN_SECONDS, now).await.is_err() {
        return Ok(());
    }
    let account = accounts::by_login(app.db.reader(), login.as_str()).await?;
    let id = account.filter(|account| !account.disabled).map_or(Uuid::nil(), |account| account.id.0);
    let tx = app.db.begin_write().await?;
    outbox::push(&tx, now, &[outbox::Event::new(RESET_REQUESTED, id)]).await?;
    tx.commit().await
}

/// Chooses a new password by a link; every session of the account ends.
///
/// # Errors
/// `LinkSpent` at `/token`; the rules of passwords at `/password`.
pub async fn finish(app: &App, token: &str, wanted: &str, address: &str) -> Result<()> {
    let now = app.now();
    let bucket = limits::bucket(app, "link/address", address);
    limits::hit(&app.db, &bucket, FROM_ADDRESS, WINDOW_SECONDS, now).await?;
    let mut wrong = Violations::new();
    let site = app.config.site.name.as_str();
    let password = wrong.take(Password::choose(wanted, &[site], "/password"));
    if !links::is_open(app.db.reader(), LinkKind::Reset, token, now).await? {
        wrong.take(Err::<(), _>(links::spent()));
    }
    wrong.into_result()?;
    let Some(password) = password else { return Err(Error::NOT_FOUND) };
    let hash = app.hasher.hash(&password).await?;

    let tx = app.db.begin_write().await?;
    let account = links::take(&tx, LinkKind::Reset, token, now).await?.ok_or_else(links::spent)?;
    let account = accounts::load(&*tx, account).await?;
    if account.disabled {
        return Err(Error::Rules(links::spent()));
    }
    // Only now is it known whose password it becomes.
    let person = persons::load(&*tx, &Scope::everything(), account.person).await?;
    Password::choose(wanted, &[&person.full_name, &account.login], "/password")?;
    accounts::set_password(&tx, account.id, hash).await?;
    links::revoke(&tx, account.id, &[LinkKind::SignIn, LinkKind::Reset]).await?;
    sessions::end_of(&tx, account.id, None).await?;
    limits::clear(&tx, &limits::bucket(app, "sign-in/login", &account.login)).await?;
    note(&tx, now, Some(account.person), "account.password_reset", account.id.0, nothing()).await?;
    tx.commit().await
}
