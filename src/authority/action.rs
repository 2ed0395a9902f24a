//! Every verb of the product that somebody may be refused.

crate::words! {
    /// A verb and its object.
    #[expect(missing_docs, reason = "each name is the verb and its object")]
    Action {
        ReadUnits = "unit.read",
        ManageUnits = "unit.manage",
        ReadPeople = "person.read",
        ManagePeople = "person.manage",
        ManageRoles = "role.manage",
        ReadAudit = "audit.read",
        OperateSystem = "system.operate",

        SendIdea = "idea.send",
        RecordIdeaForOther = "idea.record_for_other",
        ReadIdea = "idea.read",
        HearIdea = "idea.hear",
        TranscribeIdea = "idea.transcribe",
        ClaimIdea = "idea.claim",
        ThankIdea = "idea.thank",
        AssignIdea = "idea.assign",
        AnswerIdea = "idea.answer",
        ReplyIdea = "idea.reply",
        HonourIdea = "idea.honour",
        WithdrawIdea = "idea.withdraw",
        HideIdea = "idea.hide",
        ConfirmReuse = "idea.confirm_reuse",

        DraftDossier = "dossier.draft",
        ReadDossier = "dossier.read",
        EditDossier = "dossier.edit",
        SubmitDossier = "dossier.submit",
        WithdrawDossier = "dossier.withdraw",
        ConfirmShare = "dossier.confirm_share",
        IntakeDossier = "dossier.intake",
        SignRecognition = "dossier.sign_recognition",

        ReadCouncil = "council.read",
        ManageCouncil = "council.manage",
        ManageRound = "round.manage",
        ReadRound = "round.read",
        AssignMarkers = "round.assign",
        ScoreDossier = "sheet.score",
        ReadOwnSheet = "sheet.read_own",
        RevealScores = "round.reveal",
        ReadRevealedScores = "round.read_revealed",
        RunSession = "session.run",
        ReadMinutes = "session.read_minutes",

        NominateCommendation = "commendation.nominate",
        ReadCommendation = "commendation.read",
        DecideCommendation = "commendation.decide",
        DeclineCommendation = "commendation.decline",
        AwardCommendation = "commendation.award",
        RevokeCommendation = "commendation.revoke",
    }
}
