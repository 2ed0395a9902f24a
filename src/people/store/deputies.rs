//! Who stands in for somebody who is away.

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter,
    QueryOrder, sea_query::Expr,
};
use time::Date;

use super::accounts;
use crate::{
    authority::PersonId,
    foundation::{
        Error, Instant, Result, Tx,
        instant::{day_iso, parse_day},
    },
    people::{
        entity::deputy::{self, Column, Entity},
        model::{Leave, LeaveId},
    },
};

/// The leaves that cover a day; ISO days sort as text.
pub(super) fn on(today: Date) -> Condition {
    let today = day_iso(today);
    Condition::all()
        .add(Column::EndedAt.is_null())
        .add(Column::FromDay.lte(today.clone()))
        .add(Column::ToDay.gte(today))
}

/// Who acts for a person on a day: they themselves, or while they are away who stands in for them. Nobody where
/// the account is closed.
pub async fn acting(db: &impl ConnectionTrait, person: PersonId, today: Date) -> Result<Option<PersonId>> {
    let leave = Entity::find()
        .filter(Column::PersonId.eq(person.0))
        .filter(on(today))
        .order_by_desc(Column::Id)
        .one(db)
        .await?;
    let deputy = leave.map(|leave| PersonId(leave.deputy_id));
    for one in deputy.into_iter().chain([person]) {
        if accounts::of_person(db, one).await?.is_some_and(|account| !account.disabled) {
            return Ok(Some(one));
        }
    }
    Ok(None)
}

/// The present and coming leaves of a person, and those in which they stand in.
pub async fn around(db: &impl ConnectionTrait, person: PersonId, today: Date) -> Result<Vec<Leave>> {
    let rows = Entity::find()
        .filter(Condition::any().add(Column::PersonId.eq(person.0)).add(Column::DeputyId.eq(person.0)))
        .filter(Column::EndedAt.is_null())
        .filter(Column::ToDay.gte(day_iso(today)))
        .order_by_asc(Column::FromDay)
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    rows.into_iter().map(value).collect()
}

/// Writes a leave.
pub async fn insert(tx: &Tx, leave: &Leave, now: Instant) -> Result<()> {
    deputy::ActiveModel {
        id: Set(leave.id.0),
        person_id: Set(leave.person.0),
        deputy_id: Set(leave.deputy.0),
        from_day: Set(day_iso(leave.from)),
        to_day: Set(day_iso(leave.to)),
        created_at: Set(now),
        ended_at: Set(None),
    }
    .insert(&**tx)
    .await?;
    Ok(())
}

/// One leave of a person.
///
/// # Errors
/// `NotFound` for anybody else's.
pub async fn of(db: &impl ConnectionTrait, person: PersonId, id: LeaveId) -> Result<Leave> {
    let own = Entity::find_by_id(id.0).filter(Column::PersonId.eq(person.0)).one(db).await?;
    own.ok_or(Error::NOT_FOUND).and_then(value)
}

/// Ends a leave now; false if it had ended.
pub async fn end(tx: &Tx, id: LeaveId, now: Instant) -> Result<bool> {
    let done = Entity::update_many()
        .col_expr(Column::EndedAt, Expr::value(now))
        .filter(Column::Id.eq(id.0))
        .filter(Column::EndedAt.is_null())
        .exec(&**tx)
        .await?;
    Ok(done.rows_affected > 0)
}

fn value(row: deputy::Model) -> Result<Leave> {
    let day = |text: &str| parse_day(text).ok_or_else(|| Error::Damaged(format!("leave {}: day", row.id)));
    Ok(Leave {
        id: LeaveId(row.id),
        person: PersonId(row.person_id),
        deputy: PersonId(row.deputy_id),
        from: day(&row.from_day)?,
        to: day(&row.to_day)?,
    })
}
