//! RFC 9457 `application/problem+json` for every refusal, in the reader's language.

use std::collections::BTreeMap;

use poem::{IntoResponse, Response, http::StatusCode};
use poem_openapi::{
    ApiResponse, Object,
    registry::{MetaHeader, MetaMediaType, MetaResponse, MetaResponses, MetaSchemaRef, Registry},
    types::{Example, ToJSON, Type},
};

use super::{current_lang, current_request};
use crate::foundation::{
    Code, Error, Violations,
    messages::{Lang, fill_map, text},
};

/// One broken rule.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct ProblemItem {
    /// JSON pointer to the field, empty for the whole request.
    pub pointer: String,
    /// The stable code.
    pub code: String,
    /// Values the sentence was made with.
    pub params: BTreeMap<String, String>,
    /// What to do, in the reader's language.
    pub detail: String,
}

/// A problem as RFC 9457 describes it, with every broken rule.
#[derive(Object, Clone, Debug)]
#[oai(rename = "Problem", skip_serializing_if_is_none, example)]
pub struct ProblemBody {
    /// `/problems/<code>`: what kind of problem, with its page in the catalogue.
    #[oai(rename = "type")]
    pub kind: String,
    /// The problem in a few words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened and what to do.
    pub detail: String,
    /// The request id: quote it when asking for help.
    pub instance: String,
    /// All broken rules at once.
    pub errors: Vec<ProblemItem>,
}

impl Example for ProblemBody {
    fn example() -> Self {
        let sentence = text(Lang::Vi, &Code::RulesBroken.key()).to_owned();
        Self {
            kind: format!("/problems/{}", Code::RulesBroken),
            title: sentence.clone(),
            status: Code::RulesBroken.status(),
            detail: sentence,
            instance: "4f1c9a02d7e85b36".to_owned(),
            errors: vec![ProblemItem {
                pointer: "/before".to_owned(),
                code: Code::Required.to_string(),
                params: BTreeMap::new(),
                detail: text(Lang::Vi, &Code::Required.key()).to_owned(),
            }],
        }
    }
}

/// The problem answer of every operation.
#[derive(Debug)]
pub struct Problem(pub Error);

impl<E: Into<Error>> From<E> for Problem {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl From<Problem> for poem::Error {
    fn from(problem: Problem) -> Self {
        Self::from_response(problem.into_response())
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        match &self.0 {
            Error::Rules(wrong) => respond(Code::RulesBroken, Some(wrong), None),
            Error::Refused(code) if code.status() == 422 => {
                respond(Code::RulesBroken, Some(&Violations::one(*code, "")), None)
            }
            Error::Refused(code) => respond(*code, None, None),
            Error::Later { code, retry_after } => respond(*code, None, Some(*retry_after)),
            Error::Database(source) => {
                tracing::error!(error = %chain(source), "database failed");
                respond(Code::Internal, None, None)
            }
            Error::Port { port, source } => {
                tracing::error!(port, error = %chain(source.as_ref()), "port failed");
                respond(Code::Unavailable, None, Some(5))
            }
            Error::Damaged(what) => {
                tracing::error!(what, "stored data is damaged");
                respond(Code::Internal, None, None)
            }
        }
    }
}

/// The whole chain of causes, for the log.
fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        cause = inner.source();
    }
    text
}

/// A problem response with its headers.
pub fn respond(code: Code, wrong: Option<&Violations>, retry_after: Option<u32>) -> Response {
    let lang = current_lang();
    let items = wrong.into_iter().flat_map(Violations::iter).map(|violation| ProblemItem {
        pointer: violation.pointer.clone(),
        code: violation.code.to_string(),
        params: violation.params.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
        detail: fill_map(lang, &violation.code.key(), &violation.params),
    });
    let sentence = text(lang, &code.key()).to_owned();
    let body = ProblemBody {
        kind: format!("/problems/{code}"),
        title: sentence.clone(),
        status: code.status(),
        detail: sentence,
        instance: current_request(),
        errors: items.collect(),
    };
    let status = StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = Response::builder()
        .status(status)
        .header("content-type", CONTENT_TYPE)
        .header("cache-control", "no-store")
        .header("content-language", lang.as_str());
    if let Some(seconds) = retry_after {
        response = response.header("retry-after", seconds.to_string());
    }
    if status == StatusCode::UNAUTHORIZED {
        response = response.header("www-authenticate", "Cookie");
    }
    response.body(body.to_json_string())
}

const CONTENT_TYPE: &str = "application/problem+json";

/// The statuses any operation may answer with, for the OpenAPI document.
const DOCUMENTED: [(u16, &str); 14] = [
    (400, "The request could not be read."),
    (401, "Signing in, or a second factor, is needed."),
    (403, "The role does not allow this, or the request came from another site."),
    (404, "It does not exist, or may not be known of."),
    (409, "The state of the object does not allow this."),
    (412, "The version in If-Match is not the present one."),
    (413, "The body is too large."),
    (415, "The body has another type."),
    (422, "One or more rules are broken; all of them are listed."),
    (428, "An If-Match header is needed."),
    (429, "Too many requests; see Retry-After."),
    (500, "The server failed."),
    (503, "The server is busy; see Retry-After."),
    (507, "There is no space left."),
];

impl ApiResponse for Problem {
    fn meta() -> MetaResponses {
        let responses = DOCUMENTED.iter().map(|(status, description)| MetaResponse {
            description,
            status: Some(*status),
            status_range: None,
            content: vec![MetaMediaType { content_type: CONTENT_TYPE, schema: ProblemBody::schema_ref() }],
            headers: retry_header(*status),
        });
        MetaResponses { responses: responses.collect() }
    }

    fn register(registry: &mut Registry) {
        ProblemBody::register(registry);
    }
}

fn retry_header(status: u16) -> Vec<MetaHeader> {
    if !matches!(status, 429 | 503) {
        return Vec::new();
    }
    vec![MetaHeader {
        name: "Retry-After".to_owned(),
        description: Some("Seconds to wait.".to_owned()),
        required: false,
        deprecated: false,
        schema: MetaSchemaRef::Inline(Box::new(poem_openapi::registry::MetaSchema::new("integer"))),
    }]
}
