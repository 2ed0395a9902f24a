//! Biên bản họp (F7) as a pure function of the session's record: the same record always prints the same.

use crate::{
    councils::model::{Attendance, Ballot, Choice, Council, Item, Outcome, Presence, Session},
    documents::{
        AbsentMember, Conclusion, Day, ExcludedMember, Family, Header, Member, MinutesData, MinutesItem,
    },
    dossiers::DossierId,
    foundation::{
        Instant,
        messages::{Lang, fill, text},
    },
};

use super::{marking::points, vote::Tally};

/// A dossier as the minutes name it: the session is no longer blind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DossierFacts {
    /// Which one.
    pub dossier: DossierId,
    /// Mã hồ sơ.
    pub code: String,
    /// Tên sáng kiến.
    pub title: String,
    /// Names and shares in basis points.
    pub authors: Vec<(String, i32)>,
}

/// Everything the minutes are made from.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The record.
    pub session: &'a Session,
    /// Whose it is.
    pub council: &'a Council,
    /// The unit that set the council up.
    pub unit_name: &'a str,
    /// The dossiers of its agenda.
    pub dossiers: &'a [DossierFacts],
}

fn say(key: &str, params: &[(&str, &str)]) -> String {
    fill(Lang::Vi, key, params)
}

/// The minutes, in Vietnamese, as the law wants them.
pub fn minutes(facts: &Facts<'_>) -> MinutesData {
    let session = facts.session;
    let day = Day::from(session.held_on);
    let decided = Day::from(facts.council.decided_on).words();
    let heard: Vec<_> = session.items.iter().filter(|item| item.result.is_some()).collect();
    MinutesData {
        header: Header {
            family: Family::State,
            superior: Some(facts.unit_name.to_owned()),
            issuer: facts.council.name.clone(),
            number: Some(say("minutes_number", &[("number", &session.number)])),
            place: seat(facts.unit_name),
            date: day,
        },
        council_name: facts.council.name.clone(),
        subject: session.agenda.clone(),
        establishment: Some(say(
            "minutes_establishment",
            &[("number", &facts.council.decision_no), ("day", &decided)],
        )),
        rule_text: session.rule.sentence(Lang::Vi),
        starts_at: moment(session.started_at),
        ends_at: session.ended_at.map(moment).unwrap_or_default(),
        place: session.place.clone(),
        chair: led_by(session, &["chair", "vice_chair"]),
        secretary: led_by(session, &["secretary"]),
        present: session
            .attendance
            .iter()
            .filter(|one| one.presence == Presence::Present)
            .map(member)
            .collect(),
        absent: session
            .attendance
            .iter()
            .filter(|one| one.presence != Presence::Present)
            .map(absent)
            .collect(),
        guests: session.guests.clone(),
        excluded: heard.iter().flat_map(|item| kept_out(facts, item)).collect(),
        items: heard.iter().map(|item| line(facts, item)).collect(),
        conclusion: conclusion(session),
    }
}

/// `Xã Sơn Hồng` sits in `Sơn Hồng`.
fn seat(unit_name: &str) -> String {
    unit_name.split_once(' ').map_or(unit_name, |(_, place)| place).to_owned()
}

fn moment(at: Instant) -> String {
    let local = at.local();
    let day = Day::from(local.date()).words();
    let (hour, minute) = (format!("{:02}", local.hour()), format!("{:02}", local.minute()));
    say("minutes_time", &[("hour", &hour), ("minute", &minute), ("day", &day)])
}

fn member(one: &Attendance) -> Member {
    let capacity = text(Lang::Vi, &format!("council_capacity_{}", one.capacity.as_str())).to_owned();
    let role = if one.position.is_empty() { capacity } else { format!("{}, {capacity}", one.position) };
    Member { name: one.full_name.clone(), role }
}

fn absent(one: &Attendance) -> AbsentMember {
    let reason = if one.reason.is_empty() { say("minutes_no_reason", &[]) } else { one.reason.clone() };
    AbsentMember { name: one.full_name.clone(), reason }
}

/// The first of these capacities who is in the room; the seat's holder otherwise.
fn led_by(session: &Session, capacities: &[&str]) -> Member {
    let holders = || {
        let of = |wanted: &&str| session.attendance.iter().find(|one| one.capacity.as_str() == *wanted);
        capacities.iter().filter_map(of)
    };
    let there = holders().find(|one| one.presence == Presence::Present);
    let nobody = Member { name: String::new(), role: String::new() };
    there.or_else(|| holders().next()).map_or(nobody, member)
}

fn dossier<'a>(facts: &Facts<'a>, item: &Item) -> Option<&'a DossierFacts> {
    facts.dossiers.iter().find(|one| one.dossier == item.dossier)
}

