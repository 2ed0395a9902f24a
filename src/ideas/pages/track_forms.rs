//! The forms of the private page: the reply to a question, and what is new about an idea that was put aside.
//! Plain posts; the secret of the link is the right to send them.

use std::collections::HashMap;

use poem::{
    Response, handler,
    http::StatusCode,
    web::{Data, Form, Path},
};

use super::{parts::Wrong, refuse, see, track};
use crate::{
    app::App,
    foundation::{Code, Error, Instant, Law, Result, Violations, messages::fill_map},
    ideas::{
        model::{Event, EventKind, Idea, State, Verb},
        rules,
        service::{self, limit_link},
    },
    wire::{Address, Page, private_page},
};

/// The id and the name of the one field.
const FIELD: &str = "words";

/// What was typed into the form, and what is wrong with it.
#[derive(Clone, Default)]
pub struct Draft {
    /// The verb it was typed for.
    pub verb: Option<Verb>,
    /// As it was typed.
    pub words: String,
    /// What is wrong with it.
    pub wrong: Vec<Wrong>,
    /// What is wrong with a word about what the public sees.
    pub said_wrong: Option<Code>,
}

/// The form that is open to the author now.
pub struct Letter {
    pub action: String,
    pub title: String,
    /// Whose question it answers, and the question.
    pub question: Option<(String, String)>,
    pub label: String,
    pub hint: String,
    pub send: String,
    pub words: String,
    pub error: String,
}

impl Letter {
    /// The form of this moment; what was typed for a form that has closed since is still there to be copied.
    pub fn of(
        page: &Page,
        idea: &Idea,
        token: &str,
        law: &Law,
        now: Instant,
        draft: Draft,
        question: Option<(String, String)>,
    ) -> Option<Self> {
        let open = [Verb::Reply, Verb::Reopen, Verb::Appeal]
            .into_iter()
            .find(|verb| rules::offered(*verb, idea, law, now));
        let verb = open.or(draft.verb)?;
        let (path, title, label, hint, send) = match verb {
            Verb::Reply => ("tra-loi", "track_reply_title", "track_reply_label", "", "track_reply_send"),
            Verb::Appeal => (
                "xem-lai",
                "track_appeal_title",
                "track_appeal_label",
                "track_appeal_hint",
                "track_appeal_send",
            ),
            _ => (
                "mo-lai",
                "track_reopen_title",
                "track_reopen_label",
                "track_reopen_hint",
                "track_reopen_send",
            ),
        };
        let beside = draft.wrong.iter().find(|wrong| wrong.target == FIELD);
        Some(Self {
            action: page.to(&format!("/theo-doi/{}/{token}/{path}", idea.code)),
            title: page.t(title),
            question: question.filter(|_| idea.state == State::NeedsInfo),
            label: page.t(label),
            hint: if hint.is_empty() { String::new() } else { page.t(hint) },
            send: page.t(send),
            error: beside.map(|wrong| wrong.message.clone()).unwrap_or_default(),
            words: draft.words,
        })
    }
}

/// Who reloads the address of a form comes back to the page.
#[handler]
pub async fn show_again(page: Page, path: Path<(String, String)>) -> Response {
    let (code, token) = path.0;
    see(&page.to(&format!("/theo-doi/{code}/{token}")))
}

#[handler]
pub async fn take_reply(
    page: Page,
    app: Data<&App>,
    address: Address,
    path: Path<(String, String)>,
    typed: Form<HashMap<String, String>>,
) -> Response {
    take(&page, app.0, &address, path.0, typed.0, Verb::Reply).await
}

#[handler]
pub async fn take_reopening(
    page: Page,
    app: Data<&App>,
    address: Address,
    path: Path<(String, String)>,
    typed: Form<HashMap<String, String>>,
) -> Response {
    take(&page, app.0, &address, path.0, typed.0, Verb::Reopen).await
}

#[handler]
pub async fn take_appeal(
    page: Page,
    app: Data<&App>,
    address: Address,
    path: Path<(String, String)>,
    typed: Form<HashMap<String, String>>,
) -> Response {
    take(&page, app.0, &address, path.0, typed.0, Verb::Appeal).await
}

/// Takes the idea back; done twice, or where its way has ended meanwhile, the page says how it stands.
#[handler]
pub async fn take_withdrawal(
    page: Page,
    app: Data<&App>,
    address: Address,
    path: Path<(String, String)>,
) -> Response {
    let (code, token) = path.0;
    let withdrawn = async {
        limit_link(app.0, &address.0).await?;
        service::withdraw_by_link(app.0, &code, &token).await
    };
    match withdrawn.await {
        Ok(_) | Err(Error::Refused(Code::AlreadySettled)) => {
            see(&page.to(&format!("/theo-doi/{code}/{token}")))
        }
        Err(error) => refuse(error),
    }
}

async fn take(
    page: &Page,
    app: &App,
    address: &Address,
    (code, token): (String, String),
    mut typed: HashMap<String, String>,
    verb: Verb,
) -> Response {
    let words = typed.remove(FIELD).unwrap_or_default();
    let Err(error) = carry(app, address, &code, &token, &words, verb).await else {
        return see(&page.to(&format!("/theo-doi/{code}/{token}")));
    };
    let status = match &error {
        Error::Rules(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Error::Later { .. } => StatusCode::TOO_MANY_REQUESTS,
        Error::Refused(code) if *code != Code::NotFound => StatusCode::CONFLICT,
        _ => return refuse(error),
    };
    let wrong = match &error {
        Error::Rules(violations) => beside(page, violations, verb),
        Error::Later { code, .. } | Error::Refused(code) => vec![plain(page, *code)],
        _ => Vec::new(),
    };
    let drawn = async {
        let tracked = service::track(app, &code, &token).await?;
        // Sent twice by an impatient thumb: it has arrived already.
        let own = |line: &Event| {
            matches!(line.kind, EventKind::Replied | EventKind::Reopened | EventKind::Appealed)
        };
        let arrived = tracked.timeline.iter().any(|line| own(line) && line.words == words.trim());
        if arrived && status == StatusCode::CONFLICT {
            return Ok(None);
        }
        let draft = Draft { verb: Some(verb), words, wrong, said_wrong: None };
        track::draw(page, app, tracked, &token, draft).await.map(Some)
    };
    match drawn.await {
        Ok(Some(html)) => private_page(status, html),
        Ok(None) => see(&page.to(&format!("/theo-doi/{code}/{token}"))),
        Err(error) => refuse(error),
    }
}

async fn carry(app: &App, address: &Address, code: &str, token: &str, words: &str, verb: Verb) -> Result<()> {
    limit_link(app, &address.0).await?;
    match verb {
        Verb::Reply => service::reply_by_link(app, code, token, words).await,
        Verb::Appeal => service::appeal_by_link(app, code, token, words).await,
        _ => service::reopen_by_link(app, code, token, words).await,
    }
    .map(drop)
}

fn plain(page: &Page, code: Code) -> Wrong {
    Wrong { target: FIELD, name: String::new(), message: page.t(&code.key()) }
}

fn beside(page: &Page, violations: &Violations, verb: Verb) -> Vec<Wrong> {
    let label = match verb {
        Verb::Reply => "track_reply_label",
        Verb::Appeal => "track_appeal_label",
        _ => "track_reopen_label",
    };
    let wrongs = violations.iter().map(|violation| Wrong {
        target: FIELD,
        name: page.t(label),
        message: fill_map(page.language(), &violation.code.key(), &violation.params),
    });
    wrongs.collect()
}
