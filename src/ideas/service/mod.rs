//! One use case a file: load, decide, save, tell.

mod answer;
mod apply;
mod assign;
mod change;
mod claim;
mod honour;
mod picture;
mod question;
mod read;
mod reuse;
mod send;
mod set_aside;
mod thank;
mod withdraw;

pub use answer::{Answering, answer};
pub use apply::{ApplicationInput, apply};
pub use assign::{assign, companions};
pub use claim::claim;
pub use honour::honour;
pub use picture::{add as add_picture, published as published_picture, visible as visible_picture};
pub use question::{ask, limit_link, park_unanswered, reply, reply_by_link};
pub use read::{Detail, Tracked, desk, detail, mine, tasks, track, track_token};
pub use reuse::{
    ReuseInput, confirm as confirm_reuse, decline as decline_reuse, report as report_reuse,
    waiting as reuses_waiting,
};
pub use send::{Receipt, Sending, send};
pub use set_aside::{park, redirect, reopen, reopen_by_link};
pub use thank::thank;
pub use withdraw::withdraw;
