//! Who may do what: the actor, the roles, and the one function every check runs through.
//!
//! Pure: it knows no database and no HTTP. Wings name their verbs in [`Action`] and describe the thing
//! acted on as a [`Resource`]; [`Actor::require`] decides. `openapi/authorization.md` is printed from the
//! same table.

mod action;
mod actor;
mod policy;
mod role;

pub use action::Action;
pub use actor::{Actor, Grant, Resource, Scope};
pub use policy::{Allow, matrix, may};
pub use role::Role;

crate::ids! {
    /// A person: author, coordinator, council member, chair.
    PersonId,
    /// An account, with which a person signs in.
    AccountId,
    /// A unit of the organisation tree.
    UnitId,
}
