use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::{
    authority::PersonId,
    councils::model::{RoundId, RubricId, SheetId},
    dossiers::DossierId,
    foundation::Version,
};

const NOVELTY: [(i32, i32); 5] = [(2_700, 3_000), (2_100, 2_650), (1_600, 2_050), (100, 1_550), (0, 0)];

fn criterion(code: &str, most: i32, may_skip: bool, comment_below: i32) -> Criterion {
    Criterion {
        code: code.into(),
        label_vi: code.into(),
        label_en: code.into(),
        most,
        step: 50,
        may_skip,
        comment_below,
        bands: Vec::new(),
    }
}

/// The standard rubric: 30 / 40 / 20 / 10 with five bands for novelty.
fn standard() -> Rubric {
    let mut novelty = criterion("novelty", 3_000, false, 1_600);
    novelty.bands =
        NOVELTY.iter().map(|(from, to)| Band { from: *from, to: *to, text: String::new() }).collect();
    Rubric {
        id: RubricId(Uuid::from_u128(1)),
        unit: None,
        code: "standard".into(),
        edition: 1,
        title_vi: "Chuẩn".into(),
        title_en: "Standard".into(),
        criteria: vec![
            novelty,
            criterion("effectiveness", 4_000, false, 2_000),
            criterion("applicability", 2_000, false, 1_000),
            criterion("presentation", 1_000, true, 0),
        ],
        source: "Thực tiễn".into(),
        verified: false,
        used_at: None,
        version: Version::FIRST,
    }
}

fn mark(criterion: &str, score: i32) -> Mark {
    Mark { criterion: criterion.into(), score: Some(score), ..Mark::default() }
}

fn filling(scores: [Option<i32>; 4]) -> Filling {
    let codes = ["novelty", "effectiveness", "applicability", "presentation"];
    let yes = Some(true);
    Filling {
        marks: codes
            .iter()
            .zip(scores)
            .map(|(code, score)| Mark {
                criterion: (*code).into(),
                score,
                skipped: score.is_none(),
                ..Mark::default()
            })
            .collect(),
        conditions: Conditions { novel: yes, applied: yes, beneficial: yes, permitted: yes },
        general_comment: String::new(),
        proposal: Some(crate::councils::model::Proposal::Recognise),
    }
}

fn sheet(state: SheetState, filling: Filling) -> Sheet {
    Sheet {
        id: SheetId(Uuid::from_u128(1)),
        round: RoundId(Uuid::from_u128(1)),
        dossier: DossierId(Uuid::from_u128(1)),
        marker: PersonId(Uuid::from_u128(1)),
        state,
        filling,
        changed_at: Instant(0),
        sealed_at: None,
        version: Version::FIRST,
    }
}

fn sealed(scores: [Option<i32>; 4]) -> Sheet {
    sheet(SheetState::Sealed, filling(scores))
}

/// Test vector 10: 27 points in the band "cải tiến khá 21–26" are no valid ballot.
#[test]
fn a_score_outside_the_chosen_band_is_refused() {
    let rubric = standard();
    let chosen = |score, band| Filling {
        marks: vec![Mark { band: Some(band), ..mark("novelty", score) }],
        ..Filling::default()
    };
    assert!(write(&rubric, &chosen(2_700, 1)).unwrap_err().has(Code::ScoreOutsideBand));
    assert!(write(&rubric, &chosen(2_700, 0)).is_ok());
    assert!(write(&rubric, &chosen(2_400, 1)).is_ok());
    assert!(write(&rubric, &chosen(0, 4)).is_ok());
    assert!(write(&rubric, &chosen(0, 9)).unwrap_err().has(Code::NotOffered));
}

