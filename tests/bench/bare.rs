//! What everything is compared with: a poem handler that does nothing, and a commit of one row.

use std::{process::Stdio, sync::Arc, time::Instant};

use anyhow::Context;
use poem::{Route, Server, get, handler, listener::TcpAcceptor};
use sangkien::foundation::Db;
use sea_orm::ConnectionTrait;
use tokio::io::{AsyncBufReadExt, BufReader};

use super::{
    client::Ask,
    measure::{ASKED, Measured, measure},
    product::cpu_ms,
};

#[handler]
fn nothing() -> &'static str {
    r#"{"done":true}"#
}

/// Serves the handler and prints the address; run as `bench bare`.
pub async fn serve() -> anyhow::Result<()> {
    let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
    listener.set_nonblocking(true)?;
    println!("{}", listener.local_addr()?);
    let routes = Route::new().at("/", get(nothing));
    Server::new_with_acceptor(TcpAcceptor::from_std(listener)?).run(routes).await.context("bare poem stopped")
}

/// The bare handler in a process of its own, at each number of connections.
pub async fn measured(connections: &[u32]) -> anyhow::Result<Vec<Measured>> {
    let mut child = tokio::process::Command::new(std::env::current_exe()?)
        .arg("bare")
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()?;
    let mut lines = BufReader::new(child.stdout.take().context("no output")?).lines();
    let address = lines.next_line().await?.context("bare poem said nothing")?.parse()?;
    let mut all = Vec::new();
    for connections in connections {
        let make = Arc::new(|_| Ask::get("/"));
        all.push(measure(address, *connections, make, || cpu_ms(child.id())).await?);
    }
    child.kill().await?;
    Ok(all)
}

/// Commits of one row a second, on a file beside the product's, with the product's settings.
pub async fn commits_a_second() -> anyhow::Result<f64> {
    let folder = tempfile::tempdir()?;
    let db = Db::connect(&format!("sqlite://{}", folder.path().join("raw.db").display()), 1).await?;
    db.writer().execute_unprepared("create table raw (id integer primary key, words text not null)").await?;
    let (began, mut count) = (Instant::now(), 0_u32);
    while began.elapsed() < ASKED {
        let tx = db.begin_write().await?;
        tx.execute_unprepared("insert into raw (words) values ('Trước đây phải đi gọi từng nhà.')").await?;
        tx.commit().await?;
        count += 1;
    }
    let rate = f64::from(count) / began.elapsed().as_secs_f64();
    db.close().await?;
    Ok(rate)
}
