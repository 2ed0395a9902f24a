//! Printed minutes.

use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait, sea_query::OnConflict};

use crate::{
    councils::{
        entity::minutes::{ActiveModel, Column, Entity},
        model::{Minutes, SessionId},
    },
    foundation::{Result, Tx},
};

/// The minutes of a session, once they are printed.
pub async fn load(db: &impl ConnectionTrait, session: SessionId) -> Result<Option<Minutes>> {
    let row = Entity::find_by_id(session.0).one(db).await?;
    Ok(row.map(|row| Minutes {
        session: SessionId(row.session_id),
        number: row.number,
        file_key: row.file_key,
        sha256: row.sha256,
        bytes: row.bytes,
        made_at: row.made_at,
    }))
}

/// Keeps printed minutes; the first print stands.
pub async fn insert(tx: &Tx, minutes: &Minutes) -> Result<()> {
    let row = ActiveModel {
        session_id: Set(minutes.session.0),
        number: Set(minutes.number.clone()),
        file_key: Set(minutes.file_key.clone()),
        sha256: Set(minutes.sha256.clone()),
        bytes: Set(minutes.bytes),
        made_at: Set(minutes.made_at),
    };
    let written = Entity::insert(row)
        .on_conflict(OnConflict::column(Column::SessionId).do_nothing().to_owned())
        .exec_without_returning(&**tx)
        .await;
    match written {
        Ok(_) | Err(DbErr::RecordNotInserted) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
