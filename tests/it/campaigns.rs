//! Campaigns: prepared quietly, told to everybody, opened and closed by the day, joined by whom they are for.

use reqwest::Method;
use sangkien::{authority::Role, campaigns::service::turn};
use serde_json::{Value, json};

use crate::{
    house::{House, Visitor},
    idea_ways::into_the_book,
    on_both_engines,
    pages::{location, post},
    people::{back, somebody, sonhong},
};

fn wish(opens: &str, closes: &str) -> Value {
    json!({"programme": "creative_youth", "theme": "Đồ dùng học tập tự làm", "lead": "Kể cho chúng tôi nghe nhé.",
        "prompt_before": "Trước đây em học thế nào?", "opens_on": opens, "closes_on": closes,
        "kinds": ["student"], "age_from": 6, "age_to": 19, "unit_ids": []})
}

async fn act(house: &House, who: &Visitor, path: &str, verb: &str, body: Value) -> crate::house::Reply {
    let tag = house.get(who, path).await.etag();
    let method = if verb.is_empty() { Method::PUT } else { Method::POST };
    house.change(who, method, &format!("{path}{verb}"), &tag, body).await
}

fn card(campaign: &Value, kind: &str) -> Value {
    json!({"before": "Trước đây em học bằng sách giấy.", "author_kind": kind, "done_already": true,
        "campaign": campaign["slug"]})
}

