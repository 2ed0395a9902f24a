//! Rows to values and back.

pub mod accounts;
pub mod consents;
pub mod deputies;
pub mod desks;
pub mod grants;
pub mod limits;
pub mod links;
pub mod persons;
pub mod sessions;

#[cfg(test)]
mod tests;
