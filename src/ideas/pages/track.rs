//! The private page of one idea: what happened, what is next, who acts and by when, in plain words.

use askama::Template;
use poem::{
    Response, handler,
    http::StatusCode,
    web::{Data, Path},
};
use uuid::Uuid;

use super::{parts::Step, refuse, render};
use crate::{
    app::App,
    authority::{Actor, Role},
    foundation::{Error, Result, instant::day_words},
    ideas::{
        model::{Event, EventKind, Idea, PictureId, State},
        service::{self, Tracked, visible_picture},
    },
    people,
    wire::{Page, private_page},
};

struct Words {
    from: String,
    words: String,
}

#[derive(Template)]
#[template(path = "track.html")]
struct Way<'a> {
    page: &'a Page,
    idea: &'a Idea,
    state_name: String,
    state_tone: &'static str,
    now: String,
    reason: String,
    next_step: String,
    words: Vec<Words>,
    steps: Vec<Step>,
    pictures: Vec<String>,
    unit_line: String,
    public: String,
    receipt: String,
    claim: String,
}

#[handler]
pub async fn show_way(page: Page, app: Data<&App>, path: Path<(String, String)>) -> Response {
    let (code, token) = path.0;
    let drawn = async {
        let tracked = service::track(app.0, &code, &token).await?;
        draw(&page, app.0, tracked, &token).await
    };
    match drawn.await {
        Ok(html) => private_page(StatusCode::OK, html),
        Err(error) => refuse(error),
    }
}

/// A picture for the holder of the link, as small as the page shows it.
#[handler]
pub async fn show_picture(app: Data<&App>, path: Path<(String, String, String)>) -> Response {
    let (code, token, picture) = path.0;
    let read = async {
        let picture = Uuid::parse_str(&picture).map_err(|_no_id| Error::NOT_FOUND)?;
        let tracked = service::track(app.0, &code, &token).await?;
        let nobody = Actor::public();
        visible_picture(app.0, &nobody, tracked.idea.id, Some(&token), PictureId(picture), true).await
    };
    match read.await {
        Ok(bytes) => Response::builder()
            .header("cache-control", "private, max-age=3600")
            .content_type("image/jpeg")
            .body(bytes),
        Err(error) => refuse(error),
    }
}

async fn draw(page: &Page, app: &App, tracked: Tracked, token: &str) -> Result<String> {
    let Tracked { idea, unit_name, timeline, pictures } = tracked;
    let holders = people::holders(app.db.reader(), Role::Coordinator, idea.unit).await?;
    let who = holders.first().map_or_else(|| unit_name.clone(), |person| person.full_name.clone());
    let due = idea.due_at.map(|due| day_words(due.date())).unwrap_or_default();
    let mut steps: Vec<Step> = timeline.iter().map(|line| done(page, line)).collect();
    steps.extend(ahead(page, idea.state, &who, &due));
    let answered = timeline.iter().rev().find(|line| line.kind == EventKind::Answered);
    let detail = |name: &str| {
        answered
            .and_then(|line| line.details.get(name))
            .and_then(serde_json::Value::as_str)
            .unwrap_or_default()
    };
    let worded = |table: &str, value: &str| {
        if value.is_empty() { String::new() } else { page.t(&format!("{table}_{value}")) }
    };
    render(&Way {
        state_name: page.t(&format!("idea_state_{}", idea.state.as_str())),
        state_tone: match idea.state {
            State::Received | State::Thanked => "info",
            State::Honoured => "ok",
            State::Answered | State::Withdrawn => "",
        },
        now: page.fill(&format!("track_now_{}", idea.state.as_str()), &[("name", &who), ("date", &due)]),
        reason: worded("idea_answer_reason", detail("reason")),
        next_step: worded("idea_next_step", detail("next_step")),
        words: timeline.iter().filter(|line| is_said(line)).map(|line| said(page, line)).collect(),
        steps,
        pictures: pictures
            .iter()
            .map(|picture| page.to(&format!("/theo-doi/{}/{token}/anh/{}", idea.code, picture.id)))
            .collect(),
        unit_line: page.fill("receipt_handled_by", &[("unit", &unit_name)]),
        public: if idea.state == State::Honoured {
            page.to(&format!("/sang-kien/{}", idea.code))
        } else {
            String::new()
        },
        receipt: page.to(&format!("/gui/bien-nhan/{}/{token}", idea.code)),
        claim: if idea.author.is_none() && idea.state != State::Withdrawn {
            format!("/app/nhan-y-tuong#{}/{token}", idea.code)
        } else {
            String::new()
        },
        page,
        idea: &idea,
    })
}

/// What a person wrote to the author.
fn is_said(line: &Event) -> bool {
    match line.kind {
        EventKind::Thanked | EventKind::Honoured | EventKind::Answered => !line.words.is_empty(),
        EventKind::Received | EventKind::Claimed | EventKind::Withdrawn | EventKind::Reused => false,
    }
}

fn said(page: &Page, line: &Event) -> Words {
    let key = if line.kind == EventKind::Thanked { "track_thanks_from" } else { "track_words_from" };
    Words { from: page.fill(key, &[("name", &line.person_name)]), words: line.words.clone() }
}

fn done(page: &Page, line: &Event) -> Step {
    let key = match line.kind {
        EventKind::Received => "timeline_received",
        EventKind::Thanked => "timeline_thanked",
        EventKind::Honoured => "timeline_honoured",
        EventKind::Answered => "timeline_answered",
        EventKind::Claimed => "timeline_claimed",
        EventKind::Withdrawn => "timeline_withdrawn",
        EventKind::Reused => "idea_page_step_reused",
    };
    let local = line.at.local();
    Step {
        tone: "done",
        what: page.fill(key, &[("name", &line.person_name)]),
        when: format!("{} {:02}:{:02}", day_words(line.at.date()), local.hour(), local.minute()),
        when_iso: line.at.rfc3339(),
        note: String::new(),
    }
}

/// What is still to come: who acts, and by which day.
fn ahead(page: &Page, state: State, who: &str, due: &str) -> Vec<Step> {
    let step = |tone: &'static str, key: &str, when: String| Step {
        tone,
        what: page.fill(key, &[("name", who)]),
        when,
        when_iso: String::new(),
        note: String::new(),
    };
    let by = page.fill("track_by", &[("date", due)]);
    match state {
        State::Received => {
            vec![step("now", "track_next_thanks", by), step("next", "track_next_answer", String::new())]
        }
        State::Thanked => vec![step("now", "track_next_answer", by)],
        State::Honoured | State::Answered | State::Withdrawn => Vec::new(),
    }
}
