//! The optimistic version of a row, the `ETag` of the wire.

use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};

/// Starts at 1 and grows by 1 with every accepted change.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, DeriveValueType,
)]
pub struct Version(pub i32);

impl Version {
    /// The version of a row that was just created.
    pub const FIRST: Self = Self(1);

    /// The version after one more change.
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// The strong entity tag: `"7"`.
    pub fn etag(self) -> String {
        format!("\"{}\"", self.0)
    }

    /// Reads an entity tag as `etag` writes it; a weak mark is ignored.
    pub fn parse_etag(tag: &str) -> Option<Self> {
        let tag = tag.trim();
        tag.strip_prefix("W/").unwrap_or(tag).strip_prefix('"')?.strip_suffix('"')?.parse().ok().map(Self)
    }
}
