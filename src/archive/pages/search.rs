//! The archive: one search field, facets, chips, pages; and help where nothing is found.

use std::sync::Arc;

use askama::Template;
use poem::{Request, Response, handler, http::HeaderValue, web::Data};

use super::{
    cache::Rendered,
    refuse, render,
    state::{A_PAGE, FACETS, State},
};
use crate::{
    app::App,
    archive::{
        labels,
        model::path,
        service::{self, Found},
    },
    foundation::{Error, Result},
    search::PAGE_LIMIT,
    wire::Page,
};

struct HitCard {
    href: String,
    title_html: String,
    snippet_html: String,
    field_name: String,
    unit_name: String,
    year: i32,
    authors: String,
    honour_name: String,
    recognised: bool,
    reuse: String,
    cover: String,
    alt: String,
}

struct FacetLink {
    label: String,
    count: u64,
    href: String,
    on: bool,
}

struct FacetGroup {
    name: String,
    shown: Vec<FacetLink>,
    more: Vec<FacetLink>,
}

struct Chip {
    label: String,
    remove: String,
    href: String,
    /// How many there would be without it; only asked where nothing is found.
    without: Option<u64>,
}

struct Number {
    label: String,
    href: String,
    current: bool,
}

struct Pager {
    previous: String,
    next: String,
    numbers: Vec<Number>,
}

/// Everything inside `#results`.
struct Results {
    count_text: String,
    hits: Vec<HitCard>,
    facets: Vec<FacetGroup>,
    chips: Vec<Chip>,
    clear: String,
    /// The filters as fields of the search form.
    hidden: Vec<(&'static str, String)>,
    /// What was probably meant, and its address.
    suggestion: Option<(String, String)>,
    tell: String,
    pager: Pager,
    /// True while the search engine rests.
    resting: bool,
}

#[derive(Template)]
#[template(path = "search.html")]
struct Search<'a> {
    page: &'a Page,
    state: &'a State,
    results: Results,
}

#[derive(Template)]
#[template(path = "_results.html")]
struct Fragment<'a> {
    page: &'a Page,
    results: Results,
}

#[handler]
pub async fn show_search(
    page: Page,
    request: &Request,
    app: Data<&App>,
    cache: Data<&Arc<Rendered>>,
) -> Response {
    let state = State::read(request.uri().query().unwrap_or_default());
    if request.header("x-fragment").is_some() {
        return fragment(&page, app.0, &state).await.unwrap_or_else(refuse);
    }
    let drawing = async {
        let results = results(&page, app.0, &state).await?;
        render(&Search { page: &page, state: &state, results })
    };
    match cache.page(&page, request, drawing).await {
        Ok(mut response) => {
            // The same address answers with a fragment too: a browser must not take one for the other.
            let vary = HeaderValue::from_static("accept-encoding, cookie, save-data, x-fragment");
            response.headers_mut().insert("vary", vary);
            response
        }
        Err(error) => refuse(error),
    }
}

async fn fragment(page: &Page, app: &App, state: &State) -> Result<Response> {
    let results = results(page, app, state).await?;
    let html = render(&Fragment { page, results })?;
    Ok(Response::builder()
        .header("cache-control", "no-store")
        .header("vary", "x-fragment")
        .content_type("text/html; charset=utf-8")
        .body(html))
}

async fn results(page: &Page, app: &App, state: &State) -> Result<Results> {
    let here = page.to("/sang-kien");
    let (found, resting) = match service::find(app, &state.asked()).await {
        Ok(found) => (found, false),
        Err(Error::Later { .. }) => {
            (Found { hits: Default::default(), unit_names: Default::default() }, true)
        }
        Err(error) => return Err(error),
    };
    let mut chips = chips(page, state, &found, &here);
    if found.hits.items.is_empty() && !resting {
        for chip in chips.iter_mut().take(4) {
            let query = chip.href.split_once('?').map_or("", |(_, query)| query);
            let without = service::find(app, &State::read(query).asked()).await?;
            chip.without = Some(without.hits.total);
        }
    }
    let count_text = count_text(page, state, &found);
    let suggestion = found.hits.suggestion.clone().map(|meant| {
        let href = State { text: meant.clone(), page: 1, ..state.clone() }.href(&here);
        (meant, href)
    });
    let tell = tell(page, &state.text);
    let facets = facets(page, state, &found, &here);
    let pager = pager(state, found.hits.total, &here);
    let hits = hits(page, found);
    Ok(Results {
        count_text,
        facets,
        chips,
        clear: State { chosen: Vec::new(), page: 1, ..state.clone() }.href(&here),
        hidden: state.chosen.clone(),
        suggestion,
        tell,
        pager,
        hits,
        resting,
    })
}

