//! Runs the mailer against a small mail server on this machine.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

use super::*;
use crate::mail::suite;

/// What the server saw.
#[derive(Default)]
struct Seen {
    commands: Vec<String>,
    letters: Vec<String>,
}

struct Server {
    port: u16,
    seen: Arc<Mutex<Seen>>,
}

impl Server {
    /// A server that says yes, except to the verbs it is given other answers for.
    async fn start(answers: &[(&'static str, &'static str)]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let seen = Arc::new(Mutex::new(Seen::default()));
        let answers: HashMap<_, _> = answers.iter().copied().collect();
        let log = Arc::clone(&seen);
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                tokio::spawn(talk(stream, answers.clone(), Arc::clone(&log)));
            }
        });
        Self { port, seen }
    }

    fn letters(&self) -> Vec<String> {
        self.seen.lock().unwrap().letters.clone()
    }

    fn commands(&self) -> Vec<String> {
        self.seen.lock().unwrap().commands.clone()
    }

    fn mailer(&self, tls: Tls, credentials: Option<(String, String)>) -> SmtpMailer {
        SmtpMailer::open(
            SmtpSettings {
                host: "127.0.0.1".into(),
                port: self.port,
                tls,
                credentials,
                extra_authority: None,
                timeout: Duration::from_millis(400),
            },
            suite::sender(),
        )
        .unwrap()
    }
}

async fn talk(stream: TcpStream, answers: HashMap<&'static str, &'static str>, seen: Arc<Mutex<Seen>>) {
    let mut stream = BufReader::new(stream);
    let answer = |verb: &str, usual: &str| {
        format!("{}\r\n", answers.get(verb).map_or(usual, |given| *given)).into_bytes()
    };
    stream.write_all(&answer("GREETING", "220 test")).await.unwrap();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
            return;
        }
        let verb = line.split_whitespace().next().unwrap_or_default().to_uppercase();
        seen.lock().unwrap().commands.push(line.trim_end().to_owned());
        if answers.get(verb.as_str()) == Some(&"SILENCE") {
            std::future::pending::<()>().await;
        }
        let reply = match verb.as_str() {
            "EHLO" => answer("EHLO", "250-test\r\n250-8BITMIME\r\n250 AUTH PLAIN"),
            "DATA" => {
                let go_on = answer("DATA", "354 go on");
                stream.write_all(&go_on).await.unwrap();
                if go_on.starts_with(b"354") {
                    let mut letter = String::new();
                    while !letter.ends_with("\r\n.\r\n") {
                        if stream.read_line(&mut letter).await.unwrap() == 0 {
                            return;
                        }
                    }
                    seen.lock().unwrap().letters.push(letter.trim_end_matches(".\r\n").to_owned());
                    answer("END", "250 taken")
                } else {
                    continue;
                }
            }
            "AUTH" => answer("AUTH", "235 welcome"),
            "QUIT" => answer("QUIT", "221 bye"),
            other => answer(other, "250 ok"),
        };
        stream.write_all(&reply).await.unwrap();
    }
}

#[tokio::test]
async fn passes_the_suite() {
    let server = Server::start(&[]).await;
    suite::run(&server.mailer(Tls::None, None), || server.letters()).await;
}

#[tokio::test]
async fn signs_in_when_it_has_credentials() {
    let server = Server::start(&[]).await;
    let mailer = server.mailer(Tls::None, Some(("user".into(), "secret".into())));
    mailer.send(&suite::letter()).await.unwrap();
    assert!(server.commands().iter().any(|command| command == "AUTH PLAIN AHVzZXIAc2VjcmV0"));
}

#[tokio::test]
async fn refusals_of_the_letter_are_permanent_and_troubles_of_the_server_temporary() {
    for (verb, reply, temporary) in [
        ("RCPT", "550 5.1.1 <an@example.vn> unknown", false),
        ("RCPT", "553 5.1.3 bad address", false),
        ("RCPT", "450 4.2.0 greylisted <an@example.vn>", true),
        ("RCPT", "452 4.2.2 mailbox full", true),
        ("END", "554 5.7.1 refused as spam", false),
        ("END", "451 4.3.0 disk full", true),
        ("MAIL", "530 5.7.0 sign in first", true),
        ("GREETING", "421 too busy", true),
        ("EHLO", "502 what", true),
        ("RCPT", "garbage", true),
        ("RCPT", "SILENCE", true),
    ] {
        let server = Server::start(&[(verb, reply)]).await;
        let error = server.mailer(Tls::None, None).send(&suite::letter()).await.unwrap_err();
        assert_eq!(error.is_temporary(), temporary, "{verb} {reply}: {error}");
        let words = format!("{error} {error:?}");
        assert!(!words.contains("an@example.vn"), "{words} tells the address");
    }
}

#[tokio::test]
async fn a_wrong_password_does_not_throw_letters_away() {
    let server = Server::start(&[("AUTH", "535 5.7.8 bad password")]).await;
    let mailer = server.mailer(Tls::None, Some(("user".into(), "old".into())));
    let error = mailer.send(&suite::letter()).await.unwrap_err();
    assert!(error.is_temporary() && !format!("{error:?}").contains("old"), "{error}");
}

#[tokio::test]
async fn nothing_leaves_in_clear_when_the_server_offers_no_tls() {
    for tls in [Tls::StartTls, Tls::Implicit] {
        let server = Server::start(&[]).await;
        let mailer = server.mailer(tls, Some(("user".into(), "secret".into())));
        assert!(mailer.send(&suite::letter()).await.unwrap_err().is_temporary());
        assert!(
            !server
                .commands()
                .iter()
                .any(|command| command.starts_with("AUTH") || command.starts_with("MAIL"))
        );
        assert!(server.letters().is_empty());
    }
}

#[tokio::test]
async fn a_server_that_is_away_is_a_temporary_trouble() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let server = Server { port: listener.local_addr().unwrap().port(), seen: Arc::default() };
    drop(listener);
    assert!(server.mailer(Tls::None, None).send(&suite::letter()).await.unwrap_err().is_temporary());
}

#[test]
fn clear_text_is_for_this_machine_only() {
    let settings = |host: &str, tls| SmtpSettings {
        host: host.into(),
        port: 25,
        tls,
        credentials: Some(("user".into(), "do-not-print".into())),
        extra_authority: None,
        timeout: Duration::from_secs(1),
    };
    for host in ["mail.example.vn", "10.0.0.5", "localhost.example.vn", "0.0.0.0"] {
        let refused = SmtpMailer::open(settings(host, Tls::None), suite::sender()).err();
        assert!(matches!(refused, Some(BadSettings::ClearText)), "{host}");
    }
    for host in ["localhost", "127.0.0.1", "::1"] {
        assert!(SmtpMailer::open(settings(host, Tls::None), suite::sender()).is_ok(), "{host}");
    }
    assert!(SmtpMailer::open(settings("mail.example.vn", Tls::StartTls), suite::sender()).is_ok());
    assert!(!format!("{:?}", settings("mail.example.vn", Tls::None)).contains("do-not-print"));
    let mut broken = settings("mail.example.vn", Tls::Implicit);
    broken.extra_authority = Some(b"not a certificate".to_vec());
    assert!(matches!(SmtpMailer::open(broken, suite::sender()).err(), Some(BadSettings::NoCertificate)));
}
