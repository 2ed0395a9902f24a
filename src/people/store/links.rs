//! One-time links: setting up, signing in once, choosing a new password.
//!
//! Only the hash of a token is kept; whoever holds the link may use it once and until it expires.

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
    sea_query::Expr,
};

use crate::{
    app::App,
    authority::AccountId,
    foundation::{
        Code, Instant, Result, Tx, Violations,
        secret::{random_token, token_hash},
    },
    people::{entity::link, model::LinkKind},
};

/// Seconds a link of each kind may be used.
pub const fn lifetime(kind: LinkKind) -> i64 {
    match kind {
        LinkKind::FirstAdmin | LinkKind::SignIn => 3 * 24 * 3600,
        LinkKind::Reset => 3600,
    }
}

/// Makes a link and answers its token, which is never seen again.
pub async fn create(
    tx: &Tx,
    kind: LinkKind,
    account: Option<AccountId>,
    expires_at: Instant,
) -> Result<String> {
    let token = random_token();
    link::ActiveModel {
        token_hash: Set(token_hash(&token)),
        kind: Set(kind.as_str().to_owned()),
        account_id: Set(account.map(|account| account.0)),
        expires_at: Set(expires_at),
        used_at: Set(None),
    }
    .insert(&**tx)
    .await?;
    Ok(token)
}

/// The address people open.
pub fn address(app: &App, kind: LinkKind, token: &str) -> String {
    let page = match kind {
        LinkKind::FirstAdmin => "thiet-lap",
        LinkKind::SignIn => "lien-ket",
        LinkKind::Reset => "dat-mat-khau",
    };
    app.link(&format!("/app/{page}?token={token}"))
}

/// True while the link may still be used; for refusing early, before anything costly.
pub async fn is_open(db: &impl ConnectionTrait, kind: LinkKind, token: &str, now: Instant) -> Result<bool> {
    let row = link::Entity::find_by_id(token_hash(token)).one(db).await?;
    Ok(row.is_some_and(|row| row.kind == kind.as_str() && row.used_at.is_none() && now < row.expires_at))
}

/// Uses a link up, in the transaction of what it is for.
///
/// # Errors
/// `LinkSpent` at `/token` if it was used, has expired, or never was.
pub async fn take(tx: &Tx, kind: LinkKind, token: &str, now: Instant) -> Result<Option<AccountId>> {
    let hash = token_hash(token);
    let taken = link::Entity::update_many()
        .col_expr(link::Column::UsedAt, Expr::value(now))
        .filter(link::Column::TokenHash.eq(hash.clone()))
        .filter(link::Column::Kind.eq(kind.as_str()))
        .filter(link::Column::UsedAt.is_null())
        .filter(link::Column::ExpiresAt.gt(now))
        .exec(&**tx)
        .await?;
    if taken.rows_affected != 1 {
        return Err(spent().into());
    }
    let row = link::Entity::find_by_id(hash).one(&**tx).await?;
    Ok(row.and_then(|row| row.account_id).map(AccountId))
}

/// The refusal of a link that was used, has expired, or never was.
pub fn spent() -> Violations {
    Violations::one(Code::LinkSpent, "/token")
}

/// Makes the unused links of an account useless: a newer one, or a new password, replaces them.
pub async fn revoke(tx: &Tx, account: AccountId, kinds: &[LinkKind]) -> Result<()> {
    link::Entity::delete_many()
        .filter(link::Column::AccountId.eq(account.0))
        .filter(link::Column::Kind.is_in(kinds.iter().map(|kind| kind.as_str())))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Forgets links that expired; run by the worker.
pub async fn purge(tx: &Tx, now: Instant) -> Result<()> {
    link::Entity::delete_many().filter(link::Column::ExpiresAt.lte(now)).exec(&**tx).await?;
    Ok(())
}
