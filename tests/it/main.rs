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
mod breadth;
mod campaigns;
mod card;
mod commendations;
mod consents;
mod councils;
mod days;
mod days_oracle;
mod demo;
mod dossiers;
mod front_door;
mod house;
mod idea_desk;
mod idea_rarer_ways;
mod idea_ways;
mod ideas;
mod notices;
mod pages;
mod people;
mod recordings;
mod roles;
mod second_factor;
mod statements;
mod units;
