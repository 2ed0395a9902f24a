//! Khen thưởng: from a nomination to a decision, a numbered certificate, its verification and its recall.
//!
//! A different thing in law than recognition (công nhận): its own forms, signer, money and register.
//!
//! Offers to the wings above: [`honours_of`] an achievement, [`tasks`], the events
//! `commendation.nominated`, `commendation.decided`, `commendation.declined`, `commendation.awarded`,
//! `commendation.revoked`, and the page anybody checks a certificate on.

pub mod api;
mod entity;
pub mod events;
mod model;
pub mod pages;
mod papers;
mod rules;
pub mod service;
mod store;

pub use model::{AchievementKind, CommendationId, Honour, NominationInput, RecipientInput};
pub use service::tasks;
pub use store::honours_of;
