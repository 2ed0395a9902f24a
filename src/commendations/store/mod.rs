//! Rows to values and back; the read models of commendations.

mod achievement;
mod cases;
mod forms;
mod lists;
mod office;
mod papers;
mod public;
mod rows;

pub use achievement::proof;
pub use forms::{form, forms};
pub use lists::{DeskFilter, desk, due};
pub use office::{deciding_unit, unit};
pub use papers::{Paper, PaperKind, add_paper, paper, papers};
pub use public::{Standing, honours_of, standing_by_code, standing_by_serial};
pub use rows::{by_id, earlier, insert, load, lock_achievement, save};
