//! The private page of one idea: what happened, what is next, who acts and by when, in plain words.

use askama::Template;
use poem::{
    Response, handler,
    http::StatusCode,
    web::{Data, Path},
};
use uuid::Uuid;

use super::{
    parts::{Step, Wrong},
    refuse, render,
    track_forms::{Draft, Letter},
};
use crate::{
    app::App,
    authority::{Actor, Role},
    foundation::{Error, Result, instant::day_words},
    ideas::{
        model::{Acts, Event, EventKind, Idea, PictureId, State},
        service::{self, Tracked, visible_picture},
    },
    people,
    wire::{Page, private_page},
};

struct Words {
    from: String,
    words: String,
    /// `ribbon` for what a person gives the author, `notice` for the talk in between.
    frame: &'static str,
    icon: &'static str,
}

/// What the author said.
struct Heard {
    source: String,
    /// What was written down of it, where that is not the first prompt anyway.
    transcript: String,
}

#[derive(Template)]
#[template(path = "track.html")]
struct Way<'a> {
    page: &'a Page,
    idea: &'a Idea,
    title: String,
    state_name: String,
    state_tone: &'static str,
    now: String,
    reason: String,
    next_step: String,
    words: Vec<Words>,
    letter: Option<Letter>,
    errors: Vec<Wrong>,
    steps: Vec<Step>,
    pictures: Vec<String>,
    recording: Option<Heard>,
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
        draw(&page, app.0, tracked, &token, Draft::default()).await
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

