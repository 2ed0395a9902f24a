//! argon2id with a bound on how many hashes are computed and how many requests wait for one.
//!
//! One hash takes 19 MiB and tens of milliseconds; without the bound a crowd at the door would take the
//! whole machine. Who finds the queue full is told to come back (503), nobody waits for ever.

use std::sync::{Arc, LazyLock};

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{self, PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use unicode_normalization::UnicodeNormalization;

use super::Password;
use crate::foundation::{Code, Error, Result, secret::random_token};

/// Memory in KiB (OWASP Password Storage: 19 MiB, two passes, one lane).
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// Seconds to wait when the queue is full.
const COME_BACK: u32 = 2;

/// A hash of a password nobody knows: checked where there is no account, so that both take the same time.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash(&random_token()).unwrap_or_default());

/// Hashes and checks passwords. Cloning is cheap; all clones share one queue.
#[derive(Clone, Debug)]
pub struct Hasher {
    /// Those computing and those waiting.
    places: Arc<Semaphore>,
    /// Those computing.
    desks: Arc<Semaphore>,
}

impl Hasher {
    /// At most `at_once` hashes at a time and `queue` requests waiting for one.
    pub fn new(at_once: usize, queue: usize) -> Self {
        LazyLock::force(&NOBODY);
        let at_once = at_once.max(1);
        Self {
            places: Arc::new(Semaphore::new(at_once.saturating_add(queue))),
            desks: Arc::new(Semaphore::new(at_once)),
        }
    }

    /// Hashes a new password into a PHC string.
    ///
    /// # Errors
    /// `Busy` if the queue is full.
    pub async fn hash(&self, password: &Password) -> Result<String> {
        let text = password.expose().to_owned();
        self.run(move || hash(&text)).await
    }

    /// True if the password is the stored one; without a stored hash it works as long and says no.
    ///
    /// # Errors
    /// `Busy` if the queue is full; `Damaged` if the stored hash cannot be read.
    pub async fn verify(&self, password: &str, stored: Option<&str>) -> Result<bool> {
        let known = stored.is_some();
        let text: String = password.nfc().collect();
        let stored = stored.unwrap_or(&NOBODY).to_owned();
        Ok(self.run(move || verify(&text, &stored)).await? && known)
    }

    /// The permits travel into the computation: a caller that goes away frees nothing too early.
    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
        let busy = Error::Later { code: Code::Busy, retry_after: COME_BACK };
        let place = match Arc::clone(&self.places).try_acquire_owned() {
            Ok(place) => place,
            Err(_full) => return Err(busy),
        };
        let desk = Arc::clone(&self.desks)
            .acquire_owned()
            .await
            .map_err(|closed| Error::port("identity", closed))?;
        let held: (OwnedSemaphorePermit, OwnedSemaphorePermit) = (place, desk);
        tokio::task::spawn_blocking(move || {
            let done = work();
            drop(held);
            done
        })
        .await
        .map_err(|lost| Error::port("identity", lost))?
    }
}

fn argon2() -> Result<Argon2<'static>> {
    let params =
        Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|wrong| Error::port("identity", wrong))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn hash(password: &str) -> Result<String> {
    let hash = argon2()?.hash_password(password.as_bytes());
    Ok(hash.map_err(|wrong| Error::port("identity", wrong))?.to_string())
}

fn verify(password: &str, stored: &str) -> Result<bool> {
    let stored =
        PasswordHash::new(stored).map_err(|wrong| Error::Damaged(format!("password hash: {wrong}")))?;
    match argon2()?.verify_password(password.as_bytes(), &stored) {
        Ok(()) => Ok(true),
        Err(password_hash::Error::PasswordInvalid) => Ok(false),
        Err(wrong) => Err(Error::port("identity", wrong)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn password(text: &str) -> Password {
        Password::choose(text, &[], "/password").unwrap()
    }

    #[tokio::test]
    async fn the_right_password_fits_in_both_unicode_forms_and_no_other_does() {
        let hasher = Hasher::new(1, 4);
        let stored = hasher.hash(&password("con trâu đi trước cái cày")).await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        let apart: String = "con trâu đi trước cái cày".nfd().collect();
        assert!(hasher.verify(&apart, Some(&stored)).await.unwrap());
        assert!(!hasher.verify("con trâu đi sau cái cày", Some(&stored)).await.unwrap());
        assert!(!hasher.verify("con trâu đi trước cái cày", None).await.unwrap());
    }

    #[tokio::test]
    async fn a_full_queue_says_come_back_instead_of_growing() {
        let hasher = Hasher::new(1, 1);
        let asked = (0..6).map(|_| hasher.verify("x", None));
        let answers = futures_util::future::join_all(asked).await;
        let busy = answers
            .iter()
            .filter(|answer| matches!(answer, Err(Error::Later { code: Code::Busy, retry_after: 1.. })));
        assert_eq!(busy.count(), 4);
        assert!(!hasher.verify("x", None).await.unwrap());
    }
}
