//! The embedded assets of the public pages and their addresses.

use std::{collections::HashMap, sync::LazyLock};

use rust_embed::RustEmbed;

/// Style sheets, scripts, icons and fonts, under `/assets`.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/frontend/public/dist"]
#[allow_missing = true]
pub struct PublicAssets;

static ADDRESSES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    PublicAssets::get("manifest.json")
        .and_then(|file| serde_json::from_slice(&file.data).ok())
        .unwrap_or_default()
});

/// The address of an asset with its content's hash, which may be cached for ever.
pub fn asset(name: &str) -> String {
    ADDRESSES.get(name).cloned().unwrap_or_else(|| format!("/assets/{name}"))
}
