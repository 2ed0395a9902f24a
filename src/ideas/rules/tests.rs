mod ways;

use proptest::prelude::*;
use time::{
    Date,
    macros::{date, datetime},
};
use uuid::Uuid;

use super::*;
use crate::{
    authority::{AccountId, Grant, PersonId, Role},
    foundation::{Error, calendar::Holidays},
    ideas::model::{Acts, AnswerReason, CardInput, Condition, HideReason, IdeaId, NextStep, Plan, Words},
};

fn law() -> Law {
    Law::of([
        ("thank_period", 1),
        ("screening_period", 3),
        ("idea_answer_period", 10),
        ("micro_answer_period", 3),
        ("question_rounds", 2),
        ("author_reply_period", 15),
        ("honour_period", 5),
        ("handover_ack", 2),
        ("trial_start_period", 5),
        ("trial_result_period", 5),
        ("trial_most_months", 12),
        ("moderation_period", 1),
    ])
}

fn unit(n: u128) -> UnitId {
    UnitId(Uuid::from_u128(n))
}

const COMMUNE: u128 = 1;
const HERE: u128 = 2;
const ELSEWHERE: u128 = 3;
const TARGET: u128 = 4;

fn person(n: u128) -> PersonId {
    PersonId(Uuid::from_u128(n))
}

const AUTHOR: u128 = 101;
const RECORDER: u128 = 102;
const COMPANION: u128 = 103;
const SOMEBODY: u128 = 104;
const HIDER: u128 = 105;

fn friday() -> Instant {
    Instant::from_datetime(datetime!(2026-11-27 09:00 +7))
}

fn at(day: Date) -> Instant {
    Instant::start_of(day).plus_seconds(9 * 3_600)
}

fn told(done_already: bool) -> Idea {
    let card =
        CardInput { before: "Trước đây".into(), done_already, ..CardInput::default() }.parse().unwrap();
    let filing = Filing {
        id: IdeaId(Uuid::from_u128(2)),
        unit_code: "SH",
        unit: unit(HERE),
        number: 7,
        author: None,
        recorder: None,
        child: None,
    };
    receive(card, &filing, &law(), friday()).unwrap().0
}

fn words() -> Words {
    Words::parse("Cảm ơn bác đã gửi", "/words").unwrap()
}

fn used() -> Application {
    Application {
        applied_on: date!(2026 - 11 - 20),
        evidence: "Đã đến xem".into(),
        result: "Trước ba ngày, nay một buổi".into(),
    }
}

fn code(refused: Result<Told>) -> Code {
    refused.unwrap_err().code().unwrap()
}

/// Workflow 11.1, typed once more: which verb leads from which state to which. Everything else is refused.
fn table(state: State, verb: Verb) -> Option<State> {
    match (state, verb) {
        (State::Received, Verb::Thank) => Some(State::Thanked),
        (State::Thanked | State::Screening, Verb::Assign) => Some(State::Screening),
        (State::Screening, Verb::Ask) => Some(State::NeedsInfo),
        (State::NeedsInfo, Verb::Reply) => Some(State::Screening),
        // The standing plan of these cases waits for the head of the unit: see `standing`.
        (State::Screening, Verb::ApproveTrial) => Some(State::Trial),
        (State::Screening, Verb::DeclineTrial) => Some(State::Screening),
        (State::Trial, Verb::LogTrial) => Some(State::Trial),
        (State::Trial, Verb::FailTrial) => Some(State::TrialFailed),
        (State::Screening | State::Trial, Verb::Apply) => Some(State::Applied),
        (State::Applied, Verb::Honour) => Some(State::Honoured),
        (State::Applied, Verb::DeclineHonour) => Some(State::Applied),
        (State::Screening, Verb::Forward) => Some(State::Forwarded),
        (State::Forwarded, Verb::TakeOver | Verb::SendBack) => Some(State::Screening),
        // The standing hidden idea was in the gold book, and an appeal waits.
        (State::Hidden, Verb::DecideAppeal) => Some(State::Honoured),
        (State::Screening, Verb::Answer) => Some(State::Answered),
        (State::Screening, Verb::Park) => Some(State::Parked),
        (State::Screening, Verb::Redirect) => Some(State::RedirectedFeedback),
        (State::Answered | State::Parked, Verb::Reopen) => Some(State::Screening),
        (State::Withdrawn, _) => None,
        (same, Verb::Claim) => Some(same),
        (
            State::Received
            | State::Thanked
            | State::Screening
            | State::NeedsInfo
            | State::Forwarded
            | State::Trial
            | State::Applied,
            Verb::Withdraw,
        ) => Some(State::Withdrawn),
        (State::Hidden, _) => None,
        (_, Verb::Hide) => Some(State::Hidden),
        _ => None,
    }
}