#[test]
fn a_score_stays_inside_criterion_step_and_some_band() {
    let rubric = standard();
    let one =
        |code: &str, score| write(&rubric, &Filling { marks: vec![mark(code, score)], ..Filling::default() });
    for (code, score) in
        [("effectiveness", 4_050), ("effectiveness", -50), ("effectiveness", 1_025), ("novelty", 50)]
    {
        assert!(one(code, score).unwrap_err().has(Code::ScoreOutsideBand), "{code} {score}");
    }
    assert!(one("effectiveness", 4_000).is_ok());
    assert!(one("elsewhere", 1).unwrap_err().has(Code::UnknownReference));
    let twice =
        Filling { marks: vec![mark("effectiveness", 50), mark("effectiveness", 100)], ..Filling::default() };
    assert!(write(&rubric, &twice).unwrap_err().has(Code::UnknownReference));
}

#[test]
fn a_seal_tells_every_gap_at_once() {
    let empty = sheet(SheetState::Draft, Filling::default());
    let refusal = seal(empty, &standard(), true, Instant(1)).unwrap_err();
    let crate::foundation::Error::Rules(wrong) = refusal else { panic!("{refusal}") };
    assert_eq!(wrong.iter().filter(|one| one.code == Code::ScoresIncomplete).count(), 4);
    assert_eq!(wrong.iter().filter(|one| one.code == Code::Required).count(), 5);
}

#[test]
fn a_low_score_needs_words() {
    let low = filling([Some(1_000), Some(3_000), Some(1_500), Some(500)]);
    let refusal = seal(sheet(SheetState::Draft, low.clone()), &standard(), true, Instant(1)).unwrap_err();
    let crate::foundation::Error::Rules(wrong) = refusal else { panic!("{refusal}") };
    assert_eq!(wrong.iter().map(|one| one.code).collect::<Vec<_>>(), [Code::CommentNeeded]);
    let mut said = low;
    said.marks[0].comment = "Giống cách làm năm 2024".into();
    assert!(seal(sheet(SheetState::Draft, said), &standard(), true, Instant(1)).is_ok());
}

/// Fail closed: without a declaration no sheet can be sealed, however complete.
#[test]
fn silence_about_interests_seals_nothing() {
    let full = sheet(SheetState::Draft, filling([Some(2_400), Some(3_300), Some(1_500), Some(800)]));
    let refusal = seal(full.clone(), &standard(), false, Instant(1)).unwrap_err();
    assert_eq!(refusal.code(), Some(Code::DeclarationOfInterestNeeded));
    let done = seal(full, &standard(), true, Instant(1)).unwrap();
    assert_eq!((done.state, done.sealed_at), (SheetState::Sealed, Some(Instant(1))));
}

#[test]
fn a_sealed_or_withdrawn_sheet_takes_nothing_more() {
    let words = filling([Some(2_400), Some(3_300), Some(1_500), Some(800)]);
    for (state, code) in [(SheetState::Sealed, Code::Sealed), (SheetState::Recused, Code::Conflicted)] {
        let stored = sheet(state, words.clone());
        let saved = save(stored.clone(), &standard(), words.clone(), Instant(1)).unwrap_err();
        assert_eq!(saved.code(), Some(code));
        assert_eq!(seal(stored, &standard(), true, Instant(1)).unwrap_err().code(), Some(code));
    }
}

#[test]
fn only_a_criterion_that_may_be_skipped_can_be() {
    let mut words = filling([Some(2_400), Some(3_300), Some(1_500), None]);
    assert!(write(&standard(), &words).is_ok());
    words.marks[1] = Mark { criterion: "effectiveness".into(), skipped: true, ..Mark::default() };
    assert!(write(&standard(), &words).unwrap_err().has(Code::ScoresIncomplete));
}

#[test]
fn the_mean_prints_its_arithmetic() {
    let sheets = [
        sealed([Some(2_400), Some(3_300), Some(1_500), Some(800)]),
        sealed([Some(2_700), Some(3_500), Some(1_600), Some(700)]),
        sealed([Some(2_300), Some(3_100), Some(1_500), Some(700)]),
    ];
    let mean = mean(&standard(), &sheets).unwrap();
    assert_eq!(mean.rounded, 8_033);
    assert_eq!(mean.trace, "(76,00 + 80,00 + 85,00) : 3 = 80,33");
}

