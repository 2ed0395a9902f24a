//! The rarer ways and the author's own: taken up again, claimed, handed on, tried, applied but not in the gold book, hidden and appealed.

use time::Duration;

use super::*;

/// Without the plan that waits.
fn screened() -> Idea {
    Idea { plan_due_at: None, ..standing(State::Screening, Relation::Author) }
}

#[test]
fn whoever_hands_on_loses_no_day_and_the_other_unit_begins_anew() {
    let (law, by) = (law(), Relation::Companion.actor());
    // Five working days are left on Friday.
    let idea = Idea { due_at: Some(Instant::end_of(date!(2026 - 12 - 04))), ..screened() };
    let same = forward(idea.clone(), &by, &words(), (unit(HERE), "Thôn 3"), &law, friday());
    assert!(matches!(same, Err(Error::Rules(_))));
    let (handed, line) = forward(idea, &by, &words(), (unit(TARGET), "Trường"), &law, friday()).unwrap();
    assert_eq!(
        (handed.forward_to, handed.days_left, line.detail("unit")),
        (Some(unit(TARGET)), Some(5), Some("Trường"))
    );
    assert_eq!(handed.due_at.unwrap().date(), date!(2026 - 12 - 01));
    assert_eq!(handed.unit, unit(HERE), "until somebody takes it");

    let desk = Relation::TargetDesk(Role::Coordinator).actor();
    let tuesday = at(date!(2026 - 12 - 01));
    let (taken, _) =
        take_over(handed.clone(), &desk, Some((person(SOMEBODY), "Lan")), "Trường", &law, tuesday).unwrap();
    assert_eq!((taken.unit, taken.companion, taken.forward_to), (unit(TARGET), Some(person(SOMEBODY)), None));
    assert_eq!(taken.due_at.unwrap().date(), date!(2026 - 12 - 04), "done already: three days anew");

    let (back, _) = send_back(handed.clone(), &desk, &words(), &law, tuesday).unwrap();
    assert_eq!((back.unit, back.companion, back.forward_to), (unit(HERE), Some(person(COMPANION)), None));
    assert_eq!(back.due_at.unwrap().date(), date!(2026 - 12 - 08));

    assert!(bounce(handed.clone(), &law, tuesday).is_err(), "its last day has not passed");
    let (bounced, line) = bounce(handed, &law, at(date!(2026 - 12 - 02))).unwrap();
    assert_eq!((bounced.state, bounced.due_at.unwrap().date()), (State::Screening, date!(2026 - 12 - 09)));
    assert_eq!((line.kind, line.person), (EventKind::SentBack, None));
    for state in State::ALL {
        let idea = standing(*state, Relation::Clock);
        let back = bounce(idea, &law, friday().plus_seconds(7_200)).is_ok();
        assert_eq!(back, *state == State::Forwarded, "{state:?}");
    }
}

#[test]
fn the_last_day_too_leaves_one_day_after_coming_back() {
    let law = law();
    let idea = Idea { due_at: Some(Instant::end_of(friday().date())), ..screened() };
    let by = Relation::Companion.actor();
    let (handed, _) = forward(idea, &by, &words(), (unit(TARGET), "Trường"), &law, friday()).unwrap();
    assert_eq!(handed.days_left, Some(0));
    let (back, _) = bounce(handed, &law, at(date!(2026 - 12 - 02))).unwrap();
    assert_eq!(back.due_at.unwrap().date(), date!(2026 - 12 - 03));
}

#[test]
fn a_trial_begins_with_the_head_of_the_unit() {
    let law = law();
    for (by, state) in [
        (Relation::Companion, State::Screening),
        (Relation::Desk(Role::Coordinator), State::Screening),
        (Relation::Desk(Role::UnitHead), State::Trial),
    ] {
        let before = screened();
        let (after, _) = start_trial(before.clone(), &by.actor(), None, &plan(), &law, friday()).unwrap();
        assert_eq!(after.state, state, "{by:?}");
        assert_eq!(after.plan_due_at.is_some(), state == State::Screening, "{by:?}");
        if state == State::Screening {
            assert_eq!(after.due_at, before.due_at, "the clock of the answer runs on");
            assert_eq!(after.plan_due_at.unwrap().date(), date!(2026 - 12 - 04));
            assert_eq!(
                code(start_trial(after, &by.actor(), None, &plan(), &law, friday())),
                Code::TrialWaits
            );
        } else {
            // Sunday the 20th of December and five working days.
            assert_eq!(after.due_at.unwrap().date(), date!(2026 - 12 - 25));
        }
    }
    let head = Relation::Desk(Role::UnitHead).actor();
    assert_eq!(code(approve_trial(screened(), &head, &plan(), &law, friday())), Code::WrongState);
    assert_eq!(code(decline_trial(screened(), &head, &words(), friday())), Code::WrongState);
}

