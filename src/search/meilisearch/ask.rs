//! One question to Meilisearch: find there, judge here. Never waits for a task.

use std::collections::{BTreeMap, HashMap, HashSet};

use meilisearch_sdk::client::Client;
use meilisearch_sdk::indexes::Index;
use meilisearch_sdk::request::HttpClient;
use meilisearch_sdk::search::{MatchingStrategies, SearchQuery, SearchResults, Selectors};

use super::super::model::{Document, FACETS, Facet, Hits, Query, Sort};
use super::super::rank::{JUDGED, Wanted, holds_phrases, judge};
use super::super::typed::Typed;
use super::super::{Error, Hit, highlight, suggest};
use super::failure::failure;
use super::filter::{attribute, expression};
use super::guess::guess;

/// Attributes counted in every answer.
const COUNTED: [&str; 6] = [
    attribute(Facet::Field),
    attribute(Facet::Unit),
    attribute(Facet::Year),
    attribute(Facet::Level),
    attribute(Facet::Award),
    attribute(Facet::State),
];

/// The language of all texts.
const LANGUAGE: [&str; 1] = ["vie"];

/// Hits asked for with fewer words, each time and in all.
const LOOSE: usize = 20;
const LOOSE_MAX: usize = 50;

/// More words than this are not left out one by one.
const LEFT_OUT_MAX: usize = 8;

/// Values of one facet in an answer.
type Counts = Vec<(String, u64)>;

/// Asks one question.
pub(super) async fn ask<H: HttpClient>(
    client: &Client<H>,
    index: &Index<H>,
    query: &Query,
) -> Result<Hits, Error> {
    let typed = Typed::read(&query.text);
    let mut wanted = Wanted::of(&typed);
    let text = spoken(&typed);
    let window = query.window();
    let by_relevance = query.sort == Sort::Relevance && !typed.words.is_empty();
    let judged = by_relevance && window.start < JUDGED;
    let (offset, limit) = if judged { (0, window.end.max(JUDGED)) } else { (window.start, window.len()) };
    let filter = expression(&query.filters, None);
    let mut search = plain(index, &text, filter.as_deref());
    search.with_offset(offset).with_limit(limit).with_facets(Selectors::Some(&COUNTED));
    if let Some(order) = order(query, by_relevance) {
        search.with_sort(order);
    }
    let found: SearchResults<Document> = search.execute().await.map_err(failure)?;
    let mut strict = found.estimated_total_hits.or(found.total_hits).unwrap_or(found.hits.len());
    let mut facets = facets(found.facet_distribution);
    facets.extend(open_facets(client, index, &text, query).await?);
    let mut hits: Vec<Document> = found.hits.into_iter().map(|h| h.result).collect();
    if !typed.phrases.is_empty() {
        let before = hits.len();
        hits.retain(|document| holds_phrases(&typed, document));
        strict = strict.saturating_sub(before - hits.len());
    }
    let corrected = guess(&typed, &mut wanted, &hits);
    let mut entries = if judged { by_judgement(&wanted, hits) } else { unjudged(hits) };
    let mut total = strict;
    if typed.phrases.is_empty() && strict < query.size() {
        let seen = entries.iter().map(|(d, _)| d.id.clone()).collect();
        let loose = loosened(client, index, &typed, &wanted, query, seen).await?;
        total += loose.len();
        let passed = if judged { 0 } else { window.start.saturating_sub(strict) };
        entries.extend(loose.into_iter().skip(passed));
    }
    let first = entries.first().map(|(document, _)| document);
    let suggestion = first.and_then(|first| suggest::suggestion(&typed, &corrected, first));
    let skipped = if judged { window.start } else { 0 };
    let items: Vec<Hit> = entries
        .into_iter()
        .skip(skipped)
        .take(window.len())
        .map(|(document, score)| highlight::hit(&wanted, document, score))
        .collect();
    Ok(Hits { total: count(total), strict_total: count(strict), items, facets, suggestion })
}

/// A search that wants every word.
fn plain<'a, H: HttpClient>(
    index: &'a Index<H>,
    text: &'a str,
    filter: Option<&'a str>,
) -> SearchQuery<'a, H> {
    let mut search = index.search();
    search.with_query(text).with_matching_strategy(MatchingStrategies::ALL).with_locales(&LANGUAGE);
    if let Some(filter) = filter {
        search.with_filter(filter);
    }
    search
}

/// What was typed without the words that only help to ask; phrases in quotes.
fn spoken(typed: &Typed) -> String {
    let mut out = String::new();
    for (at, word) in typed.words.iter().enumerate().filter(|(_, w)| !w.optional) {
        let opens = typed.phrases.iter().any(|p| p.start == at);
        let closes = typed.phrases.iter().any(|p| p.end == at + 1);
        out.push_str(if out.is_empty() { "" } else { " " });
        out.push_str(if opens { "\"" } else { "" });
        out.push_str(&word.text);
        out.push_str(if closes { "\"" } else { "" });
    }
    out
}

fn order(query: &Query, by_relevance: bool) -> Option<&'static [&'static str]> {
    match query.sort {
        Sort::Oldest => Some(&["published_at:asc"]),
        Sort::Relevance if by_relevance => None,
        Sort::Newest | Sort::Relevance => Some(&["published_at:desc"]),
    }
}

