//! The receipt: something to hold at once. A code, the second it was received, who answers by when, and
//! the private link as a picture for another telephone.

use std::collections::HashMap;

use askama::Template;
use poem::{
    Response, handler,
    http::StatusCode,
    web::{Data, Path, Query},
};

use super::{refuse, render, stamp};
use crate::{
    app::App,
    foundation::{
        Instant, Result,
        instant::day_words,
        messages::{Lang, fill, text},
    },
    ideas::{
        model::{Idea, State},
        service::{self, Tracked},
    },
    people,
    wire::{Page, private_page},
};

#[derive(Template)]
#[template(path = "receipt.html")]
struct Paper<'a> {
    page: &'a Page,
    code: String,
    title: String,
    unit_line: String,
    received: String,
    received_iso: String,
    answer: String,
    channel: String,
    link: String,
    qr: String,
    claim: String,
    slip: String,
    unread: String,
}

#[handler]
pub async fn show_receipt(
    page: Page,
    app: Data<&App>,
    path: Path<(String, String)>,
    query: Query<HashMap<String, String>>,
) -> Response {
    let (code, token) = path.0;
    let tracked = match service::track(app.0, &code, &token).await {
        Ok(tracked) => tracked,
        Err(error) => return refuse(error),
    };
    let unread = query.get("anh_hong").and_then(|count| count.parse::<u8>().ok()).unwrap_or(0);
    match draw(&page, app.0, tracked, &token, unread).await {
        Ok(html) => private_page(StatusCode::OK, html),
        Err(error) => refuse(error),
    }
}

/// To the second, as a stamp on paper: `24/11/2026 09:00:00`.
fn second(at: Instant) -> String {
    let local = at.local();
    format!("{} {:02}:{:02}:{:02}", day_words(at.date()), local.hour(), local.minute(), local.second())
}

/// Who thanks by when; whoever comes back later is sent to see the way it went.
pub(super) async fn answer(language: Lang, app: &App, idea: &Idea) -> Result<String> {
    let (State::Received, Some(due)) = (idea.state, idea.due_at) else {
        return Ok(text(language, "receipt_moved_on").to_owned());
    };
    let date = day_words(due.date());
    let answerer = people::desk_owner(app.db.reader(), idea.unit, app.now().date()).await?;
    Ok(match answerer {
        Some(person) => {
            fill(language, "receipt_thanks_by_name", &[("name", &person.full_name), ("date", &date)])
        }
        None => fill(language, "receipt_thanks_by", &[("date", &date)]),
    })
}

async fn draw(page: &Page, app: &App, tracked: Tracked, token: &str, unread: u8) -> Result<String> {
    let idea = tracked.idea;
    let answer = answer(page.language(), app, &idea).await?;
    let link = app.link(&page.to(&format!("/theo-doi/{}/{token}", idea.code)));
    render(&Paper {
        page,
        channel: page.t(&format!("answer_by_{}", idea.card.answer_channel.as_str())),
        unit_line: page.fill("receipt_handled_by", &[("unit", &tracked.unit_name)]),
        title: idea.card.title,
        received: second(idea.received_at),
        received_iso: idea.received_at.rfc3339(),
        answer,
        qr: stamp::qr(&link),
        link,
        slip: page.to(&format!("/gui/bien-nhan/{}/{token}/phieu.pdf", idea.code)),
        claim: format!("/app/nhan-y-tuong#{}/{token}", idea.code),
        code: idea.code,
        unread: if unread == 0 {
            String::new()
        } else {
            page.fill("receipt_unread", &[("count", &unread.to_string())])
        },
    })
}
