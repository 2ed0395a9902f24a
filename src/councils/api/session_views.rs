//! What sessions look like on the wire.

use poem_openapi::{Object, types::Example};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::round_views::{ConditionCount, counts};
use crate::{
    authority::PersonId,
    councils::{
        model::{Ballot, Choice, Counts, Minutes, Presence, Session},
        service::{ItemLine, ItemRecord, SessionPage},
    },
    foundation::{Code, Instant, Violations, messages::Lang},
};

/// What is known when a session opens.
#[derive(Object, Clone, Debug)]
#[oai(example, skip_serializing_if_is_none)]
pub struct OpenCouncilSession {
    /// Its day, YYYY-MM-DD.
    #[oai(validator(max_length = 10))]
    pub held_on: String,
    /// Địa điểm.
    #[oai(validator(max_length = 300))]
    pub place: String,
    /// What it is about.
    #[oai(validator(max_length = 1000))]
    pub agenda: String,
    /// Guests, each in one phrase.
    #[oai(default, validator(max_items = 60))]
    pub guests: Vec<String>,
}

impl Example for OpenCouncilSession {
    fn example() -> Self {
        Self {
            held_on: "2026-11-24".to_owned(),
            place: "Phòng họp tầng 2, trụ sở UBND xã".to_owned(),
            agenda: "Họp Hội đồng sáng kiến xét công nhận sáng kiến đợt 2 năm 2026".to_owned(),
            guests: vec!["Đại diện Công đoàn xã".to_owned()],
        }
    }
}

/// Whether one member came.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct MemberAttendance {
    /// Who.
    pub person_id: Uuid,
    /// `present` or `absent`.
    #[oai(validator(max_length = 20))]
    pub presence: String,
    /// Why not.
    #[oai(default, validator(max_length = 300))]
    pub reason: String,
}

/// Who came.
#[derive(Object, Clone, Debug)]
#[oai(example, skip_serializing_if_is_none)]
pub struct NoteAttendance {
    /// The members looked at; others stay as they were.
    #[oai(validator(max_items = 60))]
    pub attendance: Vec<MemberAttendance>,
}

impl NoteAttendance {
    /// Reads the body.
    pub fn answers(self) -> Result<Vec<(PersonId, Presence, String)>, Violations> {
        let mut wrong = Violations::new();
        let mut answers = Vec::new();
        for (at, one) in self.attendance.into_iter().enumerate() {
            match Presence::parse(&one.presence) {
                Some(presence) => answers.push((PersonId(one.person_id), presence, one.reason)),
                None => wrong.add(Code::NotOffered, &format!("/attendance/{at}/presence")),
            }
        }
        wrong.into_result()?;
        Ok(answers)
    }
}

/// One raised hand.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct OpenVote {
    /// Whose.
    pub person_id: Uuid,
    /// `yes`, `no` or `blank`.
    #[oai(validator(max_length = 20))]
    pub choice: String,
}

/// The count sheet of a secret ballot on paper.
#[derive(Object, Clone, Copy, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct PaperCounts {
    /// Phiếu phát ra.
    #[oai(validator(maximum(value = "1000")))]
    pub issued: u32,
    /// Đồng ý.
    #[oai(validator(maximum(value = "1000")))]
    pub yes: u32,
    /// Không đồng ý.
    #[oai(validator(maximum(value = "1000")))]
    pub no: u32,
    /// Phiếu trắng.
    #[oai(default, validator(maximum(value = "1000")))]
    pub blank: u32,
    /// Phiếu không hợp lệ.
    #[oai(default, validator(maximum(value = "1000")))]
    pub invalid: u32,
}

/// Everything recorded about one dossier; it replaces what was recorded before.
#[derive(Object, Clone, Debug)]
#[oai(example, skip_serializing_if_is_none)]
pub struct RecordItem {
    /// `none`, `open` (named hands) or `paper` (a secret ballot, counted by tellers).
    #[oai(validator(max_length = 20))]
    pub mode: String,
    /// For `open`.
    #[oai(default, validator(max_items = 60))]
    pub votes: Vec<OpenVote>,
    /// For `paper`.
    pub counts: Option<PaperCounts>,
    /// What members said.
    #[oai(default, validator(max_items = 100))]
    pub opinions: Vec<String>,
    /// True if the council puts the dossier off.
    #[oai(default)]
    pub deferred: bool,
    /// Why it fails or is put off; the author reads these words.
    #[oai(default, validator(max_length = 8000))]
    pub reason: String,
}

impl RecordItem {
    /// Reads the body.
    pub fn record(self) -> Result<ItemRecord, Violations> {
        let mut wrong = Violations::new();
        let ballot = match (self.mode.as_str(), self.counts) {
            ("none", _) => Ballot::None,
            ("open", _) => Ballot::Open(hands(&mut wrong, &self.votes)),
            ("paper", Some(PaperCounts { issued, yes, no, blank, invalid })) => {
                Ballot::Paper(Counts { issued, yes, no, blank, invalid })
            }
            ("paper", None) => {
                wrong.add(Code::Required, "/counts");
                Ballot::None
            }
            _ => {
                wrong.add(Code::NotOffered, "/mode");
                Ballot::None
            }
        };
        wrong.into_result()?;
        Ok(ItemRecord { opinions: self.opinions, ballot, deferred: self.deferred, reason: self.reason })
    }
}

