//! `sangkien migrate`

use anyhow::Context;

use super::tell;
use crate::{
    app,
    foundation::{Db, config::Config},
};

/// Brings the database to the present schema.
pub async fn run(config: Config) -> anyhow::Result<()> {
    let db = prepare(&config).await?;
    app::migrate(&db).await.context("the database could not be migrated")?;
    tell("The database has the present schema.");
    Ok(())
}

/// Makes the data directory and connects.
pub async fn prepare(config: &Config) -> anyhow::Result<Db> {
    std::fs::create_dir_all(&config.data_dir)
        .with_context(|| format!("the data directory {} cannot be made", config.data_dir.display()))?;
    Db::connect(&config.database_url(), config.database.connections)
        .await
        .context("the database cannot be reached")
}
