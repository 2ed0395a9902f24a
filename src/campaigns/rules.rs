//! What a campaign must satisfy, its way from draft to summary, and who may join it.

use time::Date;

use super::model::{
    Campaign, Eligibility, LEAD_MOST, PROMPT_MOST, Plan, Programme, State, THEME_MOST, UNITS_MOST, Wish,
    words,
};
use crate::{
    authority::UnitId,
    foundation::{Code, Result, Violations, instant::parse_day},
    people::SubmitterKind,
};

/// Nobody is older, and no grade is higher.
const AGE_MOST: i32 = 120;
const GRADE_MOST: i32 = 12;

/// Reads a wish.
///
/// # Errors
/// Every broken rule at once.
pub fn read(wish: &Wish) -> Result<Plan, Violations> {
    let mut wrong = Violations::new();
    let programme = Programme::parse(&wish.programme);
    wrong.unless(programme.is_some(), Code::NotOffered, "/programme");
    let theme = words(&wish.theme, THEME_MOST, false, "/theme", &mut wrong);
    wrong.unless(!theme.is_empty(), Code::Required, "/theme");
    let lead = words(&wish.lead, LEAD_MOST, true, "/lead", &mut wrong);
    wrong.unless(!lead.is_empty(), Code::Required, "/lead");
    let mut prompt = |place: usize, pointer: &str| {
        let typed = wish.prompts.get(place).map_or("", String::as_str);
        words(typed, PROMPT_MOST, false, pointer, &mut wrong)
    };
    let prompts = [prompt(0, "/prompt_before"), prompt(1, "/prompt_proposal"), prompt(2, "/prompt_outcome")];
    let opens_on = day(&wish.opens_on, "/opens_on", &mut wrong);
    let closes_on = day(&wish.closes_on, "/closes_on", &mut wrong);
    if let (Some(opens), Some(closes)) = (opens_on, closes_on) {
        wrong.unless(opens <= closes, Code::OutOfBounds, "/closes_on");
    }
    let eligibility = eligibility(wish, &mut wrong);
    wrong.unless(wish.units.len() <= UNITS_MOST, Code::TooMany, "/unit_ids");
    let mut units = wish.units.clone();
    units.sort_unstable();
    units.dedup();
    match (programme, opens_on, closes_on) {
        (Some(programme), Some(opens_on), Some(closes_on)) if wrong.is_empty() => {
            Ok(Plan { programme, theme, lead, prompts, opens_on, closes_on, eligibility, units })
        }
        _ => Err(wrong),
    }
}

fn day(typed: &str, pointer: &str, wrong: &mut Violations) -> Option<Date> {
    if typed.trim().is_empty() {
        wrong.add(Code::Required, pointer);
        return None;
    }
    let day = parse_day(typed.trim());
    wrong.unless(day.is_some(), Code::BadDate, pointer);
    day
}

fn eligibility(wish: &Wish, wrong: &mut Violations) -> Eligibility {
    let kinds: Vec<_> = wish.kinds.iter().filter_map(|kind| SubmitterKind::parse(kind)).collect();
    wrong.unless(kinds.len() == wish.kinds.len(), Code::NotOffered, "/kinds");
    let [age_from, age_to, grade_from, grade_to] = wish.bounds;
    for (from, to, most, from_at, to_at) in [
        (age_from, age_to, AGE_MOST, "/age_from", "/age_to"),
        (grade_from, grade_to, GRADE_MOST, "/grade_from", "/grade_to"),
    ] {
        wrong.unless(from.is_none_or(|from| (0..=most).contains(&from)), Code::OutOfBounds, from_at);
        let least = from.unwrap_or(0);
        wrong.unless(to.is_none_or(|to| to <= most && to >= least), Code::OutOfBounds, to_at);
    }
    Eligibility { kinds, age_from, age_to, grade_from, grade_to }
}

/// Changes what a campaign is; what runs or is over stays as it was told.
///
/// # Errors
/// `WrongState`.
pub fn edit(campaign: Campaign, plan: Plan) -> Result<Campaign> {
    if !matches!(campaign.state, State::Draft | State::Announced) {
        return Err(Code::WrongState.into());
    }
    Ok(Campaign { plan, version: campaign.version.next(), ..campaign })
}

