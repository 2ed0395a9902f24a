//! The transactional outbox: events written with the change, delivered afterwards, at least once.
//!
//! An event is first fanned out to one row for each subscriber, so that a failing subscriber never
//! holds up or repeats the others. Rows carry identifiers, not data.

use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, Condition, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, LockBehavior, LockType, Query},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Db, Instant, Result, Tx, ids::new_uuid};

mod entity {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "outbox")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// e.g. `idea.received`
        pub topic: String,
        /// Empty until fanned out.
        pub subscriber: String,
        pub object_id: Uuid,
        pub payload: String,
        pub created_at: crate::foundation::Instant,
        /// Not before this moment: retries and lease both move it forward.
        pub due_at: crate::foundation::Instant,
        pub attempts: i32,
        pub last_error: Option<String>,
        /// Given up: an administrator looks at it.
        pub dead: bool,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// Something that happened and that others may want to hear of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// What happened, e.g. `idea.thanked`.
    pub topic: String,
    /// To which object.
    pub object: Uuid,
    /// Identifiers and codes a subscriber needs beside the object; no personal data.
    pub payload: serde_json::Value,
}

impl Event {
    /// An event with nothing beside its object.
    pub fn new(topic: &str, object: Uuid) -> Self {
        Self { topic: topic.to_owned(), object, payload: serde_json::Value::Null }
    }

    /// The same event with a payload.
    pub fn with(mut self, payload: serde_json::Value) -> Self {
        self.payload = payload;
        self
    }
}

/// One event on its way to one subscriber (or, with an empty subscriber, to be fanned out).
#[derive(Clone, Debug)]
pub struct Delivery {
    /// The row.
    pub id: Uuid,
    /// Who gets it; empty before the fan-out.
    pub subscriber: String,
    /// What happened.
    pub event: Event,
    /// How often it was tried, this time included.
    pub attempts: i32,
}

/// How long a worker may hold a row before another may take it, in seconds.
pub const LEASE_SECONDS: i64 = 60;
/// After this many failed attempts a row is left for an administrator.
pub const MOST_ATTEMPTS: i32 = 12;
/// The longest pause between two attempts, in seconds.
const LONGEST_PAUSE: i64 = 3_600;

/// Writes events in the transaction of their change.
pub async fn push(tx: &Tx, now: Instant, events: &[Event]) -> Result<()> {
    push_later(tx, now, now, events).await
}

/// Writes events that nobody hears of before `due`; until then they can be taken back.
pub async fn push_later(tx: &Tx, now: Instant, due: Instant, events: &[Event]) -> Result<()> {
    for event in events {
        insert(tx, now, due, event, "").await?;
    }
    Ok(())
}

/// Takes an event back before anybody heard of it. False if it is too late.
pub async fn take_back(tx: &Tx, event: &Event) -> Result<bool> {
    use entity::Column;
    let gone = entity::Entity::delete_many()
        .filter(Column::ObjectId.eq(event.object))
        .filter(Column::Topic.eq(event.topic.as_str()))
        .filter(Column::Payload.eq(event.payload.to_string()))
        .filter(Column::Subscriber.eq(""))
        .filter(Column::Attempts.eq(0))
        .exec(&**tx)
        .await?;
    Ok(gone.rows_affected > 0)
}

async fn insert(tx: &Tx, now: Instant, due: Instant, event: &Event, subscriber: &str) -> Result<()> {
    entity::ActiveModel {
        id: Set(new_uuid(now)),
        topic: Set(event.topic.clone()),
        subscriber: Set(subscriber.to_owned()),
        object_id: Set(event.object),
        payload: Set(event.payload.to_string()),
        created_at: Set(now),
        due_at: Set(due),
        attempts: Set(0),
        last_error: Set(None),
        dead: Set(false),
    }
    .insert(&**tx)
    .await?;
    Ok(())
}

