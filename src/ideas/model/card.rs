//! The card: what was typed, and what of it can be kept.

use super::{
    channel::Channel,
    terms::{AuthorKind, Field},
};
use crate::foundation::{Code, Violations, text};

/// The longest text of one prompt, in characters.
pub const PROMPT_MOST: usize = 5_000;
/// The longest title, in characters.
pub const TITLE_MOST: usize = 160;
/// The longest name, in characters.
pub const NAME_MOST: usize = 120;
/// The most pictures of one card.
pub const PICTURES_MOST: usize = 6;

/// What the card says, as it was typed.
#[derive(Clone, Debug, Default)]
pub struct CardInput {
    /// The title, or empty to take the first line.
    pub title: String,
    /// Trước đây…
    pub before: String,
    /// Tôi đã làm, hoặc đề nghị…
    pub proposal: String,
    /// Nhờ vậy…
    pub outcome: String,
    /// Done already, or only thought of.
    pub done_already: bool,
    /// The field, or empty.
    pub field: String,
    /// Where.
    pub place: String,
    /// Whom it helps.
    pub beneficiaries: String,
    /// The author's name, or empty to stay unnamed.
    pub author_name: String,
    /// What kind of person.
    pub author_kind: String,
    /// Consent to show the name in public.
    pub name_public: bool,
    /// Consent to show the pictures in public.
    pub pictures_public: bool,
    /// A telephone number to be answered by, or empty.
    pub phone: String,
    /// An e-mail address to be answered by, or empty.
    pub email: String,
    /// How to be answered, or empty to leave it to us.
    pub answer_channel: String,
}

/// What the card says, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The title.
    pub title: String,
    /// Trước đây…
    pub before: String,
    /// Tôi đã làm, hoặc đề nghị…
    pub proposal: String,
    /// Nhờ vậy…
    pub outcome: String,
    /// Done already, or only thought of.
    pub done_already: bool,
    /// The field.
    pub field: Field,
    /// Where.
    pub place: Option<String>,
    /// Whom it helps.
    pub beneficiaries: Option<String>,
    /// The name to be called by; empty if unnamed.
    pub author_name: String,
    /// What kind of person.
    pub author_kind: AuthorKind,
    /// Consent to show the name in public.
    pub name_public: bool,
    /// Consent to show the pictures in public.
    pub pictures_public: bool,
    /// A telephone number to be answered by.
    pub phone: Option<String>,
    /// An e-mail address to be answered by.
    pub email: Option<String>,
    /// How to be answered.
    pub answer_channel: Channel,
}

impl CardInput {
    /// Checks every field and tells all violations at once. Only the first prompt is required.
    pub fn parse(self) -> Result<Card, Violations> {
        self.checked(true)
    }

    /// Checks the card that comes with a recording: nothing is required of it, and the title may stay empty.
    pub fn parse_spoken(self) -> Result<Card, Violations> {
        self.checked(false)
    }

    fn checked(self, written: bool) -> Result<Card, Violations> {
        let mut wrong = Violations::new();
        let before = prompt(&mut wrong, &self.before, "/before", written);
        let proposal = prompt(&mut wrong, &self.proposal, "/proposal", false);
        let outcome = prompt(&mut wrong, &self.outcome, "/outcome", false);
        let mut title = line(&mut wrong, &self.title, "/title", TITLE_MOST);
        if title.is_empty() {
            title = title_of(if proposal.is_empty() { &before } else { &proposal });
        }
        let title = without_full_stop(&title);
        let field = choice(&mut wrong, &self.field, "/field", Field::parse, Field::Other);
        let author_kind =
            choice(&mut wrong, &self.author_kind, "/author_kind", AuthorKind::parse, AuthorKind::Citizen);
        let place = line(&mut wrong, &self.place, "/place", TITLE_MOST);
        let beneficiaries = line(&mut wrong, &self.beneficiaries, "/beneficiaries", TITLE_MOST);
        let author_name = line(&mut wrong, &self.author_name, "/author_name", NAME_MOST);
        let phone = phone(&mut wrong, &self.phone);
        let email = email(&mut wrong, &self.email);
        let unsaid = Channel::unsaid(phone.is_some(), email.is_some());
        let answer_channel =
            choice(&mut wrong, &self.answer_channel, "/answer_channel", Channel::parse, unsaid);
        // Who wishes to be called leaves a number (workflow 11.1).
        match answer_channel {
            Channel::Phone => wrong.unless(phone.is_some(), Code::Required, "/phone"),
            Channel::Email => wrong.unless(email.is_some(), Code::Required, "/email"),
            Channel::ThroughHead | Channel::Link => {}
        }
        wrong.into_result()?;
        Ok(Card {
            title,
            before,
            proposal,
            outcome,
            done_already: self.done_already,
            field,
            place: Some(place).filter(|place| !place.is_empty()),
            beneficiaries: Some(beneficiaries).filter(|whom| !whom.is_empty()),
            name_public: self.name_public && !author_name.is_empty(),
            author_name,
            author_kind,
            pictures_public: self.pictures_public,
            phone,
            email,
            answer_channel,
        })
    }
}

