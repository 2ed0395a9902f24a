//! Measures the embedded search engine: `search_cost CORPUS.ndjson QUERIES.json [DIRECTORY]`.
//!
//! The corpus holds one initiative a line, the queries what must be found for them. Prints how
//! often the right document comes first, and processor and wall time of indexing and of a query.
#![expect(clippy::print_stdout, reason = "a measuring program talks on its standard output")]

use std::collections::BTreeMap;
use std::io::BufRead;
use std::time::{Duration, Instant};

use futures_util::StreamExt;
use sangkien::foundation::text::slug;
use sangkien::search::embedded::Embedded;
use sangkien::search::{Document, Engine, Query};

type Failure = Box<dyn std::error::Error>;

#[derive(serde::Deserialize)]
struct Line {
    id: String,
    title: String,
    summary: String,
    body: String,
    field: String,
    author_kind: String,
    authors: Vec<String>,
    unit: String,
    year: i32,
    level: String,
    award: String,
}

#[derive(serde::Deserialize)]
struct Question {
    cat: String,
    q: String,
    expect: Vec<String>,
}

impl From<Line> for Document {
    fn from(line: Line) -> Self {
        Self {
            code: line.id.to_uppercase(),
            slug: slug(&line.title),
            field: slug(&line.field),
            field_label: line.field,
            kind: slug(&line.author_kind),
            unit_id: slug(&line.unit),
            unit_name: line.unit,
            level: slug(&line.level),
            honours: (line.award != "Không").then_some(line.award).into_iter().collect(),
            published_at: i64::from(line.year),
            state: "applied".to_owned(),
            id: line.id,
            title: line.title,
            summary: line.summary,
            body: line.body,
            authors: line.authors,
            year: line.year,
            ..Self::default()
        }
    }
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [corpus, queries, rest @ ..] = arguments.as_slice() else {
        return Err("usage: search_cost CORPUS.ndjson QUERIES.json [DIRECTORY]".into());
    };
    let engine = match rest {
        [directory, ..] => Embedded::open(directory.as_ref())?,
        [] => Embedded::in_memory()?,
    };
    if engine.count().await? == 0 {
        index(&engine, corpus).await?;
    }
    ask(&engine, queries).await
}

async fn index(engine: &Embedded, corpus: &str) -> Result<(), Failure> {
    let (wall, cpu) = (Instant::now(), processor());
    let mut documents = Vec::new();
    for line in std::io::BufReader::new(std::fs::File::open(corpus)?).lines() {
        documents.push(Document::from(serde_json::from_str::<Line>(&line?)?));
    }
    let batches: Vec<_> = documents.chunks(1_000).map(|c| Ok(c.to_vec())).collect();
    let count = engine.replace_all(futures_util::stream::iter(batches).boxed()).await?;
    println!("indexed {count}: wall {:.1?}, processor {:.1?}", wall.elapsed(), processor() - cpu);
    for document in documents.into_iter().take(5) {
        let wall = Instant::now();
        engine.put(vec![document]).await?;
        println!("one document put: wall {:.1?}", wall.elapsed());
    }
    Ok(())
}

async fn ask(engine: &Embedded, queries: &str) -> Result<(), Failure> {
    let questions: Vec<Question> = serde_json::from_reader(std::fs::File::open(queries)?)?;
    let mut classes: BTreeMap<String, [f64; 4]> = BTreeMap::new();
    let mut walls = Vec::new();
    let cpu = processor();
    for round in 0..3 {
        for question in &questions {
            let wall = Instant::now();
            let hits = engine.query(&Query { text: question.q.clone(), ..Query::default() }).await?;
            walls.push(wall.elapsed());
            if round > 0 {
                continue;
            }
            let place = hits.items.iter().take(10).position(|h| question.expect.contains(&h.document.id));
            if place != Some(0) {
                let first = hits.items.first().map(|h| h.document.id.as_str());
                println!(
                    "  {} {:?}: place {place:?}, strict {}, first {first:?}",
                    question.cat, question.q, hits.strict_total
                );
            }
            let reciprocal =
                place.and_then(|p| u32::try_from(p).ok()).map_or(0.0, |p| 1.0 / f64::from(p + 1));
            for class in [question.cat.as_str(), "(all)"] {
                let sums = classes.entry(class.to_owned()).or_default();
                let add = [
                    1.0,
                    f64::from(u8::from(place == Some(0))),
                    f64::from(u8::from(place.is_some_and(|p| p < 5))),
                    reciprocal,
                ];
                sums.iter_mut().zip(add).for_each(|(sum, add)| *sum += add);
            }
        }
    }
    let each = (processor() - cpu) / u32::try_from(walls.len())?.max(1);
    for (class, [n, first, five, reciprocal]) in classes {
        println!("{class:>12} n={n:<3} s@1 {:.3} s@5 {:.3} MRR {:.3}", first / n, five / n, reciprocal / n);
    }
    walls.sort_unstable();
    let at = |share: usize| walls.get(walls.len() * share / 100).copied().unwrap_or_default();
    println!("a query: processor {each:.1?}, wall p50 {:.1?} p99 {:.1?}", at(50), at(99));
    Ok(())
}

/// Processor time of this process so far, from Linux' accounting in hundredths of a second.
fn processor() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks: u64 = fields.skip(11).take(2).filter_map(|f| f.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}
