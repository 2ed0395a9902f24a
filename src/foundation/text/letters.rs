//! What one character is made of. Vietnamese letters are looked up; the rest is worked out.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{compose, is_combining_mark};

/// The six tones, in the order of the dictionary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tone {
    /// ngang
    Level,
    /// huyền
    Falling,
    /// hỏi
    Asking,
    /// ngã
    Broken,
    /// sắc
    Rising,
    /// nặng
    Heavy,
}

impl Tone {
    /// The tone a combining mark stands for.
    fn of(mark: char) -> Option<Self> {
        match mark {
            '\u{300}' => Some(Self::Falling),
            '\u{309}' => Some(Self::Asking),
            '\u{303}' => Some(Self::Broken),
            '\u{301}' => Some(Self::Rising),
            '\u{323}' => Some(Self::Heavy),
            _ => None,
        }
    }

    /// The sign appended to an exact key. No letter or digit, so it cannot be mistaken for one.
    pub(super) const fn sign(self) -> Option<char> {
        match self {
            Self::Level => None,
            Self::Falling => Some('`'),
            Self::Asking => Some('?'),
            Self::Broken => Some('~'),
            Self::Rising => Some('\''),
            Self::Heavy => Some('.'),
        }
    }

    /// The place of the tone in the dictionary, as a digit.
    pub(super) const fn digit(self) -> char {
        match self {
            Self::Level => '0',
            Self::Falling => '1',
            Self::Asking => '2',
            Self::Broken => '3',
            Self::Rising => '4',
            Self::Heavy => '5',
        }
    }
}

/// A character that is one letter once lowered: without marks, and without its tone.
#[derive(Debug, Clone, Copy)]
struct Letter {
    plain: char,
    toneless: char,
    tone: Option<Tone>,
}

/// Latin with all of Vietnamese lies below this code point.
const KNOWN: u32 = 0x1F00;

static LETTERS: LazyLock<Vec<Option<Letter>>> =
    LazyLock::new(|| (0..KNOWN).map(|code| char::from_u32(code).and_then(work_out)).collect());

/// True for characters that belong to the letter before them.
#[must_use]
pub fn is_mark(c: char) -> bool {
    u32::from(c) >= 0x300 && is_combining_mark(c)
}

fn known(c: char) -> Option<Letter> {
    let index = usize::try_from(u32::from(c)).ok()?;
    LETTERS.get(index).copied().flatten()
}

fn work_out(c: char) -> Option<Letter> {
    let mut plain = String::new();
    fold_slowly(c, &mut plain);
    let (mut toneless, mut tone) = (String::new(), None);
    exact_slowly(c, &mut toneless, &mut tone);
    Some(Letter { plain: single(&plain)?, toneless: single(&toneless)?, tone })
}

fn single(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let first = chars.next()?;
    chars.next().is_none().then_some(first)
}

pub(super) fn fold_char(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
    } else if let Some(letter) = known(c) {
        out.push(letter.plain);
    } else {
        fold_slowly(c, out);
    }
}

pub(super) fn exact_char(c: char, out: &mut String, tone: &mut Tone) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
    } else if let Some(letter) = known(c) {
        out.push(letter.toneless);
        if let Some(found) = letter.tone {
            *tone = found;
        }
    } else {
        let mut found = None;
        exact_slowly(c, out, &mut found);
        if let Some(found) = found {
            *tone = found;
        }
    }
}

fn fold_slowly(c: char, out: &mut String) {
    for part in std::iter::once(c).nfkd() {
        for lower in part.to_lowercase().nfkd().filter(|l| !is_mark(*l)) {
            out.push(if lower == 'đ' { 'd' } else { lower });
        }
    }
}

fn exact_slowly(c: char, out: &mut String, tone: &mut Option<Tone>) {
    let mut letter: Option<char> = None;
    for part in c.to_lowercase().nfd() {
        if let Some(found) = Tone::of(part) {
            *tone = Some(found);
            continue;
        }
        letter = match letter {
            None => Some(part),
            Some(before) => compose(before, part).or_else(|| {
                out.push(before);
                Some(part)
            }),
        };
    }
    out.extend(letter);
}
