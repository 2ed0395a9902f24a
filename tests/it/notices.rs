//! The inbox: who is told what, once, and how they wish it.

use reqwest::Method;
use sangkien::{authority::Role, jobs};
use serde_json::{Value, json};

use crate::{
    house::{House, Visitor, tuesday},
    idea_ways::act,
    on_both_engines,
    people::{Sonhong, back, somebody, sonhong},
};

const DAY: i64 = 24 * 3_600;

async fn inbox(house: &House, who: &Visitor) -> Vec<Value> {
    house.get(who, "/api/v1/notices").await.expect(200)["items"].as_array().unwrap().clone()
}

async fn unread(house: &House, who: &Visitor) -> Value {
    house.get(who, "/api/v1/notices/count").await.expect(200)["unread"].clone()
}

fn kinds(notices: &[Value]) -> Vec<&str> {
    notices.iter().map(|notice| notice["kind"].as_str().unwrap()).collect()
}

async fn tell(house: &House, author: &Visitor) -> String {
    let card = json!({"before": "Trước đây lối vào nghĩa trang mọc kín cỏ.", "proposal": "Tôi đề nghị trồng lạc dại."});
    let receipt = house.create(author, "/api/v1/ideas", card).await.expect(201);
    format!("/api/v1/ideas/{}", receipt["id"].as_str().unwrap())
}

async fn person_of(house: &House, who: &Visitor) -> String {
    house.get(who, "/api/v1/session").await.expect(200)["person"]["id"].as_str().unwrap().to_owned()
}

