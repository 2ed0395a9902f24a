//! Đề nghị: what may be proposed, for whom, by which form.

use crate::{
    authority::{PersonId, UnitId},
    commendations::model::{
        Commendation, CommendationId, Form, Nomination, Nominee, Proof, Recipient, RecipientId,
        RecipientKind, State,
    },
    foundation::{Code, Instant, Law, Result, Version, Violations, text},
};

/// Somebody who was nominated or honoured for the same achievement before and whose award still lives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// Individual, household or collective.
    pub kind: RecipientKind,
    /// The person, where they are known.
    pub person: Option<PersonId>,
    /// The name on the certificate.
    pub name: String,
}

/// Who proposes, and where the decision will fall.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nominator {
    /// The person, absent for the command line.
    pub person: Option<PersonId>,
    /// Their name.
    pub name: String,
    /// The unit whose head signs.
    pub deciding_unit: UnitId,
}

/// What a nomination is weighed against.
#[derive(Clone, Debug)]
pub struct Grounds<'a> {
    /// The achievement.
    pub proof: Proof,
    /// The form asked for.
    pub form: &'a Form,
    /// Everybody with a living award for this achievement.
    pub earlier: &'a [Earlier],
}

/// Opens a case.
///
/// # Errors
/// `AchievementUnproven` before an application or a recognition; `AlreadyHonoured` where one of the
/// recipients has a living award for this achievement (one achievement, one form); otherwise every broken rule.
pub fn nominate(
    id: CommendationId,
    nomination: Nomination,
    grounds: Grounds<'_>,
    by: Nominator,
    law: &Law,
    now: Instant,
) -> Result<Commendation> {
    let Grounds { proof, form, earlier } = grounds;
    let today = now.date();
    let mut wrong = Violations::new();
    let most = law.count("award_sentence_words", today)?;
    let words = u32::try_from(nomination.sentence.split(' ').count()).unwrap_or(u32::MAX);
    if words > most {
        let params = [("most", most.to_string()), ("words", words.to_string())];
        wrong.add_with(Code::TooManyWords, "/sentence", params);
    }
    if !nomination.basis.is_simplified() && nomination.minutes_ref.is_none() {
        wrong.add(Code::CouncilMinutesNeeded, "/minutes_ref");
    }
    for (at, nominee) in nomination.recipients.iter().enumerate() {
        let fits = form.recipient_kinds.contains(&nominee.kind);
        wrong.unless(fits, Code::FormNotForRecipient, &format!("/recipients/{at}/kind"));
        let before = nomination.recipients.iter().take(at).map(Earlier::of);
        let twice = before.into_iter().any(|other| same(&other, &Earlier::of(nominee)));
        wrong.unless(!twice, Code::AlreadyExists, &format!("/recipients/{at}/name"));
    }
    wrong.into_result()?;
    if !proof.proven {
        return Err(Code::AchievementUnproven.into());
    }
    let honoured = |nominee: &Nominee| earlier.iter().any(|other| same(other, &Earlier::of(nominee)));
    if nomination.recipients.iter().any(honoured) {
        return Err(Code::AlreadyHonoured.into());
    }
    let due = law.holidays.after(today, law.count("award_processing", today)?);
    Ok(Commendation {
        id,
        code: String::new(),
        unit: by.deciding_unit,
        form: form.code.clone(),
        basis: nomination.basis,
        achievement: proof.achievement,
        sentence: nomination.sentence,
        criteria_ref: nomination.criteria_ref,
        minutes_ref: nomination.minutes_ref,
        recipients: nomination.recipients.into_iter().map(|nominee| recipient(nominee, now)).collect(),
        nominated_by: by.person,
        nominator_name: by.name,
        nominated_at: now,
        due_at: Instant::end_of(due),
        changed_at: now,
        state: State::Nominated,
        version: Version::FIRST,
    })
}

fn recipient(nominee: Nominee, now: Instant) -> Recipient {
    Recipient {
        id: RecipientId::new(now),
        kind: nominee.kind,
        person: nominee.person,
        name: nominee.name,
        address_or_unit: nominee.address_or_unit,
        under_16: nominee.under_16,
        certificate: None,
    }
}

impl Earlier {
    fn of(nominee: &Nominee) -> Self {
        Self { kind: nominee.kind, person: nominee.person, name: nominee.name.clone() }
    }
}

/// Two known persons are compared by who they are; otherwise the name decides, however its tones are placed.
fn same(one: &Earlier, other: &Earlier) -> bool {
    match (one.person, other.person) {
        (Some(one), Some(other)) => one == other,
        _ => one.kind == other.kind && name_key(&one.name) == name_key(&other.name),
    }
}

/// The syllables of a name with letters and tones, in order.
pub(super) fn name_key(name: &str) -> Vec<String> {
    text::syllables(name).into_iter().map(|syllable| syllable.exact).collect()
}