#[test]
fn a_plan_needs_place_people_and_a_day_within_a_year() {
    let law = law();
    let head = Relation::Desk(Role::UnitHead).actor();
    for (until, fits) in [
        (friday().date(), false),
        (date!(2026 - 11 - 28), true),
        (date!(2027 - 11 - 27), true),
        (date!(2027 - 11 - 28), false),
    ] {
        let plan = Plan { until, ..plan() };
        assert_eq!(start_trial(screened(), &head, None, &plan, &law, friday()).is_ok(), fits, "{until}");
    }
    let poor = Plan { place: String::new(), who: String::new(), until: friday().date() };
    let Err(Error::Rules(wrong)) = start_trial(screened(), &head, None, &poor, &law, friday()) else {
        panic!("rules expected")
    };
    assert_eq!(wrong.iter().count(), 3);
    // A plan that lay too long is not begun after its last day.
    let waiting = standing(State::Screening, Relation::Clock);
    assert!(approve_trial(waiting, &head, &plan(), &law, at(date!(2026 - 12 - 20))).is_err());
}

#[test]
fn what_is_seen_lies_within_the_trial() {
    let by = Relation::Companion.actor();
    let begun = date!(2026 - 11 - 25);
    let log =
        |day| log_trial(standing(State::Trial, Relation::Companion), &by, &words(), day, begun, friday());
    assert!(log(begun).is_ok() && log(friday().date()).is_ok());
    assert!(log(date!(2026 - 11 - 24)).is_err() && log(date!(2026 - 11 - 28)).is_err());
}

#[test]
fn what_leaves_the_screening_takes_no_plan_along() {
    let (law, by) = (law(), Actor::system());
    let waiting = standing(State::Screening, Relation::Clock);
    let (asked, _) = ask(waiting.clone(), &by, &words(), &law, friday()).unwrap();
    let (replied, _) = reply(asked, &by, &words(), &law, friday()).unwrap();
    assert!(replied.plan_due_at.is_some(), "a question in between does not end it");
    let (parked, _) = park(waiting, &by, &words(), friday()).unwrap();
    assert!(parked.plan_due_at.is_none());
}

#[test]
fn what_is_not_honoured_stays_applied_and_may_be_honoured_later() {
    let by = Relation::CommuneDesk(Role::Coordinator).actor();
    let applied = standing(State::Applied, Relation::Clock);
    let (kept, line) = decline_honour(applied, &by, Condition::NewHere, &words(), friday()).unwrap();
    assert_eq!((kept.state, kept.due_at, kept.acts()), (State::Applied, None, None));
    assert_eq!(line.detail("condition"), Some("new_here"));
    assert_eq!(
        code(decline_honour(kept.clone(), &by, Condition::InUse, &words(), friday())),
        Code::WrongState
    );
    let buttons = allowed(&kept, &by, unit(COMMUNE), &law(), friday());
    assert!(buttons.contains(&Verb::Honour) && !buttons.contains(&Verb::DeclineHonour));
    let (honoured, _) = honour(kept, &by, &words(), Conditions::ALL_MET, 3, friday()).unwrap();
    assert_eq!((honoured.state, honoured.honour_declined), (State::Honoured, false));
}

#[test]
fn what_has_ended_is_not_withdrawn() {
    for state in State::ALL {
        let refused = withdraw(standing(*state, Relation::Author), &Relation::Author.actor(), friday());
        match table(*state, Verb::Withdraw) {
            Some(_) => assert!(refused.is_ok(), "{state:?}"),
            None => assert_eq!(code(refused), Code::AlreadySettled, "{state:?}"),
        }
    }
}

