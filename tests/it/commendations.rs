//! The last stretch of the road: nominated, decided, printed, verified, handed over, taken back.

use reqwest::Method;
use sangkien::{authority::Role, commendations::AchievementKind};
use serde_json::{Value, json};

use crate::{
    house::{House, Reply, Visitor},
    idea_ways::into_the_book,
    on_both_engines,
    people::{Sonhong, somebody, sonhong},
};

const CASES: &str = "/api/v1/commendations";

/// The desk of Sơn Hồng.
struct Desk {
    everybody: Sonhong,
    clerk: Visitor,
    chair: Visitor,
    /// An idea in the gold book.
    idea: String,
}

async fn told(house: &House) -> Value {
    let card = json!({
        "before": "Trước đây tưới tay mất ba giờ mỗi ngày.",
        "proposal": "Tôi lắp tưới nhỏ giọt dùng pin mặt trời.",
        "outcome": "Nhờ vậy còn hai mươi phút, bớt bốn phần mười nước.",
        "done_already": true, "author_name": "Nguyễn Thị Hồng Nhung", "name_public": true
    });
    house.create(&Visitor::default(), "/api/v1/ideas", card).await.expect(201)
}

async fn honoured(house: &House, coordinator: &Visitor) -> String {
    let receipt = told(house).await;
    let honoured = into_the_book(house, coordinator, &receipt).await;
    assert_eq!(honoured["state"], "honoured");
    receipt["id"].as_str().unwrap().to_owned()
}

async fn desk(house: &House) -> Desk {
    let everybody = sonhong(house).await;
    let (admin, commune) = (everybody.administrator.clone(), everybody.commune);
    let clerk = somebody(house, &admin, commune, "Lê Thị Thư", "lethu", &[Role::CommendationClerk]).await;
    let chair = somebody(house, &admin, commune, "Phan Văn Chủ", "phanchu", &[Role::CommuneChair]).await;
    let idea = honoured(house, &everybody.coordinator).await;
    Desk { everybody, clerk, chair, idea }
}

fn nomination(idea: &str) -> Value {
    json!({
        "basis": "leader_found",
        "achievement": {"kind": "idea", "id": idea},
        "recipients": [
            {"kind": "individual", "name": "Nguyễn Thị Hồng Nhung", "address_or_unit": "Thôn 3"},
            {"kind": "household", "name": "Hộ ông Trần Văn Hoà", "address_or_unit": "Thôn 5"}
        ],
        "sentence": "Đã có sáng kiến tưới nhỏ giọt dùng pin mặt trời",
        "criteria_ref": "Quyết định số 45/2025/QĐ-UBND, Điều 6"
    })
}

async fn act(house: &House, who: &Visitor, case: &Value, verb: &str, body: Value) -> Reply {
    let path = format!("{CASES}/{}/{verb}", case["id"].as_str().unwrap());
    house.change(who, Method::POST, &path, &format!("\"{}\"", case["version"]), body).await
}

fn codes(problem: Vec<(String, String)>) -> Vec<String> {
    problem.into_iter().map(|(_, code)| code).collect()
}

