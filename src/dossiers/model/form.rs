//! The request itself (F1, TT 18/2013 Phụ lục I), as far as it is written: empty parts are allowed until submission.

use serde::{Deserialize, Serialize};
use time::Date;
use unicode_normalization::UnicodeNormalization;
use uuid::Uuid;

use super::{Author, AuthorId, WHOLE};
use crate::{
    authority::PersonId,
    foundation::{Code, Instant, Violations, instant::parse_day},
};

/// The fields of life a commune knows.
pub const FIELDS: &[&str] = &[
    "admin_reform_digital",
    "education",
    "health",
    "agriculture_ocop",
    "environment_new_rural",
    "security_order",
    "culture_tourism",
    "social_welfare",
    "party_front_unions",
    "production_business",
    "other",
];

const SHORT: usize = 300;
const LONG: usize = 20_000;
const MOST_AUTHORS: usize = 30;
const MOST_APPLIERS: usize = 50;
/// No initiative of a commune gains more đồng a year than this: ten thousand billion.
const MOST_GAIN: i64 = 10_000_000_000_000;

macro_rules! kinds {
    ($(#[$top:meta])* $type:ident { $($(#[$doc:meta])* $name:ident = $wire:literal;)+ }) => {
        $(#[$top])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum $type {
            $($(#[$doc])* #[serde(rename = $wire)] $name,)+
        }

        impl $type {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The stored and wire form.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $wire,)+
                }
            }

            /// Reads the wire form.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.as_str() == text)
            }
        }
    };
}

kinds! {
    /// What kind of solution it is (NĐ 13/2012 Đ.3.1).
    SolutionType {
        /// Giải pháp kỹ thuật.
        Technical = "technical";
        /// Giải pháp quản lý.
        Managerial = "managerial";
        /// Giải pháp tác nghiệp.
        Operational = "operational";
        /// Giải pháp ứng dụng tiến bộ kỹ thuật.
        TechAdoption = "tech_adoption";
    }
}

kinds! {
    /// What kind of practical benefit it brings; one of the two suffices, money is not required.
    BenefitKind {
        /// Lợi ích kinh tế.
        Economic = "economic";
        /// Lợi ích xã hội.
        Social = "social";
        /// Cả hai.
        Both = "both";
    }
}

/// The words of the request.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Form {
    /// Tên sáng kiến.
    pub initiative_name: String,
    /// Lĩnh vực áp dụng, one of [`FIELDS`].
    pub field: Option<String>,
    /// Loại giải pháp.
    pub solution_type: Option<SolutionType>,
    /// Chủ đầu tư tạo ra sáng kiến, when it is not the author.
    pub investor: String,
    /// First applied or tried, whichever is earlier; a later day means that it is planned.
    #[serde(with = "day")]
    pub first_applied_on: Option<Date>,
    /// Hiện trạng, giải pháp đã biết.
    pub known_solution: String,
    /// Mô tả bản chất.
    pub essence: String,
    /// Các điều kiện cần thiết để áp dụng.
    pub conditions_needed: String,
    /// Lợi ích theo ý kiến của tác giả.
    pub benefit_by_author: String,
    /// Lợi ích theo ý kiến của người đã áp dụng.
    pub benefit_by_applier: String,
    /// Loại lợi ích.
    pub benefit_kind: Option<BenefitKind>,
    /// Tiền làm lợi in đồng.
    pub monetary_gain: Option<i64>,
    /// Những thông tin cần được bảo mật.
    pub confidential_info: String,
    /// Those who took part in the first application.
    pub first_appliers: Vec<FirstApplier>,
}

/// One person who helped at the first application.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FirstApplier {
    /// Họ và tên.
    pub full_name: String,
    /// Ngày tháng năm sinh.
    #[serde(with = "day")]
    pub birth_date: Option<Date>,
    /// Nơi công tác (hoặc nơi thường trú).
    pub workplace_or_residence: String,
    /// Chức danh.
    pub position: String,
    /// Trình độ chuyên môn.
    pub qualification: String,
    /// Nội dung công việc hỗ trợ.
    pub support_content: String,
}

/// `YYYY-MM-DD` in stored JSON.
mod day {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
    use time::Date;

    use crate::foundation::instant::{day_iso, parse_day};