/// Who acts next, typed once more; what is applied and not in the gold book is the one case that waits for
/// nobody and has not ended.
fn turn(idea: &Idea) -> Option<Acts> {
    match idea.state {
        State::Applied if idea.honour_declined => None,
        State::Received | State::Thanked => Some(Acts::Desk),
        State::Screening | State::Trial => Some(Acts::Companion),
        State::Forwarded => Some(Acts::TargetDesk),
        State::Hidden => Some(Acts::Moderator).filter(|_| idea.appeal == Some(Appeal::Asked)),
        State::NeedsInfo => Some(Acts::Author),
        State::Applied => Some(Acts::Commune),
        State::Honoured
        | State::TrialFailed
        | State::Answered
        | State::Parked
        | State::RedirectedFeedback
        | State::Withdrawn => None,
    }
}

/// What somebody is to an idea.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Relation {
    Public,
    Nobody,
    Author,
    Recorder,
    Companion,
    Desk(Role),
    DeskElsewhere(Role),
    TargetDesk(Role),
    CommuneDesk(Role),
    Clock,
}

impl Relation {
    fn all() -> Vec<Self> {
        let mut all =
            vec![Self::Public, Self::Nobody, Self::Author, Self::Recorder, Self::Companion, Self::Clock];
        for role in Role::ALL {
            all.extend([
                Self::Desk(*role),
                Self::DeskElsewhere(*role),
                Self::TargetDesk(*role),
                Self::CommuneDesk(*role),
            ]);
        }
        all
    }

    fn actor(self) -> Actor {
        let somebody = |n: u128, grants: Vec<Grant>| Actor {
            person: Some(person(n)),
            account: Some(AccountId(Uuid::from_u128(n))),
            name: "Người thử".into(),
            grants,
            system: false,
        };
        let holder = |role: Role, held: u128, reaches: &[u128]| {
            let reaches = reaches.iter().map(|n| unit(*n)).collect();
            somebody(SOMEBODY, vec![Grant { role, unit: unit(held), reaches, on_behalf_of: None }])
        };
        match self {
            Self::Public => Actor::public(),
            Self::Clock => Actor::system(),
            Self::Nobody => somebody(SOMEBODY, Vec::new()),
            Self::Author => somebody(AUTHOR, Vec::new()),
            Self::Recorder => somebody(RECORDER, Vec::new()),
            Self::Companion => somebody(COMPANION, Vec::new()),
            Self::Desk(role) => holder(role, HERE, &[HERE]),
            Self::DeskElsewhere(role) => holder(role, ELSEWHERE, &[ELSEWHERE]),
            Self::TargetDesk(role) => holder(role, TARGET, &[TARGET]),
            Self::CommuneDesk(role) => holder(role, COMMUNE, &[COMMUNE, HERE, TARGET, ELSEWHERE]),
        }
    }

    /// Workflow 11.1, the column "who", typed once more.
    fn may(self, verb: Verb) -> bool {
        let reaching = match self {
            Self::Desk(role) | Self::CommuneDesk(role) => Some(role),
            _ => None,
        };
        match verb {
            _ if self == Self::Clock => verb != Verb::Claim,
            Verb::Thank => {
                matches!(reaching, Some(Role::Coordinator | Role::VillageHead | Role::UnitHead))
            }
            Verb::Assign => matches!(reaching, Some(Role::Coordinator | Role::UnitHead)),
            Verb::Ask
            | Verb::StartTrial
            | Verb::LogTrial
            | Verb::FailTrial
            | Verb::Apply
            | Verb::Answer
            | Verb::Park
            | Verb::Redirect => {
                self == Self::Companion || matches!(reaching, Some(Role::Coordinator | Role::UnitHead))
            }
            Verb::ApproveTrial | Verb::DeclineTrial => {
                matches!(reaching, Some(Role::UnitHead | Role::CommuneChair))
            }
            Verb::Forward => self == Self::Companion || reaching == Some(Role::Coordinator),
            Verb::TakeOver | Verb::SendBack => matches!(
                self,
                Self::TargetDesk(Role::Coordinator | Role::UnitHead)
                    | Self::CommuneDesk(Role::Coordinator | Role::UnitHead)
            ),
            Verb::Hide => reaching == Some(Role::Moderator),
            Verb::DecideAppeal => matches!(reaching, Some(Role::Moderator | Role::CommuneChair)),
            Verb::Honour | Verb::DeclineHonour => self == Self::CommuneDesk(Role::Coordinator),
            Verb::Reply | Verb::Reopen | Verb::Withdraw | Verb::Appeal => {
                matches!(self, Self::Author | Self::Recorder)
            }
            Verb::Claim => !matches!(self, Self::Public | Self::Author | Self::Recorder),
        }
    }
}

