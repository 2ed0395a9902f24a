//! Councils: members, rubrics, rounds, interests, score sheets, sessions, votes and minutes.
//!
//! Sheets are sealed, then shown all at once; the vote follows the law's rule in whole numbers; minutes are
//! made from the record. Emits `interest.declared`, `sheet.sealed`, `round.revealed`, `session.closed`.

pub mod api;
mod entity;
pub mod events;
mod model;
mod rules;
pub mod service;
mod store;

pub use model::{
    Ballot, Capacity, Choice, Conditions, CouncilId, Filling, Mark, Member, Presence, Proposal, RoundId,
    RubricId, SessionId, SheetId,
};
