//! The public side over the API: found without diacritics and with typing errors, gone when taken back,
//! and never a name without consent.

use reqwest::Method;
use sangkien::{archive, authority::Role, search};
use serde_json::{Value, json};

use crate::{
    house::{House, Visitor},
    idea_ways::{act, into_the_book},
    on_both_engines,
    people::{Sonhong, somebody, sonhong},
};

/// Sends a card and leads it into the gold book; answers the receipt.
pub async fn honoured(house: &House, coordinator: &Visitor, card: Value) -> Value {
    house.clock.set(house.app.now().plus_seconds(60));
    let receipt = house.create(&Visitor::default(), "/api/v1/ideas", card).await.expect(201);
    into_the_book(house, coordinator, &receipt).await;
    house.settle().await;
    house.app.search.flush().await.unwrap();
    receipt
}

/// A card about vaccination.
pub fn vaccination() -> Value {
    json!({
        "title": "Sổ theo dõi tiêm chủng điện tử",
        "before": "Trước đây ghi sổ giấy, hay sót mũi tiêm.",
        "proposal": "Lập bảng tính dùng chung, nhắc lịch qua tin nhắn.",
        "outcome": "Nhờ vậy giảm bỏ sót từ mười hai xuống một.",
        "done_already": true, "field": "health", "author_kind": "official",
        "author_name": "Nguyễn Thị Kín Đáo", "name_public": false
    })
}

/// A card about irrigation.
pub fn irrigation() -> Value {
    json!({
        "title": "Tưới nhỏ giọt dùng pin mặt trời",
        "before": "Trước đây tưới tay ba giờ mỗi ngày.",
        "proposal": "Dùng tấm pin cũ chạy bơm nhỏ.",
        "outcome": "Còn hai mươi phút, bớt bốn mươi phần trăm nước.",
        "done_already": true, "field": "agriculture", "author_kind": "farmer",
        "author_name": "Trần Thị Công Khai", "name_public": true
    })
}

fn codes(page: &Value) -> Vec<&str> {
    page["items"].as_array().unwrap().iter().map(|hit| hit["code"].as_str().unwrap()).collect()
}

