//! The OpenAPI document as it is committed: made from the code, then put into one canonical form.

use serde_json::{Map, Value, json};

use super::routes;
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
        for operation in
            paths.values_mut().filter_map(Value::as_object_mut).flat_map(|path| path.values_mut())
        {
            normalise(operation);
        }
    }
    document
}

/// Leaves each operation the answers it can give.
fn normalise(operation: &mut Value) {
    let has_header = |name: &str| {
        operation.get("parameters").and_then(Value::as_array).is_some_and(|parameters| {
            parameters.iter().any(|parameter| {
                parameter.get("name").and_then(Value::as_str).is_some_and(|n| n.eq_ignore_ascii_case(name))
            })
        })
    };
    let conditional = has_header("if-match");
    let has_body = operation.get("requestBody").is_some();
    let closed = operation
        .get("security")
        .and_then(Value::as_array)
        .is_some_and(|schemes| !schemes.iter().any(|scheme| scheme.as_object().is_some_and(Map::is_empty)));
    if let Some(parameters) = operation.get_mut("parameters").and_then(Value::as_array_mut) {
        for parameter in parameters {
            spell_header(parameter);
        }
    }
    if let Some(responses) = operation.get_mut("responses").and_then(Value::as_object_mut) {
        responses.retain(|status, _| match status.as_str() {
            "412" | "428" => conditional,
            "413" | "415" => has_body,
            "401" | "403" => closed || has_body || conditional,
            _ => true,
        });
    }
}

/// poem writes header names in capitals; clients know them as `If-Match` and `Idempotency-Key`.
fn spell_header(parameter: &mut Value) {
    if parameter.get("in").and_then(Value::as_str) != Some("header") {
        return;
    }
    let spelled = match parameter.get("name").and_then(Value::as_str).map(str::to_ascii_lowercase).as_deref()
    {
        Some("if_match" | "if-match") => "If-Match",
        Some("key" | "idempotency-key") => "Idempotency-Key",
        _ => return,
    };
    if let Some(parameter) = parameter.as_object_mut() {
        parameter.insert("name".to_owned(), json!(spelled));
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
