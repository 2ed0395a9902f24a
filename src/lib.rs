pub mod foundation;
pub mod search;
