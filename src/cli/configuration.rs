//! Reads the configuration from where the operator keeps it.

use std::{collections::BTreeMap, path::Path};

use crate::foundation::config::Config;

/// The default place of the file.
const FILE: &str = "sangkien.toml";

/// Environment over file over default.
pub fn load(file: Option<&Path>) -> Result<Config, Vec<String>> {
    let named = file.is_some();
    let path = file.unwrap_or(Path::new(FILE));
    let text = match std::fs::read_to_string(path) {
        Ok(text) => Some(text),
        Err(error) if named => return Err(vec![format!("{}: {error}", path.display())]),
        Err(_) => None,
    };
    let mut environment: BTreeMap<String, String> = std::env::vars().collect();
    // The file's own name, the log filter and the tests' cluster are no keys of the configuration.
    for name in ["SANGKIEN_CONFIG", "SANGKIEN_LOG", "SANGKIEN_TEST_POSTGRES"] {
        environment.remove(name);
    }
    Config::load(text.as_deref(), &environment)
}
