//! The words of a notice and of its letter.

use super::model::Notice;
use crate::foundation::messages::{Lang, fill};

/// One line: the subject of the letter, and how the notice stands in the inbox.
pub fn subject(notice: &Notice, lang: Lang, site: &str) -> String {
    said(notice, lang, "subject", site, "")
}

/// The letter.
pub fn text(notice: &Notice, site: &str, link: &str) -> String {
    said(notice, notice.lang, "text", site, link)
}

fn said(notice: &Notice, lang: Lang, part: &str, site: &str, link: &str) -> String {
    let mut params: Vec<(&str, &str)> = vec![("site", site), ("link", link)];
    // A person's words come last: what they hold is never taken for a name to fill.
    let (words, plain): (Vec<_>, Vec<_>) = notice
        .params
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .partition(|(name, _)| *name == "words");
    params.extend(plain);
    params.extend(words);
    fill(lang, &format!("mail_{}_{part}", notice.kind), &params)
}

/// The letter that gathers a day's notices: each with its line and its link.
pub fn gathered(
    lang: Lang,
    name: &str,
    lines: &[(String, String)],
    site: &str,
    inbox: &str,
) -> (String, String) {
    let list: String = lines.iter().map(|(what, link)| format!("• {what}\n  {link}\n\n")).collect();
    let count = lines.len().to_string();
    let params = [
        ("site", site),
        ("link", inbox),
        ("name", name),
        ("count", count.as_str()),
        ("list", list.trim_end()),
    ];
    (fill(lang, "mail_notice_digest_subject", &params), fill(lang, "mail_notice_digest_text", &params))
}
