//! Finding one's own idea again: the code and the secret part of the receipt, or the whole link.

use std::collections::HashMap;

use askama::Template;
use poem::{
    Response, handler,
    http::StatusCode,
    web::{Data, Form},
};

use super::{parts::Wrong, refuse, render, see};
use crate::{
    app::App,
    foundation::{Code, Error, Result},
    ideas::service,
    people::limits,
    wire::{Address, Page, private_page},
};

/// Attempts one address may make in an hour; the secret cannot be guessed anyway.
const AN_HOUR_MOST: i32 = 60;

#[derive(Template)]
#[template(path = "lookup.html")]
struct Lookup<'a> {
    page: &'a Page,
    title: String,
    code: String,
    token: String,
    /// The id of the field the error stands beside; empty without one.
    at: &'static str,
    errors: Vec<Wrong>,
}

#[handler]
pub async fn show_blank(page: Page) -> Response {
    show(&page, StatusCode::OK, "", "", None)
}

fn show(page: &Page, status: StatusCode, code: &str, token: &str, wrong: Option<Wrong>) -> Response {
    let prefix = wrong.as_ref().map(|_| format!("{} ", page.t("common_error_prefix"))).unwrap_or_default();
    let lookup = Lookup {
        page,
        title: format!("{prefix}{}", page.t("track_title")),
        code: code.to_owned(),
        token: token.to_owned(),
        at: wrong.as_ref().map(|wrong| wrong.target).unwrap_or_default(),
        errors: wrong.into_iter().collect(),
    };
    match render(&lookup) {
        Ok(html) => private_page(status, html),
        Err(error) => refuse(error),
    }
}

#[handler]
pub async fn look_up(
    page: Page,
    app: Data<&App>,
    address: Address,
    typed: Form<HashMap<String, String>>,
) -> Response {
    let field = |name: &str| typed.get(name).map(|value| value.trim().to_owned()).unwrap_or_default();
    let (code, token) = (field("code"), field("token"));
    let missing = |target: &'static str, label: &str| {
        Some(Wrong { target, name: page.t(label), message: page.t(&Code::Required.key()) })
    };
    if code.is_empty() {
        return show(
            &page,
            StatusCode::UNPROCESSABLE_ENTITY,
            &code,
            &token,
            missing("code", "track_code_or_link"),
        );
    }
    let (known_code, known_token) = parts(&code, &token);
    if known_token.is_empty() {
        return show(&page, StatusCode::UNPROCESSABLE_ENTITY, &code, &token, missing("token", "track_token"));
    }
    match find(app.0, &address, &known_code, &known_token).await {
        Ok(()) => see(&page.to(&format!("/theo-doi/{known_code}/{known_token}"))),
        Err(Error::Refused(Code::NotFound)) => {
            let wrong = Wrong { target: "code", name: String::new(), message: page.t("track_not_found") };
            show(&page, StatusCode::NOT_FOUND, &code, &token, Some(wrong))
        }
        Err(Error::Later { code: why, .. }) => {
            let wrong = Wrong { target: "code", name: String::new(), message: page.t(&why.key()) };
            show(&page, StatusCode::TOO_MANY_REQUESTS, &code, &token, Some(wrong))
        }
        Err(error) => refuse(error),
    }
}

async fn find(app: &App, address: &Address, code: &str, token: &str) -> Result<()> {
    let bucket = limits::bucket(app, "lookups", &address.0);
    limits::hit(&app.db, &bucket, AN_HOUR_MOST, 3_600, app.now()).await?;
    service::track(app, code, token).await.map(|_| ())
}

/// Code and secret, out of two fields or out of a pasted link.
fn parts(code: &str, token: &str) -> (String, String) {
    let pasted = [code, token].into_iter().find(|text| text.contains('/'));
    if let Some(link) = pasted {
        let path = link.split(['?', '#']).next().unwrap_or_default();
        let mut from_end = path.trim_end_matches('/').rsplit('/');
        if let (Some(secret), Some(code)) = (from_end.next(), from_end.next()) {
            return (clean(code).to_ascii_uppercase(), clean(secret).to_ascii_lowercase());
        }
    }
    (clean(code).to_ascii_uppercase(), clean(token).to_ascii_lowercase())
}

/// Only what codes and secrets are made of.
fn clean(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(80).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_link_and_two_fields_mean_the_same() {
        let expected = ("SK-SH-2026-0001".to_owned(), "abc234".to_owned());
        assert_eq!(parts(" sk-sh-2026-0001 ", "ABC234"), expected);
        assert_eq!(parts("https://x.vn/theo-doi/SK-SH-2026-0001/abc234", ""), expected);
        assert_eq!(parts("", "https://x.vn/en/theo-doi/SK-SH-2026-0001/abc234/?a=b"), expected);
        // What climbs out of a path is only letters here.
        assert_eq!(parts("../../etc", "x"), (String::new(), "etc".to_owned()));
    }
}
