//! Typed configuration: environment over file over default, every mistake told at once.

use std::{collections::BTreeMap, path::PathBuf};

use serde::Deserialize;

/// Everything an installation can set. Every key may also come from the environment as
/// `SANGKIEN_<SECTION>_<KEY>`, e.g. `SANGKIEN_HTTP_LISTEN`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Database, index and files live here in the embedded default.
    pub data_dir: PathBuf,
    /// The commune.
    pub site: Site,
    /// Listeners and limits.
    pub http: Http,
    /// Where rows are kept.
    pub database: Database,
    /// Where uploads and papers are kept.
    pub files: Files,
    /// Which search engine answers.
    pub search: Search,
    /// How mail leaves.
    pub mail: Mail,
    /// Accounts and sessions.
    pub security: Security,
}

/// Who runs this installation.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Site {
    /// The address people type, without a slash at the end; links and QR codes start with it.
    pub public_url: String,
    /// Short code in numbers, e.g. `SH`.
    pub code: String,
    /// e.g. `Xã Sơn Hồng`
    pub name: String,
    /// The body above, e.g. `Tỉnh Hà Tĩnh`
    pub parent_name: String,
}

/// Listeners and limits.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Http {
    /// Address of the public listener.
    pub listen: String,
    /// Address of the metrics listener; empty turns it off.
    pub metrics_listen: String,
    /// Addresses of proxies whose `X-Forwarded-For` is believed, comma-separated.
    pub trusted_proxies: String,
    /// The most connections at a time.
    pub connections: u32,
    /// The largest JSON body, in bytes.
    pub body_bytes: u64,
    /// The largest upload, in bytes.
    pub upload_bytes: u64,
    /// The longest a request may take, in seconds.
    pub request_seconds: u64,
}

/// Where rows are kept.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Database {
    /// `postgres://…`, or empty for SQLite in the data directory.
    pub url: String,
    /// PostgreSQL connections a process.
    pub connections: u32,
}

/// Where uploads and papers are kept.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Files {
    /// S3 bucket, or empty for the data directory.
    pub s3_bucket: String,
    /// S3 endpoint, e.g. of MinIO; empty for the region's own.
    pub s3_endpoint: String,
    /// S3 region.
    pub s3_region: String,
    /// S3 access key.
    pub s3_access_key: String,
    /// S3 secret key.
    pub s3_secret_key: String,
}

/// Which search engine answers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Search {
    /// Meilisearch address, or empty for the embedded index.
    pub meilisearch_url: String,
    /// Meilisearch key.
    pub meilisearch_key: String,
    /// Name of the index.
    pub index: String,
}

/// How mail leaves.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Mail {
    /// SMTP host, or empty to write mails into the data directory.
    pub smtp_host: String,
    /// SMTP port.
    pub smtp_port: u16,
    /// `starttls`, `tls` or `none` (loopback only).
    pub smtp_security: String,
    /// SMTP user, or empty.
    pub smtp_user: String,
    /// SMTP password.
    pub smtp_password: String,
    /// The sender's address.
    pub from: String,
}

/// Accounts and sessions.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Security {
    /// Whether staff roles work only after a second factor.
    pub staff_second_factor: bool,
    /// Minutes without a request after which a session ends.
    pub idle_minutes: u32,
    /// Hours after which a session ends in any case.
    pub absolute_hours: u32,
    /// Password hashes computed at a time; more wait.
    pub hashing_at_once: usize,
    /// Sign-ins that may wait for a hash; more are told to come back.
    pub hashing_queue: usize,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            data_dir: PathBuf::from("data"),
            site: Site::default(),
            http: Http::default(),
            database: Database::default(),
            files: Files::default(),
            search: Search::default(),
            mail: Mail::default(),
            security: Security::default(),
        }
    }
}

impl Default for Site {
    fn default() -> Self {
        Self {
            public_url: "http://localhost:8080".into(),
            code: "SH".into(),
            name: "Xã Sơn Hồng".into(),
            parent_name: "Tỉnh Hà Tĩnh".into(),
        }
    }
}

impl Default for Http {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:8080".into(),
            metrics_listen: "127.0.0.1:9464".into(),
            trusted_proxies: String::new(),
            connections: 2_048,
            body_bytes: 1024 * 1024,
            upload_bytes: 40 * 1024 * 1024,
            request_seconds: 30,
        }
    }
}

impl Default for Database {
    fn default() -> Self {
        Self { url: String::new(), connections: 10 }
    }
}

