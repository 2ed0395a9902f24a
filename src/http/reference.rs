//! The API's own pages: the reference at `/api/docs`, made from the document, and a page for each problem.
//! Nothing is fetched from anywhere else.

use askama::Template;
use poem::{
    IntoResponse, Request, Response, handler,
    http::StatusCode,
    web::{Data, Path},
};
use serde_json::Value;

use crate::{
    foundation::{
        Code, Error,
        messages::{Lang, text},
    },
    wire::{Page, Problem, public_page},
};

/// The document as the pages read it.
#[derive(Clone, Debug)]
pub struct Reference {
    chapters: std::sync::Arc<Vec<Chapter>>,
}

#[derive(Debug)]
struct Chapter {
    name: String,
    operations: Vec<Operation>,
}

#[derive(Debug)]
struct Operation {
    id: String,
    method: String,
    path: String,
    summary: String,
    description: String,
    open: bool,
    parameters: Vec<Parameter>,
    body: String,
    answers: Vec<(String, String)>,
    curl: String,
}

#[derive(Debug)]
struct Parameter {
    name: String,
    place: String,
    required: bool,
    description: String,
}

fn string(value: &Value, key: &str) -> String {
    value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value.get(key).and_then(Value::as_array).into_iter().flatten()
}

impl Reference {
    /// Reads the document once.
    pub fn of(document: &Value, public_url: &str) -> Self {
        let mut chapters: Vec<Chapter> = Vec::new();
        let paths = document.get("paths").and_then(Value::as_object).into_iter().flatten();
        for (path, operations) in paths {
            for (method, operation) in operations.as_object().into_iter().flatten() {
                let tag = list(operation, "tags").next().and_then(Value::as_str).unwrap_or_default();
                let read = Operation::of(path, method, operation, public_url);
                match chapters.iter_mut().find(|chapter| chapter.name == tag) {
                    Some(chapter) => chapter.operations.push(read),
                    None => chapters.push(Chapter { name: tag.to_owned(), operations: vec![read] }),
                }
            }
        }
        Self { chapters: std::sync::Arc::new(chapters) }
    }
}

impl Operation {
    fn of(path: &str, method: &str, operation: &Value, public_url: &str) -> Self {
        let method = method.to_ascii_uppercase();
        let media = operation
            .get("requestBody")
            .and_then(|body| body.get("content"))
            .and_then(Value::as_object)
            .and_then(|content| content.iter().next());
        let body = media.map(|(kind, media)| schema_name(kind, media)).unwrap_or_default();
        let responses = operation.get("responses").and_then(Value::as_object).into_iter().flatten();
        let mut answers: Vec<(String, String)> =
            responses.map(|(status, answer)| (status.clone(), string(answer, "description"))).collect();
        answers.sort();
        let mut curl = format!("curl -X {method} '{public_url}{path}'");
        if !body.is_empty() {
            curl.push_str(" -H 'content-type: application/json' -d @body.json");
        }
        Self {
            id: string(operation, "operationId"),
            summary: string(operation, "summary"),
            description: string(operation, "description"),
            open: list(operation, "security")
                .any(|scheme| scheme.as_object().is_some_and(serde_json::Map::is_empty))
                || list(operation, "security").next().is_none(),
            parameters: list(operation, "parameters").map(Parameter::of).collect(),
            path: path.to_owned(),
            body,
            answers,
            curl,
            method,
        }
    }
}

fn schema_name(kind: &str, media: &Value) -> String {
    let named = media.get("schema").map(|schema| string(schema, "$ref")).unwrap_or_default();
    let name = named.rsplit('/').next().unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or(kind);
    if name.is_empty() { kind.to_owned() } else { format!("{name} ({kind})") }
}

impl Parameter {
    fn of(parameter: &Value) -> Self {
        let schema = parameter.get("schema").cloned().unwrap_or_default();
        let own = string(parameter, "description");
        Self {
            name: string(parameter, "name"),
            place: string(parameter, "in"),
            required: parameter.get("required").and_then(Value::as_bool).unwrap_or(false),
            description: if own.is_empty() { string(&schema, "description") } else { own },
        }
    }
}

#[derive(Template)]
#[template(path = "api.html")]
struct ReferencePage<'a> {
    page: Page,
    chapters: &'a [Chapter],
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage {
    page: Page,
    code: &'static str,
    status: u16,
    meaning: &'static str,
    sentence: String,
}

/// `/api/docs`
#[handler]
pub fn reference(request: &Request, page: Page, reference: Data<&Reference>) -> Response {
    render(request, &ReferencePage { page, chapters: &reference.chapters })
}

/// `/problems/:code`
#[handler]
pub fn problem(request: &Request, page: Page, code: Path<String>) -> Response {
    let Some(code) = Code::ALL.iter().copied().find(|known| known.as_str() == code.0) else {
        return Problem(Error::NOT_FOUND).into_response();
    };
    let lang = page.language();
    let sentence = text(lang, &code.key()).to_owned();
    let meaning = if lang == Lang::En { code.meaning() } else { "" };
    render(request, &ProblemPage { page, code: code.as_str(), status: code.status(), meaning, sentence })
}

fn render(request: &Request, template: &impl Template) -> Response {
    match template.render() {
        Ok(html) => public_page(request.header("if-none-match"), html),
        Err(error) => {
            tracing::error!(%error, "a page could not be rendered");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
