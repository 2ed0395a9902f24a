//! What councils and rubrics look like on the wire.

use poem_openapi::{Object, types::Example};
use time::Date;
use uuid::Uuid;

use super::day;
use crate::{
    authority::PersonId,
    councils::{
        model::{Band, Capacity, Council, Criterion, Member, Rubric},
        service::RubricDraft,
    },
    foundation::{Code, Violations},
};

/// A seat in the council.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct CouncilSeat {
    /// Who.
    pub person_id: Uuid,
    /// `chair`, `vice_chair`, `secretary` or `member`.
    #[oai(validator(max_length = 20))]
    pub capacity: String,
    /// First day, YYYY-MM-DD.
    #[oai(validator(max_length = 10))]
    pub from: String,
    /// Last day, YYYY-MM-DD; absent while it lasts.
    #[oai(validator(max_length = 10))]
    pub to: Option<String>,
}

/// The decision that sets a council up.
#[derive(Object, Clone, Debug)]
#[oai(example, skip_serializing_if_is_none)]
pub struct EstablishCouncil {
    /// The unit whose head decided.
    pub unit_id: Uuid,
    /// Its name.
    #[oai(validator(max_length = 300))]
    pub name: String,
    /// Number of the decision.
    #[oai(validator(max_length = 100))]
    pub decision_no: String,
    /// Its day, YYYY-MM-DD.
    #[oai(validator(max_length = 10))]
    pub decided_on: String,
    /// Its members: at least a chair and a secretary.
    #[oai(validator(max_items = 60))]
    pub members: Vec<CouncilSeat>,
}

impl Example for EstablishCouncil {
    fn example() -> Self {
        let seat = |n: u128, capacity: &str| CouncilSeat {
            person_id: Uuid::from_u128(n),
            capacity: capacity.to_owned(),
            from: "2026-01-15".to_owned(),
            to: None,
        };
        Self {
            unit_id: Uuid::from_u128(1),
            name: "Hội đồng sáng kiến xã Sơn Hồng".to_owned(),
            decision_no: "12/QĐ-UBND".to_owned(),
            decided_on: "2026-01-15".to_owned(),
            members: vec![seat(2, "chair"), seat(3, "secretary"), seat(4, "member")],
        }
    }
}

/// The whole list of members anew.
#[derive(Object, Clone, Debug)]
#[oai(example, skip_serializing_if_is_none)]
pub struct SeatMembers {
    /// Its members: at least a chair and a secretary.
    #[oai(validator(max_items = 60))]
    pub members: Vec<CouncilSeat>,
}

/// Reads the seats; all that is wrong at once.
pub fn members(wrong: &mut Violations, seats: &[CouncilSeat]) -> Vec<Member> {
    let mut members = Vec::new();
    for (at, seat) in seats.iter().enumerate() {
        let here = |field: &str| format!("/members/{at}/{field}");
        let capacity = Capacity::parse(&seat.capacity);
        wrong.unless(capacity.is_some(), Code::NotOffered, &here("capacity"));
        let from = day(wrong, &seat.from, &here("from"));
        let to = seat.to.as_deref().map(|text| day(wrong, text, &here("to")));
        if let (Some(capacity), Some(from)) = (capacity, from) {
            members.push(Member { person: PersonId(seat.person_id), capacity, from, to: to.flatten() });
        }
    }
    members
}

/// A member with the name people know.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct CouncilMemberView {
    /// Who.
    pub person_id: Uuid,
    /// Họ và tên.
    pub full_name: String,
    /// `chair`, `vice_chair`, `secretary` or `member`.
    pub capacity: String,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Option<Date>,
}

/// A council.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct CouncilView {
    /// Which one.
    pub id: Uuid,
    /// The unit.
    pub unit_id: Uuid,
    /// Its name.
    pub name: String,
    /// Number of the decision that set it up.
    pub decision_no: String,
    /// Its day.
    pub decided_on: Date,
    /// Everyone who is or was a member.
    pub members: Vec<CouncilMemberView>,
    /// The version for If-Match.
    pub version: i32,
}

impl CouncilView {
    /// The council with names found by the caller.
    pub fn of(council: Council, name: impl Fn(PersonId) -> String) -> Self {
        let members = council.members.iter().map(|member| CouncilMemberView {
            person_id: member.person.0,
            full_name: name(member.person),
            capacity: member.capacity.as_str().to_owned(),
            from: member.from,
            to: member.to,
        });
        Self {
            id: council.id.0,
            unit_id: council.unit.0,
            members: members.collect(),
            name: council.name,
            decision_no: council.decision_no,
            decided_on: council.decided_on,
            version: council.version.0,
        }
    }
}

/// Councils.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct CouncilList {
    /// The newest first.
    pub items: Vec<CouncilView>,
    /// Always absent: the list is short.
    pub next: Option<String>,
}

/// A named range of scores, both ends included, in hundredths of a point.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct RubricBand {
    /// The least score.
    pub from: i32,
    /// The greatest score.
    pub to: i32,
    /// What it means.
    #[oai(validator(max_length = 300))]
    pub text: String,
}

