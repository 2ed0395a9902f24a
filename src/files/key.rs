//! The name of a stored file.

use std::fmt;

use uuid::Uuid;

/// Longest key, in bytes.
const LONGEST: usize = 200;

/// A path of the letters `a-z0-9._-` with `/` between its parts; it can never climb out of the store.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(String);

/// The text is no key.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a file key")]
pub struct BadKey;

impl Key {
    /// Reads a key that was stored earlier.
    pub fn parse(text: &str) -> Result<Self, BadKey> {
        let letters = |part: &str| {
            part.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'_' | b'-'))
        };
        // A leading dot would make `.`, `..` and hidden names.
        let part = |part: &str| !part.is_empty() && !part.starts_with('.') && letters(part);
        if text.len() <= LONGEST && text.split('/').all(part) {
            Ok(Self(text.to_owned()))
        } else {
            Err(BadKey)
        }
    }

    /// A new key nobody has: `folder/7c/0193….extension`. The middle part spreads files over 256 folders.
    pub fn generate(folder: &str, extension: &str) -> Result<Self, BadKey> {
        let id = Uuid::now_v7().simple().to_string();
        let spread = id.get(id.len() - 2..).unwrap_or_default();
        Self::parse(&format!("{folder}/{spread}/{id}.{extension}"))
    }

    /// The key as stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_what_it_makes_and_never_twice_the_same() {
        let first = Key::generate("pictures", "jpg").unwrap();
        assert_eq!(Key::parse(first.as_str()), Ok(first.clone()));
        assert_ne!(first, Key::generate("pictures", "jpg").unwrap());
        assert!(first.as_str().starts_with("pictures/") && first.as_str().ends_with(".jpg"));
    }

    #[test]
    fn refuses_whatever_could_climb_or_confuse() {
        for text in [
            "",
            "/",
            "/etc/passwd",
            "a/",
            "a//b",
            "..",
            "../a",
            "a/../b",
            "a/..",
            ".hidden",
            "a/.b",
            "./a",
            "A",
            "ảnh.jpg",
            "a b",
            "a\\b",
            "a\0b",
            "a%2e%2e",
            "c:a",
            "a\n",
        ] {
            assert_eq!(Key::parse(text), Err(BadKey), "{text:?}");
        }
        assert_eq!(Key::parse(&"a".repeat(LONGEST + 1)), Err(BadKey));
        assert!(Key::generate("..", "jpg").is_err() && Key::generate("a", "j/../pg").is_err());
    }
}
