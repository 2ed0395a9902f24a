//! Units to values and back; the closure is kept with every insert.

use std::collections::BTreeMap;

use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, Query},
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

/// The commune a unit belongs to: the nearest one at or above it, else, and for no unit, the commune of the
/// installation. Absent only before the installation was set up.
pub async fn commune(db: &impl ConnectionTrait, of: Option<UnitId>) -> Result<Option<Unit>> {
    let kinds = UnitKind::COMMUNES.map(UnitKind::as_str);
    let communes = entity::Entity::find()
        .filter(entity::Column::Kind.is_in(kinds))
        .order_by_asc(entity::Column::Id)
        .all(db)
        .await?;
    let near = match of {
        // The one commune of an installation is everybody's.
        Some(of) if communes.len() > 1 => {
            above(db, of).await?.into_iter().find_map(|id| communes.iter().find(|row| row.id == id.0))
        }
        _ => None,
    };
    let open = || communes.iter().find(|row| row.valid_to.is_none());
    match near.or_else(open).or_else(|| communes.first()) {
        Some(row) => unit(row.clone()).map(Some),
        None => top(db).await,
    }
}

/// The unit with nothing above it: the province where there is one, else the commune.
pub(super) async fn top(db: &impl ConnectionTrait) -> Result<Option<Unit>> {
    let top = entity::Entity::find().filter(entity::Column::ParentId.is_null());
    top.order_by_asc(entity::Column::Id).one(db).await?.map(unit).transpose()
}

/// The unit itself and everything above it, the nearest first.
pub async fn above(db: &impl ConnectionTrait, unit: UnitId) -> Result<Vec<UnitId>> {
    let ids: Vec<uuid::Uuid> = closure::Entity::find()
        .select_only()
        .column(closure::Column::AncestorId)
        .filter(closure::Column::DescendantId.eq(unit.0))
        .order_by_asc(closure::Column::Depth)
        .into_tuple()
        .all(db)
        .await?;
    Ok(ids.into_iter().map(UnitId).collect())
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

/// Every unit, each below its parent, children in the order they were made.
pub async fn tree(db: &impl ConnectionTrait) -> Result<Vec<Unit>> {
    let rows = entity::Entity::find().order_by_desc(entity::Column::Id).all(db).await?;
    let mut below: BTreeMap<Option<UnitId>, Vec<Unit>> = BTreeMap::new();
    for row in rows {
        let unit = unit(row)?;
        below.entry(unit.parent).or_default().push(unit);
    }
    let mut waiting = below.remove(&None).unwrap_or_default();
    let mut tree = Vec::new();
    while let Some(unit) = waiting.pop() {
        waiting.extend(below.remove(&Some(unit.id)).unwrap_or_default());
        tree.push(unit);
    }
    Ok(tree)
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
        successor_id: Set(unit.successor.map(|successor| successor.0)),
        created_at: Set(now),
        version: Set(unit.version),
    }
    .insert(&**tx)
    .await?;
    let itself =
        closure::ActiveModel { ancestor_id: Set(unit.id.0), descendant_id: Set(unit.id.0), depth: Set(0) };
    closure::Entity::insert(itself).exec_without_returning(&**tx).await?;
    hang(tx, unit.id, unit.parent).await
}

/// Rows one statement writes: three values each, far below what either engine takes.
const ROWS: usize = 1_000;

/// Writes into the closure what stands above a unit, and so above everything below it.
async fn hang(tx: &Tx, unit: UnitId, parent: Option<UnitId>) -> Result<()> {
    let Some(parent) = parent else { return Ok(()) };
    let above = closure::Entity::find().filter(closure::Column::DescendantId.eq(parent.0)).all(&**tx).await?;
    let below = closure::Entity::find().filter(closure::Column::AncestorId.eq(unit.0)).all(&**tx).await?;
    let rows: Vec<closure::ActiveModel> = above
        .iter()
        .flat_map(|upper| below.iter().map(move |lower| (upper, lower)))
        .map(|(upper, lower)| closure::ActiveModel {
            ancestor_id: Set(upper.ancestor_id),
            descendant_id: Set(lower.descendant_id),
            depth: Set(upper.depth.saturating_add(lower.depth).saturating_add(1)),
        })
        .collect();
    for some in rows.chunks(ROWS) {
        closure::Entity::insert_many(some.to_vec()).exec_without_returning(&**tx).await?;
    }
    Ok(())
}

/// Hangs a unit with everything below it under another one; the caller made sure that it is not below itself.
pub(super) async fn place(tx: &Tx, unit: UnitId, parent: UnitId) -> Result<()> {
    let below = || {
        let mut below = Query::select();
        below
            .column(closure::Column::DescendantId)
            .from(closure::Entity)
            .and_where(closure::Column::AncestorId.eq(unit.0));
        below
    };
    closure::Entity::delete_many()
        .filter(closure::Column::DescendantId.in_subquery(below()))
        .filter(closure::Column::AncestorId.not_in_subquery(below()))
        .exec(&**tx)
        .await?;
    entity::Entity::update_many()
        .col_expr(entity::Column::ParentId, Expr::value(parent.0))
        .filter(entity::Column::Id.eq(unit.0))
        .exec(&**tx)
        .await?;
    hang(tx, unit, Some(parent)).await
}

/// Notes which unit goes on in the place of another.
pub(super) async fn succeed(tx: &Tx, unit: UnitId, successor: UnitId) -> Result<()> {
    entity::Entity::update_many()
        .col_expr(entity::Column::SuccessorId, Expr::value(successor.0))
        .filter(entity::Column::Id.eq(unit.0))
        .exec(&**tx)
        .await?;
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
        .col_expr(entity::Column::SuccessorId, Expr::value(unit.successor.map(|successor| successor.0)))
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
        successor: row.successor_id.map(UnitId),
        version: row.version,
        code: row.code,
        slug: row.slug,
        name: row.name,
    })
}

#[cfg(test)]
mod tests;
