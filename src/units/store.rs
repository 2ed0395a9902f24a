//! Units to values and back; the closure is kept with every insert.

use std::collections::BTreeMap;

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter,
    QueryOrder, QuerySelect, sea_query::Expr,
};
use time::Date;

use super::{
    entity::{self, closure},
    model::{Unit, UnitKind},
};
use crate::{
    authority::UnitId,
    foundation::{
        Code, Error, Instant, Result, Tx, Version,
        instant::{day_iso, parse_day},
    },
};

/// One unit, if it exists.
pub async fn find(db: &impl ConnectionTrait, id: UnitId) -> Result<Option<Unit>> {
    entity::Entity::find_by_id(id.0).one(db).await?.map(unit).transpose()
}

/// One unit by its code, if it exists.
pub async fn by_code(db: &impl ConnectionTrait, code: &str) -> Result<Option<Unit>> {
    entity::Entity::find().filter(entity::Column::Code.eq(code)).one(db).await?.map(unit).transpose()
}

/// The commune itself: the unit with nothing above it; absent before the installation was set up.
pub async fn root(db: &impl ConnectionTrait) -> Result<Option<Unit>> {
    entity::Entity::find()
        .filter(entity::Column::ParentId.is_null())
        .order_by_asc(entity::Column::Id)
        .one(db)
        .await?
        .map(unit)
        .transpose()
}

/// Names of units; unknown ones are left out.
pub async fn names(db: &impl ConnectionTrait, ids: &[UnitId]) -> Result<BTreeMap<UnitId, String>> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows: Vec<(uuid::Uuid, String)> = entity::Entity::find()
        .select_only()
        .columns([entity::Column::Id, entity::Column::Name])
        .filter(entity::Column::Id.is_in(ids.iter().map(|id| id.0)))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(id, name)| (UnitId(id), name)).collect())
}

/// The names of all units by their part of addresses.
pub async fn names_by_slug(db: &impl ConnectionTrait) -> Result<BTreeMap<String, String>> {
    let rows: Vec<(String, String)> = entity::Entity::find()
        .select_only()
        .columns([entity::Column::Slug, entity::Column::Name])
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// Every unit, in the order they were made.
pub async fn tree(db: &impl ConnectionTrait) -> Result<Vec<Unit>> {
    let rows = entity::Entity::find().order_by_asc(entity::Column::Id).all(db).await?;
    rows.into_iter().map(unit).collect()
}

/// True if the part of the address is taken.
pub(super) async fn slug_is_taken(db: &impl ConnectionTrait, slug: &str) -> Result<bool> {
    Ok(entity::Entity::find().filter(entity::Column::Slug.eq(slug)).one(db).await?.is_some())
}

/// Writes a new unit and its place in the closure.
pub(super) async fn insert(tx: &Tx, unit: &Unit, now: Instant) -> Result<()> {
    entity::ActiveModel {
        id: Set(unit.id.0),
        code: Set(unit.code.clone()),
        slug: Set(unit.slug.clone()),
        kind: Set(unit.kind.as_str().to_owned()),
        name: Set(unit.name.clone()),
        parent_id: Set(unit.parent.map(|parent| parent.0)),
        valid_from: Set(unit.valid_from.map(day_iso)),
        valid_to: Set(unit.valid_to.map(day_iso)),
        created_at: Set(now),
        version: Set(unit.version),
    }
    .insert(&**tx)
    .await?;
    let above = match unit.parent {
        Some(parent) => {
            closure::Entity::find().filter(closure::Column::DescendantId.eq(parent.0)).all(&**tx).await?
        }
        None => Vec::new(),
    };
    let mut rows: Vec<closure::ActiveModel> = above
        .into_iter()
        .map(|row| closure::ActiveModel {
            ancestor_id: Set(row.ancestor_id),
            descendant_id: Set(unit.id.0),
            depth: Set(row.depth.saturating_add(1)),
        })
        .collect();
    rows.push(closure::ActiveModel {
        ancestor_id: Set(unit.id.0),
        descendant_id: Set(unit.id.0),
        depth: Set(0),
    });
    closure::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    Ok(())
}

/// Writes what may change of a unit.
///
/// # Errors
/// `Stale` if the row is not at `expected` any more.
pub(super) async fn save(tx: &Tx, unit: &Unit, expected: Version) -> Result<()> {
    let done = entity::Entity::update_many()
        .col_expr(entity::Column::Kind, Expr::value(unit.kind.as_str()))
        .col_expr(entity::Column::Name, Expr::value(unit.name.clone()))
        .col_expr(entity::Column::ValidFrom, Expr::value(unit.valid_from.map(day_iso)))
        .col_expr(entity::Column::ValidTo, Expr::value(unit.valid_to.map(day_iso)))
        .col_expr(entity::Column::Version, Expr::value(unit.version))
        .filter(entity::Column::Id.eq(unit.id.0).and(entity::Column::Version.eq(expected)))
        .exec(&**tx)
        .await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Code::Stale.into()) }
}

fn unit(row: entity::Model) -> Result<Unit> {
    let damaged = |what: &str| Error::Damaged(format!("unit {}: {what}", row.code));
    let day = |text: &Option<String>| -> Result<Option<Date>> {
        text.as_deref().map(|text| parse_day(text).ok_or_else(|| damaged("date"))).transpose()
    };
    Ok(Unit {
        id: UnitId(row.id),
        kind: UnitKind::parse(&row.kind).ok_or_else(|| damaged("kind"))?,
        valid_from: day(&row.valid_from)?,
        valid_to: day(&row.valid_to)?,
        parent: row.parent_id.map(UnitId),
        version: row.version,
        code: row.code,
        slug: row.slug,
        name: row.name,
    })
}

#[cfg(test)]
mod tests;
