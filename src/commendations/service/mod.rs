//! The use cases of commendations, one a file.

mod award;
mod change;
mod decide;
mod decline;
mod issue;
mod nominate;
mod read;
mod revoke;
mod verify;

pub use award::{HandoverInput, award};
pub use decide::decide;
pub use decline::decline;
pub use issue::issue;
pub use nominate::nominate;
pub use read::{allowed, desk, forms, get, paper, papers, tasks};
pub use revoke::{RevocationInput, revoke};
pub use verify::{Finding, Holder, INITIATIVE_CERTIFICATE, Verified, verify};
