//! The product as operators run it: the release binary in a process of its own, so that its processor
//! time and memory are nobody else's.

use std::{net::SocketAddr, path::PathBuf, process::Stdio, time::Duration};

use anyhow::Context;
use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
};

use super::client::{Ask, Line, Told};

/// A running process that answers on `address`.
pub struct Product {
    child: Child,
    pub address: SocketAddr,
    metrics: SocketAddr,
    /// The session of the administrator, then of the coordinator.
    pub administrator: String,
    pub coordinator: String,
    pub commune: String,
}

/// What is known of a product that was stopped.
#[derive(Debug)]
pub struct Kept {
    administrator: String,
    coordinator: String,
    commune: String,
}

impl Kept {
    /// Starts again on the same data.
    pub async fn start_again(self, data: &std::path::Path) -> anyhow::Result<Product> {
        let mut fresh = Product::start(data).await?;
        (fresh.administrator, fresh.coordinator, fresh.commune) =
            (self.administrator, self.coordinator, self.commune);
        Ok(fresh)
    }
}

/// Somebody who signed in.
#[derive(Clone, Debug)]
pub struct Person {
    pub id: String,
    pub cookie: String,
}

fn free_port() -> anyhow::Result<u16> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// The binary built beside this program.
fn binary() -> anyhow::Result<PathBuf> {
    let here = std::env::current_exe()?;
    let folder = here.parent().and_then(std::path::Path::parent).context("this program lies nowhere")?;
    Ok(folder.join("sangkien"))
}

