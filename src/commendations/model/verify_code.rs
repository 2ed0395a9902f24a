//! The unguessable code on a certificate: Crockford base 32 with his check character.

const ALPHABET: [char; 32] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'M',
    'N', 'P', 'Q', 'R', 'S', 'T', 'V', 'W', 'X', 'Y', 'Z',
];

/// Twelve random letters (60 bits) before the check character.
const RANDOM: usize = 12;
/// Crockford checks modulo 37, the prime above his 32 letters: one wrong or swapped letter is always found.
const MODULUS: u64 = 37;

/// A code that names one certificate and that nobody can guess: `7ZK2M9QX04TB` and one letter to check it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VerifyCode(String);

impl VerifyCode {
    /// Makes a code from random bytes.
    ///
    /// Answers nothing for the five in thirty-seven whose check character would be one of the signs
    /// `* ~ $ = U`, which neither addresses nor tired eyes carry well: draw again.
    pub fn from_random(bytes: [u8; 8]) -> Option<Self> {
        let value = u64::from_be_bytes(bytes) >> 4;
        let check = letter(value % MODULUS)?;
        let mut code = String::with_capacity(RANDOM + 1);
        for place in (0..RANDOM).rev() {
            let shift = u32::try_from(place * 5).ok()?;
            code.push(letter((value >> shift) & 31)?);
        }
        code.push(check);
        Some(Self(code))
    }

    /// Reads what somebody typed: case, blanks and hyphens do not matter, `O` is zero, `I` and `L` are one.
    pub fn parse(text: &str) -> Option<Self> {
        // Whatever is much longer than a code cannot be one; the length is bounded before any work.
        if text.len() > 64 {
            return None;
        }
        let plain: String = text
            .chars()
            .filter(|c| !matches!(c, '-' | ' '))
            .map(|c| match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            })
            .collect();
        let digits: Option<Vec<u64>> = plain.chars().map(digit).collect();
        let digits = digits.filter(|digits| digits.len() == RANDOM + 1)?;
        let (check, random) = digits.split_last()?;
        let value = random.iter().fold(0_u64, |value, digit| value << 5 | digit);
        (value % MODULUS == *check).then_some(Self(plain))
    }

    /// Without any separators.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for VerifyCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

fn letter(digit: u64) -> Option<char> {
    ALPHABET.get(usize::try_from(digit).ok()?).copied()
}

fn digit(c: char) -> Option<u64> {
    ALPHABET.iter().position(|letter| *letter == c).and_then(|at| u64::try_from(at).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn code(seed: u64) -> Option<VerifyCode> {
        VerifyCode::from_random(seed.to_be_bytes())
    }

    #[test]
    fn the_check_is_crockfords() {
        // 32 in twelve places is `10`; 32 mod 37 is the sign `*`, which is not drawn.
        assert_eq!(code(32 << 4), None);
        // 1 checks to 1, 38 to 1 as well.
        assert_eq!(code(1 << 4).unwrap().as_str(), "0000000000011");
        assert_eq!(code(38 << 4).unwrap().as_str(), "0000000000161");
    }

    #[test]
    fn what_people_type_is_understood() {
        let code = code(0x0123_4567_89ab_cdef).unwrap_or_else(|| code(0x0123_4567_89ab_cd0f).unwrap());
        let text = code.as_str();
        let typed = format!("{}-{} {}", &text[..4], &text[4..8].to_lowercase(), &text[8..]);
        let typed = typed.replace('0', "o").replace('1', "l");
        assert_eq!(VerifyCode::parse(&typed), Some(code));
        for wrong in ["", "GK-SH-2026-0001", "Đ000000000011", "00000000000110", &"0".repeat(5000)] {
            assert_eq!(VerifyCode::parse(wrong), None, "{wrong:.20}");
        }
    }

    proptest! {
        #[test]
        fn comes_back_as_it_went(seed: u64) {
            if let Some(code) = code(seed) {
                prop_assert_eq!(VerifyCode::parse(code.as_str()), Some(code.clone()));
                prop_assert_eq!(code.as_str().len(), RANDOM + 1);
            }
        }

        #[test]
        fn one_wrong_letter_is_always_found(seed: u64, at in 0..=RANDOM, with in 0_usize..32) {
            if let Some(code) = code(seed) {
                let mut letters: Vec<char> = code.as_str().chars().collect();
                if letters[at] != ALPHABET[with] {
                    letters[at] = ALPHABET[with];
                    let wrong: String = letters.into_iter().collect();
                    prop_assert_eq!(VerifyCode::parse(&wrong), None);
                }
            }
        }

        #[test]
        fn two_swapped_neighbours_are_always_found(seed: u64, at in 0..RANDOM - 1) {
            if let Some(code) = code(seed) {
                let mut letters: Vec<char> = code.as_str().chars().collect();
                if letters[at] != letters[at + 1] {
                    letters.swap(at, at + 1);
                    let wrong: String = letters.into_iter().collect();
                    prop_assert_eq!(VerifyCode::parse(&wrong), None);
                }
            }
        }
    }
}