fn hands(wrong: &mut Violations, votes: &[OpenVote]) -> Vec<(PersonId, Choice)> {
    let mut hands = Vec::new();
    for (at, vote) in votes.iter().enumerate() {
        match Choice::parse(&vote.choice) {
            Some(choice) => hands.push((PersonId(vote.person_id), choice)),
            None => wrong.add(Code::NotOffered, &format!("/votes/{at}/choice")),
        }
    }
    hands
}

/// A member's own vote; it is open and bears the member's name.
#[derive(Object, Clone, Debug)]
#[oai(example, skip_serializing_if_is_none)]
pub struct CastVote {
    /// `yes`, `no` or `blank`.
    #[oai(validator(max_length = 20))]
    pub choice: String,
}

/// The last words of a session.
#[derive(Object, Clone, Debug)]
#[oai(example, skip_serializing_if_is_none)]
pub struct CloseCouncilSession {
    /// Further words of the conclusion.
    #[oai(default, validator(max_length = 4000))]
    pub conclusion: String,
}

/// A session in a list.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct CouncilSessionRow {
    /// Which one.
    pub id: Uuid,
    /// Of which round.
    pub round_id: Uuid,
    /// Of which council.
    pub council_id: Uuid,
    /// Number of its minutes.
    pub number: String,
    /// `open` or `closed`.
    pub state: String,
    /// Its day.
    pub held_on: Date,
    /// Địa điểm.
    pub place: String,
    /// What it is about.
    pub agenda: String,
    /// When it began.
    pub started_at: OffsetDateTime,
    /// When it was closed.
    pub ended_at: Option<OffsetDateTime>,
    /// The version for If-Match.
    pub version: i32,
}

impl From<&Session> for CouncilSessionRow {
    fn from(session: &Session) -> Self {
        Self {
            id: session.id.0,
            round_id: session.round.0,
            council_id: session.council.0,
            number: session.number.clone(),
            state: session.state.as_str().to_owned(),
            held_on: session.held_on,
            place: session.place.clone(),
            agenda: session.agenda.clone(),
            started_at: session.started_at.to_datetime(),
            ended_at: session.ended_at.map(Instant::to_datetime),
            version: session.version.0,
        }
    }
}

/// Sessions.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct CouncilSessionList {
    /// The newest first.
    pub items: Vec<CouncilSessionRow>,
    /// Always absent: the list is short.
    pub next: Option<String>,
}

/// A member on the day of the session.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct SessionMember {
    /// Who.
    pub person_id: Uuid,
    /// Họ và tên.
    pub full_name: String,
    /// Chức vụ.
    pub position: String,
    /// `chair`, `vice_chair`, `secretary` or `member`.
    pub capacity: String,
    /// `unknown`, `present` or `absent`.
    pub presence: String,
    /// Why not.
    pub reason: String,
}

/// An author with the share.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct SessionAuthor {
    /// Họ và tên.
    pub full_name: String,
    /// Share in basis points.
    pub share: i32,
}

/// A member kept out of a dossier.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct SessionExcluded {
    /// Who.
    pub person_id: Uuid,
    /// The member's words; absent for an author.
    pub reason: Option<String>,
}

/// The result of a dossier.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct SessionResult {
    /// `passed`, `failed` or `deferred`.
    pub outcome: String,
    /// True if the vote reached the rule.
    pub vote_reached: Option<bool>,
    /// True if the exact mean reached what is asked.
    pub mean_reached: bool,
    /// True if the four conditions hold.
    pub conditions_hold: bool,
}

/// One dossier of the agenda.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct SessionItemView {
    /// Which one.
    pub dossier_id: Uuid,
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Its authors: the session is no longer blind.
    pub authors: Vec<SessionAuthor>,
    /// Its place.
    pub position: i32,
    /// Members kept out.
    pub excluded: Vec<SessionExcluded>,
    /// The number the proportion is taken of.
    pub base: u32,
    /// Yes votes needed.
    pub needed: u32,
    /// The mean in hundredths of a point; absent for a reader with a conflict of interest.
    pub mean: Option<i32>,
    /// Its arithmetic.
    pub trace: Option<String>,
    /// The four conditions of the law.
    pub conditions: Vec<ConditionCount>,
    /// The mean that is asked, in hundredths.
    pub pass_mean: Option<i64>,
    /// `none`, `open` or `paper`.
    pub mode: String,
    /// Named hands.
    pub votes: Vec<OpenVote>,
    /// Counted papers.
    pub counts: Option<PaperCounts>,
    /// What members said.
    pub opinions: Vec<String>,
    /// True if the council puts it off.
    pub deferred: bool,
    /// Why it fails or is put off.
    pub reason: String,
    /// From the closing on.
    pub result: Option<SessionResult>,
}

