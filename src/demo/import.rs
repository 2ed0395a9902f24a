//! `sangkien import`: initiatives from a JSON file, each through the same use cases as in earnest.

use std::sync::Arc;

use serde::Deserialize;
use time::{Date, Month};

use super::acting;
use crate::{
    app::App,
    authority::{Actor, Role, UnitId},
    foundation::{
        Error, Instant, Result,
        clock::SetClock,
        idempotency::Once,
        instant::day_iso,
        messages::{Lang, text},
        text::fold,
    },
    ideas::{
        AuthorKind, CardInput, Conditions, Field, Idea, Standing, State,
        service::{self, Answering, ApplicationInput, Sending},
    },
    people, units,
};

/// One initiative of the file.
#[derive(Clone, Debug, Deserialize)]
pub struct Initiative {
    /// Its identity in the file: bringing the file in twice makes it once.
    pub id: String,
    /// The title.
    pub title: String,
    /// What it is, in a sentence.
    pub summary: String,
    /// How it works and what it brought.
    pub body: String,
    /// The field, in words.
    pub field: String,
    /// `Cá nhân`, `Nhóm tác giả` or `Tập thể`.
    #[serde(default)]
    pub author_kind: String,
    /// Names.
    #[serde(default)]
    pub authors: Vec<String>,
    /// The unit, in words; kept as the place.
    #[serde(default)]
    pub unit: String,
    /// The year it is from.
    pub year: i32,
    /// The code of the unit it belongs to here; the commune if left out.
    #[serde(default)]
    pub unit_code: String,
    /// The state it is brought to; `honoured` if left out.
    #[serde(default)]
    pub state: String,
}

/// Brings a file in and answers how many initiatives it held. The clock is moved to each one's own time,
/// never beyond `today`.
pub async fn bring_in(app: &App, clock: &Arc<SetClock>, json: &str, today: Instant) -> Result<usize> {
    let mut initiatives: Vec<Initiative> = serde_json::from_str(json)
        .map_err(|error| Error::Damaged(format!("the file cannot be read: {error}")))?;
    initiatives.sort_by_key(|initiative| initiative.year);
    let count = initiatives.len();
    for (row, initiative) in initiatives.into_iter().enumerate() {
        let at = moment(initiative.year, row, today);
        one(app, clock, &initiative, at, today).await?;
    }
    clock.set(today);
    Ok(count)
}

/// A working hour in the initiative's year; those of this year end a few weeks before today.
fn moment(year: i32, row: usize, today: Instant) -> Instant {
    let spread = i64::try_from(row % 40).unwrap_or(0);
    let first = Date::from_calendar_date(year, Month::February, 2).unwrap_or(today.date());
    let at = Instant::start_of(first).plus_seconds(spread * 6 * 24 * 3_600 + 8 * 3_600 + spread * 137);
    let latest = today.plus_seconds(-(40 - spread) * 12 * 3_600);
    at.min(latest)
}

async fn one(
    app: &App,
    clock: &Arc<SetClock>,
    initiative: &Initiative,
    at: Instant,
    today: Instant,
) -> Result<()> {
    let db = app.db.reader();
    let unit = match initiative.unit_code.as_str() {
        "" => units::commune(db, None).await?,
        code => units::by_code(db, code).await?,
    };
    let unit = unit.ok_or_else(|| Error::Damaged(format!("no unit {}", initiative.unit_code)))?.id;
    let target = if initiative.state.is_empty() {
        State::Honoured
    } else {
        State::parse(&initiative.state)
            .ok_or_else(|| Error::Damaged(format!("no state {}", initiative.state)))?
    };
    // Whatever still waits was sent only now.
    let at = if target.is_final() { at } else { today.plus_seconds(-26 * 3_600) };
    clock.set(at);
    let once = Once::new(&initiative.id, "import", "sendIdea", &initiative.title)?;
    let sending = Sending {
        card: card(initiative, target),
        unit: Some(unit),
        recording: None,
        campaign: None,
        for_other: false,
        card_name: None,
        standing: Standing::default(),
        once,
    };
    let idea = service::send(app, &Actor::system(), sending).await?.idea;
    if idea.state != State::Received {
        return Ok(());
    }
    lead(app, clock, idea, target, unit).await
}

fn card(initiative: &Initiative, target: State) -> CardInput {
    let (how, outcome) = initiative.body.split_once(". ").unwrap_or((initiative.body.as_str(), ""));
    let name = match initiative.authors.as_slice() {
        [] => initiative.unit.clone(),
        authors => authors.join(", "),
    };
    CardInput {
        title: initiative.title.clone(),
        before: initiative.summary.clone(),
        proposal: format!("{}.", how.trim_end_matches('.')),
        outcome: outcome.to_owned(),
        done_already: matches!(target, State::Applied | State::Honoured),
        field: field(&initiative.field).as_str().to_owned(),
        place: initiative.unit.clone(),
        author_name: name,
        author_kind: kind(initiative).as_str().to_owned(),
        // Nobody asked the parents of those who went to school.
        name_public: kind(initiative) != AuthorKind::Student,
        pictures_public: false,
        ..CardInput::default()
    }
}

