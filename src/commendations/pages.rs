//! The page a QR code opens: is this certificate genuine? Works without JavaScript.

use askama::Template;
use poem::{
    IntoResponse, Response, Route, get, handler,
    http::StatusCode,
    web::{Data, Path, Query},
};
use serde::Deserialize;

use super::service::{self, Finding, Holder, INITIATIVE_CERTIFICATE, Verified};
use crate::{
    app::App,
    foundation::{Code, Error, Instant, instant::day_words},
    wire::{Address, Page, Problem, private_page},
};

/// Adds the addresses of the check, short for QR codes and long for people, in both languages.
pub fn routes(mut route: Route) -> Route {
    for root in ["/x", "/xac-thuc", "/en/x", "/en/xac-thuc"] {
        route = route.at(root, get(asked)).at(format!("{root}/:code"), get(scanned));
    }
    route
}

/// What the form of the page sends.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    ma: String,
}

#[handler]
async fn asked(page: Page, app: Data<&App>, address: Address, query: Query<Asked>) -> Response {
    let typed = query.0.ma.trim().to_owned();
    if typed.is_empty() {
        return show(StatusCode::OK, Check::blank(page, typed));
    }
    answer(page, app.0, &address, typed).await
}

#[handler]
async fn scanned(page: Page, app: Data<&App>, address: Address, code: Path<String>) -> Response {
    answer(page, app.0, &address, code.0).await
}

async fn answer(page: Page, app: &App, address: &Address, typed: String) -> Response {
    match service::verify(app, &address.0, &typed).await {
        Ok(verified) => show(StatusCode::OK, Check::of(page, typed, verified)),
        Err(Error::Later { code: Code::TooManyRequests, retry_after }) => {
            let mut check = Check::blank(page, typed);
            check.answered = true;
            check.icon = "clock";
            check.verdict = check.page.t("verify_too_many");
            let mut response = show(StatusCode::TOO_MANY_REQUESTS, check);
            if let Ok(seconds) = retry_after.to_string().parse() {
                response.headers_mut().insert("retry-after", seconds);
            }
            response
        }
        Err(error) => Problem(error).into_response(),
    }
}

fn show(status: StatusCode, check: Check) -> Response {
    match check.render() {
        // A revocation must show at once, so nothing of this page is kept anywhere.
        Ok(html) => private_page(status, html),
        Err(error) => Problem(Error::port("template", error)).into_response(),
    }
}

/// One line of what is known.
struct Fact {
    label: String,
    text: String,
    /// Empty where it leads nowhere.
    href: String,
}

#[derive(Template)]
#[template(path = "verify.html")]
struct Check {
    page: Page,
    typed: String,
    /// Where the form is sent.
    action: String,
    /// True once something was looked up.
    answered: bool,
    valid: bool,
    icon: &'static str,
    verdict: String,
    explanation: String,
    facts: Vec<Fact>,
    /// True where the house keeps the hash of the paper.
    hashed: bool,
    /// Empty until the paper is made.
    sha256: String,
    checked_at: String,
}

impl Check {
    fn blank(page: Page, typed: String) -> Self {
        Self {
            action: page.to("/x"),
            page,
            typed,
            answered: false,
            valid: false,
            icon: "",
            verdict: String::new(),
            explanation: String::new(),
            facts: Vec::new(),
            hashed: false,
            sha256: String::new(),
            checked_at: String::new(),
        }
    }

    fn of(page: Page, typed: String, verified: Verified) -> Self {
        let mut check = Self::blank(page, typed);
        check.answered = true;
        check.valid = verified.finding == Finding::Valid;
        check.checked_at = check.page.fill("verify_checked_at", &[("time", &clock(verified.checked_at))]);
        let page = &check.page;
        (check.icon, check.verdict, check.explanation) = match verified.finding {
            Finding::Valid => ("circle-check", page.t("verify_valid"), page.t("verify_valid_text")),
            Finding::Revoked => {
                let day = verified.holder.as_ref().and_then(|holder| holder.revoked_on).map(day_words);
                let params = [("date", day.as_deref().unwrap_or_default())];
                ("ban", page.t("verify_revoked"), page.fill("verify_revoked_text", &params))
            }
            Finding::Unknown => {
                ("circle-question-mark", page.t("verify_unknown"), page.t("verify_unknown_text"))
            }
        };
        if let Some(holder) = verified.holder {
            check.facts = facts(&check.page, &holder);
            check.hashed = check.valid && holder.form != INITIATIVE_CERTIFICATE;
            check.sha256 = holder.sha256.unwrap_or_default();
        }
        check
    }
}

fn facts(page: &Page, holder: &Holder) -> Vec<Fact> {
    let form = if holder.form == INITIATIVE_CERTIFICATE {
        page.t("honour_initiative_certificate")
    } else {
        let form = page.t(&format!("commendation_form_{}", holder.form));
        page.fill("verify_form_line", &[("form", &form), ("unit", &inside_sentence(&holder.unit_name))])
    };
    let day = day_words(holder.decided_on);
    let decision = page.fill("verify_decision_line", &[("number", &holder.decision_number), ("date", &day)]);
    let fact =
        |key: &str, text: &str| Fact { label: page.t(key), text: text.to_owned(), href: String::new() };
    let mut facts = vec![fact("verify_form", &form)];
    if let Some(recipient) = &holder.recipient {
        facts.push(fact("verify_holder", recipient));
    }
    facts.push(fact("verify_decision", &decision));
    if let Some(signer) = &holder.signer {
        facts.push(fact("verify_signer", signer));
    }
    facts.push(fact("verify_unit", &holder.unit_name));
    facts.push(fact("verify_serial", &holder.serial));
    if let Some(title) = &holder.title {
        let path = holder.idea_code.as_ref().map(|code| page.to(&format!("/sang-kien/{code}")));
        facts.push(Fact {
            label: page.t("verify_initiative"),
            text: title.clone(),
            href: path.unwrap_or_default(),
        });
    }
    facts
}

/// `xã Sơn Hồng` inside a sentence; names that begin with an abbreviation stay as they are.
fn inside_sentence(name: &str) -> String {
    let mut letters = name.chars();
    match letters.next() {
        Some(first) if letters.clone().next().is_some_and(char::is_lowercase) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => name.to_owned(),
    }
}

/// `09:12 24/11/2026` in Việt Nam.
fn clock(at: Instant) -> String {
    let local = at.local();
    format!("{:02}:{:02} {}", local.hour(), local.minute(), day_words(local.date()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_is_named_inside_a_sentence() {
        assert_eq!(inside_sentence("Xã Sơn Hồng"), "xã Sơn Hồng");
        assert_eq!(inside_sentence("Đặc khu Phú Quốc"), "đặc khu Phú Quốc");
        assert_eq!(inside_sentence("UBND xã Sơn Hồng"), "UBND xã Sơn Hồng");
    }
}
