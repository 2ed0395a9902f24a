//! Who thanked for which idea and when, for the public figures: never what was said or about what.

use std::collections::BTreeMap;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::{
    authority::UnitId,
    foundation::{Instant, Result},
    ideas::{
        entity::{event, idea},
        model::{EventKind, IdeaId},
    },
};

/// One thanks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thanked {
    /// The idea.
    pub idea: IdeaId,
    /// Who thanked.
    pub by: String,
    /// The responsible unit.
    pub unit: UnitId,
    /// When the idea was received.
    pub received_at: Instant,
    /// When it was thanked.
    pub at: Instant,
    /// Its place in the order of all thanks.
    pub line: Uuid,
}

/// The thanks of one idea, if it was thanked.
pub async fn thanked(db: &impl ConnectionTrait, idea: IdeaId) -> Result<Option<Thanked>> {
    let lines = event::Entity::find()
        .filter(event::Column::Kind.eq(EventKind::Thanked.as_str()))
        .filter(event::Column::IdeaId.eq(idea.0))
        .order_by_asc(event::Column::Id)
        .limit(1)
        .all(db)
        .await?;
    Ok(beside_their_ideas(db, lines).await?.into_iter().next())
}

/// All thanks, oldest first, after a known line.
pub async fn all_thanked(db: &impl ConnectionTrait, after: Uuid, limit: u64) -> Result<Vec<Thanked>> {
    let lines = event::Entity::find()
        .filter(event::Column::Kind.eq(EventKind::Thanked.as_str()))
        .filter(event::Column::Id.gt(after))
        .order_by_asc(event::Column::Id)
        .limit(limit)
        .all(db)
        .await?;
    beside_their_ideas(db, lines).await
}

async fn beside_their_ideas(db: &impl ConnectionTrait, lines: Vec<event::Model>) -> Result<Vec<Thanked>> {
    if lines.is_empty() {
        return Ok(Vec::new());
    }
    let ideas: Vec<(Uuid, Uuid, Instant)> = idea::Entity::find()
        .select_only()
        .columns([idea::Column::Id, idea::Column::UnitId, idea::Column::ReceivedAt])
        .filter(idea::Column::Id.is_in(lines.iter().map(|line| line.idea_id)))
        .into_tuple()
        .all(db)
        .await?;
    let ideas: BTreeMap<Uuid, (Uuid, Instant)> =
        ideas.into_iter().map(|(id, unit, at)| (id, (unit, at))).collect();
    let thanks = lines.into_iter().filter_map(|line| {
        let (unit, received_at) = *ideas.get(&line.idea_id)?;
        Some(Thanked {
            idea: IdeaId(line.idea_id),
            by: line.person_name,
            unit: UnitId(unit),
            received_at,
            at: line.at,
            line: line.id,
        })
    });
    Ok(thanks.collect())
}