pub(super) fn prompt(wrong: &mut Violations, typed: &str, pointer: &str, required: bool) -> String {
    let text = text::nfc(typed.trim()).into_owned();
    if required && text.is_empty() {
        wrong.add(Code::Required, pointer);
    }
    bounded(wrong, &text, pointer, PROMPT_MOST, true);
    text
}

/// A text of one line, trimmed and in NFC; too long or with control characters is a violation.
pub fn line(wrong: &mut Violations, typed: &str, pointer: &str, most: usize) -> String {
    let text = text::nfc(typed.trim()).into_owned();
    bounded(wrong, &text, pointer, most, false);
    text
}

fn bounded(wrong: &mut Violations, text: &str, pointer: &str, most: usize, breaks: bool) {
    let length = text.chars().count();
    if length > most {
        wrong.add_with(Code::TooLong, pointer, [("most", most.to_string()), ("length", length.to_string())]);
    }
    // Bidirectional overrides can make a text read as another; control characters cannot be shown.
    let odd = |c: char| {
        (c.is_control() && !(breaks && matches!(c, '\n' | '\r' | '\t')))
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    if text.chars().any(odd) {
        wrong.add(Code::BadCharacters, pointer);
    }
}

fn choice<T>(
    wrong: &mut Violations,
    typed: &str,
    pointer: &str,
    parse: impl Fn(&str) -> Option<T>,
    unsaid: T,
) -> T {
    if typed.is_empty() {
        return unsaid;
    }
    parse(typed).unwrap_or_else(|| {
        wrong.add(Code::NotOffered, pointer);
        unsaid
    })
}

fn phone(wrong: &mut Violations, typed: &str) -> Option<String> {
    let digits: String = typed.chars().filter(|c| !matches!(c, ' ' | '.' | '-' | '(' | ')')).collect();
    if digits.is_empty() {
        return None;
    }
    let number = digits.strip_prefix('+').unwrap_or(&digits);
    if !(8..=15).contains(&number.len()) || !number.chars().all(|c| c.is_ascii_digit()) {
        wrong.add(Code::BadPhone, "/phone");
    }
    Some(digits)
}

fn email(wrong: &mut Violations, typed: &str) -> Option<String> {
    let address = typed.trim();
    if address.is_empty() {
        return None;
    }
    let sound = address.len() <= 254
        && address.split_once('@').is_some_and(|(local, domain)| {
            !local.is_empty() && domain.contains('.') && !domain.starts_with('.') && !domain.ends_with('.')
        })
        && address
            .chars()
            .all(|c| !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>' | ',' | ';'))
        && address.matches('@').count() == 1;
    if !sound {
        wrong.add(Code::BadEmail, "/email");
    }
    Some(address.to_owned())
}

/// The first line of a text, cut at a word to the length of a title.
fn first_line(text: &str) -> String {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim();
    const COMFORTABLE: usize = 80;
    if line.chars().count() <= COMFORTABLE {
        return line.to_owned();
    }
    let cut: String = line.chars().take(COMFORTABLE).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{}…", whole.trim_end_matches([',', ';', ':', '.']))
}

/// The title a text gives itself: its first line, cut at a word.
pub fn title_of(text: &str) -> String {
    without_full_stop(&first_line(text))
}

/// A title is quoted inside sentences: it stands without the full stop of its own.
fn without_full_stop(title: &str) -> String {
    title.strip_suffix('.').filter(|rest| !rest.ends_with('.')).unwrap_or(title).to_owned()
}

/// A person's own words to the author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words(String);

impl Words {
    const LEAST: usize = 8;
    const MOST: usize = 2_000;

    /// Checks a text: a few words at least, not a whole letter.
    pub fn parse(typed: &str, pointer: &str) -> Result<Self, Violations> {
        let mut wrong = Violations::new();
        let text = text::nfc(typed.trim()).into_owned();
        bounded(&mut wrong, &text, pointer, Self::MOST, true);
        if text.is_empty() {
            wrong.add(Code::Required, pointer);
        } else if text.chars().count() < Self::LEAST {
            wrong.add_with(Code::TooShort, pointer, [("least", Self::LEAST.to_string())]);
        }
        wrong.into_result()?;
        Ok(Self(text))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(before: &str) -> CardInput {
        CardInput { before: before.into(), ..CardInput::default() }
    }

    #[test]
    fn one_prompt_is_enough() {
        let card = typed("Trước đây đến giờ họp phải gọi loa từng xóm").parse().unwrap();
        assert_eq!(card.title, "Trước đây đến giờ họp phải gọi loa từng xóm");
        assert_eq!(card.field, Field::Other);
        assert!(!card.name_public);
    }

    #[test]
    fn everything_wrong_is_told_at_once() {
        let input = CardInput {
            before: "  ".into(),
            proposal: "x".repeat(5_001),
            field: "magic".into(),
            phone: "không có".into(),
            email: "a@b".into(),
            author_name: "Nguyễn\u{202E}Văn".into(),
            ..CardInput::default()
        };
        let wrong = input.parse().unwrap_err();
        let found: Vec<_> = wrong.iter().map(|v| (v.pointer.as_str(), v.code)).collect();
        assert_eq!(
            found,
            [
                ("/before", Code::Required),
                ("/proposal", Code::TooLong),
                ("/field", Code::NotOffered),
                ("/author_name", Code::BadCharacters),
                ("/phone", Code::BadPhone),
                ("/email", Code::BadEmail),
            ]
        );
    }

    #[test]
    fn text_is_kept_in_one_normal_form_and_a_long_title_ends_at_a_word() {
        let card = typed("Sa\u{301}ng kiê\u{301}n").parse().unwrap();
        assert_eq!(card.before, "Sáng kiến");
        let long = "Dùng vỏ chai nhựa cũ làm chậu trồng rau treo dọc hàng rào nhà văn hóa thôn để tiết kiệm đất và nước";
        let title = typed(long).parse().unwrap().title;
        assert!(title.chars().count() <= 81 && title.ends_with('…'), "{title}");
    }

    #[test]
    fn a_card_with_a_recording_needs_no_words_but_what_stands_there_is_checked() {
        let card = CardInput::default().parse_spoken().unwrap();
        assert!(card.before.is_empty() && card.title.is_empty());
        let wrong = CardInput { phone: "không".into(), ..CardInput::default() }.parse_spoken().unwrap_err();
        assert_eq!(wrong.iter().map(|v| v.code).collect::<Vec<_>>(), [Code::BadPhone]);
    }

    #[test]
    fn a_title_stands_without_its_full_stop() {
        assert_eq!(typed("Lắp mười cột đèn dọc kênh.").parse().unwrap().title, "Lắp mười cột đèn dọc kênh");
        assert_eq!(typed("Nuôi cá, trồng sen...").parse().unwrap().title, "Nuôi cá, trồng sen...");
    }

    #[test]
    fn who_chooses_nothing_is_answered_by_what_was_left() {
        let channel = |phone: &str, email: &str, chosen: &str| {
            let card = CardInput {
                phone: phone.into(),
                email: email.into(),
                answer_channel: chosen.into(),
                ..typed("Trước đây")
            };
            card.parse().map(|card| card.answer_channel)
        };
        assert_eq!(channel("", "", "").unwrap(), Channel::ThroughHead);
        assert_eq!(channel("0912345678", "", "").unwrap(), Channel::Phone);
        assert_eq!(channel("", "an@example.vn", "").unwrap(), Channel::Email);
        assert_eq!(channel("0912345678", "an@example.vn", "phone").unwrap(), Channel::Phone);
        assert_eq!(channel("0912345678", "", "link").unwrap(), Channel::Link);
        assert!(channel("", "an@example.vn", "phone").unwrap_err().has(Code::Required));
        assert!(channel("0912345678", "", "email").unwrap_err().has(Code::Required));
        assert!(channel("", "", "pigeon").unwrap_err().has(Code::NotOffered));
    }

    #[test]
    fn a_name_is_public_only_where_there_is_one() {
        let card = CardInput { before: "x".into(), name_public: true, ..CardInput::default() };
        assert!(!card.parse().unwrap().name_public);
    }
}
