//! A unit's own rubric: a new edition, or a change to one that nobody has scored by.

use serde_json::json;

use super::ground::Note;
use crate::{
    app::App,
    authority::{Action, Actor, Resource, UnitId},
    councils::{
        model::{Criterion, Rubric, RubricId},
        rules::marking::sound,
        store,
    },
    foundation::{
        Code, Result, Version, Violations,
        idempotency::{Claim, Once},
    },
};

/// What a rubric says.
#[derive(Clone, Debug)]
pub struct RubricDraft {
    /// Its Vietnamese title.
    pub title_vi: String,
    /// Its English title.
    pub title_en: String,
    /// The regulation it comes from.
    pub source: String,
    /// Its criteria.
    pub criteria: Vec<Criterion>,
}

fn check(draft: &RubricDraft, wrong: &mut Violations) {
    wrong.unless(!draft.title_vi.trim().is_empty(), Code::Required, "/title_vi");
    wrong.unless(!draft.title_en.trim().is_empty(), Code::Required, "/title_en");
    wrong.unless(!draft.source.trim().is_empty(), Code::Required, "/source");
    wrong.take(sound(&draft.criteria));
}

/// Adds the next edition of a code.
pub async fn draft_rubric(
    app: &App,
    actor: &Actor,
    unit: UnitId,
    code: String,
    draft: RubricDraft,
    once: Once,
) -> Result<Rubric> {
    let now = app.now();
    let on = Resource::of_unit(unit);
    actor.require(Action::ManageCouncil, &on)?;
    let mut wrong = Violations::new();
    let plain = code.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    wrong.unless(plain && (1..=40).contains(&code.len()), Code::BadCharacters, "/code");
    check(&draft, &mut wrong);
    wrong.into_result()?;
    let tx = app.db.begin_write().await?;
    let newest = store::rubrics::newest(&*tx, &code).await?;
    if newest.as_ref().is_some_and(|rubric| rubric.unit != Some(unit)) {
        return Err(Code::AlreadyExists.into());
    }
    let rubric = Rubric {
        id: RubricId::new(now),
        unit: Some(unit),
        code,
        edition: newest.map_or(1, |rubric| rubric.edition.saturating_add(1)),
        title_vi: draft.title_vi,
        title_en: draft.title_en,
        criteria: draft.criteria,
        source: draft.source,
        verified: false,
        used_at: None,
        version: Version::FIRST,
    };
    if let Claim::Repeat(known) = once.claim(&tx, rubric.id.0, now).await? {
        return store::rubrics::load(&*tx, RubricId(known)).await;
    }
    store::rubrics::insert(&tx, &rubric, now).await?;
    note(&tx, actor, &on, "rubric.drafted", &rubric, now).await?;
    tx.commit().await?;
    Ok(rubric)
}

/// Changes an edition that no round has used.
///
/// # Errors
/// `WrongState` once it is frozen: draft the next edition instead.
pub async fn revise_rubric(
    app: &App,
    actor: &Actor,
    id: RubricId,
    expected: Version,
    draft: RubricDraft,
) -> Result<Rubric> {
    let now = app.now();
    let tx = app.db.begin_write().await?;
    let rubric = store::rubrics::hold(&tx, id).await?;
    let on = Resource { unit: rubric.unit, ..Resource::default() };
    actor.require(Action::ManageCouncil, &on)?;
    if rubric.version != expected {
        return Err(Code::Stale.into());
    }
    if rubric.used_at.is_some() {
        return Err(Code::WrongState.into());
    }
    let mut wrong = Violations::new();
    check(&draft, &mut wrong);
    wrong.into_result()?;
    let rubric = Rubric {
        title_vi: draft.title_vi,
        title_en: draft.title_en,
        source: draft.source,
        criteria: draft.criteria,
        version: expected.next(),
        ..rubric
    };
    store::rubrics::save(&tx, &rubric, expected).await?;
    note(&tx, actor, &on, "rubric.revised", &rubric, now).await?;
    tx.commit().await?;
    Ok(rubric)
}

async fn note(
    tx: &crate::foundation::Tx,
    actor: &Actor,
    on: &Resource,
    verb: &str,
    rubric: &Rubric,
    now: crate::foundation::Instant,
) -> Result<()> {
    let note =
        Note { actor, action: Action::ManageCouncil, on, verb, object: "rubric", id: rubric.id.0, now };
    note.write(tx, json!({ "code": rubric.code, "edition": rubric.edition })).await
}
