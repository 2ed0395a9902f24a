//! Texts that are texts: poem-openapi turns numbers and booleans of a JSON body into strings, so that
//! `{"before": false}` would be kept as the word "false". What the description calls a string must be one.

use std::collections::BTreeMap;

use serde_json::Value;

use super::template::Template;

/// How deep a description is followed; no body of ours is nested deeper, and circles end here.
const DEEPEST: u8 = 8;

/// Where a body of an operation must hold strings.
#[derive(Clone, Debug)]
enum Shape {
    Text,
    Object(BTreeMap<String, Shape>),
    List(Box<Shape>),
    Anything,
}

/// The shapes of all JSON bodies of the API.
#[derive(Clone, Debug, Default)]
pub struct Shapes(Vec<(Template, String, Shape)>);

impl Shapes {
    /// Reads the document.
    pub fn of(document: &Value) -> Self {
        let paths = document.get("paths").and_then(Value::as_object).into_iter().flatten();
        let operations = paths.flat_map(|(path, operations)| {
            operations
                .as_object()
                .into_iter()
                .flatten()
                .map(move |(method, operation)| (path, method, operation))
        });
        let shapes = operations.filter_map(|(path, method, operation)| {
            let content = operation.pointer("/requestBody/content")?.as_object()?;
            let (_, media) = content.iter().find(|(kind, _)| kind.starts_with("application/json"))?;
            let shape = Shape::of(document, media.get("schema")?, DEEPEST);
            Some((Template::of(path), method.to_ascii_uppercase(), shape))
        });
        Self(shapes.collect())
    }

    /// False if the body holds something else where a string belongs. A body that is no JSON fits: it is
    /// refused where it is read.
    pub fn fit(&self, method: &str, path: &str, body: &[u8]) -> bool {
        let own = self.0.iter().filter(|(template, known, _)| known == method && template.fits(path));
        let Some((_, _, shape)) = own.max_by_key(|(template, _, _)| template.literals()) else { return true };
        serde_json::from_slice(body).map_or(true, |value| shape.fits(&value))
    }
}

impl Shape {
    fn of(document: &Value, schema: &Value, depth: u8) -> Self {
        if depth == 0 {
            return Self::Anything;
        }
        if let Some(named) = schema.get("$ref").and_then(Value::as_str) {
            let found = document.pointer(named.trim_start_matches('#'));
            return found.map_or(Self::Anything, |schema| Self::of(document, schema, depth - 1));
        }
        match schema.get("type").and_then(Value::as_str) {
            Some("string") => Self::Text,
            Some("array") => schema
                .get("items")
                .map_or(Self::Anything, |items| Self::List(Box::new(Self::of(document, items, depth - 1)))),
            Some("object") => {
                let properties = schema.get("properties").and_then(Value::as_object).into_iter().flatten();
                Self::Object(
                    properties
                        .map(|(name, inner)| (name.clone(), Self::of(document, inner, depth - 1)))
                        .collect(),
                )
            }
            _ => Self::Anything,
        }
    }

    fn fits(&self, value: &Value) -> bool {
        match (self, value) {
            (Self::Text, Value::Bool(_) | Value::Number(_)) => false,
            (Self::Object(properties), Value::Object(given)) => {
                given.iter().all(|(name, value)| properties.get(name).is_none_or(|shape| shape.fits(value)))
            }
            (Self::List(shape), Value::Array(items)) => items.iter().all(|item| shape.fits(item)),
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn shapes() -> Shapes {
        Shapes::of(&json!({
            "paths": {
                "/ideas": {"post": {"requestBody": {"content": {"application/json; charset=utf-8": {
                    "schema": {"$ref": "#/components/schemas/Idea"}}}}}},
                "/ideas/{id}": {"post": {"requestBody": {"content": {"application/json": {
                    "schema": {"type": "object", "properties": {"n": {"type": "integer"}}}}}}}}
            },
            "components": {"schemas": {"Idea": {"type": "object", "properties": {
                "before": {"type": "string"}, "done": {"type": "boolean"},
                "tags": {"type": "array", "items": {"type": "string"}},
                "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Idea"}}
            }}}}
        }))
    }

    #[test]
    fn a_string_is_a_string_at_every_depth() {
        let shapes = shapes();
        for wrong in
            [r#"{"before":false}"#, r#"{"before":7}"#, r#"{"tags":["a",1]}"#, r#"{"parts":[{"before":1}]}"#]
        {
            assert!(!shapes.fit("POST", "/ideas", wrong.as_bytes()), "{wrong}");
        }
    }

    #[test]
    fn everything_else_is_left_to_who_reads_it() {
        let shapes = shapes();
        for fine in
            [r#"{"before":"7","done":true}"#, r#"{"before":null}"#, r#"{"unknown":1}"#, "[1]", "{", ""]
        {
            assert!(shapes.fit("POST", "/ideas", fine.as_bytes()), "{fine}");
        }
        assert!(shapes.fit("POST", "/ideas/1", br#"{"n":1,"before":1}"#));
        assert!(shapes.fit("PUT", "/ideas", br#"{"before":1}"#));
    }
}
