//! The verbs of an idea as pure functions: a value and an intention in; the new value and its line on the
//! timeline out, or every reason why not.

use serde_json::json;
use time::Date;

use super::model::{AnswerReason, Card, Event, EventKind, Idea, IdeaId, NextStep, State, Words};
use crate::{
    authority::{Actor, PersonId, UnitId},
    foundation::{Code, Instant, Law, Result, Version, Violations},
};

/// What a new card is filed under.
#[derive(Clone, Copy, Debug)]
pub struct Filing<'a> {
    /// The identity chosen for it.
    pub id: IdeaId,
    /// The unit's short code.
    pub unit_code: &'a str,
    /// The unit.
    pub unit: UnitId,
    /// The number taken for it.
    pub number: i64,
    /// The author's person, where the sender is signed in and the author.
    pub author: Option<PersonId>,
    /// Who writes it down for somebody else.
    pub recorder: Option<PersonId>,
}

/// Receives a card: a code at once, and a clock for the first thanks (design: one working day).
pub fn receive(card: Card, filing: &Filing<'_>, law: &Law, now: Instant) -> Result<(Idea, Event)> {
    let today = now.date();
    let days = law.count("thank_period", today)?;
    let idea = Idea {
        id: filing.id,
        code: format!("SK-{}-{}-{:04}", filing.unit_code, today.year(), filing.number),
        unit: filing.unit,
        card,
        state: State::Received,
        author: filing.author,
        recorder: filing.recorder,
        received_at: now,
        changed_at: now,
        due_at: Some(Instant::end_of(law.holidays.after(today, days))),
        applied_on: None,
        honoured_at: None,
        gold_book_no: None,
        reuse_count: 0,
        version: Version::FIRST,
    };
    let event = line(EventKind::Received, None, "", now);
    Ok((idea, event))
}

fn line(kind: EventKind, by: Option<&Actor>, words: &str, at: Instant) -> Event {
    Event {
        kind,
        person: by.and_then(|actor| actor.person),
        person_name: by.map(|actor| actor.name.clone()).unwrap_or_default(),
        words: words.to_owned(),
        details: serde_json::Value::Null,
        at,
    }
}

fn moved(idea: Idea, to: State, due_at: Option<Instant>, now: Instant) -> Idea {
    Idea { state: to, due_at, changed_at: now, version: idea.version.next(), ..idea }
}

/// Thanks the author in a person's own words, once, while the idea is new. The clock of the first answer
/// starts.
pub fn thank(idea: Idea, by: &Actor, words: &Words, law: &Law, now: Instant) -> Result<(Idea, Event)> {
    match idea.state {
        State::Received => {}
        State::Thanked | State::Honoured | State::Answered => return Err(Code::AlreadyThanked.into()),
        State::Withdrawn => return Err(Code::WrongState.into()),
    }
    let today = now.date();
    let days = law.count("idea_answer_period", today)?;
    let due = Instant::end_of(law.holidays.after(today, days));
    Ok((moved(idea, State::Thanked, Some(due), now), line(EventKind::Thanked, Some(by), words.as_str(), now)))
}

/// What proves that an idea is in use, with the four yes/no conditions of the micro rubric
/// (NĐ 13/2012 Đ.3.1): no points.
#[derive(Clone, Debug)]
pub struct Application {
    /// The day it was first applied.
    pub applied_on: Date,
    /// What was seen: a visit, a confirmation, a photo described.
    pub evidence: String,
    /// New in this unit.
    pub new_here: bool,
    /// Applied or tried.
    pub in_use: bool,
    /// Of practical benefit.
    pub beneficial: bool,
    /// None of the excluded cases.
    pub not_excluded: bool,
}

/// Records an idea as applied: it enters the gold book. All violations are told at once.
pub fn apply(
    idea: Idea,
    by: &Actor,
    words: &Words,
    application: &Application,
    gold_book_no: i32,
    now: Instant,
) -> Result<(Idea, Event)> {
    match idea.state {
        State::Thanked => {}
        // A person thanks before a council counts: the order is the promise.
        State::Received | State::Honoured | State::Answered | State::Withdrawn => {
            return Err(Code::WrongState.into());
        }
    }
    let mut wrong = Violations::new();
    wrong.unless(!application.evidence.is_empty(), Code::EvidenceNeeded, "/evidence");
    wrong.unless(application.applied_on <= now.date(), Code::FutureDate, "/applied_on");
    let met =
        application.new_here && application.in_use && application.beneficial && application.not_excluded;
    wrong.unless(met, Code::ConditionsNotMet, "/conditions");
    wrong.into_result()?;

    let mut event = line(EventKind::Honoured, Some(by), words.as_str(), now);
    event.details = json!({
        "evidence": application.evidence,
        "applied_on": crate::foundation::instant::day_iso(application.applied_on),
    });
    let idea = Idea {
        applied_on: Some(application.applied_on),
        honoured_at: Some(now),
        gold_book_no: Some(gold_book_no),
        ..moved(idea, State::Honoured, None, now)
    };
    Ok((idea, event))
}

