//! One use case a file: load, decide, save, tell.

mod answer;
mod apply;
mod assign;
mod bulk;
mod change;
mod claim;
mod clock;
mod draft;
mod due_today;
mod hear;
mod honour;
mod park_unanswered;
mod picture;
mod queues;
mod read;
mod reuse;
mod send;
mod tell;
mod thank;
mod undo;
mod withdraw;
mod words;

pub use answer::{Answering, answer};
pub use apply::{ApplicationInput, apply};
pub use assign::{assign, companions};
pub use bulk::{BULK_MOST, BulkStep, bulk};
pub use claim::claim;
pub use clock::{escalate, remind_authors};
pub use draft::{draft, drop_draft, purge_drafts, save_draft};
pub use due_today::{DESK_DIGEST, due_today};
pub use hear::hear;
pub use honour::honour;
pub use park_unanswered::park_unanswered;
pub use picture::{add as add_picture, published as published_picture, visible as visible_picture};
pub use queues::queues;
pub use read::{Detail, Tracked, Wanted, desk, detail, mine, tasks, track, track_token};
pub use reuse::{
    ReuseInput, confirm as confirm_reuse, decline as decline_reuse, report as report_reuse,
    waiting as reuses_waiting,
};
pub use send::{CardName, Receipt, Sending, send};
pub use thank::thank;
pub use undo::undo;
pub use withdraw::withdraw;
pub use words::{ask, limit_link, park, redirect, reopen, reopen_by_link, reply, reply_by_link};
