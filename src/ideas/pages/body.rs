//! A form as the browser sent it, with pictures or without.

use std::{collections::HashMap, sync::Arc};

use poem::{Body, FromRequest, Request, RequestBody, http::Method, web::Multipart};
use tokio::io::AsyncReadExt;

use crate::foundation::{Code, Result};

/// The fields and the files of a form.
#[derive(Debug, Default)]
pub struct Typed {
    fields: HashMap<String, String>,
    /// Pictures in the order they came, never more than asked for.
    pub pictures: Vec<Vec<u8>>,
    /// True if a file was larger than allowed: it is not among the pictures.
    pub too_large: bool,
}

/// How much of a form is kept, in bytes.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// All words together.
    pub words: u64,
    /// All files together.
    pub files: u64,
}

impl Bounds {
    /// How much is read at all before the sender is turned away: a film from a telephone passes by and is
    /// dropped, so that the words around it are kept.
    const fn at_all(self) -> u64 {
        self.words.saturating_add(self.files.saturating_mul(8))
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
    if declared.is_some_and(|length| length > bounds.at_all()) {
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
        let (mut words, mut files, mut read) = (0_u64, 0_u64, 0_u64);
        for _ in 0..PARTS_MOST {
            let Some(part) = parts.next_field().await.map_err(|_unread| Code::Malformed)? else { break };
            let name = part.name().unwrap_or_default().to_owned();
            let is_file = part.file_name().is_some();
            let mut reader = std::pin::pin!(part.into_async_read());
            let mut kept = Vec::new();
            let mut fits = true;
            let mut chunk = vec![0_u8; CHUNK];
            loop {
                let got = reader.read(&mut chunk).await.map_err(|_unread| Code::Malformed)?;
                if got == 0 {
                    break;
                }
                let size = u64::try_from(got).unwrap_or(u64::MAX);
                read = read.saturating_add(size);
                if is_file {
                    files = files.saturating_add(if fits { size } else { 0 });
                    fits = fits && files <= bounds.files;
                } else {
                    words = words.saturating_add(size);
                }
                if words > bounds.words || read > bounds.at_all() {
                    return Err(Code::TooLarge.into());
                }
                if fits {
                    kept.extend_from_slice(chunk.get(..got).unwrap_or_default());
                } else if !kept.is_empty() {
                    // What does not fit is read and dropped.
                    files = files.saturating_sub(u64::try_from(kept.len()).unwrap_or(0).saturating_add(size));
                    kept = Vec::new();
                }
            }
            if !is_file {
                typed.fields.insert(name, String::from_utf8(kept).map_err(|_bytes| Code::Malformed)?);
            } else if !fits {
                typed.too_large = true;
            } else if !kept.is_empty() && typed.pictures.len() < most {
                // A browser sends an empty file where none was chosen.
                typed.pictures.push(kept);
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
        format!("{pairs:?} {sizes:?}")
    }
}
