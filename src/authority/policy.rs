//! The one table of permissions.

use super::{Action, Actor, Resource, Role, Scope};

/// One way in which an action is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allow {
    /// Everybody, signed in or not.
    Anyone,
    /// Everybody who is signed in.
    SignedIn,
    /// The persons the thing belongs to.
    Owner,
    /// The persons assigned to the thing.
    Assigned,
    /// Holders of a role whose unit reaches the thing's unit.
    Holder(Role),
    /// Holders of a role anywhere.
    HolderAnywhere(Role),
}

use Allow::{Anyone, Assigned, Holder, HolderAnywhere, Owner, SignedIn};
use Role::{
    Accountant, Administrator, CommendationClerk, CommuneChair, Coordinator, CouncilChair, CouncilMember,
    CouncilSecretary, DataProtectionOfficer, IntakeOfficer, Moderator, PartyObserver, ProvincialViewer,
    UnitHead, VillageHead,
};

/// How an action is allowed; whatever is not listed is refused.
pub fn allows(action: Action) -> &'static [Allow] {
    match action {
        Action::ReadUnits => &[Anyone],
        Action::ManageUnits | Action::ManagePeople | Action::ManageRoles => &[Holder(Administrator)],
        Action::ManageDesks => &[Holder(Administrator), Holder(UnitHead)],
        Action::ReadPeople => &[
            Owner,
            Holder(Administrator),
            Holder(Coordinator),
            Holder(VillageHead),
            Holder(CouncilSecretary),
            Holder(CommendationClerk),
            Holder(DataProtectionOfficer),
        ],
        Action::ReadAudit | Action::OperateSystem => &[HolderAnywhere(Administrator)],

        Action::SendIdea => &[Anyone],
        Action::RecordIdeaForOther => &[Holder(Coordinator), Holder(VillageHead)],
        Action::ReadIdea => &[
            Owner,
            Assigned,
            Holder(Coordinator),
            Holder(VillageHead),
            Holder(UnitHead),
            Holder(CommendationClerk),
            Holder(CommuneChair),
            Holder(Moderator),
            Holder(PartyObserver),
            Holder(ProvincialViewer),
        ],
        // A voice is more of a person than their words: those who work on the idea, and nobody who looks on.
        Action::HearIdea => &[Owner, Assigned, Holder(Coordinator), Holder(VillageHead), Holder(UnitHead)],
        Action::TranscribeIdea => &[Assigned, Holder(Coordinator)],
        Action::ClaimIdea => &[SignedIn],
        Action::ThankIdea => &[Holder(Coordinator), Holder(VillageHead), Holder(UnitHead)],
        Action::AssignIdea => &[Holder(Coordinator), Holder(UnitHead)],
        Action::AnswerIdea => &[Assigned, Holder(Coordinator), Holder(UnitHead)],
        Action::ReplyIdea => &[Owner],
        // Asked of the commune itself: a coordinator of one village does not write the commune's book.
        Action::HonourIdea => &[Holder(Coordinator)],
        Action::ConfirmReuse => &[Holder(Coordinator)],
        Action::WithdrawIdea | Action::SayConsent => &[Owner],
        Action::ReadConsents => &[
            Owner,
            Assigned,
            Holder(Coordinator),
            Holder(VillageHead),
            Holder(UnitHead),
            Holder(DataProtectionOfficer),
        ],
        Action::HideIdea => &[Holder(Moderator)],
        Action::ForwardIdea => &[Assigned, Holder(Coordinator)],
        // Asked of the unit the idea is handed to.
        Action::TakeOverIdea => &[Holder(Coordinator), Holder(UnitHead)],
        Action::ApproveTrial => &[Holder(UnitHead), Holder(CommuneChair)],
        Action::AppealHiding => &[Owner],
        Action::DecideAppeal => &[Holder(Moderator), Holder(CommuneChair)],
        Action::ReadHiddenIdea => &[Owner, Holder(Moderator), Holder(CommuneChair)],

        Action::ManageCampaigns => &[Holder(Coordinator), Holder(UnitHead), Holder(CommuneChair)],
        // Which units have nothing yet is for those who can go and ask, never for a ranking.
        Action::ReadUnitsWithout => {
            &[Holder(Coordinator), Holder(UnitHead), Holder(CommuneChair), Holder(PartyObserver)]
        }

        Action::DraftDossier => &[SignedIn],
        Action::ReadDossier => &[
            Owner,
            Holder(IntakeOfficer),
            Holder(CouncilSecretary),
            Holder(CouncilChair),
            Holder(UnitHead),
            Holder(CommendationClerk),
            Holder(CommuneChair),
        ],
        Action::EditDossier | Action::SubmitDossier | Action::WithdrawDossier | Action::ConfirmShare => {
            &[Owner]
        }
        Action::IntakeDossier => &[Holder(IntakeOfficer)],
        Action::SignRecognition => &[Holder(UnitHead), Holder(CommuneChair)],

        Action::ReadCouncil => &[Assigned, Holder(CouncilSecretary), Holder(CouncilChair), Holder(UnitHead)],
        Action::ManageCouncil => &[Holder(CouncilSecretary), Holder(UnitHead)],
        Action::ManageRound | Action::AssignMarkers => &[Holder(CouncilSecretary)],
        Action::ReadRound => &[
            Assigned,
            Holder(CouncilSecretary),
            Holder(CouncilChair),
            Holder(CouncilMember),
            Holder(UnitHead),
        ],
        // Only the marker: neither the chair nor the secretary sees a sheet before the reveal.
        Action::ScoreDossier | Action::ReadOwnSheet => &[Assigned],
        Action::RevealScores => &[Holder(CouncilChair)],
        Action::ReadRevealedScores => {
            &[Assigned, Holder(CouncilSecretary), Holder(CouncilChair), Holder(UnitHead)]
        }
        Action::RunSession => &[Holder(CouncilSecretary), Holder(CouncilChair)],
        Action::ReadMinutes => &[Assigned, Holder(CouncilSecretary), Holder(CouncilChair), Holder(UnitHead)],

        Action::NominateCommendation => &[
            Holder(CommendationClerk),
            Holder(Coordinator),
            Holder(VillageHead),
            Holder(UnitHead),
            Holder(CommuneChair),
        ],
        Action::ReadCommendation => &[
            Owner,
            Holder(CommendationClerk),
            Holder(CommuneChair),
            Holder(Accountant),
            Holder(PartyObserver),
        ],
        Action::DecideCommendation => &[Holder(CommuneChair)],
        Action::DeclineCommendation | Action::AwardCommendation => {
            &[Holder(CommendationClerk), Holder(CommuneChair)]
        }
        Action::RevokeCommendation => &[Holder(CommuneChair)],
    }
}

