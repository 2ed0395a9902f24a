//! A form as the browser sent it, with pictures or without.

use std::{collections::HashMap, sync::Arc};

use poem::{Body, FromRequest, Request, RequestBody, http::Method, web::Multipart};
use tokio::io::{AsyncRead, AsyncReadExt};

use crate::foundation::{Code, Result};

/// The fields and the files of a form.
#[derive(Debug, Default)]
pub struct Typed {
    fields: HashMap<String, String>,
    /// Pictures in the order they came, never more than asked for.
    pub pictures: Vec<Vec<u8>>,
    /// True if a picture was larger than allowed: it is not among the pictures.
    pub too_large: bool,
    /// The part `voice`: what was recorded.
    pub voice: Option<Vec<u8>>,
    /// True if the recording was larger than allowed: it is not here.
    pub voice_too_large: bool,
}

/// The part that is a recording and no picture.
const VOICE: &str = "voice";

/// How much of a form is kept, in bytes.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// All words together.
    pub words: u64,
    /// All pictures together.
    pub pictures: u64,
    /// The recording.
    pub voice: usize,
}

impl Bounds {
    /// How much of the files is read at all before the sender is turned away: a film from a telephone passes by
    /// and is dropped, so that the words around it are kept.
    fn passing(self) -> u64 {
        self.pictures.saturating_add(size(self.voice)).saturating_mul(8)
    }
}

/// The card as the front door read it, for its handler.
#[derive(Clone, Debug)]
pub struct Taken(pub Arc<Typed>);

/// The most parts a form has.
const PARTS_MOST: usize = 64;
/// The most pictures the form of a card takes.
pub const PICTURES_MOST: usize = 3;
const CHUNK: usize = 16 * 1024;

/// True for a card with files: its words are kept even where a file is too large, so it is read by parts.
pub fn is_card_with_files(request: &Request) -> bool {
    request.method() == Method::POST
        && matches!(request.uri().path(), "/gui" | "/en/gui")
        && is_parts(request)
}

/// Reads a card with files and leaves it with the request for its handler.
///
/// # Errors
/// `TooLarge` where even reading on would be too much, `Malformed` if it is no form.
pub async fn take(request: &mut Request, bounds: Bounds) -> Result<()> {
    let declared = request.header("content-length").and_then(|length| length.parse::<u64>().ok());
    if declared.is_some_and(|length| length > bounds.words.saturating_add(bounds.passing())) {
        return Err(Code::TooLarge.into());
    }
    let body = request.take_body();
    let typed = Typed::parts(request, body, PICTURES_MOST, bounds).await?;
    request.extensions_mut().insert(Taken(Arc::new(typed)));
    Ok(())
}

fn is_parts(request: &Request) -> bool {
    request.content_type().is_some_and(|kind| kind.starts_with("multipart/form-data"))
}

impl Typed {
    /// The card: as the front door took it, or a plain form.
    ///
    /// # Errors
    /// `Malformed` if it is no form.
    pub async fn read(request: &Request, body: Body) -> Result<Arc<Self>> {
        if let Some(taken) = request.extensions().get::<Taken>() {
            return Ok(taken.0.clone());
        }
        let bytes = body.into_bytes().await.map_err(|_unread| Code::Malformed)?;
        let fields = url::form_urlencoded::parse(&bytes)
            .take(PARTS_MOST)
            .map(|(name, value)| (name.into_owned(), value.into_owned()));
        Ok(Arc::new(Self { fields: fields.collect(), ..Self::default() }))
    }

    async fn parts(request: &Request, body: Body, most: usize, bounds: Bounds) -> Result<Self> {
        let mut body = RequestBody::new(body);
        let mut parts =
            Multipart::from_request(request, &mut body).await.map_err(|_unread| Code::Malformed)?;
        let mut typed = Self::default();
        let (mut words, mut pictures, mut passing) = (bounds.words, bounds.pictures, bounds.passing());
        for _ in 0..PARTS_MOST {
            let Some(part) = parts.next_field().await.map_err(|_unread| Code::Malformed)? else { break };
            let name = part.name().unwrap_or_default().to_owned();
            if part.file_name().is_none() {
                let text = bytes(part.into_async_read(), u64::MAX, &mut words).await?.unwrap_or_default();
                typed.fields.insert(name, String::from_utf8(text).map_err(|_bytes| Code::Malformed)?);
                continue;
            }
            let is_voice = name == VOICE;
            let most_bytes = if is_voice { size(bounds.voice) } else { pictures };
            match bytes(part.into_async_read(), most_bytes, &mut passing).await? {
                None if is_voice => typed.voice_too_large = true,
                None => typed.too_large = true,
                // A browser sends an empty file where none was chosen.
                Some(file) if file.is_empty() => {}
                Some(file) if is_voice => typed.voice = Some(file),
                Some(file) if typed.pictures.len() < most => {
                    pictures = pictures.saturating_sub(size(file.len()));
                    typed.pictures.push(file);
                }
                Some(_) => {}
            }
        }
        Ok(typed)
    }

    /// What stands in a field; empty if there is none.
    pub fn text(&self, name: &str) -> &str {
        self.fields.get(name).map(String::as_str).unwrap_or_default()
    }

    /// True if a box is ticked.
    pub fn is_ticked(&self, name: &str) -> bool {
        self.fields.contains_key(name)
    }

    /// True if a choice is this one.
    pub fn is(&self, name: &str, value: &str) -> bool {
        self.text(name) == value
    }

    /// Puts a value where nothing was typed.
    pub fn suggest(&mut self, name: &str, value: &str) {
        if !value.is_empty() && self.text(name).is_empty() {
            self.fields.insert(name.to_owned(), value.to_owned());
        }
    }

    /// All fields in one order, for the key of a repeatable request.
    pub fn fingerprint(&self) -> String {
        let mut pairs: Vec<_> = self.fields.iter().collect();
        pairs.sort();
        let sizes: Vec<_> = self.pictures.iter().map(Vec::len).collect();
        format!("{pairs:?} {sizes:?} {:?}", self.voice.as_ref().map(Vec::len))
    }
}

/// The whole of a part; nothing where it is larger than `most`: then it is read and dropped. What is read is taken
/// from `left`.
///
/// # Errors
/// `TooLarge` once nothing is left.
async fn bytes(part: impl AsyncRead, most: u64, left: &mut u64) -> Result<Option<Vec<u8>>> {
    let mut part = std::pin::pin!(part);
    let mut kept = Some(Vec::new());
    let mut chunk = vec![0_u8; CHUNK];
    loop {
        let got = part.read(&mut chunk).await.map_err(|_unread| Code::Malformed)?;
        if got == 0 {
            return Ok(kept);
        }
        *left = left.checked_sub(size(got)).ok_or(Code::TooLarge)?;
        kept = kept.filter(|kept| size(kept.len().saturating_add(got)) <= most);
        if let Some(kept) = &mut kept {
            kept.extend_from_slice(chunk.get(..got).unwrap_or_default());
        }
    }
}

fn size(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
