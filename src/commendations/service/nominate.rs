//! Somebody proposes a commendation.

use serde_json::json;
use time::Date;

use super::{
    super::{
        model::{Commendation, CommendationId, Nomination, NominationInput, Proof},
        rules::{self, Grounds, Nominator},
        store,
    },
    change,
};
use crate::{
    app::App,
    authority::{Action, Actor, Resource},
    foundation::{
        Code, Law, Result, Violations,
        calendar::add_months,
        idempotency::{Claim, Once},
        numbering,
    },
    people,
};

/// Opens a case; a repeat of the same request answers with the same case.
pub async fn nominate(app: &App, actor: &Actor, input: NominationInput, once: Once) -> Result<Commendation> {
    actor.signed_in()?;
    let mut nomination = Nomination::parse(input)?;
    let now = app.now();
    let today = now.date();
    let reader = app.db.reader();
    let kind = nomination.achievement_kind;
    let proof = store::proof(reader, kind, nomination.achievement_id).await?;
    let proof = permitted(actor, proof)?;
    let form = store::form(reader, &nomination.form, today)
        .await?
        .ok_or_else(|| Violations::one(Code::NotOffered, "/form"))?;
    let unit = store::deciding_unit(reader, proof.unit, &form).await?;
    let law = Law::load(reader).await?;
    known_people(app, &mut nomination, &law, today).await?;

    let id = CommendationId::new(now);
    let tx = app.db.begin_write().await?;
    if let Claim::Repeat(known) = once.claim(&tx, id.0, now).await? {
        return store::by_id(&*tx, CommendationId(known)).await;
    }
    store::lock_achievement(&tx, kind, nomination.achievement_id).await?;
    let earlier = store::earlier(&*tx, kind, nomination.achievement_id).await?;
    let grounds = Grounds { proof, form: &form, earlier: &earlier };
    let by = Nominator { person: actor.person, name: actor.name.clone(), deciding_unit: unit.id };
    let case = rules::nominate(id, nomination, grounds, by, &law, now)?;
    let number = numbering::next(&tx, &format!("commendation/{}/{}", unit.code, today.year())).await?;
    let case = Commendation { code: format!("KT-{}-{}-{number:04}", unit.code, today.year()), ..case };
    store::insert(&tx, &case).await?;
    let note = json!({ "basis": case.basis.as_str(), "recipients": case.recipients.len() });
    change::note_down(&tx, actor, Action::NominateCommendation, &case, "commendation.nominated", note)
        .await?;
    tx.commit().await?;
    Ok(case)
}

/// Lets through who may nominate in the achievement's unit; others do not learn whether it exists.
fn permitted(actor: &Actor, proof: Option<Proof>) -> Result<Proof> {
    let action = Action::NominateCommendation;
    let scope = actor.scope(action);
    if scope.units.is_empty() && !scope.everything {
        return Err(Code::Forbidden.into());
    }
    proof
        .filter(|proof| crate::authority::may(actor, action, &Resource::of_unit(proof.unit)))
        .ok_or_else(|| Violations::one(Code::UnknownReference, "/achievement/id").into())
}

/// Checks that named persons exist; a known birth date decides who is a child, whatever was ticked.
async fn known_people(app: &App, nomination: &mut Nomination, law: &Law, today: Date) -> Result<()> {
    let years = law.count("child_age", today)?;
    let mut wrong = Violations::new();
    for (at, nominee) in nomination.recipients.iter_mut().enumerate() {
        let Some(id) = nominee.person else { continue };
        match people::person(app.db.reader(), id).await? {
            None => wrong.add(Code::UnknownReference, &format!("/recipients/{at}/person_id")),
            Some(person) => {
                if let Some(born) = person.birth_date {
                    nominee.under_16 = today < add_months(born, years.saturating_mul(12));
                }
            }
        }
    }
    Ok(wrong.into_result()?)
}
