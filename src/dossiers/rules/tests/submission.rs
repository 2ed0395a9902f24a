//! Handing in: everything that is missing at once, shares to the hundredth of a percent (vector 7).

use proptest::prelude::*;
use time::macros::date;

use super::{CO_AUTHOR, LEAD, author, dossier, law, noon, signed_in};
use crate::{
    dossiers::{
        model::{AuthorInput, Channel, Dossier, Draft, DraftInput, Form, State, WHOLE},
        rules::{self, Agreement, Office},
    },
    foundation::{Code, Error, Violations},
};

fn office() -> Office {
    Office { unit_code: "SH".into(), suffix: "UBND".into() }
}

fn submit(dossier: Dossier, declared: bool) -> Result<Dossier, Violations> {
    let now = noon(date!(2026 - 02 - 02));
    match rules::submit(dossier, &signed_in(LEAD), declared, &office(), 7, now, &law()) {
        Ok((dossier, _)) => Ok(dossier),
        Err(Error::Rules(wrong)) => Err(wrong),
        Err(other) => panic!("{other:?}"),
    }
}

#[test]
fn a_complete_request_gets_its_receipt_code_and_day() {
    let submitted = submit(dossier(State::Draft), true).unwrap();
    assert_eq!(submitted.code.as_deref(), Some("HS-SH-2026-0007"));
    let receipt = submitted.receipt.unwrap();
    assert_eq!(receipt.no, "07/BN-UBND");
    assert_eq!(receipt.answer_due, date!(2026 - 03 - 02));
    assert_eq!(receipt.hash.len(), 64);
    let frozen: serde_json::Value = serde_json::from_str(&receipt.frozen).unwrap();
    assert_eq!(frozen["form"]["essence"], "Bảng tính tô màu.");
    assert_eq!(frozen["authors"][0]["share"], 6_000);
}

#[test]
fn everything_missing_is_told_at_once() {
    let mut empty = dossier(State::Draft);
    empty.form = Form { first_applied_on: Some(date!(2024 - 02 - 29)), ..Form::default() };
    empty.authors = vec![author(LEAD, 0), author(CO_AUTHOR, 500)];
    empty.authors[1].confirmation = None;
    empty.authors[1].birth_date = None;
    let wrong = submit(empty, false).unwrap_err();
    let told: Vec<_> = wrong.iter().map(|one| (one.pointer.as_str(), one.code)).collect();
    assert_eq!(
        told,
        [
            ("/initiative_name", Code::Required),
            ("/known_solution", Code::Required),
            ("/essence", Code::Required),
            ("/conditions_needed", Code::Required),
            ("/benefit_by_author", Code::Required),
            ("/field", Code::Required),
            ("/solution_type", Code::Required),
            ("/benefit_kind", Code::Required),
            ("/authors/0/share", Code::OutOfBounds),
            ("/authors/1/birth_date", Code::Required),
            ("/authors/1/confirmation", Code::CoAuthorUnconfirmed),
            ("/authors", Code::SharesNotWhole),
            ("/first_applied_on", Code::FilingTooLate),
            ("/declared", Code::DeclarationNeeded),
        ]
    );
}

/// Test vector 7.
#[test]
fn shares_make_the_whole_exactly() {
    let of = |shares: [i32; 3]| {
        let mut three = dossier(State::Draft);
        three.authors = shares.into_iter().zip(1..).map(|(share, n)| author(n, share)).collect();
        submit(three, true)
    };
    assert!(of([3_333, 3_333, 3_334]).is_ok());
    let wrong = of([3_330, 3_330, 3_330]).unwrap_err();
    assert!(wrong.has(Code::SharesNotWhole));
    assert_eq!(wrong.iter().next().unwrap().params["total"], "99,9");
}

#[test]
fn percent_is_written_as_people_do() {
    let written = [10_000, 6_000, 3_333, 3_330, 5, 50].map(rules::percent);
    assert_eq!(written, ["100", "60", "33,33", "33,3", "0,05", "0,5"]);
}

