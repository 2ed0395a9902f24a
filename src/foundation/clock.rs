//! Where the present comes from: the machine, or a test that moves it.

use std::sync::atomic::{AtomicI64, Ordering};

use super::Instant;

/// The one source of "now".
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> Instant;
}

/// The machine's clock.
#[derive(Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Instant {
        Instant::from_datetime(time::OffsetDateTime::now_utc())
    }
}

/// A clock that stands still until it is moved: simulated days in tests.
#[derive(Debug)]
pub struct SetClock(AtomicI64);

impl SetClock {
    /// Starts at a given moment.
    pub fn at(start: Instant) -> Self {
        Self(AtomicI64::new(start.0))
    }

    /// Moves to another moment.
    pub fn set(&self, to: Instant) {
        self.0.store(to.0, Ordering::SeqCst);
    }
}

impl Clock for SetClock {
    fn now(&self) -> Instant {
        Instant(self.0.load(Ordering::SeqCst))
    }
}
