//! How often something may be tried, remembered in the database: all processes count together and a
//! restart forgets nothing.
//!
//! An attempt is counted before the work it protects, in a transaction of its own: many requests at the
//! same moment cannot all pass. What turned out to be legitimate is taken back.

use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, DbErr, EntityTrait, ExprTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};

use crate::{
    app::App,
    foundation::{Code, Db, Error, Instant, Result, Tx},
    people::{entity::attempt, rules::wait_after},
};

/// The name of a bucket for a value nobody shall read in the table: an address, a login.
pub fn bucket(app: &App, what: &str, value: &str) -> String {
    format!("{what}/{}", app.secret.derive_token("attempt", value.as_bytes()))
}

/// Counts one attempt; at most `limit` fit into a window of `window_s` seconds.
///
/// # Errors
/// `TooManyRequests` with the rest of the window.
pub async fn hit(db: &Db, bucket: &str, limit: i32, window_s: i64, now: Instant) -> Result<()> {
    let tx = db.begin_write().await?;
    let row = count(&tx, bucket, window_s, now).await?;
    tx.commit().await?;
    if row.count > limit {
        return Err(later(row.window_start.plus_seconds(window_s), now));
    }
    Ok(())
}

/// Counts one guess; from the one numbered `free` on, each wrong one makes the next wait longer. Nobody is
/// locked out: after the wait the right answer works, and [`clear`] forgets the wrong ones.
///
/// # Errors
/// `TooManyRequests` with the wait; an attempt during a wait is not counted.
pub async fn guess(db: &Db, bucket: &str, free: i32, window_s: i64, now: Instant) -> Result<()> {
    let tx = db.begin_write().await?;
    let row = count(&tx, bucket, window_s, now).await?;
    // Looked at only now, with the row held: many guesses at the same moment cannot all pass. Going away
    // without a commit takes the count back.
    if now < row.blocked_until {
        return Err(later(row.blocked_until, now));
    }
    let wait = wait_after(row.count, free);
    if wait > 0 {
        attempt::Entity::update_many()
            .col_expr(attempt::Column::BlockedUntil, Expr::value(now.plus_seconds(wait)))
            // The window starts anew with each wait, so that the waits grow.
            .col_expr(attempt::Column::WindowStart, Expr::value(now.plus_seconds(wait)))
            .filter(attempt::Column::Bucket.eq(bucket))
            .exec(&*tx)
            .await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Adds one, after starting a new window where the old one has passed.
async fn count(tx: &Tx, bucket: &str, window_s: i64, now: Instant) -> Result<attempt::Model> {
    let fresh = attempt::ActiveModel {
        bucket: Set(bucket.to_owned()),
        window_start: Set(now),
        count: Set(0),
        blocked_until: Set(Instant(0)),
    };
    let made = attempt::Entity::insert(fresh)
        .on_conflict(OnConflict::column(attempt::Column::Bucket).do_nothing().to_owned())
        .exec_without_returning(&**tx)
        .await;
    match made {
        Ok(_) | Err(DbErr::RecordNotInserted) => {}
        Err(error) => return Err(error.into()),
    }
    attempt::Entity::update_many()
        .col_expr(attempt::Column::Count, Expr::value(0))
        .col_expr(attempt::Column::WindowStart, Expr::value(now))
        .filter(attempt::Column::Bucket.eq(bucket))
        .filter(attempt::Column::WindowStart.lte(now.plus_seconds(window_s.saturating_neg())))
        .exec(&**tx)
        .await?;
    attempt::Entity::update_many()
        .col_expr(attempt::Column::Count, Expr::col(attempt::Column::Count).add(1))
        .filter(attempt::Column::Bucket.eq(bucket))
        .exec(&**tx)
        .await?;
    attempt::Entity::find_by_id(bucket.to_owned())
        .one(&**tx)
        .await?
        .ok_or_else(|| Error::Damaged("an attempt vanished".to_owned()))
}

fn later(until: Instant, now: Instant) -> Error {
    let seconds = until.seconds_since(now).saturating_add(1).clamp(1, 86_400);
    Error::Later { code: Code::TooManyRequests, retry_after: u32::try_from(seconds).unwrap_or(1) }
}

/// Forgets all attempts of a bucket: the right answer was given.
pub async fn clear(tx: &Tx, bucket: &str) -> Result<()> {
    attempt::Entity::delete_by_id(bucket.to_owned()).exec(&**tx).await?;
    Ok(())
}

/// Takes one attempt back: it was legitimate.
pub async fn forgive(tx: &Tx, bucket: &str) -> Result<()> {
    attempt::Entity::update_many()
        .col_expr(attempt::Column::Count, Expr::col(attempt::Column::Count).sub(1))
        .filter(attempt::Column::Bucket.eq(bucket))
        .filter(attempt::Column::Count.gt(0))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Forgets buckets nobody touched for a day; run by the worker.
pub async fn purge(tx: &Tx, now: Instant) -> Result<()> {
    attempt::Entity::delete_many()
        .filter(attempt::Column::WindowStart.lt(now.plus_seconds(-86_400)))
        .exec(&**tx)
        .await?;
    Ok(())
}