/// The reading that comes before a verb: who may not read the thing may not learn that it exists.
pub fn reading(action: Action) -> Option<Action> {
    match action {
        Action::ThankIdea
        | Action::AssignIdea
        | Action::AnswerIdea
        | Action::ReplyIdea
        | Action::WithdrawIdea
        | Action::SayConsent
        | Action::HideIdea
        | Action::ForwardIdea
        | Action::ApproveTrial
        | Action::ReadIdea
        | Action::HearIdea
        | Action::TranscribeIdea
        | Action::ConfirmReuse => Some(Action::ReadIdea),
        Action::AppealHiding | Action::DecideAppeal | Action::ReadHiddenIdea => Some(Action::ReadHiddenIdea),
        Action::ReadConsents => Some(Action::ReadConsents),
        Action::ReadDossier
        | Action::EditDossier
        | Action::SubmitDossier
        | Action::WithdrawDossier
        | Action::ConfirmShare
        | Action::IntakeDossier
        | Action::SignRecognition => Some(Action::ReadDossier),
        Action::ReadCouncil | Action::ManageCouncil => Some(Action::ReadCouncil),
        Action::ReadRound
        | Action::ManageRound
        | Action::AssignMarkers
        | Action::RevealScores
        | Action::ReadRevealedScores
        | Action::RunSession
        | Action::ReadMinutes => Some(Action::ReadRound),
        Action::ScoreDossier | Action::ReadOwnSheet => Some(Action::ReadOwnSheet),
        Action::ReadCommendation
        | Action::DecideCommendation
        | Action::DeclineCommendation
        | Action::AwardCommendation
        | Action::RevokeCommendation => Some(Action::ReadCommendation),
        Action::ReadPeople | Action::ManagePeople => Some(Action::ReadPeople),
        Action::ReadUnits
        | Action::ManageUnits
        | Action::ManageRoles
        | Action::ManageDesks
        | Action::ReadAudit
        | Action::OperateSystem
        | Action::SendIdea
        | Action::RecordIdeaForOther
        | Action::ClaimIdea
        // Asked of the commune, after the idea itself was read.
        | Action::HonourIdea
        // Asked of the unit it is handed to, likewise.
        | Action::TakeOverIdea
        | Action::DraftDossier
        // What was told, everybody may read; drafts are found within the scope only.
        | Action::ManageCampaigns
        | Action::ReadUnitsWithout
        | Action::NominateCommendation => None,
    }
}

