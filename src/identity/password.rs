//! What a new password must be: long enough, and not one that everybody tries first.
//!
//! No rules about capitals, digits or signs, and no forced change (NIST SP 800-63B, ASVS 5.0 6.2): they
//! make people choose worse passwords.

use std::{collections::HashSet, sync::LazyLock};

use unicode_normalization::UnicodeNormalization;

use crate::foundation::{Code, Violations, text::fold};

/// The fewest characters.
pub const SHORTEST: usize = 8;
/// The most characters.
pub const LONGEST: usize = 128;
/// A word shorter than this inside a password is not yet a reason to refuse it.
const TELLING: usize = 5;

static COMMON: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("../../assets/passwords/common.txt").lines().collect());

/// A password that may be set: in Unicode form C, long enough, not common.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(…)")
    }
}

impl Password {
    /// Takes a password somebody chose. `words` are those anyone would guess here: the person's name and
    /// login, the commune's name.
    ///
    /// # Errors
    /// `PasswordTooShort`, `TooLong` or `PasswordCommon` at `pointer`.
    pub fn choose(text: &str, words: &[&str], pointer: &str) -> Result<Self, Violations> {
        let text: String = text.nfc().collect();
        let count = text.chars().count();
        let mut wrong = Violations::new();
        if count < SHORTEST {
            wrong.add_with(Code::PasswordTooShort, pointer, [("least", SHORTEST.to_string())]);
        } else if count > LONGEST {
            wrong.add_with(
                Code::TooLong,
                pointer,
                [("most", LONGEST.to_string()), ("length", count.to_string())],
            );
        } else if is_common(&text, words) {
            wrong.add(Code::PasswordCommon, pointer);
        }
        wrong.into_result()?;
        Ok(Self(text))
    }

    /// The text itself, for the hasher.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// Marks, case, spaces, and digits or signs around a word make no password uncommon.
fn is_common(text: &str, words: &[&str]) -> bool {
    let folded: String = fold(text).chars().filter(|c| !c.is_whitespace()).collect();
    let core: String = folded.trim_matches(|c: char| !c.is_alphabetic()).to_owned();
    if COMMON.contains(folded.as_str()) || (core.len() >= TELLING && COMMON.contains(core.as_str())) {
        return true;
    }
    words.iter().any(|word| {
        let word: String = fold(word).chars().filter(|c| c.is_alphanumeric()).collect();
        let plain: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
        word.len() >= TELLING && (plain == word || core == word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Option<Code> {
        let words = ["Xã Sơn Hồng", "Nguyễn Thị Hoa", "hoa.nguyen@example.vn"];
        let wrong = Password::choose(text, &words, "/password").err()?;
        wrong.iter().next().map(|violation| violation.code)
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert_eq!(code("7kýtựàà"), Some(Code::PasswordTooShort));
        assert_eq!(code("8kýtựààà"), None);
        assert_eq!(code(&"dài-lắm".repeat(19)), Some(Code::TooLong));
        assert_eq!(code(&"à".repeat(127).chars().chain(['b']).collect::<String>()), None);
    }

    #[test]
    fn what_everybody_tries_first_is_refused() {
        for common in [
            "password",
            "Password123",
            "matkhau123",
            "mật khẩu 123",
            "Vietnam2026!",
            "12345678",
            "11111111",
            "qwertyuiop",
            "xasonhong2026",
            "Xã Sơn Hồng",
            "nguyenthihoa1",
            "hoa.nguyen@example.vn",
        ] {
            assert_eq!(code(common), Some(Code::PasswordCommon), "{common}");
        }
    }

    #[test]
    fn no_kind_of_character_is_demanded() {
        for fine in ["con trâu đi trước cái cày", "một câu dài dễ nhớ", "83920175462", "zjfkeowp"]
        {
            assert_eq!(code(fine), None, "{fine}");
        }
    }

    #[test]
    fn the_list_is_there_and_folded() {
        assert!(COMMON.len() >= 3_000);
        assert!(COMMON.iter().all(|line| fold(line) == **line && !line.contains(' ')));
    }

    #[test]
    fn a_password_is_never_printed() {
        let password = Password::choose("một câu dài dễ nhớ", &[], "").unwrap();
        assert!(!format!("{password:?}").contains("câu"));
    }
}
