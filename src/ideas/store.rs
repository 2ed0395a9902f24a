//! Rows to values and back; the read models of ideas.

mod around;
mod lists;
mod parts;
mod public;
mod recordings;
mod rows;
mod thanked;

pub use around::{commune, companions};
pub use lists::{Desk, DeskFilter, Turn, desk, due_tasks, mine, unanswered};
pub use parts::{add_event, add_picture, add_reuse, decide_reuse, pictures, reuse, reuses_waiting, timeline};
pub use public::{facts, gold_book, picture_for_public, story, story_by_code};
pub use recordings::{put_recording, recording, write_down};
pub use rows::{by_code, by_id, insert, load, save};
pub use thanked::{Thanked, all_thanked, thanked};
