//! Writes a letter in the form of RFC 5322.

use lettre::Address;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use uuid::Uuid;

use super::{Error, Message};

/// Longest subject and name, in bytes: mail programs show far less.
const LONGEST_LINE: usize = 600;

/// Who the letters come from.
#[derive(Clone, Debug)]
pub struct Sender(Mailbox);

/// The sender's address or name cannot stand in a letter.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("the sender of letters is not a mail address and a plain name")]
pub struct BadSender;

impl Sender {
    /// Checks the address and name of the sender.
    pub fn new(address: &str, name: Option<&str>) -> Result<Self, BadSender> {
        if name.is_some_and(|name| !is_one_line(name)) {
            return Err(BadSender);
        }
        let address: Address = address.parse().ok().ok_or(BadSender)?;
        Ok(Self(Mailbox::new(name.map(str::to_owned), address)))
    }
}

/// The letter as it goes over the wire. A control character in a header field is refused: it could begin another
/// header.
pub(super) fn compose(message: &Message, sender: &Sender) -> Result<lettre::Message, Error> {
    if !is_one_line(&message.subject) {
        return Err(Error::permanent("the subject is not one line"));
    }
    if message.to_name.as_deref().is_some_and(|name| !is_one_line(name)) {
        return Err(Error::permanent("the name of the receiver is not one line"));
    }
    if !is_one_line(&message.to_address) {
        return Err(Error::permanent("the address is not one line"));
    }
    let address: Address = message
        .to_address
        .parse()
        .ok()
        .ok_or_else(|| Error::permanent("the address is not a mail address"))?;
    // Programs that answer letters by themselves leave this one alone (RFC 3834).
    let automatic =
        HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned());
    let id = format!("<{}@{}>", message.id.unwrap_or_else(Uuid::now_v7).simple(), sender.0.email.domain());
    let letter = lettre::Message::builder()
        .from(sender.0.clone())
        .to(Mailbox::new(message.to_name.clone(), address))
        .subject(message.subject.as_str())
        .message_id(Some(id))
        .date_now()
        .raw_header(automatic);
    let letter = match &message.html {
        Some(html) => letter.multipart(MultiPart::alternative_plain_html(message.text.clone(), html.clone())),
        None => letter.singlepart(SinglePart::plain(message.text.clone())),
    };
    letter.map_err(|error| Error::permanent(format!("the letter cannot be written: {error}")))
}

fn is_one_line(text: &str) -> bool {
    text.len() <= LONGEST_LINE
        && !text.chars().any(|letter| letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sender_is_checked_once_at_the_start() {
        assert!(Sender::new("sangkien@sonhong.gov.vn", Some("Sáng Kiến, xã Sơn Hồng")).is_ok());
        for (address, name) in
            [("sangkien", None), ("a@b.vn\r\nBcc: c@d.vn", None), ("a@b.vn", Some("A\r\nBcc: c@d.vn"))]
        {
            assert_eq!(Sender::new(address, name).err(), Some(BadSender), "{address:?} {name:?}");
        }
    }

    #[test]
    fn letters_tell_programs_not_to_answer_and_bear_an_id_of_their_own() {
        let sender = Sender::new("sangkien@sonhong.gov.vn", None).unwrap();
        let write = |id: Option<Uuid>| {
            let letter = Message { id, ..super::super::suite::letter() };
            String::from_utf8(compose(&letter, &sender).unwrap().formatted()).unwrap()
        };
        let first = write(None);
        assert!(first.contains("Auto-Submitted: auto-generated\r\n") && first.contains("\r\nDate: "));
        let id =
            |letter: &str| letter.lines().find(|line| line.starts_with("Message-ID: ")).unwrap().to_owned();
        assert!(id(&first).ends_with("@sonhong.gov.vn>"));
        assert_ne!(id(&first), id(&write(None)));
        let told = Some(Uuid::from_u128(7));
        assert_eq!(id(&write(told)), id(&write(told)), "the same letter, sent again");
        assert_ne!(id(&first), id(&write(told)));
    }
}
