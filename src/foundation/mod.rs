//! The ground floor: what every wing stands on and what knows nothing of the mission.
//!
//! Time and working days, identifiers, text, the closed table of problem codes, pages,
//! the database and what must happen inside one transaction (audit, outbox, numbering,
//! idempotency).

pub mod audit;
pub mod calendar;
pub mod clock;
pub mod code;
pub mod config;
pub mod db;
pub mod error;
pub mod idempotency;
pub mod ids;
pub mod instant;
pub mod law;
pub mod messages;
pub mod numbering;
pub mod outbox;
pub mod page;
pub mod schedule;
pub mod secret;
pub mod settings;
pub mod text;
pub mod version;
pub mod violations;
mod words;

pub use code::Code;
pub use db::{Db, Tx};
pub use error::{Error, Result};
pub use instant::Instant;
pub use law::Law;
pub use version::Version;
pub use violations::Violations;
