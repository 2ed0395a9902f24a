//! What every mailer must do; run against each adapter.

use super::{Error, Mailer, Message, Sender};

pub(super) fn sender() -> Sender {
    Sender::new("sangkien@sonhong.gov.vn", Some("Sáng Kiến, xã Sơn Hồng")).unwrap()
}

pub(super) fn letter() -> Message {
    Message {
        id: None,
        to_address: "an@example.vn".into(),
        to_name: Some("Nguyễn Văn An".into()),
        subject: "Cảm ơn bạn đã gửi ý tưởng SK-2026-000124".into(),
        text: "Chào bạn,\n\nÝ tưởng của bạn đã đến nơi.\n".into(),
        html: Some("<p>Chào bạn,</p><p>Ý tưởng của bạn đã đến nơi.</p>".into()),
    }
}

/// Runs the whole suite; `letters` gives everything sent so far, as written on the wire, oldest first.
pub(super) async fn run(mailer: &dyn Mailer, letters: impl Fn() -> Vec<String>) {
    sends_a_letter_with_both_parts(mailer, &letters).await;
    sends_plain_text_alone(mailer, &letters).await;
    keeps_a_long_letter_whole(mailer, &letters).await;
    let before = letters().len();
    refuses_headers_smuggled_in(mailer).await;
    refuses_what_is_no_address(mailer).await;
    assert_eq!(letters().len(), before, "a refused letter was sent");
}

async fn sends_a_letter_with_both_parts(mailer: &dyn Mailer, letters: &impl Fn() -> Vec<String>) {
    mailer.send(&letter()).await.unwrap();
    let sent = letters().pop().unwrap();
    for header in ["From: ", "To: ", "Subject: ", "Date: ", "Message-ID: ", "MIME-Version: 1.0"] {
        assert!(sent.contains(header), "{header} is missing in {sent}");
    }
    assert!(sent.contains("<an@example.vn>") && sent.contains("<sangkien@sonhong.gov.vn>"));
    assert!(
        sent.contains("multipart/alternative") && sent.contains("text/plain") && sent.contains("text/html")
    );
    // Headers are ASCII on the wire; Vietnamese goes encoded (RFC 2047).
    let (head, _) = sent.split_once("\r\n\r\n").unwrap();
    assert!(head.is_ascii() && head.contains("=?utf-8?b?"), "{head}");
    assert!(sent.lines().all(|line| line.len() <= 998));
}

async fn sends_plain_text_alone(mailer: &dyn Mailer, letters: &impl Fn() -> Vec<String>) {
    let message = Message { to_name: None, html: None, text: "mot hai ba".into(), ..letter() };
    mailer.send(&message).await.unwrap();
    let sent = letters().pop().unwrap();
    assert!(!sent.contains("multipart") && sent.contains("mot hai ba"));
}

/// A line with a lone dot ends a letter in SMTP, unless it is escaped.
async fn keeps_a_long_letter_whole(mailer: &dyn Mailer, letters: &impl Fn() -> Vec<String>) {
    let text = format!("dau\r\n.\r\n{}\r\ncuoi", "x".repeat(5_000));
    mailer.send(&Message { html: None, text, ..letter() }).await.unwrap();
    let sent = letters().pop().unwrap();
    assert!(sent.contains("dau") && sent.contains("cuoi"));
    assert!(sent.lines().all(|line| line.len() <= 998));
}

async fn refuses_headers_smuggled_in(mailer: &dyn Mailer) {
    for evil in
        ["a\r\nBcc: victim@example.vn", "a\nBcc: victim@example.vn", "a\rb", "a\0b", "a\u{85}b", "a\u{2028}b"]
    {
        for message in [
            Message { subject: evil.into(), ..letter() },
            Message { to_name: Some(evil.into()), ..letter() },
            Message { to_address: format!("an@example.vn{evil}"), ..letter() },
        ] {
            let refused = mailer.send(&message).await;
            assert!(matches!(refused, Err(Error::Permanent { .. })), "{message:?}");
        }
    }
}

async fn refuses_what_is_no_address(mailer: &dyn Mailer) {
    for evil in
        ["", "an", "an@", "@example.vn", "an@example.vn, b@example.vn", "<an@example.vn>", "an example@vn"]
    {
        let refused = mailer.send(&Message { to_address: evil.into(), ..letter() }).await;
        assert!(matches!(refused, Err(Error::Permanent { .. })), "{evil:?}");
    }
}
