//! `sangkien openapi`

use std::path::Path;

use anyhow::Context;

use super::tell;
use crate::{app, foundation::config::Config, http};

/// Prints the document, or writes it with its two companions.
pub async fn run(config: Config, write: Option<&Path>) -> anyhow::Result<()> {
    let app = app::in_memory(config).await.context("the description could not be made")?;
    let document = serde_json::to_string_pretty(&http::document(&app))?;
    let Some(folder) = write else {
        tell(&document);
        return Ok(());
    };
    std::fs::create_dir_all(folder)?;
    std::fs::write(folder.join("openapi.json"), format!("{document}\n"))?;
    std::fs::write(folder.join("problems.md"), http::problem_catalogue())?;
    std::fs::write(folder.join("authorization.md"), http::authorization_markdown())?;
    Ok(())
}