/// One thing that is scored; scores are hundredths of a point.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct RubricCriterion {
    /// Names it inside the rubric.
    #[oai(validator(max_length = 40))]
    pub code: String,
    /// Tiêu chí.
    #[oai(validator(max_length = 200))]
    pub label_vi: String,
    /// Its English label.
    #[oai(validator(max_length = 200))]
    pub label_en: String,
    /// The most that can be given; the maxima of a rubric add to 10000.
    pub most: i32,
    /// Scores are multiples of this.
    pub step: i32,
    /// True if a marker may find that it does not apply.
    #[oai(default)]
    pub may_skip: bool,
    /// A score below this needs a comment.
    #[oai(default)]
    pub comment_below: i32,
    /// Named ranges; empty for none.
    #[oai(default, validator(max_items = 20))]
    pub bands: Vec<RubricBand>,
}

impl From<Criterion> for RubricCriterion {
    fn from(criterion: Criterion) -> Self {
        let bands = criterion.bands.into_iter();
        Self {
            code: criterion.code,
            label_vi: criterion.label_vi,
            label_en: criterion.label_en,
            most: criterion.most,
            step: criterion.step,
            may_skip: criterion.may_skip,
            comment_below: criterion.comment_below,
            bands: bands.map(|band| RubricBand { from: band.from, to: band.to, text: band.text }).collect(),
        }
    }
}

impl From<RubricCriterion> for Criterion {
    fn from(criterion: RubricCriterion) -> Self {
        let bands = criterion.bands.into_iter();
        Self {
            code: criterion.code,
            label_vi: criterion.label_vi,
            label_en: criterion.label_en,
            most: criterion.most,
            step: criterion.step,
            may_skip: criterion.may_skip,
            comment_below: criterion.comment_below,
            bands: bands.map(|band| Band { from: band.from, to: band.to, text: band.text }).collect(),
        }
    }
}

/// A rubric, or its next edition.
#[derive(Object, Clone, Debug)]
#[oai(example, skip_serializing_if_is_none)]
pub struct DraftRubric {
    /// Whose it is.
    pub unit_id: Uuid,
    /// Names it across its editions.
    #[oai(validator(max_length = 40))]
    pub code: String,
    /// Its Vietnamese title.
    #[oai(validator(max_length = 200))]
    pub title_vi: String,
    /// Its English title.
    #[oai(validator(max_length = 200))]
    pub title_en: String,
    /// The regulation it comes from.
    #[oai(validator(max_length = 500))]
    pub source: String,
    /// Its criteria.
    #[oai(validator(max_items = 40))]
    pub criteria: Vec<RubricCriterion>,
}

/// What a rubric says, anew.
#[derive(Object, Clone, Debug)]
#[oai(example, skip_serializing_if_is_none)]
pub struct ReviseRubric {
    /// Its Vietnamese title.
    #[oai(validator(max_length = 200))]
    pub title_vi: String,
    /// Its English title.
    #[oai(validator(max_length = 200))]
    pub title_en: String,
    /// The regulation it comes from.
    #[oai(validator(max_length = 500))]
    pub source: String,
    /// Its criteria.
    #[oai(validator(max_items = 40))]
    pub criteria: Vec<RubricCriterion>,
}

impl From<ReviseRubric> for RubricDraft {
    fn from(body: ReviseRubric) -> Self {
        Self {
            title_vi: body.title_vi,
            title_en: body.title_en,
            source: body.source,
            criteria: body.criteria.into_iter().map(Into::into).collect(),
        }
    }
}

/// One edition of a rubric.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct RubricView {
    /// Which one.
    pub id: Uuid,
    /// Whose it is; absent for those that come with the house.
    pub unit_id: Option<Uuid>,
    /// Names it across its editions.
    pub code: String,
    /// 1, 2, 3, …
    pub edition: i32,
    /// Its Vietnamese title.
    pub title_vi: String,
    /// Its English title.
    pub title_en: String,
    /// The regulation or practice it comes from.
    pub source: String,
    /// True once somebody compared it with the source.
    pub verified: bool,
    /// True once a round uses it: it never changes again.
    pub frozen: bool,
    /// Its criteria.
    pub criteria: Vec<RubricCriterion>,
    /// The version for If-Match.
    pub version: i32,
}

impl From<Rubric> for RubricView {
    fn from(rubric: Rubric) -> Self {
        Self {
            id: rubric.id.0,
            unit_id: rubric.unit.map(|unit| unit.0),
            code: rubric.code,
            edition: rubric.edition,
            title_vi: rubric.title_vi,
            title_en: rubric.title_en,
            source: rubric.source,
            verified: rubric.verified,
            frozen: rubric.used_at.is_some(),
            criteria: rubric.criteria.into_iter().map(Into::into).collect(),
            version: rubric.version.0,
        }
    }
}

/// Rubrics.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct RubricList {
    /// By code, the newest edition first.
    pub items: Vec<RubricView>,
    /// Always absent: the list is short.
    pub next: Option<String>,
}
