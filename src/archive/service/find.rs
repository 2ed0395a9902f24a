//! Searching what is published.

use std::collections::BTreeMap;

use crate::{
    app::App,
    archive::store,
    foundation::{Code, Error, Result},
    search::{self, Filters, Hits, Query, Sort},
    units,
};

/// A question as an address spells it. Values nobody offers find nothing and are no error.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// What was typed.
    pub text: String,
    /// Codes of fields.
    pub field: Vec<String>,
    /// Units, by their part of addresses.
    pub unit: Vec<String>,
    /// Years.
    pub year: Vec<String>,
    /// Levels.
    pub level: Vec<String>,
    /// Forms of honour.
    pub award: Vec<String>,
    /// `applied` or `recognised`
    pub state: Vec<String>,
    /// `relevance`, `newest` or `oldest`
    pub sort: String,
    /// Counted from 1.
    pub page: usize,
    /// Hits a page.
    pub size: usize,
}

/// The longest question that is still searched, in characters; more is cut.
const TEXT_MOST: usize = 200;
/// The most values of one facet.
const VALUES_MOST: usize = 20;
/// The most hits a page.
pub const SIZE_MOST: usize = 50;

/// One page of an answer, with the names of units.
#[derive(Clone, Debug)]
pub struct Found {
    /// What the engine found.
    pub hits: Hits,
    /// Names by a unit's part of addresses.
    pub unit_names: BTreeMap<String, String>,
}

/// Asks the search engine.
///
/// # Errors
/// `Unavailable` with a time to wait, where the engine rests.
pub async fn find(app: &App, asked: &Asked) -> Result<Found> {
    let query = query(asked);
    let hits = app.search.query(&query).await.map_err(|error| match error {
        search::Error::Unavailable => Error::Later { code: Code::Unavailable, retry_after: 5 },
        search::Error::Rejected(_) | search::Error::Corrupt => Error::port("search", error),
    })?;
    let hits = only_shown(app, hits).await?;
    let unit_names = units::names_by_slug(app.db.reader()).await?;
    Ok(Found { hits, unit_names })
}

/// What an index still holds and the projection does not is not shown: an index may be another process's, or late.
async fn only_shown(app: &App, mut hits: Hits) -> Result<Hits> {
    let codes = hits.items.iter().map(|hit| hit.document.code.clone()).collect();
    let shown = store::shown_now(app.db.reader(), codes).await?;
    let found = hits.items.len();
    hits.items.retain_mut(|hit| match shown.get(&hit.document.code) {
        None => false,
        Some((author, cover)) => {
            hit.document.authors = author.iter().cloned().collect();
            hit.document.cover.clone_from(cover);
            true
        }
    });
    let gone = u64::try_from(found - hits.items.len()).unwrap_or(0);
    hits.total = hits.total.saturating_sub(gone);
    hits.strict_total = hits.strict_total.saturating_sub(gone);
    Ok(hits)
}

fn query(asked: &Asked) -> Query {
    let some = |values: &[String]| values.iter().take(VALUES_MOST).cloned().collect::<Vec<_>>();
    // A year that is no number cannot be a year of anything.
    let year = some(&asked.year).iter().map(|year| year.parse().unwrap_or(-1)).collect();
    Query {
        text: asked.text.chars().take(TEXT_MOST).collect(),
        filters: Filters {
            field: some(&asked.field),
            unit: some(&asked.unit),
            year,
            level: some(&asked.level),
            award: some(&asked.award),
            state: some(&asked.state),
        },
        sort: match asked.sort.as_str() {
            "newest" => Sort::Newest,
            "oldest" => Sort::Oldest,
            _ => Sort::Relevance,
        },
        page: asked.page.max(1),
        size: asked.size.clamp(1, SIZE_MOST),
    }
}
