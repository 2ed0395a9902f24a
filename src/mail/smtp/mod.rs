//! Sends letters through a mail server.

use std::fmt;
use std::net::IpAddr;
use std::time::Duration;

use async_trait::async_trait;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{self, Certificate, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};

use super::compose::{Sender, compose};
use super::{Error, Mailer, Message};

/// How the connection is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tls {
    /// Plain at first, then STARTTLS, which the server must offer (port 587).
    StartTls,
    /// TLS from the first byte (port 465).
    Implicit,
    /// None; only to a server on this machine.
    None,
}

/// How to reach the mail server.
#[derive(Clone)]
pub struct SmtpSettings {
    /// Host name; its certificate must bear it.
    pub host: String,
    /// Port.
    pub port: u16,
    /// Protection.
    pub tls: Tls,
    /// User name and password, when the server wants them.
    pub credentials: Option<(String, String)>,
    /// A certificate authority to trust beside the public ones (PEM), for servers inside an organisation.
    pub extra_authority: Option<Vec<u8>>,
    /// Longest wait for one answer of the server.
    pub timeout: Duration,
}

impl fmt::Debug for SmtpSettings {
    /// Leaves the credentials out, so that no log can hold them.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("SmtpSettings")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("tls", &self.tls)
            .finish_non_exhaustive()
    }
}

/// The settings contradict themselves.
#[derive(Debug, thiserror::Error)]
pub enum BadSettings {
    /// Letters and passwords would cross a network in clear.
    #[error("a mail server on another machine must be reached with TLS")]
    ClearText,
    /// The extra authority holds no certificate in PEM.
    #[error("the extra certificate authority is not a PEM certificate")]
    NoCertificate,
    /// TLS cannot be set up.
    #[error("TLS to the mail server cannot be set up")]
    Tls(#[source] lettre::transport::smtp::Error),
}

/// A mail server. Each letter takes a connection of its own: they are few, and servers close idle ones.
pub struct SmtpMailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    sender: Sender,
    longest: Duration,
}

impl SmtpMailer {
    /// Prepares the client; nothing is sent yet.
    pub fn open(settings: SmtpSettings, sender: Sender) -> Result<Self, BadSettings> {
        let tls = match settings.tls {
            Tls::None if !is_this_machine(&settings.host) => return Err(BadSettings::ClearText),
            Tls::None => client::Tls::None,
            Tls::StartTls => client::Tls::Required(tls_parameters(&settings)?),
            Tls::Implicit => client::Tls::Wrapper(tls_parameters(&settings)?),
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&settings.host)
            .port(settings.port)
            .tls(tls)
            .timeout(Some(settings.timeout));
        if let Some((user, password)) = settings.credentials {
            builder = builder.credentials(Credentials::new(user, password));
        }
        // A server that answers each step just in time must not hold a worker for ever.
        Ok(Self { transport: builder.build(), sender, longest: settings.timeout.saturating_mul(6) })
    }
}

#[async_trait]
impl Mailer for SmtpMailer {
    async fn send(&self, message: &Message) -> Result<(), Error> {
        let letter = compose(message, &self.sender)?;
        match tokio::time::timeout(self.longest, self.transport.send(letter)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(sorted(&error)),
            Err(elapsed) => Err(Error::temporary(format!("the mail server is too slow: {elapsed}"))),
        }
    }
}

fn tls_parameters(settings: &SmtpSettings) -> Result<TlsParameters, BadSettings> {
    let mut parameters = TlsParameters::builder(settings.host.clone());
    if let Some(pem) = &settings.extra_authority {
        // Text without any certificate would be read as "no authority" and accepted.
        let begin = b"-----BEGIN CERTIFICATE-----";
        if !pem.windows(begin.len()).any(|window| window == begin) {
            return Err(BadSettings::NoCertificate);
        }
        parameters = parameters.add_root_certificate(Certificate::from_pem(pem).map_err(BadSettings::Tls)?);
    }
    parameters.build().map_err(BadSettings::Tls)
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Tells refusals of this letter from troubles of the server or of our account with it.
///
/// Only the code is kept: servers repeat the address in their words.
fn sorted(error: &lettre::transport::smtp::Error) -> Error {
    let Some(code) = error.status() else {
        let kind = if error.is_timeout() {
            "it did not answer in time"
        } else if error.is_tls() {
            "TLS failed"
        } else if error.is_response() {
            "it answered what is not SMTP"
        } else if error.is_client() {
            "it does not offer what is needed"
        } else {
            "the connection failed"
        };
        return Error::temporary(format!("the mail server cannot be used: {kind}"));
    };
    let code = code.to_string();
    // 550 to 556 speak of the mailbox or the letter. Other 5xx (530, 534, 535, 538: sign-in; 500 to 504: dialogue)
    // speak of us: letters wait until the operator has put that right (RFC 5321, 4.2.3; RFC 4954, 6).
    if matches!(code.as_str(), "550" | "551" | "552" | "553" | "554" | "555" | "556") {
        Error::permanent(format!("the mail server answered {code}"))
    } else {
        Error::temporary(format!("the mail server answered {code}"))
    }
}

#[cfg(test)]
mod tests;
