//! Keeps letters in memory, where tests read them.

use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;

use super::compose::{Sender, compose};
use super::{Error, Mailer, Message};

/// A list of letters; they are written and checked as if they were sent.
#[derive(Debug)]
pub struct MemoryMailer {
    sender: Sender,
    sent: Mutex<Vec<Message>>,
}

impl MemoryMailer {
    /// An empty list.
    pub fn new(sender: Sender) -> Self {
        Self { sender, sent: Mutex::default() }
    }

    /// The letters so far, oldest first.
    pub fn sent(&self) -> Vec<Message> {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

#[async_trait]
impl Mailer for MemoryMailer {
    async fn send(&self, message: &Message) -> Result<(), Error> {
        compose(message, &self.sender)?;
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).push(message.clone());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::suite;

    #[tokio::test]
    async fn passes_the_suite() {
        let mailer = MemoryMailer::new(suite::sender());
        suite::run(&mailer, || {
            mailer
                .sent()
                .iter()
                .map(|message| {
                    String::from_utf8(compose(message, &suite::sender()).unwrap().formatted()).unwrap()
                })
                .collect()
        })
        .await;
        assert_eq!(mailer.sent()[0], suite::letter());
    }
}
