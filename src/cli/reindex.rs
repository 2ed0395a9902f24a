//! `sangkien reindex`

use super::{serve, tell};
use crate::foundation::config::Config;

/// Builds the search index anew from the published projection.
pub async fn run(config: Config) -> anyhow::Result<()> {
    let app = serve::ready(config).await?;
    let documents = crate::archive::reindex(&app).await?;
    tell(&format!("The index holds {documents} documents."));
    Ok(())
}
