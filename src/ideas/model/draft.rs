//! A card that is still being written, kept on the server under a key only its browser knows.

use uuid::Uuid;

use crate::foundation::{Code, Instant, Version, Violations, secret::token_hash, text};

/// The longest draft, in bytes of its words.
pub const DRAFT_BYTES: usize = 32 * 1024;

/// The 128-bit key of a draft: whoever has it reads and changes the draft. Only its hash is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DraftKey(pub Uuid);

impl DraftKey {
    /// What is stored of the key.
    pub fn hash(self) -> String {
        token_hash(&self.0.simple().to_string())
    }
}

/// The name of a card for ever: the same sender's key with the same words is the same idea, however late it
/// comes; other words are another one.
pub fn card_name(key: &str, words: &str) -> Uuid {
    let hash = token_hash(&format!("card\n{}\n{key}\n{words}", key.len()));
    let half = hash.get(..32).unwrap_or_default();
    Uuid::parse_str(half).unwrap_or_default()
}

/// The words of a draft. Contact data and consents are not among them: they leave the device only with the
/// finished card.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct DraftWords {
    /// The title.
    pub title: String,
    /// Trước đây…
    pub before: String,
    /// Tôi đã làm, hoặc đề nghị…
    pub proposal: String,
    /// Nhờ vậy…
    pub outcome: String,
    /// `done` or `thought`.
    pub stage: String,
    /// The field.
    pub field: String,
    /// Where.
    pub place: String,
    /// Whom it helps.
    pub beneficiaries: String,
    /// The unit chosen.
    pub unit: String,
    /// The author's name.
    pub author_name: String,
    /// What kind of person.
    pub author_kind: String,
}

impl DraftWords {
    /// The words in NFC; nothing else is checked before the card is sent.
    ///
    /// # Errors
    /// `TooLong` at the whole where they do not fit.
    pub fn parse(self) -> Result<Self, Violations> {
        let clean = |typed: String| text::nfc(&typed).into_owned();
        let words = Self {
            title: clean(self.title),
            before: clean(self.before),
            proposal: clean(self.proposal),
            outcome: clean(self.outcome),
            stage: clean(self.stage),
            field: clean(self.field),
            place: clean(self.place),
            beneficiaries: clean(self.beneficiaries),
            unit: clean(self.unit),
            author_name: clean(self.author_name),
            author_kind: clean(self.author_kind),
        };
        let length: usize = words.all().iter().map(|word| word.len()).sum();
        let mut wrong = Violations::new();
        if length > DRAFT_BYTES {
            let bounds = [("most", DRAFT_BYTES.to_string()), ("length", length.to_string())];
            wrong.add_with(Code::TooLong, "", bounds);
        }
        wrong.into_result()?;
        Ok(words)
    }

    fn all(&self) -> [&str; 11] {
        [
            &self.title,
            &self.before,
            &self.proposal,
            &self.outcome,
            &self.stage,
            &self.field,
            &self.place,
            &self.beneficiaries,
            &self.unit,
            &self.author_name,
            &self.author_kind,
        ]
    }
}

/// A draft as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its words.
    pub words: DraftWords,
    /// When it was last saved.
    pub changed_at: Instant,
    /// The optimistic version.
    pub version: Version,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_keeps_its_name_only_with_its_words() {
        assert_eq!(card_name("k", "a"), card_name("k", "a"));
        assert_ne!(card_name("k", "a"), card_name("k", "b"));
        assert_ne!(card_name("k", "a"), card_name("l", "a"));
        assert_ne!(card_name("k\na", "b"), card_name("k", "a\nb"));
    }

    #[test]
    fn a_draft_is_bounded_as_a_whole() {
        let of = |length: usize| DraftWords { before: "x".repeat(length), ..DraftWords::default() };
        assert!(of(DRAFT_BYTES).parse().is_ok());
        assert!(of(DRAFT_BYTES + 1).parse().unwrap_err().has(Code::TooLong));
        let split = DraftWords { before: "sa\u{301}ng".into(), ..DraftWords::default() };
        assert_eq!(split.parse().unwrap().before, "sáng");
    }
}
