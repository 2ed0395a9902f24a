//! The commendation forms as data.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use time::Date;

use crate::{
    authority::Role,
    commendations::{
        entity::form::{Column, Entity, Model},
        model::{Form, RecipientKind},
    },
    foundation::{
        Error, Result,
        instant::{day_iso, parse_day},
    },
};

/// Every form in force on a day.
pub async fn forms(db: &impl ConnectionTrait, on: Date) -> Result<Vec<Form>> {
    let rows = Entity::find()
        .filter(Column::ValidFrom.lte(day_iso(on)))
        .order_by_asc(Column::Code)
        .order_by_desc(Column::ValidFrom)
        .all(db)
        .await?;
    let mut forms: Vec<Form> = rows.into_iter().map(form_of).collect::<Result<_>>()?;
    forms.retain(|form| form.in_force(on));
    // Rows of one code stand together, the newest first: an older one was replaced by it.
    forms.dedup_by(|later, first| later.code == first.code);
    Ok(forms)
}

/// One form in force on a day.
pub async fn form(db: &impl ConnectionTrait, code: &str, on: Date) -> Result<Option<Form>> {
    Ok(forms(db, on).await?.into_iter().find(|form| form.code == code))
}

fn form_of(row: Model) -> Result<Form> {
    let damaged = |what: &str| Error::Damaged(format!("commendation form {}: {what}", row.code));
    let day = |text: &str| parse_day(text).ok_or_else(|| damaged("date"));
    let kinds = row.recipient_kinds.split(',').map(RecipientKind::parse).collect::<Option<Vec<_>>>();
    Ok(Form {
        valid_from: day(&row.valid_from)?,
        valid_to: row.valid_to.as_deref().map(day).transpose()?,
        recipient_kinds: kinds.ok_or_else(|| damaged("recipient kinds"))?,
        signer_role: Role::parse(&row.signer_role).ok_or_else(|| damaged("signer role"))?,
        signer_units: row.signer_units.split(',').map(str::to_owned).collect(),
        code: row.code,
        bonus_rule: row.bonus_rule,
        household_factor_rule: row.household_factor_rule,
        collective_factor_rule: row.collective_factor_rule,
        serial_prefix: row.serial_prefix,
        source: row.source,
        legal_bases: row.legal_bases.lines().map(str::to_owned).collect(),
        verified: row.verified,
    })
}