on_both_engines! {
    async fn authors_and_the_desk_are_told_once_and_read_it(house: House) {
        let Sonhong { coordinator, author, stranger, .. } = sonhong(&house).await;
        let path = tell(&house, &author).await;
        let thanks = json!({"words": "Cảm ơn bạn nhiều, ý tưởng rất hay."});
        act(&house, &coordinator, &path, "thanks", thanks).await.expect(200);
        let question = json!({"words": "Bạn cho hỏi: trồng bao nhiêu mét?"});
        act(&house, &coordinator, &path, "question", question).await.expect(200);
        house.settle().await;
        let told = inbox(&house, &author).await;
        assert_eq!(kinds(&told), ["idea_asked", "idea_thanked", "idea_received"]);
        assert_eq!(told[0]["words"], "Bạn cho hỏi: trồng bao nhiêu mét?");
        assert!(told[0]["href"].as_str().unwrap().starts_with("/theo-doi/SK-"), "{told:?}");
        // The private link in the inbox works.
        let way = house.get(&Visitor::default(), told[0]["href"].as_str().unwrap()).await;
        assert_eq!(way.status, 200);
        assert_eq!(kinds(&inbox(&house, &coordinator).await), ["desk_new"]);
        assert_eq!(unread(&house, &author).await, 3);
        assert!(inbox(&house, &stranger).await.is_empty());

        let one = format!("/api/v1/notices/{}/read", told[0]["id"].as_str().unwrap());
        house.call(&stranger, Method::PUT, &one, &[], None).await.problem(404);
        house.call(&author, Method::PUT, &one, &[], None).await.expect(200);
        assert_eq!(unread(&house, &author).await, 2);
        house.call(&author, Method::PUT, "/api/v1/notices/read", &[], None).await.expect(200);
        assert_eq!(unread(&house, &author).await, 0);
        house.get(&Visitor::default(), "/api/v1/notices").await.problem(401);
        // Page by page.
        let first = house.get(&author, "/api/v1/notices?limit=2").await.expect(200);
        let next = first["next"].as_str().unwrap();
        let rest = house.get(&author, &format!("/api/v1/notices?limit=2&after={next}")).await.expect(200);
        assert_eq!(rest["items"].as_array().unwrap().len(), 1);
    }

    async fn letters_come_as_their_reader_wishes(house: House) {
        let Sonhong { administrator, commune, author, .. } = sonhong(&house).await;
        let lan =
            somebody(&house, &administrator, commune, "An Thị Lan", "lan@sonhong.vn", &[Role::Coordinator]).await;
        let known = house.get(&lan, "/api/v1/notices/preferences").await.expect(200);
        assert_eq!(known["lang"], "vi");
        let desk = known["topics"].as_array().unwrap().iter().find(|wish| wish["topic"] == "desk").unwrap();
        assert_eq!(desk["mail"], "daily");
        tell(&house, &author).await;
        house.settle().await;
        assert!(house.mails.sent().is_empty(), "what may wait waits");
        // Wednesday at seven: one letter. Run again, also by others: no second one.
        house.clock.set(tuesday().plus_seconds(DAY - 2 * 3_600));
        for _ in 0..3 {
            jobs::tick(&house.app).await.unwrap();
            house.settle().await;
        }
        let sent = house.mails.sent();
        assert_eq!(sent.len(), 1, "{sent:?}");
        assert!(sent[0].text.contains("Ý tưởng mới ở bàn của bạn") && sent[0].text.contains("/app/thong-bao"));

        let (lan, author) = (back(&house, "lan@sonhong.vn").await, back(&house, "tacgia").await);
        let wish = json!({"lang": "en", "topics": [{"topic": "desk", "mail": "each"}]});
        let set = |who: Visitor, wish: Value| {
            let house = &house;
            async move { house.call(&who, Method::PUT, "/api/v1/notices/preferences", &[], Some(wish)).await }
        };
        set(lan.clone(), wish).await.expect(200);
        tell(&house, &author).await;
        house.settle().await;
        let sent = house.mails.sent();
        assert_eq!(sent.len(), 2);
        assert!(sent[1].subject.starts_with("A new idea on your desk"), "{}", sent[1].subject);
        set(lan.clone(), json!({"lang": "vi", "topics": [{"topic": "desk", "mail": "off"}]})).await.expect(200);
        tell(&house, &author).await;
        house.settle().await;
        assert_eq!(house.mails.sent().len(), 2);
        assert_eq!(unread(&house, &lan).await, 3, "the inbox has everything");
        let bad = json!({"lang": "fr", "topics": [{"topic": "gossip", "mail": "loud"}]});
        let wrong = set(lan, bad).await.problem(422);
        let pointers: Vec<_> = wrong.iter().map(|(pointer, _)| pointer.as_str()).collect();
        assert_eq!(pointers, ["/lang", "/topics/0/topic", "/topics/0/mail"]);
    }

    async fn what_is_overdue_climbs_until_somebody_acts(house: House) {
        let Sonhong { administrator, commune, author, .. } = sonhong(&house).await;
        somebody(&house, &administrator, commune, "Trần Thị Hà", "ha", &[Role::UnitHead]).await;
        somebody(&house, &administrator, commune, "Nguyễn Văn Thành", "thanh", &[Role::CommuneChair]).await;
        let path = tell(&house, &author).await;
        house.settle().await;
        // Due on Wednesday; Thursday the head hears of it, Monday the chair.
        let mut heard = Vec::new();
        for days in [1, 2, 3, 4, 6, 7, 9] {
            house.clock.set(tuesday().plus_seconds(days * DAY));
            jobs::tick(&house.app).await.unwrap();
            house.settle().await;
            let (head, chair) = (back(&house, "ha").await, back(&house, "thanh").await);
            let told = |notices: Vec<Value>| notices.iter().filter(|one| one["kind"] == "idea_escalated").count();
            heard.push((told(inbox(&house, &head).await), told(inbox(&house, &chair).await)));
        }
        assert_eq!(heard, [(0, 0), (1, 0), (1, 0), (1, 0), (1, 1), (1, 1), (1, 1)]);
        // The author sees it in plain words; sessions end meanwhile, the link does not.
        let author = back(&house, "tacgia").await;
        let coordinator = back(&house, "huong").await;
        let seen = inbox(&house, &author).await;
        let page = house.get(&Visitor::default(), seen[0]["href"].as_str().unwrap()).await.text();
        assert!(page.contains("đã báo lên cấp trên"), "{page}");
        let thanks = json!({"words": "Cảm ơn bạn, xin lỗi vì đã để bạn chờ."});
        act(&house, &coordinator, &path, "thanks", thanks).await.expect(200);
        house.clock.set(tuesday().plus_seconds(10 * DAY));
        jobs::tick(&house.app).await.unwrap();
        let chair = back(&house, "thanh").await;
        assert_eq!(inbox(&house, &chair).await.len(), 1, "somebody acted");
    }

    async fn a_desk_has_a_keeper_and_a_deputy_while_they_are_away(house: House) {
        let Sonhong { administrator, commune, coordinator, author, .. } = sonhong(&house).await;
        let lan =
            somebody(&house, &administrator, commune, "An Thị Lan", "lan", &[Role::Coordinator]).await;
        let clerk =
            somebody(&house, &administrator, commune, "Lê Hoài An", "hoaian", &[Role::Accountant]).await;
        let desk = format!("/api/v1/units/{}/desk", commune.0);
        let keep = |person: Value| house.call(&administrator, Method::PUT, &desk, &[], Some(json!({"person_id": person})));
        assert_eq!(house.get(&administrator, &desk).await.expect(200)["answers"]["name"], "An Thị Lan");
        let huong = person_of(&house, &coordinator).await;
        let kept = keep(json!(huong)).await.expect(200);
        assert_eq!((&kept["owner"]["name"], &kept["answers"]["name"]), (&json!("Trần Thị Hương"), &json!("Trần Thị Hương")));
        let unfit = keep(json!(person_of(&house, &author).await)).await.problem(422);
        assert_eq!(unfit, [("/person_id".to_owned(), "not-of-this-desk".to_owned())]);
        house.get(&author, &desk).await.problem(403);

        // Hương is away today; the accountant stands in and has the rights of the desk, not more.
        let leaves = "/api/v1/account/leaves";
        let path = tell(&house, &author).await;
        house.get(&clerk, &path).await.problem(404);
        let days = json!({"deputy_id": person_of(&house, &clerk).await, "from_day": "2026-11-24", "to_day": "2026-11-27"});
        let leave = house.create(&coordinator, leaves, days.clone()).await.expect(201);
        house.create(&coordinator, leaves, days).await.problem(409);
        let backwards = json!({"deputy_id": huong, "from_day": "2026-11-24", "to_day": "2026-11-20"});
        assert_eq!(house.create(&coordinator, leaves, backwards).await.problem(422).len(), 2);
        assert_eq!(house.get(&administrator, &desk).await.expect(200)["answers"]["name"], "Lê Hoài An");
        let thanks = json!({"words": "Cảm ơn bạn nhiều, ý tưởng rất hay."});
        act(&house, &clerk, &path, "thanks", thanks).await.expect(200);
        let seen = house.get(&clerk, &path).await.expect(200);
        assert_eq!(seen["timeline"][1]["person_name"], "Lê Hoài An", "{seen}");
        assert!(house.get(&clerk, "/api/v1/people").await.status.is_success());

        let end = format!("{leaves}/{}", leave["id"].as_str().unwrap());
        house.call(&lan, Method::DELETE, &end, &[], None).await.problem(404);
        house.call(&coordinator, Method::DELETE, &end, &[], None).await.expect(200);
        house.get(&clerk, &path).await.problem(404);
        assert!(house.get(&coordinator, leaves).await.expect(200)["items"].as_array().unwrap().is_empty());
    }
}
