//! Persons, the accounts they sign in with, their roles and sessions, and what they consented to.
//!
//! Offers to the wings above: cards of persons, holders of a role, who keeps a desk and who acts for whom, consents, limits on attempts, one-time
//! links, and the session behind a token.

mod api;
mod entity;
pub mod events;
mod model;
mod rules;
pub mod service;
mod store;

pub use api::{resources, token_from_cookies};
pub use model::{
    Capacity, Channel, ChildAge, Email, FullName, LinkKind, Login, PersonCard, Phone, Purpose, Said,
    SecondFactor, Session, SubmitterKind,
};
pub use rules::{PersonWish, objected, publishable};
pub use service::{account_by_login, is_set_up, new_link, resolve_session, session, sweep};
pub use store::{
    accounts::mailbox,
    consents,
    deputies::acting,
    desks::{owner as desk_owner, superiors},
    limits, links,
    persons::{Filter, born, card as person, cards, holders},
};