on_both_engines! {
    async fn a_campaign_goes_from_draft_to_summary(house: House) {
        let all = sonhong(&house).await;
        let nobody = Visitor::default();
        let draft = |unit: &str, campaign: Value| json!({"unit_id": unit, "campaign": campaign});
        let commune = all.commune.to_string();
        let asked = draft(&commune, wish("2026-11-26", "2026-12-03"));
        house.create(&nobody, "/api/v1/campaigns", asked.clone()).await.problem(401);
        house.create(&all.author, "/api/v1/campaigns", asked.clone()).await.problem(403);
        let wrong = json!({"programme": "olympics", "theme": "", "lead": "x", "opens_on": "2026-12-03",
            "closes_on": "2026-11-26", "kinds": ["wizard"], "age_from": 9, "age_to": 3,
            "unit_ids": ["00000000-0000-0000-0000-000000000000"]});
        let told = house.create(&all.coordinator, "/api/v1/campaigns", draft(&commune, wrong)).await.problem(422);
        for pointer in ["/programme", "/theme", "/closes_on", "/kinds", "/age_to", "/unit_ids"] {
            assert!(told.iter().any(|(at, _)| at == pointer), "{pointer} in {told:?}");
        }
        let made = house.create(&all.coordinator, "/api/v1/campaigns", asked).await.expect(201);
        let path = format!("/api/v1/campaigns/{}", made["id"].as_str().unwrap());
        assert_eq!((&made["state"], &made["slug"]), (&json!("draft"), &json!("do-dung-hoc-tap-tu-lam")));
        assert_eq!(made["verbs"], json!(["edit", "announce"]));

        // Nobody else knows of a draft.
        let page = "/phat-dong/do-dung-hoc-tap-tu-lam";
        for who in [&nobody, &all.author] {
            house.get(who, &path).await.problem(404);
            assert_eq!(house.get(who, "/api/v1/campaigns").await.expect(200)["items"], json!([]));
        }
        assert_eq!(house.get(&nobody, page).await.status, 404);
        let told = house.create(&nobody, "/api/v1/ideas", card(&made, "student")).await.problem(422);
        assert_eq!(told, [("/campaign".to_owned(), "unknown-reference".to_owned())]);

        let edited = act(&house, &all.coordinator, &path, "", wish("2026-11-25", "2026-12-03")).await.expect(200);
        assert_eq!(edited["opens_on"], "2026-11-25");
        let announced = act(&house, &all.coordinator, &path, "/announcement", json!({})).await.expect(200);
        assert_eq!(announced["state"], "announced");
        act(&house, &all.coordinator, &path, "/announcement", json!({})).await.problem(409);
        house.change(&all.author, Method::POST, &format!("{path}/announcement"), "\"3\"", json!({})).await.problem(403);
        assert!(house.get(&nobody, page).await.text().contains("Sắp mở"));
        let early = house.create(&nobody, "/api/v1/ideas", card(&made, "student")).await.problem(422);
        assert_eq!(early, [("/campaign".to_owned(), "campaign-not-running".to_owned())]);

        // Its first day: the clock opens it once, whoever runs the rounds.
        assert_eq!(turn(&house.app).await.unwrap(), 0);
        house.clock.set(house.app.now().plus_seconds(24 * 3_600));
        assert_eq!(turn(&house.app).await.unwrap(), 1);
        assert_eq!(turn(&house.app).await.unwrap(), 0);
        let coordinator = back(&house, "huong").await;
        act(&house, &coordinator, &path, "", wish("2026-11-25", "2026-12-31")).await.problem(409);
        act(&house, &coordinator, &path, "/summary", json!({"summary": "Xong."})).await.problem(409);
        let other = house.create(&nobody, "/api/v1/ideas", card(&made, "teacher")).await.problem(422);
        assert_eq!(other, [("/campaign".to_owned(), "not-for-this-campaign".to_owned())]);
        let receipt = house.create(&nobody, "/api/v1/ideas", card(&made, "student")).await.expect(201);
        into_the_book(&house, &coordinator, &receipt).await;
        house.settle().await;
        let shown = house.get(&nobody, page).await.text();
        assert!(shown.contains("Đang nhận ý tưởng") && shown.contains("6 đến 19 tuổi"), "{shown}");
        assert!(shown.contains(receipt["code"].as_str().unwrap()), "the applied idea is shown: {shown}");
        assert!(house.get(&nobody, "/en/phat-dong").await.text().contains("Taking ideas"));

        house.clock.set(house.app.now().plus_seconds(9 * 24 * 3_600));
        let late = house.create(&nobody, "/api/v1/ideas", card(&made, "student")).await.problem(422);
        assert_eq!(late, [("/campaign".to_owned(), "campaign-not-running".to_owned())]);
        assert_eq!(turn(&house.app).await.unwrap(), 1);
        let coordinator = back(&house, "huong").await;
        let empty = act(&house, &coordinator, &path, "/summary", json!({"summary": " "})).await.problem(422);
        assert_eq!(empty, [("/summary".to_owned(), "required".to_owned())]);
        let words = json!({"summary": "Chín em gửi ý tưởng <b>hay</b>."});
        let ended = act(&house, &coordinator, &path, "/summary", words).await.expect(200);
        assert_eq!((&ended["state"], &ended["verbs"]), (&json!("summarised"), &json!([])));
        assert!(sangkien::foundation::audit::verify(&house.app.db).await.unwrap().broken.is_empty());
    }

    async fn the_card_of_a_campaign_asks_its_own_questions_and_goes_without_it_too(house: House) {
        let all = sonhong(&house).await;
        let village = json!({"code": "T1", "kind": "village", "name": "Thôn 1", "parent_id": all.commune});
        let village = house.create(&all.administrator, "/api/v1/units", village).await.expect(201);
        let head = somebody(&house, &all.administrator, all.commune, "Lê Văn Cả", "ca", &[Role::UnitHead]).await;
        let mut asked = wish("2026-11-20", "2026-12-03");
        asked["unit_ids"] = json!([village["id"]]);
        let made = json!({"unit_id": all.commune, "campaign": asked});
        let made = house.create(&head, "/api/v1/campaigns", made).await.expect(201);
        let path = format!("/api/v1/campaigns/{}", made["id"].as_str().unwrap());
        assert_eq!(act(&house, &head, &path, "/announcement", json!({})).await.expect(200)["state"], "running");

        let nobody = Visitor::default();
        let form = house.get(&nobody, "/gui?dot=do-dung-hoc-tap-tu-lam").await.text();
        assert!(form.contains("Trước đây em học thế nào?") && form.contains("name=\"dot\""), "{form}");
        let chosen = format!("value=\"{}\" selected", village["id"].as_str().unwrap());
        assert!(form.contains(&chosen) && form.contains("value=\"student\" selected"), "{form}");
        assert!(!house.get(&nobody, "/gui?dot=khong-co").await.text().contains("name=\"dot\""));
        let moment = form.split("name=\"moc\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        house.clock.set(house.app.now().plus_seconds(20));

        let commune = all.commune.to_string();
        let fields = [("before", "Trước đây em học bằng sách giấy."), ("stage", "done"), ("unit", &commune),
            ("dot", "do-dung-hoc-tap-tu-lam"), ("moc", &moment), ("key", "k1")];
        let refused = post(&house, "/gui", &fields).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains("name=\"khong_dot\""), "{}", refused.text());
        let mut without = fields.to_vec();
        without.push(("khong_dot", "1"));
        location(&post(&house, "/gui", &without).await);
        let mut fitting = fields.to_vec();
        fitting[2].1 = village["id"].as_str().unwrap();
        location(&post(&house, "/gui", &fitting).await);
    }

    async fn programmes_start_a_campaign(house: House) {
        sonhong(&house).await;
        let known = house.get(&Visitor::default(), "/api/v1/campaigns/programmes").await.expect(200);
        let names: Vec<_> = known["items"].as_array().unwrap().iter().map(|one| one["programme"].clone()).collect();
        assert_eq!(names, ["creative_youth", "teaching_initiative", "farmers_innovation", "digital_transformation", "general"]);
        assert_eq!((&known["items"][0]["age_from"], &known["items"][0]["kinds"]), (&json!(6), &json!(["student"])));
    }
}
