//! How much each unit has published and thanked: kept with every change, so that figures read one row a unit and
//! never the publications.

use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

use crate::{
    archive::{
        entity::count::{ActiveModel, Column, Entity},
        model::Figures,
    },
    foundation::{Result, Tx},
};

/// What changes for one unit.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Change {
    pub shown: i32,
    pub thanked: i32,
    pub thanked_in_time: i32,
}

/// Adds to the counts of a unit.
pub(super) async fn add(tx: &Tx, unit: Uuid, change: Change) -> Result<()> {
    let plus = |column: Column, by: i32| (column, Expr::col((Entity, column)).add(by));
    let row = ActiveModel {
        id: Set(unit),
        shown: Set(change.shown),
        thanked: Set(change.thanked),
        thanked_in_time: Set(change.thanked_in_time),
    };
    let more = OnConflict::column(Column::Id)
        .values([
            plus(Column::Shown, change.shown),
            plus(Column::Thanked, change.thanked),
            plus(Column::ThankedInTime, change.thanked_in_time),
        ])
        .to_owned();
    Entity::insert(row).on_conflict(more).exec_without_returning(&**tx).await?;
    Ok(())
}

/// The public figures; `units` is left to the caller.
pub async fn figures(db: &impl ConnectionTrait) -> Result<Figures> {
    let rows: Vec<(i32, i32, i32)> = Entity::find()
        .select_only()
        .column(Column::Shown)
        .column(Column::Thanked)
        .column(Column::ThankedInTime)
        .filter(Column::Shown.gt(0).or(Column::Thanked.gt(0)))
        .into_tuple()
        .all(db)
        .await?;
    let sum = |of: fn(&(i32, i32, i32)) -> i32| -> u64 {
        rows.iter().map(of).filter_map(|count| u64::try_from(count).ok()).sum()
    };
    Ok(Figures {
        units_with: u64::try_from(rows.iter().filter(|row| row.0 > 0).count()).unwrap_or(u64::MAX),
        units: 0,
        applied: sum(|row| row.0),
        thanked: sum(|row| row.1),
        thanked_in_time: sum(|row| row.2),
    })
}