    pub fn serialize<S: Serializer>(day: &Option<Date>, to: S) -> Result<S::Ok, S::Error> {
        day.map(day_iso).serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
        let text = Option::<String>::deserialize(from)?;
        text.map(|text| parse_day(&text).ok_or_else(|| D::Error::custom("not a day"))).transpose()
    }
}

/// A whole draft as the author sent it.
#[derive(Clone, Debug, Default)]
pub struct DraftInput {
    pub initiative_name: String,
    pub field: Option<String>,
    pub solution_type: Option<String>,
    pub investor: Option<String>,
    pub first_applied_on: Option<String>,
    pub known_solution: String,
    pub essence: String,
    pub conditions_needed: String,
    pub benefit_by_author: String,
    pub benefit_by_applier: Option<String>,
    pub benefit_kind: Option<String>,
    pub monetary_gain: Option<i64>,
    pub confidential_info: Option<String>,
    pub first_appliers: Vec<FirstApplierInput>,
    pub authors: Vec<AuthorInput>,
}

/// A first applier as the author sent it.
#[derive(Clone, Debug, Default)]
pub struct FirstApplierInput {
    pub full_name: String,
    pub birth_date: Option<String>,
    pub workplace_or_residence: String,
    pub position: String,
    pub qualification: String,
    pub support_content: String,
}

/// An author as the author sent it.
#[derive(Clone, Debug, Default)]
pub struct AuthorInput {
    pub id: Option<Uuid>,
    pub person: Option<PersonId>,
    pub full_name: String,
    pub birth_date: Option<String>,
    pub workplace_or_residence: String,
    pub position: String,
    pub qualification: String,
    pub share: i32,
}

/// A draft that was read: everything in it can be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The request.
    pub form: Form,
    /// Its authors, without confirmations.
    pub authors: Vec<Author>,
}

impl Draft {
    /// Reads a draft. Empty parts are fine; what is too long, unreadable or impossible is not.
    ///
    /// # Errors
    /// Every part that cannot be stored.
    pub fn read(input: DraftInput, now: Instant) -> Result<Self, Violations> {
        let mut wrong = Violations::new();
        let form = Form {
            initiative_name: short_words(&input.initiative_name, "/initiative_name", &mut wrong),
            field: offered(input.field, "/field", &mut wrong, |text| {
                FIELDS.contains(&text).then(|| text.to_owned())
            }),
            solution_type: offered(input.solution_type, "/solution_type", &mut wrong, SolutionType::parse),
            investor: short_words(&input.investor.unwrap_or_default(), "/investor", &mut wrong),
            first_applied_on: day_of(input.first_applied_on, "/first_applied_on", &mut wrong),
            known_solution: long_words(&input.known_solution, "/known_solution", &mut wrong),
            essence: long_words(&input.essence, "/essence", &mut wrong),
            conditions_needed: long_words(&input.conditions_needed, "/conditions_needed", &mut wrong),
            benefit_by_author: long_words(&input.benefit_by_author, "/benefit_by_author", &mut wrong),
            benefit_by_applier: long_words(
                &input.benefit_by_applier.unwrap_or_default(),
                "/benefit_by_applier",
                &mut wrong,
            ),
            benefit_kind: offered(input.benefit_kind, "/benefit_kind", &mut wrong, BenefitKind::parse),
            monetary_gain: input.monetary_gain,
            confidential_info: long_words(
                &input.confidential_info.unwrap_or_default(),
                "/confidential_info",
                &mut wrong,
            ),
            first_appliers: appliers(input.first_appliers, now, &mut wrong),
        };
        let gain_fits = form.monetary_gain.is_none_or(|gain| (0..=MOST_GAIN).contains(&gain));
        wrong.unless(gain_fits, Code::OutOfBounds, "/monetary_gain");
        let authors = authors(input.authors, now, &mut wrong);
        wrong.into_result()?;
        Ok(Self { form, authors })
    }
}

