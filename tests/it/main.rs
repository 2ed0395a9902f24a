//! The product through its front door: HTTP over a socket, on SQLite and on PostgreSQL, one suite.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "tests"
)]

mod accounts;
mod archive;
mod commendations;
mod councils;
mod demo;
mod dossiers;
mod front_door;
mod house;
mod idea_ways;
mod ideas;
mod pages;
mod people;
mod recordings;
mod roles;
mod second_factor;
mod statements;
mod units;
