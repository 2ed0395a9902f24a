//! Campaigns (đợt phát động): a theme, for whom, from when to when, with its own three prompts.
//!
//! Offers to the wings above: the campaign an idea may join, the campaigns the public sees, and the turn of
//! the clock.

mod api;
mod entity;
mod model;
mod rules;
pub mod service;
mod store;

pub use api::CampaignsApi;
pub use model::{Campaign, CampaignId, Eligibility, Programme, State};
pub use rules::{Candidate, may_join};
pub use store::{all_public, by_slug, scope_of, told};
