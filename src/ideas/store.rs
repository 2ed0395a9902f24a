//! Rows to values and back; the read models of ideas.

mod alarms;
mod around;
mod campaign;
mod drafts;
mod guardians;
mod lists;
mod parts;
mod public;
mod queues;
mod recordings;
mod rows;
mod showing;
mod thanked;
mod trials;

pub use alarms::{alarm, due_by, forget_alarm, note_alarm, question, to_climb, to_remind};
pub use around::{commune, companions, moderators};
pub use campaign::{join, of_campaign};
pub use drafts::{draft, drop_draft, insert_draft, purge_drafts, save_draft};
pub use guardians::{Guardian, guardian_by_token, guardian_of, keep_decision, put_guardian};
pub use lists::{Desk, DeskFilter, Turn, desk, due_tasks, mine, overdue};
pub use parts::{
    add_event, add_picture, add_reuse, decide_reuse, pictures, remove_event, reuse, reuses_waiting, timeline,
};
pub use public::{facts, gold_book, picture_for_public, story, story_by_code};
pub use queues::{Waiting, waiting};
pub use recordings::{put_recording, recording, write_down};
pub use rows::{by_card, by_code, by_id, insert, load, save};
pub use showing::{hold, show};
pub use thanked::{Thanked, all_thanked, thanked};
pub use trials::{add_trial, begin_trial, end_trial, latest_trial, tried};
