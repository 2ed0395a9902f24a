//! Drafts kept on the server, found only by the hash of their key.

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
    sea_query::Expr,
};

use crate::{
    authority::PersonId,
    foundation::{Code, Error, Instant, Result, Tx, Version},
    ideas::{
        entity::draft::{ActiveModel, Column, Entity},
        model::{Draft, DraftKey, DraftWords},
    },
};

/// The draft of a key.
pub async fn draft(db: &impl ConnectionTrait, key: DraftKey) -> Result<Option<Draft>> {
    let Some(row) = Entity::find_by_id(key.hash()).one(db).await? else { return Ok(None) };
    let words = serde_json::from_str(&row.card)
        .map_err(|error| Error::Damaged(format!("a draft cannot be read: {error}")))?;
    Ok(Some(Draft { words, changed_at: row.changed_at, version: row.version }))
}

/// Keeps a new draft.
pub async fn insert_draft(
    tx: &Tx,
    key: DraftKey,
    person: Option<PersonId>,
    words: &DraftWords,
    now: Instant,
) -> Result<()> {
    ActiveModel {
        id: Set(key.hash()),
        person_id: Set(person.map(|person| person.0)),
        card: Set(written(words)?),
        changed_at: Set(now),
        version: Set(Version::FIRST),
    }
    .insert(&**tx)
    .await?;
    Ok(())
}

/// Keeps a changed draft over the version it was made from; answers the new one.
///
/// # Errors
/// `Stale` if it was saved in between.
pub async fn save_draft(
    tx: &Tx,
    key: DraftKey,
    known: Version,
    words: &DraftWords,
    now: Instant,
) -> Result<Version> {
    let next = known.next();
    let saved = Entity::update_many()
        .col_expr(Column::Card, Expr::value(written(words)?))
        .col_expr(Column::ChangedAt, Expr::value(now))
        .col_expr(Column::Version, Expr::value(next))
        .filter(Column::Id.eq(key.hash()))
        .filter(Column::Version.eq(known))
        .exec(&**tx)
        .await?;
    if saved.rows_affected == 1 { Ok(next) } else { Err(Code::Stale.into()) }
}

fn written(words: &DraftWords) -> Result<String> {
    serde_json::to_string(words)
        .map_err(|error| Error::Damaged(format!("a draft cannot be written: {error}")))
}

/// Forgets a draft; nothing happens where there is none.
pub async fn drop_draft(tx: &Tx, key: DraftKey) -> Result<()> {
    Entity::delete_by_id(key.hash()).exec(&**tx).await?;
    Ok(())
}

/// Forgets what nobody touched since then.
pub async fn purge_drafts(tx: &Tx, before: Instant) -> Result<()> {
    Entity::delete_many().filter(Column::ChangedAt.lt(before)).exec(&**tx).await?;
    Ok(())
}
