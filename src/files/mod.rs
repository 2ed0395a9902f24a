//! Keeps files (pictures, attachments, papers) outside the database: on the local disk or in S3-compatible storage.
//!
//! A key is made here and never taken from a person; the name somebody gave their file lives in the database.

mod key;
mod local;
mod picture;
mod s3;
mod sound;

#[cfg(test)]
mod suite;

use async_trait::async_trait;
use bytes::Bytes;

pub use key::{BadKey, Key};
pub use local::LocalFiles;
pub use picture::{Picture, PictureError, sanitise_picture, sanitise_picture_async};
pub use s3::{S3Files, S3Settings};
pub use sound::{SOUND_MOST_BYTES, Sound, SoundError, sanitise_sound, sanitise_sound_async};

/// A stored file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blob {
    /// Its content.
    pub bytes: Bytes,
    /// Its media type, as given when it was put.
    pub content_type: String,
}

/// Why the store could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No room is left; nothing was stored.
    #[error("the file store is full")]
    Full(#[source] std::io::Error),
    /// The media type is not `type/subtype`.
    #[error("`{0}` is not a media type")]
    BadContentType(String),
    /// The disk failed.
    #[error("the file store cannot be used")]
    Disk(#[source] std::io::Error),
    /// The remote store failed or did not answer in time.
    #[error("the remote file store cannot be used")]
    Remote(#[from] object_store::Error),
    /// The thread that did the work died.
    #[error("the file operation was interrupted")]
    Interrupted(#[from] tokio::task::JoinError),
}

/// A place that keeps files.
#[async_trait]
pub trait Files: Send + Sync {
    /// Stores the file whole or not at all; once this returns it survives a power cut. An old file under the key is
    /// replaced.
    async fn put(&self, key: &Key, bytes: Bytes, content_type: &str) -> Result<(), Error>;

    /// The file, or nothing when no file has the key.
    async fn get(&self, key: &Key) -> Result<Option<Blob>, Error>;

    /// Removes the file; to remove what is not there succeeds.
    async fn delete(&self, key: &Key) -> Result<(), Error>;

    /// Succeeds when files can be stored now.
    async fn health(&self) -> Result<(), Error>;
}

/// Accepts `type/subtype` in lower case without parameters: what may later be sent as a header.
fn checked_content_type(text: &str) -> Result<&str, Error> {
    let token = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'+' | b'-'))
    };
    let valid = text.len() <= 100
        && text.split_once('/').is_some_and(|(kind, subtype)| token(kind) && token(subtype));
    if valid { Ok(text) } else { Err(Error::BadContentType(text.chars().take(100).collect())) }
}
