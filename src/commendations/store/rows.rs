//! One case with its recipients: loaded under a scope, saved under its version.

use std::collections::BTreeMap;

use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

use super::{
    super::{
        entity::{
            achievement,
            commendation::{Column, Entity},
            recipient,
        },
        model::{
            AchievementKind, Bonus, Certificate, Commendation, CommendationId, Recipient, RecipientId,
            RecipientKind, Rounding, StateName, VerifyCode,
        },
        rules::Earlier,
    },
    cases::{case, row},
};
use crate::{
    authority::{PersonId, Scope},
    foundation::{Code, Error, Result, Tx, Version},
};

/// The rows a scope reaches.
pub(super) fn within(scope: &Scope) -> Condition {
    if scope.everything {
        return Condition::all();
    }
    let mut any = Condition::any().add(Column::UnitId.is_in(scope.units.iter().map(|unit| unit.0)));
    if let Some(person) = scope.person {
        any = any.add(Column::NominatedBy.eq(person.0));
    }
    any
}

/// A case within a scope.
///
/// # Errors
/// `NotFound` if it does not exist or lies outside the scope.
pub async fn load(db: &impl ConnectionTrait, scope: &Scope, id: CommendationId) -> Result<Commendation> {
    let found = Entity::find_by_id(id.0).filter(within(scope)).one(db).await?;
    let row = found.ok_or(Error::NOT_FOUND)?;
    let recipients = recipients(db, &[row.id]).await?.remove(&row.id).unwrap_or_default();
    case(row, recipients)
}

/// A case for the worker, or for the one who just created it.
pub async fn by_id(db: &impl ConnectionTrait, id: CommendationId) -> Result<Commendation> {
    load(db, &Scope::everything(), id).await
}

/// Adds a new case.
pub async fn insert(tx: &Tx, case: &Commendation) -> Result<()> {
    row(case).into_active_model().reset_all().insert(&**tx).await?;
    let rows = case
        .recipients
        .iter()
        .enumerate()
        .map(|(at, recipient)| recipient_row(case.id, at, recipient).into_active_model().reset_all());
    recipient::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    Ok(())
}

/// Saves a changed case over the version before it, with its certificates where the change made them.
///
/// # Errors
/// `Stale` if somebody else saved in between.
pub async fn save(tx: &Tx, case: &Commendation, certificates: bool) -> Result<()> {
    let before = Version(case.version.0.saturating_sub(1));
    let mut changed = row(case).into_active_model().reset_all();
    changed.id = Unchanged(case.id.0);
    let saved = Entity::update_many()
        .set(changed)
        .filter(Column::Id.eq(case.id.0))
        .filter(Column::Version.eq(before))
        .exec(&**tx)
        .await?;
    if saved.rows_affected != 1 {
        return Err(Code::Stale.into());
    }
    if certificates {
        for (at, one) in case.recipients.iter().enumerate() {
            let mut changed = recipient_row(case.id, at, one).into_active_model().reset_all();
            changed.id = Unchanged(one.id.0);
            changed.update(&**tx).await?;
        }
    }
    Ok(())
}

/// Locks an achievement until the transaction ends, so that two nominations of it come one after the other.
pub async fn lock_achievement(tx: &Tx, kind: AchievementKind, id: Uuid) -> Result<()> {
    use achievement::{ActiveModel, Column, Entity};
    let fresh = ActiveModel { kind: Set(kind.as_str().to_owned()), id: Set(id), nominations: Set(0) };
    let made = Entity::insert(fresh)
        .on_conflict(OnConflict::columns([Column::Kind, Column::Id]).do_nothing().to_owned())
        .exec_without_returning(&**tx)
        .await;
    match made {
        Ok(_) | Err(DbErr::RecordNotInserted) => {}
        Err(error) => return Err(error.into()),
    }
    Entity::update_many()
        .col_expr(Column::Nominations, Expr::col(Column::Nominations).add(1))
        .filter(Column::Kind.eq(kind.as_str()))
        .filter(Column::Id.eq(id))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Everybody whose award for this achievement stands or may still be given.
pub async fn earlier(db: &impl ConnectionTrait, kind: AchievementKind, id: Uuid) -> Result<Vec<Earlier>> {
    let living = [StateName::Nominated, StateName::Decided, StateName::Awarded].map(StateName::as_str);
    let cases: Vec<Uuid> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::AchievementKind.eq(kind.as_str()))
        .filter(Column::AchievementId.eq(id))
        .filter(Column::State.is_in(living))
        .into_tuple()
        .all(db)
        .await?;
    let everybody = recipients(db, &cases).await?.into_values().flatten();
    Ok(everybody.map(|one| Earlier { kind: one.kind, person: one.person, name: one.name }).collect())
}

