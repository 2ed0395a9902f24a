//! Makes the text of people printable with the one font family official papers may use.
//!
//! PDF/A-2 forbids a glyph that is missing from the font, so every character is settled here: kept, dropped when it
//! is an ornament without meaning on paper, or shown as a hollow square so that nobody believes nothing was lost.

use serde_json::Value;
use unicode_normalization::UnicodeNormalization as _;
use unicode_segmentation::UnicodeSegmentation as _;

/// Words longer than this are no Vietnamese word, name or number: they get places to break.
const LONGEST_WORD: usize = 24;

/// Letters between two places to break in such a word, so that it fits the narrowest column.
const BREAK_EVERY: usize = 4;

/// Marks kept on one letter; Vietnamese needs two.
const MOST_MARKS: usize = 3;

const BREAK_HERE: char = '\u{200B}';

/// Fields whose line breaks start paragraphs; everywhere else a line break is a space.
const WITH_PARAGRAPHS: [&str; 12] = [
    "achievement",
    "articles",
    "benefit",
    "benefit_by_applier",
    "benefit_by_author",
    "conditions_needed",
    "confidential_info",
    "essence",
    "opinions",
    "rule_text",
    "summary",
    "text",
];

/// Bytes a field of one line may hold: ten printed lines and more.
const LONGEST_LINE: usize = 3_000;

/// Settles every string of the tree; keys are ours and stay. False when a field of one line is out of all measure.
#[must_use]
pub(super) fn printable_tree(value: &mut Value, covered: &dyn Fn(char) -> bool) -> bool {
    settle(value, covered, false)
}

fn settle(value: &mut Value, covered: &dyn Fn(char) -> bool, paragraphs: bool) -> bool {
    match value {
        Value::String(text) => {
            if !paragraphs && text.len() > LONGEST_LINE {
                return false;
            }
            let settled = printable(text, covered);
            *text =
                if paragraphs { settled } else { settled.split_whitespace().collect::<Vec<_>>().join(" ") };
            true
        }
        Value::Array(items) => items.iter_mut().all(|item| settle(item, covered, paragraphs)),
        Value::Object(fields) => fields
            .iter_mut()
            .all(|(name, field)| settle(field, covered, WITH_PARAGRAPHS.contains(&name.as_str()))),
        Value::Null | Value::Bool(_) | Value::Number(_) => true,
    }
}

/// The text as it can be printed, composed (NFC), where `covered` says which characters the fonts hold.
pub(super) fn printable(text: &str, covered: &dyn Fn(char) -> bool) -> String {
    let missing = if covered('□') { '□' } else { '?' };
    let composed: String = text.nfc().collect();
    let mut out = String::with_capacity(composed.len());
    let mut word: Vec<String> = Vec::new();
    for cluster in composed.graphemes(true) {
        if matches!(cluster, "\n" | "\r\n" | "\r" | "\u{2028}" | "\u{2029}" | "\u{0085}") {
            finish(&mut word, &mut out);
            out.push('\n');
        } else if cluster.chars().all(char::is_whitespace) {
            finish(&mut word, &mut out);
            out.push(' ');
        } else if let Some(shown) = shown(cluster, covered, missing) {
            word.push(shown);
        }
    }
    finish(&mut word, &mut out);
    out
}

/// Writes a word, with places to break when it is endless.
fn finish(word: &mut Vec<String>, out: &mut String) {
    let endless = word.len() > LONGEST_WORD;
    for (index, cluster) in word.drain(..).enumerate() {
        if endless && index > 0 && index % BREAK_EVERY == 0 {
            out.push(BREAK_HERE);
        }
        out.push_str(&cluster);
    }
}

/// One cluster as printed, or nothing when it carries no meaning on paper.
fn shown(cluster: &str, covered: &dyn Fn(char) -> bool, missing: char) -> Option<String> {
    let mut meaningful = cluster.chars().filter(|letter| !is_invisible(*letter));
    let first = meaningful.next()?;
    if covered(first) {
        let marks = meaningful.filter(|mark| covered(*mark)).take(MOST_MARKS);
        return Some(std::iter::once(first).chain(marks).collect());
    }
    (!is_ornament(first)).then(|| missing.to_string())
}

/// Controls, direction overrides, joiners and variation selectors: they steer text, they are not text.
fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{00AD}' | '\u{061C}' | '\u{180B}'..='\u{180E}' | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFC}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Pictographs and dingbats.
fn is_ornament(letter: char) -> bool {
    matches!(letter, '\u{20E3}' | '\u{2300}'..='\u{23FF}' | '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}'
        | '\u{3030}' | '\u{303D}' | '\u{3297}' | '\u{3299}' | '\u{1F000}'..='\u{1FAFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(text: &str) -> String {
        printable(text, &|letter| letter == '□' || u32::from(letter) < 0x2000)
    }

    #[test]
    fn composes_vietnamese_typed_in_pieces() {
        assert_eq!(settled("Sa\u{0301}ng kie\u{0302}\u{0301}n"), "Sáng kiến");
    }

    #[test]
    fn drops_pictographs_and_shows_lost_letters() {
        assert_eq!(settled("Tuyệt vời 🎉👍🏽!"), "Tuyệt vời !");
        assert_eq!(settled("👨‍👩‍👧 nhà 王"), " nhà □");
    }

    #[test]
    fn removes_what_steers_text() {
        assert_eq!(settled("a\u{202E}b\u{200D}c\u{0007}d\u{FEFF}"), "abcd");
        assert_eq!(settled("một\thai\r\nba"), "một hai\nba");
    }

    #[test]
    fn lets_an_endless_word_break() {
        let broken = settled(&"x".repeat(100));
        assert_eq!(broken.chars().filter(|letter| *letter == BREAK_HERE).count(), 24);
        assert_eq!(broken.replace(BREAK_HERE, ""), "x".repeat(100));
        assert_eq!(settled("SK-2026-000123 nghiêng"), "SK-2026-000123 nghiêng");
    }

    #[test]
    fn keeps_line_breaks_only_where_paragraphs_are() {
        let mut tree =
            serde_json::json!({"title": " một\nhai ", "essence": "một\nhai", "articles": ["một\nhai"]});
        assert!(printable_tree(&mut tree, &|_| true));
        assert_eq!(
            tree,
            serde_json::json!({"title": "một hai", "essence": "một\nhai", "articles": ["một\nhai"]})
        );
    }

    #[test]
    fn thins_towers_of_marks() {
        let tower = format!("e{}", "\u{0315}".repeat(50));
        assert_eq!(settled(&tower).chars().count(), 1 + MOST_MARKS);
    }
}
