//! The wire to Meilisearch: time limits, few retries, a trace of each exchange. No secrets in it.

use std::time::{Duration, Instant};

use async_trait::async_trait;
use futures_util::{AsyncRead, AsyncReadExt};
use meilisearch_sdk::errors::{Error, MeilisearchCommunicationError};
use meilisearch_sdk::request::{HttpClient, Method, parse_response};
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Limits for making a connection, for a question somebody waits for, for everything else.
const CONNECT: Duration = Duration::from_secs(1);
const QUESTION: Duration = Duration::from_secs(2);
const ORDER: Duration = Duration::from_secs(30);

/// Pauses before the second and the third attempt.
const PAUSES: [Duration; 2] = [Duration::from_millis(60), Duration::from_millis(250)];

/// The longest answer read, in bytes.
const ANSWER_MAX: usize = 32 * 1024 * 1024;

/// A client for one server and one key.
#[derive(Debug, Clone)]
pub struct Http(reqwest::Client);

/// One exchange, ready to be sent more than once.
struct Request {
    verb: reqwest::Method,
    url: String,
    content_type: String,
    body: Option<Vec<u8>>,
}

impl Http {
    /// Makes the client. The key travels in a header marked as sensitive.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] when the key cannot stand in a header.
    pub fn new(key: Option<&str>) -> Result<Self, Error> {
        // Another part of the program may have chosen a provider already; either will do.
        drop(rustls::crypto::ring::default_provider().install_default());
        let mut headers = HeaderMap::new();
        if let Some(key) = key {
            let mut value =
                HeaderValue::from_str(&format!("Bearer {key}")).map_err(|_invalid| Error::InvalidRequest)?;
            value.set_sensitive(true);
            headers.insert(AUTHORIZATION, value);
        }
        reqwest::Client::builder()
            .default_headers(headers)
            .connect_timeout(CONNECT)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map(Self)
            .map_err(|e| Error::Other(Box::new(e)))
    }

    async fn send(&self, request: &Request) -> Result<(u16, String), reqwest::Error> {
        let mut building = self.0.request(request.verb.clone(), &request.url).timeout(limit(&request.url));
        if let Some(body) = &request.body {
            building = building.header(CONTENT_TYPE, &request.content_type).body(body.clone());
        }
        let mut response = building.send().await?;
        let status = response.status().as_u16();
        let mut answer = Vec::new();
        while let Some(chunk) = response.chunk().await? {
            answer.extend_from_slice(&chunk);
            if answer.len() > ANSWER_MAX {
                break;
            }
        }
        let answer = String::from_utf8_lossy(&answer).into_owned();
        Ok((status, if answer.is_empty() { "null".to_owned() } else { answer }))
    }

    /// Sends until there is an answer worth telling.
    async fn persist(&self, request: &Request) -> Result<(u16, String), Error> {
        let mut pauses = PAUSES.iter();
        let begun = Instant::now();
        loop {
            let started = Instant::now();
            let outcome = self.send(request).await;
            trace(request, started, &outcome);
            let again = match &outcome {
                Ok((status, _)) => matches!(status, 429 | 502..=504) && repeatable(request),
                // A connection that was never made carried nothing, so anything may be sent again.
                Err(error) => error.is_connect() || (repeatable(request) && !error.is_timeout()),
            };
            // Whoever asks waits for all attempts together, so slow failures are not tried again.
            let again = again && begun.elapsed() < QUESTION / 2;
            match (again.then(|| pauses.next()).flatten(), outcome) {
                (Some(pause), _) => tokio::time::sleep(*pause).await,
                (None, Ok(answer)) => return Ok(answer),
                (None, Err(error)) => {
                    return Err(Error::MeilisearchCommunication(MeilisearchCommunicationError {
                        status_code: 503,
                        message: Some(error.without_url().to_string()),
                        url: request.url.clone(),
                    }));
                }
            }
        }
    }
}

/// Whether sending twice does no more than sending once. Swapping twice undoes the swap.
fn repeatable(request: &Request) -> bool {
    !request.url.ends_with("/swap-indexes")
}

fn limit(url: &str) -> Duration {
    let path = url.split('?').next().unwrap_or_default();
    let question = ["/search", "/multi-search", "/health", "/stats"].iter().any(|end| path.ends_with(end));
    if question { QUESTION } else { ORDER }
}

fn trace(request: &Request, started: Instant, outcome: &Result<(u16, String), reqwest::Error>) {
    let elapsed = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    let (verb, path) = (request.verb.as_str(), path(&request.url));
    match outcome {
        Ok((status, _)) => tracing::debug!(verb, path, status, elapsed, "Meilisearch answered"),
        Err(error) => {
            let (timeout, connect) = (error.is_timeout(), error.is_connect());
            tracing::warn!(verb, path, timeout, connect, elapsed, "Meilisearch did not answer");
        }
    }
}

