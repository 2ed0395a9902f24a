//! Writing and handing in.

use serde::Serialize;
use sha2::{Digest, Sha256};
use time::Date;

use super::{Decided, damaged, event, guard, months, to};
use crate::{
    authority::Actor,
    dossiers::model::{Author, Channel, Confirmation, Dossier, Draft, Form, Receipt, State, Verb, WHOLE},
    foundation::{Code, Instant, Law, Result, Violations, instant::day_words},
};

/// The recognising unit as its papers name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// The unit's code in numbers, e.g. `SH`.
    pub unit_code: String,
    /// Behind the number of a paper, e.g. `UBND`.
    pub suffix: String,
}

/// The last day to file a solution that was first applied on `first` (NĐ 13/2012 Đ.5.2).
pub(super) fn filing_deadline(first: Date, today: Date, law: &Law) -> Result<Date> {
    months(law, "filing_limit", first, today)
}

/// Refuses a filing after the last day; a day of application that lies ahead sets no limit yet.
pub fn within_filing_limit(first: Option<Date>, pointer: &str, today: Date, law: &Law) -> Result<()> {
    let mut wrong = Violations::new();
    if let Some(first) = first {
        late(first, pointer, today, law, &mut wrong)?;
    }
    Ok(wrong.into_result()?)
}

fn late(first: Date, pointer: &str, on: Date, law: &Law, wrong: &mut Violations) -> Result<()> {
    let last = filing_deadline(first, on, law)?;
    if on > last {
        wrong.add_with(Code::FilingTooLate, pointer, [("last", day_words(last))]);
    }
    Ok(())
}

/// Stores what the author wrote. Shares that do not add up never stand in the way.
///
/// An author's yes stays only while share, name and person stay what they were.
pub fn edit(mut dossier: Dossier, actor: &Actor, draft: Draft, now: Instant, law: &Law) -> Result<Dossier> {
    guard(&dossier, actor, Verb::Edit)?;
    let kept = |new: Author| {
        let old = dossier.author(new.id);
        let confirmation = old.filter(|old| old.same_terms(&new)).and_then(|old| old.confirmation.clone());
        Author { confirmation, ..new }
    };
    let authors = draft.authors.into_iter().map(kept).collect();
    dossier.form = draft.form;
    dossier.authors = authors;
    // Who writes down a share of one's own agrees to it.
    let mut dossier = with_own_yes(dossier, actor, now);
    if dossier.state == State::Draft {
        dossier.due = Some(draft_due(&dossier, now.date(), law)?);
    }
    dossier.changed_at = now;
    Ok(dossier)
}

/// A draft has time until the filing limit, counted from its beginning while no application is known.
pub(in crate::dossiers) fn draft_due(dossier: &Dossier, today: Date, law: &Law) -> Result<Date> {
    let from = dossier.form.first_applied_on.unwrap_or_else(|| dossier.created_at.date());
    filing_deadline(from, today, law)
}

/// Hands the request in; the receipt is issued at once (D2, D3).
///
/// # Errors
/// Everything that is missing: parts of the request, shares that do not make the whole, co-authors who have
/// not agreed, the filing limit, the declaration.
pub fn submit(
    dossier: Dossier,
    actor: &Actor,
    declared: bool,
    office: &Office,
    number: i64,
    now: Instant,
    law: &Law,
) -> Result<Decided> {
    guard(&dossier, actor, Verb::Submit)?;
    let dossier = with_own_yes(dossier, actor, now);
    let today = now.date();
    let mut wrong = complete(&dossier);
    if let Some(first) = dossier.form.first_applied_on {
        late(first, "/first_applied_on", today, law, &mut wrong)?;
    }
    wrong.unless(declared, Code::DeclarationNeeded, "/declared");
    wrong.into_result()?;

    let answer_due = months(law, "intake_review", today, today)?;
    let (frozen, hash) = freeze(&dossier)?;
    let receipt = Receipt {
        no: format!("{number:02}/BN-{}", office.suffix),
        at: now,
        answer_due,
        frozen,
        hash,
        edition: 1,
    };
    let code = format!("HS-{}-{}-{number:04}", office.unit_code, today.year());
    let dossier = Dossier { code: Some(code), receipt: Some(receipt), changed_at: now, ..dossier };
    let dossier = to(dossier, State::ReceiptIssued, Some(answer_due));
    let events = vec![event("dossier.submitted", &dossier)];
    Ok((dossier, events))
}

