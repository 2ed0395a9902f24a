//! Sheets: what may be written, when one may be sealed, and the mean as exact arithmetic.

use super::super::model::{Band, Conditions, Criterion, FULL, Filling, Mark, Rubric, Sheet, SheetState};
use crate::foundation::{Code, Instant, Violations};

/// The longest comment, in characters.
pub const COMMENT_MOST: usize = 4_000;

/// Refuses criteria that do not fit together.
pub fn sound(criteria: &[Criterion]) -> Result<(), Violations> {
    let mut wrong = Violations::new();
    let mut seen = std::collections::BTreeSet::new();
    for (at, criterion) in criteria.iter().enumerate() {
        let here = |field: &str| format!("/criteria/{at}/{field}");
        wrong.unless(!criterion.label_vi.trim().is_empty(), Code::Required, &here("label_vi"));
        wrong.unless(!criterion.label_en.trim().is_empty(), Code::Required, &here("label_en"));
        let named = !criterion.code.is_empty()
            && criterion.code.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        wrong.unless(named && seen.insert(criterion.code.as_str()), Code::RubricUnsound, &here("code"));
        wrong.unless((1..=FULL).contains(&criterion.most), Code::OutOfBounds, &here("most"));
        let steps = criterion.step >= 1 && criterion.most.checked_rem(criterion.step) == Some(0);
        wrong.unless(steps, Code::RubricUnsound, &here("step"));
        wrong.unless(
            (0..=criterion.most).contains(&criterion.comment_below),
            Code::OutOfBounds,
            &here("comment_below"),
        );
        wrong.unless(bands_apart(&criterion.bands, criterion.most), Code::RubricUnsound, &here("bands"));
    }
    let sum = criteria.iter().fold(0_i32, |sum, criterion| sum.saturating_add(criterion.most));
    wrong.unless(sum == FULL, Code::RubricUnsound, "/criteria");
    wrong.into_result()
}

fn bands_apart(bands: &[Band], most: i32) -> bool {
    let mut sorted: Vec<&Band> = bands.iter().collect();
    sorted.sort_by_key(|band| band.from);
    let apart = sorted.iter().zip(sorted.iter().skip(1)).all(|(low, high)| low.to < high.from);
    apart && bands.iter().all(|band| 0 <= band.from && band.from <= band.to && band.to <= most)
}

/// Refuses what cannot stand on a sheet, even on an unfinished one.
pub fn write(rubric: &Rubric, filling: &Filling) -> Result<(), Violations> {
    let mut wrong = Violations::new();
    for (at, mark) in filling.marks.iter().enumerate() {
        let twice = filling.marks.iter().take(at).any(|other| other.criterion == mark.criterion);
        match rubric.criteria.iter().find(|criterion| criterion.code == mark.criterion) {
            Some(criterion) if !twice => check_mark(&mut wrong, at, criterion, mark),
            _ => wrong.add(Code::UnknownReference, &format!("/marks/{at}/criterion")),
        }
    }
    wrong.unless(filling.general_comment.chars().count() <= COMMENT_MOST, Code::TooLong, "/general_comment");
    wrong.into_result()
}

fn check_mark(wrong: &mut Violations, at: usize, criterion: &Criterion, mark: &Mark) {
    wrong.unless(
        mark.comment.chars().count() <= COMMENT_MOST,
        Code::TooLong,
        &format!("/marks/{at}/comment"),
    );
    if mark.skipped && (!criterion.may_skip || mark.score.is_some()) {
        wrong.add(Code::ScoresIncomplete, &format!("/marks/{at}/skipped"));
    }
    if let Some(score) = mark.score
        && !fits(criterion, score, mark.band)
    {
        wrong.add_with(
            Code::ScoreOutsideBand,
            &format!("/marks/{at}/score"),
            [("criterion", criterion.label_vi.clone()), ("most", points(criterion.most))],
        );
    }
    if let Some(band) = mark.band
        && criterion.bands.get(usize::from(band)).is_none()
    {
        wrong.add(Code::NotOffered, &format!("/marks/{at}/band"));
    }
}

/// True if the score is inside the criterion, on its step and inside the band (the chosen one, or any).
fn fits(criterion: &Criterion, score: i32, band: Option<u8>) -> bool {
    let inside = |band: &Band| (band.from..=band.to).contains(&score);
    let banded = match band {
        Some(chosen) => criterion.bands.get(usize::from(chosen)).is_some_and(inside),
        None => criterion.bands.is_empty() || criterion.bands.iter().any(inside),
    };
    (0..=criterion.most).contains(&score) && score.checked_rem(criterion.step) == Some(0) && banded
}

/// Saves a sheet that is still open.
///
/// # Errors
/// `Sealed` once it was sealed, `Conflicted` once the marker has stepped back.
pub fn save(
    sheet: Sheet,
    rubric: &Rubric,
    filling: Filling,
    now: Instant,
) -> crate::foundation::Result<Sheet> {
    open(&sheet)?;
    write(rubric, &filling)?;
    Ok(Sheet { filling, changed_at: now, ..sheet })
}

fn open(sheet: &Sheet) -> Result<(), Code> {
    match sheet.state {
        SheetState::Draft => Ok(()),
        SheetState::Sealed => Err(Code::Sealed),
        SheetState::Recused => Err(Code::Conflicted),
    }
}

