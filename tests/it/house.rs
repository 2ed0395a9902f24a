//! A whole running product for one test: its own database, files, mails, index and clock.

use std::{collections::BTreeMap, sync::Arc};

use reqwest::{Method, StatusCode, header::HeaderMap};
use sangkien::{
    app::{self, App, Parts},
    foundation::{Db, Instant, clock::SetClock, config::Config, settings},
    http::{self, Measures},
    jobs, mail,
};
use serde_json::Value;
use time::macros::datetime;
use tokio_util::sync::CancellationToken;

/// Which database a test runs on.
#[derive(Clone, Copy, Debug)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// Writes a test once and runs it on both engines.
#[macro_export]
macro_rules! on_both_engines {
    ($($(#[$doc:meta])* async fn $name:ident($house:ident: House) $body:block)+) => {
        mod sqlite {
            $($(#[$doc])* #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() { super::cases::$name($crate::house::House::open($crate::house::Engine::Sqlite).await).await; })+
        }
        mod postgres {
            $($(#[$doc])* #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() { super::cases::$name($crate::house::House::open($crate::house::Engine::Postgres).await).await; })+
        }
        mod cases {
            use super::*;
            $(pub async fn $name($house: $crate::house::House) $body)+
        }
    };
}

/// A Tuesday morning in Sơn Hồng.
pub fn tuesday() -> Instant {
    Instant::from_datetime(datetime!(2026-11-24 09:00 +7))
}

pub struct House {
    pub app: App,
    pub clock: Arc<SetClock>,
    pub mails: Arc<mail::MemoryMailer>,
    /// The database, for a second process on it.
    pub url: String,
    base: String,
    client: reqwest::Client,
    stop: CancellationToken,
    engine: Engine,
    database: String,
    _directory: tempfile::TempDir,
}

/// One answer, read whole.
#[derive(Debug)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Reply {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes)
            .unwrap_or_else(|_| panic!("not json: {}", String::from_utf8_lossy(&self.bytes)))
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    #[track_caller]
    pub fn etag(&self) -> String {
        let tag = self.headers.get("etag");
        tag.unwrap_or_else(|| panic!("{} without an ETag: {}", self.status, self.text()))
            .to_str()
            .unwrap()
            .to_owned()
    }

    /// The body, after checking the status.
    #[track_caller]
    pub fn expect(self, status: u16) -> Value {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        if self.bytes.is_empty() { Value::Null } else { self.json() }
    }

    /// The `(pointer, code)` pairs of a problem, after checking status and shape.
    #[track_caller]
    pub fn problem(self, status: u16) -> Vec<(String, String)> {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        assert_eq!(self.headers["content-type"], "application/problem+json");
        let body = self.json();
        for key in ["type", "title", "status", "detail", "instance"] {
            assert!(body.get(key).is_some(), "a problem has {key}: {body}");
        }
        assert_eq!(body["status"], status);
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let errors = body["errors"].as_array().cloned().unwrap_or_default();
        errors.iter().map(|error| (text(&error["pointer"]), text(&error["code"]))).collect()
    }
}

/// Somebody with a cookie.
#[derive(Clone, Debug, Default)]
pub struct Visitor {
    pub cookie: Option<String>,
}

impl House {
    pub async fn open(engine: Engine) -> Self {
        // Both ports that could speak TLS share the one provider.
        drop(rustls::crypto::ring::default_provider().install_default());
        // What the product logs about a failure belongs to the failure's report.
        drop(tracing_subscriber::fmt().with_test_writer().with_max_level(tracing::Level::WARN).try_init());
        let directory = tempfile::tempdir().unwrap();
        let (url, database) = match engine {
            Engine::Sqlite => {
                (format!("sqlite://{}", directory.path().join("test.db").display()), String::new())
            }
            Engine::Postgres => postgres::database().await,
        };
        let mut config = Config::load(None, &BTreeMap::new()).unwrap();
        config.data_dir = directory.path().to_owned();
        config.http.listen = "127.0.0.1:0".into();
        config.http.metrics_listen = String::new();
        config.security.staff_second_factor = false;
        let db = Db::connect(&url, 6).await.unwrap();
        if matches!(engine, Engine::Sqlite) {
            app::migrate(&db).await.unwrap();
        }
        let clock = Arc::new(SetClock::at(tuesday()));
        let mails = Arc::new(mail::MemoryMailer::new(app::sender(&config).unwrap()));
        let secret = settings::secret(&db).await.unwrap();
        let app = App::of(Parts {
            hasher: app::hasher(&config),
            search: app::search(&config).await.unwrap(),
            files: app::files(&config).unwrap(),
            config,
            db,
            clock: clock.clone(),
            secret,
            mail: mails.clone(),
        });
        let stop = CancellationToken::new();
        let (tell, hear) = tokio::sync::oneshot::channel();
        let server = http::serve(app.clone(), Measures::of(&app.db), stop.clone(), |at| {
            tell.send(at.address).unwrap();
        });
        tokio::spawn(server);
        let address = hear.await.unwrap();
        Self {
            app,
            clock,
            mails,
            url,
            base: format!("http://{address}"),
            client: reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap(),
            stop,
            engine,
            database,
            _directory: directory,
        }
    }

    /// Any request, with headers.
    pub async fn call(
        &self,
        who: &Visitor,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<Value>,
    ) -> Reply {
        let mut request = self.client.request(method, format!("{}{path}", self.base));
        if let Some(cookie) = &who.cookie {
            // As a browser on our own pages sends it.
            request = request.header("cookie", cookie).header("sec-fetch-site", "same-origin");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(body) = body {
            request = request.json(&body);
        }
        self.send(request).await
    }

    /// Sends a request built by hand.
    pub async fn send(&self, request: reqwest::RequestBuilder) -> Reply {
        let answer = request.send().await.unwrap();
        let (status, headers) = (answer.status(), answer.headers().clone());
        Reply { status, headers, bytes: answer.bytes().await.unwrap().to_vec() }
    }

    /// A request to be completed by hand.
    pub fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        self.client.request(method, format!("{}{path}", self.base))
    }

    pub async fn get(&self, who: &Visitor, path: &str) -> Reply {
        self.call(who, Method::GET, path, &[], None).await
    }

    /// A read of another process on the same database.
    pub async fn elsewhere(&self, base: &str, path: &str) -> Reply {
        self.send(self.client.get(format!("{base}{path}"))).await
    }

    /// A creating post with a fresh key.
    pub async fn create(&self, who: &Visitor, path: &str, body: Value) -> Reply {
        let key = uuid::Uuid::new_v4_like();
        self.call(who, Method::POST, path, &[("idempotency-key", &key)], Some(body)).await
    }

    /// A change under a version.
    pub async fn change(&self, who: &Visitor, method: Method, path: &str, etag: &str, body: Value) -> Reply {
        self.call(who, method, path, &[("if-match", etag)], Some(body)).await
    }

    /// A post without a key or version.
    pub async fn post(&self, who: &Visitor, path: &str, body: Value) -> Reply {
        self.call(who, Method::POST, path, &[], Some(body)).await
    }

    /// Lets every event arrive.
    pub async fn settle(&self) {
        jobs::drain(&self.app).await.unwrap();
    }
}

trait Fresh {
    fn new_v4_like() -> String;
}

impl Fresh for uuid::Uuid {
    fn new_v4_like() -> String {
        sangkien::foundation::secret::random_hex(16)
    }
}

impl Drop for House {
    fn drop(&mut self) {
        self.stop.cancel();
        if matches!(self.engine, Engine::Postgres) {
            postgres::forget(&self.database);
        }
    }
}

mod postgres {
    //! Each test gets a copy of a migrated template; the cluster is started by `make test`.

    use sangkien::{app, foundation::Db};
    use sea_orm::{ConnectionTrait, Database};

    fn server() -> String {
        std::env::var("SANGKIEN_TEST_POSTGRES")
            .expect("SANGKIEN_TEST_POSTGRES is not set: run the tests through `make test`")
    }

    fn template() -> String {
        // A rebuilt test binary may carry another schema: its template has another name.
        let built = std::env::current_exe().unwrap().metadata().unwrap().modified().unwrap();
        let stamp = built.duration_since(std::time::UNIX_EPOCH).unwrap().as_micros();
        format!("template_{stamp}")
    }

    pub async fn database() -> (String, String) {
        let server = server();
        let admin = Database::connect(format!("{server}/postgres")).await.unwrap();
        let template = template();
        admin.execute_unprepared("select pg_advisory_lock(57)").await.unwrap();
        let known = admin
            .query_one_raw(sea_orm::Statement::from_string(
                sea_orm::DbBackend::Postgres,
                format!("select 1 from pg_database where datname = '{template}'"),
            ))
            .await
            .unwrap();
        if known.is_none() {
            let building = format!("{template}_building");
            admin.execute_unprepared(&format!("drop database if exists {building}")).await.unwrap();
            admin.execute_unprepared(&format!("create database {building}")).await.unwrap();
            let db = Db::connect(&format!("{server}/{building}"), 1).await.unwrap();
            app::migrate(&db).await.unwrap();
            db.close().await.unwrap();
            admin
                .execute_unprepared(&format!("alter database {building} rename to {template}"))
                .await
                .unwrap();
        }
        let name = format!("test_{}", sangkien::foundation::secret::random_hex(8));
        admin.execute_unprepared(&format!("create database {name} template {template}")).await.unwrap();
        admin.execute_unprepared("select pg_advisory_unlock(57)").await.unwrap();
        admin.close().await.unwrap();
        (format!("{server}/{name}"), name)
    }

    /// The database goes with the cluster; keeping thousands of them would only cost disk.
    pub fn forget(name: &str) {
        let (server, name) = (server(), name.to_owned());
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let admin = Database::connect(format!("{server}/postgres")).await?;
                admin.execute_unprepared(&format!("drop database if exists {name} with (force)")).await?;
                admin.close().await
            })
        });
        if let Ok(Err(error)) = dropped.join() {
            eprintln!("a test database stays behind: {error}");
        }
    }
}
