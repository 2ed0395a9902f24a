//! Rows to values and back; the read models of commendations.

mod cases;
mod forms;
mod lists;
mod papers;
mod public;
mod rows;

pub use forms::{form, forms};
pub use lists::{DeskFilter, desk, due};
pub use papers::{Paper, PaperKind, add_paper, paper, papers};
pub use public::{Standing, honours, standing_by_code, standing_by_serial};
pub use rows::{by_id, earlier, insert, load, lock_achievement, save};
