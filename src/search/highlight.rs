//! Showing why a document was found: escaped HTML with `<mark>` around what matched.

use std::ops::Range;

use super::model::{Document, Hit};
use super::rank::{Key, Wanted, key, stands};
use crate::foundation::text::each_syllable;

/// Syllables shown of a body.
const SHOWN: usize = 36;

/// Syllables shown before the first match.
const LEAD: usize = 6;

/// Matches of one text that are looked at.
const MATCHES_MAX: usize = 500;

/// Makes a hit of a document.
pub(super) fn hit(wanted: &Wanted, document: Document, score: f32) -> Hit {
    let title_html = Marked::new(wanted, &document.title).html(None);
    let snippet_html = snippet(wanted, &document);
    Hit { document, title_html, snippet_html, score }
}

/// The summary, or the part of the body that tells more of what was typed.
fn snippet(wanted: &Wanted, document: &Document) -> String {
    let summary = Marked::new(wanted, &document.summary);
    let body = Marked::new(wanted, &document.body);
    let (start, in_body) = body.best_start();
    let (summary_start, in_summary) = summary.best_start();
    if document.summary.is_empty() || in_body > in_summary {
        body.html(Some(start))
    } else {
        summary.html(Some(summary_start))
    }
}

/// A place where a typed word stands in a text.
struct Match {
    word: usize,
    /// Syllables of the text.
    at: Range<usize>,
    rank: u8,
}

/// A text with the places that answer what was typed.
struct Marked<'a> {
    text: &'a str,
    ranges: Vec<Range<usize>>,
    matches: Vec<Match>,
}

impl<'a> Marked<'a> {
    fn new(wanted: &Wanted, text: &'a str) -> Self {
        let (mut ranges, mut keys) = (Vec::new(), Vec::new());
        each_syllable(text, |range, fold, exact| {
            ranges.push(range);
            keys.push(Key { fold: key(fold), exact: key(exact) });
        });
        Self { text, ranges, matches: matches(wanted, &keys) }
    }

    /// The syllable a cut should begin with, and how many different words it shows.
    fn best_start(&self) -> (usize, usize) {
        let mut best = (0, 0);
        for first in &self.matches {
            let start = first.at.start.saturating_sub(LEAD);
            let start = if self.ranges.len() <= SHOWN { 0 } else { start };
            let inside = |m: &&Match| m.at.start >= start && m.at.end <= start + SHOWN;
            let mut words: Vec<usize> = self.matches.iter().filter(inside).map(|m| m.word).collect();
            words.sort_unstable();
            words.dedup();
            if words.len() > best.1 {
                best = (start, words.len());
            }
        }
        best
    }

    /// The whole text, or [`SHOWN`] syllables from `start` on with signs of what was left out.
    fn html(&self, start: Option<usize>) -> String {
        let from = start.unwrap_or(0);
        let end = start.map_or(self.ranges.len(), |s| (s + SHOWN).min(self.ranges.len()));
        let first = if from == 0 { 0 } else { self.ranges.get(from).map_or(0, |r| r.start) };
        let cut = end < self.ranges.len();
        let last = match end.checked_sub(1).and_then(|e| self.ranges.get(e)) {
            Some(range) if cut => range.end,
            _ => self.text.len(),
        };
        let mut out = String::with_capacity(last.saturating_sub(first) + 64);
        if first > 0 {
            out.push('…');
        }
        let mut at = first;
        for mark in self.joined() {
            if mark.start < at || mark.end > last {
                continue;
            }
            escape(self.text.get(at..mark.start).unwrap_or_default(), &mut out);
            out.push_str("<mark>");
            escape(self.text.get(mark.clone()).unwrap_or_default(), &mut out);
            out.push_str("</mark>");
            at = mark.end;
        }
        escape(self.text.get(at..last).unwrap_or_default(), &mut out);
        if cut {
            out.push('…');
        }
        out
    }

