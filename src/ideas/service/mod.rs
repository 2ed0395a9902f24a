//! One use case a file: load, decide, save, tell.

mod answer;
mod apply;
mod change;
mod claim;
mod picture;
mod read;
mod reuse;
mod send;
mod thank;
mod withdraw;

pub use answer::{Answering, answer};
pub use apply::{ApplicationInput, apply};
pub use claim::claim;
pub use picture::{add as add_picture, published as published_picture, visible as visible_picture};
pub use read::{Detail, Tracked, desk, detail, mine, tasks, track, track_token};
pub use reuse::{
    ReuseInput, confirm as confirm_reuse, decline as decline_reuse, report as report_reuse,
    waiting as reuses_waiting,
};
pub use send::{Receipt, Sending, send};
pub use thank::thank;
pub use withdraw::withdraw;