/// Counts each facet that is filtered by as if it were not, all in one request.
async fn open_facets<H: HttpClient>(
    client: &Client<H>,
    index: &Index<H>,
    text: &str,
    query: &Query,
) -> Result<BTreeMap<String, Counts>, Error> {
    let active: Vec<(Facet, Option<String>, [&str; 1])> = FACETS
        .into_iter()
        .filter(|facet| !query.filters.of(*facet).is_empty())
        .map(|facet| (facet, expression(&query.filters, Some(facet)), [attribute(facet)]))
        .collect();
    if active.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut many = client.multi_search();
    for (_, filter, counted) in &active {
        let mut search = plain(index, text, filter.as_deref());
        search.with_limit(0).with_facets(Selectors::Some(counted));
        many.with_search_query(search);
    }
    let answer = many.execute::<Document>().await.map_err(failure)?;
    let mut out = BTreeMap::new();
    for ((facet, ..), results) in active.iter().zip(answer.results) {
        let counted = facets(results.facet_distribution).remove(facet.name());
        out.insert(facet.name().to_owned(), counted.unwrap_or_default());
    }
    Ok(out)
}

fn facets(distribution: Option<HashMap<String, HashMap<String, usize>>>) -> BTreeMap<String, Counts> {
    let mut distribution = distribution.unwrap_or_default();
    let counts = |facet: &Facet| {
        let values = distribution.remove(attribute(*facet)).unwrap_or_default();
        let mut counts: Counts = values.into_iter().map(|(value, n)| (value, count(n))).collect();
        counts.retain(|(value, _)| !value.is_empty());
        counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        (facet.name().to_owned(), counts)
    };
    FACETS.iter().map(counts).collect()
}

/// Hits for fewer words: each word left out once, then each half, in one request.
async fn loosened<H: HttpClient>(
    client: &Client<H>,
    index: &Index<H>,
    typed: &Typed,
    wanted: &Wanted,
    query: &Query,
    mut seen: HashSet<String>,
) -> Result<Vec<(Document, f32)>, Error> {
    let texts = fewer(typed);
    if texts.is_empty() {
        return Ok(Vec::new());
    }
    let filter = expression(&query.filters, None);
    let mut many = client.multi_search();
    for text in &texts {
        let mut search = plain(index, text, filter.as_deref());
        search.with_limit(LOOSE);
        many.with_search_query(search);
    }
    let answer = many.execute::<Document>().await.map_err(failure)?;
    let documents = answer.results.into_iter().flat_map(|r| r.hits).map(|h| h.result);
    let fresh = documents.filter(|d| seen.insert(d.id.clone())).collect();
    let mut entries = by_judgement(wanted, fresh);
    entries.truncate(LOOSE_MAX);
    Ok(entries)
}

/// The question with words left out.
fn fewer(typed: &Typed) -> Vec<String> {
    let words: Vec<&str> = typed.required().map(|w| w.text.as_str()).collect();
    let mut texts = Vec::new();
    if (2..=LEFT_OUT_MAX).contains(&words.len()) {
        for left_out in 0..words.len() {
            let kept = words.iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, w)| *w);
            texts.push(kept.collect::<Vec<_>>().join(" "));
        }
    }
    if words.len() >= 4 {
        let (first, second) = words.split_at(words.len().div_ceil(2));
        texts.extend([first.join(" "), second.join(" ")]);
    }
    texts
}

/// Orders the first hits by what their texts say; the rest keeps the server's order.
fn by_judgement(wanted: &Wanted, hits: Vec<Document>) -> Vec<(Document, f32)> {
    let mut entries = unjudged(hits);
    let judged = entries.len().min(JUDGED);
    if let Some(head) = entries.get_mut(..judged) {
        for (document, score) in head.iter_mut() {
            *score = judge(wanted, document, *score);
        }
        head.sort_by(|a, b| b.1.total_cmp(&a.1));
    }
    entries
}

/// The server's order as a score, 1 for the first.
fn unjudged(hits: Vec<Document>) -> Vec<(Document, f32)> {
    let score = |at: usize| 1.0 / (1.0 + f32::from(u16::try_from(at).unwrap_or(u16::MAX)) / 20.0);
    hits.into_iter().enumerate().map(|(at, document)| (document, score(at))).collect()
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asking_words_are_left_out_and_phrases_kept() {
        let spoken = |text: &str| spoken(&Typed::read(text));
        assert_eq!(spoken("làm thế nào giảm rác ở chợ"), "giảm rác chợ");
        assert_eq!(spoken("giảm “thủy lợi” xã"), "giảm \"thủy lợi\" xã");
        assert_eq!(spoken("a\" OR \"b"), "a \"OR\" b");
    }

    #[test]
    fn every_word_is_left_out_once() {
        assert_eq!(fewer(&Typed::read("mạ khay")), ["khay", "mạ"]);
        assert_eq!(fewer(&Typed::read("hai ba bốn năm")).len(), 6);
        assert!(fewer(&Typed::read("mạ")).is_empty());
    }
}
