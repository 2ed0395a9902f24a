//! The schemas of the OpenAPI document, told as exactly as the server reads them.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

/// Bounds what Rust's numbers bound, and says `nullable` where a request may say `null`.
pub fn normalise(document: &mut Value) {
    let asked = asked(document);
    each(document, &mut bound);
    let schemas = document.pointer_mut("/components/schemas").and_then(Value::as_object_mut);
    for (name, schema) in schemas.into_iter().flatten() {
        if asked.contains(name) {
            allow_null(schema);
        }
    }
}

/// The names of the schemas that a request body can hold.
fn asked(document: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let operations = document.get("paths").and_then(Value::as_object).into_iter().flatten();
    let mut open: Vec<&Value> = operations
        .flat_map(|(_, path)| path.as_object().into_iter().flatten())
        .filter_map(|(_, operation)| operation.get("requestBody"))
        .collect();
    while let Some(value) = open.pop() {
        match value {
            Value::Object(object) => {
                let named =
                    object.get("$ref").and_then(Value::as_str).and_then(|path| path.rsplit('/').next());
                if let Some(name) = named
                    && found.insert(name.to_owned())
                {
                    open.extend(document.pointer(&format!("/components/schemas/{name}")));
                }
                open.extend(object.values());
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
    found
}

/// An optional property of a request may be left out or `null`: both mean that nothing is said.
fn allow_null(schema: &mut Value) {
    let required: Vec<Value> = schema.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
    let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
    for (name, property) in properties.into_iter().flatten() {
        let Some(property) = property.as_object_mut() else { continue };
        // Beside `$ref` nothing may stand in OpenAPI 3.0.
        if !required.iter().any(|known| known == name.as_str()) && !property.contains_key("$ref") {
            property.insert("nullable".to_owned(), json!(true));
        }
    }
}

/// Visits every schema of the document.
fn each(value: &mut Value, visit: &mut impl FnMut(&mut Map<String, Value>)) {
    match value {
        Value::Object(object) => {
            visit(object);
            object.values_mut().for_each(|inner| each(inner, visit));
        }
        Value::Array(items) => items.iter_mut().for_each(|inner| each(inner, visit)),
        _ => {}
    }
}

/// The range of an integer of fixed width.
fn bound(schema: &mut Map<String, Value>) {
    if schema.get("type").and_then(Value::as_str) != Some("integer") {
        return;
    }
    let (least, most) = match schema.get("format").and_then(Value::as_str) {
        Some("uint8") => (0, i64::from(u8::MAX)),
        Some("uint16") => (0, i64::from(u16::MAX)),
        Some("uint32") => (0, i64::from(u32::MAX)),
        Some("int16") => (i64::from(i16::MIN), i64::from(i16::MAX)),
        Some("int32") => (i64::from(i32::MIN), i64::from(i32::MAX)),
        _ => return,
    };
    schema.entry("minimum").or_insert(json!(least));
    schema.entry("maximum").or_insert(json!(most));
}
