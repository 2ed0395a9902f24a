//! One use case a file: draw a publication anew, rebuild everything, find, read.

mod breadth;
mod figures;
mod find;
mod honours;
mod picture;
mod read;
mod rebuild;
mod refresh;

pub use breadth::breadth;
pub use figures::{figures, latest_thanks, note_thanks};
pub use find::{Asked, Found, SIZE_MOST, find};
pub use honours::{honours, idea_behind};
pub use picture::picture;
pub use read::{by_address, gold_book, of_campaign};
pub use rebuild::{rebuild, reindex};
pub use refresh::{generation, refresh};
