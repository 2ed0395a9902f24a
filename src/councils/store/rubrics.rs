//! Rubrics.

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, sea_query::Expr,
};

use super::{changed_one, json, to_json};
use crate::{
    authority::UnitId,
    councils::{
        entity::rubric::{ActiveModel, Column, Entity, Model},
        model::{Rubric, RubricId},
    },
    foundation::{Error, Instant, Result, Tx, Version},
};

/// One rubric; rubrics are no secret.
pub async fn load(db: &impl ConnectionTrait, id: RubricId) -> Result<Rubric> {
    value(Entity::find_by_id(id.0).one(db).await?.ok_or(Error::NOT_FOUND)?)
}

/// The same, held until the end of the transaction, so that it cannot change while a round takes it.
pub async fn hold(tx: &Tx, id: RubricId) -> Result<Rubric> {
    value(Entity::find_by_id(id.0).lock_exclusive().one(&**tx).await?.ok_or(Error::NOT_FOUND)?)
}

/// Every rubric, each with its newest edition first.
pub async fn list(db: &impl ConnectionTrait) -> Result<Vec<Rubric>> {
    let rows =
        Entity::find().order_by_asc(Column::Code).order_by_desc(Column::Edition).limit(200).all(db).await?;
    rows.into_iter().map(value).collect()
}

/// The newest edition of a code, if there is one.
pub async fn newest(db: &impl ConnectionTrait, code: &str) -> Result<Option<Rubric>> {
    let row = Entity::find().filter(Column::Code.eq(code)).order_by_desc(Column::Edition).one(db).await?;
    row.map(value).transpose()
}

fn value(row: Model) -> Result<Rubric> {
    Ok(Rubric {
        id: RubricId(row.id),
        unit: row.unit_id.map(UnitId),
        code: row.code,
        edition: row.edition,
        title_vi: row.title_vi,
        title_en: row.title_en,
        criteria: json(&row.criteria)?,
        source: row.source,
        verified: row.verified,
        used_at: row.used_at,
        version: row.version,
    })
}

/// Writes a new edition.
pub async fn insert(tx: &Tx, rubric: &Rubric, now: Instant) -> Result<()> {
    ActiveModel {
        id: Set(rubric.id.0),
        unit_id: Set(rubric.unit.map(|unit| unit.0)),
        code: Set(rubric.code.clone()),
        edition: Set(rubric.edition),
        title_vi: Set(rubric.title_vi.clone()),
        title_en: Set(rubric.title_en.clone()),
        criteria: Set(to_json(&rubric.criteria)?),
        source: Set(rubric.source.clone()),
        verified: Set(rubric.verified),
        used_at: Set(rubric.used_at),
        created_at: Set(now),
        version: Set(rubric.version),
    }
    .insert(&**tx)
    .await?;
    Ok(())
}

/// Changes an edition that no round has used.
pub async fn save(tx: &Tx, rubric: &Rubric, expected: Version) -> Result<()> {
    let saved = Entity::update_many()
        .col_expr(Column::TitleVi, Expr::value(rubric.title_vi.clone()))
        .col_expr(Column::TitleEn, Expr::value(rubric.title_en.clone()))
        .col_expr(Column::Criteria, Expr::value(to_json(&rubric.criteria)?))
        .col_expr(Column::Source, Expr::value(rubric.source.clone()))
        .col_expr(Column::Version, Expr::value(rubric.version))
        .filter(
            Condition::all()
                .add(Column::Id.eq(rubric.id.0))
                .add(Column::Version.eq(expected))
                .add(Column::UsedAt.is_null()),
        )
        .exec(&**tx)
        .await?;
    changed_one(saved.rows_affected)
}

/// Freezes an edition: a round uses it.
pub async fn freeze(tx: &Tx, id: RubricId, now: Instant) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::UsedAt, Expr::value(now))
        .filter(Column::Id.eq(id.0))
        .filter(Column::UsedAt.is_null())
        .exec(&**tx)
        .await?;
    Ok(())
}