/// Seals a complete sheet; `declared_none` is true only if the marker answered that there is no conflict.
///
/// # Errors
/// `DeclarationOfInterestNeeded` without that answer: a missing declaration is treated as a conflict.
pub fn seal(
    sheet: Sheet,
    rubric: &Rubric,
    declared_none: bool,
    now: Instant,
) -> crate::foundation::Result<Sheet> {
    open(&sheet)?;
    if !declared_none {
        return Err(Code::DeclarationOfInterestNeeded.into());
    }
    let mut wrong = Violations::new();
    wrong.take(write(rubric, &sheet.filling));
    for criterion in &rubric.criteria {
        let mark = sheet.filling.marks.iter().find(|mark| mark.criterion == criterion.code);
        let here = format!("/marks/{}", criterion.code);
        match mark {
            Some(Mark { score: Some(score), comment, .. }) => {
                if *score < criterion.comment_below && comment.trim().is_empty() {
                    let label = criterion.label_vi.clone();
                    wrong.add_with(Code::CommentNeeded, &here, [("criterion", label)]);
                }
            }
            Some(Mark { skipped: true, .. }) if criterion.may_skip => {}
            _ => wrong.add_with(Code::ScoresIncomplete, &here, [("criterion", criterion.label_vi.clone())]),
        }
    }
    for (name, answer) in sheet.filling.conditions.each() {
        wrong.unless(answer.is_some(), Code::Required, &format!("/conditions/{name}"));
    }
    wrong.unless(sheet.filling.proposal.is_some(), Code::Required, "/proposal");
    wrong.into_result()?;
    Ok(Sheet { state: SheetState::Sealed, sealed_at: Some(now), changed_at: now, ..sheet })
}

/// The mean of sealed sheets, exact: `sum` points were given of `of` possible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mean {
    /// Points given, in hundredths.
    pub sum: i64,
    /// Points that could have been given, in hundredths.
    pub of: i64,
    /// Scaled to 100 points and rounded half up to a hundredth, for reading only.
    pub rounded: i32,
    /// The arithmetic as an inspector can replay it.
    pub trace: String,
}

impl Mean {
    /// True if the exact mean reaches `least` hundredths of a point: no rounding decides.
    pub fn reaches(&self, least: i64) -> bool {
        self.sum.saturating_mul(i64::from(FULL)) >= least.saturating_mul(self.of)
    }
}

/// Given and possible points of one sheet: what was skipped counts in neither.
pub fn total(rubric: &Rubric, filling: &Filling) -> (i64, i64) {
    filling.marks.iter().fold((0, 0), |(sum, of), mark| {
        let most = rubric.criteria.iter().find(|criterion| criterion.code == mark.criterion);
        match (mark.score, most) {
            (Some(score), Some(criterion)) => (sum + i64::from(score), of + i64::from(criterion.most)),
            _ => (sum, of),
        }
    })
}

/// The mean over sealed sheets; none without a single score.
pub fn mean<'a>(rubric: &Rubric, sheets: impl IntoIterator<Item = &'a Sheet>) -> Option<Mean> {
    let mut totals: Vec<(i64, i64)> = sheets
        .into_iter()
        .filter(|sheet| sheet.state == SheetState::Sealed)
        .map(|sheet| total(rubric, &sheet.filling))
        .collect();
    // The order of the markers must not show in the formula.
    totals.sort_unstable();
    let (sum, of) = totals.iter().fold((0, 0), |(sum, of), (given, most)| (sum + given, of + most));
    if of == 0 {
        return None;
    }
    let full = i64::from(FULL);
    let rounded = (2 * sum * full + of) / (2 * of);
    let rounded = i32::try_from(rounded).unwrap_or(FULL);
    let given: Vec<String> = totals.iter().map(|(given, _)| decimal(*given)).collect();
    let trace = if totals.iter().all(|(_, most)| *most == full) {
        format!("({}) : {} = {}", given.join(" + "), totals.len(), points(rounded))
    } else {
        let most: Vec<String> = totals.iter().map(|(_, most)| decimal(*most)).collect();
        format!("({}) : ({}) × 100 = {}", given.join(" + "), most.join(" + "), points(rounded))
    };
    Some(Mean { sum, of, rounded, trace })
}

/// Sealed sheets that say yes to each condition, of how many; more than half makes the condition hold.
pub fn conditions<'a>(sheets: impl IntoIterator<Item = &'a Sheet>) -> [(&'static str, u32, u32); 4] {
    let mut counts = Conditions::default().each().map(|(name, _)| (name, 0, 0));
    for sheet in sheets.into_iter().filter(|sheet| sheet.state == SheetState::Sealed) {
        for (count, (_, answer)) in counts.iter_mut().zip(sheet.filling.conditions.each()) {
            count.2 += 1;
            if answer == Some(true) {
                count.1 += 1;
            }
        }
    }
    counts
}

/// True if more than half of the sheets say yes to each of the four conditions.
pub fn conditions_hold(counts: &[(&'static str, u32, u32); 4]) -> bool {
    counts.iter().all(|(_, yes, of)| 2 * yes > *of)
}

/// `86,40`: hundredths as Vietnamese papers write a decimal.
pub fn points(hundredths: i32) -> String {
    decimal(i64::from(hundredths))
}

fn decimal(hundredths: i64) -> String {
    format!("{},{:02}", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
#[path = "marking_tests.rs"]
mod tests;