/// Tells everybody; runs from its first day.
///
/// # Errors
/// `WrongState`; `OutOfBounds` at `/closes_on` if its last day has passed.
pub fn announce(campaign: Campaign, today: Date) -> Result<Campaign> {
    if campaign.state != State::Draft {
        return Err(Code::WrongState.into());
    }
    if campaign.plan.closes_on < today {
        return Err(Violations::one(Code::OutOfBounds, "/closes_on").into());
    }
    let state = if campaign.plan.opens_on <= today { State::Running } else { State::Announced };
    Ok(Campaign { state, version: campaign.version.next(), ..campaign })
}

/// What the day makes of a campaign; nothing where it stays.
pub fn turn(campaign: &Campaign, today: Date) -> Option<Campaign> {
    let plan = &campaign.plan;
    let state = match campaign.state {
        State::Announced | State::Running if plan.closes_on < today => State::Closed,
        State::Announced if plan.opens_on <= today => State::Running,
        _ => return None,
    };
    Some(Campaign { state, version: campaign.version.next(), ..campaign.clone() })
}

/// Tells what became of it.
///
/// # Errors
/// `WrongState` before it is closed; every broken rule of the words.
pub fn summarise(campaign: Campaign, typed: &str) -> Result<Campaign> {
    if campaign.state != State::Closed {
        return Err(Code::WrongState.into());
    }
    let mut wrong = Violations::new();
    let summary = words(typed, LEAD_MOST, true, "/summary", &mut wrong);
    wrong.unless(!summary.is_empty(), Code::Required, "/summary");
    wrong.into_result()?;
    Ok(Campaign { summary, state: State::Summarised, version: campaign.version.next(), ..campaign })
}

/// Whoever wants to join a campaign with an idea; what is not known is not held against them.
#[derive(Clone, Debug, Default)]
pub struct Candidate<'a> {
    /// What they say they are.
    pub kind: Option<SubmitterKind>,
    /// The day they were born.
    pub born: Option<Date>,
    /// The name of the class the idea is told to.
    pub class: Option<&'a str>,
    /// The unit the idea is told to, and everything above it.
    pub above: &'a [UnitId],
}

/// Says whether an idea may join.
///
/// # Errors
/// At `/campaign`: `CampaignNotRunning`, or `NotForThisCampaign` if unit, kind, age or grade do not fit.
pub fn may_join(campaign: &Campaign, candidate: &Candidate<'_>, today: Date) -> Result<(), Violations> {
    let plan = &campaign.plan;
    let refused = |code| Err(Violations::one(code, "/campaign"));
    let open = matches!(campaign.state, State::Announced | State::Running);
    if !open || today < plan.opens_on || plan.closes_on < today {
        return refused(Code::CampaignNotRunning);
    }
    let scope = if plan.units.is_empty() { std::slice::from_ref(&campaign.unit) } else { &plan.units };
    let for_whom = &plan.eligibility;
    let kind = candidate.kind.is_none_or(|kind| for_whom.kinds.is_empty() || for_whom.kinds.contains(&kind));
    let between = |value: Option<i32>, from: Option<i32>, to: Option<i32>| {
        value.is_none_or(|value| from.is_none_or(|from| from <= value) && to.is_none_or(|to| value <= to))
    };
    let age = candidate.born.map(|born| age_on(born, today));
    let grade = candidate.class.and_then(grade_of);
    let fits = candidate.above.iter().any(|unit| scope.contains(unit))
        && kind
        && between(age, for_whom.age_from, for_whom.age_to)
        && between(grade, for_whom.grade_from, for_whom.grade_to);
    if fits { Ok(()) } else { refused(Code::NotForThisCampaign) }
}

/// Full years on a day.
fn age_on(born: Date, today: Date) -> i32 {
    let before = (u8::from(today.month()), today.day()) < (u8::from(born.month()), born.day());
    today.year().saturating_sub(born.year()).saturating_sub(i32::from(before))
}

/// The grade in the name of a class: "Lớp 5A" is five.
fn grade_of(class: &str) -> Option<i32> {
    let digits: String =
        class.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|grade| (1..=GRADE_MOST).contains(grade))
}

#[cfg(test)]
mod tests;
