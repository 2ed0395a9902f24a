//! `sangkien reindex`

use super::{serve, tell};
use crate::{archive, foundation::config::Config};

/// Builds the search index anew from the published projection; the projection itself from the ideas first,
/// where asked.
pub async fn run(config: Config, from_ideas: bool) -> anyhow::Result<()> {
    let app = serve::ready(config).await?;
    if from_ideas {
        let ideas = archive::rebuild(&app).await?;
        tell(&format!("{ideas} ideas were published anew."));
    }
    let documents = archive::reindex(&app).await?;
    tell(&format!("The index holds {documents} documents."));
    Ok(())
}
