//! A commune full of ideas: told, most of them thanked and applied, all through the API.

use std::time::Duration;

use anyhow::Context;

use super::{
    cases::{application, send},
    client::{Ask, Line},
    generate,
    product::{Product, text},
};

/// How many fill at once.
const HANDS: u32 = 8;
/// How long projections may take to catch up.
const PATIENCE: Duration = Duration::from_secs(1_800);

/// What was told.
#[derive(Debug, Default)]
pub struct Told {
    /// The codes of what is in the gold book.
    pub codes: Vec<String>,
    /// The paths of the private pages.
    pub ways: Vec<String>,
}

/// Tells `size` ideas: one in eight stays on the desk, and one in five was written down by the coordinator.
pub async fn fill(product: &Product, size: u32) -> anyhow::Result<Told> {
    let mut hands = tokio::task::JoinSet::new();
    for hand in 0..HANDS {
        let (address, coordinator) = (product.address, product.coordinator.clone());
        hands.spawn(async move {
            let mut line = Line::to(address).await?;
            let (mut all, mut n) = (Told::default(), hand);
            while n < size {
                let told = line.ask(&told_by(&coordinator, n)).await?.fine()?;
                let receipt = told.json()?;
                let code = text(&receipt, "/code")?;
                all.ways.push(format!("/theo-doi/{code}/{}", text(&receipt, "/tracking_token")?));
                if n % 8 != 7 {
                    honour(&mut line, &coordinator, &text(&receipt, "/id")?, told.etag).await?;
                    all.codes.push(code);
                }
                n += HANDS;
            }
            anyhow::Ok(all)
        });
    }
    let mut all = Told::default();
    while let Some(done) = hands.join_next().await {
        let done = done??;
        all.codes.extend(done.codes);
        all.ways.extend(done.ways);
    }
    caught_up(product, &all.codes).await?;
    Ok(all)
}

fn told_by(coordinator: &str, n: u32) -> Ask {
    let mut ask = send(n, generate::card(n));
    if n % 5 != 4 {
        return ask;
    }
    if let Some(serde_json::Value::Object(card)) = &mut ask.body {
        card.insert("for_other".into(), true.into());
    }
    ask.with("cookie", coordinator)
}

async fn honour(line: &mut Line, coordinator: &str, id: &str, tag: String) -> anyhow::Result<()> {
    let words = serde_json::json!({"words": "Cảm ơn bác nhiều, cách làm rất hay và dễ theo."});
    let mut tag = tag;
    for (verb, body) in [("thanks", words), ("application", application()), ("honour", application())] {
        let ask = Ask::send("POST", format!("/api/v1/ideas/{id}/{verb}"), body)
            .with("cookie", coordinator)
            .with("if-match", tag);
        tag = line.ask(&ask).await?.fine().context(verb)?.etag;
    }
    Ok(())
}

/// Waits until the last ideas are in public.
async fn caught_up(product: &Product, codes: &[String]) -> anyhow::Result<()> {
    let mut line = Line::to(product.address).await?;
    let last: Vec<&String> = codes.iter().rev().take(200).collect();
    let until = std::time::Instant::now() + PATIENCE;
    for code in last {
        while line.ask(&Ask::get(format!("/api/v1/archive/{code}"))).await?.status != 200 {
            anyhow::ensure!(std::time::Instant::now() < until, "{code} does not get into the archive");
            tokio::time::sleep(Duration::from_millis(500)).await;
            line = Line::to(product.address).await?;
        }
    }
    Ok(())
}

/// How many pages are asked for in turn: more than the server keeps drawn.
const PAGES: usize = 2_000;

/// Where the pages of published ideas are, with their readable part.
pub async fn pages(product: &Product, codes: &[String]) -> anyhow::Result<Vec<String>> {
    let mut line = Line::to(product.address).await?;
    let mut pages = Vec::new();
    for code in codes.iter().take(PAGES) {
        let told = line.ask(&Ask::get(format!("/sang-kien/{code}"))).await?;
        anyhow::ensure!(told.status == 308, "{code} leads nowhere: {}", told.status);
        pages.push(told.location);
    }
    Ok(pages)
}
