//! The sender's side: what names a card for ever, how its author is answered, drafts, films that are too
//! large, and what a telephone keeps.

use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    house::{House, Reply, Visitor},
    on_both_engines,
    pages::{hidden, location, opened, post},
    people::{Sonhong, sonhong},
};

const KEY: &str = "0f8fad5b-d9cb-469f-a165-70867728950e";
const A_DAY: i64 = 86_400;

fn draft() -> String {
    format!("/api/v1/idea-drafts/{KEY}")
}

fn later(house: &House, seconds: i64) {
    house.clock.set(house.app.now().plus_seconds(seconds));
}

async fn put(house: &House, etag: Option<&str>, words: Value) -> Reply {
    let version = etag.map(|etag| ("if-match", etag));
    house.call(&Visitor::default(), Method::PUT, &draft(), version.as_slice(), Some(words)).await
}

fn parts(fields: &[(&str, &str)], film: usize) -> (String, Vec<u8>) {
    let boundary = "xxBOUNDARYxx";
    let mut body = Vec::new();
    let (before, after) = fields.split_at(1);
    let mut put = |name: &str, more: &str, value: &[u8]| {
        body.extend(
            format!("--{boundary}\r\ncontent-disposition: form-data; name=\"{name}\"{more}\r\n\r\n")
                .into_bytes(),
        );
        body.extend(value);
        body.extend(b"\r\n");
    };
    for (name, value) in before {
        put(name, "", value.as_bytes());
    }
    put("photos", "; filename=\"../../phim.mp4\"", &vec![7; film]);
    for (name, value) in after {
        put(name, "", value.as_bytes());
    }
    body.extend(format!("--{boundary}--\r\n").into_bytes());
    (format!("multipart/form-data; boundary={boundary}"), body)
}

