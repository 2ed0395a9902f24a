//! Which honours a published idea shows, and which idea an event of the wings above ideas is about.

use std::collections::BTreeSet;

use uuid::Uuid;

use crate::{
    app::App,
    archive::{model::Honour, rules},
    commendations::{self, AchievementKind},
    dossiers::{self, DossierId},
    foundation::{Result, Tx, instant::day_iso, outbox::Event},
    ideas::{IdeaId, Story},
    units,
};

/// The honours of an idea, the first one first: its line in the gold book, which every applied idea has;
/// its recognition; its commendations. What was taken back is not shown.
pub async fn honours(tx: &Tx, story: &Story) -> Result<Vec<Honour>> {
    let mut honours = vec![rules::gold_book(story.gold_book_no, story.honoured_at.date())];
    let mut awards = commendations::honours_of(&**tx, AchievementKind::Idea, story.id.0).await?;
    if let Some(recognition) = dossiers::recognition_of_idea(&**tx, story.id).await? {
        let commune = units::find(&**tx, story.unit).await?.is_some_and(|unit| unit.kind.is_commune());
        honours.push(Honour {
            form: "initiative_certificate".to_owned(),
            name: String::new(),
            decision_no: recognition.decision_no,
            decided_on: day_iso(recognition.decided_on),
            signer: recognition.signer_name,
            serial: recognition.certificates.into_iter().next().map(|one| one.serial).unwrap_or_default(),
            level: if commune { "commune" } else { "unit" }.to_owned(),
        });
        let dossier = recognition.dossier.0;
        awards.extend(commendations::honours_of(&**tx, AchievementKind::Initiative, dossier).await?);
    }
    // One decision may honour several people: it is one honour of the idea.
    let mut seen = BTreeSet::new();
    for award in awards.into_iter().filter(|award| !award.revoked) {
        if seen.insert((award.form.clone(), award.decision_no.clone())) {
            honours.push(Honour {
                level: rules::level_of_form(&award.form).to_owned(),
                form: award.form,
                name: String::new(),
                decision_no: award.decision_no,
                decided_on: day_iso(award.decided_on),
                signer: award.signer,
                serial: award.serial,
            });
        }
    }
    Ok(honours)
}

/// The idea an event is about, where it is about one.
pub async fn idea_behind(app: &App, event: &Event) -> Result<Option<IdeaId>> {
    let wing = event.topic.split('.').next().unwrap_or_default();
    let named = |key: &str| event.payload.get(key).and_then(serde_json::Value::as_str);
    let achievement = || named("achievement_id").and_then(|id| Uuid::parse_str(id).ok());
    let dossier = match (wing, named("achievement_kind")) {
        ("idea", _) => return Ok(Some(IdeaId(event.object))),
        ("dossier", _) => Some(event.object),
        ("commendation", Some(kind)) if kind == AchievementKind::Idea.as_str() => {
            return Ok(achievement().map(IdeaId));
        }
        ("commendation", Some(_)) => achievement(),
        _ => None,
    };
    let Some(dossier) = dossier else { return Ok(None) };
    Ok(dossiers::full_card(app.db.reader(), DossierId(dossier)).await?.and_then(|card| card.idea))
}