/// An idea that stands in a state as it may be met there.
fn standing(state: State, by: Relation) -> Idea {
    let now = friday();
    let asked = state == State::NeedsInfo;
    let mut idea = Idea {
        state,
        author: Some(person(AUTHOR)).filter(|_| by == Relation::Author),
        recorder: Some(person(RECORDER)),
        companion: Some(person(COMPANION)),
        days_left: asked.then_some(4),
        questions: i32::from(asked),
        forward_to: Some(unit(TARGET)).filter(|_| state == State::Forwarded),
        plan_due_at: Some(now.plus_seconds(3_600)).filter(|_| state == State::Screening),
        resume_state: Some(State::Honoured).filter(|_| state == State::Hidden),
        hidden_by: Some(person(HIDER)).filter(|_| state == State::Hidden),
        appeal: Some(Appeal::Asked).filter(|_| state == State::Hidden),
        ..told(true)
    };
    idea.due_at = turn(&idea).map(|_| now.plus_seconds(3_600));
    idea
}

fn plan() -> Plan {
    Plan { place: "Thôn 3".into(), who: "Chi hội Phụ nữ".into(), until: date!(2026 - 12 - 20) }
}

/// As the services do it: permission first, then the rule.
fn attempt(actor: &Actor, verb: Verb, idea: Idea) -> Result<Told> {
    let on = asked_of(verb, &idea, unit(COMMUNE));
    if !may(actor, verb.action(), &on) {
        return Err(Code::Forbidden.into());
    }
    let (law, now) = (law(), friday());
    match verb {
        Verb::Thank => thank(idea, actor, &words(), &law, now),
        Verb::Assign => assign(idea, actor, Some((person(SOMEBODY), "Trần Thị Hương")), &law, now),
        Verb::Ask => ask(idea, actor, &words(), &law, now),
        Verb::Reply => reply(idea, actor, &words(), &law, now),
        Verb::Apply => apply(idea, actor, Some(&words()), &used(), &law, now),
        Verb::StartTrial => start_trial(idea, actor, None, &plan(), &law, now),
        Verb::ApproveTrial => approve_trial(idea, actor, &plan(), &law, now),
        Verb::DeclineTrial => decline_trial(idea, actor, &words(), now),
        Verb::LogTrial => log_trial(idea, actor, &words(), now.date(), now.date(), now),
        Verb::FailTrial => fail_trial(idea, actor, &words(), &words(), now),
        Verb::DeclineHonour => decline_honour(idea, actor, Condition::NewHere, &words(), now),
        Verb::Forward => forward(idea, actor, &words(), (unit(TARGET), "Trường"), &law, now),
        Verb::TakeOver => take_over(idea, actor, None, "Trường", &law, now),
        Verb::SendBack => send_back(idea, actor, &words(), &law, now),
        Verb::Hide => hide(idea, actor, HideReason::Privacy, &words(), &law, now),
        Verb::Appeal => appeal(idea, actor, &words(), &law, now),
        Verb::DecideAppeal => decide_appeal(idea, actor, false, &words(), &law, now),
        Verb::Honour => honour(idea, actor, &words(), Conditions::ALL_MET, 1, now),
        Verb::Answer => answer(idea, actor, &words(), AnswerReason::NeedsBudget, NextStep::IdeaBank, now),
        Verb::Park => park(idea, actor, &words(), now),
        Verb::Reopen => reopen(idea, actor, &words(), &law, now),
        Verb::Redirect => redirect(idea, actor, &words(), now),
        Verb::Claim => claim(idea, actor, actor.signed_in()?, now),
        Verb::Withdraw => withdraw(idea, actor, now),
    }
}

