//! What is honoured, as the wing it lives in tells it.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::super::model::{Achievement, AchievementKind, Proof};
use crate::{
    dossiers::{self, DossierId},
    foundation::Result,
    ideas::{self, IdeaId},
};

/// An achievement by its kind and identifier, if it exists.
pub async fn proof(db: &impl ConnectionTrait, kind: AchievementKind, id: Uuid) -> Result<Option<Proof>> {
    match kind {
        AchievementKind::Idea => Ok(ideas::facts(db, IdeaId(id)).await?.map(|idea| Proof {
            unit: idea.unit,
            proven: matches!(idea.state, ideas::State::Applied | ideas::State::Honoured),
            achievement: Achievement { kind, id, code: idea.code, title: idea.title },
        })),
        AchievementKind::Initiative => {
            let Some(card) = dossiers::blind_card(db, DossierId(id)).await? else { return Ok(None) };
            let proven = dossiers::recognition(db, DossierId(id)).await?.is_some();
            let achievement = Achievement { kind, id, code: card.code, title: card.title };
            Ok(Some(Proof { unit: card.unit, proven, achievement }))
        }
    }
}