impl Product {
    /// Starts on a data directory and, where it is new, makes an administrator and a coordinator.
    pub async fn start(data: &std::path::Path) -> anyhow::Result<Self> {
        let (port, metrics) = (free_port()?, free_port()?);
        let mut child = Command::new(binary()?)
            .arg("serve")
            .env("SANGKIEN_DATA_DIR", data)
            .env("SANGKIEN_HTTP_LISTEN", format!("127.0.0.1:{port}"))
            .env("SANGKIEN_HTTP_METRICS_LISTEN", format!("127.0.0.1:{metrics}"))
            .env("SANGKIEN_HTTP_TRUSTED_PROXIES", "127.0.0.1")
            .env("SANGKIEN_SITE_PUBLIC_URL", format!("http://127.0.0.1:{port}"))
            .env("SANGKIEN_SECURITY_STAFF_SECOND_FACTOR", "false")
            .env("SANGKIEN_LOG", "warn")
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .context("the release binary is missing: cargo build --release")?;
        let mut lines = BufReader::new(child.stdout.take().context("no output")?).lines();
        let mut link = None;
        while let Some(line) = lines.next_line().await? {
            if let Some((_, token)) = line.split_once("token=") {
                link = Some(token.trim().to_owned());
            }
            if line.contains("listening on") {
                break;
            }
        }
        let address = SocketAddr::from(([127, 0, 0, 1], port));
        let mut product = Self {
            child,
            address,
            metrics: SocketAddr::from(([127, 0, 0, 1], metrics)),
            administrator: String::new(),
            coordinator: String::new(),
            commune: String::new(),
        };
        // Nobody reads on: what it says later must not fill the pipe.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        if let Some(token) = link {
            product.settle(&token).await?;
        }
        Ok(product)
    }

    /// Stops; the sessions live on in the database.
    pub async fn leave(self) -> anyhow::Result<Kept> {
        let kept = Kept {
            administrator: self.administrator.clone(),
            coordinator: self.coordinator.clone(),
            commune: self.commune.clone(),
        };
        self.stop().await?;
        Ok(kept)
    }

    async fn settle(&mut self, token: &str) -> anyhow::Result<()> {
        let mut line = Line::to(self.address).await?;
        let setup = json!({"token": token, "name": "Lê Quản Trị", "login": "admin@sonhong.vn",
            "password": "một câu rất dài dễ nhớ"});
        self.administrator = line.ask(&Ask::send("POST", "/api/v1/setup", setup)).await?.fine()?.cookie;
        let units = line.ask(&Ask::get("/api/v1/units")).await?.fine()?.json()?;
        self.commune = text(&units, "/items/0/id")?;
        self.coordinator = self.person("Trần Thị Hương", "huong", &["coordinator"]).await?.cookie;
        Ok(())
    }

    /// Adds a person with an account and roles in the commune, and signs in by the invitation's link.
    pub async fn person(&self, name: &str, login: &str, roles: &[&str]) -> anyhow::Result<Person> {
        let mut line = Line::to(self.address).await?;
        let person = json!({"full_name": name, "kind": "official", "unit_id": self.commune});
        let made = self.as_administrator(&mut line, "POST", "/api/v1/people", "", person).await?;
        let id = text(&made.json()?, "/id")?;
        let (path, account) = (format!("/api/v1/people/{id}"), json!({"login": login}));
        let invited =
            self.as_administrator(&mut line, "POST", &format!("{path}/account"), &made.etag, account).await?;
        let mut etag = invited.etag.clone();
        for role in roles {
            let role = format!("{path}/roles/{role}/{}", self.commune);
            etag = self.as_administrator(&mut line, "PUT", &role, &etag, json!({})).await?.etag;
        }
        let link = text(&invited.json()?, "/link")?;
        let (_, token) = link.split_once("token=").context("no token in the link")?;
        let signed = line.ask(&Ask::send("POST", "/api/v1/session/link", json!({"token": token}))).await?;
        Ok(Person { id, cookie: signed.fine()?.cookie })
    }

    async fn as_administrator(
        &self,
        line: &mut Line,
        method: &'static str,
        path: &str,
        version: &str,
        body: Value,
    ) -> anyhow::Result<Told> {
        let mut ask = Ask::send(method, path, body).with("cookie", self.administrator.clone());
        ask = match version {
            "" => ask.with("idempotency-key", sangkien::foundation::secret::random_hex(16)),
            version => ask.with("if-match", version),
        };
        line.ask(&ask).await?.fine()
    }

    /// Processor time used so far, in milliseconds (user and system, to 10 ms).
    pub fn cpu_ms(&self) -> anyhow::Result<f64> {
        cpu_ms(self.child.id())
    }

    /// Statements asked of the database so far.
    pub async fn statements(&self) -> anyhow::Result<f64> {
        let told = Line::to(self.metrics).await?.ask(&Ask::get("/metrics")).await?.fine()?;
        let text = String::from_utf8(told.body)?;
        let line = text.lines().find_map(|line| line.strip_prefix("sangkien_db_statements_total "));
        Ok(line.context("the statements are not counted")?.trim().parse()?)
    }

    /// Builds the search index anew; nobody may serve from the directory meanwhile.
    pub async fn reindex(data: &std::path::Path) -> anyhow::Result<()> {
        let mut command = Command::new(binary()?);
        let done =
            command.arg("reindex").env("SANGKIEN_DATA_DIR", data).stdout(Stdio::null()).status().await?;
        anyhow::ensure!(done.success(), "the index was not built");
        Ok(())
    }

    /// Waits until what earlier requests left behind is done: outbox, index, log of the database.
    pub async fn at_rest(&self) -> anyhow::Result<()> {
        loop {
            let before = self.cpu_ms()?;
            tokio::time::sleep(Duration::from_millis(700)).await;
            if self.cpu_ms()? - before <= 10.0 {
                return Ok(());
            }
        }
    }

    /// Resident memory, in MiB.
    pub fn resident_mib(&self) -> anyhow::Result<f64> {
        let id = self.child.id().context("the product has ended")?;
        let status = std::fs::read_to_string(format!("/proc/{id}/status"))?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap_or_default();
        let kib: f64 = line.split_whitespace().nth(1).unwrap_or_default().parse()?;
        Ok(kib / 1024.0)
    }

    /// Stops as an operator would.
    pub async fn stop(mut self) -> anyhow::Result<()> {
        if let Some(id) = self.child.id() {
            Command::new("kill").arg(id.to_string()).status().await?;
        }
        tokio::time::timeout(Duration::from_secs(40), self.child.wait()).await??;
        Ok(())
    }
}

/// Processor time of a process, in milliseconds.
pub fn cpu_ms(id: Option<u32>) -> anyhow::Result<f64> {
    let id = id.context("the process has ended")?;
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat"))?;
    let after = stat.rsplit(')').next().unwrap_or_default();
    // User and system time, the 14th and 15th of all fields, in hundredths of a second.
    let ticks: Vec<f64> = after.split_whitespace().skip(11).take(2).filter_map(|t| t.parse().ok()).collect();
    Ok(ticks.iter().sum::<f64>() * 10.0)
}

/// A string inside an answer.
pub fn text(value: &Value, pointer: &str) -> anyhow::Result<String> {
    let found = value.pointer(pointer).and_then(Value::as_str);
    Ok(found.with_context(|| format!("{pointer} is missing"))?.to_owned())
}
