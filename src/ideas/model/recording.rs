//! An idea told by voice.

use super::{RecordingId, card};
use crate::{
    authority::PersonId,
    foundation::{Instant, Violations},
};

/// A recording of the author telling the idea, without anything but sound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recording {
    /// Its identity.
    pub id: RecordingId,
    /// Where the file is kept.
    pub file_key: String,
    /// Its media type.
    pub content_type: String,
    /// How long it is, in seconds begun, where the file tells.
    pub seconds: Option<i32>,
    /// What is said in it; empty until somebody writes it down.
    pub transcript: String,
    /// Who wrote it down.
    pub transcribed_by: Option<PersonId>,
    /// When it came.
    pub added_at: Instant,
}

/// What was heard in a recording, in a person's writing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transcript(String);

impl Transcript {
    /// Checks a text: as long as a prompt of the card may be.
    pub fn parse(typed: &str, pointer: &str) -> Result<Self, Violations> {
        let mut wrong = Violations::new();
        let text = card::prompt(&mut wrong, typed, pointer, true);
        wrong.into_result()?;
        Ok(Self(text))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
