//! The front page: one box to tell an idea, how widely people take part, what was honoured lately.

use std::{collections::BTreeSet, sync::Arc};

use askama::Template;
use poem::{Request, Response, handler, web::Data};

use super::{cache::Rendered, card::Card, refuse, render};
use crate::{
    app::App,
    archive::{labels, model::Figures, service},
    foundation::{Result, page::Ask},
    wire::Page,
};

/// A line that proves somebody reads.
struct ThankLine {
    words: String,
    day: String,
}

#[derive(Template)]
#[template(path = "home.html")]
struct Home<'a> {
    page: &'a Page,
    figures: Figures,
    in_time: Option<u64>,
    cards: Vec<Card>,
    thanks: Vec<ThankLine>,
}

/// How many of the latest are shown.
const LATEST: u16 = 6;

#[handler]
pub async fn show_home(
    page: Page,
    request: &Request,
    app: Data<&App>,
    cache: Data<&Arc<Rendered>>,
) -> Response {
    cache.page(&page, request, draw(&page, app.0)).await.unwrap_or_else(refuse)
}

async fn draw(page: &Page, app: &App) -> Result<String> {
    let figures = service::figures(app).await?;
    let latest = service::gold_book(app, None, &Ask { after: None, limit: LATEST }).await?;
    let mut thanks = service::latest_thanks(app, 20).await?;
    // One line for each who thanks and where: variety, not a log.
    let mut seen = BTreeSet::new();
    thanks.retain(|thanks| seen.insert((thanks.by.clone(), thanks.unit_name.clone())));
    let thanks = thanks
        .into_iter()
        .take(3)
        .map(|thanks| ThankLine {
            words: page.fill("home_thanked_unit", &[("name", &thanks.by), ("unit", &thanks.unit_name)]),
            day: labels::day(thanks.at),
        })
        .collect();
    render(&Home {
        page,
        in_time: figures.in_time_percent(),
        figures,
        cards: latest.items.iter().map(|shown| Card::of(page, shown)).collect(),
        thanks,
    })
}