/// Leases up to `limit` due rows, oldest first.
pub async fn claim(db: &Db, now: Instant, limit: u64) -> Result<Vec<Delivery>> {
    use entity::Column;
    let due = || Condition::all().add(Column::Dead.eq(false)).add(Column::DueAt.lte(now));
    // Reading first keeps an idle worker off the writer.
    if entity::Entity::find().filter(due()).one(db.reader()).await?.is_none() {
        return Ok(Vec::new());
    }
    let tx = db.begin_write().await?;
    let chosen = Query::select()
        .column(Column::Id)
        .from(entity::Entity)
        .cond_where(due())
        .order_by(Column::Id, sea_orm::Order::Asc)
        .limit(limit)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .to_owned();
    let rows = entity::Entity::update_many()
        .col_expr(Column::DueAt, Expr::value(now.plus_seconds(LEASE_SECONDS)))
        .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
        .filter(Column::Id.in_subquery(chosen))
        .exec_with_returning(&*tx)
        .await?;
    tx.commit().await?;
    let mut rows: Vec<_> = rows.into_iter().map(delivery).collect();
    rows.sort_by_key(|row| row.id);
    Ok(rows)
}

fn delivery(row: entity::Model) -> Delivery {
    Delivery {
        id: row.id,
        subscriber: row.subscriber,
        event: Event {
            topic: row.topic,
            object: row.object_id,
            payload: serde_json::from_str(&row.payload).unwrap_or_default(),
        },
        attempts: row.attempts,
    }
}

/// Turns an event row into one row for each subscriber, in one transaction.
pub async fn fan_out(db: &Db, delivery: &Delivery, subscribers: &[&str], now: Instant) -> Result<()> {
    let tx = db.begin_write().await?;
    for subscriber in subscribers {
        insert(&tx, now, now, &delivery.event, subscriber).await?;
    }
    entity::Entity::delete_by_id(delivery.id).exec(&*tx).await?;
    tx.commit().await
}

/// The subscriber did its work: the row is gone.
pub async fn done(db: &Db, delivery: &Delivery) -> Result<()> {
    let tx = db.begin_write().await?;
    entity::Entity::delete_by_id(delivery.id).exec(&*tx).await?;
    tx.commit().await
}

/// The subscriber failed: try again later, or give up after `MOST_ATTEMPTS`.
pub async fn failed(db: &Db, delivery: &Delivery, why: &str, now: Instant) -> Result<()> {
    let doublings = u32::try_from(delivery.attempts.clamp(0, 12)).unwrap_or(0);
    let pause = Ord::min(2_i64.saturating_pow(doublings), LONGEST_PAUSE);
    let tx = db.begin_write().await?;
    entity::Entity::update_many()
        .col_expr(entity::Column::DueAt, Expr::value(now.plus_seconds(pause)))
        .col_expr(entity::Column::LastError, Expr::value(why.chars().take(500).collect::<String>()))
        .col_expr(entity::Column::Dead, Expr::value(delivery.attempts >= MOST_ATTEMPTS))
        .filter(entity::Column::Id.eq(delivery.id))
        .exec(&*tx)
        .await?;
    tx.commit().await
}

/// How many rows wait and how many were given up: `(waiting, dead)`.
pub async fn depth(db: &Db) -> Result<(u64, u64)> {
    let count = |dead: bool| entity::Entity::find().filter(entity::Column::Dead.eq(dead));
    Ok((count(false).count(db.reader()).await?, count(true).count(db.reader()).await?))
}

/// Puts every given-up row back in line; answers how many.
pub async fn revive(db: &Db, now: Instant) -> Result<u64> {
    let tx = db.begin_write().await?;
    let revived = entity::Entity::update_many()
        .col_expr(entity::Column::Dead, Expr::value(false))
        .col_expr(entity::Column::Attempts, Expr::value(0))
        .col_expr(entity::Column::DueAt, Expr::value(now))
        .filter(entity::Column::Dead.eq(true))
        .exec(&*tx)
        .await?;
    tx.commit().await?;
    Ok(revived.rows_affected)
}

/// Topics and ages of the rows given up, newest first, for `doctor`.
pub async fn dead_letters(db: &Db, limit: u64) -> Result<Vec<(String, String, Option<String>)>> {
    let rows = entity::Entity::find()
        .filter(entity::Column::Dead.eq(true))
        .order_by_desc(entity::Column::Id)
        .limit(limit)
        .all(db.reader())
        .await?;
    Ok(rows.into_iter().map(|row| (row.topic, row.subscriber, row.last_error)).collect())
}
