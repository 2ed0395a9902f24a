use time::macros::{date, datetime};
use uuid::Uuid;

use super::*;
use crate::{
    authority::UnitId,
    councils::{
        model::{Choice, CouncilId, Excluded, SessionState},
        rules::session::{conclude, tests as session_tests},
    },
    foundation::Version,
};

fn council() -> Council {
    Council {
        id: CouncilId(Uuid::from_u128(1)),
        unit: UnitId(Uuid::from_u128(1)),
        name: "Hội đồng sáng kiến xã Sơn Hồng".into(),
        decision_no: "12/QĐ-UBND".into(),
        decided_on: date!(2026 - 01 - 15),
        members: Vec::new(),
        version: Version::FIRST,
    }
}

/// Nine members, eight in the room, one of them an author: six of eight agree.
fn closed() -> Session {
    let mut session = session_tests::session(9, 8);
    session.started_at = Instant::from_datetime(datetime!(2026-11-24 08:05 +7));
    session.ended_at = Some(Instant::from_datetime(datetime!(2026-11-24 10:45 +7)));
    let mut item = session_tests::item();
    item.excluded = vec![Excluded { person: session.attendance[7].person, reason: String::new() }];
    let voters = session.attendance.iter().take(7).map(|seat| seat.person);
    item.ballot = Ballot::Open(
        voters.enumerate().map(|(n, voter)| (voter, if n < 6 { Choice::Yes } else { Choice::No })).collect(),
    );
    item.opinions = vec!["Ông Nam hỏi về chi phí pin.".into()];
    item.result = Some(conclude(&session, &item, &session_tests::evidence(8_033, 3)).unwrap());
    session.items = vec![item];
    session.state = SessionState::Closed;
    session
}

fn printed(session: &Session) -> MinutesData {
    let dossiers = [DossierFacts {
        dossier: session.items[0].dossier,
        code: "HS-SH-2026-0001".into(),
        title: "Tưới nhỏ giọt dùng pin mặt trời".into(),
        authors: vec![("Nguyễn Văn An".into(), 6_000), ("Trần Thị Bình".into(), 3_333)],
    }];
    minutes(&Facts { session, council: &council(), unit_name: "Xã Sơn Hồng", dossiers: &dossiers })
}

#[test]
fn the_minutes_say_what_was_recorded() {
    let data = printed(&closed());
    assert_eq!(data.header.number.as_deref(), Some("Số: 03/BB-HĐSK"));
    assert_eq!(data.header.place, "Sơn Hồng");
    assert_eq!(data.starts_at, "08 giờ 05 phút, ngày 24 tháng 11 năm 2026");
    assert_eq!(data.ends_at, "10 giờ 45 phút, ngày 24 tháng 11 năm 2026");
    assert_eq!((data.present.len(), data.absent.len()), (8, 1));
    assert_eq!(data.absent[0].reason, "đi công tác");
    assert_eq!(data.chair.role, "Chủ tịch Hội đồng");
    assert_eq!(data.excluded[0].reason, "là tác giả hoặc người đứng đơn");
    assert_eq!(data.excluded[0].dossier, "HS-SH-2026-0001");
    let item = &data.items[0];
    assert_eq!((item.yes, item.no, item.base, item.needed), (6, 1, 8, 6));
    assert_eq!(item.mean_score, "80,33");
    assert_eq!(item.result, "Đạt: 6/8 phiếu tán thành (75%)");
    assert_eq!(item.authors, "Nguyễn Văn An (60%), Trần Thị Bình (33,33%)");
    assert!(item.opinions[1].contains("Không đồng ý: Thành viên 6"), "{:?}", item.opinions);
    assert_eq!((data.conclusion.considered, data.conclusion.passed), (1, 1));
    assert!(data.rule_text.contains("2/3"));
}

#[test]
fn the_same_record_prints_the_same() {
    assert_eq!(printed(&closed()), printed(&closed()));
    let pdf =
        |session| crate::documents::render(&crate::documents::Paper::Minutes(printed(session))).unwrap();
    assert_eq!(pdf(&closed()), pdf(&closed()));
}

#[test]
fn a_secret_ballot_names_nobody() {
    let mut session = closed();
    let mut item = session.items[0].clone();
    item.ballot =
        Ballot::Paper(crate::councils::model::Counts { issued: 7, yes: 6, no: 0, blank: 1, invalid: 0 });
    item.result = Some(conclude(&session, &item, &session_tests::evidence(8_000, 3)).unwrap());
    session.items = vec![item];
    let data = printed(&session);
    assert_eq!(data.items[0].opinions, ["Ông Nam hỏi về chi phí pin."]);
    assert_eq!((data.items[0].yes, data.items[0].blank), (6, 1));
}

#[test]
fn a_withdrawn_dossier_is_not_minuted() {
    let mut session = closed();
    session.items[0].result = None;
    let data = printed(&session);
    assert!(data.items.is_empty() && data.excluded.is_empty());
    assert_eq!(data.conclusion.considered, 0);
}

#[test]
fn a_deputy_leads_when_the_chair_is_away() {
    let mut session = closed();
    session.attendance[0].presence = Presence::Absent;
    session.attendance[2].capacity = crate::councils::model::Capacity::ViceChair;
    assert_eq!(printed(&session).chair.name, "Thành viên 2");
}

#[test]
fn percentages_round_half_up() {
    for (part, of, words) in
        [(6, 7, "85,7"), (6, 8, "75"), (2, 3, "66,7"), (1, 8, "12,5"), (1, 16, "6,3"), (0, 0, "0")]
    {
        assert_eq!(percent(part, of), words);
    }
}
