//! Persons: cards for other wings, pages for administrators.

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait,
    JoinType, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    authority::{PersonId, Role, Scope, UnitId},
    foundation::{
        Code, Error, Result, Tx, Version,
        instant::{day_iso, parse_day},
        page::{Ask, Cursor, Page},
        text::fold,
    },
    people::{
        entity::{account, grant, person},
        model::{Person, PersonCard, SubmitterKind},
    },
    units::{self, closure},
};

/// What other wings may know of a person, if there is such a person.
pub async fn card(db: &impl ConnectionTrait, id: PersonId) -> Result<Option<PersonCard>> {
    Ok(cards(db, &[id]).await?.into_iter().next())
}

/// The same of many persons; unknown ones are left out.
pub async fn cards(db: &impl ConnectionTrait, ids: &[PersonId]) -> Result<Vec<PersonCard>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = person::Entity::find()
        .filter(person::Column::Id.is_in(ids.iter().map(|id| id.0)))
        .order_by_asc(person::Column::NameKey)
        .all(db)
        .await?;
    with_units(db, rows).await
}

/// The day somebody was born, where it is known.
pub async fn born(db: &impl ConnectionTrait, id: PersonId) -> Result<Option<time::Date>> {
    let row = person::Entity::find_by_id(id.0).one(db).await?;
    Ok(row.and_then(|row| row.birth_date).as_deref().and_then(parse_day))
}

/// Everybody who can act in a role for a unit: holders in it or in a unit above, whose account is open.
pub async fn holders(db: &impl ConnectionTrait, role: Role, unit: UnitId) -> Result<Vec<PersonCard>> {
    let ids: Vec<Uuid> = grant::Entity::find()
        .select_only()
        .column(account::Column::PersonId)
        .distinct()
        .join(
            JoinType::InnerJoin,
            grant::Entity::belongs_to(account::Entity)
                .from(grant::Column::AccountId)
                .to(account::Column::Id)
                .into(),
        )
        .join(
            JoinType::InnerJoin,
            grant::Entity::belongs_to(closure::Entity)
                .from(grant::Column::UnitId)
                .to(closure::Column::AncestorId)
                .into(),
        )
        .filter(grant::Column::Role.eq(role.as_str()))
        .filter(closure::Column::DescendantId.eq(unit.0))
        .filter(account::Column::Disabled.eq(false))
        .into_tuple()
        .all(db)
        .await?;
    cards(db, &ids.into_iter().map(PersonId).collect::<Vec<_>>()).await
}

async fn with_units(db: &impl ConnectionTrait, rows: Vec<person::Model>) -> Result<Vec<PersonCard>> {
    let mut unit_ids: Vec<UnitId> = rows.iter().map(|row| UnitId(row.unit_id)).collect();
    unit_ids.sort_unstable();
    unit_ids.dedup();
    let names = units::names(db, &unit_ids).await?;
    rows.into_iter()
        .map(|row| {
            let person = value(row)?;
            Ok(PersonCard {
                unit_name: names.get(&person.unit).cloned().unwrap_or_default(),
                id: person.id,
                full_name: person.full_name,
                kind: person.kind,
                unit: person.unit,
                position: person.position,
                birth_date: person.birth_date,
            })
        })
        .collect()
}

fn within(scope: &Scope) -> Condition {
    if scope.everything {
        return Condition::all();
    }
    let mut any = Condition::any().add(person::Column::UnitId.is_in(scope.units.iter().map(|unit| unit.0)));
    if let Some(own) = scope.person {
        any = any.add(person::Column::Id.eq(own.0));
    }
    any
}

/// One person within a scope.
///
/// # Errors
/// `NotFound` outside it.
pub async fn load(db: &impl ConnectionTrait, scope: &Scope, id: PersonId) -> Result<Person> {
    person::Entity::find_by_id(id.0)
        .filter(within(scope))
        .one(db)
        .await?
        .map(value)
        .transpose()?
        .ok_or(Error::NOT_FOUND)
}