    /// Byte ranges of the matches, neighbours parted only by spaces made one.
    fn joined(&self) -> Vec<Range<usize>> {
        let mut out: Vec<Range<usize>> = Vec::new();
        for found in &self.matches {
            let (Some(first), Some(last)) =
                (self.ranges.get(found.at.start), self.ranges.get(found.at.end - 1))
            else {
                continue;
            };
            match out.last_mut() {
                Some(before) if before.end >= first.start => before.end = before.end.max(last.end),
                Some(before)
                    if self.text.get(before.end..first.start).is_some_and(|gap| gap.trim().is_empty()) =>
                {
                    before.end = last.end;
                }
                _ => out.push(first.start..last.end),
            }
        }
        out
    }
}

/// Where words stand; of each word only its best places: beside a neighbour, tones right.
fn matches(wanted: &Wanted, keys: &[Key]) -> Vec<Match> {
    let mut all: Vec<Match> = Vec::new();
    for at in 0..keys.len() {
        if all.len() >= MATCHES_MAX {
            break;
        }
        for (word, want) in wanted.words.iter().enumerate().filter(|(_, w)| !w.optional) {
            if let Some((found, length)) = stands(want, keys, at) {
                all.push(Match { word, at: at..at + length, rank: u8::from(found.exact) });
            }
        }
    }
    let beside = |a: &Match, b: &Match| a.word + 1 == b.word && a.at.end == b.at.start;
    let lifted: Vec<bool> = all.iter().map(|m| all.iter().any(|o| beside(m, o) || beside(o, m))).collect();
    for (found, lifted) in all.iter_mut().zip(lifted) {
        found.rank += if lifted { 2 } else { 0 };
    }
    let mut best = vec![0; wanted.words.len()];
    for found in &all {
        if let Some(slot) = best.get_mut(found.word) {
            *slot = found.rank.max(*slot);
        }
    }
    all.retain(|m| best.get(m.word) == Some(&m.rank));
    all
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::typed::Typed;
    use super::*;
    use proptest::prelude::*;

    fn title(query: &str, title: &str) -> String {
        let document = Document { title: title.into(), ..Document::default() };
        hit(&Wanted::of(&Typed::read(query)), document, 0.0).title_html
    }

    #[test]
    fn neighbours_share_one_mark_and_lone_twins_get_none() {
        assert_eq!(
            title("dia chi so", "Gắn địa chỉ số cho cơ sở trên địa bàn"),
            "Gắn <mark>địa chỉ số</mark> cho cơ sở trên địa bàn"
        );
    }

    #[test]
    fn typed_tones_are_marked_before_other_tones() {
        assert_eq!(title("bơ", "Bó bơ bò"), "Bó <mark>bơ</mark> bò");
        assert_eq!(title("bờ", "Bó bơ"), "<mark>Bó bơ</mark>");
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(title("b", "<b>&\"'"), "&lt;<mark>b</mark>&gt;&amp;&quot;&#39;");
    }

    #[test]
    fn the_snippet_shows_the_telling_part() {
        let far = format!("{} nước mặn xâm nhập ruộng lúa. {}", "mở đầu ".repeat(60), "kết ".repeat(60));
        let document = Document { summary: "Giữ nước ngọt.".into(), body: far, ..Document::default() };
        let html = hit(&Wanted::of(&Typed::read("xâm nhập mặn")), document, 0.0).snippet_html;
        assert!(html.starts_with('…') && html.ends_with('…'), "{html}");
        assert!(html.contains("<mark>mặn xâm nhập</mark>"), "{html}");
    }

    proptest! {
        #[test]
        fn without_marks_the_html_is_the_escaped_text(query in "\\PC{0,12}", text in "\\PC{0,80}") {
            let mut plain = String::new();
            escape(&text, &mut plain);
            let html = title(&query, &text);
            prop_assert_eq!(html.replace("<mark>", "").replace("</mark>", ""), plain);
            prop_assert_eq!(html.matches("<mark>").count(), html.matches("</mark>").count());
        }
    }
}