fn appliers(input: Vec<FirstApplierInput>, now: Instant, wrong: &mut Violations) -> Vec<FirstApplier> {
    few(input.len(), MOST_APPLIERS, "/first_appliers", wrong);
    let read = input.into_iter().take(MOST_APPLIERS).enumerate().map(|(at, one)| {
        let to = |field: &str| format!("/first_appliers/{at}/{field}");
        FirstApplier {
            full_name: short_words(&one.full_name, &to("full_name"), wrong),
            birth_date: birth(one.birth_date, &to("birth_date"), now, wrong),
            workplace_or_residence: short_words(
                &one.workplace_or_residence,
                &to("workplace_or_residence"),
                wrong,
            ),
            position: short_words(&one.position, &to("position"), wrong),
            qualification: short_words(&one.qualification, &to("qualification"), wrong),
            support_content: short_words(&one.support_content, &to("support_content"), wrong),
        }
    });
    read.collect()
}

fn authors(input: Vec<AuthorInput>, now: Instant, wrong: &mut Violations) -> Vec<Author> {
    few(input.len(), MOST_AUTHORS, "/authors", wrong);
    let mut seen = std::collections::BTreeSet::new();
    let read = input.into_iter().take(MOST_AUTHORS).enumerate().map(|(at, one)| {
        let to = |field: &str| format!("/authors/{at}/{field}");
        wrong.unless((0..=WHOLE).contains(&one.share), Code::OutOfBounds, &to("share"));
        let twice = one.person.is_some_and(|person| !seen.insert(person.0));
        wrong.unless(!twice, Code::AlreadyExists, &to("person_id"));
        Author {
            id: one.id.map_or_else(|| AuthorId::new(now), AuthorId),
            person: one.person,
            full_name: short_words(&one.full_name, &to("full_name"), wrong),
            birth_date: birth(one.birth_date, &to("birth_date"), now, wrong),
            workplace_or_residence: short_words(
                &one.workplace_or_residence,
                &to("workplace_or_residence"),
                wrong,
            ),
            position: short_words(&one.position, &to("position"), wrong),
            qualification: short_words(&one.qualification, &to("qualification"), wrong),
            share: one.share,
            confirmation: None,
        }
    });
    read.collect()
}

/// At most so many rows.
fn few(rows: usize, most: usize, pointer: &str, wrong: &mut Violations) {
    wrong.unless(rows <= most, Code::TooMany, pointer);
}

fn offered<T>(
    text: Option<String>,
    pointer: &str,
    wrong: &mut Violations,
    parse: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let text = text.filter(|text| !text.is_empty())?;
    let value = parse(&text);
    wrong.unless(value.is_some(), Code::NotOffered, pointer);
    value
}

fn day_of(text: Option<String>, pointer: &str, wrong: &mut Violations) -> Option<Date> {
    let text = text.filter(|text| !text.is_empty())?;
    let day = parse_day(&text);
    wrong.unless(day.is_some(), Code::BadDate, pointer);
    day
}

fn birth(text: Option<String>, pointer: &str, now: Instant, wrong: &mut Violations) -> Option<Date> {
    let day = day_of(text, pointer, wrong)?;
    wrong.unless(day <= now.date(), Code::FutureDate, pointer);
    Some(day)
}

/// One line of text: NFC, trimmed, at most 300 letters.
pub fn short_words(text: &str, pointer: &str, wrong: &mut Violations) -> String {
    let read = clean(text, SHORT, pointer, wrong);
    read.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text with paragraphs: NFC, trimmed, at most 20,000 letters.
fn long_words(text: &str, pointer: &str, wrong: &mut Violations) -> String {
    clean(text, LONG, pointer, wrong)
}

/// Text with paragraphs that must not be empty.
pub fn needed_words(text: &str, code: Code, pointer: &str, wrong: &mut Violations) -> String {
    let read = clean(text, LONG, pointer, wrong);
    wrong.unless(!read.is_empty(), code, pointer);
    read
}

fn clean(text: &str, most: usize, pointer: &str, wrong: &mut Violations) -> String {
    let text: String = text.trim().replace("\r\n", "\n").nfc().collect();
    let length = text.chars().count();
    if length > most {
        wrong.add_with(Code::TooLong, pointer, [("most", most.to_string()), ("length", length.to_string())]);
    }
    let shown = |c: char| !c.is_control() || c == '\n' || c == '\t';
    wrong.unless(text.chars().all(shown), Code::BadCharacters, pointer);
    text
}
