//! What every use case of the wing needs: its notes in the audit log, authors, conflicts, withdrawn dossiers.

use serde_json::Value;
use time::Date;
use uuid::Uuid;

use crate::{
    authority::{Action, Actor, PersonId, Resource},
    councils::{
        model::{Council, Excluded, Round, Standing},
        rules::rounds::conflict,
        store,
    },
    dossiers::DossierId,
    foundation::{Instant, Result, Tx, audit},
};

pub use crate::councils::store::around::{authors, council_of, is_withdrawn};

/// Who does what to which object, for the audit log.
pub struct Note<'a> {
    pub actor: &'a Actor,
    pub action: Action,
    pub on: &'a Resource,
    pub verb: &'a str,
    pub object: &'a str,
    pub id: Uuid,
    pub now: Instant,
}

impl Note<'_> {
    /// Appends the leaf.
    pub async fn write(&self, tx: &Tx, payload: Value) -> Result<()> {
        let entry = audit::Entry {
            at: self.now,
            actor: self.actor.person.map(|person| person.0),
            capacity: self.actor.capacity(self.action, self.on),
            action: self.verb,
            object: self.object,
            id: self.id,
            payload,
        };
        audit::append(tx, &entry).await
    }
}

/// What permission needs to know of a round: its unit and those who sit on its council that day.
pub fn resource(round: &Round, council: &Council, day: Date) -> Resource {
    Resource::of_unit(round.unit).assigned_to(council.on(day).into_iter().map(|member| member.person))
}

/// The members kept out of a dossier, in the order of the council's list.
pub fn excluded(
    round: &Round,
    dossier: DossierId,
    authors: &[PersonId],
    members: &[PersonId],
) -> Vec<Excluded> {
    members
        .iter()
        .filter_map(|person| {
            let found = conflict(round, dossier, authors, *person)?;
            Some(Excluded { person: *person, reason: found.reason().to_owned() })
        })
        .collect()
}

/// Takes dossiers out of the round whose authors took them back meanwhile.
pub async fn drop_withdrawn(tx: &Tx, round: &mut Round) -> Result<()> {
    let id = round.id;
    for one in round.dossiers.iter_mut().filter(|one| one.standing.is_open()) {
        if is_withdrawn(&**tx, one.dossier).await? {
            one.standing = Standing::Withdrawn;
            store::rounds::stand(tx, id, one.dossier, Standing::Withdrawn).await?;
        }
    }
    Ok(())
}
