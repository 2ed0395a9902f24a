//! The order of a Vietnamese dictionary.

use super::letters::{self, Tone};
use super::{nfc, ranges};

/// The alphabet; j, w, f and z stand where dictionaries put the borrowed letters.
const ALPHABET: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/// Makes a key whose bytes sort as a Vietnamese dictionary does.
///
/// Syllable by syllable: first the letters (a ă â b c d đ e ê …), then the tone (ngang, huyền,
/// hỏi, ngã, sắc, nặng), so all of `ba …` stand before `bà …`. Case and punctuation do not count.
/// The key is ASCII for Vietnamese text; databases must compare it by bytes (`COLLATE "C"`).
#[must_use]
pub fn collation_key(text: &str) -> String {
    let text = nfc(text);
    let mut key = String::with_capacity(text.len() + 8);
    for range in ranges(&text) {
        let (mut bare, mut tone) = (String::new(), Tone::Level);
        for c in text.get(range).unwrap_or_default().chars() {
            letters::exact_char(c, &mut bare, &mut tone);
        }
        for letter in bare.chars() {
            weigh(letter, &mut key);
        }
        key.push(' ');
        key.push(tone.digit());
    }
    key
}

/// Digits before letters, letters by their place in the alphabet, everything else after.
fn weigh(letter: char, key: &mut String) {
    if letter.is_ascii_digit() {
        key.push(letter);
        return;
    }
    let place = ALPHABET.chars().position(|l| l == letter).and_then(|p| u8::try_from(p).ok());
    match place {
        Some(place) => key.push(char::from(b'A' + place)),
        None => {
            key.push('~');
            key.push(letter);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(mut words: Vec<&str>) -> Vec<&str> {
        words.sort_by_key(|w| collation_key(w));
        words
    }

    #[test]
    fn letters_and_tones_sort_as_in_the_dictionary() {
        // Test vector 11 of the domain's defaults.
        let right = vec!["a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "o", "ô", "ơ", "u", "ư", "y"];
        assert_eq!(sorted(right.iter().rev().copied().collect()), right);
        let right = vec!["ma", "mà", "mả", "mã", "má", "mạ"];
        assert_eq!(sorted(right.iter().rev().copied().collect()), right);
    }

    #[test]
    fn syllables_are_compared_one_by_one() {
        let right = vec!["Ba", "ba ba", "Bà", "bà con", "ban", "Đan", "Đào", "Xã 2", "Xã Sơn Hồng"];
        assert_eq!(sorted(right.iter().rev().copied().collect()), right);
        let people = vec!["Lê Văn Ân", "Lê Văn Dũng", "Lê Văn Đổi", "Lê Văn Em"];
        assert_eq!(sorted(people.iter().rev().copied().collect()), people);
    }

    #[test]
    fn case_form_and_tone_place_do_not_count() {
        assert_eq!(collation_key("HÒA"), collation_key("hoà"));
        assert_eq!(collation_key("e\u{302}\u{301}"), collation_key("ế"));
    }
}
