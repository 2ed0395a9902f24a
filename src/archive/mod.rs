//! The archive: the public side. What was honoured can be found, read, copied and checked here, and
//! nothing else can: public reads know only the published projection and the search index.
//!
//! Offers to the floors above: the pages' [`pages::routes`] and [`pages::error_page`], [`api::Api`],
//! [`events`] for the outbox, and [`rebuild`] and [`reindex`] for the command line.

pub mod api;
mod entity;
pub mod events;
mod labels;
mod model;
pub mod pages;
mod rules;
pub mod service;
mod store;

pub use model::{
    Figures, Honour, Line, PublicStory, Publication, StoryPicture, StoryReuse, StoryStep, Thanks, ThanksCard,
};
pub use service::{rebuild, reindex};