/// The commune's field for a field in words.
fn field(words: &str) -> Field {
    let folded = fold(words);
    let table = [
        ("giao duc", Field::Education),
        ("y te", Field::Health),
        ("nong nghiep", Field::Agriculture),
        ("moi truong", Field::Environment),
        ("an ninh", Field::Security),
        ("van hoa", Field::Culture),
        ("an sinh", Field::Welfare),
        ("cong nghiep", Field::Business),
        ("hanh chinh", Field::Administration),
        ("chuyen doi so", Field::Administration),
    ];
    table.iter().find(|(word, _)| folded.contains(word)).map_or(Field::Other, |(_, field)| *field)
}

fn kind(initiative: &Initiative) -> AuthorKind {
    match initiative.author_kind.as_str() {
        "Tập thể" => AuthorKind::Collective,
        _ if initiative.unit.contains("Trường") => AuthorKind::Teacher,
        _ if initiative.unit.contains("Hợp tác xã") => AuthorKind::Cooperative,
        _ if initiative.unit.contains("Công ty") => AuthorKind::Enterprise,
        _ if initiative.unit.is_empty() => AuthorKind::Citizen,
        _ => AuthorKind::Official,
    }
}

const AN_HOUR: i64 = 3_600;
const A_WEEK: i64 = 7 * 24 * AN_HOUR;

/// Leads an idea to its state, each step by a named person at its own time.
async fn lead(app: &App, clock: &Arc<SetClock>, idea: Idea, target: State, unit: UnitId) -> Result<()> {
    let say = |key: &str| text(Lang::Vi, key).to_owned();
    let coordinators = people::holders(app.db.reader(), Role::Coordinator, unit).await?;
    let actor = match coordinators.first() {
        Some(person) => acting(person.id, &person.full_name),
        None => Actor { name: app.config.site.name.clone(), ..Actor::system() },
    };
    let received = idea.received_at;
    if target == State::Received {
        return Ok(());
    }
    clock.set(received.plus_seconds(3 * AN_HOUR));
    let idea = service::thank(app, &actor, idea.id, idea.version, &say("import_thanks"), None).await?;
    let (id, version) = (idea.id, idea.version);
    if !matches!(target, State::Thanked | State::Screening) {
        // What still waits was sent only now.
        clock.set(received.plus_seconds(if target.is_final() { A_WEEK } else { 5 * AN_HOUR }));
    }
    match target {
        // Whoever thanks goes along: the one leads to the other.
        State::Received | State::Thanked | State::Screening => {}
        State::NeedsInfo => {
            service::ask(app, &actor, id, version, &say("import_asked")).await?;
        }
        State::Applied | State::Honoured => {
            let input = ApplicationInput {
                applied_on: day_iso(received.date()),
                evidence: say("import_evidence"),
                result_note: String::new(),
                words: say("import_seen"),
            };
            let idea = service::apply(app, &actor, id, version, &input).await?;
            if target == State::Honoured {
                let words = say("import_applied");
                let desk = commune_desk(app, &actor).await?;
                clock.set(app.now().plus_seconds(AN_HOUR));
                service::honour(app, &desk, id, idea.version, &words, Conditions::ALL_MET).await?;
            }
        }
        State::Answered => {
            let input = Answering {
                reason: "needs_budget".to_owned(),
                next_step: "idea_bank".to_owned(),
                words: say("import_answered"),
            };
            service::answer(app, &actor, id, version, &input).await?;
        }
        State::Parked => {
            service::park(app, &actor, id, version, &say("import_parked")).await?;
        }
        State::RedirectedFeedback => {
            service::redirect(app, &actor, id, version, &say("import_redirected")).await?;
        }
        State::Withdrawn => {
            service::withdraw(app, &actor, id, version).await?;
        }
        // These need a second desk or a second person, which a file of initiatives does not name.
        State::Forwarded | State::Trial | State::TrialFailed | State::Hidden => {
            return Err(Error::Damaged(format!("nothing is imported as {}", target.as_str())));
        }
    }
    Ok(())
}

/// Whoever holds the desk of the commune, where somebody does.
async fn commune_desk(app: &App, otherwise: &Actor) -> Result<Actor> {
    let db = app.db.reader();
    let Some(commune) = units::commune(db, None).await? else { return Ok(otherwise.clone()) };
    let holders = people::holders(db, Role::Coordinator, commune.id).await?;
    Ok(holders.first().map_or_else(|| otherwise.clone(), |person| acting(person.id, &person.full_name)))
}
