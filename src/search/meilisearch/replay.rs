//! Tests against exchanges recorded from Meilisearch 1.50: our requests, its answers, its errors.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use futures_util::{AsyncRead, StreamExt};
use meilisearch_sdk::client::Client;
use meilisearch_sdk::errors::{Error as Sdk, MeilisearchCommunicationError};
use meilisearch_sdk::request::{HttpClient, Method, parse_response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::http::{path, verb, whole, with_query};
use super::*;
use crate::search::{Filters, Sort};

/// One recorded exchange.
#[derive(Debug, Clone)]
struct Exchange {
    verb: String,
    path: String,
    status: u16,
    answer: String,
}

/// Answers from a recording, in its order, without a socket.
#[derive(Clone, Default)]
struct Replay {
    waiting: Arc<Mutex<VecDeque<Exchange>>>,
    sent: Arc<Mutex<Vec<(String, String, Value)>>>,
}

fn recorded(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/search/exchanges").join(name)
}

impl Replay {
    fn engine(&self, name: &str) -> Meilisearch<Self> {
        Meilisearch::over(Client::new_with_client("http://replay", Some("key"), self.clone()), name)
    }

    fn add(&self, verb: &str, path: &str, status: u16, answer: impl ToString) {
        let exchange = Exchange { verb: verb.into(), path: path.into(), status, answer: answer.to_string() };
        self.waiting.lock().unwrap().push_back(exchange);
    }

    /// Adds one recorded exchange; answers the request body that belonged to it.
    fn load(&self, name: &str) -> Value {
        let file: Value = serde_json::from_str(&std::fs::read_to_string(recorded(name)).unwrap()).unwrap();
        let (request, response) = (&file["request"], &file["response"]);
        let status = u16::try_from(response["status"].as_u64().unwrap()).unwrap();
        let (verb, path) = (request["method"].as_str().unwrap(), request["path"].as_str().unwrap());
        self.add(verb, path, status, &response["body"]);
        request["body"].clone()
    }

    /// Adds a stretch of the SDK's tape.
    fn tape(&self, lines: std::ops::Range<usize>) {
        let tape = std::fs::read_to_string(recorded("sdk_0.33_tape.jsonl")).unwrap();
        for line in tape.lines().skip(lines.start).take(lines.len()) {
            let line: Value = serde_json::from_str(line).unwrap();
            let path = line["path"].as_str().unwrap().split('?').next().unwrap();
            let status = u16::try_from(line["status"].as_u64().unwrap()).unwrap();
            self.add(line["method"].as_str().unwrap(), path, status, line["res_body"].as_str().unwrap());
        }
    }

    fn sent(&self) -> Vec<(String, String, Value)> {
        self.sent.lock().unwrap().clone()
    }
}

#[async_trait]
impl HttpClient for Replay {
    async fn stream_request<
        Query: Serialize + Send + Sync,
        Body: AsyncRead + Send + Sync + 'static,
        Output: DeserializeOwned + 'static,
    >(
        &self,
        url: &str,
        method: Method<Query, Body>,
        _content_type: &str,
        expected_status_code: u16,
    ) -> Result<Output, Sdk> {
        let url = with_query(url, method.query())?;
        let (verb, path) = (verb(&method).to_string(), path(&url).to_owned());
        let body = whole(method.into_body()).await?;
        let body = body.map_or(Value::Null, |bytes| serde_json::from_slice(&bytes).unwrap());
        self.sent.lock().unwrap().push((verb.clone(), path.clone(), body));
        let exchange = {
            let mut waiting = self.waiting.lock().unwrap();
            let at = waiting.iter().position(|e| e.verb == verb && e.path == path);
            at.and_then(|at| waiting.remove(at))
        };
        match exchange {
            Some(exchange) => parse_response(exchange.status, expected_status_code, &exchange.answer, url),
            None => Err(Sdk::MeilisearchCommunication(MeilisearchCommunicationError {
                status_code: 503,
                message: Some(format!("nothing recorded for {verb} {path}")),
                url,
            })),
        }
    }
}

fn typed(text: &str) -> Query {
    Query { text: text.into(), ..Query::default() }
}

#[tokio::test]
async fn a_question_asks_for_every_word_and_reads_hits_and_facets() {
    let replay = Replay::default();
    replay.load("search_facets_highlight_200.json");
    replay.load("multi_search_200.json");
    let hits = replay.engine("sangkien").query(&typed("tìm hiểu dia chi so ở đâu")).await.unwrap();
    assert_eq!((hits.strict_total, hits.items[0].document.id.as_str()), (1, "sk-001"));
    assert_eq!(hits.items[0].document.year, 2024);
    assert_eq!(hits.items[0].title_html.matches("<mark>địa chỉ số</mark>").count(), 1);
    assert_eq!(hits.facets["award"], [], "the recording counts another attribute");
    assert_eq!(hits.facets["year"], [("2024".to_owned(), 1)]);
    let sent = replay.sent();
    let body = &sent[0].2;
    assert_eq!((sent[0].0.as_str(), sent[0].1.as_str()), ("POST", "/indexes/sangkien/search"));
    assert_eq!(body["q"], "tìm hiểu dia chi so");
    assert_eq!(
        (&body["matchingStrategy"], &body["limit"], &body["offset"]),
        (&json!("all"), &json!(50), &json!(0))
    );
    assert_eq!(body["facets"], json!(["field", "unit_id", "year", "level", "honours", "state"]));
    assert_eq!(body["locales"], json!(["vie"]));
    assert!(body.get("sort").is_none() && body.get("filter").is_none());
    // One strict hit does not fill a page: fewer words are asked for, all in one request.
    assert_eq!(sent[1].1, "/multi-search");
    assert_eq!(sent[1].2["queries"][0]["q"], "hiểu dia chi so");
    let loose: Vec<&str> = hits.items[1..].iter().map(|h| h.document.id.as_str()).collect();
    assert_eq!((loose, hits.total), (vec!["sk-012", "sk-013"], 3));
}

#[tokio::test]
async fn nothing_typed_lists_everything_newest_first() {
    let replay = Replay::default();
    replay.load("search_placeholder_facets_200.json");
    let query = Query { page: 3, size: 10, ..Query::default() };
    let hits = replay.engine("sangkien").query(&query).await.unwrap();
    assert_eq!((hits.total, hits.strict_total), (66, 66));
    assert_eq!(hits.facets["field"][0], ("Nông nghiệp".to_owned(), 12));
    let body = &replay.sent()[0].2;
    assert_eq!(body["sort"], json!(["published_at:desc"]));
    assert_eq!((&body["offset"], &body["limit"]), (&json!(20), &json!(10)));
}

#[tokio::test]
async fn filters_are_sent_and_counted_as_if_open() {
    let replay = Replay::default();
    replay.load("search_page_sort_200.json");
    replay.load("multi_search_200.json");
    let filters = Filters { year: vec![2024], level: vec!["Cấp tỉnh".into()], ..Filters::default() };
    let query = Query { text: "y tế".into(), filters, sort: Sort::Oldest, size: 5, page: 1 };
    let hits = replay.engine("sangkien").query(&query).await.unwrap();
    assert_eq!((hits.strict_total, hits.items.len()), (14, 5));
    let sent = replay.sent();
    assert_eq!(sent[0].2["filter"], r#"year IN ["2024"] AND level IN ["Cấp tỉnh"]"#);
    assert_eq!(sent[0].2["sort"], json!(["published_at:asc"]));
    let open = &sent[1].2["queries"];
    assert_eq!(
        (&open[0]["filter"], &open[0]["facets"]),
        (&json!(r#"level IN ["Cấp tỉnh"]"#), &json!(["year"]))
    );
    assert_eq!((&open[1]["filter"], &open[1]["limit"]), (&json!(r#"year IN ["2024"]"#), &json!(0)));
}

#[tokio::test]
async fn every_recorded_error_is_sorted() {
    let mut seen = 0;
    for entry in std::fs::read_dir(recorded("")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if !name.starts_with("err_") {
            continue;
        }
        let file: Value = serde_json::from_str(&std::fs::read_to_string(recorded(&name)).unwrap()).unwrap();
        let status = u16::try_from(file["response"]["status"].as_u64().unwrap()).unwrap();
        let replay = Replay::default();
        replay.add("POST", "/indexes/sangkien/search", status, &file["response"]["body"]);
        let error = replay.engine("sangkien").query(&typed("x")).await.unwrap_err();
        let code = file["response"]["body"]["code"].as_str().unwrap();
        match code {
            "index_not_found" => assert_eq!(error, Error::Corrupt, "{name}"),
            _ => assert!(matches!(&error, Error::Rejected(_)), "{name}: {error:?}"),
        }
        assert_eq!(replay.sent().len(), 1, "a refusal is not repeated: {name}");
        seen += 1;
    }
    assert_eq!(seen, 22);
}

#[tokio::test]
async fn answers_that_cannot_be_read_and_silence_are_told_apart() {
    for (status, answer, expected) in [
        (200, "null", Error::Corrupt),
        (200, "{\"hits\":", Error::Corrupt),
        (500, "<html>", Error::Unavailable),
        (
            503,
            r#"{"message":"m","code":"too_many_search_requests","type":"system","link":""}"#,
            Error::Unavailable,
        ),
        (413, "", Error::Rejected("HTTP status 413".into())),
    ] {
        let replay = Replay::default();
        replay.add("POST", "/indexes/sangkien/search", status, answer);
        assert_eq!(
            replay.engine("sangkien").query(&typed("x")).await.unwrap_err(),
            expected,
            "{status} {answer}"
        );
    }
}

#[tokio::test]
async fn a_silent_server_is_spared_after_five_failures() {
    let replay = Replay::default();
    let engine = replay.engine("sangkien");
    for _ in 0..8 {
        assert_eq!(engine.query(&typed("x")).await.unwrap_err(), Error::Unavailable);
    }
    assert_eq!(replay.sent().len(), 5, "the rest was answered without asking");
}

#[tokio::test(start_paused = true)]
async fn the_tape_of_putting_counting_and_removing_plays() {
    let replay = Replay::default();
    replay.tape(0..77);
    let engine = replay.engine("sdkprobe");
    engine.health().await.unwrap();
    engine.put(vec![Document { id: "sk-001".into(), ..Document::default() }]).await.unwrap();
    engine.flush().await.unwrap();
    assert_eq!(engine.count().await.unwrap(), 66);
    engine.remove(vec!["sk-066".into()]).await.unwrap();
    engine.flush().await.unwrap();
    let sent = replay.sent();
    let polls = |path: &str| sent.iter().filter(|(_, p, _)| p == path).count();
    assert!(polls("/tasks/3") > 5 && polls("/tasks/5") > 5, "flush waits until the task has ended");
    let removal = sent.iter().find(|(_, path, _)| path.ends_with("/delete-batch")).unwrap();
    assert_eq!(removal.2, json!(["sk-066"]));
}

#[tokio::test(start_paused = true)]
async fn failed_tasks_are_errors() {
    let replay = Replay::default();
    replay.tape(5..8); // an index that exists already: ignored
    replay.tape(71..73); // and a swap with one that does not
    let client = Client::new_with_client("http://replay", Some("key"), replay.clone());
    let swapped = rebuild::swap(&client, "sdkprobe", "khong_co").await;
    assert_eq!(swapped, Err(Error::Corrupt), "the other index is not there");
    assert_eq!(replay.sent().last().unwrap().1, "/tasks/6");
    for (name, uid) in [
        ("task_missing_document_id_failed.json", 5),
        ("task_invalid_document_id_failed.json", 6),
        ("task_missing_vectors.json", 11),
    ] {
        replay.load(name);
        let outcome = rebuild::finished(&client, uid).await;
        assert!(matches!(&outcome, Err(Error::Rejected(_))), "{name}: {outcome:?}");
    }
    replay.load("task_document_addition_succeeded.json");
    rebuild::finished(&client, 3).await.unwrap();
}

#[tokio::test]
async fn ids_the_server_would_refuse_are_not_sent() {
    let replay = Replay::default();
    let wrong = Document { id: "sk 001".into(), ..Document::default() };
    let refused = replay.engine("sangkien").put(vec![wrong]).await;
    assert!(matches!(refused, Err(Error::Rejected(_))));
    assert!(replay.sent().is_empty());
}

#[tokio::test]
async fn preparing_orders_index_and_settings() {
    let replay = Replay::default();
    replay.load("create_index_202.json");
    let recorded = replay.load("settings_patch_202.json");
    replay.engine("sangkien").prepare().await.unwrap();
    let sent = replay.sent();
    assert_eq!(sent[0].2, json!({"primaryKey": "id", "uid": "sangkien"}));
    assert_eq!((sent[1].0.as_str(), sent[1].1.as_str()), ("PATCH", "/indexes/sangkien/settings"));
    let settings = &sent[1].2;
    assert_eq!(settings["typoTolerance"]["minWordSizeForTypos"], json!({"oneTypo": 3, "twoTypos": 6}));
    for same in ["pagination", "faceting", "localizedAttributes", "displayedAttributes"] {
        assert_eq!(settings[same], recorded[same], "{same} as the server accepted it");
    }
    assert_eq!(settings["synonyms"]["cntt"], json!(["cong nghe thong tin"]));
}

#[tokio::test(start_paused = true)]
async fn a_rebuild_builds_beside_and_swaps() {
    let replay = Replay::default();
    let task = |uid: u32| {
        json!({"taskUid": uid, "indexUid": "a", "status": "enqueued", "type": "indexCreation",
        "enqueuedAt": "2026-11-24T01:59:57.778656902Z"})
    };
    let steps = [
        ("DELETE", "/indexes/a_next", 0),
        ("POST", "/indexes", 0),
        ("PATCH", "/indexes/a_next/settings", 0),
        ("POST", "/indexes/a_next/documents", 0),
        ("POST", "/indexes", 0),
        ("POST", "/swap-indexes", 0),
        ("DELETE", "/indexes/a_next", 0),
    ];
    for (verb, path, uid) in steps {
        replay.add(verb, path, 202, task(uid));
    }
    for _ in 0..6 {
        replay.tape(4..5); // task 0 has succeeded
    }
    let documents = vec![Document { id: "x".into(), ..Document::default() }];
    let batches = futures_util::stream::iter([Ok(documents)]).boxed();
    assert_eq!(replay.engine("a").replace_all(batches).await.unwrap(), 1);
    let orders: Vec<(String, String)> =
        replay.sent().into_iter().filter(|(verb, ..)| verb != "GET").map(|(v, p, _)| (v, p)).collect();
    let expected: Vec<(String, String)> =
        steps.iter().map(|(verb, path, _)| ((*verb).to_owned(), (*path).to_owned())).collect();
    assert_eq!(orders, expected);
}