on_both_engines! {
    async fn a_card_that_comes_again_after_days_is_the_same_idea(house: House) {
        sonhong(&house).await;
        let nobody = Visitor::default();
        let card = json!({"before": "Trước đây viết ngoài đồng, không có sóng.", "draft_key": KEY});
        put(&house, None, json!({"before": "Trước đây viết"})).await.expect(200);
        let first = house.create(&nobody, "/api/v1/ideas", card.clone()).await.expect(201);
        house.get(&nobody, &draft()).await.problem(404);
        later(&house, 3 * A_DAY);
        let again = house.create(&nobody, "/api/v1/ideas", card.clone()).await.expect(201);
        assert_eq!(again, first);
        // Other words are another idea; so are the same words of somebody else.
        let mut other = card.clone();
        other["before"] = json!("Trước đây khác.");
        assert_ne!(house.create(&nobody, "/api/v1/ideas", other).await.expect(201)["code"], first["code"]);
        let mut other = card;
        other["draft_key"] = json!("7c9e6679-7425-40de-944b-e07fc1f90ae7");
        assert_ne!(house.create(&nobody, "/api/v1/ideas", other).await.expect(201)["code"], first["code"]);

        let (moment, key) = opened(&house).await;
        let fields = [("before", "Từ trang gửi, mất sóng."), ("moc", &moment), ("key", &key)];
        let receipt = location(&post(&house, "/gui", &fields).await);
        later(&house, 3 * A_DAY);
        assert_eq!(location(&post(&house, "/gui", &fields).await), receipt);
        let next = [("before", "Một ý tưởng nữa."), ("moc", moment.as_str()), ("key", key.as_str())];
        assert!(location(&post(&house, "/gui", &next).await).contains("-0005/"), "nothing was counted twice");
    }

    async fn the_same_named_card_many_times_at_once_is_one_idea(house: House) {
        let Sonhong { coordinator, .. } = sonhong(&house).await;
        let nobody = Visitor::default();
        let card = json!({"before": "Gửi dồn dập khi có sóng.", "draft_key": KEY});
        let sent = futures_util::future::join_all((0..20).map(|_| house.create(&nobody, "/api/v1/ideas", card.clone()))).await;
        let codes: std::collections::BTreeSet<_> =
            sent.into_iter().map(|reply| reply.expect(201)["code"].as_str().unwrap().to_owned()).collect();
        assert_eq!(codes.len(), 1);
        let desk = house.get(&coordinator, "/api/v1/ideas?view=desk").await.expect(200);
        assert_eq!(desk["items"].as_array().unwrap().len(), 1);
    }

    async fn only_units_that_exist_take_ideas(house: House) {
        let all = sonhong(&house).await;
        let nobody = Visitor::default();
        let add = async |code: &str, name: &str, from: Value, to: Value| {
            let unit = json!({"kind": "village", "code": code, "name": name, "parent_id": all.commune.0, "valid_from": from, "valid_to": to});
            house.create(&all.administrator, "/api/v1/units", unit).await.expect(201)["id"].as_str().unwrap().to_owned()
        };
        let open = add("T1", "Thôn Đang Có", Value::Null, Value::Null).await;
        let former = add("T2", "Thôn Đã Nhập", Value::Null, json!("2026-11-23")).await;
        let coming = add("T3", "Thôn Sắp Lập", json!("2026-11-25"), Value::Null).await;
        let page = house.get(&nobody, "/gui").await.text();
        assert!(page.contains("Thôn Đang Có") && !page.contains("Thôn Đã Nhập") && !page.contains("Thôn Sắp Lập"));
        let send = async |unit: &str| house.create(&nobody, "/api/v1/ideas", json!({"before": "Trước đây", "unit_id": unit})).await;
        for unit in [&former, &coming] {
            assert_eq!(send(unit).await.problem(422), [("/unit_id".to_owned(), "unknown-reference".to_owned())]);
        }
        let unnamed = send(&open).await.expect(201);
        assert_eq!(unnamed["unit_name"], "Thôn Đang Có");
        let (moment, key) = opened(&house).await;
        let again = post(&house, "/gui", &[("before", "Chữ của tôi"), ("unit", &former), ("moc", &moment), ("key", &key)]).await;
        assert_eq!(again.status, 422);
        assert!(again.text().contains("id=\"unit-error\""));
    }

    async fn an_author_says_how_to_be_answered(house: House) {
        let Sonhong { coordinator, .. } = sonhong(&house).await;
        let nobody = Visitor::default();
        let send = async |more: Value| {
            let mut card = json!({"before": "Trước đây"});
            card.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            house.create(&nobody, "/api/v1/ideas", card).await
        };
        for (more, channel, told) in [
            (json!({}), "through_head", "Trưởng thôn hoặc thầy cô"),
            (json!({"phone": "0912345678"}), "phone", "gọi hoặc nhắn tin"),
            (json!({"email": "an@example.vn"}), "email", "gửi thư"),
            (json!({"email": "an@example.vn", "answer_channel": "link", "beneficiaries": "Học sinh lớp 5"}), "link", "đường dẫn riêng bất cứ lúc nào"),
        ] {
            let receipt = send(more).await.expect(201);
            let idea = house.get(&coordinator, &format!("/api/v1/ideas/{}", receipt["id"].as_str().unwrap())).await.expect(200);
            assert_eq!(idea["answer_channel"], channel);
            assert_eq!(idea.get("beneficiaries").is_some(), channel == "link");
            let at = format!("{}/{}", receipt["code"].as_str().unwrap(), receipt["tracking_token"].as_str().unwrap());
            for page in [format!("/gui/bien-nhan/{at}"), format!("/theo-doi/{at}")] {
                assert!(house.get(&nobody, &page).await.text().contains(told), "{page} says {told}");
            }
        }
        let wrong = send(json!({"answer_channel": "phone"})).await.problem(422);
        assert_eq!(wrong, [("/phone".to_owned(), "required".to_owned())]);
        let wrong = send(json!({"answer_channel": "email", "phone": "0912345678"})).await.problem(422);
        assert_eq!(wrong, [("/email".to_owned(), "required".to_owned())]);
        send(json!({"answer_channel": "pigeon"})).await.problem(422);
        // Who chose another way than a letter gets none.
        house.settle().await;
        assert_eq!(house.mails.sent().len(), 1);
    }

    async fn a_draft_is_kept_under_its_key_and_forgotten(house: House) {
        let nobody = Visitor::default();
        house.get(&nobody, &draft()).await.problem(404);
        let begun = put(&house, None, json!({"before": "Trước đây…", "stage": "thought"})).await;
        let etag = begun.etag();
        assert_eq!(begun.expect(200)["words"]["before"], "Trước đây…");
        // The answer was lost: the same words again are the same draft.
        assert_eq!(put(&house, None, json!({"before": "Trước đây…", "stage": "thought"})).await.etag(), etag);
        put(&house, None, json!({"before": "Khác"})).await.problem(412);
        put(&house, Some("\"7\""), json!({"before": "Khác"})).await.problem(412);
        put(&house, Some("nonsense"), json!({"before": "Khác"})).await.problem(412);
        let next = put(&house, Some(&etag), json!({"before": "Trước đây họp phải gọi loa", "outcome": "\u{0}\u{202e}😀<b>"})).await;
        assert_ne!(next.etag(), etag);
        let read = house.get(&nobody, &draft()).await.expect(200);
        assert_eq!((&read["words"]["before"], &read["words"]["outcome"]), (&json!("Trước đây họp phải gọi loa"), &json!("\u{0}\u{202e}😀<b>")));
        put(&house, Some(&next.etag()), json!({"before": "x".repeat(33_000)})).await.problem(422);
        house.get(&nobody, "/api/v1/idea-drafts/none").await.problem(404);
        sangkien::ideas::service::purge_drafts(&house.app).await.unwrap();
        house.get(&nobody, &draft()).await.expect(200);
        later(&house, 91 * A_DAY);
        sangkien::ideas::service::purge_drafts(&house.app).await.unwrap();
        house.get(&nobody, &draft()).await.problem(404);
        put(&house, Some(&next.etag()), json!({"before": "x"})).await.problem(404);
        put(&house, None, json!({"before": "x"})).await.expect(200);
        for _ in 0..2 {
            house.call(&nobody, Method::DELETE, &draft(), &[], None).await.expect(200);
        }
        house.get(&nobody, &draft()).await.problem(404);
    }

    async fn two_hundred_saves_at_once_keep_one_draft(house: House) {
        let etag = put(&house, None, json!({"before": "Đầu"})).await.etag();
        let saves = (0..200).map(|number| put(&house, Some(&etag), json!({"before": format!("Bản {number}")})));
        let saved = futures_util::future::join_all(saves).await;
        let count = |status: u16| saved.iter().filter(|reply| reply.status == status).count();
        assert_eq!((count(200), count(412)), (1, 199));
    }

    async fn a_film_too_large_loses_no_word(house: House) {
        let Sonhong { coordinator, .. } = sonhong(&house).await;
        let (moment, key) = opened(&house).await;
        let fields = [("before", "Tôi đã gõ rất lâu"), ("proposal", "và còn nữa sau tấm ảnh"), ("contact", "0912 345 678"), ("moc", &moment), ("key", &key)];
        let (kind, body) = parts(&fields, 60 * 1024 * 1024);
        let request = house.request(Method::POST, "/gui").header("accept", "text/html").header("content-type", kind);
        let again = house.send(request.body(body)).await;
        assert_eq!(again.status, 413);
        let page = again.text();
        for mark in ["Tôi đã gõ rất lâu", "và còn nữa sau tấm ảnh", "value=\"0912 345 678\"", "id=\"photos-error\"", "href=\"#photos\""] {
            assert!(page.contains(mark), "{mark}");
        }
        assert!(house.get(&coordinator, "/api/v1/ideas?view=desk").await.expect(200)["items"].as_array().unwrap().is_empty());
        // The form drawn anew is sent without the film.
        let again = [("before", "Tôi đã gõ rất lâu"), ("moc", &hidden(&page, "moc")), ("key", &hidden(&page, "key"))];
        location(&post(&house, "/gui", &again).await);

        let idea = house.create(&Visitor::default(), "/api/v1/ideas", json!({"before": "Trước đây"})).await.expect(201);
        let path = format!("/api/v1/ideas/{}/pictures?token={}", idea["id"].as_str().unwrap(), idea["tracking_token"].as_str().unwrap());
        let request = house.request(Method::POST, &path).header("content-type", "application/octet-stream").header("idempotency-key", "film");
        let refused = house.send(request.body(vec![7; 41 * 1024 * 1024])).await.problem(413);
        assert_eq!(refused, [("/picture".to_owned(), "too-large".to_owned())]);
    }

    async fn what_a_telephone_keeps_is_nobodys(house: House) {
        let all = sonhong(&house).await;
        let shell = house.get(&all.coordinator, "/gui?vo=1&ten=Ai%20đó").await;
        assert_eq!(shell.status, 200);
        let page = shell.text();
        assert!(page.contains("Đăng nhập") && !page.contains("Việc của tôi") && !page.contains("Ai đó"));
        assert_eq!(hidden(&page, "key"), "");
        // Its moment never grows too old: a card written from it after a season arrives.
        later(&house, 100 * A_DAY);
        let card = [("before", "Viết từ khuôn đã giữ"), ("moc", &hidden(&page, "moc")), ("key", "")];
        location(&post(&house, "/gui", &card).await);
        let notice = house.get(&all.coordinator, "/khong-mang").await.text();
        assert!(notice.contains("Máy bạn chưa có mạng") && !notice.contains("Việc của tôi"));
        let worker = house.get(&Visitor::default(), "/sw.js").await;
        assert_eq!((worker.status.as_u16(), worker.headers["cache-control"].to_str().unwrap()), (200, "no-cache"));
        assert!(worker.headers["content-type"].to_str().unwrap().contains("javascript"));
        let manifest = house.get(&Visitor::default(), "/manifest.webmanifest").await.expect(200);
        assert_eq!((&manifest["start_url"], &manifest["lang"]), (&json!("/gui"), &json!("vi")));
        for icon in manifest["icons"].as_array().unwrap() {
            assert_eq!(house.get(&Visitor::default(), icon["src"].as_str().unwrap()).await.status, 200);
        }
    }
}
