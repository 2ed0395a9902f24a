//! Transitions, guards and money: pure functions from value to value.

mod bonus;
mod nominate;
mod steps;
#[cfg(test)]
mod tests;

pub use nominate::{Earlier, Grounds, Nominator, nominate};
pub use steps::{Allotted, Signer, Slot, award, decide, decline, revoke};