impl Default for Files {
    fn default() -> Self {
        Self {
            s3_bucket: String::new(),
            s3_endpoint: String::new(),
            s3_region: "us-east-1".into(),
            s3_access_key: String::new(),
            s3_secret_key: String::new(),
        }
    }
}

impl Default for Search {
    fn default() -> Self {
        Self { meilisearch_url: String::new(), meilisearch_key: String::new(), index: "sangkien".into() }
    }
}

impl Default for Mail {
    fn default() -> Self {
        Self {
            smtp_host: String::new(),
            smtp_port: 587,
            smtp_security: "starttls".into(),
            smtp_user: String::new(),
            smtp_password: String::new(),
            from: "sangkien@localhost".into(),
        }
    }
}

impl Default for Security {
    fn default() -> Self {
        Self {
            staff_second_factor: true,
            idle_minutes: 30,
            absolute_hours: 12,
            hashing_at_once: 2,
            hashing_queue: 32,
        }
    }
}

const PREFIX: &str = "SANGKIEN_";

/// Keys whose values are never printed.
const HIDDEN: [&str; 5] = ["s3_secret_key", "s3_access_key", "meilisearch_key", "smtp_password", "url"];

impl Config {
    /// Lays the environment over the file over the defaults.
    ///
    /// # Errors
    /// Every unknown key, unreadable value and value out of bounds, one sentence each.
    pub fn load(file: Option<&str>, environment: &BTreeMap<String, String>) -> Result<Self, Vec<String>> {
        let mut wrong = Vec::new();
        let mut table = match file.map(toml::from_str::<toml::Table>) {
            None => toml::Table::new(),
            Some(Ok(table)) => table,
            Some(Err(error)) => {
                wrong.push(format!("the configuration file cannot be read: {}", error.message()));
                toml::Table::new()
            }
        };
        for (name, value) in environment {
            if let Some(key) = name.strip_prefix(PREFIX) {
                lay(&mut table, &key.to_ascii_lowercase(), value);
            }
        }
        let mut config = Self::default();
        for (key, value) in table {
            config = config.with(key, value, &mut wrong);
        }
        config.check(&mut wrong);
        if wrong.is_empty() { Ok(config) } else { Err(wrong) }
    }

    /// Tries each section by itself so that one mistake does not hide the next.
    fn with(self, key: String, value: toml::Value, wrong: &mut Vec<String>) -> Self {
        let entries: Vec<(String, toml::Value)> = match value {
            toml::Value::Table(section) => section.into_iter().collect(),
            other => vec![(String::new(), other)],
        };
        let mut kept = toml::Table::new();
        for (name, value) in entries {
            let place_value = |value: toml::Value| match name.as_str() {
                "" => toml::Table::from_iter([(key.clone(), value)]),
                _ => toml::Table::from_iter([(
                    key.clone(),
                    toml::Value::Table(toml::Table::from_iter([(name.clone(), value)])),
                )]),
            };
            // A password of digits comes from the environment as a number.
            let as_text = toml::Value::String(value.to_string());
            match Self::deserialize(place_value(value.clone())) {
                Ok(_) => {
                    kept.insert(name, value);
                }
                Err(_) if Self::deserialize(place_value(as_text.clone())).is_ok() => {
                    kept.insert(name, as_text);
                }
                Err(error) => {
                    let place = if name.is_empty() { key.clone() } else { format!("{key}.{name}") };
                    wrong.push(format!("{place}: {}", error.message()));
                }
            }
        }
        self.merge(&key, kept)
    }

    fn merge(mut self, key: &str, kept: toml::Table) -> Self {
        /// Rebuilds a section from its defaults and what was set.
        fn section<T: for<'de> Deserialize<'de> + Clone>(current: &T, kept: toml::Table) -> T {
            T::deserialize(kept).unwrap_or_else(|_error| current.clone())
        }
        match key {
            "site" => self.site = section(&self.site, kept),
            "http" => self.http = section(&self.http, kept),
            "database" => self.database = section(&self.database, kept),
            "files" => self.files = section(&self.files, kept),
            "search" => self.search = section(&self.search, kept),
            "mail" => self.mail = section(&self.mail, kept),
            "security" => self.security = section(&self.security, kept),
            "data_dir" => {
                if let Some(path) = kept.get("").and_then(toml::Value::as_str) {
                    self.data_dir = PathBuf::from(path);
                }
            }
            _ => {}
        }
        self
    }

