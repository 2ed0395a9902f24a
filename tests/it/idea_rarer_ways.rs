//! The rarer ways of an idea: handed to another unit, tried, applied but not in the gold book, taken back by the
//! link, hidden and appealed.

use reqwest::Method;
use sangkien::{authority::Role, ideas::service::bounce_forwards};
use serde_json::{Value, json};

use crate::{
    house::{Visitor, tuesday},
    idea_ways::{act, application, into_the_book, kinds, letter, look, screened, tasks, village, words},
    on_both_engines,
    pages::{location, post},
    people::{Sonhong, somebody, sonhong},
};

fn plan(until: &str) -> Value {
    json!({"where": "Nhà văn hóa thôn 3", "who": "Chi hội Phụ nữ", "until": until, "words": "Mình thử một tháng nhé bác."})
}

const DAY: i64 = 24 * 3_600;

on_both_engines! {
    async fn the_other_unit_takes_it_over_with_a_fresh_clock(house: House) {
        let all = sonhong(&house).await;
        let (unit, _head, desk) = village(&house, &all).await;
        let idea = screened(&house, &all.coordinator).await;
        house.get(&desk, &idea.path).await.problem(404);
        let to = |unit: Value| json!({"unit_id": unit, "words": "Việc này của thôn 3, nhờ thôn xem giúp bác An."});
        let nowhere = json!("01900000-0000-7000-8000-0000000000ff");
        let refused = act(&house, &all.coordinator, &idea.path, "forwarding", to(nowhere)).await.problem(422);
        assert_eq!(refused, [("/unit_id".to_owned(), "unknown-reference".to_owned())]);
        let same = act(&house, &all.coordinator, &idea.path, "forwarding", to(json!(all.commune.0))).await;
        assert_eq!(same.problem(422), [("/unit_id".to_owned(), "already-there".to_owned())]);
        let handed = act(&house, &all.coordinator, &idea.path, "forwarding", to(json!(unit.0))).await.expect(200);
        assert_eq!((&handed["state"], &handed["forward_name"]), (&json!("forwarded"), &json!("Thôn 3")));
        assert_eq!(handed["due_at"], "2026-11-26T16:59:59Z", "two working days");
        // The desk of the village sees it and may take it; who is only told of it may not.
        assert_eq!(tasks(&house, &desk).await, ["take_over_idea"]);
        let seen = house.get(&desk, &idea.path).await.expect(200);
        assert_eq!(seen["verbs"], json!(["take_over", "send_back"]));
        house.get(&desk, &format!("{}/companions", idea.path)).await.expect(200);
        let list = house.get(&desk, "/api/v1/ideas?view=desk").await.expect(200);
        assert_eq!(list["items"].as_array().unwrap().len(), 1);
        house.change(&all.stranger, Method::POST, &format!("{}/handover", idea.path), "\"4\"", json!({})).await.problem(404);
        let page = house.get(&Visitor::default(), &idea.follow).await.text();
        assert!(page.contains("chuyển tới Thôn 3") && page.contains("Việc này của thôn 3"), "{page}");

        let taken = act(&house, &desk, &idea.path, "handover", json!({})).await.expect(200);
        assert_eq!((&taken["state"], &taken["unit_name"]), (&json!("screening"), &json!("Thôn 3")));
        assert_eq!((&taken["companion_name"], &taken["forward_name"]), (&json!("Cao Thị Lan"), &json!("")));
        assert_eq!(taken["due_at"], "2026-12-08T16:59:59Z");
        house.settle().await;
        assert!(letter(&house, "chuyển tới Thôn 3").contains("nhờ thôn xem giúp"));
        assert!(letter(&house, "Thôn 3 đã nhận").contains(&idea.follow));
        let english = house.get(&Visitor::default(), &format!("/en{}", idea.follow)).await.text();
        assert!(english.contains("goes along with it at Thôn 3"), "{english}");
    }

    async fn what_nobody_takes_comes_back_with_the_days_that_were_left(house: House) {
        let all = sonhong(&house).await;
        let (unit, _head, desk) = village(&house, &all).await;
        let idea = screened(&house, &all.coordinator).await;
        let to = json!({"unit_id": unit.0, "words": "Việc này của thôn 3, nhờ thôn xem giúp."});
        act(&house, &all.coordinator, &idea.path, "forwarding", to.clone()).await.expect(200);
        let back = act(&house, &desk, &idea.path, "return", words("Đường này do xã quản lý ạ.")).await.expect(200);
        assert_eq!((&back["state"], &back["companion_name"]), (&json!("screening"), &json!("Trần Thị Hương")));
        assert_eq!(back["due_at"], "2026-12-08T16:59:59Z");
        house.get(&desk, &idea.path).await.problem(404);

        act(&house, &all.coordinator, &idea.path, "forwarding", to).await.expect(200);
        let track = format!("/api/v1/ideas/tracking/{}?token={}", idea.code, idea.token);
        bounce_forwards(&house.app).await.unwrap();
        assert_eq!(house.get(&Visitor::default(), &track).await.expect(200)["state"], "forwarded");
        // Thursday ends; on Friday it is back, once.
        house.clock.set(tuesday().plus_seconds(3 * DAY));
        bounce_forwards(&house.app).await.unwrap();
        bounce_forwards(&house.app).await.unwrap();
        let seen = house.get(&Visitor::default(), &track).await.expect(200);
        assert_eq!(seen["state"], "screening");
        assert_eq!(kinds(&seen)[3..], ["forwarded", "sent_back", "forwarded", "sent_back"]);
        assert_eq!(seen["due_at"], "2026-12-11T16:59:59Z", "ten days were left");
    }

    async fn a_trial_is_planned_begun_watched_and_ends_applied(house: House) {
        let all = sonhong(&house).await;
        let head = somebody(&house, &all.administrator, all.commune, "Phan Văn Đứng", "thutruong", &[Role::UnitHead]).await;
        let idea = screened(&house, &all.coordinator).await;
        let far = act(&house, &all.coordinator, &idea.path, "trial", plan("2027-11-25")).await.problem(422);
        assert_eq!(far, [("/until".to_owned(), "trial-end".to_owned())]);
        let poor = json!({"where": " ", "who": "", "until": "hôm nào"});
        let pointers = act(&house, &all.coordinator, &idea.path, "trial", poor).await.problem(422);
        assert_eq!(pointers.iter().map(|(at, _)| at.as_str()).collect::<Vec<_>>(), ["/where", "/who", "/until"]);
        let planned = act(&house, &all.coordinator, &idea.path, "trial", plan("2026-12-20")).await.expect(200);
        assert_eq!((&planned["state"], &planned["plan_due_at"]), (&json!("screening"), &json!("2026-12-01T16:59:59Z")));
        assert!(planned["trial"].get("begun_at").is_none());
        act(&house, &all.coordinator, &idea.path, "trial", plan("2026-12-20")).await.problem(409);
        act(&house, &all.coordinator, &idea.path, "trial/approval", json!({})).await.problem(403);
        assert!(tasks(&house, &head).await.contains(&"approve_trial".to_owned()));
        // The first plan is not good enough, the second is.
        let no = words("Anh chị ghi rõ giúp ai tưới buổi chiều nhé.");
        let declined = act(&house, &head, &idea.path, "trial/declination", no).await.expect(200);
        assert!(declined.get("plan_due_at").is_none());
        act(&house, &all.coordinator, &idea.path, "trial", plan("2026-12-21")).await.expect(200);
        let begun = act(&house, &head, &idea.path, "trial/approval", json!({})).await.expect(200);
        assert_eq!((&begun["state"], &begun["due_at"]), (&json!("trial"), &json!("2026-12-28T16:59:59Z")));
        assert_eq!((&begun["trial"]["begun_by"], &begun["trial"]["until"]), (&json!("Phan Văn Đứng"), &json!("2026-12-21")));
        assert_eq!(tasks(&house, &all.coordinator).await, ["finish_trial"]);

        let entry = |day: &str| json!({"seen_on": day, "words": "Mười hộ đã làm theo, rau lên đều."});
        act(&house, &all.coordinator, &idea.path, "trial/entries", entry("2026-11-23")).await.problem(422);
        act(&house, &all.coordinator, &idea.path, "trial/entries", entry("2026-11-25")).await.problem(422);
        let logged = act(&house, &all.coordinator, &idea.path, "trial/entries", entry("2026-11-24")).await.expect(200);
        assert_eq!(logged["timeline"].as_array().unwrap().last().unwrap()["seen_on"], "2026-11-24");
        let page = house.get(&Visitor::default(), &idea.follow).await.text();
        for told in ["áp dụng thử", "Chi hội Phụ nữ, tại Nhà văn hóa thôn 3", "Mười hộ đã làm theo", "21/12/2026"] {
            assert!(page.contains(told), "{told}: {page}");
        }
        assert!(!page.contains("ai tưới buổi chiều"), "what the head told the companion");

        let bare = act(&house, &all.coordinator, &idea.path, "application", application()).await.problem(422);
        assert_eq!(bare, [("/result_note".to_owned(), "required".to_owned())]);
        let mut with_note = application();
        with_note["result_note"] = json!("Trước tưới hai giờ, nay mười phút.");
        let applied = act(&house, &all.coordinator, &idea.path, "application", with_note).await.expect(200);
        assert_eq!((&applied["state"], &applied["trial"]["worked"]), (&json!("applied"), &json!(true)));
        assert_eq!(applied["trial"]["note"], "Trước tưới hai giờ, nay mười phút.");
        house.settle().await;
        assert!(letter(&house, "được áp dụng thử").contains(&idea.follow));
    }

    async fn a_trial_that_fails_is_told_honestly_and_with_thanks(house: House) {
        let all = sonhong(&house).await;
        let head = somebody(&house, &all.administrator, all.commune, "Phan Văn Đứng", "thutruong", &[Role::UnitHead]).await;
        let idea = screened(&house, &all.coordinator).await;
        let begun = act(&house, &head, &idea.path, "trial", plan("2026-12-20")).await.expect(200);
        assert_eq!(begun["state"], "trial", "who heads the unit begins at once");
        let id = begun["id"].as_str().unwrap().parse().unwrap();
        assert!(sangkien::ideas::tried(house.app.db.reader(), sangkien::ideas::IdeaId(id)).await.unwrap().is_none());
        let poor = act(&house, &all.coordinator, &idea.path, "trial/failure", json!({"result_note": "", "words": ""})).await;
        assert_eq!(poor.problem(422).len(), 2);
        let honest = json!({"result_note": "Trước tưới tay, nay ống hay tắc.", "words": "Cảm ơn bác đã cho cả thôn cùng học."});
        let failed = act(&house, &all.coordinator, &idea.path, "trial/failure", honest).await.expect(200);
        assert_eq!((&failed["state"], &failed["trial"]["worked"]), (&json!("trial_failed"), &json!(false)));
        assert!(failed.get("due_at").is_none());
        let tried = sangkien::ideas::tried(house.app.db.reader(), sangkien::ideas::IdeaId(id)).await.unwrap().unwrap();
        assert_eq!((tried.trial.note.as_str(), tried.author_name.as_deref()), ("Trước tưới tay, nay ống hay tắc.", Some("Nguyễn Văn An")));
        house.settle().await;
        assert!(letter(&house, "lời cảm ơn").contains("cả thôn cùng học"));
        let page = house.get(&Visitor::default(), &idea.follow).await.text();
        assert!(page.contains("ống hay tắc") && page.contains("Cảm ơn bạn"), "{page}");
    }

    async fn what_misses_a_condition_stays_applied_and_may_be_honoured_later(house: House) {
        let all = sonhong(&house).await;
        let idea = screened(&house, &all.coordinator).await;
        act(&house, &all.coordinator, &idea.path, "application", application()).await.expect(200);
        let no = |condition: &str| json!({"condition": condition, "words": "Cách làm rất quý; nơi khác trong xã đã làm trước."});
        act(&house, &all.coordinator, &idea.path, "honour/declination", no("magic")).await.problem(422);
        let kept = act(&house, &all.coordinator, &idea.path, "honour/declination", no("new_here")).await.expect(200);
        assert_eq!((&kept["state"], &kept["honour_declined"], &kept["verbs"]), (&json!("applied"), &json!(true), &json!(["honour"])));
        assert!(kept.get("due_at").is_none());
        assert!(tasks(&house, &all.coordinator).await.is_empty(), "nobody has to act");
        act(&house, &all.coordinator, &idea.path, "honour/declination", no("in_use")).await.problem(409);
        house.settle().await;
        assert!(letter(&house, "đã áp dụng của bạn").contains("nơi khác trong xã"));
        let page = house.get(&Visitor::default(), &idea.follow).await.text();
        assert!(page.contains("vì sao chưa ghi vào Sổ vàng") && !page.contains("chậm nhất"), "{page}");
        let honoured = act(&house, &all.coordinator, &idea.path, "honour", look()).await.expect(200);
        assert_eq!((&honoured["state"], &honoured["honour_declined"]), (&json!("honoured"), &json!(false)));
    }

    async fn the_link_takes_back_only_what_is_under_way(house: House) {
        let Sonhong { coordinator, .. } = sonhong(&house).await;
        let nobody = Visitor::default();
        let idea = screened(&house, &coordinator).await;
        let page = house.get(&nobody, &idea.follow).await.text();
        assert!(page.contains(&format!("action=\"{}/rut\"", idea.follow)), "{page}");
        let forged = format!("/theo-doi/{}/abcdefghijklmnopqrstuvwxyz/rut", idea.code);
        assert_eq!(post(&house, &forged, &[("x", "y")]).await.status, 404);
        for _ in 0..2 {
            assert_eq!(location(&post(&house, &format!("{}/rut", idea.follow), &[("x", "y")]).await), idea.follow);
        }
        assert_eq!(house.get(&coordinator, &idea.path).await.expect(200)["state"], "withdrawn");
        let page = house.get(&nobody, &idea.follow).await.text();
        assert!(page.contains("đã được rút lại") && !page.contains("/rut\""));

        let parked = screened(&house, &coordinator).await;
        act(&house, &coordinator, &parked.path, "parking", words("Ý tưởng quý, xã giữ lại.")).await.expect(200);
        let by_link = format!("/api/v1/ideas/tracking/{}/withdrawal", parked.code);
        house.post(&nobody, &by_link, json!({"tracking_token": parked.token})).await.problem(409);
    }

    async fn a_hidden_idea_is_nowhere_and_comes_back_after_an_appeal(house: House) {
        let all = sonhong(&house).await;
        let nobody = Visitor::default();
        let roles = [Role::Moderator];
        let one = somebody(&house, &all.administrator, all.commune, "Đỗ Thị Duyệt", "duyet", &roles).await;
        let chair = somebody(&house, &all.administrator, all.commune, "Võ Chủ Tịch", "chutich", &[Role::CommuneChair]).await;
        let card = json!({"title": "Tưới nhỏ giọt từ chai nhựa", "before": "Trước đây tưới tay hai giờ.", "proposal": "Đục chai nhựa.",
            "author_name": "Nguyễn Văn An", "email": "an@example.vn", "name_public": true, "done_already": true});
        let receipt = house.create(&nobody, "/api/v1/ideas", card).await.expect(201);
        into_the_book(&house, &all.coordinator, &receipt).await;
        house.settle().await;
        house.app.search.flush().await.unwrap();
        let text = |key: &str| receipt[key].as_str().unwrap().to_owned();
        let (code, token, path) = (text("code"), text("tracking_token"), format!("/api/v1/ideas/{}", text("id")));
        let follow = format!("/theo-doi/{code}/{token}");
        let desk = "/api/v1/ideas?view=desk&state=hidden";
        assert!(house.get(&nobody, "/so-vang").await.text().contains("Tưới nhỏ giọt"));

        let why = json!({"reason": "privacy", "words": "Bài có tên người khác, bác sửa giúp nhé."});
        act(&house, &all.coordinator, &path, "hiding", why.clone()).await.problem(403);
        act(&house, &one, &path, "hiding", json!({"reason": "magic", "words": ""})).await.problem(422);
        act(&house, &one, &path, "hiding", why).await.expect(200);
        house.settle().await;
        house.app.search.flush().await.unwrap();
        // Nowhere: neither for the public, nor on a desk, nor for who knows its address.
        house.get(&nobody, &format!("/api/v1/archive/{code}")).await.problem(404);
        assert_eq!(house.get(&nobody, "/api/v1/archive").await.expect(200)["total"], 0);
        assert!(house.get(&nobody, "/api/v1/gold-book").await.expect(200)["items"].as_array().unwrap().is_empty());
        assert_eq!(house.app.search.count().await.unwrap(), 0);
        for page in ["/", "/sang-kien", "/so-vang", "/en/so-vang"] {
            assert!(!house.get(&nobody, page).await.text().contains("Tưới nhỏ giọt"), "{page}");
        }
        assert!(house.get(&all.coordinator, desk).await.expect(200)["items"].as_array().unwrap().is_empty());
        house.get(&all.coordinator, &path).await.problem(404);
        act(&house, &all.coordinator, &path, "honour", look()).await.problem(404);
        assert_eq!(house.get(&one, desk).await.expect(200)["items"].as_array().unwrap().len(), 1);
        assert!(letter(&house, "tạm ẩn").contains(&follow));

        // The link says why and takes the appeal: once.
        let page = house.get(&nobody, &follow).await.text();
        assert!(page.contains("Tạm ẩn") && page.contains("Bài có tên người khác") && page.contains("xem-lai"), "{page}");
        let appeal = format!("{follow}/xem-lai");
        assert_eq!(post(&house, &appeal, &[("words", "ngắn")]).await.status, 422);
        assert_eq!(location(&post(&house, &appeal, &[("words", "Đó là tên tôi, tôi đồng ý cho hiện.")]).await), follow);
        let asked = house.get(&nobody, &follow).await.text();
        assert!(asked.contains("Một người khác xem lại") && !asked.contains("/xem-lai\""), "{asked}");
        // Not by who hid it; there is no other moderator, so the chair decides, and only until there is one.
        let decide = |uphold: bool| json!({"uphold": uphold, "words": "Bác nói đúng, bài được hiện lại."});
        act(&house, &one, &path, "appeal/decision", decide(true)).await.problem(409);
        assert!(tasks(&house, &one).await.is_empty());
        assert_eq!(tasks(&house, &chair).await, ["decide_appeal"]);
        let other = somebody(&house, &all.administrator, all.commune, "Hồ Thị Hai", "duyet2", &roles).await;
        assert!(tasks(&house, &chair).await.is_empty());
        act(&house, &chair, &path, "appeal/decision", decide(false)).await.problem(403);
        assert_eq!(house.get(&chair, &path).await.expect(200)["verbs"], json!([]));
        assert_eq!(tasks(&house, &other).await, ["decide_appeal"]);
        let back = act(&house, &other, &path, "appeal/decision", decide(false)).await.expect(200);
        assert_eq!((&back["state"], &back["gold_book_no"]), (&json!("honoured"), &json!(1)));
        house.settle().await;
        house.app.search.flush().await.unwrap();
        assert_eq!(house.get(&nobody, &format!("/api/v1/archive/{code}")).await.expect(200)["code"], code);
        assert!(letter(&house, "đã hiện lại").contains("Bác nói đúng"));
    }

    async fn a_hiding_that_is_upheld_is_final_and_mine_shows_it(house: House) {
        let all = sonhong(&house).await;
        let one = somebody(&house, &all.administrator, all.commune, "Đỗ Thị Duyệt", "duyet", &[Role::Moderator]).await;
        let other = somebody(&house, &all.administrator, all.commune, "Hồ Thị Hai", "duyet2", &[Role::Moderator]).await;
        let idea = screened(&house, &all.coordinator).await;
        let claim = json!({"code": idea.code, "tracking_token": idea.token});
        house.post(&all.author, "/api/v1/ideas/claims", claim).await.expect(200);
        let why = json!({"reason": "spam", "words": "Bài này là quảng cáo, bác gửi lại cách làm nhé."});
        act(&house, &one, &idea.path, "hiding", why).await.expect(200);
        assert!(tasks(&house, &all.coordinator).await.is_empty());
        let mine = house.get(&all.author, "/api/v1/ideas?view=mine").await.expect(200);
        assert_eq!(mine["items"][0]["state"], "hidden");
        let seen = house.get(&all.author, &idea.path).await.expect(200);
        assert_eq!((&seen["verbs"], &seen["own"]), (&json!(["appeal"]), &json!(true)));
        house.get(&all.stranger, &idea.path).await.problem(404);
        let asked = act(&house, &all.author, &idea.path, "appeal", words("Đây là cách làm thật của tôi.")).await.expect(200);
        assert_eq!(asked["due_at"], "2026-11-25T16:59:59Z");
        let no = json!({"uphold": true, "words": "Bài vẫn là quảng cáo bác ạ, mời bác gửi bài khác."});
        act(&house, &other, &idea.path, "appeal/decision", no).await.expect(200);
        let kept = house.get(&all.author, &idea.path).await.expect(200);
        assert_eq!((&kept["state"], &kept["verbs"]), (&json!("hidden"), &json!([])));
        act(&house, &all.author, &idea.path, "appeal", words("Tôi xin xem lại lần nữa.")).await.problem(409);
    }
}
