//! What is measured: one row a case.

use serde_json::{Value, json};

use super::{client::Ask, council, generate};

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Anybody,
    Coordinator,
    /// A council's member.
    Marker,
}

/// What there is to ask for.
#[derive(Clone, Debug, Default)]
pub struct Ground {
    /// The codes of published ideas, and the addresses of some of their pages.
    pub codes: Vec<String>,
    pub pages: Vec<String>,
    /// The paths of private pages.
    pub ways: Vec<String>,
    /// The session of a marker, and the score sheets that are open to them.
    pub marker: String,
    pub sheets: Vec<String>,
}

/// What a case is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// A poem handler that answers with a few bytes.
    BarePoem,
    /// One row committed to SQLite with the product's settings.
    RawCommit,
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    pub name: &'static str,
    pub who: Who,
    /// The most processor time a request may cost the server, in milliseconds.
    pub limit_ms: f64,
    /// The longest that one request in a hundred may take with sixteen connections, in milliseconds.
    pub p99_ms: Option<f64>,
    pub beside: Beside,
    /// The `n`th request.
    pub ask: fn(n: u32, ground: &Ground) -> Ask,
}

fn pick<'a>(words: &'a [&'a str], n: u32) -> &'a str {
    generate::nth(words, n).copied().unwrap_or_default()
}

fn of(all: &[String], n: u32) -> &str {
    generate::nth(all, n).map_or("", String::as_str)
}

/// What people type: with marks, without, in part, with a slip, and something rare.
const TYPED: &[&str] =
    &["tưới%20nước", "tuoi%20nuoc", "hoc%20sinh", "nhóm%20zalo", "thôn", "tiet%20kiem", "hop%20thno"];

/// What lists may take.
const LISTS: Option<f64> = Some(20.0);

pub const CASES: &[Case] = &[
    Case {
        name: "public list of 50",
        who: Who::Anybody,
        limit_ms: 3.0,
        p99_ms: None,
        beside: Beside::BarePoem,
        ask: |_, _| Ask::get("/api/v1/archive?size=50"),
    },
    Case {
        name: "public search",
        who: Who::Anybody,
        limit_ms: 10.0,
        p99_ms: None,
        beside: Beside::BarePoem,
        ask: |n, _| Ask::get(format!("/api/v1/archive?q={}", pick(TYPED, n))),
    },
    Case {
        name: "public detail",
        who: Who::Anybody,
        limit_ms: 1.0,
        p99_ms: None,
        beside: Beside::BarePoem,
        ask: |n, ground| Ask::get(format!("/api/v1/archive/{}", of(&ground.codes, n))),
    },
    Case {
        name: "page: home",
        who: Who::Anybody,
        limit_ms: 3.0,
        p99_ms: None,
        beside: Beside::BarePoem,
        ask: |_, _| Ask::get("/"),
    },
    Case {
        name: "page: archive",
        who: Who::Anybody,
        limit_ms: 3.0,
        p99_ms: None,
        beside: Beside::BarePoem,
        ask: |_, _| Ask::get("/sang-kien"),
    },
    Case {
        name: "page: an idea",
        who: Who::Anybody,
        limit_ms: 1.0,
        p99_ms: None,
        beside: Beside::BarePoem,
        ask: |n, ground| Ask::get(of(&ground.pages, n)),
    },
    Case {
        name: "gold book, 50 lines",
        who: Who::Anybody,
        limit_ms: 3.0,
        p99_ms: LISTS,
        beside: Beside::BarePoem,
        ask: |_, _| Ask::get("/api/v1/gold-book?limit=50"),
    },
    Case {
        name: "an idea sent",
        who: Who::Anybody,
        limit_ms: 5.0,
        p99_ms: None,
        beside: Beside::RawCommit,
        ask: |n, _| send(n, generate::card(n.wrapping_add(1_000_000))),
    },
    Case {
        name: "a score sheet saved",
        who: Who::Marker,
        limit_ms: 5.0,
        p99_ms: None,
        beside: Beside::RawCommit,
        ask: |n, ground| {
            let path = format!("/api/v1/sheets/{}", of(&ground.sheets, n));
            Ask::send("PUT", path, council::marks()).versioned()
        },
    },
    Case {
        name: "the desk, 50 rows",
        who: Who::Coordinator,
        limit_ms: 3.0,
        p99_ms: LISTS,
        beside: Beside::BarePoem,
        ask: |_, _| Ask::get("/api/v1/ideas?view=desk&limit=50"),
    },
    Case {
        name: "what I told, 50 rows",
        who: Who::Coordinator,
        limit_ms: 3.0,
        p99_ms: LISTS,
        beside: Beside::BarePoem,
        ask: |_, _| Ask::get("/api/v1/ideas?view=mine&limit=50"),
    },
    Case {
        name: "page: the way of an idea",
        who: Who::Anybody,
        limit_ms: 3.0,
        p99_ms: LISTS,
        beside: Beside::BarePoem,
        ask: |n, ground| Ask::get(of(&ground.ways, n)),
    },
    Case {
        name: "what needs me today",
        who: Who::Coordinator,
        limit_ms: 25.0,
        p99_ms: None,
        beside: Beside::BarePoem,
        ask: |_, _| Ask::get("/api/v1/tasks"),
    },
];

/// A card from an address of its own, with a key of its own.
pub fn send(n: u32, card: Value) -> Ask {
    let [_, b, c, d] = n.to_be_bytes();
    Ask::send("POST", "/api/v1/ideas", card)
        .with("idempotency-key", sangkien::foundation::secret::random_hex(16))
        .with("x-forwarded-for", format!("10.{b}.{c}.{d}"))
}

/// The words and conditions with which an idea is recorded as applied.
pub fn application() -> Value {
    json!({
        "applied_on": "2026-10-05", "evidence": "Đã đến xem tại nhà văn hóa thôn.",
        "words": "Cảm ơn bác, cách làm đã vào Sổ vàng.",
        "new_here": true, "in_use": true, "beneficial": true, "not_excluded": true
    })
}
