//! Accounts: look-ups, passwords, second factors.

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter,
    QuerySelect, sea_query::Expr,
};

use crate::{
    authority::{AccountId, PersonId},
    foundation::{Code, Error, Instant, Result, Tx, Version, secret::token_hash},
    people::{
        entity::{account, person, recovery},
        model::Account,
    },
};

/// The account somebody signs in with, if there is one.
pub async fn by_login(db: &impl ConnectionTrait, login: &str) -> Result<Option<Account>> {
    Ok(account::Entity::find().filter(account::Column::Login.eq(login)).one(db).await?.map(value))
}

/// One account, if it exists.
pub async fn find(db: &impl ConnectionTrait, id: AccountId) -> Result<Option<Account>> {
    Ok(account::Entity::find_by_id(id.0).one(db).await?.map(value))
}

/// One account, held until the transaction ends: its password cannot change meanwhile.
pub async fn hold(tx: &Tx, id: AccountId) -> Result<Option<Account>> {
    Ok(account::Entity::find_by_id(id.0).lock_exclusive().one(&**tx).await?.map(value))
}

/// One account that must exist.
pub async fn load(db: &impl ConnectionTrait, id: AccountId) -> Result<Account> {
    find(db, id).await?.ok_or(Error::NOT_FOUND)
}

/// The accounts of persons.
pub async fn of_persons(db: &impl ConnectionTrait, persons: &[PersonId]) -> Result<Vec<Account>> {
    if persons.is_empty() {
        return Ok(Vec::new());
    }
    let ids = persons.iter().map(|person| person.0);
    let rows = account::Entity::find().filter(account::Column::PersonId.is_in(ids)).all(db).await?;
    Ok(rows.into_iter().map(value).collect())
}

/// The account of a person, if there is one.
pub async fn of_person(db: &impl ConnectionTrait, person: PersonId) -> Result<Option<Account>> {
    Ok(of_persons(db, &[person]).await?.into_iter().next())
}

/// Where letters to a person go, with their name; nowhere for a closed account.
pub async fn mailbox(db: &impl ConnectionTrait, id: PersonId) -> Result<Option<(String, String)>> {
    let Some(account) = of_person(db, id).await?.filter(|account| !account.disabled) else { return Ok(None) };
    let Some(row) = person::Entity::find_by_id(id.0).one(db).await? else { return Ok(None) };
    let own = Some(account.login).filter(|login| login.contains('@'));
    Ok(row.email.or(own).map(|address| (address, row.full_name)))
}

/// Writes a new account.
///
/// # Errors
/// `AlreadyExists` if the login is taken or the person has an account.
pub async fn insert(
    tx: &Tx,
    id: AccountId,
    person: PersonId,
    login: &str,
    password_hash: Option<String>,
    now: Instant,
) -> Result<()> {
    if by_login(&**tx, login).await?.is_some() {
        return Err(Code::AlreadyExists.into());
    }
    account::ActiveModel {
        id: Set(id.0),
        person_id: Set(person.0),
        login: Set(login.to_owned()),
        password_hash: Set(password_hash),
        totp_secret: Set(None),
        totp_pending: Set(None),
        totp_confirmed: Set(false),
        totp_last_step: Set(0),
        disabled: Set(false),
        created_at: Set(now),
        version: Set(Version::FIRST),
    }
    .insert(&**tx)
    .await?;
    Ok(())
}

/// Writes a new password.
pub async fn set_password(tx: &Tx, id: AccountId, hash: String) -> Result<()> {
    update(tx, id, account::Column::PasswordHash, Expr::value(hash)).await
}

/// Opens or closes an account.
pub async fn set_disabled(tx: &Tx, id: AccountId, disabled: bool) -> Result<()> {
    update(tx, id, account::Column::Disabled, Expr::value(disabled)).await
}

/// Keeps a secret that waits for its first code.
pub async fn set_pending(tx: &Tx, id: AccountId, secret: String) -> Result<()> {
    update(tx, id, account::Column::TotpPending, Expr::value(secret)).await
}

async fn update(tx: &Tx, id: AccountId, column: account::Column, to: Expr) -> Result<()> {
    let done = account::Entity::update_many()
        .col_expr(column, to)
        .filter(account::Column::Id.eq(id.0))
        .exec(&**tx)
        .await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Error::NOT_FOUND) }
}

/// Puts the waiting secret in use, its first code being of `step`, and replaces the recovery codes.
pub async fn confirm(tx: &Tx, id: AccountId, secret: String, step: i64, codes: &[String]) -> Result<()> {
    account::Entity::update_many()
        .col_expr(account::Column::TotpSecret, Expr::value(secret))
        .col_expr(account::Column::TotpPending, Expr::value(None::<String>))
        .col_expr(account::Column::TotpConfirmed, Expr::value(true))
        .col_expr(account::Column::TotpLastStep, Expr::value(step))
        .filter(account::Column::Id.eq(id.0))
        .exec(&**tx)
        .await?;
    recovery::Entity::delete_many().filter(recovery::Column::AccountId.eq(id.0)).exec(&**tx).await?;
    let rows = codes
        .iter()
        .map(|code| recovery::ActiveModel { code_hash: Set(recovery_hash(id, code)), account_id: Set(id.0) });
    recovery::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    Ok(())
}

/// The step of the code used last.
pub async fn last_step(db: &impl ConnectionTrait, id: AccountId) -> Result<i64> {
    let row = account::Entity::find_by_id(id.0).one(db).await?;
    Ok(row.map_or(i64::MAX, |row| row.totp_last_step))
}

/// Notes that a code of `step` was used; false if it, or a later one, was used before.
pub async fn use_step(tx: &Tx, id: AccountId, step: i64) -> Result<bool> {
    let done = account::Entity::update_many()
        .col_expr(account::Column::TotpLastStep, Expr::value(step))
        .filter(account::Column::Id.eq(id.0).and(account::Column::TotpLastStep.lt(step)))
        .exec(&**tx)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Uses a recovery code up; false if it is none of the account's.
pub async fn use_recovery(tx: &Tx, id: AccountId, code: &str) -> Result<bool> {
    let done = recovery::Entity::delete_by_id(recovery_hash(id, code)).exec(&**tx).await?;
    Ok(done.rows_affected == 1)
}

fn recovery_hash(id: AccountId, code: &str) -> String {
    let plain: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    token_hash(&format!("recovery/{id}/{}", plain.to_ascii_lowercase()))
}

fn value(row: account::Model) -> Account {
    Account {
        id: AccountId(row.id),
        person: PersonId(row.person_id),
        login: row.login,
        password_hash: row.password_hash,
        totp_secret: row.totp_secret,
        totp_pending: row.totp_pending,
        totp_confirmed: row.totp_confirmed,
        disabled: row.disabled,
    }
}
