//! The closed sets of words of an idea.

use crate::words;

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
