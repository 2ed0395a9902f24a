//! One person's inbox.

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};

use super::value;
use crate::{
    authority::PersonId,
    foundation::{
        Error, Instant, Result, Tx,
        page::{Ask, Cursor, Page},
    },
    notices::{
        entity::notice::{Column, Entity},
        model::{Notice, NoticeId, Topic},
    },
};

/// A person's notices, the newest first.
pub async fn inbox(db: &impl ConnectionTrait, person: PersonId, ask: &Ask) -> Result<Page<Notice>> {
    let mut query = Entity::find().filter(Column::PersonId.eq(person.0));
    if let Some(after) = ask.after {
        query = query.filter(Column::Id.lt(after.id));
    }
    let rows = query.order_by_desc(Column::Id).limit(ask.fetch()).all(db).await?;
    let notices = rows.into_iter().map(value).collect();
    Ok(Page::cut(notices, ask, |notice: &Notice| Cursor { at: notice.at, id: notice.id.0 }))
}

/// How many a person has not read.
pub async fn unread(db: &impl ConnectionTrait, person: PersonId) -> Result<u64> {
    let query = Entity::find().filter(Column::PersonId.eq(person.0)).filter(Column::ReadAt.is_null());
    Ok(query.count(db).await?)
}

/// One notice, for its letter.
pub async fn by_id(db: &impl ConnectionTrait, id: NoticeId) -> Result<Option<Notice>> {
    Ok(Entity::find_by_id(id.0).one(db).await?.map(value))
}

/// Marks one notice of a person as read; once read it stays so.
///
/// # Errors
/// `NotFound` for anybody else's.
pub async fn read(tx: &Tx, person: PersonId, id: NoticeId, now: Instant) -> Result<()> {
    let own = Entity::find_by_id(id.0).filter(Column::PersonId.eq(person.0)).one(&**tx).await?;
    own.ok_or(Error::NOT_FOUND)?;
    Entity::update_many()
        .col_expr(Column::ReadAt, Expr::value(now))
        .filter(Column::Id.eq(id.0))
        .filter(Column::ReadAt.is_null())
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Marks everything a person has as read.
pub async fn read_all(tx: &Tx, person: PersonId, now: Instant) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::ReadAt, Expr::value(now))
        .filter(Column::PersonId.eq(person.0))
        .filter(Column::ReadAt.is_null())
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Marks what a newer notice of the same topic makes old as read: yesterday's list of what is due.
pub async fn supersede(tx: &Tx, person: PersonId, topic: Topic, now: Instant) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::ReadAt, Expr::value(now))
        .filter(Column::PersonId.eq(person.0))
        .filter(Column::Topic.eq(topic.as_str()))
        .filter(Column::ReadAt.is_null())
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Notes that a letter was taken over.
pub async fn set_mailed(tx: &Tx, id: NoticeId, now: Instant) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::MailedAt, Expr::value(now))
        .filter(Column::Id.eq(id.0))
        .exec(&**tx)
        .await?;
    Ok(())
}
