//! How many units of each group have an applied idea in a quarter: one statement over the projection and the tree.

use sea_orm::{
    ConnectionTrait, FromQueryResult,
    sea_query::{Alias, Expr, ExprTrait, Query, SelectStatement},
};
use uuid::Uuid;

use crate::{
    archive::{
        entity::publication,
        model::{Group, Quarter, Reached},
    },
    authority::UnitId,
    foundation::{Instant, Result, instant::day_iso},
    units::closure,
};

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    kind: String,
    name: String,
    reached: bool,
}

/// Every unit that counts in one of the groups and existed in the quarter, by name.
pub async fn reached(db: &impl ConnectionTrait, quarter: Quarter) -> Result<Vec<Reached>> {
    let rows = Row::find_by_statement(db.get_database_backend().build(&statement(quarter))).all(db).await?;
    let reached = rows.into_iter().filter_map(|row| {
        let group = Group::of(&row.kind)?;
        Some(Reached { unit: UnitId(row.id), name: row.name, group, with: row.reached })
    });
    Ok(reached.collect())
}

fn statement(quarter: Quarter) -> SelectStatement {
    let (first, last) = (quarter.first_day(), quarter.last_day());
    let unit = |column: &'static str| Expr::col((Alias::new("units"), Alias::new(column)));
    let shown = |column: publication::Column| Expr::col((publication::Entity, column));
    // Whatever happens in a class happens in its school.
    let mut published = Query::select();
    published
        .expr(Expr::val(1))
        .from(publication::Entity)
        .inner_join(
            closure::Entity,
            Expr::col((closure::Entity, closure::Column::DescendantId))
                .equals((publication::Entity, publication::Column::UnitId)),
        )
        .and_where(
            Expr::col((closure::Entity, closure::Column::AncestorId))
                .equals((Alias::new("units"), Alias::new("id"))),
        )
        .and_where(shown(publication::Column::Hidden).eq(false))
        .and_where(shown(publication::Column::HonouredAt).gte(Instant::start_of(first)))
        .and_where(shown(publication::Column::HonouredAt).lte(Instant::end_of(last)));
    let kinds = Group::ALL.iter().flat_map(|group| group.kinds().iter().map(|kind| kind.as_str()));
    let mut statement = Query::select();
    statement
        .columns(["id", "kind", "name"].map(Alias::new))
        .expr_as(Expr::exists(published), Alias::new("reached"))
        .from(Alias::new("units"))
        .and_where(unit("kind").is_in(kinds))
        .and_where(unit("valid_from").is_null().or(unit("valid_from").lte(day_iso(last))))
        .and_where(unit("valid_to").is_null().or(unit("valid_to").gte(day_iso(first))))
        .order_by(Alias::new("name"), sea_orm::Order::Asc)
        .order_by(Alias::new("id"), sea_orm::Order::Asc);
    statement
}
