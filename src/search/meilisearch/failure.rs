//! What a failure of the SDK means to us.

use meilisearch_sdk::errors::{Error as Sdk, ErrorCode, ErrorType, MeilisearchError};

use super::super::Error;

/// Sorts a failure: come again later, never come again, or rebuild.
pub(super) fn failure(error: Sdk) -> Error {
    match error {
        Sdk::Meilisearch(told) => refusal(&told),
        Sdk::MeilisearchCommunication(silent) => match silent.status_code {
            408 | 429 | 500.. => Error::Unavailable,
            status => Error::Rejected(format!("HTTP status {status}")),
        },
        Sdk::ParseError(error) => {
            tracing::warn!(%error, "Meilisearch answered something else than expected");
            Error::Corrupt
        }
        Sdk::Timeout => Error::Unavailable,
        other => {
            tracing::warn!(error = %other, "the request to Meilisearch failed");
            Error::Unavailable
        }
    }
}

/// Sorts what the server itself said. A wrong key and a missing right are the same code there.
pub(super) fn refusal(told: &MeilisearchError) -> Error {
    let code = serde_json::to_value(&told.error_code).ok();
    let code = code.as_ref().and_then(|c| c.as_str()).unwrap_or("unknown").to_owned();
    match (&told.error_code, &told.error_type) {
        (ErrorCode::IndexNotFound, _) => Error::Corrupt,
        (_, ErrorType::Internal | ErrorType::Unknown) => {
            tracing::warn!(code, message = told.error_message, "Meilisearch failed");
            Error::Unavailable
        }
        _ => Error::Rejected(format!("{code}: {}", told.error_message)),
    }
}
