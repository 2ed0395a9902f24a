//! Score sheets. Two doors: the marker's own sheet, and all sheets of a round for the use cases that count
//! or reveal them.

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};

use super::{changed_one, json, to_json, word};
use crate::{
    authority::{PersonId, Scope},
    councils::{
        entity::sheet::{ActiveModel, Column, Entity, Model},
        model::{Filling, Proposal, RoundId, Sheet, SheetId, SheetState},
    },
    dossiers::DossierId,
    foundation::{Error, Instant, Result, Tx, Version},
};

fn value(row: Model) -> Result<Sheet> {
    let proposal = row.proposal.as_deref().map(|text| word(Proposal::parse(text), text)).transpose()?;
    Ok(Sheet {
        id: SheetId(row.id),
        round: RoundId(row.round_id),
        dossier: DossierId(row.dossier_id),
        marker: PersonId(row.person_id),
        state: word(SheetState::parse(&row.state), &row.state)?,
        filling: Filling {
            marks: json(&row.marks)?,
            conditions: json(&row.conditions)?,
            general_comment: row.general_comment,
            proposal,
        },
        changed_at: row.changed_at,
        sealed_at: row.sealed_at,
        version: row.version,
    })
}

/// A sheet of the scope's own person; no role reaches another's.
pub async fn own(db: &impl ConnectionTrait, scope: &Scope, id: SheetId) -> Result<Sheet> {
    let person = scope.person.ok_or(Error::NOT_FOUND)?;
    let row = Entity::find_by_id(id.0).filter(Column::PersonId.eq(person.0)).one(db).await?;
    value(row.ok_or(Error::NOT_FOUND)?)
}

/// The person's sheets, open ones first, newest rounds first.
pub async fn mine(db: &impl ConnectionTrait, person: PersonId, round: Option<RoundId>) -> Result<Vec<Sheet>> {
    let mut query = Entity::find().filter(Column::PersonId.eq(person.0));
    if let Some(round) = round {
        query = query.filter(Column::RoundId.eq(round.0));
    }
    let rows = query.order_by_asc(Column::State).order_by_desc(Column::Id).limit(300).all(db).await?;
    rows.into_iter().map(value).collect()
}

/// Every sheet of a round, for assigning, counting and, after the reveal, showing.
pub async fn of_round(db: &impl ConnectionTrait, round: RoundId) -> Result<Vec<Sheet>> {
    let rows = Entity::find().filter(Column::RoundId.eq(round.0)).order_by_asc(Column::Id).all(db).await?;
    rows.into_iter().map(value).collect()
}

/// Gives a marker an empty sheet.
pub async fn insert(tx: &Tx, sheet: &Sheet, now: Instant) -> Result<()> {
    ActiveModel {
        id: Set(sheet.id.0),
        round_id: Set(sheet.round.0),
        dossier_id: Set(sheet.dossier.0),
        person_id: Set(sheet.marker.0),
        state: Set(sheet.state.as_str().to_owned()),
        marks: Set(to_json(&sheet.filling.marks)?),
        conditions: Set(to_json(&sheet.filling.conditions)?),
        general_comment: Set(sheet.filling.general_comment.clone()),
        proposal: Set(None),
        assigned_at: Set(now),
        changed_at: Set(now),
        sealed_at: Set(None),
        version: Set(sheet.version),
    }
    .insert(&**tx)
    .await?;
    Ok(())
}

/// Takes an empty or unfinished sheet back.
pub async fn remove(tx: &Tx, id: SheetId) -> Result<()> {
    Entity::delete_many()
        .filter(Column::Id.eq(id.0))
        .filter(Column::State.eq(SheetState::Draft.as_str()))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Writes a sheet.
pub async fn save(tx: &Tx, sheet: &Sheet, expected: Version) -> Result<()> {
    let saved = Entity::update_many()
        .col_expr(Column::State, Expr::value(sheet.state.as_str()))
        .col_expr(Column::Marks, Expr::value(to_json(&sheet.filling.marks)?))
        .col_expr(Column::Conditions, Expr::value(to_json(&sheet.filling.conditions)?))
        .col_expr(Column::GeneralComment, Expr::value(sheet.filling.general_comment.clone()))
        .col_expr(Column::Proposal, Expr::value(sheet.filling.proposal.map(Proposal::as_str)))
        .col_expr(Column::ChangedAt, Expr::value(sheet.changed_at))
        .col_expr(Column::SealedAt, Expr::value(sheet.sealed_at))
        .col_expr(Column::Version, Expr::value(sheet.version))
        .filter(Column::Id.eq(sheet.id.0))
        .filter(Column::Version.eq(expected))
        .exec(&**tx)
        .await?;
    changed_one(saved.rows_affected)
}
