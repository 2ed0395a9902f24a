//! Councils and their seats.

use super::{changed_one, day, within, word};
use crate::{
    authority::{PersonId, Scope, UnitId},
    councils::{
        entity::{council, member},
        model::{Capacity, Council, CouncilId, Member},
    },
    foundation::{Error, Instant, Result, Tx, Version, ids::new_uuid, instant::day_iso},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};

/// The council, if the scope reaches it.
pub async fn load(db: &impl ConnectionTrait, scope: &Scope, id: CouncilId) -> Result<Council> {
    let row = council::Entity::find_by_id(id.0)
        .filter(within(scope, council::Column::UnitId, council::Column::Id))
        .one(db)
        .await?
        .ok_or(Error::NOT_FOUND)?;
    with_members(db, vec![row]).await?.pop().ok_or(Error::NOT_FOUND)
}

/// The councils the scope reaches, newest first.
pub async fn list(db: &impl ConnectionTrait, scope: &Scope) -> Result<Vec<Council>> {
    let rows = council::Entity::find()
        .filter(within(scope, council::Column::UnitId, council::Column::Id))
        .order_by_desc(council::Column::Id)
        .limit(100)
        .all(db)
        .await?;
    with_members(db, rows).await
}

async fn with_members(db: &impl ConnectionTrait, rows: Vec<council::Model>) -> Result<Vec<Council>> {
    let seats = member::Entity::find()
        .filter(member::Column::CouncilId.is_in(rows.iter().map(|row| row.id)))
        .all(db)
        .await?;
    rows.into_iter()
        .map(|row| {
            let mine = seats.iter().filter(|seat| seat.council_id == row.id);
            let mut members = mine.map(seat).collect::<Result<Vec<_>>>()?;
            members.sort_by_key(|member| (member.capacity, member.from, member.person));
            Ok(Council {
                id: CouncilId(row.id),
                unit: UnitId(row.unit_id),
                name: row.name,
                decision_no: row.decision_no,
                decided_on: day(&row.decided_on)?,
                members,
                version: row.version,
            })
        })
        .collect()
}

fn seat(row: &member::Model) -> Result<Member> {
    Ok(Member {
        person: PersonId(row.person_id),
        capacity: word(Capacity::parse(&row.capacity), &row.capacity)?,
        from: day(&row.from_day)?,
        to: row.to_day.as_deref().map(day).transpose()?,
    })
}

/// Writes a new council with its members.
pub async fn insert(tx: &Tx, council: &Council, now: Instant) -> Result<()> {
    council::ActiveModel {
        id: Set(council.id.0),
        unit_id: Set(council.unit.0),
        name: Set(council.name.clone()),
        decision_no: Set(council.decision_no.clone()),
        decided_on: Set(day_iso(council.decided_on)),
        created_at: Set(now),
        version: Set(council.version),
    }
    .insert(&**tx)
    .await?;
    seats(tx, council, now).await
}

/// Writes the seats anew.
pub async fn save_members(tx: &Tx, council: &Council, expected: Version, now: Instant) -> Result<()> {
    let saved = council::Entity::update_many()
        .col_expr(council::Column::Version, Expr::value(council.version))
        .filter(council::Column::Id.eq(council.id.0))
        .filter(council::Column::Version.eq(expected))
        .exec(&**tx)
        .await?;
    changed_one(saved.rows_affected)?;
    member::Entity::delete_many().filter(member::Column::CouncilId.eq(council.id.0)).exec(&**tx).await?;
    seats(tx, council, now).await
}

async fn seats(tx: &Tx, council: &Council, now: Instant) -> Result<()> {
    let rows: Vec<_> = council
        .members
        .iter()
        .map(|seat| member::ActiveModel {
            id: Set(new_uuid(now)),
            council_id: Set(council.id.0),
            person_id: Set(seat.person.0),
            capacity: Set(seat.capacity.as_str().to_owned()),
            from_day: Set(day_iso(seat.from)),
            to_day: Set(seat.to.map(day_iso)),
        })
        .collect();
    if !rows.is_empty() {
        member::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    }
    Ok(())
}