    fn check(&self, wrong: &mut Vec<String>) {
        let mut unless = |holds: bool, sentence: &str| {
            if !holds {
                wrong.push(sentence.to_owned());
            }
        };
        let url = url::Url::parse(&self.site.public_url);
        unless(
            url.is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
                && !self.site.public_url.ends_with('/'),
            "site.public_url: an http or https address without a slash at the end is needed",
        );
        unless(
            (1..=8).contains(&self.site.code.len())
                && self.site.code.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit()),
            "site.code: 1 to 8 capital letters or digits are needed",
        );
        unless(
            self.http.listen.parse::<std::net::SocketAddr>().is_ok(),
            "http.listen: an address and a port are needed, e.g. 127.0.0.1:8080",
        );
        unless(
            self.http.metrics_listen.is_empty()
                || self.http.metrics_listen.parse::<std::net::SocketAddr>().is_ok(),
            "http.metrics_listen: an address and a port are needed, or nothing",
        );
        unless(self.proxies().is_some(), "http.trusted_proxies: addresses separated by commas are needed");
        unless(
            self.database.url.is_empty()
                || self.database.url.starts_with("postgres://")
                || self.database.url.starts_with("postgresql://"),
            "database.url: a postgres:// address is needed, or nothing for SQLite",
        );
        unless(
            matches!(self.mail.smtp_security.as_str(), "starttls" | "tls" | "none"),
            "mail.smtp_security: starttls, tls or none",
        );
        unless(self.security.hashing_at_once > 0, "security.hashing_at_once: at least 1");
        unless(self.http.connections >= 8, "http.connections: at least 8");
    }

    /// The trusted proxies, or nothing if one of them cannot be read.
    pub fn proxies(&self) -> Option<Vec<std::net::IpAddr>> {
        let names = self.http.trusted_proxies.split(',').map(str::trim).filter(|name| !name.is_empty());
        names.map(|name| name.parse().ok()).collect()
    }

    /// The database address: what is set, or SQLite in the data directory.
    pub fn database_url(&self) -> String {
        if self.database.url.is_empty() {
            format!("sqlite://{}", self.data_dir.join("sangkien.db").display())
        } else {
            self.database.url.clone()
        }
    }

    /// True if browsers will keep a `Secure` cookie from this address.
    pub fn secure_cookies(&self) -> bool {
        let url = &self.site.public_url;
        url.starts_with("https://")
            || url.starts_with("http://localhost")
            || url.starts_with("http://127.0.0.1")
    }

    /// True for keys that `doctor` must not print.
    pub fn is_hidden(key: &str) -> bool {
        HIDDEN.contains(&key)
    }
}

/// Puts `section_key = value` into the table, typed as TOML would type it.
fn lay(table: &mut toml::Table, key: &str, value: &str) {
    let typed = value
        .parse::<i64>()
        .map(toml::Value::Integer)
        .or_else(|_error| value.parse::<bool>().map(toml::Value::Boolean))
        .unwrap_or_else(|_error| toml::Value::String(value.to_owned()));
    if key == "data_dir" {
        table.insert(key.to_owned(), toml::Value::String(value.to_owned()));
    } else if let Some((section, name)) = key.split_once('_') {
        let entry = table.entry(section).or_insert_with(|| toml::Value::Table(toml::Table::new()));
        if let toml::Value::Table(section) = entry {
            section.insert(name.to_owned(), typed);
        }
    } else {
        table.insert(key.to_owned(), typed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn the_environment_wins_over_the_file_over_the_default() {
        let file = "[http]\nlisten = \"0.0.0.0:80\"\nbody_bytes = 5\n";
        let env = environment(&[("SANGKIEN_HTTP_LISTEN", "127.0.0.1:9"), ("HOME", "/x")]);
        let config = Config::load(Some(file), &env).unwrap();
        assert_eq!(config.http.listen, "127.0.0.1:9");
        assert_eq!(config.http.body_bytes, 5);
        assert_eq!(config.security.idle_minutes, 30);
    }

    #[test]
    fn every_mistake_is_told_at_once() {
        let file = "[http]\nlisten = \"nowhere\"\nbody_bytes = \"many\"\n[site]\ncolour = 3\n";
        let env = environment(&[("SANGKIEN_MAIL_SMTP_SECURITY", "perhaps"), ("SANGKIEN_NONSENSE_X", "1")]);
        let wrong = Config::load(Some(file), &env).unwrap_err();
        for part in ["http.listen", "http.body_bytes", "site.colour", "mail.smtp_security", "nonsense"] {
            assert!(wrong.iter().any(|sentence| sentence.contains(part)), "{part} in {wrong:?}");
        }
    }
}