/// What a list of persons is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Filter<'a> {
    /// Persons of this unit and everything below it.
    pub unit: Option<UnitId>,
    /// Part of a name, with or without marks.
    pub name: Option<&'a str>,
}

/// Persons within a scope, latest entered first.
pub async fn list(
    db: &impl ConnectionTrait,
    scope: &Scope,
    filter: &Filter<'_>,
    ask: &Ask,
) -> Result<Page<Person>> {
    let mut query = person::Entity::find().filter(within(scope));
    if let Some(unit) = filter.unit {
        let below = closure::Entity::find()
            .select_only()
            .column(closure::Column::DescendantId)
            .filter(closure::Column::AncestorId.eq(unit.0));
        query = query.filter(person::Column::UnitId.in_subquery(sea_orm::QueryTrait::into_query(below)));
    }
    if let Some(name) = filter.name.map(name_key).filter(|key| !key.is_empty()) {
        query = query.filter(person::Column::NameKey.contains(name));
    }
    if let Some(after) = ask.after {
        query = query.filter(person::Column::Id.lt(after.id));
    }
    let rows = query.order_by_desc(person::Column::Id).limit(ask.fetch()).all(db).await?;
    let persons = rows.into_iter().map(value).collect::<Result<Vec<_>>>()?;
    Ok(Page::cut(persons, ask, |person| Cursor { at: person.created_at, id: person.id.0 }))
}

/// The form names are found by: no marks, no case, nothing a pattern could be made of.
fn name_key(name: &str) -> String {
    let plain = fold(name).replace(['%', '_', '\\'], " ");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Writes a new person.
pub async fn insert(tx: &Tx, person: &Person) -> Result<()> {
    person::ActiveModel {
        id: Set(person.id.0),
        unit_id: Set(person.unit.0),
        full_name: Set(person.full_name.clone()),
        name_key: Set(name_key(&person.full_name)),
        kind: Set(person.kind.as_str().to_owned()),
        position: Set(person.position.clone()),
        birth_date: Set(person.birth_date.map(day_iso)),
        phone: Set(person.phone.clone()),
        email: Set(person.email.clone()),
        created_at: Set(person.created_at),
        version: Set(person.version),
    }
    .insert(&**tx)
    .await?;
    Ok(())
}

/// Writes a changed person, whose version is already the next one.
///
/// # Errors
/// `Stale` if the row is not at `expected` any more.
pub async fn save(tx: &Tx, person: &Person, expected: Version) -> Result<()> {
    use person::Column;
    let done = person::Entity::update_many()
        .col_expr(Column::UnitId, Expr::value(person.unit.0))
        .col_expr(Column::FullName, Expr::value(person.full_name.clone()))
        .col_expr(Column::NameKey, Expr::value(name_key(&person.full_name)))
        .col_expr(Column::Kind, Expr::value(person.kind.as_str()))
        .col_expr(Column::Position, Expr::value(person.position.clone()))
        .col_expr(Column::BirthDate, Expr::value(person.birth_date.map(day_iso)))
        .col_expr(Column::Phone, Expr::value(person.phone.clone()))
        .col_expr(Column::Email, Expr::value(person.email.clone()))
        .col_expr(Column::Version, Expr::value(person.version))
        .filter(Column::Id.eq(person.id.0).and(Column::Version.eq(expected)))
        .exec(&**tx)
        .await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Code::Stale.into()) }
}

fn value(row: person::Model) -> Result<Person> {
    let damaged = |what: &str| Error::Damaged(format!("person {}: {what}", row.id));
    let birth_date = row
        .birth_date
        .as_deref()
        .map(|text| parse_day(text).ok_or_else(|| damaged("birth_date")))
        .transpose()?;
    Ok(Person {
        kind: SubmitterKind::parse(&row.kind).ok_or_else(|| damaged("kind"))?,
        id: PersonId(row.id),
        unit: UnitId(row.unit_id),
        birth_date,
        full_name: row.full_name,
        position: row.position,
        phone: row.phone,
        email: row.email,
        created_at: row.created_at,
        version: row.version,
    })
}
