//! The values of an idea; each is parsed once and cannot be wrong afterwards.

use time::Date;

use crate::{
    authority::{PersonId, Resource, UnitId},
    foundation::{Code, Instant, Version, Violations, text},
    words,
};

crate::ids! {
    /// An idea.
    IdeaId,
    /// A picture of an idea.
    PictureId,
    /// A report that somebody did the same.
    ReuseId,
}

words! {
    /// Where an idea stands (workflow 11.1).
    State {
        /// Đã tiếp nhận: waits for a person's thanks.
        Received = "received",
        /// Đã cảm ơn: waits for an answer.
        Thanked = "thanked",
        /// Đã áp dụng và ghi danh Sổ vàng.
        Honoured = "honoured",
        /// Đã trả lời, chưa áp dụng.
        Answered = "answered",
        /// Tác giả đã rút lại.
        Withdrawn = "withdrawn",
    }
}

impl State {
    /// True where nobody has to act any more.
    pub const fn is_final(self) -> bool {
        match self {
            Self::Received | Self::Thanked => false,
            Self::Honoured | Self::Answered | Self::Withdrawn => true,
        }
    }
}

words! {
    /// The field an initiative belongs to (forms F1, with the commune's extension).
    Field {
        /// Cải cách hành chính và chuyển đổi số.
        Administration = "administration",
        /// Giáo dục.
        Education = "education",
        /// Y tế.
        Health = "health",
        /// Nông nghiệp, OCOP.
        Agriculture = "agriculture",
        /// Môi trường, nông thôn mới.
        Environment = "environment",
        /// An ninh trật tự.
        Security = "security",
        /// Văn hóa, du lịch.
        Culture = "culture",
        /// An sinh.
        Welfare = "welfare",
        /// Xây dựng Đảng, Mặt trận, đoàn thể.
        Party = "party",
        /// Sản xuất, kinh doanh.
        Business = "business",
        /// Khác.
        Other = "other",
    }
}

words! {
    /// What kind of person or group tells the idea.
    AuthorKind {
        /// Cán bộ, công chức, viên chức.
        Official = "official",
        /// Giáo viên.
        Teacher = "teacher",
        /// Học sinh.
        Student = "student",
        /// Nông dân.
        Farmer = "farmer",
        /// Người dân.
        Citizen = "citizen",
        /// Doanh nghiệp.
        Enterprise = "enterprise",
        /// Hợp tác xã.
        Cooperative = "cooperative",
        /// Hộ kinh doanh.
        HouseholdBusiness = "household_business",
        /// Tập thể.
        Collective = "collective",
        /// Lực lượng vũ trang.
        ArmedForce = "armed_force",
    }
}

words! {
    /// Why an idea is not applied now.
    AnswerReason {
        /// Cần kinh phí.
        NeedsBudget = "needs_budget",
        /// Thuộc thẩm quyền cấp trên.
        NeedsHigherAuthority = "needs_higher_authority",
        /// Đã có trong kế hoạch.
        AlreadyPlanned = "already_planned",
        /// Đã làm rồi.
        AlreadyDone = "already_done",
        /// Lúc này chưa làm được.
        NotFeasibleNow = "not_feasible_now",
        /// Không an toàn.
        Unsafe = "unsafe",
        /// Trái quy định.
        Unlawful = "unlawful",
        /// Cần thêm thông tin.
        NeedsMoreInfo = "needs_more_info",
        /// Là phản ánh, kiến nghị.
        IsFeedback = "is_feedback",
    }
}

words! {
    /// What the author can do next with an idea that is not applied.
    NextStep {
        /// Sửa lại rồi gửi tiếp.
        Revise = "revise",
        /// Chuyển nơi khác.
        Elsewhere = "elsewhere",
        /// Giữ trong Kho ý tưởng.
        IdeaBank = "idea_bank",
    }
}

words! {
    /// One kind of line on an idea's timeline.
    EventKind {
        /// Sent.
        Received = "received",
        /// Thanked.
        Thanked = "thanked",
        /// Applied, with evidence, and in the gold book.
        Honoured = "honoured",
        /// Answered with a reason.
        Answered = "answered",
        /// Claimed by its author.
        Claimed = "claimed",
        /// Withdrawn.
        Withdrawn = "withdrawn",
        /// Somebody did the same.
        Reused = "reused",
    }
}

words! {
    /// When a picture was taken.
    Moment {
        /// Before the change.
        Before = "before",
        /// After the change.
        After = "after",
    }
}

words! {
    /// Whether a report of reuse was looked at.
    ReuseState {
        /// Waits for the coordinator.
        Reported = "reported",
        /// Counts.
        Confirmed = "confirmed",
        /// Does not count.
        Declined = "declined",
    }
}

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
}

impl CardInput {
    /// Checks every field and tells all violations at once. Only the first prompt is required.
    pub fn parse(self) -> Result<Card, Violations> {
        let mut wrong = Violations::new();
        let before = prompt(&mut wrong, &self.before, "/before", true);
        let proposal = prompt(&mut wrong, &self.proposal, "/proposal", false);
        let outcome = prompt(&mut wrong, &self.outcome, "/outcome", false);
        let mut title = line(&mut wrong, &self.title, "/title", TITLE_MOST);
        if title.is_empty() {
            title = first_line(if proposal.is_empty() { &before } else { &proposal });
        }
        let field = choice(&mut wrong, &self.field, "/field", Field::parse, Field::Other);
        let author_kind =
            choice(&mut wrong, &self.author_kind, "/author_kind", AuthorKind::parse, AuthorKind::Citizen);
        let place = line(&mut wrong, &self.place, "/place", TITLE_MOST);
        let author_name = line(&mut wrong, &self.author_name, "/author_name", NAME_MOST);
        let phone = phone(&mut wrong, &self.phone);
        let email = email(&mut wrong, &self.email);
        wrong.into_result()?;
        Ok(Card {
            title,
            before,
            proposal,
            outcome,
            done_already: self.done_already,
            field,
            place: Some(place).filter(|place| !place.is_empty()),
            name_public: self.name_public && !author_name.is_empty(),
            author_name,
            author_kind,
            pictures_public: self.pictures_public,
            phone,
            email,
        })
    }
}

