//! The desk as a day's work: how much waits, one step for several, and a slip of the hand taken back.

use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    house::{House, Visitor, tuesday},
    idea_ways::{act, screened},
    on_both_engines,
    people::{Sonhong, back, somebody, sonhong},
};
use sangkien::authority::Role;

fn kept() -> Value {
    json!({"words": "Ý hay, xã giữ lại và sẽ nhắc khi có kinh phí."})
}

fn letters(house: &House) -> usize {
    house.mails.sent().len()
}

async fn row(house: &House, who: &Visitor, path: &str) -> Value {
    let seen = house.get(who, path).await.expect(200);
    json!({"id": seen["id"], "version": seen["version"]})
}

on_both_engines! {
    async fn a_slip_of_the_hand_is_taken_back_and_no_letter_leaves(house: House) {
        let Sonhong { coordinator, administrator, commune, author, .. } = sonhong(&house).await;
        let head = somebody(&house, &administrator, commune, "Võ Văn Trưởng", "truong", &[Role::UnitHead]).await;
        let idea = screened(&house, &coordinator).await;
        house.settle().await;
        let before = (letters(&house), house.get(&coordinator, &idea.path).await.expect(200));

        let parked = act(&house, &coordinator, &idea.path, "parking", kept()).await.expect(200);
        assert_eq!(parked["state"], "parked");
        assert!(parked["undo_until"].is_string());
        house.settle().await;
        assert_eq!(letters(&house), before.0, "the letter waits");
        assert!(house.get(&head, &idea.path).await.expect(200).get("undo_until").is_none(), "only one's own step");
        act(&house, &head, &idea.path, "undo", json!({})).await.problem(409);
        let undo = format!("{}/undo", idea.path);
        house.change(&author, Method::POST, &undo, "\"1\"", json!({})).await.problem(404);

        let again = act(&house, &coordinator, &idea.path, "undo", json!({})).await.expect(200);
        for same in ["state", "due_at", "companion_name", "timeline"] {
            assert_eq!(again[same], before.1[same], "{same}");
        }
        // The step before was one's own too; the thanks before it were told at once.
        let thanked = act(&house, &coordinator, &idea.path, "undo", json!({})).await.expect(200);
        assert_eq!(thanked["state"], "thanked");
        act(&house, &coordinator, &idea.path, "undo", json!({})).await.problem(409);
        house.clock.set(tuesday().plus_seconds(1_200));
        house.settle().await;
        assert_eq!(letters(&house), before.0, "and never leaves");
        let page = house.get(&Visitor::default(), &idea.follow).await.text();
        assert!(!page.contains("Ý hay, xã giữ lại"));
    }

    async fn after_ten_minutes_the_letter_has_left(house: House) {
        let Sonhong { coordinator, .. } = sonhong(&house).await;
        let idea = screened(&house, &coordinator).await;
        house.settle().await;
        let before = letters(&house);
        act(&house, &coordinator, &idea.path, "parking", kept()).await.expect(200);
        house.clock.set(house.app.now().plus_seconds(600));
        assert!(house.get(&coordinator, &idea.path).await.expect(200).get("undo_until").is_none());
        house.settle().await;
        assert_eq!(letters(&house), before + 1);
        act(&house, &coordinator, &idea.path, "undo", json!({})).await.problem(409);
        // Thanks and what is applied are told at once, so they stay.
        let other = screened(&house, &coordinator).await;
        let applied = json!({"applied_on": "2026-10-05", "evidence": "Đã đến xem."});
        act(&house, &coordinator, &other.path, "application", applied).await.expect(200);
        act(&house, &coordinator, &other.path, "undo", json!({})).await.problem(409);
    }

    async fn one_step_for_several_each_for_itself(house: House) {
        let Sonhong { coordinator, stranger, .. } = sonhong(&house).await;
        let (one, two) = (screened(&house, &coordinator).await, screened(&house, &coordinator).await);
        let first = row(&house, &coordinator, &one.path).await;
        let mut old = row(&house, &coordinator, &two.path).await;
        old["version"] = json!(1);
        let unknown = json!({"id": "01900000-0000-7000-8000-00000000abcd", "version": 1});
        let step = json!({"verb": "park", "items": [old, first, unknown], "words": kept()["words"]});
        let done = house.post(&coordinator, "/api/v1/ideas/bulk", step.clone()).await.expect(200);
        let codes: Vec<_> = done["items"].as_array().unwrap().iter().map(|one| one["code"].clone()).collect();
        assert_eq!(codes, [json!("stale"), Value::Null, json!("not-found")]);
        assert_eq!(done["items"][1]["state"], "parked");
        assert_eq!(house.get(&coordinator, &two.path).await.expect(200)["state"], "screening");

        let others = house.post(&stranger, "/api/v1/ideas/bulk", step).await.expect(200);
        assert!(others["items"].as_array().unwrap().iter().all(|one| one["code"] == "not-found"));
        let wordless = json!({"verb": "park", "items": [row(&house, &coordinator, &two.path).await]});
        let told = house.post(&coordinator, "/api/v1/ideas/bulk", wordless).await.expect(200);
        assert_eq!(told["items"][0]["code"], "rules-broken");
        let nobody = json!({"verb": "assign", "items": [unknown]});
        let wrong = house.post(&coordinator, "/api/v1/ideas/bulk", nobody).await.problem(422);
        assert_eq!(wrong, [("/companion_id".to_owned(), "required".to_owned())]);
        let many: Vec<_> = (0..51).map(|_| unknown.clone()).collect();
        let many = json!({"verb": "park", "items": many, "words": "Ý hay, xã giữ lại."});
        house.post(&coordinator, "/api/v1/ideas/bulk", many).await.problem(422);
    }

    async fn the_desk_counts_what_waits_and_what_is_late(house: House) {
        let Sonhong { coordinator, .. } = sonhong(&house).await;
        for title in ["Thùng rác ba màu", "Tủ sách thôn"] {
            house.create(&Visitor::default(), "/api/v1/ideas", json!({"before": title})).await.expect(201);
        }
        screened(&house, &coordinator).await;
        let queues = house.get(&coordinator, "/api/v1/ideas/queues").await.expect(200);
        assert_eq!(queues["items"], json!([
            {"state": "received", "count": 2, "overdue": 0, "soon": 2},
            {"state": "screening", "count": 1, "overdue": 0, "soon": 0},
        ]));
        // Two days later both wait too long.
        house.clock.set(tuesday().plus_seconds(2 * 24 * 3_600));
        let coordinator = back(&house, "huong").await;
        let queues = house.get(&coordinator, "/api/v1/ideas/queues").await.expect(200);
        assert_eq!(queues["items"][0], json!({"state": "received", "count": 2, "overdue": 2, "soon": 0}));
        for (queue, rows) in [("overdue", 2), ("received", 2), ("screening", 1), ("soon", 0), ("applied", 0)] {
            let list = house.get(&coordinator, &format!("/api/v1/ideas?view=desk&queue={queue}")).await.expect(200);
            assert_eq!(list["items"].as_array().unwrap().len(), rows, "{queue}");
        }
        house.get(&coordinator, "/api/v1/ideas?view=desk&queue=nonsense").await.problem(422);
        let stranger = back(&house, "nguoila").await;
        assert_eq!(house.get(&stranger, "/api/v1/ideas/queues").await.expect(200)["items"], json!([]));
    }
}
