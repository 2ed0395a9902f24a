//! What an idea needs to know of the wings below: its commune, and who acts for its unit.

use std::collections::BTreeMap;

use sea_orm::ConnectionTrait;

use crate::{
    authority::{Role, UnitId},
    foundation::Result,
    ideas::model::Idea,
    people::{self, PersonCard},
    units,
};

/// Who may go along with the ideas of a unit: whoever acts for it.
const COMPANIONS: [Role; 3] = [Role::Coordinator, Role::UnitHead, Role::VillageHead];

/// Everybody who acts for a unit, by name.
pub async fn companions(db: &impl ConnectionTrait, unit: UnitId) -> Result<Vec<PersonCard>> {
    let mut all = BTreeMap::new();
    for role in COMPANIONS {
        let holders = people::holders(db, role, unit).await?;
        all.extend(holders.into_iter().map(|card| ((card.full_name.clone(), card.id), card)));
    }
    Ok(all.into_values().collect())
}

/// Everybody who moderates for a unit.
pub async fn moderators(db: &impl ConnectionTrait, unit: UnitId) -> Result<Vec<PersonCard>> {
    people::holders(db, Role::Moderator, unit).await
}

/// The commune whose gold book an idea enters.
pub async fn commune(db: &impl ConnectionTrait, idea: &Idea) -> Result<UnitId> {
    Ok(units::commune(db, Some(idea.unit)).await?.map_or(idea.unit, |commune| commune.id))
}
