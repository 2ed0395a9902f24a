//! Where a dossier stands, and what may be done to it.

use crate::authority::Action;

crate::words! {
    /// Where a dossier stands (workflows 11.2).
    State {
        /// Đang soạn.
        Draft = "draft",
        /// Đã cấp giấy biên nhận; the request waits at intake.
        ReceiptIssued = "receipt_issued",
        /// Yêu cầu bổ sung.
        SupplementRequested = "supplement_requested",
        /// Hết hạn bổ sung.
        Lapsed = "lapsed",
        /// Chấp nhận đơn; waits for markers.
        Accepted = "accepted",
        /// Từ chối nhận.
        IntakeRefused = "intake_refused",
        /// Chờ áp dụng lần đầu; the decision clock does not run yet.
        AwaitingApplication = "awaiting_application",
        /// Phân công chấm.
        Assigned = "assigned",
        /// Đã chấm.
        Scored = "scored",
        /// Đưa ra họp hội đồng.
        InSession = "in_session",
        /// Hội đồng đồng ý.
        CouncilPassed = "council_passed",
        /// Hội đồng chưa đồng ý.
        CouncilFailed = "council_failed",
        /// Hoãn xét.
        Deferred = "deferred",
        /// Cấp trên đã chấp thuận.
        SuperiorApproval = "superior_approval",
        /// Được công nhận.
        Recognised = "recognised",
        /// Không công nhận.
        NotRecognised = "not_recognised",
        /// Đã rút.
        Withdrawn = "withdrawn",
    }
}

crate::words! {
    /// What may be done to a dossier.
    Verb {
        /// Change the draft.
        Edit = "edit",
        /// Agree to one's own share.
        ConfirmShare = "confirm_share",
        /// Hand it in.
        Submit = "submit",
        /// Ask for a supplement.
        RequestSupplement = "request_supplement",
        /// Answer the defects and hand it in again.
        Supplement = "supplement",
        /// The clock ends a supplement nobody sent.
        Lapse = "lapse",
        /// Accept the request as valid.
        Accept = "accept",
        /// Refuse the request.
        Refuse = "refuse",
        /// Confirm that the first application was completed.
        ConfirmApplication = "confirm_application",
        /// Give it to markers.
        Assign = "assign",
        /// Record that every sheet is in.
        MarkScored = "mark_scored",
        /// Bring it before the council.
        EnterSession = "enter_session",
        /// Record what the council decided.
        Conclude = "conclude",
        /// Record the superior authority's approval.
        RecordSuperiorApproval = "record_superior_approval",
        /// Sign the recognition.
        Recognise = "recognise",
        /// Sign that it is not recognised.
        NotRecognise = "not_recognise",
        /// Take it back.
        Withdraw = "withdraw",
    }
}

impl Verb {
    /// The permission a person needs; none where only the council's own use cases or the clock may do it.
    pub fn action(self) -> Option<Action> {
        match self {
            Self::Edit | Self::Supplement => Some(Action::EditDossier),
            Self::ConfirmShare => Some(Action::ConfirmShare),
            Self::Submit => Some(Action::SubmitDossier),
            Self::RequestSupplement | Self::Accept | Self::Refuse | Self::ConfirmApplication => {
                Some(Action::IntakeDossier)
            }
            Self::RecordSuperiorApproval | Self::Recognise | Self::NotRecognise => {
                Some(Action::SignRecognition)
            }
            Self::Withdraw => Some(Action::WithdrawDossier),
            Self::Lapse | Self::Assign | Self::MarkScored | Self::EnterSession | Self::Conclude => None,
        }
    }
}

/// Whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acts {
    /// The lead author.
    Author,
    /// The intake officer.
    Intake,
    /// The council's secretary.
    Secretary,
    /// The markers.
    Markers,
    /// The council.
    Council,
    /// The head who signs.
    Head,
}

impl Acts {
    /// The wire form; the sentence is `dossier_next_<wire form>`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::Intake => "intake",
            Self::Secretary => "secretary",
            Self::Markers => "markers",
            Self::Council => "council",
            Self::Head => "head",
        }
    }
}

impl State {
    /// Who acts next; nobody once it is over.
    pub fn acts(self) -> Option<Acts> {
        match self {
            Self::Draft | Self::SupplementRequested => Some(Acts::Author),
            Self::ReceiptIssued | Self::AwaitingApplication => Some(Acts::Intake),
            Self::Accepted | Self::Scored | Self::Deferred => Some(Acts::Secretary),
            Self::Assigned => Some(Acts::Markers),
            Self::InSession => Some(Acts::Council),
            Self::CouncilPassed | Self::CouncilFailed | Self::SuperiorApproval => Some(Acts::Head),
            Self::Lapsed | Self::IntakeRefused | Self::Recognised | Self::NotRecognised | Self::Withdrawn => {
                None
            }
        }
    }

    /// True once nothing more happens.
    pub fn is_final(self) -> bool {
        self.acts().is_none()
    }

    /// True while the dossier holds its idea: after a no or a withdrawal the idea may be filed again.
    pub fn holds_idea(self) -> bool {
        !self.is_final() || self == Self::Recognised
    }

    /// True if the verb is open in this state (workflows 11.2).
    pub fn takes(self, verb: Verb) -> bool {
        match verb {
            Verb::Edit | Verb::ConfirmShare => matches!(self, Self::Draft | Self::SupplementRequested),
            Verb::Submit => self == Self::Draft,
            Verb::RequestSupplement | Verb::Accept | Verb::Refuse => self == Self::ReceiptIssued,
            Verb::Supplement | Verb::Lapse => self == Self::SupplementRequested,
            Verb::ConfirmApplication => self == Self::AwaitingApplication,
            Verb::Assign => self == Self::Accepted,
            Verb::MarkScored => self == Self::Assigned,
            Verb::EnterSession => matches!(self, Self::Scored | Self::Deferred),
            Verb::Conclude => self == Self::InSession,
            Verb::RecordSuperiorApproval => self == Self::CouncilPassed,
            Verb::Recognise => matches!(self, Self::CouncilPassed | Self::SuperiorApproval),
            Verb::NotRecognise => self == Self::CouncilFailed,
            Verb::Withdraw => !self.is_final(),
        }
    }
}
