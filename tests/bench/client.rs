//! A client that costs little: one kept connection, requests written as they are.

use std::net::SocketAddr;

use anyhow::{Context, bail};
use serde_json::Value;
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
};

/// One request.
#[derive(Clone, Debug)]
pub struct Ask {
    pub method: &'static str,
    pub path: String,
    pub headers: Vec<(&'static str, String)>,
    pub body: Option<Value>,
    /// True if the version that was last seen at this address is sent along.
    pub versioned: bool,
}

impl Ask {
    pub fn get(path: impl Into<String>) -> Self {
        Self { method: "GET", path: path.into(), headers: Vec::new(), body: None, versioned: false }
    }

    pub fn send(method: &'static str, path: impl Into<String>, body: Value) -> Self {
        Self { method, path: path.into(), headers: Vec::new(), body: Some(body), versioned: false }
    }

    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Sends the version last seen at this address along.
    pub fn versioned(mut self) -> Self {
        self.versioned = true;
        self
    }

    /// The same address, only read.
    pub fn read(&self) -> Self {
        Self { method: "GET", body: None, versioned: false, ..self.clone() }
    }

    fn bytes(&self) -> String {
        let body = self.body.as_ref().map(Value::to_string).unwrap_or_default();
        let mut text = format!(
            "{} {} HTTP/1.1\r\nhost: bench\r\nsec-fetch-site: same-origin\r\n",
            self.method, self.path
        );
        for (name, value) in &self.headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        if self.body.is_some() {
            text.push_str("content-type: application/json\r\n");
        }
        text.push_str(&format!("content-length: {}\r\n\r\n{body}", body.len()));
        text
    }
}

/// One answer.
#[derive(Clone, Debug, Default)]
pub struct Told {
    pub status: u16,
    pub etag: String,
    pub cookie: String,
    pub location: String,
    pub body: Vec<u8>,
}

impl Told {
    pub fn json(&self) -> anyhow::Result<Value> {
        serde_json::from_slice(&self.body).context("the answer is not JSON")
    }

    /// Fails unless the status is a success.
    pub fn fine(self) -> anyhow::Result<Self> {
        if !(200..300).contains(&self.status) {
            bail!("{}: {}", self.status, String::from_utf8_lossy(&self.body));
        }
        Ok(self)
    }
}

/// A kept connection.
pub struct Line(BufReader<TcpStream>);

impl Line {
    pub async fn to(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await.context("nobody listens")?;
        stream.set_nodelay(true)?;
        Ok(Self(BufReader::with_capacity(64 * 1024, stream)))
    }

    pub async fn ask(&mut self, ask: &Ask) -> anyhow::Result<Told> {
        self.0.get_mut().write_all(ask.bytes().as_bytes()).await?;
        let mut told = Told::default();
        let (mut length, mut line) = (0, String::new());
        loop {
            line.clear();
            if self.0.read_line(&mut line).await? == 0 {
                bail!("the connection was closed");
            }
            let text = line.trim_end();
            if text.is_empty() {
                break;
            }
            if let Some(rest) = text.strip_prefix("HTTP/1.1 ") {
                told.status = rest.get(..3).unwrap_or_default().parse()?;
            }
            let Some((name, value)) = text.split_once(':') else { continue };
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.trim().parse()?,
                "transfer-encoding" => bail!("{} answers in chunks", ask.path),
                "location" => value.trim().clone_into(&mut told.location),
                "etag" => value.trim().clone_into(&mut told.etag),
                "set-cookie" => {
                    value.trim().split(';').next().unwrap_or_default().clone_into(&mut told.cookie);
                }
                _ => {}
            }
        }
        told.body.resize(length, 0);
        self.0.read_exact(&mut told.body).await?;
        Ok(told)
    }
}