#[test]
fn a_hidden_idea_goes_on_from_where_it_stood() {
    let law = law();
    let (one, other) = (Relation::Desk(Role::Moderator).actor(), Actor::system());
    for state in State::ALL {
        let before = Idea { hidden_by: None, appeal: None, ..standing(*state, Relation::Author) };
        let hidden = hide(before.clone(), &one, HideReason::Law, &words(), &law, friday());
        let may = !matches!(state, State::Hidden | State::Withdrawn);
        assert_eq!(hidden.is_ok(), may, "{state:?}");
        let Ok((hidden, _)) = hidden else { continue };
        assert_eq!((hidden.due_at, hidden.hidden_by), (None, one.person));
        let author = Relation::Author.actor();
        let (asked, _) = appeal(hidden, &author, &words(), &law, friday()).unwrap();
        assert_eq!(asked.due_at.unwrap().date(), date!(2026 - 11 - 30));
        assert_eq!(code(appeal(asked.clone(), &author, &words(), &law, friday())), Code::AppealSpent);
        // Not by who hid it; nor does that person see the button.
        assert_eq!(
            code(decide_appeal(asked.clone(), &one, false, &words(), &law, friday())),
            Code::NotYourOwn
        );
        assert!(!allowed(&asked, &one, unit(COMMUNE), &law, friday()).contains(&Verb::DecideAppeal));
        let (kept, _) = decide_appeal(asked.clone(), &other, true, &words(), &law, friday()).unwrap();
        assert_eq!((kept.state, kept.acts(), kept.due_at), (State::Hidden, None, None));
        assert_eq!(code(appeal(kept, &author, &words(), &law, friday())), Code::AppealSpent);
        let (back, _) = decide_appeal(asked, &other, false, &words(), &law, friday()).unwrap();
        assert_eq!((back.state, back.due_at.is_some()), (*state, before.due_at.is_some()), "{state:?}");
        assert_eq!(
            (back.resume_state, back.resume_days, back.hidden_by, back.appeal),
            (None, None, None, None)
        );
    }
}

#[test]
fn the_days_that_were_left_are_left_after_a_hiding() {
    let law = law();
    let one = Relation::Desk(Role::Moderator).actor();
    let before = Idea { due_at: Some(Instant::end_of(date!(2026 - 12 - 04))), ..screened() };
    let (hidden, _) = hide(before, &one, HideReason::Law, &words(), &law, friday()).unwrap();
    let later = friday().plus_seconds(Duration::days(30).whole_seconds());
    let (asked, _) = appeal(hidden, &Actor::public(), &words(), &law, later).unwrap();
    let (back, _) = decide_appeal(asked, &Actor::system(), false, &words(), &law, later).unwrap();
    assert_eq!(law.holidays.between(later.date(), back.due_at.unwrap().date()), 5);
}

#[test]
fn who_may_read_follows_the_idea() {
    let forwarded = standing(State::Forwarded, Relation::Author);
    let hidden = standing(State::Hidden, Relation::Author);
    for by in Relation::all() {
        let actor = by.actor();
        let target = matches!(by, Relation::TargetDesk(Role::Coordinator));
        assert!(!target || may_read(&actor, &forwarded) && !may_read(&actor, &screened()));
        let sees = match by {
            Relation::Author | Relation::Recorder | Relation::Clock => true,
            Relation::Desk(role) | Relation::CommuneDesk(role) => {
                matches!(role, Role::Moderator | Role::CommuneChair)
            }
            _ => false,
        };
        assert_eq!(may_read(&actor, &hidden), sees, "{by:?}");
    }
}

#[test]
fn an_answer_is_reopened_once_and_the_bank_whenever() {
    let (author, law) = (Relation::Author.actor(), law());
    let mut idea = standing(State::Parked, Relation::Author);
    for _ in 0..3 {
        idea = reopen(idea, &author, &words(), &law, friday()).unwrap().0;
        idea = park(idea, &Actor::system(), &words(), friday()).unwrap().0;
    }
    let answered = |idea| {
        let reason = AnswerReason::NotFeasibleNow;
        answer(idea, &Actor::system(), &words(), reason, NextStep::Revise, friday()).unwrap().0
    };
    idea = answered(reopen(idea, &author, &words(), &law, friday()).unwrap().0);
    idea = answered(reopen(idea, &author, &words(), &law, friday()).unwrap().0);
    assert!(!allowed(&idea, &author, unit(COMMUNE), &law, friday()).contains(&Verb::Reopen));
    assert_eq!(code(reopen(idea, &author, &words(), &law, friday())), Code::ReopeningSpent);
}

#[test]
fn who_wrote_it_down_is_not_its_author() {
    let idea = standing(State::Screening, Relation::Recorder);
    let recorder = Relation::Recorder.actor();
    assert_eq!(code(claim(idea.clone(), &recorder, person(RECORDER), friday())), Code::NotTheAuthor);
    let (claimed, _) = claim(idea, &Relation::Author.actor(), person(AUTHOR), friday()).unwrap();
    assert_eq!((claimed.author, claimed.recorder), (Some(person(AUTHOR)), Some(person(RECORDER))));
    assert_eq!(
        code(claim(claimed, &Relation::Nobody.actor(), person(SOMEBODY), friday())),
        Code::AlreadyClaimed
    );
}
