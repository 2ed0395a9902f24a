//! Sparing a server that does not answer: after some failures nobody waits for it for a while.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Failures in a row that open the breaker.
const FAILURES: u32 = 5;

/// How long it stays open before one caller may try again.
const OPEN: Duration = Duration::from_secs(5);

#[derive(Debug, Default)]
struct State {
    failures: u32,
    spared_until: Option<Instant>,
}

/// Counts failures in a row.
#[derive(Debug, Default)]
pub(super) struct Breaker(Mutex<State>);

impl Breaker {
    /// Whether a request may be sent now. When the pause is over, one caller at a time may try.
    pub(super) fn allows(&self, now: Instant) -> bool {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match state.spared_until {
            None => true,
            Some(until) if now < until => false,
            Some(_) => {
                state.spared_until = Some(now + OPEN);
                true
            }
        }
    }

    /// The server answered, if only with a refusal.
    pub(super) fn answered(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = State::default();
    }

    /// The server could not be reached or failed.
    pub(super) fn failed(&self, now: Instant) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.failures = state.failures.saturating_add(1);
        if state.failures >= FAILURES {
            if state.spared_until.is_none() {
                tracing::warn!("Meilisearch does not answer; sparing it for a while");
            }
            state.spared_until = Some(now + OPEN);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opens_after_failures_tries_once_and_closes_on_success() {
        let (breaker, start) = (Breaker::default(), Instant::now());
        for _ in 0..FAILURES {
            assert!(breaker.allows(start));
            breaker.failed(start);
        }
        assert!(!breaker.allows(start));
        assert!(!breaker.allows(start + OPEN - Duration::from_millis(1)));
        assert!(breaker.allows(start + OPEN), "one may try");
        assert!(!breaker.allows(start + OPEN), "only one");
        breaker.answered();
        assert!(breaker.allows(start + OPEN));
    }

    #[test]
    fn successes_in_between_keep_it_closed() {
        let (breaker, start) = (Breaker::default(), Instant::now());
        for _ in 0..20 {
            breaker.failed(start);
            breaker.answered();
            assert!(breaker.allows(start));
        }
    }
}
