//! Who acts, in which capacity, and on what.

use super::{AccountId, Action, PersonId, Role, UnitId, policy};
use crate::foundation::{Code, Error, Result};

/// A role held in a unit, with every unit it reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// The unit it is held in.
    pub unit: UnitId,
    /// That unit and everything below it.
    pub reaches: Vec<UnitId>,
    /// Whose role it is, where its holder is away and the actor stands in.
    pub on_behalf_of: Option<PersonId>,
}

/// Who is asking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The person, absent for the public and for the clock.
    pub person: Option<PersonId>,
    /// The account, absent likewise.
    pub account: Option<AccountId>,
    /// The name people see; empty for the public.
    pub name: String,
    /// Roles that count now: none of them before a needed second factor.
    pub grants: Vec<Grant>,
    /// True for the worker and the command line.
    pub system: bool,
}

impl Actor {
    /// Somebody who is not signed in.
    pub fn public() -> Self {
        Self { person: None, account: None, name: String::new(), grants: Vec::new(), system: false }
    }

    /// The worker or the command line.
    pub fn system() -> Self {
        Self { system: true, ..Self::public() }
    }

    /// True if the person holds the role in a unit that reaches this one.
    pub fn holds(&self, role: Role, unit: UnitId) -> bool {
        self.grants.iter().any(|grant| grant.role == role && grant.reaches.contains(&unit))
    }

    /// True if the person holds the role anywhere.
    pub fn holds_anywhere(&self, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.role == role)
    }

    /// Refuses unless the action is allowed.
    ///
    /// # Errors
    /// `SignInNeeded` for the public; `NotFound` where the actor may not even read the thing;
    /// `Forbidden` where only the verb is closed.
    pub fn require(&self, action: Action, on: &Resource) -> Result<()> {
        if policy::may(self, action, on) {
            return Ok(());
        }
        let refusal = match policy::reading(action) {
            Some(read) if !policy::may(self, read, on) => {
                if self.account.is_none() {
                    Code::SignInNeeded
                } else {
                    Code::NotFound
                }
            }
            _ if self.account.is_none() => Code::SignInNeeded,
            _ => Code::Forbidden,
        };
        Err(Error::Refused(refusal))
    }

    /// What rows the actor may read by this action, for the stores.
    pub fn scope(&self, action: Action) -> Scope {
        policy::scope(self, action)
    }

    /// The role under which the audit log notes an action on a unit: the first that allows it.
    pub fn capacity(&self, action: Action, on: &Resource) -> &'static str {
        if self.system {
            return "system";
        }
        if self.account.is_none() {
            return "public";
        }
        policy::role_for(self, action, on).map_or("person", Role::as_str)
    }

    /// For whom the actor stands in with an action: nobody where a role of their own allows it.
    pub fn on_behalf_of(&self, action: Action, on: &Resource) -> Option<PersonId> {
        let own: Vec<Grant> =
            self.grants.iter().filter(|grant| grant.on_behalf_of.is_none()).cloned().collect();
        if self.grants.len() == own.len() || policy::may(&Self { grants: own, ..self.clone() }, action, on) {
            return None;
        }
        let allows = |grant: &&Grant| {
            policy::may(&Self { grants: vec![(*grant).clone()], ..self.clone() }, action, on)
        };
        self.grants.iter().find(allows).and_then(|grant| grant.on_behalf_of)
    }

    /// The person, or `SignInNeeded`.
    pub fn signed_in(&self) -> Result<PersonId> {
        self.person.ok_or(Error::Refused(Code::SignInNeeded))
    }
}

/// The thing acted on, as far as permission needs to know it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resource {
    /// The unit that is responsible.
    pub unit: Option<UnitId>,
    /// Persons it belongs to: author, co-authors, recorder.
    pub owners: Vec<PersonId>,
    /// Persons assigned to it: markers, members of its council.
    pub assigned: Vec<PersonId>,
}

impl Resource {
    /// Something that belongs to a unit.
    pub fn of_unit(unit: UnitId) -> Self {
        Self { unit: Some(unit), ..Self::default() }
    }

    /// The same thing with its owners.
    pub fn owned_by(mut self, owners: impl IntoIterator<Item = PersonId>) -> Self {
        self.owners = owners.into_iter().collect();
        self
    }

    /// The same thing with the persons assigned to it.
    pub fn assigned_to(mut self, assigned: impl IntoIterator<Item = PersonId>) -> Self {
        self.assigned = assigned.into_iter().collect();
        self
    }
}

/// A limit on rows, made from an actor: a store cannot load a row that belongs to somebody without one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// Rows that belong to, or are assigned to, this person.
    pub person: Option<PersonId>,
    /// Rows of these units.
    pub units: Vec<UnitId>,
    /// Every row: the worker and the command line.
    pub everything: bool,
}

impl Scope {
    /// Every row, for the worker.
    pub fn everything() -> Self {
        Self { person: None, units: Vec::new(), everything: true }
    }
}
