//! Which methods an address of the API takes, for the `Allow` header of 405.

use serde_json::Value;

use super::template::Template;

/// The paths of the OpenAPI document with their methods.
#[derive(Clone, Debug, Default)]
pub struct Allow(Vec<(Template, String)>);

impl Allow {
    /// Reads the document.
    pub fn of(document: &Value) -> Self {
        let paths = document.get("paths").and_then(Value::as_object).into_iter().flatten();
        let table = paths.map(|(path, operations)| {
            let methods = operations.as_object().into_iter().flat_map(|operations| operations.keys());
            let mut methods: Vec<String> = methods.map(|method| method.to_ascii_uppercase()).collect();
            methods.sort();
            (Template::of(path), methods.join(", "))
        });
        Self(table.collect())
    }

    /// The methods of a path; pages are read. Where `/ideas/claims` and `/ideas/{id}` both fit, the router
    /// takes the first and knows only its methods.
    pub fn methods(&self, path: &str) -> String {
        let fitting = self.0.iter().filter(|(template, _)| template.fits(path));
        let found = fitting.max_by_key(|(template, _)| template.literals());
        found.map_or_else(|| "GET, HEAD".to_owned(), |(_, methods)| methods.clone())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_address_takes_the_methods_of_its_own_path() {
        let allow = Allow::of(&json!({"paths": {
            "/ideas": {"get": {}, "post": {}},
            "/ideas/{id}": {"get": {}, "patch": {}},
            "/ideas/claims": {"post": {}}
        }}));
        assert_eq!(allow.methods("/ideas"), "GET, POST");
        assert_eq!(allow.methods("/ideas/7"), "GET, PATCH");
        assert_eq!(allow.methods("/ideas/claims"), "POST");
        assert_eq!(allow.methods("/ideas/7/more"), "GET, HEAD");
    }
}
