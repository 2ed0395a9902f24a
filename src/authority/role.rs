//! The roles of the product; each is held in one unit and reaches everything below it.

crate::words! {
    /// What a person does for a unit.
    Role {
        /// Đầu mối của đơn vị: thanks, answers, records as applied.
        Coordinator = "coordinator",
        /// Trưởng thôn, giáo viên chủ nhiệm: enters ideas for others and thanks.
        VillageHead = "village_head",
        /// Một cửa: receives recognition dossiers.
        IntakeOfficer = "intake_officer",
        /// Ủy viên thư ký: rounds, markers, sessions, minutes.
        CouncilSecretary = "council_secretary",
        /// Ủy viên hội đồng: scores and votes.
        CouncilMember = "council_member",
        /// Chủ tịch hội đồng: reveals, runs the session.
        CouncilChair = "council_chair",
        /// Người đứng đầu đơn vị: signs recognition.
        UnitHead = "unit_head",
        /// Công chức thi đua khen thưởng.
        CommendationClerk = "commendation_clerk",
        /// Chủ tịch UBND xã: decides Giấy khen.
        CommuneChair = "commune_chair",
        /// Kế toán: pays bonuses.
        Accountant = "accountant",
        /// Văn phòng Đảng ủy: reads and reports.
        PartyObserver = "party_observer",
        /// Cấp tỉnh: reads.
        ProvincialViewer = "provincial_viewer",
        /// Hides what must not stand.
        Moderator = "moderator",
        /// Looks after personal data.
        DataProtectionOfficer = "data_protection_officer",
        /// Runs the installation; sees no scores, votes or confidential parts.
        Administrator = "administrator",
    }
}

impl Role {
    /// True for the work of a desk, which somebody else may do while its holder is away. Signing, voting, paying
    /// and administering stay with the person.
    pub const fn passes_to_deputies(self) -> bool {
        match self {
            Self::Coordinator
            | Self::VillageHead
            | Self::IntakeOfficer
            | Self::CommendationClerk
            | Self::Moderator => true,
            Self::CouncilSecretary
            | Self::CouncilMember
            | Self::CouncilChair
            | Self::UnitHead
            | Self::CommuneChair
            | Self::Accountant
            | Self::PartyObserver
            | Self::ProvincialViewer
            | Self::DataProtectionOfficer
            | Self::Administrator => false,
        }
    }
}
