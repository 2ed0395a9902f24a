//! Sáng Kiến: where every initiative is honoured, even the smallest.
//!
//! The plan of the house stands in `ARCHITECTURE.md`; a wing may use only what stands on a lower floor,
//! and `tests/architecture.rs` holds everyone to it.

pub mod app;
pub mod archive;
pub mod authority;
pub mod campaigns;
pub mod cli;
pub mod commendations;
pub mod councils;
pub mod demo;
pub mod documents;
pub mod dossiers;
pub mod files;
pub mod foundation;
pub mod http;
pub mod ideas;
pub mod identity;
pub mod jobs;
pub mod mail;
pub mod notices;
pub mod people;
pub mod search;
pub mod units;
pub mod wire;
