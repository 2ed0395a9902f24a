//! Prometheus figures: requests by method and status, durations, connections, the outbox.

use std::sync::{
    Arc,
    atomic::{AtomicI64, AtomicU64},
};

use prometheus_client::{
    collector::Collector,
    encoding::{DescriptorEncoder, EncodeLabelSet, EncodeMetric, text::encode},
    metrics::{
        counter::{ConstCounter, Counter},
        family::Family,
        gauge::Gauge,
        histogram::Histogram,
    },
    registry::Registry,
};

use crate::foundation::Db;

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RequestLabels {
    method: &'static str,
    status: u16,
}

/// The figures of one process.
#[derive(Clone, Debug)]
pub struct Measures {
    registry: Arc<Registry>,
    requests: Family<RequestLabels, Counter<u64, AtomicU64>>,
    seconds: Histogram,
    /// Open connections.
    pub connections: Gauge<i64, AtomicI64>,
    /// Events waiting in the outbox.
    pub outbox_waiting: Gauge<i64, AtomicI64>,
    /// Events given up.
    pub outbox_dead: Gauge<i64, AtomicI64>,
}

const BUCKETS: [f64; 12] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

/// Reads the database's own count when somebody asks for the figures.
#[derive(Debug)]
struct Statements(Db);

impl Collector for Statements {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> Result<(), std::fmt::Error> {
        let count = ConstCounter::new(self.0.statements());
        let help = "Statements asked of the database";
        count.encode(encoder.encode_descriptor("db_statements", help, None, count.metric_type())?)
    }
}

impl Measures {
    /// The figures of a process with this database.
    pub fn of(db: &Db) -> Self {
        let mut registry = Registry::with_prefix("sangkien");
        registry.register_collector(Box::new(Statements(db.clone())));
        let requests = Family::<RequestLabels, Counter<u64, AtomicU64>>::default();
        let seconds = Histogram::new(BUCKETS);
        let connections = Gauge::<i64, AtomicI64>::default();
        let outbox_waiting = Gauge::<i64, AtomicI64>::default();
        let outbox_dead = Gauge::<i64, AtomicI64>::default();
        registry.register("http_requests", "Requests answered", requests.clone());
        registry.register("http_request_seconds", "Time to answer", seconds.clone());
        registry.register("http_connections", "Open connections", connections.clone());
        registry.register("outbox_waiting", "Events waiting for delivery", outbox_waiting.clone());
        registry.register("outbox_dead", "Events given up", outbox_dead.clone());
        Self { registry: Arc::new(registry), requests, seconds, connections, outbox_waiting, outbox_dead }
    }

    /// Counts one answer.
    pub fn answered(&self, method: &poem::http::Method, status: u16, seconds: f64) {
        let method = match *method {
            poem::http::Method::GET => "GET",
            poem::http::Method::HEAD => "HEAD",
            poem::http::Method::POST => "POST",
            poem::http::Method::PUT => "PUT",
            poem::http::Method::PATCH => "PATCH",
            poem::http::Method::DELETE => "DELETE",
            _ => "other",
        };
        self.requests.get_or_create(&RequestLabels { method, status }).inc();
        self.seconds.observe(seconds);
    }

    /// The OpenMetrics text.
    pub fn text(&self) -> String {
        let mut text = String::new();
        match encode(&mut text, &self.registry) {
            Ok(()) => text,
            Err(_) => String::new(),
        }
    }
}
