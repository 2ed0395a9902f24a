//! A notice, what it is about, and how its reader wants it.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::{
    authority::PersonId,
    foundation::{Instant, messages::Lang},
    words,
};

crate::ids! {
    /// A notice.
    NoticeId,
}

words! {
    /// What a notice is about, as far as its reader may wish it louder or quieter.
    Topic {
        /// Ý tưởng của tôi: what persons say to the author.
        MyIdea = "my_idea",
        /// Một câu hỏi còn chờ tôi.
        Reminder = "reminder",
        /// Bàn tiếp nhận: new ideas, replies, what was handed over.
        Desk = "desk",
        /// Việc đến hạn hôm nay.
        DueToday = "due_today",
        /// Việc quá hẹn ở cấp dưới.
        Overdue = "overdue",
        /// Vận hành hệ thống.
        System = "system",
    }
}

impl Topic {
    /// How it is mailed to who has not said otherwise.
    pub const fn quiet(self) -> MailMode {
        match self {
            Self::MyIdea | Self::Reminder | Self::DueToday | Self::System => MailMode::Each,
            Self::Desk | Self::Overdue => MailMode::Daily,
        }
    }
}

words! {
    /// When a notice goes out by mail; in the inbox it always stands.
    MailMode {
        /// Không gửi thư.
        Off = "off",
        /// Gửi ngay.
        Each = "each",
        /// Gộp mỗi ngày.
        Daily = "daily",
    }
}

/// Who is told: a person with an inbox, an address without one, or a person at an address of their choice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reader {
    /// Whose inbox.
    pub person: Option<PersonId>,
    /// Where letters go; to the account's own address if nothing is said.
    pub address: Option<String>,
    /// The name beside that address.
    pub name: Option<String>,
}

impl Reader {
    /// Somebody with an account, at the address of the account.
    pub fn person(person: PersonId) -> Self {
        Self { person: Some(person), ..Self::default() }
    }
}

/// Something to tell.
#[derive(Clone, Debug)]
pub struct NewNotice<'a> {
    /// Whom.
    pub to: Reader,
    /// What it is about.
    pub topic: Topic,
    /// Which words: the message keys `mail_<kind>_subject` and `mail_<kind>_text`.
    pub kind: &'a str,
    /// What kind of thing it tells of, e.g. `idea`.
    pub object_kind: &'a str,
    /// Which one.
    pub object: Uuid,
    /// What the words are filled with; `link` and `site` come by themselves.
    pub params: Vec<(&'a str, String)>,
    /// Told once: a second notice with the same key is none.
    pub key: String,
    /// Where the reader acts. `{token}` becomes the object's private token when it is read.
    pub href: String,
}

/// A notice as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its identity.
    pub id: NoticeId,
    /// Whose inbox.
    pub person: Option<PersonId>,
    /// Where its letter goes, where that was said.
    pub address: Option<String>,
    /// The name beside it.
    pub name: Option<String>,
    /// The language of the letter.
    pub lang: Lang,
    /// What it is about.
    pub topic: String,
    /// Which words.
    pub kind: String,
    /// What kind of thing.
    pub object_kind: String,
    /// Which one.
    pub object: Uuid,
    /// What the words are filled with.
    pub params: BTreeMap<String, String>,
    /// Where the reader acts.
    pub href: String,
    /// When it was told.
    pub at: Instant,
    /// When its letter went out.
    pub mailed_at: Option<Instant>,
    /// When it was read.
    pub read_at: Option<Instant>,
}

/// How a person wants to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preferences {
    /// The language of letters.
    pub lang: Lang,
    /// For every topic.
    pub mail: Vec<(Topic, MailMode)>,
}