/// Draws the page; with a draft, its form keeps what was typed and says what is wrong with it.
pub(super) async fn draw(
    page: &Page,
    app: &App,
    tracked: Tracked,
    token: &str,
    draft: Draft,
) -> Result<String> {
    let Tracked { idea, unit_name, companion_name, timeline, pictures, recording, law, .. } = tracked;
    let accompanied = matches!(idea.state.acts(), Some(Acts::Companion | Acts::Author));
    let who = if accompanied && !companion_name.is_empty() {
        companion_name
    } else {
        let holders = people::holders(app.db.reader(), Role::Coordinator, idea.unit).await?;
        holders.first().map_or_else(|| unit_name.clone(), |person| person.full_name.clone())
    };
    let due = idea.due_at.map(|due| day_words(due.date())).unwrap_or_default();
    let mut steps: Vec<Step> = timeline.iter().map(|line| done(page, line)).collect();
    steps.extend(ahead(page, idea.state, &who, &due));
    // An answer counts until the idea is taken up again.
    let answered =
        timeline.iter().rev().find(|line| idea.state == State::Answered && line.kind == EventKind::Answered);
    let detail = |name: &str| {
        answered
            .and_then(|line| line.details.get(name))
            .and_then(serde_json::Value::as_str)
            .unwrap_or_default()
    };
    let worded = |table: &str, value: &str| {
        if value.is_empty() { String::new() } else { page.t(&format!("{table}_{value}")) }
    };
    // The question that waits stands beside the form that answers it.
    let waits =
        timeline.iter().rposition(|line| idea.state == State::NeedsInfo && line.kind == EventKind::Asked);
    let question = waits.and_then(|at| timeline.get(at)).map(|line| said(page, line));
    let heard = timeline.iter().enumerate().filter(|(at, line)| is_said(line) && Some(*at) != waits);
    let words = heard.map(|(_, line)| said(page, line)).collect();
    let prefix =
        if draft.wrong.is_empty() { String::new() } else { format!("{} ", page.t("common_error_prefix")) };
    let errors = draft.wrong.clone();
    render(&Way {
        title: format!("{prefix}{}", idea.code),
        state_name: match idea.state {
            State::NeedsInfo => page.t("track_waits_for_you"),
            state => page.t(&format!("idea_state_{}", state.as_str())),
        },
        state_tone: tone(idea.state),
        now: page.fill(&format!("track_now_{}", idea.state.as_str()), &[("name", &who), ("date", &due)]),
        reason: worded("idea_answer_reason", detail("reason")),
        next_step: worded("idea_next_step", detail("next_step")),
        words,
        letter: Letter::of(
            page,
            &idea,
            token,
            &law,
            app.now(),
            draft,
            question.map(|said| (said.from, said.words)),
        ),
        errors,
        steps,
        pictures: pictures
            .iter()
            .map(|picture| page.to(&format!("/theo-doi/{}/{token}/anh/{}", idea.code, picture.id)))
            .collect(),
        recording: recording.map(|recording| Heard {
            source: page.to(&format!("/theo-doi/{}/{token}/ghi-am", idea.code)),
            transcript: Some(recording.transcript)
                .filter(|text| *text != idea.card.before)
                .unwrap_or_default(),
        }),
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

const fn tone(state: State) -> &'static str {
    match state {
        State::Received | State::Thanked | State::Screening => "info",
        State::NeedsInfo => "warn",
        State::Applied | State::Honoured => "ok",
        State::Answered | State::Parked | State::RedirectedFeedback | State::Withdrawn => "",
    }
}

/// What people wrote to each other.
fn is_said(line: &Event) -> bool {
    match line.kind {
        EventKind::Thanked
        | EventKind::Asked
        | EventKind::Replied
        | EventKind::Applied
        | EventKind::Honoured
        | EventKind::Answered
        | EventKind::Parked
        | EventKind::Reopened
        | EventKind::Redirected => !line.words.is_empty(),
        EventKind::Received
        | EventKind::Assigned
        | EventKind::Claimed
        | EventKind::Transcribed
        | EventKind::Withdrawn
        | EventKind::Reused => false,
    }
}

fn said(page: &Page, line: &Event) -> Words {
    let (key, frame, icon) = match line.kind {
        EventKind::Thanked => ("track_thanks_from", "ribbon", "hand-heart"),
        EventKind::Asked => ("track_question_from", "notice", "message-circle"),
        EventKind::Replied | EventKind::Reopened => ("track_own_words", "notice", "user"),
        _ => ("track_words_from", "ribbon", "hand-heart"),
    };
    let words = line.words.clone();
    Words { from: page.fill(key, &[("name", &line.person_name)]), words, frame, icon }
}

fn done(page: &Page, line: &Event) -> Step {
    let key = match line.kind {
        EventKind::Received => "timeline_received",
        EventKind::Thanked => "timeline_thanked",
        EventKind::Assigned => "timeline_assigned",
        EventKind::Asked => "timeline_asked",
        EventKind::Replied => "track_you_replied",
        EventKind::Applied => "timeline_applied",
        EventKind::Honoured => "timeline_honoured",
        EventKind::Answered => "timeline_answered",
        EventKind::Parked => "timeline_parked",
        EventKind::Reopened => "timeline_reopened",
        EventKind::Redirected => "timeline_redirected",
        EventKind::Claimed => "timeline_claimed",
        EventKind::Transcribed => "timeline_transcribed",
        EventKind::Withdrawn => "timeline_withdrawn",
        EventKind::Reused => "idea_page_step_reused",
    };
    let name = line.companion().unwrap_or(&line.person_name);
    let local = line.at.local();
    Step {
        tone: "done",
        what: page.fill(key, &[("name", name)]),
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
    let answer = || step("next", "track_next_answer", String::new());
    match state {
        State::Received => vec![step("now", "track_next_thanks", by), answer()],
        State::Thanked => vec![step("now", "track_next_assign", by), answer()],
        State::Screening => vec![step("now", "track_next_answer", by)],
        State::NeedsInfo => vec![step("now", "track_next_reply", by), answer()],
        State::Applied => vec![step("now", "track_next_honour", by)],
        State::Honoured | State::Answered | State::Parked | State::RedirectedFeedback | State::Withdrawn => {
            Vec::new()
        }
    }
}
