//! The public pages as a browser without JavaScript sees them.

use reqwest::Method;
use serde_json::json;

use crate::{
    archive::{honoured, irrigation, vaccination},
    house::{House, Reply, Visitor},
    on_both_engines,
    people::{Sonhong, sonhong},
};

/// The value of a hidden field of a page.
pub fn hidden(page: &str, name: &str) -> String {
    let at = page.find(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("no field {name}"));
    let rest = &page[at..];
    rest.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

pub async fn post(house: &House, path: &str, fields: &[(&str, &str)]) -> Reply {
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let request = house
        .request(Method::POST, path)
        .header("accept", "text/html")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body);
    house.send(request).await
}

/// Opens the form and waits as long as a person reads.
pub async fn opened(house: &House) -> (String, String) {
    let page = house.get(&Visitor::default(), "/gui").await;
    assert_eq!(page.status, 200);
    house.clock.set(house.app.now().plus_seconds(20));
    (hidden(&page.text(), "moc"), hidden(&page.text(), "key"))
}

pub fn location(reply: &Reply) -> String {
    assert_eq!(reply.status, 303, "{}", reply.text());
    reply.headers["location"].to_str().unwrap().to_owned()
}

on_both_engines! {
    async fn a_plain_post_tells_an_idea_and_repeats_create_nothing_new(house: House) {
        let Sonhong { coordinator, .. } = sonhong(&house).await;
        let nobody = Visitor::default();
        let (moment, key) = opened(&house).await;
        let fields = [("before", "Trước đây họp thôn phải gọi từng nhà."), ("proposal", "Lập nhóm tin nhắn."),
            ("stage", "done"), ("author_name", "Nguyễn Văn An"), ("contact", "an@example.vn"),
            ("moc", &moment), ("key", &key)];
        let first = location(&post(&house, "/gui", &fields).await);
        assert!(first.starts_with("/gui/bien-nhan/SK-SH-2026-0001/"), "{first}");
        for _ in 0..3 {
            assert_eq!(location(&post(&house, "/gui", &fields).await), first);
        }
        let desk = house.get(&coordinator, "/api/v1/ideas?view=desk").await.expect(200);
        assert_eq!(desk["items"].as_array().unwrap().len(), 1);
        // The box for consent was not ticked: no name in public.
        let idea = house.get(&coordinator, &format!("/api/v1/ideas/{}", desk["items"][0]["id"].as_str().unwrap())).await.expect(200);
        assert_eq!((&idea["name_public"], &idea["email"]), (&json!(false), &json!("an@example.vn")));

        let receipt = house.get(&nobody, &first).await;
        assert_eq!(receipt.status, 200);
        assert_eq!(receipt.headers["cache-control"], "no-store");
        let paper = receipt.text();
        for told in ["SK-SH-2026-0001", "24/11/2026 09:00:20", "Trần Thị Hương", "25/11/2026", "<svg"] {
            assert!(paper.contains(told), "the receipt says {told}");
        }
        let follow = first.replace("/gui/bien-nhan/", "/theo-doi/");
        let way = house.get(&nobody, &follow).await.text();
        assert!(way.contains("Trần Thị Hương") && way.contains("25/11/2026") && way.contains("Đã tiếp nhận"));
        let forged = house.call(&nobody, Method::GET, "/theo-doi/SK-SH-2026-0001/abc", &[("accept", "text/html")], None).await;
        assert_eq!((forged.status.as_u16(), forged.headers["content-type"].to_str().unwrap()), (404, "text/html; charset=utf-8"));
        // The same form with other words is another idea, not a refusal.
        let other = [("before", "Chuyện khác."), ("moc", &moment), ("key", &key)];
        assert!(location(&post(&house, "/gui", &other).await).contains("SK-SH-2026-0002"));
    }

    async fn what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(house: House) {
        let Sonhong { coordinator, .. } = sonhong(&house).await;
        let (moment, key) = opened(&house).await;
        let typed = [("before", ""), ("proposal", "Chữ tôi đã gõ rất lâu"), ("contact", "không có"), ("stage", "thought"),
            ("age", "adult"), ("moc", &moment), ("key", &key)];
        let again = post(&house, "/gui", &typed).await;
        assert_eq!(again.status, 422);
        let page = again.text();
        assert!(page.contains("<title>Lỗi:"));
        for mark in ["href=\"#before\"", "id=\"before-error\"", "href=\"#contact\"", "Chữ tôi đã gõ rất lâu", "value=\"không có\"",
            "value=\"thought\" checked", "value=\"adult\" checked"] {
            assert!(page.contains(mark), "{mark}");
        }
        assert!(!page.contains("name=\"name_public\" value=\"1\" checked"), "consent is never ticked beforehand");
        assert_eq!(hidden(&page, "key"), key, "the next attempt is still the same request");
        let desk = house.get(&coordinator, "/api/v1/ideas?view=desk").await.expect(200);
        assert!(desk["items"].as_array().unwrap().is_empty());
    }

    async fn machines_are_stopped_and_people_keep_their_words(house: House) {
        let Sonhong { coordinator, .. } = sonhong(&house).await;
        let page = house.get(&Visitor::default(), "/gui").await.text();
        let (moment, key) = (hidden(&page, "moc"), hidden(&page, "key"));
        let card = ("before", "Trước đây rất vất vả");
        let fast = post(&house, "/gui", &[card, ("moc", &moment), ("key", &key)]).await;
        assert_eq!(fast.status, 422);
        assert!(fast.text().contains("Trước đây rất vất vả"));
        house.clock.set(house.app.now().plus_seconds(60));
        for bad in [vec![card, ("key", &key)], vec![card, ("moc", "17000000.forged"), ("key", &key)],
            vec![card, ("moc", &moment), ("key", &key), ("website", "http://spam")]] {
            assert_eq!(post(&house, "/gui", &bad).await.status, 422);
        }
        let desk = house.get(&coordinator, "/api/v1/ideas?view=desk").await.expect(200);
        assert!(desk["items"].as_array().unwrap().is_empty());
        location(&post(&house, "/gui", &[card, ("moc", &moment), ("key", &key)]).await);
    }

    async fn a_child_in_public_names_a_guardian(house: House) {
        let Sonhong { coordinator, .. } = sonhong(&house).await;
        let (moment, key) = opened(&house).await;
        let child = [("before", "Góc đọc sách lớp em"), ("author_name", "Bé Na"), ("name_public", "1"),
            ("author_kind", "student"), ("age", "from_7"), ("moc", &moment), ("key", &key)];
        let again = post(&house, "/gui", &child).await;
        assert_eq!(again.status, 422);
        assert!(again.text().contains("guardian_contact-error") && again.text().contains("Góc đọc sách lớp em"));
        let mut named = child.to_vec();
        named.push(("guardian_contact", "qua cô giáo chủ nhiệm"));
        location(&post(&house, "/gui", &named).await);
        let desk = house.get(&coordinator, "/api/v1/ideas?view=desk").await.expect(200);
        let id = desk["items"][0]["id"].as_str().unwrap();
        assert_eq!(house.get(&coordinator, &format!("/api/v1/ideas/{id}")).await.expect(200)["name_public"], false);
        let said = house.get(&coordinator, &format!("/api/v1/ideas/{id}/consents")).await.expect(200);
        assert_eq!((said["items"][0]["capacity"].as_str(), said["child"].as_str()), (Some("child"), Some("from_7")));
    }

    async fn a_form_with_photos_keeps_the_idea_even_when_a_photo_is_none(house: House) {
        let Sonhong { coordinator, .. } = sonhong(&house).await;
        let (moment, key) = opened(&house).await;
        // A PNG of one pixel.
        let png = data_encoding::BASE64.decode(b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==").unwrap();
        let boundary = "xxBOUNDARYxx";
        let mut body = Vec::new();
        for (name, value) in [("before", "Trước đây có ảnh"), ("moc", moment.as_str()), ("key", key.as_str())] {
            body.extend(format!("--{boundary}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes());
        }
        for (file, bytes) in [("a.png", png.as_slice()), ("b.png", b"not a picture"), ("", b"")] {
            body.extend(format!("--{boundary}\r\ncontent-disposition: form-data; name=\"photos\"; filename=\"{file}\"\r\ncontent-type: image/png\r\n\r\n").into_bytes());
            body.extend(bytes);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{boundary}--\r\n").into_bytes());
        let send = || house.request(Method::POST, "/gui").header("content-type", format!("multipart/form-data; boundary={boundary}")).body(body.clone());
        let first = location(&house.send(send()).await);
        assert!(first.ends_with("?anh_hong=1"), "{first}");
        assert_eq!(location(&house.send(send()).await), first);
        let desk = house.get(&coordinator, "/api/v1/ideas?view=desk").await.expect(200);
        let idea = house.get(&coordinator, &format!("/api/v1/ideas/{}", desk["items"][0]["id"].as_str().unwrap())).await.expect(200);
        assert_eq!(idea["pictures"].as_array().unwrap().len(), 1);
        let token = first.split(['/', '?']).nth(4).unwrap().to_owned();
        let picture = idea["pictures"][0]["id"].as_str().unwrap();
        let shown = house.get(&Visitor::default(), &format!("/theo-doi/SK-SH-2026-0001/{token}/anh/{picture}")).await;
        assert_eq!((shown.status.as_u16(), shown.headers["content-type"].to_str().unwrap()), (200, "image/jpeg"));
        // Nothing of it is public.
        assert_eq!(house.get(&Visitor::default(), &format!("/anh/{picture}")).await.status, 404);
    }

    async fn hostile_words_are_words_on_every_page(house: House) {
        let Sonhong { coordinator, .. } = sonhong(&house).await;
        let nobody = Visitor::default();
        let evil = "<script>alert('xss')</script>\"><img src=x onerror=alert(1)>";
        let mut card = irrigation();
        for field in ["title", "before", "proposal", "outcome", "author_name", "place"] {
            card[field] = json!(format!("{evil} {field}"));
        }
        card["author_name"] = json!("<script>alert('xss')</script>");
        let receipt = honoured(&house, &coordinator, card).await;
        let token = receipt["tracking_token"].as_str().unwrap();
        let code = receipt["code"].as_str().unwrap();
        let page = house.get(&nobody, &format!("/sang-kien/{code}")).await;
        let page = page.headers["location"].to_str().unwrap().to_owned();
        let typed: String = url::form_urlencoded::byte_serialize(evil.as_bytes()).collect();
        for path in ["/", "/so-vang", "/sang-kien", "/sang-kien?q=script+alert", &page, &format!("/en{page}"),
            &format!("/theo-doi/{code}/{token}"), &format!("/gui/bien-nhan/{code}/{token}"),
            &format!("/sang-kien?q={typed}&linh_vuc={typed}&sap_xep={typed}&trang={typed}"),
            &format!("/gui?ten={typed}&don_vi={typed}&linh_vuc={typed}"), &format!("/so-vang?don_vi={typed}")] {
            let reply = house.get(&nobody, path).await;
            assert_eq!(reply.status, 200, "{path}");
            let html = reply.text();
            assert!(!html.contains("<script>alert") && !html.contains("<img src=x"), "{path}");
            assert!(!html.contains(" onerror=\"") && !html.contains(" style="), "{path}");
        }
        let fragment = house.call(&nobody, Method::GET, "/sang-kien?q=script", &[("x-fragment", "1")], None).await.text();
        assert!(!fragment.contains("<script>alert") && fragment.contains("<mark>"));
    }

    async fn the_state_of_the_filter_bar_is_an_address(house: House) {
        let Sonhong { coordinator, .. } = sonhong(&house).await;
        let nobody = Visitor::default();
        honoured(&house, &coordinator, vaccination()).await;
        honoured(&house, &coordinator, irrigation()).await;
        let page = house.get(&nobody, "/sang-kien?linh_vuc=health&sap_xep=newest").await.text();
        assert!(page.contains("tiêm chủng") && !page.contains("Tưới nhỏ giọt"));
        assert!(page.contains("<option value=\"newest\" selected"));
        // The chip takes the filter away, the form keeps it, another facet is added to it.
        assert!(page.contains("href=\"/sang-kien?sap_xep=newest\""));
        assert!(page.contains("type=\"hidden\" form=\"search\" name=\"linh_vuc\" value=\"health\""));
        assert!(page.contains("/sang-kien?linh_vuc=health&#38;linh_vuc=agriculture&#38;sap_xep=newest"));
        assert!(page.starts_with("<!doctype html>"));
        let reply = house.call(&nobody, Method::GET, "/sang-kien?linh_vuc=health", &[("x-fragment", "1")], None).await;
        assert_eq!(reply.headers["cache-control"], "no-store");
        let fragment = reply.text();
        assert!(!fragment.contains("<html") && fragment.contains("tiêm chủng"));
        // Nothing found: what to leave out, and how many there would be.
        let none = house.get(&nobody, "/sang-kien?q=tuoi+nho+giot&linh_vuc=health").await.text();
        assert!(none.contains("/sang-kien?q=tuoi+nho+giot\"") && none.contains("(1)"), "{none}");
        assert!(none.contains("/gui?ten=tuoi+nho+giot"));
    }

    async fn doing_the_same_needs_no_script_and_is_told_once(house: House) {
        let Sonhong { coordinator, .. } = sonhong(&house).await;
        let nobody = Visitor::default();
        let receipt = honoured(&house, &coordinator, irrigation()).await;
        let code = receipt["code"].as_str().unwrap();
        let moved = house.get(&nobody, &format!("/sang-kien/{code}")).await;
        let path = moved.headers["location"].to_str().unwrap().to_owned();
        let page = house.get(&nobody, &path).await.text();
        let moment = hidden(&page, "moc");
        house.clock.set(house.app.now().plus_seconds(30));
        let action = format!("{path}/lam-theo");
        let poor = post(&house, &action, &[("who", "Thôn 5"), ("place", ""), ("moc", &moment)]).await;
        assert_eq!(poor.status, 422);
        assert!(poor.text().contains("value=\"Thôn 5\"") && poor.text().contains("id=\"place-error\""));
        for _ in 0..2 {
            let thanked = location(&post(&house, &action, &[("who", "Thôn 5"), ("place", "Xã Sơn Hồng"), ("moc", &moment)]).await);
            assert_eq!(thanked, format!("{path}?da_bao=1#lam-theo"));
        }
        let waiting = house.get(&coordinator, "/api/v1/tasks").await.expect(200);
        let reports = waiting["items"].as_array().unwrap().iter().filter(|task| task["kind"] == "confirm_reuse").count();
        assert_eq!(reports, 1);
    }

    async fn a_receipt_leads_back_to_the_idea(house: House) {
        sonhong(&house).await;
        let (moment, key) = opened(&house).await;
        let receipt = location(&post(&house, "/gui", &[("before", "Trước đây"), ("moc", &moment), ("key", &key)]).await);
        let follow = receipt.replace("/gui/bien-nhan/", "/theo-doi/");
        let token = receipt.rsplit('/').next().unwrap();
        let link = format!("https://sangkien.example{follow}");
        for fields in [[("code", "sk-sh-2026-0001"), ("token", token)], [("code", link.as_str()), ("token", "")]] {
            assert_eq!(location(&post(&house, "/tra-cuu", &fields).await), follow);
        }
        let wrong = post(&house, "/tra-cuu", &[("code", "SK-SH-2026-0001"), ("token", "abc")]).await;
        assert_eq!(wrong.status, 404);
        assert!(wrong.text().contains("value=\"SK-SH-2026-0001\""));
    }

    async fn browsers_read_refusals_as_pages_and_programs_as_problems(house: House) {
        let nobody = Visitor::default();
        let browser = [("accept", "text/html,*/*;q=0.8")];
        let page = house.call(&nobody, Method::GET, "/khong-co", &browser, None).await;
        assert_eq!((page.status.as_u16(), page.headers["content-type"].to_str().unwrap()), (404, "text/html; charset=utf-8"));
        assert!(page.text().contains("action=\"/sang-kien\""));
        let english = house.call(&nobody, Method::GET, "/en/sang-kien/SK-X", &browser, None).await;
        assert!(english.status == 404 && english.text().contains("lang=\"en\""));
        house.get(&nobody, "/khong-co").await.problem(404);
        house.call(&nobody, Method::GET, "/api/v1/archive/SK-X", &browser, None).await.problem(404);
    }

    async fn every_page_opens_in_both_languages_before_anything_happened(house: House) {
        sonhong(&house).await;
        for path in ["/", "/sang-kien", "/so-vang", "/gui", "/tra-cuu", "/en", "/en/sang-kien", "/en/so-vang", "/en/gui", "/en/tra-cuu"] {
            let reply = house.get(&Visitor::default(), path).await;
            assert_eq!(reply.status, 200, "{path}");
            let html = reply.text();
            assert_eq!(html.contains("<html lang=\"en\""), path.starts_with("/en"), "{path}");
            // A key without a sentence would be shown as it is.
            for key in ["idea_new_", "home_", "archive_", "gold_book_", "track_", "common_", "shell_", "field_"] {
                assert!(!html.contains(&format!(">{key}")), "{path} shows a key {key}");
            }
        }
    }
}
