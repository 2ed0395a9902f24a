//! A form as the browser sent it, with pictures or without.

use std::collections::HashMap;

use poem::{Body, FromRequest, Request, RequestBody, web::Multipart};

use crate::foundation::{Code, Result};

/// The fields and the files of a form.
#[derive(Debug, Default)]
pub struct Typed {
    fields: HashMap<String, String>,
    /// Pictures in the order they came, never more than asked for.
    pub pictures: Vec<Vec<u8>>,
    /// The part `voice`: what was recorded.
    pub voice: Option<Vec<u8>>,
}

/// The part that is a recording and no picture.
const VOICE: &str = "voice";
/// The most parts a form has.
const PARTS_MOST: usize = 64;

impl Typed {
    /// Reads either kind of form; at most `most` pictures are kept.
    ///
    /// # Errors
    /// `Malformed` if it is neither.
    pub async fn read(request: &Request, body: Body, most: usize) -> Result<Self> {
        let multipart = request.content_type().is_some_and(|kind| kind.starts_with("multipart/form-data"));
        if multipart { Self::parts(request, body, most).await } else { Self::plain(body).await }
    }

    async fn plain(body: Body) -> Result<Self> {
        let bytes = body.into_bytes().await.map_err(|_unread| Code::Malformed)?;
        let fields = url::form_urlencoded::parse(&bytes)
            .take(PARTS_MOST)
            .map(|(name, value)| (name.into_owned(), value.into_owned()));
        Ok(Self { fields: fields.collect(), pictures: Vec::new(), voice: None })
    }

    async fn parts(request: &Request, body: Body, most: usize) -> Result<Self> {
        let mut body = RequestBody::new(body);
        let mut parts =
            Multipart::from_request(request, &mut body).await.map_err(|_unread| Code::Malformed)?;
        let mut typed = Self::default();
        for _ in 0..PARTS_MOST {
            let Some(part) = parts.next_field().await.map_err(|_unread| Code::Malformed)? else { break };
            let name = part.name().unwrap_or_default().to_owned();
            let is_file = part.file_name().is_some();
            let bytes = part.bytes().await.map_err(|_unread| Code::Malformed)?;
            if !is_file {
                typed.fields.insert(name, String::from_utf8(bytes).map_err(|_bytes| Code::Malformed)?);
            } else if name == VOICE {
                typed.voice = Some(bytes).filter(|bytes| !bytes.is_empty());
            } else if !bytes.is_empty() && typed.pictures.len() < most {
                // A browser sends an empty file where none was chosen.
                typed.pictures.push(bytes);
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
