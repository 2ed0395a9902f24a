//! Typed identifiers over UUIDv7: they sort by time and cannot be mistaken for one another.

use uuid::{NoContext, Timestamp, Uuid};

use super::Instant;

/// A fresh UUIDv7 whose time part is `now`.
pub fn new_uuid(now: Instant) -> Uuid {
    let micros = u64::try_from(now.0).unwrap_or(0);
    let seconds = micros / 1_000_000;
    let nanos = u32::try_from((micros % 1_000_000) * 1_000).unwrap_or(0);
    Uuid::new_v7(Timestamp::from_unix(NoContext, seconds, nanos))
}

/// Declares identifier types: `ids! { IdeaId, DossierId }`.
#[macro_export]
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub uuid::Uuid);

        impl $name {
            /// A fresh identifier whose time part is `now`.
            pub fn new(now: $crate::foundation::Instant) -> Self {
                Self($crate::foundation::ids::new_uuid(now))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}