fn grants(allow: Allow, actor: &Actor, on: &Resource) -> bool {
    let is = |persons: &[super::PersonId]| actor.person.is_some_and(|person| persons.contains(&person));
    match allow {
        Anyone => true,
        SignedIn => actor.account.is_some(),
        Owner => is(&on.owners),
        Assigned => is(&on.assigned),
        Holder(role) => on.unit.is_some_and(|unit| actor.holds(role, unit)),
        HolderAnywhere(role) => actor.holds_anywhere(role),
    }
}

/// Decides whether `actor` may do `action` on `on`. Every check of the product runs through here.
pub fn may(actor: &Actor, action: Action, on: &Resource) -> bool {
    actor.system || allows(action).iter().any(|allow| grants(*allow, actor, on))
}

/// The role that allows it, for the audit log.
pub fn role_for(actor: &Actor, action: Action, on: &Resource) -> Option<Role> {
    allows(action).iter().find_map(|allow| match allow {
        Holder(role) | HolderAnywhere(role) if grants(*allow, actor, on) => Some(*role),
        _ => None,
    })
}

/// The rows an actor may reach by an action.
pub fn scope(actor: &Actor, action: Action) -> Scope {
    let allows = allows(action);
    let mut units = Vec::new();
    for allow in allows {
        if let Holder(role) = allow {
            let held = actor.grants.iter().filter(|grant| grant.role == *role);
            units.extend(held.flat_map(|grant| grant.reaches.iter().copied()));
        }
    }
    units.sort_unstable();
    units.dedup();
    let own = allows.iter().any(|allow| matches!(allow, Owner | Assigned));
    Scope { person: if own { actor.person } else { None }, units, everything: actor.system }
}

/// The whole table as Markdown: `openapi/authorization.md`.
pub fn matrix() -> String {
    let mut text = String::from(
        "# Who may do what\n\nPrinted from `src/authority/policy.rs`; a test compares it. A role reaches its unit and every \
         unit below. What is not listed is refused; who may not read a thing is told that it does not exist.\n\n\
         | action | allowed to |\n|---|---|\n",
    );
    for action in Action::ALL {
        let who: Vec<String> = allows(*action)
            .iter()
            .map(|allow| match allow {
                Anyone => "anyone".to_owned(),
                SignedIn => "anyone signed in".to_owned(),
                Owner => "whom it belongs to".to_owned(),
                Assigned => "whom it is assigned to".to_owned(),
                Holder(role) => role.as_str().to_owned(),
                HolderAnywhere(role) => format!("{} of any unit", role.as_str()),
            })
            .collect();
        text.push_str(&format!("| `{}` | {} |\n", action.as_str(), who.join(", ")));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authority::{AccountId, Grant, PersonId, UnitId};
    use uuid::Uuid;

    fn unit(n: u128) -> UnitId {
        UnitId(Uuid::from_u128(n))
    }

    fn person(n: u128, grants: Vec<Grant>) -> Actor {
        Actor {
            person: Some(PersonId(Uuid::from_u128(n))),
            account: Some(AccountId(Uuid::from_u128(n))),
            name: "Người thử".into(),
            grants,
            system: false,
        }
    }

    #[test]
    fn a_role_reaches_down_but_not_sideways() {
        let grant =
            Grant { role: Coordinator, unit: unit(1), reaches: vec![unit(1), unit(2)], on_behalf_of: None };
        let actor = person(1, vec![grant]);
        assert!(may(&actor, Action::ThankIdea, &Resource::of_unit(unit(2))));
        assert!(!may(&actor, Action::ThankIdea, &Resource::of_unit(unit(3))));
    }

    #[test]
    fn nobody_but_the_marker_reaches_a_sheet() {
        let everywhere = Role::ALL
            .iter()
            .map(|role| Grant { role: *role, unit: unit(1), reaches: vec![unit(1)], on_behalf_of: None })
            .collect();
        let powerful = person(1, everywhere);
        let sheet = Resource::of_unit(unit(1)).assigned_to([PersonId(Uuid::from_u128(2))]);
        assert!(!may(&powerful, Action::ReadOwnSheet, &sheet));
        assert!(may(&person(2, Vec::new()), Action::ReadOwnSheet, &sheet));
    }

    #[test]
    fn the_refusal_hides_what_may_not_be_known() {
        let idea = Resource::of_unit(unit(1));
        let code = |actor: &Actor| actor.require(Action::ThankIdea, &idea).unwrap_err().code();
        assert_eq!(code(&Actor::public()), Some(crate::foundation::Code::SignInNeeded));
        assert_eq!(code(&person(1, Vec::new())), Some(crate::foundation::Code::NotFound));
        let reader = Grant { role: PartyObserver, unit: unit(1), reaches: vec![unit(1)], on_behalf_of: None };
        assert_eq!(code(&person(1, vec![reader])), Some(crate::foundation::Code::Forbidden));
    }
}