/// The lead author's own yes is the submission itself.
pub(super) fn with_own_yes(mut dossier: Dossier, actor: &Actor, now: Instant) -> Dossier {
    for author in &mut dossier.authors {
        if author.person.is_some() && author.person == actor.person && author.confirmation.is_none() {
            author.confirmation = Some(Confirmation { channel: Channel::Account, at: now, note: None });
        }
    }
    dossier
}

/// Everything a request lacks before it can be handed in.
pub(super) fn complete(dossier: &Dossier) -> Violations {
    let mut wrong = Violations::new();
    let form = &dossier.form;
    for (text, pointer) in [
        (&form.initiative_name, "/initiative_name"),
        (&form.known_solution, "/known_solution"),
        (&form.essence, "/essence"),
        (&form.conditions_needed, "/conditions_needed"),
        (&form.benefit_by_author, "/benefit_by_author"),
    ] {
        wrong.unless(!text.is_empty(), Code::Required, pointer);
    }
    wrong.unless(form.field.is_some(), Code::Required, "/field");
    wrong.unless(form.solution_type.is_some(), Code::Required, "/solution_type");
    wrong.unless(form.first_applied_on.is_some(), Code::Required, "/first_applied_on");
    wrong.unless(form.benefit_kind.is_some(), Code::Required, "/benefit_kind");
    for (at, applier) in form.first_appliers.iter().enumerate() {
        let named = !applier.full_name.is_empty();
        wrong.unless(named, Code::Required, &format!("/first_appliers/{at}/full_name"));
    }
    wrong.unless(!dossier.authors.is_empty(), Code::Required, "/authors");
    for (at, author) in dossier.authors.iter().enumerate() {
        let to = |field: &str| format!("/authors/{at}/{field}");
        wrong.unless(!author.full_name.is_empty(), Code::Required, &to("full_name"));
        wrong.unless(author.birth_date.is_some(), Code::Required, &to("birth_date"));
        let placed = !author.workplace_or_residence.is_empty();
        wrong.unless(placed, Code::Required, &to("workplace_or_residence"));
        wrong.unless(author.share > 0, Code::OutOfBounds, &to("share"));
        if author.confirmation.is_none() {
            let name = author.full_name.clone();
            wrong.add_with(Code::CoAuthorUnconfirmed, &to("confirmation"), [("name", name)]);
        }
    }
    if dossier.shares() != WHOLE {
        wrong.add_with(Code::SharesNotWhole, "/authors", [("total", percent(dossier.shares()))]);
    }
    wrong
}

/// `99,9`: basis points as people write them.
pub(in crate::dossiers) fn percent(share: i32) -> String {
    let (whole, rest) = (share / 100, share % 100);
    match (rest / 10, rest % 10) {
        (0, 0) => whole.to_string(),
        (tenths, 0) => format!("{whole},{tenths}"),
        _ => format!("{whole},{rest:02}"),
    }
}

#[derive(Serialize)]
struct Frozen<'a> {
    dossier: uuid::Uuid,
    unit: uuid::Uuid,
    form: &'a Form,
    authors: Vec<FrozenAuthor<'a>>,
    declared: bool,
}

#[derive(Serialize)]
struct FrozenAuthor<'a> {
    full_name: &'a str,
    birth_date: Option<String>,
    workplace_or_residence: &'a str,
    position: &'a str,
    qualification: &'a str,
    share: i32,
    confirmed_by: &'a str,
}

/// The request as it was handed in, in canonical JSON (fields in this order), and its SHA-256.
pub(super) fn freeze(dossier: &Dossier) -> Result<(String, String)> {
    let authors = dossier.authors.iter().map(|author| FrozenAuthor {
        full_name: &author.full_name,
        birth_date: author.birth_date.map(crate::foundation::instant::day_iso),
        workplace_or_residence: &author.workplace_or_residence,
        position: &author.position,
        qualification: &author.qualification,
        share: author.share,
        confirmed_by: author.confirmation.as_ref().map_or("", |yes| yes.channel.as_str()),
    });
    let frozen = Frozen {
        dossier: dossier.id.0,
        unit: dossier.unit.0,
        form: &dossier.form,
        authors: authors.collect(),
        declared: true,
    };
    let frozen = serde_json::to_string(&frozen).map_err(|error| damaged(&error.to_string()))?;
    let hash = data_encoding::HEXLOWER.encode(&Sha256::digest(frozen.as_bytes()));
    Ok((frozen, hash))
}
