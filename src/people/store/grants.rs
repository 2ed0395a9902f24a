//! Roles held in units.

use std::collections::BTreeMap;

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use time::Date;
use uuid::Uuid;

use super::deputies;

use crate::{
    authority::{AccountId, Grant, PersonId, Role, UnitId},
    foundation::{Instant, Result, Tx, ids::new_uuid},
    people::{
        entity::{account, deputy, grant},
        model::Held,
    },
    units::{self, closure},
};

/// The roles of an account with every unit each of them reaches, and those of the desks it stands in for on a
/// day: one query.
pub async fn reaching(
    db: &impl ConnectionTrait,
    own: AccountId,
    person: PersonId,
    today: Date,
) -> Result<Vec<Grant>> {
    let absent = deputy::Entity::find()
        .select_only()
        .column(deputy::Column::PersonId)
        .filter(deputy::Column::DeputyId.eq(person.0))
        .filter(deputies::on(today));
    let theirs = account::Entity::find()
        .select_only()
        .column(account::Column::Id)
        .filter(account::Column::PersonId.in_subquery(absent.into_query()))
        .filter(account::Column::Disabled.eq(false));
    let passing = Role::ALL.iter().filter(|role| role.passes_to_deputies()).map(|role| role.as_str());
    let lent = Condition::all()
        .add(grant::Column::AccountId.in_subquery(theirs.into_query()))
        .add(grant::Column::Role.is_in(passing));
    let rows: Vec<(Uuid, Uuid, String, Uuid, Uuid)> = grant::Entity::find()
        .select_only()
        .column(grant::Column::Id)
        .column(account::Column::PersonId)
        .columns([grant::Column::Role, grant::Column::UnitId])
        .column(closure::Column::DescendantId)
        .join(
            JoinType::InnerJoin,
            grant::Entity::belongs_to(closure::Entity)
                .from(grant::Column::UnitId)
                .to(closure::Column::AncestorId)
                .into(),
        )
        .join(
            JoinType::InnerJoin,
            grant::Entity::belongs_to(account::Entity)
                .from(grant::Column::AccountId)
                .to(account::Column::Id)
                .into(),
        )
        .filter(Condition::any().add(grant::Column::AccountId.eq(own.0)).add(lent))
        .order_by_asc(grant::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    let mut grants: Vec<Grant> = Vec::new();
    let mut last_row = None;
    for (row, holder, role, unit, reached) in rows {
        // A role this version does not know gives nothing.
        let Some(role) = Role::parse(&role) else { continue };
        let (unit, reached) = (UnitId(unit), UnitId(reached));
        match grants.last_mut() {
            Some(last) if last_row == Some(row) => last.reaches.push(reached),
            _ => {
                let on_behalf_of = (holder != person.0).then_some(PersonId(holder));
                grants.push(Grant { role, unit, reaches: vec![reached], on_behalf_of });
            }
        }
        last_row = Some(row);
    }
    Ok(grants)
}

/// The roles of accounts, as administrators see them.
pub async fn of_accounts(
    db: &impl ConnectionTrait,
    accounts: &[AccountId],
) -> Result<BTreeMap<AccountId, Vec<Held>>> {
    let mut held: BTreeMap<AccountId, Vec<Held>> = BTreeMap::new();
    if accounts.is_empty() {
        return Ok(held);
    }
    let rows = grant::Entity::find()
        .filter(grant::Column::AccountId.is_in(accounts.iter().map(|account| account.0)))
        .order_by_asc(grant::Column::Id)
        .all(db)
        .await?;
    for row in rows {
        let account = AccountId(row.account_id);
        held.entry(account).or_default().push(Held { account, role: row.role, unit: UnitId(row.unit_id) });
    }
    Ok(held)
}

/// Gives a role; false if the account holds it already.
pub async fn insert(tx: &Tx, account: AccountId, role: Role, unit: UnitId, now: Instant) -> Result<bool> {
    let known = grant::Entity::find()
        .filter(grant::Column::AccountId.eq(account.0))
        .filter(grant::Column::Role.eq(role.as_str()))
        .filter(grant::Column::UnitId.eq(unit.0))
        .one(&**tx)
        .await?;
    if known.is_some() {
        return Ok(false);
    }
    grant::ActiveModel {
        id: Set(new_uuid(now)),
        account_id: Set(account.0),
        role: Set(role.as_str().to_owned()),
        unit_id: Set(unit.0),
        granted_at: Set(now),
    }
    .insert(&**tx)
    .await?;
    Ok(true)
}

/// Takes a role away; false if the account did not hold it.
pub async fn delete(tx: &Tx, account: AccountId, role: Role, unit: UnitId) -> Result<bool> {
    let done = grant::Entity::delete_many()
        .filter(grant::Column::AccountId.eq(account.0))
        .filter(grant::Column::Role.eq(role.as_str()))
        .filter(grant::Column::UnitId.eq(unit.0))
        .exec(&**tx)
        .await?;
    Ok(done.rows_affected > 0)
}

/// Accounts that can administer a unit now, from there or from above, the rows held until the transaction ends: two administrators
/// who remove each other at the same moment wait for one another.
pub async fn administrators(tx: &Tx, unit: UnitId) -> Result<Vec<AccountId>> {
    let above = units::above(&**tx, unit).await?;
    let holders = grant::Entity::find()
        .filter(grant::Column::Role.eq(Role::Administrator.as_str()))
        .filter(grant::Column::UnitId.is_in(above.iter().map(|unit| unit.0)))
        .order_by_asc(grant::Column::Id)
        .lock_exclusive()
        .all(&**tx)
        .await?;
    let open: Vec<Uuid> = account::Entity::find()
        .select_only()
        .column(account::Column::Id)
        .filter(account::Column::Id.is_in(holders.iter().map(|grant| grant.account_id)))
        .filter(account::Column::Disabled.eq(false))
        .into_tuple()
        .all(&**tx)
        .await?;
    Ok(open.into_iter().map(AccountId).collect())
}