on_both_engines! {
    async fn a_giay_khen_travels_from_the_desk_to_the_reader_of_its_code(house: House) {
        let Desk { clerk, chair, idea, everybody } = desk(&house).await;
        let nobody = Visitor::default();
        let case = house.create(&clerk, CASES, nomination(&idea)).await.expect(201);
        assert_eq!(case["code"], "KT-SH-2026-0001");
        assert_eq!(case["state"], "nominated");
        // Ten working days, to the end of the day in Việt Nam.
        assert_eq!(case["due_at"], "2026-12-08T16:59:59Z");
        let tasks = house.get(&chair, "/api/v1/tasks").await.expect(200);
        assert_eq!(tasks["items"][0]["kind"], "decide_commendation");

        act(&house, &clerk, &case, "decision", json!({})).await.problem(403);
        act(&house, &everybody.stranger, &case, "decision", json!({})).await.problem(404);
        let decided = act(&house, &chair, &case, "decision", json!({})).await.expect(200);
        assert_eq!(decided["state"], "decided");
        assert_eq!(decided["decision"]["number"], "01/QĐ-UBND");
        let recipients = &decided["recipients"];
        assert_eq!(recipients[0]["serial"], "GK-SH-2026-0001");
        assert_eq!(recipients[0]["bonus"]["amount"], 702_000);
        assert_eq!(recipients[1]["serial"], "GK-SH-2026-0002");
        assert_eq!(recipients[1]["gold_book_no"], "0002/2026");
        assert_eq!(recipients[1]["bonus"]["amount"], 1_053_000);
        act(&house, &chair, &case, "decision", json!({})).await.problem(412);
        act(&house, &chair, &decided, "decision", json!({})).await.problem(409);

        // The papers follow, each with the hash of its bytes, once however often the event arrives.
        let papers = format!("{CASES}/{}/papers", case["id"].as_str().unwrap());
        assert_eq!(house.get(&clerk, &papers).await.expect(200)["items"], json!([]));
        house.settle().await;
        let made = house.get(&clerk, &papers).await.expect(200);
        let names: Vec<_> = made["items"].as_array().unwrap().iter().map(|paper| paper["name"].clone()).collect();
        assert_eq!(names, ["decision", "GK-SH-2026-0001", "GK-SH-2026-0002"]);
        let pdf = house.get(&clerk, &format!("{papers}/GK-SH-2026-0001")).await;
        assert_eq!(pdf.headers["content-type"], "application/pdf");
        assert!(pdf.bytes.starts_with(b"%PDF-"));
        use sha2::{Digest, Sha256};
        let hash = data_encoding::HEXLOWER.encode(&Sha256::digest(&pdf.bytes));
        assert_eq!(made["items"][1]["sha256"], hash.as_str());
        let event = sangkien::foundation::outbox::Event::new(
            "commendation.decided", case["id"].as_str().unwrap().parse().unwrap());
        sangkien::commendations::events::on_event(&house.app, &event).await.unwrap();
        assert_eq!(house.get(&clerk, &papers).await.expect(200), made);

        // Anybody may check it, by code or by number, with and without a screen reader or JavaScript.
        let code = recipients[0]["verify_code"].as_str().unwrap();
        let check = house.get(&nobody, &format!("/api/v1/certificates/{code}")).await.expect(200);
        assert_eq!(check["finding"], "valid");
        assert_eq!(check["recipient"], "Nguyễn Thị Hồng Nhung");
        assert_eq!(check["sha256"], hash.as_str());
        let by_number = house.get(&nobody, "/api/v1/certificates/gk-sh-2026-0001").await.expect(200);
        assert_eq!(by_number["decision_number"], check["decision_number"]);
        for path in [format!("/x/{code}"), format!("/xac-thuc/{code}"), "/x?ma=GK-SH-2026-0001".to_owned()] {
            let page = house.get(&nobody, &path).await;
            assert_eq!(page.status, 200, "{path}");
            let html = page.text();
            for shown in ["HỢP LỆ", "Nguyễn Thị Hồng Nhung", "01/QĐ-UBND", "24/11/2026", hash.as_str()] {
                assert!(html.contains(shown), "{path} shows {shown}");
            }
            assert!(!html.contains("Thôn 3"), "no address in public");
        }
        let unknown = house.get(&nobody, "/x/GK-SH-2026-9999").await;
        assert_eq!(unknown.status, 200);
        assert!(unknown.text().contains("KHÔNG TÌM THẤY"));

        let honours = sangkien::commendations::honours_of(
            house.app.db.reader(), AchievementKind::Idea, idea.parse().unwrap()).await.unwrap();
        assert_eq!(honours.len(), 2);
        assert!(!honours[0].revoked);

        // The archive shows it as one honour of the idea, and finds the idea by it.
        house.settle().await;
        house.app.search.flush().await.unwrap();
        let found = house.get(&nobody, "/api/v1/archive?hinh_thuc=merit_certificate_commune&cap=commune").await;
        let found = found.expect(200);
        assert_eq!(found["total"], 1);
        let one = format!("/api/v1/archive/{}", found["items"][0]["code"].as_str().unwrap());
        let shown = house.get(&nobody, &one).await.expect(200);
        assert_eq!(shown["honours"].as_array().unwrap().len(), 2, "{shown}");
        assert_eq!(shown["honours"][1]["decision_no"], "01/QĐ-UBND");

        // Handed over, then taken back: a tombstone that names nobody.
        let soon = json!({"handed_on": "2026-11-25", "place": "", "receiver": "Nhung"});
        let wrong = act(&house, &clerk, &decided, "handover", soon).await.problem(422);
        assert_eq!(codes(wrong), ["required"]);
        let handover = json!({"handed_on": "2026-11-24", "place": "Nhà văn hoá xã", "receiver": "Nhung"});
        let awarded = act(&house, &clerk, &decided, "handover", handover).await.expect(200);
        assert_eq!(awarded["state"], "awarded");
        let ground = json!({"ground": "unlawful_appraisal", "reason": "Thiếu báo cáo tóm tắt thành tích"});
        act(&house, &clerk, &awarded, "revocation", ground.clone()).await.problem(403);
        let revoked = act(&house, &chair, &awarded, "revocation", ground).await.expect(200);
        assert_eq!(revoked["state"], "revoked");
        house.settle().await;
        let shown = house.get(&nobody, &one).await.expect(200);
        assert_eq!(shown["honours"].as_array().unwrap().len(), 1, "what was taken back is not shown");
        let check = house.get(&nobody, &format!("/api/v1/certificates/{code}")).await.expect(200);
        assert_eq!(check["finding"], "revoked");
        assert_eq!(check["revoked_on"], "2026-11-24");
        assert!(check.get("recipient").is_none() && check.get("sha256").is_none() && check.get("title").is_none());
        let html = house.get(&nobody, &format!("/x/{code}")).await.text();
        assert!(html.contains("ĐÃ THU HỒI") && !html.contains("Nhung") && !html.contains("báo cáo"));
    }

    async fn one_achievement_is_honoured_once(house: House) {
        let Desk { clerk, chair, idea, everybody } = desk(&house).await;
        let case = house.create(&clerk, CASES, nomination(&idea)).await.expect(201);
        assert_eq!(codes(house.create(&clerk, CASES, nomination(&idea)).await.problem(409)), [""; 0]);
        let nominations = (0..6).map(|n| {
            let mut other = nomination(&idea);
            other["recipients"] = json!([{"kind": "individual", "name": "Hồ Thị Mỹ", "address_or_unit": "Thôn 1"}]);
            let (house, clerk) = (&house, &clerk);
            async move {
                let key = format!("at-once-{n}");
                house.call(clerk, Method::POST, CASES, &[("idempotency-key", &key)], Some(other)).await.status.as_u16()
            }
        });
        let mut answers = futures_util::future::join_all(nominations).await;
        answers.sort_unstable();
        assert_eq!(answers, [201, 409, 409, 409, 409, 409]);

        // What was declined blocks nobody; the nominator reads why.
        let no = json!({"reason": "", "suggestion": ""});
        assert_eq!(codes(act(&house, &clerk, &case, "declination", no).await.problem(422)), ["required", "required"]);
        let no = json!({"reason": "Chưa đủ thời gian áp dụng", "suggestion": "Gửi thiệp cảm ơn"});
        let declined = act(&house, &clerk, &case, "declination", no).await.expect(200);
        assert_eq!(declined["declination"]["suggestion"], "Gửi thiệp cảm ơn");
        let again = house.create(&everybody.coordinator, CASES, nomination(&idea)).await.expect(201);
        let path = format!("{CASES}/{}", again["id"].as_str().unwrap());
        assert_eq!(house.get(&everybody.coordinator, &path).await.expect(200)["id"], again["id"]);
        act(&house, &everybody.coordinator, &again, "decision", json!({})).await.problem(403);
        let open = house.get(&chair, &format!("{CASES}?limit=1")).await.expect(200);
        let next = format!("{CASES}?limit=1&after={}", open["next"].as_str().unwrap());
        let second = house.get(&chair, &next).await.expect(200);
        assert_ne!(open["items"][0]["id"], second["items"][0]["id"]);
        assert!(second.get("next").is_none());
        let ended = house.get(&chair, &format!("{CASES}?state=declined")).await.expect(200);
        assert_eq!(ended["items"][0]["id"], case["id"]);
        assert_eq!(codes(house.get(&chair, &format!("{CASES}?state=lost")).await.problem(422)), ["not-offered"]);
    }

    async fn a_bad_nomination_gets_every_reason(house: House) {
        let Desk { clerk, chair, idea, everybody } = desk(&house).await;
        let bad = json!({
            "form": "merit_certificate_commune", "basis": "because",
            "achievement": {"kind": "poem", "id": "00000000-0000-7000-8000-000000000000"},
            "recipients": [], "sentence": " ", "criteria_ref": "x".repeat(300)
        });
        let wrong = house.create(&clerk, CASES, bad).await.problem(422);
        assert_eq!(codes(wrong), ["not-offered", "not-offered", "required", "too-long", "required"]);

        let mut nowhere = nomination("00000000-0000-7000-8000-000000000000");
        let lost = house.create(&clerk, CASES, nowhere.clone()).await.problem(422);
        assert_eq!(lost, [("/achievement/id".to_owned(), "unknown-reference".to_owned())]);
        nowhere["achievement"]["id"] = json!(idea);
        house.create(&everybody.author, CASES, nowhere).await.problem(403);

        let untested = told(&house).await["id"].as_str().unwrap().to_owned();
        house.create(&clerk, CASES, nomination(&untested)).await.problem(409);

        let mut merit = nomination(&idea);
        merit["basis"] = json!("regular");
        merit["sentence"] = json!(vec!["chữ"; 61].join(" "));
        merit["recipients"][1] = merit["recipients"][0].clone();
        merit["recipients"][0]["person_id"] = json!("00000000-0000-7000-8000-000000000000");
        let wrong = house.create(&clerk, CASES, merit.clone()).await.problem(422);
        assert_eq!(codes(wrong), ["unknown-reference"]);
        merit["recipients"][0]["person_id"] = Value::Null;
        let wrong = house.create(&clerk, CASES, merit).await.problem(422);
        assert_eq!(codes(wrong), ["too-many-words", "council-minutes-needed", "already-exists"]);

        // Nobody signs their own award, by person or by name; no number is lost on the refusal.
        let mut own = nomination(&idea);
        own["recipients"] = json!([{"kind": "individual", "name": "Phan Văn Chủ", "address_or_unit": "UBND xã"}]);
        let own = house.create(&clerk, CASES, own).await.expect(201);
        assert_eq!(codes(act(&house, &chair, &own, "decision", json!({})).await.problem(422)), ["conflicted"]);
        let fine = house.create(&clerk, CASES, nomination(&idea)).await.expect(201);
        let fine = act(&house, &chair, &fine, "decision", json!({})).await.expect(200);
        assert_eq!(fine["decision"]["number"], "01/QĐ-UBND");
        assert_eq!(fine["recipients"][0]["serial"], "GK-SH-2026-0001");
    }

    async fn a_child_is_shown_by_initials_and_guessing_is_limited(house: House) {
        let Desk { clerk, chair, idea, .. } = desk(&house).await;
        let mut child = nomination(&idea);
        child["recipients"] = json!([
            {"kind": "individual", "name": "Nguyễn Đức An", "address_or_unit": "Lớp 5A", "under_16": true}
        ]);
        let case = house.create(&clerk, CASES, child).await.expect(201);
        let case = act(&house, &chair, &case, "decision", json!({})).await.expect(200);
        let code = case["recipients"][0]["verify_code"].as_str().unwrap().to_owned();
        let nobody = Visitor::default();
        let check = house.get(&nobody, &format!("/api/v1/certificates/{code}")).await.expect(200);
        assert_eq!(check["recipient"], "N. Đ. A.");
        let html = house.get(&nobody, &format!("/en/x/{code}")).await.text();
        assert!(html.contains("N. Đ. A.") && !html.contains("Nguyễn Đức An"));

        let mut last = 0;
        for number in 0..130 {
            last = house.get(&nobody, &format!("/api/v1/certificates/GK-SH-2026-{number:04}")).await.status.as_u16();
        }
        assert_eq!(last, 429);
        let page = house.get(&nobody, "/x/GK-SH-2026-0007").await;
        assert_eq!(page.status, 429);
        assert!(page.headers.contains_key("retry-after"));
        // Who holds the paper is never kept waiting.
        assert_eq!(house.get(&nobody, &format!("/x/{code}")).await.status, 200);
    }
}
