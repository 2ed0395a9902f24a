//! Sessions: only the hash of a token is kept.

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType,
    QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    authority::{AccountId, PersonId, UnitId},
    foundation::{
        Instant, Result, Tx,
        ids::new_uuid,
        secret::{random_token, token_hash},
    },
    people::{
        entity::{account, person, session},
        model::Device,
        rules::{Lifetime, TOUCH_SECONDS},
    },
};

/// A session with its account and person, as stored.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Found {
    id: Uuid,
    account_id: Uuid,
    person_id: Uuid,
    full_name: String,
    unit_id: Uuid,
    created_at: Instant,
    seen_at: Instant,
    expires_at: Instant,
    /// Second factor or one-time link given.
    pub strong: bool,
    /// The account has a second factor.
    pub totp_confirmed: bool,
}

impl Found {
    /// The session.
    pub fn id(&self) -> Uuid {
        self.id
    }

    /// The account.
    pub fn account(&self) -> AccountId {
        AccountId(self.account_id)
    }

    /// The person.
    pub fn person(&self) -> PersonId {
        PersonId(self.person_id)
    }

    /// The person's name.
    pub fn name(&self) -> &str {
        &self.full_name
    }

    /// The person's unit.
    pub fn unit(&self) -> UnitId {
        UnitId(self.unit_id)
    }

    /// True while it may be used under limits that may be narrower than those it began with.
    pub fn lives(&self, life: Lifetime, now: Instant) -> bool {
        let ends = Ord::min(self.expires_at, self.created_at.plus_seconds(life.absolute));
        life.holds(self.seen_at, ends, now)
    }

    /// True if the last use was noted long enough ago to note it again.
    pub fn wants_touch(&self, now: Instant) -> bool {
        now.seconds_since(self.seen_at) >= TOUCH_SECONDS
    }
}

/// The live session behind a token: one query over session, account and person.
pub async fn find(
    db: &impl ConnectionTrait,
    token: &str,
    life: Lifetime,
    now: Instant,
) -> Result<Option<Found>> {
    let found = session::Entity::find()
        .select_only()
        .columns([
            session::Column::Id,
            session::Column::AccountId,
            session::Column::CreatedAt,
            session::Column::SeenAt,
            session::Column::ExpiresAt,
            session::Column::Strong,
        ])
        .columns([account::Column::PersonId, account::Column::TotpConfirmed])
        .columns([person::Column::FullName, person::Column::UnitId])
        .join(
            JoinType::InnerJoin,
            session::Entity::belongs_to(account::Entity)
                .from(session::Column::AccountId)
                .to(account::Column::Id)
                .into(),
        )
        .join(
            JoinType::InnerJoin,
            account::Entity::belongs_to(person::Entity)
                .from(account::Column::PersonId)
                .to(person::Column::Id)
                .into(),
        )
        .filter(session::Column::TokenHash.eq(token_hash(token)))
        .filter(account::Column::Disabled.eq(false))
        .into_model::<Found>()
        .one(db)
        .await?;
    Ok(found.filter(|found| found.lives(life, now)))
}

/// Begins a session and answers its token, which is never seen again; ends the one it replaces.
pub async fn begin(
    tx: &Tx,
    account: AccountId,
    strong: bool,
    replaces: Option<&str>,
    life: Lifetime,
    now: Instant,
) -> Result<String> {
    if let Some(token) = replaces {
        session::Entity::delete_by_id(token_hash(token)).exec(&**tx).await?;
    }
    let token = random_token();
    session::ActiveModel {
        token_hash: Set(token_hash(&token)),
        id: Set(new_uuid(now)),
        account_id: Set(account.0),
        created_at: Set(now),
        seen_at: Set(now),
        expires_at: Set(now.plus_seconds(life.absolute)),
        strong: Set(strong),
    }
    .insert(&**tx)
    .await?;
    Ok(token)
}

/// Notes that a session was used.
pub async fn touch(tx: &Tx, token: &str, now: Instant) -> Result<()> {
    session::Entity::update_many()
        .col_expr(session::Column::SeenAt, Expr::value(now))
        .filter(session::Column::TokenHash.eq(token_hash(token)))
        .filter(session::Column::SeenAt.lt(now))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Ends the session of a token; true if there was one.
pub async fn end(tx: &Tx, token: &str) -> Result<bool> {
    Ok(session::Entity::delete_by_id(token_hash(token)).exec(&**tx).await?.rows_affected == 1)
}

/// Ends one session of an account, or all of them; answers how many.
pub async fn end_of(tx: &Tx, account: AccountId, only: Option<Uuid>) -> Result<u64> {
    let mut gone = session::Entity::delete_many().filter(session::Column::AccountId.eq(account.0));
    if let Some(id) = only {
        gone = gone.filter(session::Column::Id.eq(id));
    }
    Ok(gone.exec(&**tx).await?.rows_affected)
}

/// Ends every session of an account but the one of this token.
pub async fn end_others(tx: &Tx, account: AccountId, but: &str) -> Result<()> {
    session::Entity::delete_many()
        .filter(session::Column::AccountId.eq(account.0))
        .filter(session::Column::TokenHash.ne(token_hash(but)))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// The live sessions of an account, latest first.
pub async fn devices(
    db: &impl ConnectionTrait,
    account: AccountId,
    current: Uuid,
    life: Lifetime,
    now: Instant,
) -> Result<Vec<Device>> {
    let rows = session::Entity::find()
        .filter(session::Column::AccountId.eq(account.0))
        .order_by_desc(session::Column::SeenAt)
        .limit(100)
        .all(db)
        .await?;
    let live = rows.into_iter().filter(|row| life.holds(row.seen_at, row.expires_at, now));
    Ok(live
        .map(|row| Device {
            id: row.id,
            created_at: row.created_at,
            seen_at: row.seen_at,
            current: row.id == current,
        })
        .collect())
}

/// Forgets sessions that ended by age or rest; run by the worker.
pub async fn purge(tx: &Tx, life: Lifetime, now: Instant) -> Result<()> {
    session::Entity::delete_many()
        .filter(
            sea_orm::Condition::any()
                .add(session::Column::ExpiresAt.lte(now))
                .add(session::Column::SeenAt.lte(now.plus_seconds(life.idle.saturating_neg()))),
        )
        .exec(&**tx)
        .await?;
    Ok(())
}