/// Answers an idea that is not applied: a coded reason, a person's words and what the author can do next.
pub fn answer(
    idea: Idea,
    by: &Actor,
    words: &Words,
    reason: AnswerReason,
    next: NextStep,
    now: Instant,
) -> Result<(Idea, Event)> {
    match idea.state {
        State::Thanked => {}
        State::Received | State::Honoured | State::Answered | State::Withdrawn => {
            return Err(Code::WrongState.into());
        }
    }
    let mut event = line(EventKind::Answered, Some(by), words.as_str(), now);
    event.details = json!({ "reason": reason.as_str(), "next_step": next.as_str() });
    Ok((moved(idea, State::Answered, None, now), event))
}

/// Gives an idea to its author, who proved it by the private link. Credit moves, the recorder stays.
pub fn claim(idea: Idea, by: &Actor, person: PersonId, now: Instant) -> Result<(Idea, Event)> {
    if idea.author.is_some() {
        return Err(Code::AlreadyClaimed.into());
    }
    if idea.state == State::Withdrawn {
        return Err(Code::WrongState.into());
    }
    let (state, due) = (idea.state, idea.due_at);
    let mut idea = Idea { author: Some(person), ..moved(idea, state, due, now) };
    if idea.card.author_name.is_empty() {
        idea.card.author_name.clone_from(&by.name);
    }
    Ok((idea, line(EventKind::Claimed, Some(by), "", now)))
}

/// Takes an idea back. An idea in the gold book stays in the record but leaves the public.
pub fn withdraw(idea: Idea, by: &Actor, now: Instant) -> Result<(Idea, Event)> {
    if idea.state == State::Withdrawn {
        return Err(Code::WrongState.into());
    }
    Ok((moved(idea, State::Withdrawn, None, now), line(EventKind::Withdrawn, Some(by), "", now)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ideas::model::CardInput;
    use proptest::prelude::*;
    use time::macros::datetime;
    use uuid::Uuid;

    fn law() -> Law {
        Law::of([("thank_period", 1), ("idea_answer_period", 10)])
    }

    fn idea() -> Idea {
        let card = CardInput { before: "Trước đây".into(), ..CardInput::default() }.parse().unwrap();
        let unit = UnitId(Uuid::from_u128(1));
        let filing = Filing {
            id: IdeaId(Uuid::from_u128(2)),
            unit_code: "SH",
            unit,
            number: 7,
            author: None,
            recorder: None,
        };
        receive(card, &filing, &law(), friday()).unwrap().0
    }

    fn friday() -> Instant {
        Instant::from_datetime(datetime!(2026-11-27 09:00 +7))
    }

    fn words() -> Words {
        Words::parse("Cảm ơn bác đã gửi", "/words").unwrap()
    }

    fn used() -> Application {
        Application {
            applied_on: time::macros::date!(2026 - 11 - 20),
            evidence: "Đã đến xem".into(),
            new_here: true,
            in_use: true,
            beneficial: true,
            not_excluded: true,
        }
    }

    #[test]
    fn a_friday_idea_is_thanked_by_monday_night() {
        let idea = idea();
        assert_eq!(idea.code, "SK-SH-2026-0007");
        let due = idea.due_at.unwrap();
        assert_eq!(due.date(), time::macros::date!(2026 - 11 - 30));
    }

    #[test]
    fn an_application_names_everything_that_is_missing() {
        let (idea, _) = thank(idea(), &Actor::system(), &words(), &law(), friday()).unwrap();
        let poor = Application {
            applied_on: time::macros::date!(2027 - 01 - 01),
            evidence: String::new(),
            beneficial: false,
            ..used()
        };
        let wrong = apply(idea, &Actor::system(), &words(), &poor, 1, friday()).unwrap_err();
        let crate::foundation::Error::Rules(wrong) = wrong else { panic!("rules expected") };
        assert_eq!(wrong.iter().count(), 3);
    }

    /// The whole table: which verb leads from which state to which; everything else is refused.
    fn table(state: State, verb: usize) -> Option<State> {
        match (state, verb) {
            (State::Received, 0) => Some(State::Thanked),
            (State::Thanked, 1) => Some(State::Honoured),
            (State::Thanked, 2) => Some(State::Answered),
            (State::Withdrawn, 3 | 4) => None,
            (same, 3) => Some(same),
            (_, 4) => Some(State::Withdrawn),
            _ => None,
        }
    }

    fn run(idea: Idea, verb: usize) -> Result<(Idea, Event)> {
        let by = Actor::system();
        let now = friday();
        match verb {
            0 => thank(idea, &by, &words(), &law(), now),
            1 => apply(idea, &by, &words(), &used(), 1, now),
            2 => answer(idea, &by, &words(), AnswerReason::NeedsBudget, NextStep::IdeaBank, now),
            3 => claim(idea, &by, PersonId(Uuid::from_u128(9)), now),
            _ => withdraw(idea, &by, now),
        }
    }

    proptest! {
        #[test]
        fn only_the_table_moves_an_idea(state in 0..State::ALL.len(), verb in 0_usize..5) {
            let state = State::ALL[state];
            let before = Idea { state, ..idea() };
            match (table(state, verb), run(before.clone(), verb)) {
                (Some(to), Ok((after, _))) => {
                    prop_assert_eq!(after.state, to);
                    prop_assert_eq!(after.version, before.version.next());
                    // Every state is final or has a deadline.
                    prop_assert!(after.state.is_final() || after.due_at.is_some());
                }
                (None, Err(_)) => {}
                (expected, got) => prop_assert!(false, "{:?} {:?} {:?}", state, expected, got.map(|(i, _)| i.state)),
            }
        }
    }
}