fn kept_out(facts: &Facts<'_>, item: &Item) -> Vec<ExcludedMember> {
    let code = dossier(facts, item).map(|one| one.code.clone()).unwrap_or_default();
    let rows = item.excluded.iter().filter_map(|one| {
        let seat = facts.session.attendance.iter().find(|member| member.person == one.person)?;
        let reason = if one.reason.is_empty() { say("minutes_is_author", &[]) } else { one.reason.clone() };
        Some(ExcludedMember { name: seat.full_name.clone(), dossier: code.clone(), reason })
    });
    rows.collect()
}

fn line(facts: &Facts<'_>, item: &Item) -> MinutesItem {
    let known = dossier(facts, item);
    let result = item.result.as_ref();
    let tally = result.and_then(|result| result.tally).unwrap_or_default();
    let verdict = result.and_then(|result| result.verdict);
    let mut opinions = item.opinions.clone();
    if let Some(names) = hands(facts.session, item) {
        opinions.push(names);
    }
    if !item.reason.is_empty() {
        opinions.push(say("minutes_reason", &[("reason", &item.reason)]));
    }
    MinutesItem {
        code: known.map(|one| one.code.clone()).unwrap_or_default(),
        title: known.map(|one| one.title.clone()).unwrap_or_default(),
        authors: known.map(authors).unwrap_or_default(),
        mean_score: match result.and_then(|result| result.mean) {
            Some(mean) => points(mean),
            None => say("minutes_no_mean", &[]),
        },
        yes: tally.yes,
        no: tally.no,
        blank: tally.blank.saturating_add(tally.invalid),
        base: verdict.map_or(0, |verdict| verdict.base),
        needed: verdict.map_or(0, |verdict| verdict.needed),
        result: outcome(item, &tally),
        opinions,
    }
}

fn authors(known: &DossierFacts) -> String {
    let each = known.authors.iter().map(|(name, share)| format!("{name} ({}%)", share_words(*share)));
    each.collect::<Vec<_>>().join(", ")
}

fn share_words(basis_points: i32) -> String {
    if basis_points % 100 == 0 { (basis_points / 100).to_string() } else { points(basis_points) }
}

/// Who voted how, for an open vote.
fn hands(session: &Session, item: &Item) -> Option<String> {
    let Ballot::Open(votes) = &item.ballot else { return None };
    let named = |choice: Choice| {
        let mut names: Vec<&str> = Vec::new();
        for seat in &session.attendance {
            if votes.iter().any(|(person, given)| *person == seat.person && *given == choice) {
                names.push(&seat.full_name);
            }
        }
        (!names.is_empty()).then(|| {
            let word = say(&format!("vote_{}", choice.as_str()), &[]);
            format!("{word}: {}", names.join(", "))
        })
    };
    let parts: Vec<_> = Choice::ALL.into_iter().filter_map(named).collect();
    (!parts.is_empty()).then(|| say("minutes_hands", &[("names", &parts.join("; "))]))
}

fn outcome(item: &Item, tally: &Tally) -> String {
    let Some(result) = &item.result else { return String::new() };
    let base = result.verdict.map_or(0, |verdict| verdict.base);
    let (yes, of) = (tally.yes.to_string(), base.to_string());
    let percent = percent(tally.yes, base);
    let params = [("yes", yes.as_str()), ("base", of.as_str()), ("percent", percent.as_str())];
    match result.outcome {
        Outcome::Passed => say("minutes_passed", &params),
        Outcome::Deferred => say("minutes_deferred", &[]),
        Outcome::Failed => say("minutes_failed", &params),
    }
}

/// `85,7`: rounded half up to a tenth, in whole numbers.
fn percent(part: u32, of: u32) -> String {
    if of == 0 {
        return "0".to_owned();
    }
    let (part, of) = (u64::from(part), u64::from(of));
    let tenths = (2 * part * 1_000 + of) / (2 * of);
    if tenths % 10 == 0 { (tenths / 10).to_string() } else { format!("{},{}", tenths / 10, tenths % 10) }
}

fn conclusion(session: &Session) -> Conclusion {
    let of = |wanted: Outcome| {
        let hits = session.items.iter().filter_map(|item| item.result.as_ref());
        u32::try_from(hits.filter(|result| result.outcome == wanted).count()).unwrap_or(u32::MAX)
    };
    let (passed, failed, deferred) = (of(Outcome::Passed), of(Outcome::Failed), of(Outcome::Deferred));
    Conclusion {
        considered: passed.saturating_add(failed).saturating_add(deferred),
        passed,
        failed,
        deferred,
        text: Some(session.conclusion.clone()).filter(|words| !words.is_empty()),
    }
}

#[cfg(test)]
#[path = "minutes_tests.rs"]
mod tests;