fn saved(input: DraftInput) -> Result<Dossier, Violations> {
    let now = noon(date!(2026 - 02 - 02));
    let draft = Draft::read(input, now)?;
    match rules::edit(dossier(State::Draft), &signed_in(LEAD), draft, now, &law()) {
        Ok(dossier) => Ok(dossier),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_changed_share_takes_the_yes_back_and_an_unchanged_one_keeps_it() {
    let before = dossier(State::Draft);
    let input = |share: i32| AuthorInput {
        id: Some(before.authors[1].id.0),
        person: before.authors[1].person,
        full_name: before.authors[1].full_name.clone(),
        workplace_or_residence: "Nơi khác".into(),
        share,
        ..AuthorInput::default()
    };
    let after = |share| saved(DraftInput { authors: vec![input(share)], ..DraftInput::default() }).unwrap();
    assert!(after(4_000).authors[0].confirmation.is_some(), "an address is not what was agreed to");
    assert!(after(4_500).authors[0].confirmation.is_none());
}

#[test]
fn a_yes_counts_only_for_the_share_that_was_seen() {
    let mut asked = dossier(State::Draft);
    asked.authors[1].confirmation = None;
    let id = asked.authors[1].id;
    let now = noon(date!(2026 - 02 - 02));
    let yes = |actor, share, how| rules::confirm(asked.clone(), &signed_in(actor), id, share, how, now);
    assert_eq!(yes(CO_AUTHOR, 3_000, Agreement::Account).unwrap_err().code(), Some(Code::Stale));
    assert_eq!(yes(LEAD, 4_000, Agreement::Account).unwrap_err().code(), Some(Code::Forbidden));
    let on_paper = Agreement::Paper { note: "Bản giấy ở Văn phòng".into() };
    assert_eq!(yes(CO_AUTHOR, 4_000, on_paper.clone()).unwrap_err().code(), Some(Code::Forbidden));
    let agreed = yes(LEAD, 4_000, on_paper).unwrap();
    assert_eq!(agreed.authors[1].confirmation.as_ref().unwrap().channel, Channel::Paper);
    assert!(matches!(yes(LEAD, 4_000, Agreement::Paper { note: " ".into() }), Err(Error::Rules(_))));
    assert!(yes(CO_AUTHOR, 4_000, Agreement::Account).is_ok());
}

proptest! {
    /// Saving never depends on the sum; handing in depends on it to the basis point.
    #[test]
    fn any_shares_are_saved_and_only_the_whole_is_handed_in(shares in prop::collection::vec(1_i32..=WHOLE, 1..6)) {
        let authors = shares.iter().map(|share| AuthorInput {
            full_name: "Lê Thị Ánh Nguyệt".into(),
            share: *share,
            ..AuthorInput::default()
        });
        let kept = saved(DraftInput { authors: authors.collect(), ..DraftInput::default() }).unwrap();
        prop_assert_eq!(kept.shares(), shares.iter().sum::<i32>());
        let wrong = submit(kept, true).unwrap_err();
        prop_assert_eq!(wrong.has(Code::SharesNotWhole), shares.iter().sum::<i32>() != WHOLE);
    }

    /// Whatever people type is kept in one form or refused with its field; nothing panics.
    #[test]
    fn any_text_is_kept_or_refused(text in "\\PC{0,400}", share in any::<i32>(), gain in any::<i64>()) {
        let input = DraftInput {
            initiative_name: text.clone(),
            essence: text.clone(),
            field: Some(text.clone()),
            first_applied_on: Some(text),
            monetary_gain: Some(gain),
            authors: vec![AuthorInput { share, ..AuthorInput::default() }],
            ..DraftInput::default()
        };
        match Draft::read(input, noon(date!(2026 - 02 - 02))) {
            Ok(draft) => prop_assert!((0..=WHOLE).contains(&draft.authors[0].share)),
            Err(wrong) => prop_assert!(wrong.iter().all(|one| one.pointer.starts_with('/'))),
        }
    }
}