/// A criterion that does not apply drops out above and below the line: it is not a zero.
#[test]
fn what_does_not_apply_counts_in_neither() {
    let sheets = [sealed([Some(2_700), Some(3_600), Some(1_800), None])];
    let mean = mean(&standard(), &sheets).unwrap();
    assert_eq!((mean.sum, mean.of, mean.rounded), (8_100, 9_000, 9_000));
    assert_eq!(mean.trace, "(81,00) : (90,00) × 100 = 90,00");
}

/// 69,996 would round to 70,00; the exact mean decides.
#[test]
fn rounding_passes_nobody() {
    let below = Mean { sum: 69_996, of: 100_000, rounded: 7_000, trace: String::new() };
    assert!(!below.reaches(7_000));
    let exact = Mean { sum: 70_000, of: 100_000, rounded: 7_000, trace: String::new() };
    assert!(exact.reaches(7_000) && !exact.reaches(7_001));
}

#[test]
fn unsealed_and_withdrawn_sheets_count_for_nothing() {
    let scores = [Some(3_000), Some(4_000), Some(2_000), Some(1_000)];
    let drafts = [sheet(SheetState::Draft, filling(scores)), sheet(SheetState::Recused, filling(scores))];
    assert_eq!(mean(&standard(), &drafts), None);
    assert_eq!(conditions(&drafts).map(|(_, yes, of)| (yes, of)), [(0, 0); 4]);
    assert!(!conditions_hold(&conditions(&drafts)));
}

#[test]
fn a_condition_needs_more_than_half() {
    let scores = [Some(2_400), Some(3_300), Some(1_500), Some(800)];
    let mut no = sealed(scores);
    no.filling.conditions.novel = Some(false);
    assert!(!conditions_hold(&conditions(&[sealed(scores), no.clone()])));
    assert!(conditions_hold(&conditions(&[sealed(scores), sealed(scores), no])));
}

#[test]
fn rubrics_that_do_not_fit_are_refused() {
    assert!(sound(&standard().criteria).is_ok());
    let broken = |change: &dyn Fn(&mut Vec<Criterion>)| {
        let mut criteria = standard().criteria;
        change(&mut criteria);
        sound(&criteria).unwrap_err()
    };
    assert!(broken(&|all| drop(all.pop())).has(Code::RubricUnsound));
    assert!(broken(&|all| all[1].code = "novelty".into()).has(Code::RubricUnsound));
    assert!(broken(&|all| all[0].step = 700).has(Code::RubricUnsound));
    assert!(broken(&|all| all[0].step = 0).has(Code::RubricUnsound));
    assert!(broken(&|all| all[0].bands[1].to = 2_800).has(Code::RubricUnsound));
    assert!(broken(&|all| all[0].bands[0].to = 3_100).has(Code::RubricUnsound));
    assert!(broken(&|all| all[0].label_vi = " ".into()).has(Code::Required));
}

fn some_sheet() -> impl Strategy<Value = Sheet> {
    (0_i32..=60, 0_i32..=80, 0_i32..=40, prop::option::of(0_i32..=20))
        .prop_map(|(a, b, c, d)| sealed([Some(a * 50), Some(b * 50), Some(c * 50), d.map(|d| d * 50)]))
}

proptest! {
    #[test]
    fn the_mean_does_not_know_the_order_of_the_markers(
        sheets in prop::collection::vec(some_sheet(), 1..9),
        turn in 0_usize..9,
    ) {
        let mut turned = sheets.clone();
        turned.rotate_left(turn % sheets.len());
        prop_assert_eq!(mean(&standard(), &sheets), mean(&standard(), &turned));
    }

    #[test]
    fn the_mean_lies_between_its_sheets(sheets in prop::collection::vec(some_sheet(), 1..9)) {
        let all = mean(&standard(), &sheets).unwrap().rounded;
        let each: Vec<i32> =
            sheets.iter().map(|one| mean(&standard(), [one]).unwrap().rounded).collect();
        prop_assert!(*each.iter().min().unwrap() <= all && all <= *each.iter().max().unwrap());
    }
}
