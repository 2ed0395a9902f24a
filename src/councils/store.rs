//! Rows to values and back.

pub mod around;
pub mod councils;
pub mod minutes;
pub mod rounds;
pub mod rubrics;
pub mod sessions;
pub mod sheets;

use sea_orm::{ColumnTrait, Condition};
use serde::{Serialize, de::DeserializeOwned};
use time::Date;

use crate::{
    authority::Scope,
    foundation::{Code, Error, Result, instant::parse_day},
};

/// Rows of the scope's units, or of councils the scope's person sits on.
fn within<C: ColumnTrait>(scope: &Scope, unit: C, council: C) -> Condition {
    use sea_orm::{EntityTrait, QueryFilter, QuerySelect, QueryTrait};
    if scope.everything {
        return Condition::all();
    }
    let mut any = Condition::any().add(unit.is_in(scope.units.iter().map(|unit| unit.0)));
    if let Some(person) = scope.person {
        let seats = super::entity::member::Entity::find()
            .select_only()
            .column(super::entity::member::Column::CouncilId)
            .filter(super::entity::member::Column::PersonId.eq(person.0))
            .into_query();
        any = any.add(council.in_subquery(seats));
    }
    any
}

fn day(text: &str) -> Result<Date> {
    parse_day(text).ok_or_else(|| Error::Damaged(format!("{text} is not a day")))
}

fn word<T>(value: Option<T>, text: &str) -> Result<T> {
    value.ok_or_else(|| Error::Damaged(format!("unknown word {text}")))
}

fn json<T: DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|error| Error::Damaged(error.to_string()))
}

fn to_json<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::Damaged(error.to_string()))
}

fn changed_one(rows: u64) -> Result<()> {
    if rows == 1 { Ok(()) } else { Err(Code::Stale.into()) }
}
