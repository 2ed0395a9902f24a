//! How widely people take part, quarter by quarter: plain tables, no names and no ranking.

use std::sync::Arc;

use askama::Template;
use poem::{
    Request, Response, handler,
    web::{Data, Query},
};
use serde::Deserialize;

use super::{cache::Rendered, refuse, render};
use crate::{
    app::App,
    archive::{model::Quarter, service},
    authority::Actor,
    foundation::Result,
    wire::Page,
};

/// What the address says.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    quy: Option<String>,
}

struct Line {
    group: String,
    words: String,
    percent: u64,
}

#[derive(Template)]
#[template(path = "figures.html")]
struct Figures<'a> {
    page: &'a Page,
    title: String,
    lines: Vec<Line>,
    before: (String, String),
    after: (String, String),
}

#[handler]
pub async fn show_figures(
    page: Page,
    request: &Request,
    app: Data<&App>,
    cache: Data<&Arc<Rendered>>,
    asked: Query<Asked>,
) -> Response {
    let today = Quarter::of(app.now().date());
    let quarter = match asked.0.quy.as_deref().filter(|quarter| !quarter.is_empty()) {
        Some(quarter) => Quarter::parse(quarter),
        None => Ok(today),
    };
    match quarter {
        Ok(quarter) => {
            cache.page(&page, request, draw(&page, app.0, quarter, today)).await.unwrap_or_else(refuse)
        }
        Err(wrong) => refuse(wrong),
    }
}

fn name(page: &Page, quarter: Quarter) -> String {
    let (number, year) = (quarter.number.to_string(), quarter.year.to_string());
    page.fill("figures_quarter", &[("quarter", &number), ("year", &year)])
}

async fn draw(page: &Page, app: &App, quarter: Quarter, today: Quarter) -> Result<String> {
    let breadth = service::breadth(app, &Actor::public(), quarter).await?;
    let link =
        |quarter: Quarter| (page.to(&format!("/thong-ke?quy={}", quarter.wire())), name(page, quarter));
    render(&Figures {
        title: page.fill("figures_title", &[("quarter", &name(page, quarter))]),
        lines: breadth
            .groups
            .iter()
            // What the commune does not have is nobody's figure.
            .filter(|share| share.all > 0)
            .map(|share| {
                let (with, all) = (share.with.to_string(), share.all.to_string());
                Line {
                    group: page.t(&format!("figures_{}", share.group.as_str())),
                    words: page.fill(
                        &format!("figures_of_{}", share.group.as_str()),
                        &[("with", &with), ("all", &all)],
                    ),
                    percent: (share.with * 100).checked_div(share.all).unwrap_or(0),
                }
            })
            .collect(),
        before: link(quarter.before()),
        after: if quarter < today { link(quarter.after()) } else { Default::default() },
        page,
    })
}
