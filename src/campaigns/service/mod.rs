//! What can be done with campaigns.

mod change;
mod draft;
mod join;
mod read;
mod turn;

pub use change::{announce, edit, summarise};
pub use draft::draft;
pub use join::{Joining, join};
pub use read::{list, may_manage, programmes, read};
pub use turn::turn;

pub use super::model::Wish;