/// The path of an address, without host and query.
pub(super) fn path(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/");
    path.split('?').next().unwrap_or_default()
}

/// Writes query parameters; lists are joined by commas, as the server reads them.
pub(super) fn with_query<Q: Serialize>(url: &str, query: &Q) -> Result<String, Error> {
    let value = serde_json::to_value(query)?;
    let Some(fields) = value.as_object().filter(|fields| !fields.is_empty()) else {
        return Ok(url.to_owned());
    };
    let mut pairs = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in fields {
        let plain =
            |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        match value {
            serde_json::Value::Null => {}
            serde_json::Value::Array(many) => {
                pairs.append_pair(name, &many.iter().map(plain).collect::<Vec<_>>().join(","));
            }
            one => {
                pairs.append_pair(name, &plain(one));
            }
        }
    }
    let pairs = pairs.finish();
    Ok(if pairs.is_empty() { url.to_owned() } else { format!("{url}?{pairs}") })
}

/// The verb of a request.
pub(super) fn verb<Q, B>(method: &Method<Q, B>) -> reqwest::Method {
    match method {
        Method::Get { .. } => reqwest::Method::GET,
        Method::Post { .. } => reqwest::Method::POST,
        Method::Patch { .. } => reqwest::Method::PATCH,
        Method::Put { .. } => reqwest::Method::PUT,
        Method::Delete { .. } => reqwest::Method::DELETE,
    }
}

/// Reads a whole body, so it can be sent again.
pub(super) async fn whole<B: AsyncRead + Send>(body: Option<B>) -> Result<Option<Vec<u8>>, Error> {
    let Some(body) = body else { return Ok(None) };
    let mut bytes = Vec::new();
    std::pin::pin!(body).read_to_end(&mut bytes).await.map_err(|e| Error::Other(Box::new(e)))?;
    Ok(Some(bytes))
}

#[async_trait]
impl HttpClient for Http {
    async fn stream_request<
        Query: Serialize + Send + Sync,
        Body: AsyncRead + Send + Sync + 'static,
        Output: DeserializeOwned + 'static,
    >(
        &self,
        url: &str,
        method: Method<Query, Body>,
        content_type: &str,
        expected_status_code: u16,
    ) -> Result<Output, Error> {
        let url = with_query(url, method.query())?;
        let verb = verb(&method);
        let body = whole(method.into_body()).await?;
        let request = Request { verb, url, content_type: content_type.to_owned(), body };
        let (status, answer) = self.persist(&request).await?;
        parse_response(status, expected_status_code, &answer, request.url)
    }

    fn is_tokio(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_written_and_paths_read() {
        let query = serde_json::json!({"primaryKey": "id", "none": null, "uids": [1, 2], "q": "đ &"});
        let url = with_query("http://h:7700/indexes/a/documents", &query).unwrap();
        assert!(
            url.contains("primaryKey=id") && url.contains("uids=1%2C2") && url.contains("q=%C4%91+%26"),
            "{url}"
        );
        assert!(!url.contains("none"));
        assert_eq!(with_query("http://h/x", &()).unwrap(), "http://h/x");
        assert_eq!(path(&url), "/indexes/a/documents");
        assert_eq!(path("http://h"), "/");
    }

    #[test]
    fn questions_have_the_short_limit_and_swaps_are_not_repeated() {
        assert_eq!(limit("http://h/indexes/a/search"), QUESTION);
        assert_eq!(limit("http://h/indexes/a/documents?primaryKey=id"), ORDER);
        let request = |url: &str| Request {
            verb: reqwest::Method::POST,
            url: url.into(),
            content_type: String::new(),
            body: None,
        };
        assert!(!repeatable(&request("http://h/swap-indexes")));
        assert!(repeatable(&request("http://h/indexes/a/search")));
    }

    #[tokio::test]
    async fn nobody_there_is_an_error_within_the_limits() {
        // Port 9 of the loopback: nothing listens, the connection is refused.
        let http = Http::new(Some("key")).unwrap();
        let started = Instant::now();
        let answer: Result<serde_json::Value, Error> =
            http.request("http://127.0.0.1:9/health", Method::<(), ()>::Get { query: () }, 200).await;
        let error = answer.unwrap_err();
        assert!(matches!(error, Error::MeilisearchCommunication(_)), "{error}");
        assert!(!error.to_string().contains("key"), "{error}");
        assert!(started.elapsed() < Duration::from_secs(3));
    }
}