impl From<ItemLine> for SessionItemView {
    fn from(line: ItemLine) -> Self {
        let ItemLine { item, code, title, authors, excluded, base: (base, needed), evidence } = line;
        let (votes, papers) = match item.ballot {
            Ballot::None => (Vec::new(), None),
            Ballot::Open(ref hands) => {
                let vote = |(person, choice): &(PersonId, Choice)| OpenVote {
                    person_id: person.0,
                    choice: choice.as_str().to_owned(),
                };
                (hands.iter().map(vote).collect(), None)
            }
            Ballot::Paper(Counts { issued, yes, no, blank, invalid }) => {
                let papers = PaperCounts { issued, yes, no, blank, invalid };
                (Vec::new(), Some(papers))
            }
        };
        let result = item.result.as_ref().filter(|_| evidence.is_some()).map(|result| SessionResult {
            outcome: result.outcome.as_str().to_owned(),
            vote_reached: result.verdict.map(|verdict| verdict.agreed),
            mean_reached: result.mean_reached,
            conditions_hold: result.conditions_hold,
        });
        let mean = evidence.as_ref().and_then(|evidence| evidence.mean.clone());
        Self {
            dossier_id: item.dossier.0,
            code,
            title,
            authors: authors
                .into_iter()
                .map(|(full_name, share)| SessionAuthor { full_name, share })
                .collect(),
            position: item.position,
            excluded: excluded
                .into_iter()
                .map(|one| SessionExcluded {
                    person_id: one.person.0,
                    reason: Some(one.reason).filter(|words| !words.is_empty()),
                })
                .collect(),
            base,
            needed,
            mean: mean.as_ref().map(|mean| mean.rounded),
            trace: mean.map(|mean| mean.trace),
            conditions: evidence.as_ref().map(|evidence| counts(&evidence.conditions)).unwrap_or_default(),
            pass_mean: evidence.as_ref().map(|evidence| evidence.least),
            mode: item.ballot.mode().to_owned(),
            votes,
            counts: papers,
            opinions: item.opinions,
            deferred: item.deferred,
            reason: item.reason,
            result,
        }
    }
}

/// A session with its members and agenda.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct CouncilSessionView {
    /// The session.
    pub session: CouncilSessionRow,
    /// Guests, each in one phrase.
    pub guests: Vec<String>,
    /// Its members.
    pub attendance: Vec<SessionMember>,
    /// Members in the room.
    pub present: u32,
    /// All members.
    pub members: u32,
    /// Members needed in the room.
    pub quorum: u32,
    /// True if enough are in the room.
    pub quorate: bool,
    /// The rule in words, as the minutes print it, in the reader's language.
    pub rule: String,
    /// Its dossiers.
    pub items: Vec<SessionItemView>,
    /// Further words of the conclusion.
    pub conclusion: String,
}

impl CouncilSessionView {
    /// A session in a language.
    pub fn of(page: SessionPage, lang: Lang) -> Self {
        let SessionPage { session, quorum, items } = page;
        let members = session.attendance.iter().map(|member| SessionMember {
            person_id: member.person.0,
            full_name: member.full_name.clone(),
            position: member.position.clone(),
            capacity: member.capacity.as_str().to_owned(),
            presence: member.presence.as_str().to_owned(),
            reason: member.reason.clone(),
        });
        Self {
            session: CouncilSessionRow::from(&session),
            attendance: members.collect(),
            present: session.present(),
            members: session.members(),
            quorum,
            quorate: session.present() >= quorum,
            rule: session.rule.sentence(lang),
            items: items.into_iter().map(Into::into).collect(),
            guests: session.guests,
            conclusion: session.conclusion,
        }
    }
}

/// The minutes of a session.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct MinutesView {
    /// Of which session.
    pub session_id: Uuid,
    /// Their number.
    pub number: String,
    /// True once the PDF is kept.
    pub printed: bool,
    /// SHA-256 of the PDF in hexadecimal.
    pub sha256: Option<String>,
    /// Size of the PDF.
    pub bytes: Option<i64>,
    /// When it was made.
    pub made_at: Option<OffsetDateTime>,
    /// Where the PDF is.
    pub href: Option<String>,
}

impl MinutesView {
    /// What is known of the minutes.
    pub fn of(session: &Session, printed: Option<Minutes>) -> Self {
        let href = format!("/api/v1/council-sessions/{}/minutes.pdf", session.id);
        Self {
            session_id: session.id.0,
            number: session.number.clone(),
            printed: printed.is_some(),
            sha256: printed.as_ref().map(|minutes| minutes.sha256.clone()),
            bytes: printed.as_ref().map(|minutes| minutes.bytes),
            made_at: printed.as_ref().map(|minutes| minutes.made_at.to_datetime()),
            href: printed.map(|_| href),
        }
    }
}
