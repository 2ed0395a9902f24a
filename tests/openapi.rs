//! The description of the API: generated from the code, equal to what is committed, and complete.
//!
//! `UPDATE=1 cargo test --test openapi` writes the committed files anew.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use std::{collections::BTreeSet, path::Path};

use sangkien::{app, foundation::config::Config, http};
use serde_json::{Map, Value};

async fn document() -> Value {
    let config = Config::load(None, &std::collections::BTreeMap::new()).unwrap();
    http::document(&app::in_memory(config).await.unwrap())
}

/// Compares with the committed file, or writes it if asked to.
fn golden(name: &str, generated: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("openapi").join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, generated).unwrap();
        return;
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = generated.lines().zip(committed.lines()).position(|(new, old)| new != old);
    let line = differs.unwrap_or_else(|| generated.lines().count().min(committed.lines().count()));
    assert!(
        generated == committed,
        "openapi/{name} is not what the code says, first at line {}: run `make openapi`\n  code:      {}\n  committed: {}",
        line + 1,
        generated.lines().nth(line).unwrap_or("(end)"),
        committed.lines().nth(line).unwrap_or("(end)"),
    );
}

#[tokio::test]
async fn the_committed_description_is_the_codes() {
    golden("openapi.json", &format!("{}\n", serde_json::to_string_pretty(&document().await).unwrap()));
}

#[test]
fn the_committed_catalogue_of_problems_is_the_codes() {
    golden("problems.md", &http::problem_catalogue());
}

#[test]
fn the_committed_authorization_matrix_is_the_policys() {
    golden("authorization.md", &http::authorization_markdown());
}

struct Operation<'a> {
    name: String,
    method: &'a str,
    value: &'a Value,
}

fn operations(document: &Value) -> Vec<Operation<'_>> {
    let paths = document["paths"].as_object().unwrap();
    let all = paths.iter().flat_map(|(path, methods)| {
        methods.as_object().unwrap().iter().map(move |(method, value)| Operation {
            name: format!("{} {path}", method.to_uppercase()),
            method,
            value,
        })
    });
    all.collect()
}

fn says(value: &Value, key: &str) -> bool {
    value[key].as_str().is_some_and(|text| !text.trim().is_empty())
}

fn complain(rule: &str, offences: &[String]) {
    assert!(offences.is_empty(), "{rule}:\n  {}", offences.join("\n  "));
}

#[tokio::test]
async fn every_operation_is_named_and_told() {
    let document = document().await;
    let tags: BTreeSet<&str> =
        document["tags"].as_array().unwrap().iter().map(|tag| tag["name"].as_str().unwrap()).collect();
    let (mut seen, mut offences) = (BTreeSet::new(), Vec::new());
    for Operation { name, method, value } in operations(&document) {
        let id = value["operationId"].as_str().unwrap_or_default();
        let verb_noun = id.starts_with(|c: char| c.is_ascii_lowercase())
            && id.chars().all(|c| c.is_ascii_alphanumeric())
            && (id.contains(|c: char| c.is_ascii_uppercase()) || matches!(id, "signIn" | "signOut"));
        let own = value["tags"].as_array().map(Vec::as_slice).unwrap_or_default();
        let mut unless = |holds: bool, what: &str| {
            if !holds {
                offences.push(format!("{name} {what}"));
            }
        };
        unless(verb_noun, "has no operationId of verb and noun");
        unless(seen.insert(id.to_owned()), "shares its operationId");
        unless(says(value, "summary"), "has no summary");
        unless(own.len() == 1 && tags.contains(own[0].as_str().unwrap()), "has not exactly one known tag");
        unless(value["security"].is_array(), "does not say who may call it");
        unless(method != "get" || value.get("requestBody").is_none(), "reads and has a body");
        for parameter in value["parameters"].as_array().into_iter().flatten() {
            let told = says(parameter, "description");
            unless(told, &format!("does not describe its parameter {}", parameter["name"]));
        }
    }
    complain("every operation is named and told", &offences);
}

