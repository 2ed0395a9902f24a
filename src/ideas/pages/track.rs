//! The private page of one idea: what happened, what is next, who acts and by when, in plain words.

use std::collections::HashMap;

use askama::Template;
use poem::{
    Response, handler,
    http::StatusCode,
    web::{Data, Path, Query},
};
use uuid::Uuid;

use super::{
    consent::Showing,
    parts::{Step, Wrong},
    refuse, render,
    track_forms::{Draft, Letter},
};
use crate::{
    app::App,
    authority::Actor,
    foundation::{Code, Error, Result, instant::day_words},
    ideas::{
        model::{Acts, Appeal, Event, EventKind, Idea, PictureId, State, Verb},
        rules,
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
    channel: String,
    showing: Showing,
    said_wrong: String,
    public: String,
    receipt: String,
    claim: String,
    trial: Option<Tried>,
    withdraw: String,
}

struct Tried {
    place: String,
    until: String,
    note: String,
}

#[handler]
pub async fn show_way(
    page: Page,
    app: Data<&App>,
    path: Path<(String, String)>,
    query: Query<HashMap<String, String>>,
) -> Response {
    let (code, token) = path.0;
    let drawn = async {
        let tracked = service::track(app.0, &code, &token).await?;
        let said_wrong =
            query.get("sai").and_then(|sent| Code::ALL.iter().find(|code| code.as_str() == sent));
        let draft = Draft { said_wrong: said_wrong.copied(), ..Draft::default() };
        draw(&page, app.0, tracked, &token, draft).await
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
        Ok(bytes) => {
            Response::builder().header("cache-control", "no-store").content_type("image/jpeg").body(bytes)
        }
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
    let Tracked {
        idea,
        unit_name,
        companion_name,
        timeline,
        pictures,
        recording,
        law,
        forward_name,
        trial,
        ..
    } = tracked;
    let accompanied = matches!(idea.acts(), Some(Acts::Companion | Acts::Author));
    let who = if accompanied && !companion_name.is_empty() {
        companion_name
    } else {
        let unit = idea.forward_to.unwrap_or(idea.unit);
        let keeper = people::desk_owner(app.db.reader(), unit, app.now().date()).await?;
        let nobody = if forward_name.is_empty() { &unit_name } else { &forward_name };
        keeper.map_or_else(|| nobody.clone(), |person| person.full_name)
    };
    let due = idea.due_at.map(|due| day_words(due.date())).unwrap_or_default();
    let mut steps: Vec<Step> = timeline.iter().map(|line| done(page, line)).collect();
    steps.extend(ahead(page, &idea, &who, &due));
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
    let said_wrong = draft.said_wrong.map(|code| page.t(&code.key())).unwrap_or_default();
    let consents = service::consents_by_link(app, &idea.code, token).await?;
    render(&Way {
        title: format!("{prefix}{}", idea.code),
        state_name: match idea.state {
            State::NeedsInfo => page.t("track_waits_for_you"),
            state => page.t(&format!("idea_state_{}", state.as_str())),
        },
        state_tone: tone(idea.state),
        now: page.fill(
            now_key(&idea).as_str(),
            &[
                ("name", &who),
                ("date", &due),
                ("unit", &forward_name),
                ("until", &trial.as_ref().map(|trial| day_words(trial.plan.until)).unwrap_or_default()),
            ],
        ),
        trial: trial.filter(|trial| trial.begun_at.is_some()).map(|trial| Tried {
            place: page.fill("track_trial_where", &[("place", &trial.plan.place), ("who", &trial.plan.who)]),
            until: page.fill("track_trial_until", &[("date", &day_words(trial.plan.until))]),
            note: trial.note,
        }),
        withdraw: if rules::offered(Verb::Withdraw, &idea, &law, app.now()) {
            page.to(&format!("/theo-doi/{}/{token}/rut", idea.code))
        } else {
            String::new()
        },
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
        // Said while an answer is still to come.
        channel: if idea.state.is_final() {
            String::new()
        } else {
            page.t(&format!("answer_by_{}", idea.card.answer_channel.as_str()))
        },
        showing: Showing::of(page, &consents, token),
        said_wrong,
        public: if idea.state == State::Honoured && idea.story_public {
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

/// The words for where an idea stands; some states read differently once somebody decided.
fn now_key(idea: &Idea) -> String {
    let state = idea.state.as_str();
    match (idea.state, idea.appeal) {
        (State::Applied, _) if idea.honour_declined => "track_now_applied_only".to_owned(),
        (State::Hidden, Some(Appeal::Asked)) => "track_now_hidden_appealed".to_owned(),
        (State::Hidden, Some(Appeal::Decided)) => "track_now_hidden_upheld".to_owned(),
        _ => format!("track_now_{state}"),
    }
}

const fn tone(state: State) -> &'static str {
    match state {
        State::Received | State::Thanked | State::Screening | State::Forwarded | State::Trial => "info",
        State::NeedsInfo => "warn",
        State::Applied | State::Honoured => "ok",
        State::TrialFailed
        | State::Answered
        | State::Parked
        | State::RedirectedFeedback
        | State::Withdrawn
        | State::Hidden => "",
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
        | EventKind::Redirected
        | EventKind::Forwarded
        | EventKind::SentBack
        | EventKind::TrialPlanned
        | EventKind::TrialBegun
        | EventKind::Observed
        | EventKind::TrialFailed
        | EventKind::HonourDeclined
        | EventKind::Hidden
        | EventKind::Appealed
        | EventKind::HidingUpheld
        | EventKind::Restored => !line.words.is_empty(),
        // What the head of the unit says about a plan is for its companion.
        EventKind::Received
        | EventKind::TakenOver
        | EventKind::TrialDeclined
        | EventKind::Assigned
        | EventKind::Claimed
        | EventKind::Transcribed
        | EventKind::Withdrawn
        | EventKind::Reused
        | EventKind::Escalated => false,
    }
}

fn said(page: &Page, line: &Event) -> Words {
    let (key, frame, icon) = match line.kind {
        EventKind::Thanked => ("track_thanks_from", "ribbon", "hand-heart"),
        EventKind::Asked => ("track_question_from", "notice", "message-circle"),
        EventKind::Replied | EventKind::Reopened | EventKind::Appealed => {
            ("track_own_words", "notice", "user")
        }
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
        EventKind::Forwarded => "timeline_forwarded",
        EventKind::TakenOver => "timeline_taken_over",
        EventKind::SentBack => "timeline_sent_back",
        EventKind::TrialPlanned => "timeline_trial_planned",
        EventKind::TrialBegun => "timeline_trial_begun",
        EventKind::TrialDeclined => "timeline_trial_declined",
        EventKind::Observed => "timeline_observed",
        EventKind::TrialFailed => "timeline_trial_failed",
        EventKind::HonourDeclined => "timeline_honour_declined",
        EventKind::Hidden => "timeline_hidden",
        EventKind::Appealed => "track_you_appealed",
        EventKind::HidingUpheld => "timeline_hiding_upheld",
        EventKind::Restored => "timeline_restored",
        EventKind::Claimed => "timeline_claimed",
        EventKind::Transcribed => "timeline_transcribed",
        EventKind::Withdrawn => "timeline_withdrawn",
        EventKind::Reused => "idea_page_step_reused",
        EventKind::Escalated => "timeline_escalated",
    };
    let name = line.companion().unwrap_or(&line.person_name);
    let local = line.at.local();
    Step {
        tone: "done",
        what: page.fill(key, &[("name", name), ("unit", line.detail("unit").unwrap_or_default())]),
        when: format!("{} {:02}:{:02}", day_words(line.at.date()), local.hour(), local.minute()),
        when_iso: line.at.rfc3339(),
        note: String::new(),
    }
}

/// What is still to come: who acts, and by which day.
fn ahead(page: &Page, idea: &Idea, who: &str, due: &str) -> Vec<Step> {
    let step = |tone: &'static str, key: &str, when: String| Step {
        tone,
        what: page.fill(key, &[("name", who)]),
        when,
        when_iso: String::new(),
        note: String::new(),
    };
    let by = page.fill("track_by", &[("date", due)]);
    let answer = || step("next", "track_next_answer", String::new());
    match idea.state {
        State::Received => vec![step("now", "track_next_thanks", by), answer()],
        State::Thanked => vec![step("now", "track_next_assign", by), answer()],
        State::Screening => vec![step("now", "track_next_answer", by)],
        State::NeedsInfo => vec![step("now", "track_next_reply", by), answer()],
        State::Forwarded => vec![step("now", "track_next_take_over", by), answer()],
        State::Trial => vec![step("now", "track_next_trial", by)],
        State::Applied if !idea.honour_declined => vec![step("now", "track_next_honour", by)],
        State::Hidden if idea.appeal == Some(Appeal::Asked) => vec![step("now", "track_next_appeal", by)],
        State::Applied
        | State::Honoured
        | State::TrialFailed
        | State::Answered
        | State::Parked
        | State::RedirectedFeedback
        | State::Withdrawn
        | State::Hidden => Vec::new(),
    }
}
