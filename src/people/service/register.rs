//! An account of one's own: to follow one's ideas, to write a dossier. Nobody needs one to send an idea.

use super::{note, nothing};
use crate::{
    app::App,
    authority::{AccountId, PersonId, Scope, UnitId},
    foundation::{
        Code, Error, Result, Version, Violations,
        idempotency::{Claim, Once},
    },
    identity::Password,
    people::{
        model::{Login, Person},
        rules::{self, PersonWish},
        store::{accounts, limits, persons},
    },
    units,
};

/// What an author gives.
#[derive(Clone, Debug)]
pub struct Registration<'a> {
    /// Họ và tên.
    pub name: &'a str,
    /// E-mail, telephone or word.
    pub login: &'a str,
    /// The password.
    pub password: &'a str,
    /// Where they work, learn or live.
    pub unit: UnitId,
    /// The submitter kind.
    pub kind: &'a str,
    /// The client's address, for limits only.
    pub address: &'a str,
}

/// Accounts an address may make in an hour.
const FROM_ADDRESS: i32 = 30;
const WINDOW: i64 = 3_600;

/// Makes a person with an account and no role.
///
/// # Errors
/// Every broken rule at once; `UnknownReference` at `/unit_id`; `AlreadyExists` if the login is taken.
pub async fn register(app: &App, asked: &Registration<'_>, once: &Once) -> Result<Person> {
    let now = app.now();
    let bucket = limits::bucket(app, "register/address", asked.address);
    limits::hit(&app.db, &bucket, FROM_ADDRESS, WINDOW, now).await?;

    let mut wrong = Violations::new();
    let wish = PersonWish { full_name: asked.name, kind: asked.kind, ..PersonWish::default() };
    let plan = wrong.take(rules::read(&wish, now.date()));
    let login = wrong.take(Login::parse(asked.login, "/login"));
    let words = [app.config.site.name.as_str(), asked.name, asked.login];
    let password = wrong.take(Password::choose(asked.password, &words, "/password"));
    let unit = units::find(app.db.reader(), asked.unit).await?;
    let open = unit.is_some_and(|unit| unit.exists_on(now.date()));
    wrong.unless(open, Code::UnknownReference, "/unit_id");
    wrong.into_result()?;
    let (Some(plan), Some(login), Some(password)) = (plan, login, password) else {
        return Err(Error::NOT_FOUND);
    };
    let hash = app.hasher.hash(&password).await?;

    let person = Person {
        id: PersonId::new(now),
        unit: asked.unit,
        full_name: plan.full_name.as_str().to_owned(),
        kind: plan.kind,
        position: None,
        birth_date: None,
        phone: login.phone().map(str::to_owned),
        email: login.email().map(str::to_owned),
        created_at: now,
        version: Version::FIRST,
    };
    let tx = app.db.begin_write().await?;
    if let Claim::Repeat(known) = once.claim(&tx, person.id.0, now).await? {
        return persons::load(&*tx, &Scope::everything(), PersonId(known)).await;
    }
    persons::insert(&tx, &person).await?;
    let account = AccountId::new(now);
    accounts::insert(&tx, account, person.id, login.as_str(), Some(hash), now).await?;
    note(&tx, now, Some(person.id), "account.registered", account.0, nothing()).await?;
    tx.commit().await?;
    Ok(person)
}
