//! What goes out once a day in one letter.

use std::collections::BTreeMap;

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

use super::value;
use crate::{
    foundation::{Instant, Result, Tx, ids::new_uuid},
    notices::{
        entity::notice::{Column, Entity},
        model::{MailMode, Notice},
    },
};

/// Puts every unread daily notice into its reader's letter of this run; answers the letters. A notice is put
/// into one letter and never again.
pub async fn gather(tx: &Tx, now: Instant) -> Result<Vec<Uuid>> {
    let waiting: Vec<(Uuid, Option<Uuid>)> = Entity::find()
        .select_only()
        .columns([Column::Id, Column::PersonId])
        .filter(Column::MailMode.eq(MailMode::Daily.as_str()))
        .filter(Column::MailedAt.is_null())
        .filter(Column::ReadAt.is_null())
        .order_by_asc(Column::Id)
        .into_tuple()
        .all(&**tx)
        .await?;
    let mut letters: BTreeMap<Uuid, Vec<Uuid>> = BTreeMap::new();
    for (id, person) in waiting {
        if let Some(person) = person {
            letters.entry(person).or_default().push(id);
        }
    }
    let mut made = Vec::new();
    for ids in letters.into_values() {
        let letter = new_uuid(now);
        Entity::update_many()
            .col_expr(Column::DigestId, Expr::value(letter))
            .col_expr(Column::MailedAt, Expr::value(now))
            .filter(Column::Id.is_in(ids))
            .exec(&**tx)
            .await?;
        made.push(letter);
    }
    Ok(made)
}

/// The notices of one gathered letter, oldest first.
pub async fn of_digest(db: &impl ConnectionTrait, letter: Uuid) -> Result<Vec<Notice>> {
    let rows = Entity::find().filter(Column::DigestId.eq(letter)).order_by_asc(Column::Id).all(db).await?;
    Ok(rows.into_iter().map(value).collect())
}
