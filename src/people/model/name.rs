//! Names and other short lines.

use crate::foundation::{Code, Violations, text};

/// Reads one line of text: form C, runs of spaces made one, no control characters.
///
/// # Errors
/// `Required`, `TooLong` or `BadCharacters` at `pointer`.
pub fn line(given: &str, longest: usize, pointer: &str) -> Result<String, Violations> {
    let line = text::nfc(given).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut wrong = Violations::new();
    if line.is_empty() {
        wrong.add(Code::Required, pointer);
    } else if line.chars().count() > longest {
        wrong.add_with(
            Code::TooLong,
            pointer,
            [("most", longest.to_string()), ("length", line.chars().count().to_string())],
        );
    } else {
        // Bidirectional overrides could make one name look like another.
        let bad = |c: char| {
            c.is_control()
                || matches!(c, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        wrong.unless(!line.chars().any(bad), Code::BadCharacters, pointer);
    }
    wrong.into_result()?;
    Ok(line)
}

/// Họ và tên: 1 to 120 characters on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FullName(String);

impl FullName {
    const LONGEST: usize = 120;

    /// Reads a name.
    ///
    /// # Errors
    /// `Required`, `TooLong` or `BadCharacters` at `pointer`.
    pub fn parse(text: &str, pointer: &str) -> Result<Self, Violations> {
        line(text, Self::LONGEST, pointer).map(Self)
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_clean_line() {
        assert_eq!(FullName::parse(" Nguyễn  Thị\tHoa ", "/name").unwrap().as_str(), "Nguyễn Thị Hoa");
        for (text, code) in
            [("   ", Code::Required), ("a\u{202e}b", Code::BadCharacters), ("a\u{0}b", Code::BadCharacters)]
        {
            assert!(FullName::parse(text, "/name").unwrap_err().has(code), "{text:?}");
        }
        assert!(FullName::parse(&"ă".repeat(121), "/name").unwrap_err().has(Code::TooLong));
    }
}
