//! The guardian a child names: one request an idea, found by the hash of its link.

use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::{
    foundation::{Instant, Result, Tx},
    ideas::{
        entity::guardian::{ActiveModel, Column, Entity, Model},
        model::{GuardianContact, IdeaId},
    },
};

/// A request to a guardian.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guardian {
    /// Its identity; the secret of the link is derived from it.
    pub id: Uuid,
    /// The idea of the child.
    pub idea: IdeaId,
    /// Who is asked and how they are reached.
    pub contact: GuardianContact,
    /// When they were asked.
    pub asked_at: Instant,
    /// When they last decided.
    pub decided_at: Option<Instant>,
    /// `yes`, `partly` or `no`; empty before.
    pub decision: String,
}

fn value(row: Model) -> Guardian {
    Guardian {
        id: row.id,
        idea: IdeaId(row.idea_id),
        contact: GuardianContact { name: row.name, contact: row.contact },
        asked_at: row.asked_at,
        decided_at: row.decided_at,
        decision: row.decision.unwrap_or_default(),
    }
}

/// The request of an idea.
pub async fn guardian_of(db: &impl ConnectionTrait, idea: IdeaId) -> Result<Option<Guardian>> {
    Ok(Entity::find().filter(Column::IdeaId.eq(idea.0)).one(db).await?.map(value))
}

/// The request a link belongs to.
pub async fn guardian_by_token(db: &impl ConnectionTrait, token_hash: &str) -> Result<Option<Guardian>> {
    Ok(Entity::find().filter(Column::TokenHash.eq(token_hash)).one(db).await?.map(value))
}

/// Writes a request in the place of an earlier one: the old link ends.
pub async fn put_guardian(tx: &Tx, asked: &Guardian, token_hash: &str) -> Result<()> {
    Entity::delete_many().filter(Column::IdeaId.eq(asked.idea.0)).exec(&**tx).await?;
    ActiveModel {
        id: Set(asked.id),
        idea_id: Set(asked.idea.0),
        name: Set(asked.contact.name.clone()),
        contact: Set(asked.contact.contact.clone()),
        token_hash: Set(token_hash.to_owned()),
        asked_at: Set(asked.asked_at),
        decided_at: Set(None),
        decision: Set(None),
    }
    .insert(&**tx)
    .await?;
    Ok(())
}

/// Notes what the guardian decided, and their name as they wrote it.
pub async fn keep_decision(tx: &Tx, id: Uuid, name: &str, decision: &str, now: Instant) -> Result<()> {
    ActiveModel {
        id: sea_orm::ActiveValue::Unchanged(id),
        name: Set(name.to_owned()),
        decided_at: Set(Some(now)),
        decision: Set(Some(decision.to_owned())),
        ..Default::default()
    }
    .update(&**tx)
    .await?;
    Ok(())
}
