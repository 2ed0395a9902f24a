//! What is told of an idea, and to whom: the author in a letter at once, the desk in its inbox.

use uuid::Uuid;

use crate::{
    authority::PersonId,
    foundation::{Instant, Result, Tx, instant::day_words},
    ideas::model::{Alarm, Channel, Event, Idea},
    notices::{self, NewNotice, Reader, Topic},
};

/// How many ideas the morning's letter names.
const NAMED: usize = 20;

/// The author: their account and the address on the card, whichever there is.
fn author(idea: &Idea) -> Reader {
    Reader {
        person: idea.author,
        // Who chose another way is not written to.
        address: idea.card.email.clone().filter(|_| idea.card.answer_channel == Channel::Email),
        name: Some(idea.card.author_name.clone()).filter(|name| !name.is_empty()),
    }
}

fn filled<'a>(idea: &Idea, line: Option<&Event>) -> Vec<(&'a str, String)> {
    let who = line.map(|line| line.person_name.as_str()).unwrap_or_default();
    let words = line.map(|line| line.words.as_str()).unwrap_or_default();
    let unit = line.and_then(|line| line.detail("unit")).unwrap_or_default();
    vec![
        ("code", idea.code.clone()),
        ("title", idea.card.title.clone()),
        ("who", who.to_owned()),
        ("words", words.to_owned()),
        ("unit", unit.to_owned()),
        ("date", idea.due_at.map(|due| day_words(due.date())).unwrap_or_default()),
    ]
}

/// Tells the author of one line of the timeline.
pub async fn author_of(tx: &Tx, idea: &Idea, letter: &str, line: &Event, now: Instant) -> Result<()> {
    let notice = NewNotice {
        to: author(idea),
        topic: Topic::MyIdea,
        kind: &format!("idea_{letter}"),
        object_kind: "idea",
        object: idea.id.0,
        params: filled(idea, Some(line)),
        key: format!("idea.{letter}/{}/{}", idea.id, line.at.0),
        href: way(idea),
    };
    notices::tell(tx, notice, now).await?;
    Ok(())
}

/// Reminds the author of a question that waits.
pub async fn reminded(tx: &Tx, idea: &Idea, question: &Event, now: Instant) -> Result<()> {
    let notice = NewNotice {
        to: author(idea),
        topic: Topic::Reminder,
        kind: "idea_reminder",
        object_kind: "idea",
        object: idea.id.0,
        params: filled(idea, Some(question)),
        key: format!("idea.reminder/{}/{}", idea.id, question.at.0),
        href: way(idea),
    };
    notices::tell(tx, notice, now).await?;
    Ok(())
}

/// Tells somebody of the desk: a new idea, a reply, one handed over.
pub async fn desk(
    tx: &Tx,
    idea: &Idea,
    person: PersonId,
    kind: &str,
    line: &Event,
    now: Instant,
) -> Result<()> {
    let notice = NewNotice {
        to: Reader::person(person),
        topic: Topic::Desk,
        kind,
        object_kind: "idea",
        object: idea.id.0,
        params: filled(idea, Some(line)),
        key: format!("{kind}/{}/{}/{person}", idea.id, line.at.0),
        href: work(idea),
    };
    notices::tell(tx, notice, now).await?;
    Ok(())
}

/// Tells one of those above that an idea is overdue.
pub async fn escalated(tx: &Tx, idea: &Idea, person: PersonId, alarm: &Alarm, now: Instant) -> Result<()> {
    let notice = NewNotice {
        to: Reader::person(person),
        topic: Topic::Overdue,
        kind: "idea_escalated",
        object_kind: "idea",
        object: idea.id.0,
        params: filled(idea, None),
        key: format!("idea.escalated/{}/{}/{}/{person}", idea.id, alarm.due_at.0, alarm.level),
        href: work(idea),
    };
    notices::tell(tx, notice, now).await?;
    Ok(())
}

/// Tells one person what is due today; yesterday's list is read with it.
pub async fn due_today(tx: &Tx, person: PersonId, ideas: &[Idea], slot: &str, now: Instant) -> Result<()> {
    notices::supersede(tx, person, Topic::DueToday, now).await?;
    let line = |idea: &Idea| {
        let due = idea.due_at.map(|due| day_words(due.date())).unwrap_or_default();
        format!("• {} – {} ({due})\n", idea.code, idea.card.title)
    };
    let list: String = ideas.iter().take(NAMED).map(line).collect();
    let notice = NewNotice {
        to: Reader::person(person),
        topic: Topic::DueToday,
        kind: "due_today",
        object_kind: "person",
        object: person.0,
        params: vec![("count", ideas.len().to_string()), ("list", list.trim_end().to_owned())],
        key: format!("due_today/{slot}/{person}"),
        href: "/app/tiep-nhan".to_owned(),
    };
    notices::tell(tx, notice, now).await?;
    Ok(())
}

/// The author's own way to the idea: works with and without an account.
fn way(idea: &Idea) -> String {
    format!("/theo-doi/{}/{{token}}", idea.code)
}

fn work(idea: &Idea) -> String {
    let id: Uuid = idea.id.0;
    format!("/app/y-tuong/{id}")
}
