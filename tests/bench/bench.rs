//! Measures the release binary over loopback and prints a Markdown table: `scripts/bench.sh`.
//!
//! The client lives in this process, the product in another: processor time and memory are the product's
//! alone. Beside each case stands a bare poem handler or a raw commit measured in the same run, so that
//! the ratio holds on any machine.
#![expect(clippy::print_stdout, reason = "a measuring program talks on its standard output")]

mod bare;
mod cases;
mod client;
mod council;
mod fill;
mod generate;
mod measure;
mod multiply;
mod product;

use std::sync::Arc;

use anyhow::Context;
use cases::{Beside, CASES, Case, Ground, Who};
use client::Ask;
use measure::{Measured, measure};
use product::Product;

/// The sizes of the commune.
const SIZES: [u32; 2] = [2_400, 24_000];
/// Above this, ideas are copies of those that came through the API.
const THROUGH_API: u32 = 24_000;
/// So many of them.
const TEMPLATE: u32 = 2_400;
/// How many ask at once.
const CONNECTIONS: [u32; 2] = [1, 16];
/// The most memory the product may hold, in MiB.
const MEMORY_MIB: f64 = 120.0;
/// The most that ten times as many ideas may cost, as a ratio.
const GROWTH: f64 = 1.3;

struct Row {
    case: &'static Case,
    connections: u32,
    found: Measured,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    if std::env::args().nth(1).as_deref() == Some("bare") {
        return bare::serve().await;
    }
    // `bench 300 3000 desk` measures smaller communes, and only the cases with this word in their names.
    let (sizes, words): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|argument| argument.parse::<u32>().is_ok());
    let asked: Vec<u32> = sizes.iter().filter_map(|size| size.parse().ok()).collect();
    let only = words.first().cloned().unwrap_or_default();
    let sizes = if asked.is_empty() { SIZES.to_vec() } else { asked };
    let bare = bare::measured(&CONNECTIONS).await?;
    let commits = bare::commits_a_second().await?;
    println!(
        "A bare poem handler answers {:.0}/s at 1 and {:.0}/s at 16 connections; SQLite commits {commits:.0}/s.\n",
        bare.first().map_or(0.0, |m| m.per_second),
        bare.last().map_or(0.0, |m| m.per_second)
    );
    let mut tables = Vec::new();
    for size in sizes {
        tables.push((size, commune(size, &bare, commits, &only).await?));
    }
    growth(&tables);
    Ok(())
}

/// Fills a commune and measures every case.
async fn commune(size: u32, bare: &[Measured], commits: f64, only: &str) -> anyhow::Result<Vec<Row>> {
    let folder = tempfile::tempdir()?;
    let product = Product::start(folder.path()).await?;
    let began = std::time::Instant::now();
    let through_api = if size > THROUGH_API { TEMPLATE } else { size };
    let fill::Told { codes, ways } = fill::fill(&product, through_api).await?;
    let (marker, sheets) = council::scoring(&product).await?;
    let pages = fill::pages(&product, &codes).await?;
    let ground = Arc::new(Ground { codes, pages, ways, marker, sheets });
    product.at_rest().await?;
    // A fresh process, so that memory is what serving needs and not what filling left behind.
    let kept = product.leave().await?;
    if through_api < size {
        multiply::multiply(folder.path(), size).await?;
        Product::reindex(folder.path()).await?;
    }
    let again = kept.start_again(folder.path()).await?;
    println!(
        "## {size} ideas ({through_api} told, thanked and applied through the API; all in {:.0} s)\n",
        began.elapsed().as_secs_f64()
    );
    println!("| case | connections | a second | p50 ms | p99 ms | SQL | CPU ms | limit | ratio |");
    println!("|---|---|---|---|---|---|---|---|---|");
    let mut rows = Vec::new();
    for case in CASES.iter().filter(|case| case.name.contains(only)) {
        for (at, connections) in CONNECTIONS.into_iter().enumerate() {
            let (found, statements) = one(&again, case, connections, &ground).await?;
            let row = Row { case, connections, found };
            let beside = match case.beside {
                Beside::BarePoem => bare.get(at).map_or(1.0, |m| m.per_second),
                Beside::RawCommit => commits,
            };
            let Measured { per_second, p50_ms, p99_ms, cpu_ms, .. } = row.found;
            let late = match case.p99_ms {
                Some(most) if connections > 1 && p99_ms > most => " (over)",
                _ => "",
            };
            let mark = if cpu_ms <= case.limit_ms { "" } else { " (over)" };
            println!(
                "| {} | {connections} | {per_second:.0} | {p50_ms:.2} | {p99_ms:.2}{late} | {statements:.1} | {cpu_ms:.2}{mark} | {} | {:.3} of {} |",
                case.name,
                case.limit_ms,
                per_second / beside,
                if case.beside == Beside::BarePoem { "bare poem" } else { "raw commits" },
            );
            rows.push(row);
        }
    }
    again.at_rest().await?;
    let memory = again.resident_mib()?;
    let mark = if memory <= MEMORY_MIB { "within" } else { "OVER" };
    println!("\nResident memory: {memory:.0} MiB, {mark} {MEMORY_MIB:.0} MiB.\n");
    again.stop().await?;
    Ok(rows)
}

async fn one(
    product: &Product,
    case: &'static Case,
    connections: u32,
    ground: &Arc<Ground>,
) -> anyhow::Result<(Measured, f64)> {
    let (ground, coordinator) = (ground.clone(), product.coordinator.clone());
    let make = move |n: u32| -> Ask {
        let ask = (case.ask)(n, &ground);
        match case.who {
            Who::Anybody => ask,
            Who::Coordinator => ask.with("cookie", coordinator.clone()),
            Who::Marker => ask.with("cookie", ground.marker.clone()),
        }
    };
    product.at_rest().await?;
    let before = product.statements().await?;
    let found = measure(product.address, connections, Arc::new(make), || product.cpu_ms())
        .await
        .with_context(|| case.name.to_owned())?;
    let statements = product.statements().await? - before;
    Ok((found, statements / found.asked))
}

/// What ten times as many ideas cost.
fn growth(tables: &[(u32, Vec<Row>)]) {
    let (Some((small, few)), Some((large, many))) = (tables.first(), tables.last()) else { return };
    if small == large {
        return;
    }
    println!("## From {small} to {large} ideas\n\n| case | CPU ms | growth |\n|---|---|---|");
    for (few, many) in few.iter().zip(many).filter(|(few, _)| few.connections > 1) {
        let ratio = many.found.cpu_ms / few.found.cpu_ms.max(0.001);
        let mark = if ratio <= GROWTH { "" } else { " (over)" };
        println!(
            "| {} | {:.2} to {:.2} | {ratio:.2}{mark} |",
            few.case.name, few.found.cpu_ms, many.found.cpu_ms
        );
    }
}