on_both_engines! {
    async fn an_honoured_idea_is_found_without_diacritics_and_with_a_typing_error(house: House) {
        let Sonhong { coordinator, .. } = sonhong(&house).await;
        let nobody = Visitor::default();
        let waiting = house.create(&nobody, "/api/v1/ideas", irrigation()).await.expect(201);
        let receipt = honoured(&house, &coordinator, vaccination()).await;
        let code = receipt["code"].as_str().unwrap();
        for typed in ["tiem+chung", "ti%C3%AAm+ch%E1%BB%A7ng", "tiem+chugn", "so+theo+doi+tiem+chung+dien+tu"] {
            let found = house.get(&nobody, &format!("/api/v1/archive?q={typed}")).await.expect(200);
            assert_eq!(codes(&found), [code], "{typed}");
            assert_eq!(found["total"], 1);
        }
        let found = house.get(&nobody, "/api/v1/archive?q=tiem+chung").await.expect(200);
        assert_eq!(found["items"][0]["title_html"], "Sổ theo dõi <mark>tiêm chủng</mark> điện tử");
        assert_eq!(found["facets"]["linh_vuc"][0]["value"], "health");
        assert_eq!(found["facets"]["don_vi"][0]["label"], "Xã Sơn Hồng");
        // What waits for an answer is nobody's business yet.
        let all = house.get(&nobody, "/api/v1/archive").await.expect(200);
        assert_eq!(codes(&all), [code]);
        house.get(&nobody, &format!("/api/v1/archive/{}", waiting["code"].as_str().unwrap())).await.problem(404);
    }

    async fn facets_narrow_and_pages_are_bounded(house: House) {
        let Sonhong { coordinator, .. } = sonhong(&house).await;
        let nobody = Visitor::default();
        let health = honoured(&house, &coordinator, vaccination()).await;
        let fields = honoured(&house, &coordinator, irrigation()).await;
        let ask = async |query: &str| house.get(&nobody, &format!("/api/v1/archive?{query}")).await;
        assert_eq!(codes(&ask("linh_vuc=health").await.expect(200)), [health["code"].as_str().unwrap()]);
        assert_eq!(ask("linh_vuc=health&linh_vuc=agriculture").await.expect(200)["total"], 2);
        assert_eq!(ask("linh_vuc=health,agriculture&nam=2026").await.expect(200)["total"], 2);
        assert_eq!(ask("nam=2019").await.expect(200)["total"], 0);
        assert_eq!(ask("nam=hai-nghin").await.expect(200)["total"], 0);
        let newest = ask("sort=newest&size=1").await.expect(200);
        assert_eq!(codes(&newest), [fields["code"].as_str().unwrap()]);
        let next = ask("sort=newest&size=1&page=2").await.expect(200);
        assert_eq!(codes(&next), [health["code"].as_str().unwrap()]);
        let wrong = ask("size=51&page=0").await.problem(422);
        assert_eq!(wrong.iter().map(|(pointer, _)| pointer.as_str()).collect::<Vec<_>>(), ["/page", "/size"]);
        ask("sort=magic").await.problem(422);
    }

    async fn what_is_taken_back_vanishes_everywhere(house: House) {
        let Sonhong { author, coordinator, administrator, commune, .. } = sonhong(&house).await;
        let nobody = Visitor::default();
        let receipt = honoured(&house, &coordinator, irrigation()).await;
        let code = receipt["code"].as_str().unwrap().to_owned();
        let claim = json!({"code": receipt["code"], "tracking_token": receipt["tracking_token"]});
        house.post(&author, "/api/v1/ideas/claims", claim).await.expect(200);
        let moderator = somebody(&house, &administrator, commune, "Đỗ Thị Duyệt", "duyet", &[Role::Moderator]).await;
        assert_eq!(house.get(&nobody, &format!("/api/v1/archive/{code}")).await.expect(200)["code"], code);
        assert_eq!(house.get(&nobody, "/api/v1/gold-book").await.expect(200)["items"][0]["number"], 1);
        let public = house.get(&nobody, &format!("/sang-kien/{code}")).await;
        assert_eq!(public.status, 308, "the code alone leads to the readable address");

        let path = format!("/api/v1/ideas/{}", receipt["id"].as_str().unwrap());
        // What stands in the gold book is not withdrawn; hidden, it is nowhere.
        act(&house, &author, &path, "withdrawal", json!({})).await.problem(409);
        let why = json!({"reason": "privacy", "words": "Bài có tên người khác, bác sửa giúp nhé."});
        act(&house, &moderator, &path, "hiding", why).await.expect(200);
        house.settle().await;
        house.app.search.flush().await.unwrap();

        house.get(&nobody, &format!("/api/v1/archive/{code}")).await.problem(404);
        assert_eq!(house.get(&nobody, "/api/v1/archive").await.expect(200)["total"], 0);
        assert!(house.get(&nobody, "/api/v1/gold-book").await.expect(200)["items"].as_array().unwrap().is_empty());
        let gone = house.get(&nobody, &format!("/sang-kien/{code}")).await;
        assert_eq!(gone.status, 410);
        for page in ["/", "/sang-kien", "/so-vang"] {
            assert!(!house.get(&nobody, page).await.text().contains("Tưới nhỏ giọt"), "{page}");
        }
        assert_eq!(house.app.search.count().await.unwrap(), 0);
    }

    async fn without_consent_a_name_is_nowhere(house: House) {
        let Sonhong { coordinator, .. } = sonhong(&house).await;
        let nobody = Visitor::default();
        let kept = honoured(&house, &coordinator, vaccination()).await;
        honoured(&house, &coordinator, irrigation()).await;
        let code = kept["code"].as_str().unwrap();
        let mut seen = String::new();
        for path in [format!("/api/v1/archive/{code}"), "/api/v1/archive".into(), "/api/v1/gold-book".into(),
            "/".into(), "/sang-kien".into(), "/so-vang".into(), "/en/so-vang".into()] {
            let reply = house.get(&nobody, &path).await;
            assert_eq!(reply.status, 200, "{path}");
            seen.push_str(&reply.text());
        }
        let page = house.get(&nobody, &format!("/sang-kien/{code}-so-theo-doi-tiem-chung-dien-tu")).await;
        assert_eq!(page.status, 200);
        seen.push_str(&page.text());
        assert!(!seen.contains("Kín Đáo"));
        assert!(seen.contains("Công Khai"), "who agreed is credited");
        // The index itself does not know the name either.
        let query = search::Query { text: "Kín Đáo".into(), ..search::Query::default() };
        let hits = house.app.search.query(&query).await.unwrap();
        assert!(!serde_json::to_string(&hits).unwrap().contains("Kín Đáo"));
    }

    async fn answers_carry_a_tag_and_may_be_kept_a_while(house: House) {
        let Sonhong { coordinator, .. } = sonhong(&house).await;
        let nobody = Visitor::default();
        let receipt = honoured(&house, &coordinator, vaccination()).await;
        let one = format!("/api/v1/archive/{}", receipt["code"].as_str().unwrap());
        for path in [one.as_str(), "/api/v1/archive?q=tiem", "/api/v1/gold-book", "/", "/so-vang"] {
            let first = house.get(&nobody, path).await;
            assert_eq!(first.headers["cache-control"], "public, max-age=20", "{path}");
            let tag = first.etag();
            let again = house.call(&nobody, Method::GET, path, &[("if-none-match", &tag)], None).await;
            assert_eq!(again.status, 304, "{path}");
            assert!(again.bytes.is_empty());
        }
        house.get(&nobody, "/api/v1/gold-book?after=garbage").await.problem(422);
    }

    async fn the_projection_and_the_index_can_be_dropped_and_rebuilt(house: House) {
        let Sonhong { coordinator, .. } = sonhong(&house).await;
        let nobody = Visitor::default();
        honoured(&house, &coordinator, vaccination()).await;
        honoured(&house, &coordinator, irrigation()).await;
        let before = house.get(&nobody, "/api/v1/archive?sort=newest").await.expect(200);
        let book = house.get(&nobody, "/api/v1/gold-book").await.expect(200);
        house.app.search.remove(before["items"].as_array().unwrap().iter().map(|_| "x".to_owned()).collect()).await.unwrap();
        assert_eq!(archive::rebuild(&house.app).await.unwrap(), 2);
        assert_eq!(archive::reindex(&house.app).await.unwrap(), 2);
        house.app.search.flush().await.unwrap();
        assert_eq!(house.get(&nobody, "/api/v1/archive?sort=newest").await.expect(200), before);
        assert_eq!(house.get(&nobody, "/api/v1/gold-book").await.expect(200), book);
    }

    async fn a_reuse_counts_for_the_author_once_confirmed(house: House) {
        let Sonhong { coordinator, .. } = sonhong(&house).await;
        let nobody = Visitor::default();
        let receipt = honoured(&house, &coordinator, irrigation()).await;
        let code = receipt["code"].as_str().unwrap();
        let reuses = format!("/api/v1/ideas/{}/reuses", receipt["id"].as_str().unwrap());
        let told = json!({"who": "Chi hội Phụ nữ thôn 5", "place": "Thôn 5"});
        let report = house.create(&nobody, &reuses, told).await;
        assert_eq!(report.status, 201, "{}", report.text());
        let one = format!("/api/v1/archive/{code}");
        assert_eq!(house.get(&nobody, &one).await.expect(200)["reuse_count"], 0);
        let id = report.json()["id"].as_str().unwrap().to_owned();
        let confirmed = house.post(&coordinator, &format!("/api/v1/reuses/{id}/confirmation"), json!({})).await;
        assert!(confirmed.status.is_success(), "{}", confirmed.text());
        house.settle().await;
        house.app.search.flush().await.unwrap();
        let shown = house.get(&nobody, &one).await.expect(200);
        assert_eq!(shown["reuse_count"], 1);
        assert_eq!(shown["reuses"][0]["who"], "Chi hội Phụ nữ thôn 5");
        assert_eq!(house.get(&nobody, "/api/v1/archive").await.expect(200)["items"][0]["reuse_count"], 1);
    }
}
