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
        /// Đã chuyển nơi phù hợp: waits for the other unit to take it.
        Forwarded = "forwarded",
        /// Đang áp dụng thử.
        Trial = "trial",
        /// Thử chưa thành: an honest result, with thanks.
        TrialFailed = "trial_failed",
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
        /// Tạm ẩn.
        Hidden = "hidden",
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
    /// Whoever holds the desk of the unit it is handed to.
    TargetDesk,
    /// Whoever holds the desk of the commune.
    Commune,
    /// A moderator other than the one who hid it.
    Moderator,
}

impl State {
    /// Who acts next; nobody where the way has ended.
    pub const fn acts(self) -> Option<Acts> {
        match self {
            Self::Received | Self::Thanked => Some(Acts::Desk),
            Self::Screening | Self::Trial => Some(Acts::Companion),
            Self::NeedsInfo => Some(Acts::Author),
            Self::Forwarded => Some(Acts::TargetDesk),
            Self::Applied => Some(Acts::Commune),
            Self::Honoured
            | Self::TrialFailed
            | Self::Answered
            | Self::Parked
            | Self::RedirectedFeedback
            | Self::Withdrawn
            | Self::Hidden => None,
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
        /// Plan to try it for a while.
        StartTrial = "start_trial",
        /// Let the trial begin.
        ApproveTrial = "approve_trial",
        /// Say no to the plan of a trial.
        DeclineTrial = "decline_trial",
        /// Write down what was seen while it is tried.
        LogTrial = "log_trial",
        /// Record it as applied, with evidence.
        Apply = "apply",
        /// End the trial: it did not work out.
        FailTrial = "fail_trial",
        /// Write it into the gold book.
        Honour = "honour",
        /// Say which condition of the gold book is missing.
        DeclineHonour = "decline_honour",
        /// Answer with a reason and a next step.
        Answer = "answer",
        /// Keep it in the bank of ideas.
        Park = "park",
        /// Take it up again.
        Reopen = "reopen",
        /// Show a complaint the way to where complaints are answered.
        Redirect = "redirect",
        /// Hand it to another unit.
        Forward = "forward",
        /// Take it over from another unit.
        TakeOver = "take_over",
        /// Send it back to where it came from.
        SendBack = "send_back",
        /// Make it one's own by the private link.
        Claim = "claim",
        /// Take it back.
        Withdraw = "withdraw",
        /// Take it out of sight for now.
        Hide = "hide",
        /// Ask that a hiding be looked at again.
        Appeal = "appeal",
        /// Decide about a hiding that is appealed.
        DecideAppeal = "decide_appeal",
    }
}

impl Verb {
    /// The permission it needs.
    pub const fn action(self) -> Action {
        match self {
            Self::Thank => Action::ThankIdea,
            Self::Assign => Action::AssignIdea,
            Self::Ask
            | Self::StartTrial
            | Self::LogTrial
            | Self::FailTrial
            | Self::Apply
            | Self::Answer
            | Self::Park
            | Self::Redirect => Action::AnswerIdea,
            Self::ApproveTrial | Self::DeclineTrial => Action::ApproveTrial,
            Self::Honour | Self::DeclineHonour => Action::HonourIdea,
            Self::Forward => Action::ForwardIdea,
            Self::TakeOver | Self::SendBack => Action::TakeOverIdea,
            Self::Reply | Self::Reopen => Action::ReplyIdea,
            Self::Claim => Action::ClaimIdea,
            Self::Withdraw => Action::WithdrawIdea,
            Self::Hide => Action::HideIdea,
            Self::Appeal => Action::AppealHiding,
            Self::DecideAppeal => Action::DecideAppeal,
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
        /// A plan to try it waits for the head of the unit.
        TrialPlanned = "trial_planned",
        /// The trial began.
        TrialBegun = "trial_begun",
        /// The plan of a trial was declined.
        TrialDeclined = "trial_declined",
        /// Something was seen while it was tried.
        Observed = "observed",
        /// The trial did not work out.
        TrialFailed = "trial_failed",
        /// Applied, with evidence.
        Applied = "applied",
        /// A condition of the gold book is missing.
        HonourDeclined = "honour_declined",
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
        /// Handed to another unit.
        Forwarded = "forwarded",
        /// Taken over by the other unit.
        TakenOver = "taken_over",
        /// Back where it came from.
        SentBack = "sent_back",
        /// Out of sight for now.
        Hidden = "hidden",
        /// The hiding was appealed.
        Appealed = "appealed",
        /// It stays hidden.
        HidingUpheld = "hiding_upheld",
        /// Back in sight.
        Restored = "restored",
        /// Claimed by its author.
        Claimed = "claimed",
        /// What the author said was written down.
        Transcribed = "transcribed",
        /// Withdrawn.
        Withdrawn = "withdrawn",
        /// Somebody did the same.
        Reused = "reused",
        /// Overdue, and told to those above.
        Escalated = "escalated",
    }
}

/// What the clock does about an idea that waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlarmKind {
    /// Tells those above that it is overdue.
    Climb,
    /// Reminds the author of a question.
    Reminder,
}

impl AlarmKind {
    /// The word in the row.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Climb => "climb",
            Self::Reminder => "reminder",
        }
    }
}

words! {
    /// One of the four conditions of the gold book.
    Condition {
        /// New in this unit (NĐ 13/2012 Đ.3.1.a).
        NewHere = "new_here",
        /// Applied or tried (Đ.3.1.b).
        InUse = "in_use",
        /// Of practical benefit (Đ.3.1.b).
        Beneficial = "beneficial",
        /// None of the excluded cases (Đ.3.2).
        NotExcluded = "not_excluded",
    }
}

words! {
    /// Why an idea is out of sight.
    HideReason {
        /// Trái pháp luật.
        Law = "law",
        /// Xúc phạm người khác.
        Defamation = "defamation",
        /// Lộ đời tư.
        Privacy = "privacy",
        /// Tin rác.
        Spam = "spam",
    }
}

words! {
    /// How far an appeal against a hiding has come.
    Appeal {
        /// Waits for a moderator.
        Asked = "asked",
        /// Looked at: it stays hidden.
        Decided = "decided",
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
