//! The one migration tree, the same on SQLite and PostgreSQL; each step runs in a transaction.
//!
//! Expand then contract: a released step is never edited; columns are added before the code that needs
//! them and removed after the last code that used them.

use sea_orm_migration::prelude::*;

mod columns;
mod law;
mod m0001_foundation;
mod m0002_units_and_people;
mod m0003_ideas;
mod m0004_dossiers;
mod m0005_councils;
mod m0006_commendations;
mod m0007_archive;
mod m0008_idea_states;
mod m0009_schedule;
mod m0010_ways;
mod m0011_card;
mod m0012_consents;
mod m0013_units_and_campaigns;
mod m0014_desks;
mod m0019_desk_lists;
mod m0020_recordings;

/// Runs the steps.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_foundation::Migration),
            Box::new(m0002_units_and_people::Migration),
            Box::new(m0003_ideas::Migration),
            Box::new(m0004_dossiers::Migration),
            Box::new(m0005_councils::Migration),
            Box::new(m0006_commendations::Migration),
            Box::new(m0007_archive::Migration),
            Box::new(m0008_idea_states::Migration),
            Box::new(m0009_schedule::Migration),
            Box::new(m0010_ways::Migration),
            Box::new(m0011_card::Migration),
            Box::new(m0012_consents::Migration),
            Box::new(m0013_units_and_campaigns::Migration),
            Box::new(m0014_desks::Migration),
            Box::new(m0019_desk_lists::Migration),
            Box::new(m0020_recordings::Migration),
        ]
    }
}