fn prompt(wrong: &mut Violations, typed: &str, pointer: &str, required: bool) -> String {
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
        wrong.add_with(
            Code::TooLong,
            pointer,
            [("most", most.to_string()), ("length", length.to_string())],
        );
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
        && address.chars().all(|c| !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>' | ',' | ';'))
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

/// An idea.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Idea {
    /// Its identity.
    pub id: IdeaId,
    /// Its human code, `SK-<unit>-<year>-<number>`.
    pub code: String,
    /// The responsible unit.
    pub unit: UnitId,
    /// What was told.
    pub card: Card,
    /// Where it stands.
    pub state: State,
    /// The author's account's person, once known or claimed. Credit always goes to the author.
    pub author: Option<PersonId>,
    /// Who wrote it down for the author.
    pub recorder: Option<PersonId>,
    /// When it was received, to the microsecond: the first to file counts.
    pub received_at: Instant,
    /// When it last changed.
    pub changed_at: Instant,
    /// Until when the next person must act.
    pub due_at: Option<Instant>,
    /// The day it was first applied.
    pub applied_on: Option<Date>,
    /// When it entered the gold book.
    pub honoured_at: Option<Instant>,
    /// Its number in the gold book of the commune.
    pub gold_book_no: Option<i32>,
    /// Confirmed reuses.
    pub reuse_count: i32,
    /// The optimistic version.
    pub version: Version,
}

impl Idea {
    /// The idea as permissions see it.
    pub fn resource(&self) -> Resource {
        Resource::of_unit(self.unit).owned_by(self.author.into_iter().chain(self.recorder))
    }
}

/// One line of the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What happened.
    pub kind: EventKind,
    /// Who did it, by the name the author may know.
    pub person_name: String,
    /// Who did it.
    pub person: Option<PersonId>,
    /// The person's words.
    pub words: String,
    /// Reason, next step, evidence: codes and short texts.
    pub details: serde_json::Value,
    /// When.
    pub at: Instant,
}

/// A picture, already re-encoded and without metadata.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its identity.
    pub id: PictureId,
    /// When it was taken.
    pub moment: Moment,
    /// Where the full picture is kept.
    pub file_key: String,
    /// Where the thumbnail is kept.
    pub thumbnail_key: String,
    /// Pixels across.
    pub width: i32,
    /// Pixels down.
    pub height: i32,
}

/// A report that somebody did the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reuse {
    /// Its identity.
    pub id: ReuseId,
    /// The idea.
    pub idea: IdeaId,
    /// Who, as they wish to be named.
    pub who: String,
    /// Where.
    pub place: String,
    /// Looked at or not.
    pub state: ReuseState,
    /// When it was told.
    pub reported_at: Instant,
}

/// What the wings above may know of an idea.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Its identity.
    pub id: IdeaId,
    /// Its human code.
    pub code: String,
    /// The title.
    pub title: String,
    /// Trước đây…
    pub before: String,
    /// Tôi đã làm, hoặc đề nghị…
    pub proposal: String,
    /// Nhờ vậy…
    pub outcome: String,
    /// The field.
    pub field: Field,
    /// The responsible unit.
    pub unit: UnitId,
    /// The author, once known.
    pub author: Option<PersonId>,
    /// The author's name.
    pub author_name: String,
    /// The day it was first applied.
    pub applied_on: Option<Date>,
    /// Where it stands.
    pub state: State,
}

/// The public parts of an honoured idea: what consents allow and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// Its identity.
    pub id: IdeaId,
    /// Its human code.
    pub code: String,
    /// The title.
    pub title: String,
    /// Trước đây…
    pub before: String,
    /// What was done.
    pub proposal: String,
    /// Nhờ vậy…
    pub outcome: String,
    /// The field.
    pub field: Field,
    /// The responsible unit.
    pub unit: UnitId,
    /// Where.
    pub place: Option<String>,
    /// The author's name, only with consent.
    pub author_name: Option<String>,
    /// What kind of person.
    pub author_kind: AuthorKind,
    /// Pictures, only with consent.
    pub pictures: Vec<Picture>,
    /// The timeline without private words.
    pub timeline: Vec<Event>,
    /// The day it was first applied.
    pub applied_on: Option<Date>,
    /// When it entered the gold book.
    pub honoured_at: Instant,
    /// Its number there.
    pub gold_book_no: i32,
    /// Confirmed reuses, newest first.
    pub reuses: Vec<Reuse>,
    /// How many.
    pub reuse_count: i32,
}

/// One line of the gold book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldBookEntry {
    /// The idea.
    pub id: IdeaId,
    /// Its human code.
    pub code: String,
    /// Its number in the book.
    pub number: i32,
    /// The title.
    pub title: String,
    /// What changed, in one sentence.
    pub outcome: String,
    /// The unit.
    pub unit: UnitId,
    /// The author's name, only with consent.
    pub author_name: Option<String>,
    /// When it entered.
    pub honoured_at: Instant,
    /// Confirmed reuses.
    pub reuse_count: i32,
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
    fn a_name_is_public_only_where_there_is_one() {
        let card = CardInput { before: "x".into(), name_public: true, ..CardInput::default() };
        assert!(!card.parse().unwrap().name_public);
    }
}
