//! The recording of an idea.

use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    sea_query::Expr,
};

use crate::{
    authority::PersonId,
    foundation::{Result, Tx},
    ideas::{
        entity::recording::{Column, Entity, Model},
        model::{IdeaId, Recording, RecordingId, Transcript},
    },
};

/// The recording of an idea, where there is one.
pub async fn recording(db: &impl ConnectionTrait, idea: IdeaId) -> Result<Option<Recording>> {
    let row = Entity::find().filter(Column::IdeaId.eq(idea.0)).one(db).await?;
    Ok(row.map(|row| Recording {
        id: RecordingId(row.id),
        file_key: row.file_key,
        content_type: row.content_type,
        seconds: row.seconds,
        transcript: row.transcript,
        transcribed_by: row.transcribed_by.map(PersonId),
        added_at: row.added_at,
    }))
}

/// Puts a recording in the place of the one before.
pub async fn put_recording(tx: &Tx, idea: IdeaId, recording: &Recording) -> Result<()> {
    Entity::delete_many().filter(Column::IdeaId.eq(idea.0)).exec(&**tx).await?;
    Model {
        id: recording.id.0,
        idea_id: idea.0,
        file_key: recording.file_key.clone(),
        content_type: recording.content_type.clone(),
        seconds: recording.seconds,
        transcript: recording.transcript.clone(),
        transcribed_by: recording.transcribed_by.map(|person| person.0),
        added_at: recording.added_at,
    }
    .into_active_model()
    .reset_all()
    .insert(&**tx)
    .await?;
    Ok(())
}

/// Keeps what somebody heard in it.
pub async fn write_down(
    tx: &Tx,
    recording: RecordingId,
    text: &Transcript,
    by: Option<PersonId>,
) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::Transcript, Expr::value(text.as_str()))
        .col_expr(Column::TranscribedBy, Expr::value(by.map(|person| person.0)))
        .filter(Column::Id.eq(recording.0))
        .exec(&**tx)
        .await?;
    Ok(())
}
