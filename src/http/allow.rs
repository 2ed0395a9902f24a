//! Which methods an address of the API takes, for the `Allow` header of 405.

use serde_json::Value;

/// The paths of the OpenAPI document with their methods.
#[derive(Clone, Debug, Default)]
pub struct Allow(Vec<(Vec<String>, String)>);

impl Allow {
    /// Reads the document.
    pub fn of(document: &Value) -> Self {
        let paths = document.get("paths").and_then(Value::as_object).into_iter().flatten();
        let table = paths.map(|(path, operations)| {
            let methods = operations.as_object().into_iter().flat_map(|operations| operations.keys());
            let mut methods: Vec<String> = methods.map(|method| method.to_ascii_uppercase()).collect();
            methods.sort();
            (path.split('/').map(str::to_owned).collect(), methods.join(", "))
        });
        Self(table.collect())
    }

    /// The methods of a path; pages are read.
    pub fn methods(&self, path: &str) -> String {
        let asked: Vec<&str> = path.split('/').collect();
        let fits = |template: &[String]| {
            template.len() == asked.len()
                && template.iter().zip(&asked).all(|(part, word)| part == word || part.starts_with('{'))
        };
        let found = self.0.iter().filter(|(template, _)| fits(template)).map(|(_, methods)| methods.as_str());
        // A literal path and one with a parameter may both fit: the caller may use either.
        let all: Vec<&str> = found.collect();
        if all.is_empty() { "GET, HEAD".to_owned() } else { all.join(", ") }
    }
}
