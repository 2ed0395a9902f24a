//! What is asked of ideas on the wire.

use poem_openapi::{
    Object,
    types::{Base64, Example},
};
use uuid::Uuid;

use crate::{
    foundation::messages::Lang,
    ideas::model::{CardInput, Standing},
};

/// An idea as it is told.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none, example)]
pub struct SendIdea {
    /// The unit it is told to; the commune if left out.
    pub unit_id: Option<Uuid>,
    /// The title; taken from the first line if empty.
    #[oai(default)]
    pub title: String,
    /// Trước đây…: how it was. The only prompt that is required, unless a recording tells it.
    #[oai(default)]
    pub before: String,
    /// Tôi đã làm, hoặc đề nghị…
    #[oai(default)]
    pub proposal: String,
    /// Nhờ vậy…
    #[oai(default)]
    pub outcome: String,
    /// True if it is done already, false if it is only thought of.
    #[oai(default)]
    pub done_already: bool,
    /// The field, e.g. `education`; `other` if empty.
    #[oai(default)]
    pub field: String,
    /// Where it is.
    #[oai(default)]
    pub place: String,
    /// Whom it helps.
    #[oai(default)]
    pub beneficiaries: String,
    /// The author's name as it should be called; empty to stay unnamed.
    #[oai(default)]
    pub author_name: String,
    /// What kind of person, e.g. `citizen`.
    #[oai(default)]
    pub author_kind: String,
    /// Consent to show the name in public. Never ticked beforehand.
    #[oai(default)]
    pub name_public: bool,
    /// Consent to show the pictures in public. Never ticked beforehand.
    #[oai(default)]
    pub pictures_public: bool,
    /// A telephone number to be answered by.
    #[oai(default)]
    pub phone: String,
    /// An e-mail address to be answered by.
    #[oai(default)]
    pub email: String,
    /// The author telling it, in Base64: WebM or Ogg with Opus, or MP4 with AAC, at most two minutes. A larger one
    /// is added to an idea that has words.
    pub recording: Option<Base64<Vec<u8>>>,
    /// True if the sender, signed in, writes it down for somebody else.
    #[oai(default)]
    pub for_other: bool,
    /// How to be answered: `phone`, `email`, `through_head` or `link`; by the contact that was left if empty,
    /// through the head of the village or the teacher if there is none.
    #[oai(default)]
    pub answer_channel: String,
    /// The key of the draft this was. The same words under the same key are the same idea for ever, and the
    /// draft is forgotten.
    pub draft_key: Option<Uuid>,
    /// The campaign it is told to, by its part of addresses.
    pub campaign: Option<String>,
    /// How old the author is: `under_7`, `from_7` (under 16) or `adult`. Asked of pupils; empty otherwise.
    #[oai(default)]
    pub age: String,
    /// The name of a child's parent or guardian.
    #[oai(default)]
    pub guardian_name: String,
    /// How they are reached. Needed before the name or the pictures of a child can become public.
    #[oai(default)]
    pub guardian_contact: String,
    /// How somebody whose idea is written down for them agreed: `paper`, as on a slip, or `spoken`.
    #[oai(default)]
    pub consent_channel: String,
}

impl Example for SendIdea {
    fn example() -> Self {
        Self {
            unit_id: None,
            title: String::new(),
            before: "Trước đây mỗi lần họp thôn phải đi gọi từng nhà.".into(),
            proposal: "Tôi lập nhóm tin nhắn cho từng cụm mười nhà.".into(),
            outcome: "Nhờ vậy mười phút là cả thôn biết.".into(),
            done_already: true,
            field: "administration".into(),
            place: "Thôn 3".into(),
            beneficiaries: "Bà con trong thôn".into(),
            author_name: "Nguyễn Văn An".into(),
            author_kind: "citizen".into(),
            name_public: true,
            pictures_public: false,
            phone: "0912345678".into(),
            email: String::new(),
            recording: None,
            for_other: false,
            answer_channel: "phone".into(),
            draft_key: None,
            campaign: None,
            age: String::new(),
            guardian_name: String::new(),
            guardian_contact: String::new(),
            consent_channel: String::new(),
        }
    }
}

impl SendIdea {
    /// The author's age and guardian, and how the consents were given.
    pub fn standing(&self, lang: Lang) -> Standing {
        Standing {
            age: self.age.clone(),
            guardian_name: self.guardian_name.clone(),
            guardian_contact: self.guardian_contact.clone(),
            channel: self.consent_channel.clone(),
            lang,
        }
    }
}

impl From<SendIdea> for CardInput {
    fn from(told: SendIdea) -> Self {
        Self {
            title: told.title,
            before: told.before,
            proposal: told.proposal,
            outcome: told.outcome,
            done_already: told.done_already,
            field: told.field,
            place: told.place,
            beneficiaries: told.beneficiaries,
            author_name: told.author_name,
            author_kind: told.author_kind,
            name_public: told.name_public,
            pictures_public: told.pictures_public,
            phone: told.phone,
            email: told.email,
            answer_channel: told.answer_channel,
        }
    }
}

/// Thanks in a person's own words.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none, example)]
pub struct ThankIdea {
    /// What is said to the author.
    pub words: String,
    /// Who goes along with the idea from here on; whoever thanks, if left out. Who may not say so is not asked.
    pub companion_id: Option<Uuid>,
}

