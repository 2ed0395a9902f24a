//! The first road: told without an account, thanked, applied, in the gold book.

use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    house::{Visitor, tuesday},
    idea_ways::{application, look},
    on_both_engines,
    people::{Sonhong, back, sonhong},
};

fn card() -> Value {
    json!({
        "before": "Trước đây mỗi lần họp thôn phải đi gọi từng nhà.",
        "proposal": "Tôi lập nhóm tin nhắn cho từng cụm mười nhà.",
        "outcome": "Nhờ vậy mười phút là cả thôn biết.",
        "done_already": true,
        "author_name": "Nguyễn Văn An",
        "name_public": true,
        "email": "an@example.vn"
    })
}

on_both_engines! {
    async fn an_idea_travels_from_a_phone_to_the_gold_book(house: House) {
        let Sonhong { coordinator, .. } = sonhong(&house).await;
        let nobody = Visitor::default();
        let receipt = house.create(&nobody, "/api/v1/ideas", card()).await.expect(201);
        assert_eq!(receipt["code"], "SK-SH-2026-0001");
        // A Tuesday's idea is thanked by Wednesday night.
        assert_eq!(receipt["thanked_by"], "2026-11-25T16:59:59Z");
        assert_eq!(receipt["answerer"], "Trần Thị Hương");
        let path = format!("/api/v1/ideas/{}", receipt["id"].as_str().unwrap());

        // The public cannot read it; the holder of the link can.
        assert!(house.get(&nobody, &path).await.problem(401).is_empty());
        let token = receipt["tracking_token"].as_str().unwrap();
        let track = format!("/api/v1/ideas/tracking/{}?token={token}", receipt["code"].as_str().unwrap());
        let seen = house.get(&nobody, &track).await.expect(200);
        assert_eq!(seen["state"], "received");
        assert!(seen.get("email").is_none(), "contact data stays with the unit");
        let wrong = format!("/api/v1/ideas/tracking/{}?token=x", receipt["code"].as_str().unwrap());
        house.get(&nobody, &wrong).await.problem(404);

        let tasks = house.get(&coordinator, "/api/v1/tasks").await.expect(200);
        assert_eq!(tasks["items"][0]["kind"], "thank_idea");

        let read = house.get(&coordinator, &path).await;
        let tag = read.etag();
        assert_eq!(read.expect(200)["verbs"], json!(["thank"]));
        let words = json!({"words": "Cảm ơn bác An nhiều, cách làm rất hay."});
        let thanks = format!("{path}/thanks");
        house.post(&coordinator, &thanks, words.clone()).await.problem(428);
        let thanked = house.change(&coordinator, Method::POST, &thanks, &tag, words.clone()).await;
        let tag = thanked.etag();
        assert_eq!(thanked.expect(200)["state"], "screening");
        let again = house.change(&coordinator, Method::POST, &thanks, &tag, words.clone()).await;
        again.problem(409);
        let stale = house.change(&coordinator, Method::POST, &thanks, "\"1\"", words).await;
        stale.problem(412);

        let applied = house.change(&coordinator, Method::POST, &format!("{path}/application"), &tag, application()).await;
        let tag = applied.etag();
        assert_eq!(applied.expect(200)["state"], "applied");
        let honoured = house.change(&coordinator, Method::POST, &format!("{path}/honour"), &tag, look()).await.expect(200);
        assert_eq!(honoured["state"], "honoured");
        assert_eq!(honoured["gold_book_no"], 1);

        house.settle().await;
        let subjects: Vec<_> = house.mails.sent().into_iter().map(|mail| mail.subject).collect();
        assert_eq!(subjects.len(), 4, "received, thanked, applied, honoured: {subjects:?}");
    }

    async fn the_same_card_sent_many_times_at_once_is_one_idea(house: House) {
        let Sonhong { coordinator, .. } = sonhong(&house).await;
        let nobody = Visitor::default();
        let sends = (0..40).map(|_| {
            house.call(&nobody, Method::POST, "/api/v1/ideas", &[("idempotency-key", "k-1")], Some(card()))
        });
        let replies = futures_util::future::join_all(sends).await;
        let codes: std::collections::BTreeSet<_> =
            replies.into_iter().map(|reply| reply.expect(201)["code"].to_string()).collect();
        assert_eq!(codes.len(), 1);
        let desk = house.get(&coordinator, "/api/v1/ideas?view=desk").await.expect(200);
        assert_eq!(desk["items"].as_array().unwrap().len(), 1);
        let other = json!({"before": "Chuyện khác"});
        let reused = house
            .call(&nobody, Method::POST, "/api/v1/ideas", &[("idempotency-key", "k-1")], Some(other))
            .await;
        assert_eq!(reused.problem(422), [(String::new(), "key-reused".to_owned())]);
    }

    async fn bad_input_gets_every_reason_and_nothing_is_kept(house: House) {
        let Sonhong { coordinator, .. } = sonhong(&house).await;
        let nobody = Visitor::default();
        let bad = json!({"before": "", "outcome": "x".repeat(100_000), "field": "magic", "email": "nope",
            "unit_id": "00000000-0000-7000-8000-000000000000"});
        let wrong = house.create(&nobody, "/api/v1/ideas", bad).await.problem(422);
        let codes: Vec<_> = wrong.iter().map(|(_, code)| code.as_str()).collect();
        assert_eq!(codes, ["required", "too-long", "not-offered", "bad-email", "unknown-reference"]);
        house.post(&nobody, "/api/v1/ideas", card()).await.problem(422);
        let desk = house.get(&coordinator, "/api/v1/ideas?view=desk").await.expect(200);
        assert!(desk["items"].as_array().unwrap().is_empty());
    }

    async fn an_idea_nobody_thanked_is_overdue_after_its_working_day(house: House) {
        let Sonhong { coordinator, .. } = sonhong(&house).await;
        house.create(&Visitor::default(), "/api/v1/ideas", card()).await.expect(201);
        let tasks = house.get(&coordinator, "/api/v1/tasks").await.expect(200);
        assert_eq!(tasks["items"][0]["overdue"], false);
        house.clock.set(tuesday().plus_seconds(2 * 24 * 3_600));
        // The coordinator's session ended meanwhile, as sessions do.
        house.get(&coordinator, "/api/v1/tasks").await.problem(401);
        let coordinator = back(&house, "huong").await;
        let tasks = house.get(&coordinator, "/api/v1/tasks").await.expect(200);
        assert_eq!(tasks["items"][0]["overdue"], true);
    }

    async fn an_author_claims_with_the_link_and_another_unit_sees_nothing(house: House) {
        let Sonhong { author, stranger, .. } = sonhong(&house).await;
        let receipt = house.create(&Visitor::default(), "/api/v1/ideas", card()).await.expect(201);
        let claim = json!({"code": receipt["code"], "tracking_token": receipt["tracking_token"]});
        let forged = json!({"code": receipt["code"], "tracking_token": "abcdefghijklmnopqrstuvwxyz"});
        house.post(&author, "/api/v1/ideas/claims", forged).await.problem(404);
        let mine = house.post(&author, "/api/v1/ideas/claims", claim.clone()).await.expect(200);
        assert_eq!(mine["claimed"], true);
        house.post(&stranger, "/api/v1/ideas/claims", claim).await.problem(409);
        let path = format!("/api/v1/ideas/{}", receipt["id"].as_str().unwrap());
        house.get(&stranger, &path).await.problem(404);
        assert_eq!(house.get(&author, "/api/v1/ideas?view=mine").await.expect(200)["items"][0]["code"], receipt["code"]);
    }
}