/// How many there are; where nothing holds all of what was typed, that these only come near.
fn count_text(page: &Page, state: &State, found: &Found) -> String {
    let (all, strict) = (found.hits.total, found.hits.strict_total);
    let (key, count) = match (state.text.is_empty(), strict) {
        (true, _) => ("archive_count", all),
        (false, 0) if all > 0 => ("archive_near_for", all),
        (false, _) => ("archive_count_for", strict),
    };
    page.fill(key, &[("count", &count.to_string()), ("query", &state.text)])
}

/// The way to the form, with what was looked for as its title.
fn tell(page: &Page, text: &str) -> String {
    let path = page.to("/gui");
    if text.is_empty() {
        return path;
    }
    let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("ten", text).finish();
    format!("{path}?{query}")
}

fn hits(page: &Page, found: Found) -> Vec<HitCard> {
    let lang = page.language();
    let cards = found.hits.items.into_iter().map(|hit| {
        let it = hit.document;
        // Everything here stands in the gold book: only more than that is news.
        let best = it.honours.iter().rev().find(|form| *form != "gold_book");
        HitCard {
            href: page.to(&path(&it.code, &it.slug)),
            title_html: hit.title_html,
            snippet_html: hit.snippet_html,
            field_name: page.t(&format!("field_{}", it.field)),
            year: it.year,
            authors: it.authors.join(", "),
            honour_name: best.map(|form| labels::honour(lang, form)).unwrap_or_default(),
            recognised: it.state == "recognised",
            reuse: if it.reuse_count == 0 {
                String::new()
            } else {
                page.fill("idea_page_reuse_count", &[("count", &it.reuse_count.to_string())])
            },
            cover: it.cover.unwrap_or_default(),
            alt: page.fill("common_photo_of", &[("title", &it.title)]),
            unit_name: it.unit_name,
        }
    });
    cards.collect()
}

/// How many values of a facet stand open.
const OPEN: usize = 6;

fn facets(page: &Page, state: &State, found: &Found, here: &str) -> Vec<FacetGroup> {
    let mut groups = Vec::new();
    for (facet, name, key) in FACETS {
        let values = found.hits.facets.get(name).map(Vec::as_slice).unwrap_or_default();
        let mut links: Vec<FacetLink> = values
            .iter()
            .filter(|(value, _)| !value.is_empty())
            .map(|(value, count)| FacetLink {
                label: labels::value(page.language(), name, value, &found.unit_names),
                count: *count,
                href: state.toggled(facet, value).href(here),
                on: state.has(facet, value),
            })
            .collect();
        // A facet with one value narrows nothing.
        if links.is_empty() || (links.len() == 1 && !links.iter().any(|link| link.on)) {
            continue;
        }
        links.sort_by_key(|link| !link.on);
        let more = if links.len() > OPEN + 1 { links.split_off(OPEN) } else { Vec::new() };
        groups.push(FacetGroup { name: page.t(key), shown: links, more });
    }
    groups
}

fn chips(page: &Page, state: &State, found: &Found, here: &str) -> Vec<Chip> {
    let chips = state.chosen.iter().map(|(facet, value)| {
        let name = FACETS.iter().find(|(known, _, _)| known == facet).map_or("", |(_, name, _)| name);
        let label = labels::value(page.language(), name, value, &found.unit_names);
        Chip {
            remove: page.fill("archive_remove_filter", &[("name", &label)]),
            href: state.toggled(facet, value).href(here),
            label,
            without: None,
        }
    });
    chips.collect()
}

fn pager(state: &State, total: u64, here: &str) -> Pager {
    let total = usize::try_from(total).unwrap_or(usize::MAX).min(PAGE_LIMIT);
    let last = total.div_ceil(A_PAGE).max(1);
    let href = |page: usize| State { page, ..state.clone() }.href(here);
    let from = state.page.saturating_sub(2).max(1);
    let to = from.saturating_add(4).min(last);
    Pager {
        previous: if state.page > 1 { href(state.page.min(last + 1) - 1) } else { String::new() },
        next: if state.page < last { href(state.page + 1) } else { String::new() },
        numbers: (from..=to)
            .map(|page| Number { label: page.to_string(), href: href(page), current: page == state.page })
            .collect(),
    }
}
