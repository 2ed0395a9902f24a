//! The campaigns everybody may know of, and one of them: what, for whom, until when, how, and what came of it.

use std::sync::Arc;

use askama::Template;
use poem::{
    Request, Response, handler,
    web::{Data, Path, Query},
};
use serde::Deserialize;

use super::{cache::Rendered, card::Card, refuse, render};
use crate::{
    app::App,
    archive::service,
    campaigns::{self, Campaign, Eligibility, State},
    foundation::{Error, Result, instant::day_words, page::Ask},
    units,
    wire::{ListQuery, Page},
};

/// What the address says.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    after: Option<String>,
}

struct Call {
    href: String,
    theme: String,
    lead: String,
    state: String,
    days: String,
    unit: String,
}

#[derive(Template)]
#[template(path = "campaigns.html")]
struct All<'a> {
    page: &'a Page,
    calls: Vec<Call>,
    next: String,
}

#[derive(Template)]
#[template(path = "campaign.html")]
struct One<'a> {
    page: &'a Page,
    call: Call,
    programme: String,
    for_whom: String,
    places: String,
    prompts: Vec<String>,
    /// Where to send an idea; empty while none is taken.
    send: String,
    summary: String,
    applied: Vec<Card>,
}

/// Campaigns a page.
const A_PAGE: u16 = 30;

#[handler]
pub async fn show_campaigns(
    page: Page,
    request: &Request,
    app: Data<&App>,
    cache: Data<&Arc<Rendered>>,
    asked: Query<Asked>,
) -> Response {
    match (ListQuery { after: asked.0.after, limit: Some(A_PAGE) }).ask() {
        Ok(ask) => cache.page(&page, request, draw_all(&page, app.0, &ask)).await.unwrap_or_else(refuse),
        Err(wrong) => refuse(wrong),
    }
}

#[handler]
pub async fn show_campaign(
    page: Page,
    request: &Request,
    app: Data<&App>,
    cache: Data<&Arc<Rendered>>,
    slug: Path<String>,
) -> Response {
    cache.page(&page, request, draw_one(&page, app.0, &slug.0)).await.unwrap_or_else(refuse)
}

async fn draw_all(page: &Page, app: &App, ask: &Ask) -> Result<String> {
    let db = app.db.reader();
    let told = campaigns::all_public(db, ask).await?;
    let ids: Vec<_> = told.items.iter().map(|campaign| campaign.unit).collect();
    let names = units::names(db, &ids).await?;
    let next = told.next.map(|next| page.to(&format!("/phat-dong?after={}", next.encode())));
    let calls =
        told.items.iter().map(|one| call(page, one, names.get(&one.unit).cloned().unwrap_or_default()));
    render(&All { page, calls: calls.collect(), next: next.unwrap_or_default() })
}

async fn draw_one(page: &Page, app: &App, slug: &str) -> Result<String> {
    let db = app.db.reader();
    let campaign = campaigns::by_slug(db, slug).await?.ok_or(Error::NOT_FOUND)?;
    let scope = campaigns::scope_of(&campaign);
    let names = units::names(db, &[scope.as_slice(), &[campaign.unit]].concat()).await?;
    let places: Vec<&str> = scope.iter().filter_map(|unit| names.get(unit)).map(String::as_str).collect();
    let applied = service::of_campaign(app, campaign.id).await?;
    let [before, proposal, outcome] = campaign.plan.prompts.clone();
    let own = |own: String, key: &str| if own.is_empty() { page.t(key) } else { own };
    render(&One {
        page,
        call: call(page, &campaign, names.get(&campaign.unit).cloned().unwrap_or_default()),
        programme: page.t(&format!("programme_{}", campaign.plan.programme.as_str())),
        for_whom: for_whom(page, &campaign.plan.eligibility),
        places: places.join(", "),
        prompts: vec![
            own(before, "idea_new_before"),
            own(proposal, "idea_new_action"),
            own(outcome, "idea_new_result"),
        ],
        send: match campaign.state {
            State::Running => page.to(&format!("/gui?dot={}", campaign.slug)),
            _ => String::new(),
        },
        summary: campaign.summary,
        applied: applied.iter().map(|one| Card::of(page, one)).collect(),
    })
}

fn call(page: &Page, campaign: &Campaign, unit: String) -> Call {
    let (opens, closes) = (day_words(campaign.plan.opens_on), day_words(campaign.plan.closes_on));
    Call {
        href: page.to(&format!("/phat-dong/{}", campaign.slug)),
        theme: campaign.plan.theme.clone(),
        lead: campaign.plan.lead.clone(),
        state: page.t(&format!("campaign_state_{}", campaign.state.as_str())),
        days: page.fill("campaign_days", &[("from", &opens), ("to", &closes)]),
        unit,
    }
}

/// In words: which people, of which ages and grades.
fn for_whom(page: &Page, for_whom: &Eligibility) -> String {
    let kinds = for_whom.kinds.iter().map(|kind| page.t(&format!("submitter_kind_{}", kind.as_str())));
    let kinds: Vec<String> = kinds.collect();
    let mut words = vec![if kinds.is_empty() { page.t("campaign_for_all") } else { kinds.join(", ") }];
    let bounds = |key: &str, from: Option<i32>, to: Option<i32>| match (from, to) {
        (None, None) => None,
        (Some(from), None) => {
            Some(page.fill(&format!("campaign_{key}_from"), &[("from", &from.to_string())]))
        }
        (None, Some(to)) => Some(page.fill(&format!("campaign_{key}_to"), &[("to", &to.to_string())])),
        (Some(from), Some(to)) => Some(page.fill(
            &format!("campaign_{key}_between"),
            &[("from", &from.to_string()), ("to", &to.to_string())],
        )),
    };
    words.extend(bounds("age", for_whom.age_from, for_whom.age_to));
    words.extend(bounds("grade", for_whom.grade_from, for_whom.grade_to));
    words.join(" · ")
}
