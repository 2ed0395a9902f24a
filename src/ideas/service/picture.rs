//! Pictures: re-encoded and stripped of metadata before they are kept, public only with consent.

use super::read;
use crate::{
    app::App,
    authority::Actor,
    files::{Key as FileKey, Picture as Sanitised, PictureError, sanitise_picture_async},
    foundation::{
        Code, Error, Result, Violations,
        idempotency::{Claim, Once},
    },
    ideas::{
        model::{IdeaId, Moment, Picture, PictureId},
        store,
    },
};

/// Adds a picture for the author, the recorder, the unit or the holder of the private link.
///
/// The bytes are read and re-encoded before the transaction; the file is kept before its row, so that a
/// row never names a missing file.
pub async fn add(
    app: &App,
    actor: &Actor,
    idea: IdeaId,
    token: Option<&str>,
    moment: Moment,
    bytes: Vec<u8>,
    once: Once,
) -> Result<Picture> {
    let known = store::by_id(app.db.reader(), idea).await?;
    let holds_link = token.is_some_and(|token| read::check_token(app, &known, token).is_ok());
    if !holds_link {
        read::check_reader(actor, &known)?;
    }
    let decoded = sanitise_picture_async(bytes.into()).await;
    let Sanitised { full, thumbnail, width, height, content_type } = decoded.map_err(|why| {
        let code = match why {
            PictureError::TooLarge | PictureError::TooManyPixels => Code::PictureTooLarge,
            PictureError::NotAPicture | PictureError::Damaged => Code::NotAPicture,
        };
        Violations::one(code, "/picture")
    })?;

    let now = app.now();
    let id = PictureId::new(now);
    let picture = Picture {
        id,
        moment,
        file_key: format!("ideas/{idea}/{id}.jpg"),
        thumbnail_key: format!("ideas/{idea}/{id}-small.jpg"),
        width: i32::try_from(width).unwrap_or(i32::MAX),
        height: i32::try_from(height).unwrap_or(i32::MAX),
    };
    let failed = |error| Error::port("files", error);
    app.files.put(&key(&picture.file_key)?, full.into(), content_type).await.map_err(failed)?;
    app.files.put(&key(&picture.thumbnail_key)?, thumbnail.into(), content_type).await.map_err(failed)?;

    let tx = app.db.begin_write().await?;
    if let Claim::Repeat(first) = once.claim(&tx, id.0, now).await? {
        let pictures = store::pictures(&*tx, idea).await?;
        return pictures.into_iter().find(|picture| picture.id.0 == first).ok_or(Error::NOT_FOUND);
    }
    store::add_picture(&tx, idea, &picture, now).await?;
    crate::foundation::outbox::push(
        &tx,
        now,
        &[crate::foundation::outbox::Event::new("idea.pictured", idea.0)],
    )
    .await?;
    tx.commit().await?;
    Ok(picture)
}

/// The bytes of a picture for somebody who may read its idea.
pub async fn visible(
    app: &App,
    actor: &Actor,
    idea: IdeaId,
    token: Option<&str>,
    picture: PictureId,
    small: bool,
) -> Result<Vec<u8>> {
    let known = store::by_id(app.db.reader(), idea).await?;
    let holds_link = token.is_some_and(|token| read::check_token(app, &known, token).is_ok());
    if !holds_link {
        read::check_reader(actor, &known)?;
    }
    of_idea(app, idea, picture, small).await
}

/// The bytes of a picture of an idea, for who was found to have a right to it.
pub(super) async fn of_idea(app: &App, idea: IdeaId, picture: PictureId, small: bool) -> Result<Vec<u8>> {
    let pictures = store::pictures(app.db.reader(), idea).await?;
    let found = pictures.into_iter().find(|known| known.id == picture).ok_or(Error::NOT_FOUND)?;
    bytes(app, &found, small).await
}

/// The bytes of a picture that is public.
pub async fn published(app: &App, picture: PictureId, small: bool) -> Result<Vec<u8>> {
    let found = store::picture_for_public(app.db.reader(), picture).await?.ok_or(Error::NOT_FOUND)?;
    bytes(app, &found, small).await
}

async fn bytes(app: &App, picture: &Picture, small: bool) -> Result<Vec<u8>> {
    let name = if small { &picture.thumbnail_key } else { &picture.file_key };
    let blob = app.files.get(&key(name)?).await.map_err(|error| Error::port("files", error))?;
    blob.map(|blob| blob.bytes.to_vec()).ok_or(Error::NOT_FOUND)
}

fn key(text: &str) -> Result<FileKey> {
    FileKey::parse(text).map_err(|error| Error::Damaged(error.to_string()))
}
