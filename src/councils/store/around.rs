//! What the wing asks of its surroundings: the dossiers' authors and states, a round's council.

use sea_orm::ConnectionTrait;

use crate::{
    authority::{PersonId, Scope},
    councils::model::{Council, Round},
    dossiers::{self, DossierId},
    foundation::{Error, Result},
};

/// The persons who are authors of a dossier, and who leads the request: none of them may judge it. Authors the
/// house does not know as persons cannot be members.
pub async fn authors(db: &impl ConnectionTrait, dossier: DossierId) -> Result<Vec<PersonId>> {
    let card = dossiers::full_card(db, dossier).await?.ok_or(Error::NOT_FOUND)?;
    let mut persons: Vec<_> = card.authors.into_iter().filter_map(|author| author.person).collect();
    if !persons.contains(&card.lead) {
        persons.push(card.lead);
    }
    Ok(persons)
}

/// The council of a round, whole.
pub async fn council_of(db: &impl ConnectionTrait, round: &Round) -> Result<Council> {
    super::councils::load(db, &Scope::everything(), round.council).await
}

/// True if the author took the dossier back.
pub async fn is_withdrawn(db: &impl ConnectionTrait, dossier: DossierId) -> Result<bool> {
    let card = dossiers::full_card(db, dossier).await?.ok_or(Error::NOT_FOUND)?;
    Ok(card.card.state == dossiers::State::Withdrawn)
}