#[tokio::test]
async fn every_refusal_is_a_problem() {
    let document = document().await;
    let mut offences = Vec::new();
    for Operation { name, method, value } in operations(&document) {
        let responses = value["responses"].as_object().unwrap();
        if !responses.keys().any(|status| status.starts_with('2')) {
            offences.push(format!("{name} never succeeds"));
        }
        let closed = value["security"].as_array().is_some_and(|schemes| {
            !schemes.is_empty()
                && schemes.iter().all(|scheme| scheme.as_object().is_some_and(|s| !s.is_empty()))
        });
        let mut needed = vec!["400", "404", "422", "429", "500", "503"];
        needed.extend(if closed { &["401", "403"][..] } else { &[] });
        needed.extend(if method == "get" { &[][..] } else { &["403", "409"] });
        needed.extend(if value.get("requestBody").is_some() { &["413", "415"][..] } else { &[] });
        let parameters = value["parameters"].as_array().map(Vec::as_slice).unwrap_or_default();
        if parameters.iter().any(|parameter| parameter["name"] == "If-Match") {
            needed.extend(["412", "428"]);
        }
        offences.extend(
            needed
                .iter()
                .filter(|status| !responses.contains_key(**status))
                .map(|status| format!("{name} does not tell of {status}")),
        );
        for (status, response) in responses {
            if !says(response, "description") {
                offences.push(format!("{name} does not describe {status}"));
            }
            if status.starts_with(['4', '5'])
                && response["content"]["application/problem+json"]["schema"]["$ref"]
                    != "#/components/schemas/Problem"
            {
                offences.push(format!("{name} {status} is not application/problem+json"));
            }
        }
    }
    complain("every refusal is a problem", &offences);
}

#[tokio::test]
async fn every_body_has_an_example() {
    let document = document().await;
    let mut offences = Vec::new();
    for Operation { name, value, .. } in operations(&document) {
        for (kind, media) in value["requestBody"]["content"].as_object().into_iter().flatten() {
            let schema = media["schema"]["$ref"]
                .as_str()
                .map_or(&media["schema"], |path| document.pointer(path.trim_start_matches('#')).unwrap());
            let binary = schema["format"] == "binary";
            let example = media.get("example").or(schema.get("example"));
            match example {
                None if !binary => offences.push(format!("{name} has no example for {kind}")),
                Some(example) => offences.extend(
                    misfits(schema, example)
                        .into_iter()
                        .map(|misfit| format!("{name}: the example {misfit}")),
                ),
                None => {}
            }
        }
    }
    complain("every request body has an example that fits its schema", &offences);
}

/// What an example has that its schema does not know, or lacks.
fn misfits(schema: &Value, example: &Value) -> Vec<String> {
    let empty = Map::new();
    let properties = schema["properties"].as_object().unwrap_or(&empty);
    let given = example.as_object().unwrap_or(&empty);
    let unknown =
        given.keys().filter(|key| !properties.contains_key(*key)).map(|key| format!("has an unknown {key}"));
    let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let missing = required.filter(|key| !given.contains_key(*key)).map(|key| format!("lacks {key}"));
    unknown.chain(missing).collect()
}

#[tokio::test]
async fn every_property_is_described() {
    let document = document().await;
    let mut offences = Vec::new();
    let asked = requested(&document);
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        if schema["type"] == "object" && !says(schema, "description") && !name.contains('_') {
            offences.push(format!("{name} is not described"));
        }
        for (property, inner) in schema["properties"].as_object().into_iter().flatten() {
            // Beside `$ref` nothing may stand: the schema it names is described itself.
            let referred = inner.get("$ref").is_some() || inner.get("allOf").is_some();
            if !referred && !says(inner, "description") {
                offences.push(format!("{name}.{property} is not described"));
            }
            if inner["nullable"] == true && !asked.contains(name) {
                offences.push(format!("{name}.{property} is answered as null instead of left out"));
            }
        }
    }
    complain("every schema and property is described, answers leave out what is absent", &offences);
}

/// The names of all schemas that requests refer to, directly or through others.
fn requested(document: &Value) -> BTreeSet<String> {
    fn names(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(object) => {
                if let Some(path) = object.get("$ref").and_then(Value::as_str) {
                    found.push(path.rsplit('/').next().unwrap().to_owned());
                }
                object.values().for_each(|inner| names(inner, found));
            }
            Value::Array(items) => items.iter().for_each(|inner| names(inner, found)),
            _ => {}
        }
    }
    let (mut open, mut all) = (Vec::new(), BTreeSet::new());
    operations(document).iter().for_each(|operation| names(&operation.value["requestBody"], &mut open));
    while let Some(name) = open.pop() {
        if all.insert(name.clone()) {
            names(&document["components"]["schemas"][&name], &mut open);
        }
    }
    all
}