#[test]
fn only_the_table_moves_an_idea_and_only_for_whom_it_says() {
    for by in Relation::all() {
        let actor = by.actor();
        for state in State::ALL {
            let idea = standing(*state, by);
            let buttons = allowed(&idea, &actor, unit(COMMUNE), &law(), friday());
            for verb in Verb::ALL {
                let expected = table(*state, *verb).filter(|_| by.may(*verb));
                let case = format!("{by:?} {verb:?} in {state:?}");
                let happened = attempt(&actor, *verb, idea.clone());
                assert_eq!(happened.as_ref().ok().map(|(after, _)| after.state), expected, "{case}");
                if *verb != Verb::Claim {
                    assert_eq!(buttons.contains(verb), expected.is_some(), "the button of {case}");
                }
                let Ok((after, line)) = happened else { continue };
                assert_eq!(after.version, idea.version.next(), "{case}");
                assert_eq!((line.person, line.at), (actor.person, friday()), "{case}");
                // Whatever waits has a last day and somebody who acts; what has ended has neither.
                assert_eq!(after.acts(), turn(&after), "{case}");
                assert_eq!(after.due_at.is_some(), turn(&after).is_some(), "{case}");
            }
        }
    }
}

#[test]
fn the_clock_alone_keeps_an_idea_whose_author_is_silent() {
    for state in State::ALL {
        let idea = standing(*state, Relation::Clock);
        let late = friday().plus_seconds(7_200);
        let kept = park_unanswered(idea.clone(), late).map(|(idea, _)| idea.state).ok();
        assert_eq!(kept, (*state == State::NeedsInfo).then_some(State::Parked), "{state:?}");
        assert!(park_unanswered(idea, friday()).is_err(), "{state:?} before the last day has passed");
    }
}

#[test]
fn a_friday_idea_is_thanked_by_monday_night() {
    let idea = told(true);
    assert_eq!(idea.code, "SK-SH-2026-0007");
    assert_eq!(idea.due_at.unwrap().date(), date!(2026 - 11 - 30));
}

#[test]
fn what_is_done_already_is_answered_sooner() {
    let by = Relation::CommuneDesk(Role::Coordinator).actor();
    for (done, due) in [(true, date!(2026 - 12 - 02)), (false, date!(2026 - 12 - 11))] {
        let (idea, _) = thank(told(done), &by, &words(), &law(), friday()).unwrap();
        let (idea, line) =
            assign(idea, &by, Some((person(COMPANION), "Trần Thị Hương")), &law(), friday()).unwrap();
        assert_eq!(line.companion(), Some("Trần Thị Hương"));
        assert_eq!(idea.due_at.unwrap().date(), due);
        // Handed on two days later, the clock runs on.
        let later = at(date!(2026 - 12 - 01));
        let (handed, _) =
            assign(idea.clone(), &by, Some((person(SOMEBODY), "Lê Văn Tám")), &law(), later).unwrap();
        assert_eq!((handed.due_at, handed.companion), (idea.due_at, Some(person(SOMEBODY))));
    }
}

#[test]
fn an_application_names_everything_that_is_missing() {
    let poor =
        Application { applied_on: date!(2027 - 01 - 01), evidence: String::new(), result: String::new() };
    let idea = standing(State::Trial, Relation::Companion);
    let by = Relation::Companion.actor();
    let Error::Rules(wrong) = apply(idea, &by, Some(&words()), &poor, &law(), friday()).unwrap_err() else {
        panic!("rules expected")
    };
    assert_eq!(wrong.iter().count(), 3);
}

#[test]
fn the_gold_book_needs_all_four_conditions() {
    let met = Conditions::ALL_MET;
    let idea = standing(State::Applied, Relation::Clock);
    for poor in [
        Conditions { new_here: false, ..met },
        Conditions { in_use: false, ..met },
        Conditions { beneficial: false, ..met },
        Conditions { not_excluded: false, ..met },
    ] {
        let refused = honour(idea.clone(), &Actor::system(), &words(), poor, 1, friday()).unwrap_err();
        assert!(matches!(refused, Error::Rules(_)), "{poor:?}");
    }
    let (honoured, _) = honour(idea, &Actor::system(), &words(), met, 12, friday()).unwrap();
    assert_eq!((honoured.gold_book_no, honoured.honoured_at), (Some(12), Some(friday())));
}

