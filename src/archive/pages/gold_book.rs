//! The gold book: every applied idea by date, month by month, the smallest with the same room as any.

use std::sync::Arc;

use askama::Template;
use poem::{
    Request, Response, handler,
    web::{Data, Query},
};
use serde::Deserialize;

use super::{cache::Rendered, card::Card, refuse, render};
use crate::{
    app::App,
    archive::{model::Line, service},
    foundation::{Result, page::Ask},
    wire::{ListQuery, Page},
};

/// What the address says.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    after: Option<String>,
    #[serde(default)]
    don_vi: Option<String>,
}

struct Entry {
    number: String,
    author: String,
    card: Card,
}

struct Month {
    name: String,
    entries: Vec<Entry>,
}

#[derive(Template)]
#[template(path = "gold_book.html")]
struct GoldBook<'a> {
    page: &'a Page,
    unit_name: String,
    months: Vec<Month>,
    first: String,
    next: String,
    title: String,
}

/// Entries a page.
const A_PAGE: u16 = 30;

#[handler]
pub async fn show_gold_book(
    page: Page,
    request: &Request,
    app: Data<&App>,
    cache: Data<&Arc<Rendered>>,
    asked: Query<Asked>,
) -> Response {
    let read = ListQuery { after: asked.0.after.clone(), limit: Some(A_PAGE) }.ask();
    match read {
        Ok(ask) => {
            cache.page(&page, request, draw(&page, app.0, &asked.0, &ask)).await.unwrap_or_else(refuse)
        }
        Err(wrong) => refuse(wrong),
    }
}

async fn draw(page: &Page, app: &App, asked: &Asked, ask: &Ask) -> Result<String> {
    let unit = asked.don_vi.as_deref().filter(|unit| !unit.is_empty());
    let book = service::gold_book(app, unit, ask).await?;
    let unit_name = match (unit, book.items.first()) {
        (Some(_), Some(shown)) => shown.unit_name.clone(),
        _ => String::new(),
    };
    let here = |after: Option<String>| {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        if let Some(unit) = unit {
            query.append_pair("don_vi", unit);
        }
        if let Some(after) = after {
            query.append_pair("after", &after);
        }
        let query = query.finish();
        let path = page.to("/so-vang");
        if query.is_empty() { path } else { format!("{path}?{query}") }
    };
    render(&GoldBook {
        page,
        title: page.t("gold_book_title"),
        unit_name,
        months: months(page, &book.items),
        first: if ask.after.is_some() { here(None) } else { String::new() },
        next: book.next.map(|next| here(Some(next.encode()))).unwrap_or_default(),
    })
}

fn months(page: &Page, shown: &[Line]) -> Vec<Month> {
    let mut months: Vec<((i32, u8), Month)> = Vec::new();
    for one in shown {
        let day = one.honoured_at.date();
        let key = (day.year(), u8::from(day.month()));
        let entry = Entry {
            number: page.fill("gold_book_no", &[("number", &one.gold_book_no.to_string())]),
            author: one.author_name.clone().unwrap_or_else(|| page.t("common_anonymous")),
            card: Card::of(page, one),
        };
        match months.last_mut() {
            Some((last, month)) if *last == key => month.entries.push(entry),
            _ => {
                let (year, month) = (key.0.to_string(), key.1.to_string());
                let name = page.fill("gold_book_month", &[("month", &month), ("year", &year)]);
                months.push((key, Month { name, entries: vec![entry] }));
            }
        }
    }
    months.into_iter().map(|(_, month)| month).collect()
}
