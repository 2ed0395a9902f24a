//! Notices: what the house tells people, in their inbox and by mail.
//!
//! Stands below everything that has something to tell. Offers upwards: [`tell`], called in the transaction of the
//! change or the job; the letters go out through the outbox. Quiet by default: authors hear at once of what
//! persons say to them, the desks once a working day.

pub mod api;
mod entity;
pub mod events;
mod model;
pub mod rules;
pub mod service;
mod store;

pub use model::{MailMode, NewNotice, Reader, Topic};
pub use service::{NOTICE_DIGEST, gather_digests};
pub use store::{supersede, tell};
