//! One use case a file: load, decide, save, tell.

mod answer;
mod apply;
mod assign;
mod change;
mod claim;
mod honour;
mod park_unanswered;
mod picture;
mod read;
mod recording;
mod reuse;
mod send;
mod thank;
mod withdraw;
mod words;

pub use answer::{Answering, answer};
pub use apply::{ApplicationInput, apply};
pub use assign::{assign, companions};
pub use claim::claim;
pub use honour::honour;
pub use park_unanswered::park_unanswered;
pub use picture::{add as add_picture, published as published_picture, visible as visible_picture};
pub use read::{Detail, Tracked, desk, detail, mine, tasks, track, track_token};
pub use recording::{add as add_recording, listen, transcribe};
pub use reuse::{
    ReuseInput, confirm as confirm_reuse, decline as decline_reuse, report as report_reuse,
    waiting as reuses_waiting,
};
pub use send::{Receipt, Sending, send};
pub use thank::thank;
pub use withdraw::withdraw;
pub use words::{ask, limit_link, park, redirect, reopen, reopen_by_link, reply, reply_by_link};
