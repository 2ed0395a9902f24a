//! One idea: its story, its honours, its people, and the way to do the same.

use std::sync::Arc;

use askama::Template;
use poem::{
    Request, Response, handler,
    http::StatusCode,
    web::{Data, Path},
};

use super::{cache::Rendered, card::shortened, error::error_page, refuse, render};
use crate::{
    app::App,
    archive::{
        labels,
        model::{Honour, Publication},
        rules::one_sentence,
        service,
    },
    foundation::{Code, Result, Violations, messages::fill_map},
    ideas::pages::{
        parts::{Step, Wrong},
        stamp,
    },
    wire::Page,
};

struct Ribbon {
    title: String,
    line: String,
    signer: String,
    verify: String,
}

struct Shot {
    href: String,
    thumbnail: String,
    width: i32,
    height: i32,
    caption: String,
    alt: String,
}

struct ThankYou {
    from: String,
    day: String,
    words: String,
}

struct Doer {
    who: String,
    place: String,
    day: String,
}

/// What was typed into "Tôi cũng làm theo", with what is wrong beside it.
#[derive(Clone, Debug, Default)]
pub struct ReuseForm {
    pub who: String,
    pub place: String,
    pub contact: String,
    pub who_error: String,
    pub place_error: String,
    pub contact_error: String,
    /// Wrong as a whole.
    pub form_error: String,
}

#[derive(Template)]
#[template(path = "idea.html")]
struct Story<'a> {
    page: &'a Page,
    title: String,
    error_prefix: String,
    publication: &'a Publication,
    field_name: String,
    author_kind: String,
    applied: String,
    ribbons: Vec<Ribbon>,
    /// How it was and how it is, side by side; the further pictures follow.
    pair: Vec<Shot>,
    shots: Vec<Shot>,
    sentence: String,
    thanks: Option<ThankYou>,
    steps: Vec<Step>,
    doers: Vec<Doer>,
    reuse_count: String,
    link: String,
    picture_link: String,
    preview: String,
    qr: String,
    form: ReuseForm,
    errors: Vec<Wrong>,
    stamp: String,
    sent: bool,
}

#[handler]
pub async fn show_idea(
    page: Page,
    request: &Request,
    app: Data<&App>,
    cache: Data<&Arc<Rendered>>,
    code: Path<String>,
) -> Response {
    let publication = match service::by_address(app.0, &code.0).await {
        Ok(publication) => publication,
        Err(error) => return refuse(error),
    };
    if publication.hidden {
        return error_page(&page, StatusCode::GONE);
    }
    let address = publication.path();
    let query = request.uri().query().unwrap_or_default();
    if address.rsplit('/').next() != Some(code.0.as_str()) {
        let query = if query.is_empty() { String::new() } else { format!("?{query}") };
        return Response::builder()
            .status(StatusCode::PERMANENT_REDIRECT)
            .header("location", format!("{}{query}", page.to(&address)))
            .header("cache-control", "public, max-age=20")
            .finish();
    }
    let sent = query.split('&').any(|pair| pair == "da_bao=1");
    let drawing = async { draw(&page, app.0, &publication, ReuseForm::default(), sent) };
    cache.page(&page, request, drawing).await.unwrap_or_else(refuse)
}

/// The page with the form as it was typed.
pub fn draw(
    page: &Page,
    app: &App,
    publication: &Publication,
    form: ReuseForm,
    sent: bool,
) -> Result<String> {
    let story = &publication.story;
    let link = app.link(&page.to(&publication.path()));
    let errors = errors(page, &form);
    let (pair, shots) = shots(page, publication);
    render(&Story {
        title: story.title.clone(),
        error_prefix: if errors.is_empty() {
            String::new()
        } else {
            format!("{} ", page.t("common_error_prefix"))
        },
        page,
        field_name: page.t(&format!("field_{}", story.field)),
        author_kind: page.t(&format!("submitter_kind_{}", story.author_kind)),
        applied: story
            .applied_on
            .as_deref()
            .map(|day| page.fill("idea_page_applied_on", &[("date", &labels::iso_day(day))]))
            .unwrap_or_default(),
        ribbons: story.honours.iter().map(|honour| ribbon(page, honour)).collect(),
        pair,
        shots,
        sentence: one_sentence(&publication.document.summary),
        thanks: story.thanks.as_ref().map(|thanks| ThankYou {
            from: page.fill("idea_page_step_thanked", &[("name", &thanks.by)]),
            day: labels::day(thanks.at),
            words: thanks.words.clone(),
        }),
        steps: steps(page, publication),
        doers: story
            .reuses
            .iter()
            .map(|reuse| Doer {
                who: reuse.who.clone(),
                place: reuse.place.clone(),
                day: labels::day(reuse.at),
            })
            .collect(),
        reuse_count: page.fill("idea_page_reuse_count", &[("count", &story.reuse_count.to_string())]),
        picture_link: story
            .pictures
            .last()
            .map(|picture| app.link(&format!("/anh/{}", picture.id)))
            .unwrap_or_default(),
        preview: shortened(&publication.document.summary),
        qr: stamp::qr(&link),
        link,
        publication,
        form,
        errors,
        stamp: stamp::issue(app),
        sent,
    })
}