impl Example for ThankIdea {
    fn example() -> Self {
        Self {
            words: "Cảm ơn bác An, cách làm này thôn tôi cũng cần.".into(), companion_id: None
        }
    }
}

/// Who goes along with an idea.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none, example)]
pub struct AssignIdea {
    /// The person who answers the author by name.
    pub companion_id: Uuid,
}

impl Example for AssignIdea {
    fn example() -> Self {
        Self { companion_id: Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0042) }
    }
}

/// A person's words to another.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none, example)]
pub struct IdeaWords {
    /// What is said.
    pub words: String,
}

impl Example for IdeaWords {
    fn example() -> Self {
        Self { words: "Bác cho hỏi thêm: nhà mình làm mấy ngày thì xong?".into() }
    }
}

/// Words of whoever holds the private link.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none, example)]
pub struct IdeaWordsByLink {
    /// The secret part of the link.
    pub tracking_token: String,
    /// What is said.
    pub words: String,
}

impl Example for IdeaWordsByLink {
    fn example() -> Self {
        Self {
            tracking_token: "abcdefghijklmnopqrstuvwxyz".into(),
            words: "Nhà tôi làm hai buổi là xong, hết ba trăm nghìn đồng.".into(),
        }
    }
}

/// An idea recorded as applied.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none, example)]
pub struct ApplyIdea {
    /// The day it was first applied, `YYYY-MM-DD`.
    pub applied_on: String,
    /// What was seen: a visit, a confirmation.
    pub evidence: String,
    /// How it was before the trial and how it is after; needed where it was tried.
    #[oai(default)]
    pub result_note: String,
    /// A line to the author.
    pub words: Option<String>,
}

impl Example for ApplyIdea {
    fn example() -> Self {
        Self {
            applied_on: "2026-10-05".into(),
            evidence: "Đã đến xem tại nhà văn hóa thôn 3.".into(),
            result_note: "Trước phải chờ ba ngày, nay có ngay trong buổi.".into(),
            words: Some("Cảm ơn bác, tôi đã đến xem và thấy cách làm rất gọn.".into()),
        }
    }
}

/// The commune's look before the gold book: four yes/no conditions, no points.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none, example)]
pub struct HonourIdea {
    /// A line to the author.
    pub words: String,
    /// New in this unit (NĐ 13/2012 Đ.3.1.a).
    pub new_here: bool,
    /// Applied or tried (Đ.3.1.b).
    pub in_use: bool,
    /// Of practical benefit (Đ.3.1.b).
    pub beneficial: bool,
    /// None of the excluded cases (Đ.3.2).
    pub not_excluded: bool,
}

impl Example for HonourIdea {
    fn example() -> Self {
        Self {
            words: "Cảm ơn bác, cách làm đã vào Sổ vàng của xã.".into(),
            new_here: true,
            in_use: true,
            beneficial: true,
            not_excluded: true,
        }
    }
}

/// An answer to an idea that is not applied.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none, example)]
pub struct AnswerIdea {
    /// The coded reason, e.g. `needs_budget`.
    pub reason: String,
    /// What the author can do next: `revise`, `elsewhere` or `idea_bank`.
    pub next_step: String,
    /// What is said to the author.
    pub words: String,
}

impl Example for AnswerIdea {
    fn example() -> Self {
        Self {
            reason: "needs_budget".into(),
            next_step: "idea_bank".into(),
            words: "Ý tưởng rất hay, xã sẽ đưa vào kế hoạch kinh phí năm sau.".into(),
        }
    }
}

/// Proof of holding an idea's private link.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none, example)]
pub struct ClaimIdea {
    /// The idea's code.
    pub code: String,
    /// The secret part of its tracking link.
    pub tracking_token: String,
}

impl Example for ClaimIdea {
    fn example() -> Self {
        Self { code: "SK-SH-2026-0001".into(), tracking_token: "abcdefghijklmnopqrstuvwxyz".into() }
    }
}

/// "Tôi cũng làm theo".
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none, example)]
pub struct ReportReuse {
    /// Who did it, as they wish to be named.
    pub who: String,
    /// Where.
    pub place: String,
    /// A way to ask back; never public.
    #[oai(default)]
    pub contact: String,
}

impl Example for ReportReuse {
    fn example() -> Self {
        Self { who: "Chi hội Phụ nữ thôn 5".into(), place: "Thôn 5".into(), contact: String::new() }
    }
}

/// A word on what the public may see.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none, example)]
pub struct GiveConsent {
    /// `self`, `child` or `guardian`; the author's own if empty. A guardian's only from who wrote the idea down.
    #[oai(default)]
    pub capacity: String,
    /// The guardian's name, where the word is theirs.
    #[oai(default)]
    pub given_by: String,
    /// `web`; or `paper` or `spoken` from who writes it down. Empty for the usual one.
    #[oai(default)]
    pub channel: String,
}

impl Example for GiveConsent {
    fn example() -> Self {
        Self { capacity: String::new(), given_by: String::new(), channel: String::new() }
    }
}

/// Who must agree for a child.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none, example)]
pub struct AskGuardian {
    /// Their name.
    pub name: String,
    /// An e-mail address, a telephone number, or who passes it on.
    pub contact: String,
}

impl Example for AskGuardian {
    fn example() -> Self {
        Self { name: "Nguyễn Thị Hoa".into(), contact: "hoa@example.vn".into() }
    }
}