/// Tết 2027: from Friday the 5th to Thursday the 11th of February.
fn with_tet() -> Law {
    let days = (5..=11).map(|day| Date::from_calendar_date(2027, time::Month::February, day).unwrap());
    let mut law = law();
    law.holidays = Holidays(days.collect());
    law
}

#[test]
fn the_clock_stands_still_while_the_author_thinks() {
    let (by, law) = (Relation::Companion.actor(), with_tet());
    // Ten working days from Monday the 25th of January end after Tết.
    let idea = Idea {
        due_at: Some(Instant::end_of(law.holidays.after(date!(2027 - 01 - 25), 10))),
        ..standing(State::Screening, Relation::Companion)
    };
    assert_eq!(idea.due_at.unwrap().date(), date!(2027 - 02 - 15));
    let (asked, _) = ask(idea.clone(), &by, &words(), &law, at(date!(2027 - 02 - 03))).unwrap();
    assert_eq!(asked.days_left, Some(3), "the 4th, the 12th and the 15th");
    assert_eq!(asked.due_at.unwrap().date(), date!(2027 - 02 - 18), "fifteen days, Tết or not");
    let author = Relation::Author.actor();
    // The reply comes on a Saturday.
    let (replied, _) = reply(asked, &author, &words(), &law, at(date!(2027 - 02 - 13))).unwrap();
    assert_eq!((replied.due_at.unwrap().date(), replied.days_left), (date!(2027 - 02 - 17), None));

    // Who asks on the last day, or too late, has one more day after the reply.
    for day in [date!(2027 - 02 - 15), date!(2027 - 02 - 19)] {
        let (asked, _) = ask(idea.clone(), &by, &words(), &law, at(day)).unwrap();
        assert_eq!(asked.days_left, Some(0));
        let (replied, _) = reply(asked, &author, &words(), &law, at(date!(2027 - 02 - 19))).unwrap();
        assert_eq!(replied.due_at.unwrap().date(), date!(2027 - 02 - 22));
    }

    // Fifteen days that end on a Saturday end on Monday.
    let idea = standing(State::Screening, Relation::Companion);
    let (asked, _) = ask(idea, &by, &words(), &law, friday()).unwrap();
    assert_eq!(asked.due_at.unwrap().date(), date!(2026 - 12 - 14));
}

#[test]
fn after_two_questions_there_is_an_answer() {
    let (by, law) = (Relation::Companion.actor(), law());
    let mut idea = standing(State::Screening, Relation::Companion);
    for round in 1..=2 {
        idea = ask(idea, &by, &words(), &law, friday()).unwrap().0;
        assert_eq!(idea.questions, round);
        idea = reply(idea, &Relation::Author.actor(), &words(), &law, friday()).unwrap().0;
    }
    assert!(!allowed(&idea, &by, unit(COMMUNE), &law, friday()).contains(&Verb::Ask));
    assert_eq!(code(ask(idea, &by, &words(), &law, friday())), Code::QuestionsSpent);
}

#[test]
fn thanks_are_said_once() {
    let by = Relation::Desk(Role::VillageHead).actor();
    for state in State::ALL {
        let refused = thank(standing(*state, Relation::Public), &by, &words(), &law(), friday());
        match state {
            State::Received => assert!(refused.is_ok()),
            State::Withdrawn => assert_eq!(code(refused), Code::WrongState),
            _ => assert_eq!(code(refused), Code::AlreadyThanked),
        }
    }
}

proptest! {
    /// Whenever the question and whenever the reply: the companion has the days that were left, one at least.
    #[test]
    fn no_day_of_the_companion_is_lost_or_won(asked in 0_i64..40, waited in 0_i64..20, given in 1_u32..12) {
        let law = with_tet();
        let first = date!(2027 - 01 - 11);
        let due = law.holidays.after(first, given);
        let idea = Idea {
            due_at: Some(Instant::end_of(due)),
            ..standing(State::Screening, Relation::Companion)
        };
        let asking = first.saturating_add(time::Duration::days(asked));
        let (idea, _) = ask(idea, &Actor::system(), &words(), &law, at(asking)).unwrap();
        let left = law.holidays.between(asking, due);
        let replying = asking.saturating_add(time::Duration::days(waited));
        let (idea, _) = reply(idea, &Actor::public(), &words(), &law, at(replying)).unwrap();
        let until = idea.due_at.unwrap().date();
        prop_assert_eq!(law.holidays.between(replying, until), left.max(1));
        prop_assert!(law.holidays.is_working(until));
    }
}
