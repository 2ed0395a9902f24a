//! The first administrator, and the commune where there is none yet.

use serde_json::json;

use super::{note, resolve::lifetime};
use crate::{
    app::App,
    authority::{AccountId, PersonId, Role},
    foundation::{Error, Instant, Result, Tx, Version, Violations, text},
    identity::Password,
    people::{
        model::{FullName, LinkKind, Login, Person, SubmitterKind},
        rules::WINDOW_SECONDS,
        store::{accounts, grants, limits, links, persons, sessions},
    },
    units::{self, Unit, UnitKind},
};

/// What the first administrator gives.
#[derive(Clone, Debug)]
pub struct SetUp<'a> {
    /// The token of the link the command line printed.
    pub token: &'a str,
    /// Họ và tên.
    pub name: &'a str,
    /// The name to sign in with, usually an e-mail.
    pub login: &'a str,
    /// The field the login came in, for pointers.
    pub login_field: &'static str,
    /// The password.
    pub password: &'a str,
    /// The client's address, for limits only.
    pub address: &'a str,
}

/// Attempts an address may make in a quarter of an hour.
const ATTEMPTS: i32 = 30;

/// True once somebody administers the installation.
pub async fn is_set_up(app: &App) -> Result<bool> {
    Ok(units::commune(app.db.reader(), None).await?.is_some())
}

/// Makes the commune, the person, the account and the role, and signs in; answers the session's token.
///
/// # Errors
/// Every broken rule at once; `LinkSpent` at `/token`; `AlreadyExists` if the login is taken.
pub async fn set_up(app: &App, asked: &SetUp<'_>) -> Result<String> {
    let now = app.now();
    let bucket = limits::bucket(app, "set-up/address", asked.address);
    limits::hit(&app.db, &bucket, ATTEMPTS, WINDOW_SECONDS, now).await?;

    let site = &app.config.site;
    let mut wrong = Violations::new();
    let name = wrong.take(FullName::parse(asked.name, "/name"));
    let login = wrong.take(Login::parse(asked.login, asked.login_field));
    let words = [site.name.as_str(), site.parent_name.as_str(), asked.name, asked.login, "sangkien"];
    let password = wrong.take(Password::choose(asked.password, &words, "/password"));
    if !links::is_open(app.db.reader(), LinkKind::FirstAdmin, asked.token, now).await? {
        wrong.take(Err::<(), _>(links::spent()));
    }
    wrong.into_result()?;
    let (Some(name), Some(login), Some(password)) = (name, login, password) else {
        return Err(Error::NOT_FOUND);
    };
    let hash = app.hasher.hash(&password).await?;

    let tx = app.db.begin_write().await?;
    links::take(&tx, LinkKind::FirstAdmin, asked.token, now).await?;
    let commune = commune(app, &tx, now).await?;
    let person = Person {
        id: PersonId::new(now),
        unit: commune.id,
        full_name: name.as_str().to_owned(),
        kind: SubmitterKind::Official,
        position: None,
        birth_date: None,
        phone: login.phone().map(str::to_owned),
        email: login.email().map(str::to_owned),
        created_at: now,
        version: Version::FIRST,
    };
    persons::insert(&tx, &person).await?;
    let account = AccountId::new(now);
    accounts::insert(&tx, account, person.id, login.as_str(), Some(hash), now).await?;
    grants::insert(&tx, account, Role::Administrator, commune.id, now).await?;
    // Whoever holds the link came from the server's own console: this first session counts in full.
    let token = sessions::begin(&tx, account, true, None, lifetime(app), now).await?;
    let payload = json!({ "unit": commune.id.0, "role": Role::Administrator.as_str() });
    note(&tx, now, Some(person.id), "site.set_up", account.0, payload).await?;
    tx.commit().await?;
    Ok(token)
}

async fn commune(app: &App, tx: &Tx, now: Instant) -> Result<Unit> {
    if let Some(known) = units::commune(&**tx, None).await? {
        return Ok(known);
    }
    let site = &app.config.site;
    let kind = match text::fold(&site.name) {
        name if name.starts_with("phuong ") => UnitKind::Ward,
        name if name.starts_with("dac khu ") => UnitKind::SpecialZone,
        _ => UnitKind::Commune,
    };
    units::service::create_root(tx, &site.code, &site.name, kind, now).await
}
