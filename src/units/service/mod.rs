//! What can be done to the tree.

mod change;
mod create;
mod import;
mod papers;
mod sample;

pub use change::{Places, change};
pub use create::{create, create_root};
pub use import::import;
pub use papers::{poster, slips};
pub use sample::sample;

pub use super::rules::Wish;
