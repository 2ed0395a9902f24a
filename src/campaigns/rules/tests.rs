use time::macros::date;
use uuid::Uuid;

use super::*;
use crate::{
    campaigns::model::CampaignId,
    foundation::{Error, Version},
};

fn wish() -> Wish {
    Wish {
        programme: "creative_youth".into(),
        theme: "Đồ dùng học tập từ rác tái chế".into(),
        lead: "Kể cho chúng tôi nghe món đồ em tự làm.".into(),
        opens_on: "2026-11-24".into(),
        closes_on: "2026-12-24".into(),
        kinds: vec!["student".into()],
        bounds: [Some(6), Some(19), Some(3), Some(9)],
        ..Wish::default()
    }
}

fn unit(n: u128) -> UnitId {
    UnitId(Uuid::from_u128(n))
}

fn campaign(state: State) -> Campaign {
    Campaign {
        id: CampaignId(Uuid::nil()),
        slug: "do-dung".into(),
        unit: unit(1),
        plan: read(&wish()).unwrap(),
        state,
        summary: String::new(),
        version: Version::FIRST,
    }
}

fn code(result: Result<Campaign>) -> Option<Code> {
    match result.unwrap_err() {
        Error::Rules(wrong) => wrong.iter().next().map(|one| one.code),
        other => other.code(),
    }
}

#[test]
fn every_mistake_of_a_wish_is_told_at_once() {
    let wish = Wish {
        programme: "olympics".into(),
        theme: " ".into(),
        lead: "x".repeat(2_001),
        prompts: ["a\u{202E}b".into(), String::new(), "x".repeat(161)],
        opens_on: "2026-12-24".into(),
        closes_on: "tomorrow".into(),
        kinds: vec!["wizard".into()],
        bounds: [Some(19), Some(6), Some(-1), Some(13)],
        ..Wish::default()
    };
    let wrong = read(&wish).unwrap_err();
    let told: Vec<_> = wrong.iter().map(|one| one.pointer.as_str()).collect();
    for pointer in [
        "/programme",
        "/theme",
        "/lead",
        "/prompt_before",
        "/prompt_outcome",
        "/closes_on",
        "/kinds",
        "/age_to",
        "/grade_from",
        "/grade_to",
    ] {
        assert!(told.contains(&pointer), "{pointer} in {told:?}");
    }
    let turned = Wish { opens_on: "2027-01-01".into(), ..super::tests::wish() };
    assert!(read(&turned).unwrap_err().has(Code::OutOfBounds));
}

/// Workflow 11.5, typed anew: what each state allows.
#[test]
fn a_campaign_goes_its_one_way() {
    use State::{Announced, Closed, Draft, Running, Summarised};
    let during = date!(2026 - 12 - 01);
    for state in State::ALL.iter().copied() {
        let edited = edit(campaign(state), read(&wish()).unwrap());
        assert_eq!(edited.is_ok(), matches!(state, Draft | Announced), "edit {state:?}");
        assert_eq!(announce(campaign(state), during).is_ok(), state == Draft, "announce {state:?}");
        assert_eq!(summarise(campaign(state), "Ba mươi ý tưởng.").is_ok(), state == Closed, "sum {state:?}");
        let turned = |today| turn(&campaign(state), today).map(|campaign| campaign.state);
        assert_eq!(turned(date!(2026 - 11 - 23)), None);
        assert_eq!(turned(date!(2026 - 12 - 24)), (state == Announced).then_some(Running));
        let over = matches!(state, Announced | Running).then_some(Closed);
        assert_eq!(turned(date!(2026 - 12 - 25)), over);
    }
    assert_eq!(announce(campaign(Draft), date!(2026 - 11 - 23)).unwrap().state, Announced);
    assert_eq!(announce(campaign(Draft), date!(2026 - 11 - 24)).unwrap().state, Running);
    assert_eq!(code(announce(campaign(Draft), date!(2026 - 12 - 25))), Some(Code::OutOfBounds));
    assert_eq!(code(summarise(campaign(Closed), "  ")), Some(Code::Required));
    assert_eq!(summarise(campaign(Closed), "Xong").unwrap().state, Summarised);
}

#[test]
fn an_idea_joins_what_runs_and_is_for_its_author() {
    let today = date!(2026 - 12 - 01);
    let here = [unit(2), unit(1)];
    let fitting = Candidate {
        kind: Some(SubmitterKind::Student),
        born: Some(date!(2015 - 12 - 02)),
        class: Some("Lớp 5A"),
        above: &here,
    };
    let told = |candidate: &Candidate<'_>, campaign: &Campaign, today| {
        may_join(campaign, candidate, today).err().and_then(|wrong| wrong.iter().next().map(|one| one.code))
    };
    let running = campaign(State::Running);
    assert_eq!(told(&fitting, &running, today), None);
    // What nobody said is not held against them.
    assert_eq!(told(&Candidate { above: &here, ..Candidate::default() }, &running, today), None);
    let elsewhere = [unit(3)];
    for candidate in [
        Candidate { kind: Some(SubmitterKind::Teacher), ..fitting.clone() },
        Candidate { born: Some(date!(2000 - 01 - 01)), ..fitting.clone() },
        Candidate { born: Some(date!(2020 - 12 - 02)), ..fitting.clone() },
        Candidate { class: Some("Lớp 12B"), ..fitting.clone() },
        Candidate { above: &elsewhere, ..fitting.clone() },
    ] {
        assert_eq!(told(&candidate, &running, today), Some(Code::NotForThisCampaign), "{candidate:?}");
    }
    let school = Campaign { plan: Plan { units: vec![unit(2)], ..running.plan.clone() }, ..running.clone() };
    assert_eq!(told(&fitting, &school, today), None);
    let only_above = [unit(1)];
    let above = Candidate { above: &only_above, ..fitting.clone() };
    assert_eq!(told(&above, &school, today), Some(Code::NotForThisCampaign));
    for (state, day) in [
        (State::Draft, today),
        (State::Closed, today),
        (State::Summarised, today),
        (State::Running, date!(2026 - 12 - 25)),
        (State::Announced, date!(2026 - 11 - 23)),
    ] {
        assert_eq!(told(&fitting, &campaign(state), day), Some(Code::CampaignNotRunning), "{state:?} {day}");
    }
    // The sweep may come a minute late: the day counts.
    assert_eq!(told(&fitting, &campaign(State::Announced), date!(2026 - 11 - 24)), None);
}