/// The recipients of cases, in their order.
pub(super) async fn recipients(
    db: &impl ConnectionTrait,
    cases: &[Uuid],
) -> Result<BTreeMap<Uuid, Vec<Recipient>>> {
    let mut all: BTreeMap<Uuid, Vec<Recipient>> = BTreeMap::new();
    if cases.is_empty() {
        return Ok(all);
    }
    let rows = recipient::Entity::find()
        .filter(recipient::Column::CommendationId.is_in(cases.iter().copied()))
        .order_by_asc(recipient::Column::CommendationId)
        .order_by_asc(recipient::Column::Position)
        .all(db)
        .await?;
    for row in rows {
        all.entry(row.commendation_id).or_default().push(recipient_of(row)?);
    }
    Ok(all)
}

fn recipient_row(case: CommendationId, at: usize, recipient: &Recipient) -> recipient::Model {
    let certificate = recipient.certificate.as_ref();
    let bonus = certificate.map(|certificate| &certificate.bonus);
    recipient::Model {
        id: recipient.id.0,
        commendation_id: case.0,
        position: i32::try_from(at).unwrap_or(i32::MAX),
        kind: recipient.kind.as_str().to_owned(),
        person_id: recipient.person.map(|person| person.0),
        name: recipient.name.clone(),
        address_or_unit: recipient.address_or_unit.clone(),
        under_16: recipient.under_16,
        multiplier_hundredths: bonus.map(|bonus| i32::try_from(bonus.multiplier).unwrap_or(i32::MAX)),
        base_salary: bonus.map(|bonus| bonus.base_salary),
        factor_hundredths: bonus.map(|bonus| i32::try_from(bonus.factor).unwrap_or(i32::MAX)),
        rounding: bonus.map(|bonus| bonus.rounding.multiple()),
        amount: bonus.map(|bonus| bonus.amount),
        bonus_source: bonus.map(|bonus| bonus.source.clone()),
        serial: certificate.map(|certificate| certificate.serial.clone()),
        gold_book_no: certificate.map(|certificate| certificate.gold_book_no.clone()),
        verify_code: certificate.map(|certificate| certificate.verify_code.to_string()),
    }
}

pub(super) fn recipient_of(row: recipient::Model) -> Result<Recipient> {
    let id = row.id;
    let damaged = |what: &str| Error::Damaged(format!("recipient {id}: {what}"));
    let count = |value: i32| u32::try_from(value).map_err(|_error| damaged("hundredths"));
    let certificate = match (row.serial, row.gold_book_no, row.verify_code) {
        (Some(serial), Some(gold_book_no), Some(code)) => Some(Certificate {
            serial,
            gold_book_no,
            verify_code: VerifyCode::parse(&code).ok_or_else(|| damaged("verify code"))?,
            bonus: Bonus {
                multiplier: count(row.multiplier_hundredths.unwrap_or(-1))?,
                base_salary: row.base_salary.ok_or_else(|| damaged("base salary"))?,
                factor: count(row.factor_hundredths.unwrap_or(-1))?,
                rounding: row.rounding.and_then(Rounding::new).ok_or_else(|| damaged("rounding"))?,
                amount: row.amount.ok_or_else(|| damaged("amount"))?,
                source: row.bonus_source.unwrap_or_default(),
            },
        }),
        (None, None, None) => None,
        _ => return Err(damaged("half a certificate")),
    };
    Ok(Recipient {
        id: RecipientId(row.id),
        kind: RecipientKind::parse(&row.kind).ok_or_else(|| damaged("kind"))?,
        person: row.person_id.map(PersonId),
        name: row.name,
        address_or_unit: row.address_or_unit,
        under_16: row.under_16,
        certificate,
    })
}
