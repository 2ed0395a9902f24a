//! The bytes of a picture everybody may see.

use uuid::Uuid;

use crate::{
    app::App,
    archive::store,
    files::Key,
    foundation::{Error, Result},
};

/// A published picture or its thumbnail, with its content type.
///
/// # Errors
/// `NotFound` unless the picture belongs to what is published now.
pub async fn picture(app: &App, id: Uuid, small: bool) -> Result<(Vec<u8>, String)> {
    let (full, thumbnail) = store::picture_keys(app.db.reader(), id).await?.ok_or(Error::NOT_FOUND)?;
    let key = Key::parse(if small { &thumbnail } else { &full })
        .map_err(|error| Error::Damaged(error.to_string()))?;
    let blob = app.files.get(&key).await.map_err(|error| Error::port("files", error))?;
    blob.map(|blob| (blob.bytes.to_vec(), blob.content_type)).ok_or(Error::NOT_FOUND)
}
