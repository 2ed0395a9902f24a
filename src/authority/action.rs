//! Every verb of the product that somebody may be refused.

macro_rules! actions {
    ($($name:ident = $wire:literal;)+) => {
        /// A verb and its object.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "each name is the verb and its object")]
        pub enum Action {
            $($name,)+
        }

        impl Action {
            /// Every action, in the order of the matrix.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The wire form, also in the audit log.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $wire,)+
                }
            }
        }
    };
}

actions! {
    ReadUnits = "unit.read";
    ManageUnits = "unit.manage";
    ReadPeople = "person.read";
    ManagePeople = "person.manage";
    ManageRoles = "role.manage";
    ReadAudit = "audit.read";
    OperateSystem = "system.operate";

    SendIdea = "idea.send";
    RecordIdeaForOther = "idea.record_for_other";
    ReadIdea = "idea.read";
    ClaimIdea = "idea.claim";
    ThankIdea = "idea.thank";
    ApplyIdea = "idea.apply";
    AnswerIdea = "idea.answer";
    WithdrawIdea = "idea.withdraw";
    HideIdea = "idea.hide";
    ConfirmReuse = "idea.confirm_reuse";

    DraftDossier = "dossier.draft";
    ReadDossier = "dossier.read";
    EditDossier = "dossier.edit";
    SubmitDossier = "dossier.submit";
    WithdrawDossier = "dossier.withdraw";
    ConfirmShare = "dossier.confirm_share";
    IntakeDossier = "dossier.intake";
    SignRecognition = "dossier.sign_recognition";

    ReadCouncil = "council.read";
    ManageCouncil = "council.manage";
    ManageRound = "round.manage";
    ReadRound = "round.read";
    AssignMarkers = "round.assign";
    ScoreDossier = "sheet.score";
    ReadOwnSheet = "sheet.read_own";
    RevealScores = "round.reveal";
    ReadRevealedScores = "round.read_revealed";
    RunSession = "session.run";
    ReadMinutes = "session.read_minutes";

    NominateCommendation = "commendation.nominate";
    ReadCommendation = "commendation.read";
    DecideCommendation = "commendation.decide";
    DeclineCommendation = "commendation.decline";
    AwardCommendation = "commendation.award";
    RevokeCommendation = "commendation.revoke";
}
