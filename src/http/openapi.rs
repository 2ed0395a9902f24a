//! The OpenAPI document as it is committed: made from the code, then put into one canonical form.

use serde_json::{Map, Value, json};

use super::{routes, schemas};
use crate::{
    app::App,
    authority,
    foundation::{
        Code,
        messages::{Lang, text},
    },
};

/// `openapi/openapi.json`.
pub fn document(app: &App) -> Value {
    let mut document: Value = serde_json::from_str(&routes::api(app).spec()).unwrap_or_default();
    if let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) {
        for path in paths.values_mut().filter_map(Value::as_object_mut) {
            for (method, operation) in path {
                normalise(method, operation);
            }
        }
    }
    schemas::normalise(&mut document);
    document
}

/// Answers that nothing in the description of an operation leads to: a private picture or voice asks to sign in, a
/// share is confirmed as it was read.
const ALSO: &[(&str, &str)] =
    &[("readIdeaPicture", "401"), ("readIdeaRecording", "401"), ("confirmShare", "412")];

/// What a recording may be.
const SOUNDS: &[&str] = &["audio/webm", "audio/ogg", "audio/mp4"];

/// Leaves each operation the answers it can give, and says of each who may call it.
fn normalise(method: &str, operation: &mut Value) {
    if let Some(parameters) = operation.get_mut("parameters").and_then(Value::as_array_mut) {
        for parameter in parameters {
            spell_header(parameter);
            describe_parameter(parameter);
        }
    }
    let has_header = |name: &str| {
        operation.get("parameters").and_then(Value::as_array).is_some_and(|parameters| {
            parameters
                .iter()
                .any(|parameter| parameter.get("name").and_then(Value::as_str).is_some_and(|n| n == name))
        })
    };
    let conditional = has_header("If-Match");
    let has_body = operation.get("requestBody").is_some();
    let changes = method != "get";
    let closed = operation
        .get("security")
        .and_then(Value::as_array)
        .is_some_and(|schemes| !schemes.iter().any(|scheme| scheme.as_object().is_some_and(Map::is_empty)));
    let summary = operation.get("summary").cloned().unwrap_or_default();
    let id = operation.get("operationId").and_then(Value::as_str).unwrap_or_default().to_owned();
    if let Some(responses) = operation.get_mut("responses").and_then(Value::as_object_mut) {
        responses.retain(|status, _| match status.as_str() {
            also if ALSO.contains(&(id.as_str(), also)) => true,
            "412" | "428" => conditional,
            "413" | "415" => has_body,
            "403" => closed || changes,
            "401" => closed || has_body || conditional,
            _ => true,
        });
        for response in responses.values_mut().filter_map(Value::as_object_mut) {
            spell_answer(response, &summary);
            if id == "readIdeaRecording" {
                spell_sound(response);
            }
        }
    }
    if let Some(operation) = operation.as_object_mut() {
        // What is open to everybody says so.
        operation.entry("security").or_insert_with(|| json!([]));
    }
}

/// A recording comes as the sound it is.
fn spell_sound(response: &mut Map<String, Value>) {
    let Some(content) = response.get_mut("content").and_then(Value::as_object_mut) else { return };
    let Some(bytes) = content.remove("application/octet-stream") else { return };
    content.extend(SOUNDS.iter().map(|sound| ((*sound).to_owned(), bytes.clone())));
}

/// Response headers as they are spelled in the standards, and a description where the code has none.
fn spell_answer(response: &mut Map<String, Value>, summary: &Value) {
    if response.get("description").and_then(Value::as_str).is_some_and(str::is_empty) {
        response.insert("description".to_owned(), summary.clone());
    }
    let Some(headers) = response.get_mut("headers").and_then(Value::as_object_mut) else { return };
    *headers = std::mem::take(headers)
        .into_iter()
        .map(|(name, header)| {
            let spelled = match name.to_ascii_lowercase().as_str() {
                "etag" => "ETag",
                "location" => "Location",
                "set-cookie" => "Set-Cookie",
                "cache-control" => "Cache-Control",
                "retry-after" => "Retry-After",
                _ => name.as_str(),
            };
            (spelled.to_owned(), header)
        })
        .collect();
}

/// Every parameter has its own description and an example.
fn describe_parameter(parameter: &mut Value) {
    let schema = parameter.get("schema").cloned().unwrap_or_default();
    let word = |name: &str| parameter.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let own = word("description");
    let meant = match (schema.get("description").and_then(Value::as_str), word("name").as_str()) {
        _ if !own.is_empty() => own,
        (Some(inner), _) => inner.to_owned(),
        (None, "id") => "The identifier.".to_owned(),
        (None, "code") => "The human code, e.g. `SK-SH-2026-0001`.".to_owned(),
        (None, "role") => "The role, e.g. `coordinator`.".to_owned(),
        (None, "unit_id") => "The identifier of the unit.".to_owned(),
        (None, "picture") => "The identifier of the picture.".to_owned(),
        (None, "author") => "The identifier of the author's row.".to_owned(),
        (None, "dossier") => "The identifier of the dossier.".to_owned(),
        (None, "paper") => "Which paper, as the answer names it.".to_owned(),
        _ => String::new(),
    };
    let format = schema.get("format").and_then(Value::as_str).unwrap_or_default();
    let example = match (word("name").as_str(), format) {
        _ if schema.get("example").is_some() || schema.get("enum").is_some() => None,
        (_, "uuid") => Some(json!(AN_ID)),
        ("code", _) => Some(json!("SK-SH-2026-0001")),
        ("limit", _) => Some(json!(50)),
        _ => None,
    };
    let Some(parameter) = parameter.as_object_mut() else { return };
    if !meant.is_empty() {
        parameter.insert("description".to_owned(), json!(meant));
    }
    if let Some(example) = example {
        parameter.insert("example".to_owned(), example);
    }
}

/// An identifier as they look.
const AN_ID: &str = "019ab5d2-7c00-7000-8000-000000000001";

/// poem names a header after the handler's argument; its extractor says the name clients know.
fn spell_header(parameter: &mut Value) {
    if parameter.get("in").and_then(Value::as_str) != Some("header") {
        return;
    }
    let title = parameter.get_mut("schema").and_then(Value::as_object_mut).and_then(|s| s.remove("title"));
    if let (Some(name), Some(parameter)) = (title, parameter.as_object_mut()) {
        parameter.insert("name".to_owned(), name);
    }
}

/// `openapi/authorization.md`.
pub fn authorization_markdown() -> String {
    authority::matrix()
}

/// `openapi/problems.md`.
pub fn problem_catalogue() -> String {
    let mut page = String::from(
        "# Problems\n\nPrinted from `src/foundation/code.rs` and the message catalogue; a test compares it. A problem's \
         `type` is `/problems/<code>`.\n\n| code | status | meaning | tiếng Việt | English |\n|---|---|---|---|---|\n",
    );
    for code in Code::ALL {
        let key = code.key();
        page.push_str(&format!(
            "| `{code}` | {} | {} | {} | {} |\n",
            code.status(),
            code.meaning(),
            text(Lang::Vi, &key),
            text(Lang::En, &key)
        ));
    }
    page
}
