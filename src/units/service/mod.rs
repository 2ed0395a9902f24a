//! What can be done to the tree.

mod change;
mod create;
mod import;

pub use change::change;
pub use create::{create, create_root};
pub use import::import;

pub use super::rules::Wish;
