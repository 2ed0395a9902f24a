//! The rules of councils: pure functions over values.

pub mod marking;
pub mod minutes;
pub mod rounds;
pub mod session;
pub mod vote;
