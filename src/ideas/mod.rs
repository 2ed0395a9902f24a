//! Ideas: the 60-second card, received at once, thanked by a named person, answered or applied, and
//! written into the gold book.
//!
//! Offers to the wings above: [`facts`] of an idea, its public [`story`], and the events
//! `idea.<what happened>` of every line of the timeline, e.g. `idea.thanked`, `idea.applied`, `idea.honoured`.

pub mod api;
mod entity;
pub mod events;
mod model;
pub mod pages;
mod rules;
pub mod service;
mod store;

pub use model::{
    AuthorKind, Card, CardInput, Event, EventKind, Facts, Field, GoldBookEntry, Idea, IdeaId, Moment,
    Picture, PictureId, Plan, Reuse, ReuseState, Standing, State, Story, StoryThanks, Trial, Tried, Verb,
};
pub use rules::Conditions;
pub use store::{Thanked, all_thanked, facts, gold_book, of_campaign, story, story_by_code, thanked, tried};
