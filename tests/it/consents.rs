//! What the public sees: only what everybody concerned agreed to, and nothing a minute after they changed their mind.

use reqwest::Method;
use sangkien::{
    app::{self, App, Parts},
    http::{self, Measures},
};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use crate::{
    archive::{honoured, irrigation},
    house::{House, Visitor},
    idea_ways::into_the_book,
    on_both_engines,
    pages::post,
    people::{Sonhong, sonhong},
};

const NAME: &str = "Trần Thị Công Khai";

/// A pupil's card.
fn of_a_child(age: &str, contact: &str) -> Value {
    json!({
        "title": "Hộp bút từ vỏ chai", "before": "Trước đây bút để lung tung.",
        "proposal": "Em cắt vỏ chai làm hộp bút.", "outcome": "Cả lớp gọn gàng.", "done_already": true,
        "author_kind": "student", "author_name": "Lê Bé Ngoan", "name_public": true, "pictures_public": true,
        "age": age, "guardian_name": "Lê Thị Mẹ", "guardian_contact": contact
    })
}

/// A PNG of one pixel.
fn pixel() -> Vec<u8> {
    data_encoding::BASE64.decode(b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==").unwrap()
}

/// Everything the public can ask about one idea, as one text.
async fn everything(house: &House, base: Option<&str>, code: &str) -> String {
    let nobody = Visitor::default();
    let mut seen = String::new();
    for path in [
        format!("/api/v1/archive/{code}"),
        "/api/v1/archive".into(),
        "/api/v1/archive?q=tuoi+nho+giot".into(),
        "/api/v1/archive?q=Tr%E1%BA%A7n+Th%E1%BB%8B+C%C3%B4ng+Khai".into(),
        "/api/v1/gold-book".into(),
        "/".into(),
        "/en".into(),
        "/so-vang".into(),
        "/en/so-vang".into(),
        "/sang-kien".into(),
        "/sang-kien?q=tuoi".into(),
        format!("/sang-kien/{code}"),
        format!("/sang-kien/{code}-tuoi-nho-giot-dung-pin-mat-troi"),
    ] {
        let reply = match base {
            Some(base) => house.elsewhere(base, &path).await,
            None => house.get(&nobody, &path).await,
        };
        seen.push_str(&reply.text());
        if let Some(to) = reply.headers.get("location") {
            seen.push_str(to.to_str().unwrap());
        }
    }
    seen
}

/// A second process on the same database and files, with its own caches and its own index.
async fn second(house: &House) -> (App, String) {
    let mut config = house.app.config.clone();
    config.data_dir = house.app.config.data_dir.join("second");
    std::fs::create_dir_all(&config.data_dir).unwrap();
    let app = App::of(Parts {
        hasher: app::hasher(&config),
        search: app::search(&config).await.unwrap(),
        files: house.app.files.clone(),
        config,
        db: house.app.db.clone(),
        clock: house.clock.clone(),
        secret: house.app.secret.clone(),
        mail: house.mails.clone(),
    });
    let (tell, hear) = tokio::sync::oneshot::channel();
    tokio::spawn(http::serve(app.clone(), Measures::of(&app.db), CancellationToken::new(), |at| {
        tell.send(at.address).unwrap();
    }));
    let address = hear.await.unwrap();
    (app, format!("http://{address}"))
}

on_both_engines! {
    async fn what_is_taken_back_is_gone_everywhere_and_says_when(house: House) {
        let Sonhong { author, coordinator, .. } = sonhong(&house).await;
        let nobody = Visitor::default();
        let mut card = irrigation();
        card["pictures_public"] = true.into();
        let receipt = house.create(&nobody, "/api/v1/ideas", card).await.expect(201);
        let id = receipt["id"].as_str().unwrap().to_owned();
        let token = receipt["tracking_token"].as_str().unwrap();
        let request = house
            .request(Method::POST, &format!("/api/v1/ideas/{id}/pictures?token={token}"))
            .header("idempotency-key", "mot-anh-cua-bac-cong-khai")
            .header("content-type", "application/octet-stream")
            .body(pixel());
        let picture = house.send(request).await.expect(201);
        let picture = format!("/anh/{}", picture["id"].as_str().unwrap());
        into_the_book(&house, &coordinator, &receipt).await;
        house.settle().await;
        house.app.search.flush().await.unwrap();
        let claim = json!({"code": receipt["code"], "tracking_token": token});
        house.post(&author, "/api/v1/ideas/claims", claim).await.expect(200);
        let code = receipt["code"].as_str().unwrap();
        let (other, base) = second(&house).await;
        sangkien::archive::reindex(&other).await.unwrap();
        other.search.flush().await.unwrap();
        for base in [None, Some(base.as_str())] {
            let shown = everything(&house, base, code).await;
            assert!(shown.contains(NAME) && shown.contains(&picture) && shown.contains("Còn hai mươi phút"));
        }
        let bytes = house.get(&nobody, &picture).await;
        assert_eq!((bytes.status.as_u16(), &bytes.headers["cache-control"]), (200, &"no-cache".parse().unwrap()));
        let tag = bytes.etag();
        let again = house.call(&nobody, Method::GET, &picture, &[("if-none-match", &tag)], None).await;
        assert_eq!(again.status, 304);

        // Pages may stand for twenty seconds here and as long in a browser: at most forty together.
        let page = house.get(&nobody, "/so-vang").await;
        assert_eq!(page.headers["cache-control"], "public, max-age=20");
        let consents = format!("/api/v1/ideas/{id}/consents");
        for purpose in ["publish_name", "publish_pictures"] {
            let after = house.call(&author, Method::DELETE, &format!("{consents}/{purpose}"), &[], None).await.expect(200);
            assert_eq!(after[purpose.replace("publish_name", "name_public").replace("publish_pictures", "pictures_public")], false);
        }
        house.clock.set(house.app.now().plus_seconds(5));
        house.settle().await;
        house.app.search.flush().await.unwrap();
        let said = house.get(&author, &consents).await.expect(200);
        for word in said["items"].as_array().unwrap() {
            let at = |key: &str| time::OffsetDateTime::parse(word[key].as_str().unwrap(), &time::format_description::well_known::Rfc3339).unwrap();
            assert!(at("effect_done_at") - at("withdrawn_at") <= time::Duration::seconds(20), "{word}");
            assert!(word["text"].as_str().unwrap().contains("đồng ý"));
        }
        // The index of the other process was never told.
        for base in [None, Some(base.as_str())] {
            let left = everything(&house, base, code).await;
            assert!(!left.contains(NAME) && !left.contains(&picture), "{base:?}");
            assert!(left.contains("Còn hai mươi phút"), "the story itself stays");
        }
        for path in [picture.clone(), format!("{picture}/nho")] {
            let gone = house.call(&nobody, Method::GET, &path, &[("if-none-match", &tag)], None).await;
            assert_eq!(gone.status, 404);
            assert_eq!(house.elsewhere(&base, &path).await.status, 404);
        }

        house.call(&author, Method::DELETE, &format!("{consents}/publish_story"), &[], None).await.expect(200);
        house.settle().await;
        house.app.search.flush().await.unwrap();
        for base in [None, Some(base.as_str())] {
            let left = everything(&house, base, code).await;
            for gone in [NAME, &picture, "Còn hai mươi phút", "Tưới nhỏ giọt"] {
                assert!(!left.contains(gone), "{gone} is left {base:?}");
            }
        }
        let gone = house.get(&nobody, &format!("/sang-kien/{code}")).await;
        assert_eq!(gone.status, 410);
        assert_eq!(house.get(&nobody, "/api/v1/archive").await.expect(200)["total"], 0);
        house.post(&nobody, &format!("/api/v1/ideas/{id}/reuses"), json!({"who": "a", "place": "b"})).await;

        // A change of mind brings it back, without what was not asked for again.
        house.call(&author, Method::PUT, &format!("{consents}/publish_story"), &[], Some(json!({}))).await.expect(200);
        house.settle().await;
        let back = house.get(&nobody, &format!("/api/v1/archive/{code}")).await.expect(200);
        assert_eq!((back.get("author_name"), back["pictures"].as_array().unwrap().len()), (None, 0));
        assert!(back["thanks"]["words"].as_str().unwrap().len() > 5);
    }

    async fn a_child_without_a_guardian_is_heard_and_not_shown(house: House) {
        let Sonhong { coordinator, .. } = sonhong(&house).await;
        let nobody = Visitor::default();
        for age in ["under_7", "from_7"] {
            let wrong = house.create(&nobody, "/api/v1/ideas", of_a_child(age, "")).await.problem(422);
            assert_eq!(wrong, [("/guardian_contact".to_owned(), "guardian-needed".to_owned())]);
        }
        let wrong = house.create(&nobody, "/api/v1/ideas", of_a_child("", "")).await.problem(422);
        assert_eq!(wrong, [("/age".to_owned(), "required".to_owned())]);
        let mut quiet = of_a_child("from_7", "");
        quiet["name_public"] = false.into();
        quiet["pictures_public"] = false.into();
        let receipt = honoured(&house, &coordinator, quiet).await;
        let shown = house.get(&nobody, &format!("/api/v1/archive/{}", receipt["code"].as_str().unwrap())).await.expect(200);
        assert!(shown.get("author_name").is_none() && shown["thanks"].get("words").is_none());
        // The child alone may say yes by its link as often as it likes.
        let link = format!("/theo-doi/{}/{}", receipt["code"].as_str().unwrap(), receipt["tracking_token"].as_str().unwrap());
        let said = post(&house, &format!("{link}/dong-y"), &[("purpose", "publish_name"), ("yes", "1")]).await;
        assert_eq!(said.status, 303);
        house.settle().await;
        let shown = house.get(&nobody, &format!("/api/v1/archive/{}", receipt["code"].as_str().unwrap())).await.expect(200);
        assert!(shown.get("author_name").is_none());
        let page = house.get(&nobody, &link).await.text();
        assert!(page.contains("Tên chưa hiện: còn chờ cha mẹ") && page.contains("/giam-ho"));
        let bad = post(&house, &format!("{link}/giam-ho"), &[("guardian_name", ""), ("guardian_contact", " ")]).await;
        assert!(bad.headers["location"].to_str().unwrap().contains("sai=required"));
    }

    async fn a_child_and_its_guardian_agree_together(house: House) {
        let Sonhong { coordinator, .. } = sonhong(&house).await;
        let nobody = Visitor::default();
        let receipt = honoured(&house, &coordinator, of_a_child("from_7", "me@example.vn")).await;
        let code = receipt["code"].as_str().unwrap();
        let id = receipt["id"].as_str().unwrap();
        let name = async || {
            house.settle().await;
            house.get(&nobody, &format!("/api/v1/archive/{code}")).await.expect(200)["author_name"].clone()
        };
        assert_eq!(name().await, Value::Null);
        let letter = house.mails.sent().into_iter().find(|mail| mail.to_address == "me@example.vn").unwrap();
        let token = letter.text.split("/dong-y/").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
        let path = format!("/dong-y/{token}");
        let page = house.get(&nobody, &path).await;
        assert_eq!(page.status, 200);
        assert!(page.text().contains("Em cắt vỏ chai") && page.text().contains("Con đã đồng ý"));
        // The child's own link does not lead there, the desk can print it.
        let link = format!("/theo-doi/{code}/{}", receipt["tracking_token"].as_str().unwrap());
        assert!(!house.get(&nobody, &link).await.text().contains(&token));
        let seen = house.get(&coordinator, &format!("/api/v1/ideas/{id}/consents")).await.expect(200);
        assert!(seen["guardian"]["link"].as_str().unwrap().ends_with(&token));

        let half = post(&house, &path, &[("publish_name", "1"), ("name", "")]).await;
        assert_eq!(half.status, 422);
        assert!(half.text().contains("name-error") && half.text().contains("publish_story-error"));
        let words = |name: &'static str| [("publish_name", name), ("publish_pictures", "0"), ("publish_story", "1"), ("name", "Lê Thị Mẹ")];
        assert_eq!(post(&house, &path, &words("1")).await.status, 303);
        assert_eq!(name().await, "Lê Bé Ngoan");
        let seen = house.get(&coordinator, &format!("/api/v1/ideas/{id}/consents")).await.expect(200);
        assert_eq!((seen["guardian"]["decision"].as_str(), seen["pictures_public"].as_bool()), (Some("partly"), Some(false)));
        let of_guardian: Vec<_> = seen["items"].as_array().unwrap().iter().filter(|word| word["capacity"] == "guardian").collect();
        assert_eq!(of_guardian.len(), 3);
        assert!(of_guardian.iter().all(|word| word["given_by"] == "Lê Thị Mẹ"));
        // By the same link it is taken back.
        assert_eq!(post(&house, &path, &words("0")).await.status, 303);
        assert_eq!(name().await, Value::Null);
        assert_eq!(house.get(&nobody, "/dong-y/khong-co-that").await.status, 404);
    }

    async fn what_is_written_down_for_somebody_is_their_word_on_paper(house: House) {
        let Sonhong { coordinator, author, .. } = sonhong(&house).await;
        let mut card = irrigation();
        card["for_other"] = true.into();
        let receipt = house.create(&coordinator, "/api/v1/ideas", card.clone()).await.expect(201);
        let consents = format!("/api/v1/ideas/{}/consents", receipt["id"].as_str().unwrap());
        let said = house.get(&coordinator, &consents).await.expect(200);
        let word = &said["items"][0];
        assert_eq!((word["channel"].as_str(), word["given_by"].as_str()), (Some("paper"), Some(NAME)));
        assert_eq!((word["capacity"].as_str(), word["recorded"].as_bool()), (Some("self"), Some(true)));
        assert!(word["text"].as_str().unwrap().starts_with("Người kể đồng ý"));
        card["consent_channel"] = "web".into();
        let wrong = house.create(&coordinator, "/api/v1/ideas", card).await.problem(422);
        assert_eq!(wrong, [("/channel".to_owned(), "not-offered".to_owned())]);
        // The recorder brings the word until the author speaks for themselves.
        house.call(&coordinator, Method::DELETE, &format!("{consents}/publish_name"), &[], None).await.expect(200);
        let claim = json!({"code": receipt["code"], "tracking_token": receipt["tracking_token"]});
        house.post(&author, "/api/v1/ideas/claims", claim).await.expect(200);
        house.call(&coordinator, Method::PUT, &format!("{consents}/publish_name"), &[], Some(json!({}))).await.problem(403);
        house.call(&author, Method::PUT, &format!("{consents}/publish_name"), &[], Some(json!({}))).await.expect(200);
        house.call(&author, Method::PUT, &format!("{consents}/nothing"), &[], Some(json!({}))).await.problem(404);
        let wrong = house.call(&author, Method::PUT, &format!("{consents}/publish_name"), &[],
            Some(json!({"capacity": "guardian", "given_by": "x"}))).await.problem(422);
        assert_eq!(wrong, [("/capacity".to_owned(), "not-offered".to_owned())]);
        house.get(&Visitor::default(), &consents).await.problem(401);
    }

    async fn figures_count_units_and_never_the_publications(house: House) {
        let Sonhong { coordinator, author, .. } = sonhong(&house).await;
        let receipt = honoured(&house, &coordinator, irrigation()).await;
        honoured(&house, &coordinator, crate::archive::vaccination()).await;
        let figures = async || sangkien::archive::service::figures(&house.app).await.unwrap();
        let now = figures().await;
        assert_eq!((now.applied, now.units_with, now.thanked, now.thanked_in_time), (2, 1, 2, 2));
        sangkien::archive::rebuild(&house.app).await.unwrap();
        assert_eq!(figures().await, now, "drawing anew counts nothing twice");
        let claim = json!({"code": receipt["code"], "tracking_token": receipt["tracking_token"]});
        house.post(&author, "/api/v1/ideas/claims", claim).await.expect(200);
        let path = format!("/api/v1/ideas/{}/consents/publish_story", receipt["id"].as_str().unwrap());
        house.call(&author, Method::DELETE, &path, &[], None).await.expect(200);
        house.settle().await;
        assert_eq!(figures().await.applied, 1);
    }
}
