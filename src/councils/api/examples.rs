//! One example of each body, for the API's description.

use poem_openapi::types::Example;
use uuid::Uuid;

use super::{
    council_views::{CouncilSeat, DraftRubric, ReviseRubric, RubricBand, RubricCriterion, SeatMembers},
    round_views::{AddDossiers, AssignMarkers, DeclareInterest},
    session_views::{CastVote, CloseCouncilSession, MemberAttendance, NoteAttendance, RecordItem},
};

/// An identifier that cannot be anybody's.
fn somebody(n: u128) -> Uuid {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + n)
}

fn criteria() -> Vec<RubricCriterion> {
    let criterion = |code: &str, label_vi: &str, label_en: &str, most: i32| RubricCriterion {
        code: code.to_owned(),
        label_vi: label_vi.to_owned(),
        label_en: label_en.to_owned(),
        most,
        step: 50,
        may_skip: false,
        comment_below: 0,
        bands: vec![RubricBand { from: 0, to: most, text: "Theo mức độ đạt được".to_owned() }],
    };
    vec![
        criterion("novelty", "Tính mới", "Novelty", 4_000),
        criterion("effectiveness", "Hiệu quả", "Effectiveness", 6_000),
    ]
}

impl Example for SeatMembers {
    fn example() -> Self {
        let seat = |n: u128, capacity: &str| CouncilSeat {
            person_id: somebody(n),
            capacity: capacity.to_owned(),
            from: "2026-11-01".to_owned(),
            to: None,
        };
        Self { members: vec![seat(1, "chair"), seat(2, "secretary"), seat(3, "member")] }
    }
}

impl Example for DraftRubric {
    fn example() -> Self {
        Self {
            unit_id: somebody(1),
            code: "co-so".to_owned(),
            title_vi: "Bộ tiêu chí sáng kiến cấp cơ sở".to_owned(),
            title_en: "Rubric for unit-level initiatives".to_owned(),
            source: "Quy chế xét sáng kiến của xã".to_owned(),
            criteria: criteria(),
        }
    }
}

impl Example for ReviseRubric {
    fn example() -> Self {
        let DraftRubric { title_vi, title_en, source, criteria, .. } = DraftRubric::example();
        Self { title_vi, title_en, source, criteria }
    }
}

impl Example for AddDossiers {
    fn example() -> Self {
        Self { dossier_ids: vec![somebody(1)] }
    }
}

impl Example for AssignMarkers {
    fn example() -> Self {
        Self { markers: vec![somebody(1), somebody(2)] }
    }
}

impl Example for DeclareInterest {
    fn example() -> Self {
        Self { answer: "none".to_owned(), reason: None }
    }
}

impl Example for NoteAttendance {
    fn example() -> Self {
        let present = MemberAttendance {
            person_id: somebody(1),
            presence: "present".to_owned(),
            reason: String::new(),
        };
        Self { attendance: vec![present] }
    }
}

impl Example for RecordItem {
    fn example() -> Self {
        Self {
            mode: "none".to_owned(),
            votes: Vec::new(),
            counts: None,
            opinions: vec!["Cách làm gọn, dễ nhân rộng.".to_owned()],
            deferred: false,
            reason: String::new(),
        }
    }
}

impl Example for CastVote {
    fn example() -> Self {
        Self { choice: "yes".to_owned() }
    }
}

impl Example for CloseCouncilSession {
    fn example() -> Self {
        Self { conclusion: "Hội đồng thống nhất đề nghị công nhận.".to_owned() }
    }
}
