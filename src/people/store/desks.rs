//! Who keeps the desk of a unit, and who stands above it.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder,
    QuerySelect, sea_query::OnConflict,
};
use time::Date;
use uuid::Uuid;

use super::{deputies, persons};
use crate::{
    authority::{PersonId, Role, UnitId},
    foundation::{Result, Tx},
    people::{
        entity::{account, desk, grant, person},
        model::PersonCard,
    },
    units::closure,
};

/// Names who keeps a unit's desk; nobody gives it back to the coordinators.
pub async fn set(tx: &Tx, unit: UnitId, keeper: Option<PersonId>) -> Result<()> {
    let Some(keeper) = keeper else {
        desk::Entity::delete_by_id(unit.0).exec(&**tx).await?;
        return Ok(());
    };
    let row = desk::ActiveModel { unit_id: Set(unit.0), person_id: Set(keeper.0) };
    desk::Entity::insert(row)
        .on_conflict(
            OnConflict::column(desk::Column::UnitId).update_column(desk::Column::PersonId).to_owned(),
        )
        .exec_without_returning(&**tx)
        .await?;
    Ok(())
}

/// The desks somebody was named for, within some units.
pub async fn named(db: &impl ConnectionTrait, units: &[UnitId]) -> Result<BTreeMap<UnitId, PersonId>> {
    let rows = desk::Entity::find()
        .filter(desk::Column::UnitId.is_in(units.iter().map(|unit| unit.0)))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (UnitId(row.unit_id), PersonId(row.person_id))).collect())
}

/// A unit and everything above it, the nearest first.
async fn upwards(db: &impl ConnectionTrait, unit: UnitId) -> Result<Vec<Uuid>> {
    Ok(closure::Entity::find()
        .select_only()
        .column(closure::Column::AncestorId)
        .filter(closure::Column::DescendantId.eq(unit.0))
        .order_by_asc(closure::Column::Depth)
        .into_tuple()
        .all(db)
        .await?)
}

/// Who holds some roles in exactly these units, by name; closed accounts are left out.
async fn holding(
    db: &impl ConnectionTrait,
    units: &[Uuid],
    roles: &[Role],
) -> Result<Vec<(Uuid, Role, PersonId)>> {
    let rows: Vec<(Uuid, String, Uuid)> = grant::Entity::find()
        .select_only()
        .columns([grant::Column::UnitId, grant::Column::Role])
        .column(account::Column::PersonId)
        .join(
            JoinType::InnerJoin,
            grant::Entity::belongs_to(account::Entity)
                .from(grant::Column::AccountId)
                .to(account::Column::Id)
                .into(),
        )
        .join(
            JoinType::InnerJoin,
            account::Entity::belongs_to(person::Entity)
                .from(account::Column::PersonId)
                .to(person::Column::Id)
                .into(),
        )
        .filter(grant::Column::UnitId.is_in(units.iter().copied()))
        .filter(grant::Column::Role.is_in(roles.iter().map(|role| role.as_str())))
        .filter(account::Column::Disabled.eq(false))
        .order_by_asc(person::Column::NameKey)
        .order_by_asc(person::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    let known = |(unit, role, person): (Uuid, String, Uuid)| {
        Role::parse(&role).map(|role| (unit, role, PersonId(person)))
    };
    Ok(rows.into_iter().filter_map(known).collect())
}

/// Who keeps the desk of a unit on a day: the person named for it, or who stands in for them; else the unit's
/// first coordinator; else the same of the unit above.
pub async fn owner(db: &impl ConnectionTrait, unit: UnitId, today: Date) -> Result<Option<PersonCard>> {
    let chain = upwards(db, unit).await?;
    let units: Vec<_> = chain.iter().copied().map(UnitId).collect();
    let named = named(db, &units).await?;
    let coordinators = holding(db, &chain, &[Role::Coordinator]).await?;
    for unit in chain {
        let first = coordinators.iter().find(|(held, ..)| *held == unit).map(|(_, _, person)| *person);
        for keeper in named.get(&UnitId(unit)).copied().into_iter().chain(first) {
            if let Some(person) = deputies::acting(db, keeper, today).await? {
                return persons::card(db, person).await;
            }
        }
    }
    Ok(None)
}

/// The roles that may keep a desk.
const KEEPERS: [Role; 3] = [Role::Coordinator, Role::VillageHead, Role::UnitHead];

/// Who may keep the desk of a unit: whoever acts for it.
pub async fn able(db: &impl ConnectionTrait, unit: UnitId) -> Result<Vec<PersonCard>> {
    let mut all = BTreeMap::new();
    for role in KEEPERS {
        let holders = persons::holders(db, role, unit).await?;
        all.extend(holders.into_iter().map(|card| ((card.full_name.clone(), card.id), card)));
    }
    Ok(all.into_values().collect())
}

/// Who stands above the desk of a unit, step by step: its head, then coordinators and head of each unit above,
/// at last the chair of the commune. Everybody stands on one step, and no step is empty.
pub async fn superiors(
    db: &impl ConnectionTrait,
    unit: UnitId,
    but: &[PersonId],
) -> Result<Vec<Vec<PersonId>>> {
    let chain = upwards(db, unit).await?;
    let held = holding(db, &chain, &[Role::UnitHead, Role::Coordinator, Role::CommuneChair]).await?;
    let mut seen: BTreeSet<PersonId> = but.iter().copied().collect();
    let mut steps: Vec<Vec<PersonId>> = Vec::new();
    let mut climb = |of: &dyn Fn(Uuid, Role) -> bool| {
        let mut step: Vec<PersonId> = Vec::new();
        for (unit, role, person) in &held {
            if of(*unit, *role) && seen.insert(*person) {
                step.push(*person);
            }
        }
        if !step.is_empty() {
            steps.push(step);
        }
    };
    for at in &chain {
        climb(&|unit, role| {
            unit == *at
                && (role == Role::UnitHead || (role == Role::Coordinator && chain.first() != Some(at)))
        });
    }
    climb(&|_, role| role == Role::CommuneChair);
    Ok(steps)
}

/// Everybody whose account is open and who holds a role: who may stand in for one another.
pub async fn staff(db: &impl ConnectionTrait) -> Result<Vec<PersonCard>> {
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
        .filter(account::Column::Disabled.eq(false))
        .into_tuple()
        .all(db)
        .await?;
    persons::cards(db, &ids.into_iter().map(PersonId).collect::<Vec<_>>()).await
}
