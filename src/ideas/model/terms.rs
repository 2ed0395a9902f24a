//! The closed sets of words of an idea.

use crate::{authority::Action, words};

words! {
    /// Where an idea stands (workflow 11.1).
    State {
        /// Đã tiếp nhận: waits for a person's thanks.
        Received = "received",
        /// Đã cảm ơn: waits for somebody who goes along with it.
        Thanked = "thanked",
        /// Đang xem xét: its companion works out an answer.
        Screening = "screening",
        /// Cần tác giả bổ sung: a question waits for the author.
        NeedsInfo = "needs_info",
        /// Đã áp dụng: waits for the commune's look before the gold book.
        Applied = "applied",
        /// Ghi danh Sổ vàng.
        Honoured = "honoured",
        /// Đã trả lời, chưa áp dụng.
        Answered = "answered",
        /// Trong Kho ý tưởng.
        Parked = "parked",
        /// Là phản ánh, kiến nghị: shown the way there.
        RedirectedFeedback = "redirected_feedback",
        /// Tác giả đã rút lại.
        Withdrawn = "withdrawn",
    }
}

/// Who has to act next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acts {
    /// Whoever holds the desk of the unit.
    Desk,
    /// The person who goes along with the idea.
    Companion,
    /// The author.
    Author,
    /// Whoever holds the desk of the commune.
    Commune,
}

impl State {
    /// Who acts next; nobody where the way has ended.
    pub const fn acts(self) -> Option<Acts> {
        match self {
            Self::Received | Self::Thanked => Some(Acts::Desk),
            Self::Screening => Some(Acts::Companion),
            Self::NeedsInfo => Some(Acts::Author),
            Self::Applied => Some(Acts::Commune),
            Self::Honoured | Self::Answered | Self::Parked | Self::RedirectedFeedback | Self::Withdrawn => {
                None
            }
        }
    }

    /// True where nobody has to act any more.
    pub const fn is_final(self) -> bool {
        self.acts().is_none()
    }
}

words! {
    /// What may be done to an idea (workflow 11.1).
    Verb {
        /// Thank the author in a person's own words.
        Thank = "thank",
        /// Say who goes along with it.
        Assign = "assign",
        /// Ask the author one question.
        Ask = "ask",
        /// Reply to the question.
        Reply = "reply",
        /// Record it as applied, with evidence.
        Apply = "apply",
        /// Write it into the gold book.
        Honour = "honour",
        /// Answer with a reason and a next step.
        Answer = "answer",
        /// Keep it in the bank of ideas.
        Park = "park",
        /// Take it up again.
        Reopen = "reopen",
        /// Show a complaint the way to where complaints are answered.
        Redirect = "redirect",
        /// Make it one's own by the private link.
        Claim = "claim",
        /// Take it back.
        Withdraw = "withdraw",
    }
}

impl Verb {
    /// The permission it needs.
    pub const fn action(self) -> Action {
        match self {
            Self::Thank => Action::ThankIdea,
            Self::Assign => Action::AssignIdea,
            Self::Ask | Self::Apply | Self::Answer | Self::Park | Self::Redirect => Action::AnswerIdea,
            Self::Honour => Action::HonourIdea,
            Self::Reply | Self::Reopen => Action::ReplyIdea,
            Self::Claim => Action::ClaimIdea,
            Self::Withdraw => Action::WithdrawIdea,
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
        /// Somebody goes along with it.
        Assigned = "assigned",
        /// The author was asked a question.
        Asked = "asked",
        /// The author replied.
        Replied = "replied",
        /// Applied, with evidence.
        Applied = "applied",
        /// Written into the gold book.
        Honoured = "honoured",
        /// Answered with a reason.
        Answered = "answered",
        /// Kept in the bank of ideas.
        Parked = "parked",
        /// Taken up again.
        Reopened = "reopened",
        /// Shown the way to where complaints are answered.
        Redirected = "redirected",
        /// Claimed by its author.
        Claimed = "claimed",
        /// What the author said was written down.
        Transcribed = "transcribed",
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
