//! Asking at a number of connections, and what it took.

use std::{
    collections::HashMap,
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::Context;

use super::client::{Ask, Line};

/// How long each case is asked, after a tenth of it to warm up.
pub const ASKED: Duration = Duration::from_secs(3);

/// What was measured.
#[derive(Clone, Copy, Debug, Default)]
pub struct Measured {
    pub per_second: f64,
    pub p50_ms: f64,
    pub p99_ms: f64,
    /// Processor time of the server a request.
    pub cpu_ms: f64,
    /// How many requests that were, with those before the measuring began.
    pub asked: f64,
}

/// Asks `make(n)` again and again on `connections` lines; `cpu` tells the server's processor time.
pub async fn measure(
    address: SocketAddr,
    connections: u32,
    make: Arc<dyn Fn(u32) -> Ask + Send + Sync>,
    cpu: impl Fn() -> anyhow::Result<f64>,
) -> anyhow::Result<Measured> {
    let warm = run(address, connections, make.clone(), ASKED / 10, 500_000_000).await?;
    let (before, began) = (cpu()?, Instant::now());
    let mut times = run(address, connections, make, ASKED, 0).await?;
    let (seconds, used) = (began.elapsed().as_secs_f64(), cpu()? - before);
    times.sort_unstable();
    let count = f64::from(u32::try_from(times.len())?);
    let at = |percent: usize| -> anyhow::Result<f64> {
        let place = times.len().saturating_sub(1) * percent / 100;
        Ok(times.get(place).context("nothing was answered")?.as_secs_f64() * 1000.0)
    };
    Ok(Measured {
        per_second: count / seconds,
        p50_ms: at(50)?,
        p99_ms: at(99)?,
        cpu_ms: used / count,
        asked: count + f64::from(u32::try_from(warm.len())?),
    })
}

async fn run(
    address: SocketAddr,
    connections: u32,
    make: Arc<dyn Fn(u32) -> Ask + Send + Sync>,
    long: Duration,
    first: u32,
) -> anyhow::Result<Vec<Duration>> {
    let until = Instant::now() + long;
    let mut all = tokio::task::JoinSet::new();
    for connection in 0..connections {
        let make = make.clone();
        all.spawn(async move {
            let mut line = Line::to(address).await?;
            let (mut times, mut n) = (Vec::new(), first.wrapping_add(connection));
            let mut versions = HashMap::new();
            while Instant::now() < until {
                let mut ask = make(n);
                if ask.versioned {
                    if !versions.contains_key(&ask.path) {
                        versions.insert(ask.path.clone(), line.ask(&ask.read()).await?.fine()?.etag);
                    }
                    let version = versions.get(&ask.path).cloned().unwrap_or_default();
                    ask = ask.with("if-match", version);
                }
                let began = Instant::now();
                let told = line.ask(&ask).await?;
                times.push(began.elapsed());
                let told = told.fine().with_context(|| ask.path.clone())?;
                if ask.versioned {
                    versions.insert(ask.path, told.etag);
                }
                n = n.wrapping_add(connections);
            }
            anyhow::Ok(times)
        });
    }
    let mut times = Vec::new();
    while let Some(done) = all.join_next().await {
        times.extend(done??);
    }
    Ok(times)
}
