//! How much waits on a desk, by what it waits for.

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect,
    sea_query::{CaseStatement, Expr},
};

use super::rows::{damaged, within_units};
use crate::{
    authority::Scope,
    foundation::{Instant, Result},
    ideas::{
        entity::idea::{Column, Entity},
        model::State,
    },
};

/// What waits in one state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The state.
    pub state: State,
    /// How many.
    pub all: i64,
    /// How many of them are overdue.
    pub overdue: i64,
    /// How many of them are due by the given moment, and not overdue.
    pub soon: i64,
}

/// What waits in the units of a scope: one statement.
pub async fn waiting(
    db: &impl ConnectionTrait,
    scope: &Scope,
    now: Instant,
    soon: Instant,
) -> Result<Vec<Waiting>> {
    let count =
        |due: sea_orm::sea_query::SimpleExpr| Expr::expr(CaseStatement::new().case(due, 1).finally(0)).sum();
    let rows: Vec<(String, i64, i64, i64)> = Entity::find()
        .select_only()
        .column(Column::State)
        .column_as(Expr::col(Column::Id).count(), "waiting")
        .column_as(count(Column::DueAt.lt(now)), "overdue")
        .column_as(count(Column::DueAt.gte(now).and(Column::DueAt.lte(soon))), "soon")
        .filter(within_units(scope))
        .filter(Column::DueAt.is_not_null())
        .group_by(Column::State)
        .into_tuple()
        .all(db)
        .await?;
    rows.into_iter()
        .map(|(state, all, overdue, soon)| {
            let state = State::parse(&state).ok_or_else(|| damaged("idea state", &state))?;
            Ok(Waiting { state, all, overdue, soon })
        })
        .collect()
}