fn errors(page: &Page, form: &ReuseForm) -> Vec<Wrong> {
    let all = [
        ("who", page.t("idea_page_reuse_who"), &form.who_error),
        ("place", page.t("idea_page_reuse_place"), &form.place_error),
        ("contact", page.t("idea_new_contact"), &form.contact_error),
        ("lam-theo", String::new(), &form.form_error),
    ];
    all.into_iter()
        .filter(|(_, _, message)| !message.is_empty())
        .map(|(target, name, message)| Wrong { target, name, message: message.clone() })
        .collect()
}

/// Puts each violation beside its field.
pub fn beside(page: &Page, wrong: &Violations, mut form: ReuseForm) -> ReuseForm {
    for violation in wrong.iter() {
        let sentence = fill_map(page.language(), &violation.code.key(), &violation.params);
        let slot = match violation.pointer.as_str() {
            "/who" => &mut form.who_error,
            "/place" => &mut form.place_error,
            "/contact" => &mut form.contact_error,
            _ => &mut form.form_error,
        };
        *slot = sentence;
    }
    form
}

/// The sentence of a code on its own.
pub fn sentence(page: &Page, code: Code) -> String {
    page.t(&code.key())
}

fn ribbon(page: &Page, honour: &Honour) -> Ribbon {
    let date = labels::iso_day(&honour.decided_on);
    let named = labels::honour(page.language(), &honour.form);
    let gold = honour.form == "gold_book";
    let key = if gold { "idea_page_gold_line" } else { "idea_page_decision_line" };
    Ribbon {
        title: if named == honour.form && !honour.name.is_empty() { honour.name.clone() } else { named },
        line: page.fill(key, &[("number", &honour.decision_no), ("date", &date)]),
        signer: honour.signer.clone(),
        verify: if honour.serial.is_empty() {
            String::new()
        } else {
            page.to(&format!("/x/{}", honour.serial))
        },
    }
}

fn shots(page: &Page, publication: &Publication) -> (Vec<Shot>, Vec<Shot>) {
    let mut pictures: Vec<_> = publication.story.pictures.iter().collect();
    // Before, then after, as one reads.
    pictures.sort_by_key(|picture| picture.moment != "before");
    let shots = pictures.into_iter().map(|picture| {
        let caption = page.t(if picture.moment == "before" { "idea_page_before" } else { "idea_page_after" });
        Shot {
            href: format!("/anh/{}", picture.id),
            thumbnail: format!("/anh/{}/nho", picture.id),
            width: picture.width,
            height: picture.height,
            alt: format!("{caption}: {}", publication.story.title),
            caption,
        }
    });
    let mut shots: Vec<Shot> = shots.collect();
    let mut pair = Vec::new();
    let first_after = publication.story.pictures.iter().filter(|picture| picture.moment == "before").count();
    if first_after > 0 && first_after < shots.len() {
        // The further one first: taking it out does not move the other.
        let (after, before) = (shots.remove(first_after), shots.remove(0));
        pair = vec![before, after];
    }
    (pair, shots)
}

fn steps(page: &Page, publication: &Publication) -> Vec<Step> {
    let steps = publication.story.timeline.iter().map(|step| {
        let key = match step.kind.as_str() {
            "thanked" => "idea_page_step_thanked",
            "reused" => "idea_page_step_reused",
            "applied" => "timeline_applied",
            "honoured" => "timeline_honoured",
            _ => "timeline_received",
        };
        Step {
            tone: "done",
            what: page.fill(key, &[("name", &step.name)]),
            when: labels::day(step.at),
            when_iso: step.at.rfc3339(),
            note: String::new(),
        }
    });
    steps.collect()
}
