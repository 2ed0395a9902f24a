//! `sangkien backup`

use std::path::Path;

use anyhow::{Context, bail};

use super::{migrate, tell};
use crate::foundation::config::Config;

/// Writes one consistent copy of the database and the files.
///
/// The database goes first: a file that is newer than the copy is only unused, never missing.
pub async fn run(config: Config, to: &Path) -> anyhow::Result<()> {
    if !config.database.url.is_empty() {
        bail!("PostgreSQL is backed up with pg_dump; see docs/operators.md");
    }
    std::fs::create_dir(to).with_context(|| format!("{} must not exist yet", to.display()))?;
    let db = migrate::prepare(&config).await?;
    db.copy_to(&to.join("sangkien.db")).await.context("the database could not be copied")?;
    let files = config.data_dir.join("files");
    if files.is_dir() {
        copy(&files, &to.join("files")).context("the files could not be copied")?;
    }
    tell(&format!("The copy is in {}. Start from it with SANGKIEN_DATA_DIR.", to.display()));
    Ok(())
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
