//! Gapless numbers, one sequence for each series: a number is taken in the transaction that uses it.

use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, DbErr, EntityTrait, ExprTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};

use super::{Error, Result, Tx};

mod entity {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "number_series")]
    pub struct Model {
        /// e.g. `idea/<unit>/2026`
        #[sea_orm(primary_key, auto_increment = false)]
        pub series: String,
        pub last: i64,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// Takes the next number of a series, starting at 1. Undone with the transaction.
pub async fn next(tx: &Tx, series: &str) -> Result<i64> {
    let started =
        entity::Entity::insert(entity::ActiveModel { series: Set(series.to_owned()), last: Set(0) })
            .on_conflict(OnConflict::column(entity::Column::Series).do_nothing().to_owned())
            .exec_without_returning(&**tx)
            .await;
    match started {
        Ok(_) | Err(DbErr::RecordNotInserted) => {}
        Err(error) => return Err(error.into()),
    }
    entity::Entity::update_many()
        .col_expr(entity::Column::Last, Expr::col(entity::Column::Last).add(1))
        .filter(entity::Column::Series.eq(series))
        .exec(&**tx)
        .await?;
    entity::Entity::find_by_id(series.to_owned())
        .one(&**tx)
        .await?
        .map(|row| row.last)
        .ok_or_else(|| Error::Damaged(format!("number series {series} vanished")))
}
