//! What people agreed to: for one purpose at a time, with the text they read, the way they said it, and the
//! time (Luật 91/2025/QH15). Withdrawing is as easy as giving.

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait,
    QueryFilter, sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    authority::PersonId,
    foundation::{Instant, Result, Tx, ids::new_uuid},
    people::entity::consent,
};

/// A consent as it is given.
#[derive(Clone, Debug)]
pub struct Consent<'a> {
    /// What kind of thing it is about, e.g. `idea`.
    pub object_kind: &'a str,
    /// Which one.
    pub object: Uuid,
    /// Who gave it, where they are known by more than a name.
    pub person: Option<PersonId>,
    /// For what, e.g. `publish_name`.
    pub purpose: &'a str,
    /// Which text was read, e.g. `2026-11`.
    pub text_version: &'a str,
    /// How it was said: `web`, `paper`, `spoken`.
    pub channel: &'a str,
}

/// Writes a consent down; nothing new if it is in force already.
pub async fn record(tx: &Tx, consent: &Consent<'_>, now: Instant) -> Result<()> {
    if is_given(&**tx, consent.object, consent.purpose).await? {
        return Ok(());
    }
    consent::ActiveModel {
        id: Set(new_uuid(now)),
        object_kind: Set(consent.object_kind.to_owned()),
        object_id: Set(consent.object),
        person_id: Set(consent.person.map(|person| person.0)),
        purpose: Set(consent.purpose.to_owned()),
        text_version: Set(consent.text_version.to_owned()),
        channel: Set(consent.channel.to_owned()),
        given_at: Set(now),
        withdrawn_at: Set(None),
    }
    .insert(&**tx)
    .await?;
    Ok(())
}

/// Ends a consent; what was given and when stays as evidence. False if none was in force.
pub async fn withdraw(tx: &Tx, object: Uuid, purpose: &str, now: Instant) -> Result<bool> {
    let done = consent::Entity::update_many()
        .col_expr(consent::Column::WithdrawnAt, Expr::value(now))
        .filter(consent::Column::ObjectId.eq(object))
        .filter(consent::Column::Purpose.eq(purpose))
        .filter(consent::Column::WithdrawnAt.is_null())
        .exec(&**tx)
        .await?;
    Ok(done.rows_affected > 0)
}

/// True while a consent is in force.
pub async fn is_given(db: &impl ConnectionTrait, object: Uuid, purpose: &str) -> Result<bool> {
    let count = consent::Entity::find()
        .filter(consent::Column::ObjectId.eq(object))
        .filter(consent::Column::Purpose.eq(purpose))
        .filter(consent::Column::WithdrawnAt.is_null())
        .count(db)
        .await?;
    Ok(count > 0)
}
