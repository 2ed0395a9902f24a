//! The page of a child's parent or guardian: the very things that would be public, and a yes or no to each. Works
//! without JavaScript and without an account; the same link takes the words back later.

use std::collections::HashMap;

use askama::Template;
use poem::{
    Response, handler,
    http::StatusCode,
    web::{Data, Form, Path},
};
use uuid::Uuid;

use super::{parts::Wrong, refuse, render, see, stamp};
use crate::{
    app::App,
    foundation::{Error, Result, Violations, messages::fill_map},
    ideas::{
        model::{Idea, PictureId, State},
        service::{self, ByGuardian, guardian_picture, limit_link},
    },
    people::{Capacity, ChildAge, Purpose},
    wire::{Address, Page, private_page},
};

struct Question {
    name: &'static str,
    title: String,
    text: String,
    no: String,
    /// What the child said itself; empty where it is not asked.
    child: String,
    yes: Option<bool>,
    error: String,
}

#[derive(Template)]
#[template(path = "guardian.html")]
struct Asking<'a> {
    page: &'a Page,
    title: String,
    idea: &'a Idea,
    lead: String,
    unit_line: String,
    pictures: Vec<String>,
    questions: Vec<Question>,
    name: String,
    name_error: String,
    errors: Vec<Wrong>,
    action: String,
    decided: bool,
    public: String,
    link: String,
    qr: String,
}

/// What was typed, and what is wrong with it.
#[derive(Default)]
struct Draft {
    name: Option<String>,
    words: Vec<(Purpose, bool)>,
    wrong: Vec<Wrong>,
}

#[handler]
pub async fn show_request(page: Page, app: Data<&App>, token: Path<String>) -> Response {
    answer(&page, app.0, &token.0, StatusCode::OK, Draft::default()).await
}

async fn answer(page: &Page, app: &App, token: &str, status: StatusCode, draft: Draft) -> Response {
    let drawn = async {
        let seen = service::guardian_reads(app, token).await?;
        draw(page, app, &seen, token, draft)
    };
    match drawn.await {
        Ok(html) => private_page(status, html),
        Err(error) => refuse(error),
    }
}

#[handler]
pub async fn show_picture(app: Data<&App>, path: Path<(String, String)>) -> Response {
    let (token, picture) = path.0;
    let read = async {
        let picture = Uuid::parse_str(&picture).map_err(|_no_id| Error::NOT_FOUND)?;
        guardian_picture(app.0, &token, PictureId(picture)).await
    };
    match read.await {
        Ok(bytes) => {
            Response::builder().header("cache-control", "no-store").content_type("image/jpeg").body(bytes)
        }
        Err(error) => refuse(error),
    }
}

#[handler]
pub async fn take_decision(
    page: Page,
    app: Data<&App>,
    address: Address,
    token: Path<String>,
    typed: Form<HashMap<String, String>>,
) -> Response {
    let name = typed.get("name").cloned().unwrap_or_default();
    let word = |purpose: &Purpose| match typed.get(purpose.as_str()).map(String::as_str) {
        Some("1") => Some((*purpose, true)),
        Some("0") => Some((*purpose, false)),
        _ => None,
    };
    let words: Vec<_> = Purpose::ALL.iter().filter_map(word).collect();
    let decided = async {
        limit_link(app.0, &address.0).await?;
        service::guardian_decides(app.0, &token.0, &name, &words, page.language()).await
    };
    match decided.await {
        Ok(()) => see(&page.to(&format!("/dong-y/{}", token.0))),
        Err(Error::Rules(violations)) => {
            let wrong = beside(&page, &violations);
            let draft = Draft { name: Some(name), words, wrong };
            answer(&page, app.0, &token.0, StatusCode::UNPROCESSABLE_ENTITY, draft).await
        }
        Err(error) => refuse(error),
    }
}

fn beside(page: &Page, violations: &Violations) -> Vec<Wrong> {
    let wrongs = violations.iter().map(|violation| {
        let purpose =
            Purpose::ALL.iter().find(|purpose| violation.pointer == format!("/{}", purpose.as_str()));
        let (target, label) = match purpose {
            Some(purpose) => (purpose.as_str(), format!("guardian_{}", purpose.as_str())),
            None => ("name", "guardian_name".to_owned()),
        };
        Wrong {
            target,
            name: page.t(&label),
            message: fill_map(page.language(), &violation.code.key(), &violation.params),
        }
    });
    wrongs.collect()
}

fn draw(page: &Page, app: &App, seen: &ByGuardian, token: &str, draft: Draft) -> Result<String> {
    let idea = &seen.detail.idea;
    let wrong = |target: &str| {
        let found = draft.wrong.iter().find(|wrong| wrong.target == target);
        found.map(|wrong| wrong.message.clone()).unwrap_or_default()
    };
    let question = |purpose: &Purpose| {
        let name = purpose.as_str();
        let typed = draft.words.iter().find(|(known, _)| known == purpose).map(|(_, yes)| *yes);
        let child = match (idea.child, seen.last(*purpose, Capacity::Child)) {
            // A story without the name asks nothing of the child; under seven the guardian decides alone.
            (Some(ChildAge::From7), Some(true)) => page.t("guardian_child_yes"),
            (Some(ChildAge::From7), Some(false)) => page.t("guardian_child_no"),
            (Some(ChildAge::From7), None) if *purpose != Purpose::PublishStory => {
                page.t("guardian_child_unasked")
            }
            _ => String::new(),
        };
        Question {
            name,
            title: page.t(&format!("guardian_{name}")),
            text: page.t(&format!("consent_guardian_{name}")),
            no: page.t(&format!("guardian_{name}_no")),
            child,
            yes: typed.or_else(|| seen.last(*purpose, Capacity::Guardian)),
            error: wrong(name),
        }
    };
    let purposes = Purpose::ALL
        .iter()
        .filter(|purpose| **purpose != Purpose::PublishName || !idea.card.author_name.is_empty());
    let child = if idea.card.author_name.is_empty() {
        page.t("guardian_a_child")
    } else {
        idea.card.author_name.clone()
    };
    let prefix =
        if draft.wrong.is_empty() { String::new() } else { format!("{} ", page.t("common_error_prefix")) };
    let link = app.link(&page.to(&format!("/dong-y/{token}")));
    render(&Asking {
        title: format!("{prefix}{}", page.t("guardian_title")),
        lead: page.fill("guardian_lead", &[("child", &child), ("unit", &seen.detail.unit_name)]),
        unit_line: page.fill("receipt_handled_by", &[("unit", &seen.detail.unit_name)]),
        pictures: seen
            .detail
            .pictures
            .iter()
            .map(|picture| page.to(&format!("/dong-y/{token}/anh/{}", picture.id)))
            .collect(),
        questions: purposes.map(question).collect(),
        name: draft.name.clone().unwrap_or_else(|| seen.asked.contact.name.clone()),
        name_error: wrong("name"),
        errors: draft.wrong.clone(),
        action: page.to(&format!("/dong-y/{token}")),
        decided: seen.asked.decided_at.is_some(),
        public: if idea.state == State::Honoured && idea.story_public {
            page.to(&format!("/sang-kien/{}", idea.code))
        } else {
            String::new()
        },
        qr: stamp::qr(&link),
        link,
        page,
        idea,
    })
}
