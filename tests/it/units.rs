//! The organisation tree, imported whole or not at all.

use reqwest::Method;
use serde_json::json;

use crate::{house::Visitor, idea_ways::into_the_book, on_both_engines, people::sonhong};

on_both_engines! {
    async fn the_tree_is_imported_whole_or_not_at_all(house: House) {
        let all = sonhong(&house).await;
        let import = async |who: &Visitor, csv: &str| house.post(who, "/api/v1/units/imports", json!({"csv": csv})).await;
        let good = "code,kind,name,parent_code\nL5A,class,Lớp 5A,TH\nTH,school,Trường Tiểu học,SH\n";
        import(&Visitor::default(), good).await.problem(401);
        import(&all.coordinator, good).await.problem(403);
        let bad = "code,kind,name,parent_code\nTH,school,Trường,SH\nth,castle,,NOWHERE\n";
        let wrong = import(&all.administrator, bad).await.problem(422);
        assert!(wrong.contains(&("/rows/2/kind".to_owned(), "not-offered".to_owned())), "{wrong:?}");
        let tree = house.get(&Visitor::default(), "/api/v1/units").await.expect(200);
        assert_eq!(tree["items"].as_array().unwrap().len(), 1);
        assert_eq!(import(&all.administrator, good).await.expect(200)["created"], 2);
        let tree = house.get(&Visitor::default(), "/api/v1/units").await.expect(200);
        let class = tree["items"].as_array().unwrap().iter().find(|unit| unit["code"] == "L5A").unwrap().clone();
        assert_eq!(class["slug"], "lop-5a");
        // The administrator's role reaches what was just added.
        let path = format!("/api/v1/units/{}", class["id"].as_str().unwrap());
        let etag = house.get(&all.administrator, &path).await.etag();
        let change = json!({"kind": "class", "name": "Lớp 5A (cũ)", "valid_to": "2026-05-31"});
        house.change(&all.coordinator, Method::PATCH, &path, &etag, change.clone()).await.problem(403);
        let changed = house.change(&all.administrator, Method::PATCH, &path, &etag, change.clone()).await.expect(200);
        assert_eq!((&changed["slug"], &changed["valid_to"]), (&json!("lop-5a"), &json!("2026-05-31")));
        house.change(&all.administrator, Method::PATCH, &path, &etag, change).await.problem(412);
    }

    async fn a_province_stands_above_and_everything_goes_on(house: House) {
        let all = sonhong(&house).await;
        let csv = "code,kind,name,parent_code,valid_from,valid_to,successor_code\nHT,province,Tỉnh Hà Tĩnh,,,,\n\
                   SL,former_commune,Xã Sơn Lĩnh,SH,,2025-06-30,SH\nTH,school,Trường Tiểu học,SH,,,\n\
                   THCS,school,Trường THCS,SH,,,\nL5A,class,Lớp 5A,TH,,,\n";
        house.post(&all.coordinator, "/api/v1/units/imports", json!({"csv": csv})).await.problem(403);
        let made = house.post(&all.administrator, "/api/v1/units/imports", json!({"csv": csv})).await.expect(200);
        assert_eq!(made["created"], 5);
        let again = csv.replace("HT,", "NA,").replace("SL,", "SX,").replace("TH,", "TX,");
        let wrong = house.post(&all.administrator, "/api/v1/units/imports", json!({"csv": again})).await.problem(422);
        assert!(wrong.contains(&("/rows/1/parent_code".to_owned(), "required".to_owned())), "{wrong:?}");

        let tree = house.get(&Visitor::default(), "/api/v1/units").await.expect(200);
        let items = tree["items"].as_array().unwrap();
        let unit = |code: &str| items.iter().find(|unit| unit["code"] == code).unwrap();
        let id = |code: &str| unit(code)["id"].as_str().unwrap().to_owned();
        assert_eq!((&items[0]["code"], &items[1]["code"]), (&json!("HT"), &json!("SH")));
        assert_eq!(unit("SH")["parent_id"], id("HT"));
        assert_eq!(unit("SL")["successor_id"], id("SH"));

        // Whoever says no unit still speaks to the commune, and its desk still writes its book.
        let card = json!({"before": "Trước đây dò sổ giấy.", "done_already": true});
        let receipt = house.create(&Visitor::default(), "/api/v1/ideas", card).await.expect(201);
        assert!(receipt["code"].as_str().unwrap().starts_with("SK-SH-"), "{receipt}");
        assert_eq!(into_the_book(&house, &all.coordinator, &receipt).await["state"], "honoured");

        // A class moves to another school with its address; nothing hangs on itself.
        let path = format!("/api/v1/units/{}", id("L5A"));
        let etag = house.get(&all.administrator, &path).await.etag();
        let move_to = |code: &str| json!({"kind": "class", "name": "Lớp 5A", "parent_id": id(code)});
        let moved = house.change(&all.administrator, Method::PATCH, &path, &etag, move_to("THCS")).await.expect(200);
        assert_eq!((&moved["parent_id"], &moved["slug"]), (&json!(id("THCS")), &json!("lop-5a")));
        let school = format!("/api/v1/units/{}", id("THCS"));
        let etag = house.get(&all.administrator, &school).await.etag();
        let circle = json!({"kind": "school", "name": "Trường THCS", "parent_id": id("L5A")});
        let wrong = house.change(&all.administrator, Method::PATCH, &school, &etag, circle).await.problem(422);
        assert_eq!(wrong, [("/parent_id".to_owned(), "unknown-reference".to_owned())]);
        // The province is not the commune's administrator's to fill.
        let etag = house.get(&all.administrator, &school).await.etag();
        let away = json!({"kind": "school", "name": "Trường THCS", "parent_id": id("HT")});
        house.change(&all.administrator, Method::PATCH, &school, &etag, away).await.problem(403);
        // The last commune stays one.
        let commune = format!("/api/v1/units/{}", id("SH"));
        let etag = house.get(&all.administrator, &commune).await.etag();
        let no_more = json!({"kind": "village", "name": "Thôn Sơn Hồng"});
        let wrong = house.change(&all.administrator, Method::PATCH, &commune, &etag, no_more).await.problem(422);
        assert_eq!(wrong, [("/kind".to_owned(), "not-offered".to_owned())]);
    }

    async fn a_unit_prints_its_papers_and_the_sample_is_taken_back(house: House) {
        let all = sonhong(&house).await;
        let nobody = Visitor::default();
        let sample = house.get(&nobody, "/api/v1/units/imports/sample.csv").await;
        assert_eq!(sample.headers["content-type"], "text/csv");
        let table = json!({"csv": sample.text()});
        let made = house.post(&all.administrator, "/api/v1/units/imports", table).await.expect(200);
        assert!(made["created"].as_u64().unwrap() > 40, "{made}");
        let tree = house.get(&nobody, "/api/v1/units").await.expect(200);
        let id = |code: &str| {
            let unit = tree["items"].as_array().unwrap().iter().find(|unit| unit["code"] == code).unwrap();
            unit["id"].as_str().unwrap().to_owned()
        };
        for paper in ["poster", "slips"] {
            let path = format!("/api/v1/units/{}/{paper}.pdf", id("T3"));
            let first = house.get(&nobody, &path).await;
            assert_eq!(first.headers["content-type"], "application/pdf", "{}", first.text());
            assert!(first.headers["cache-control"].to_str().unwrap().starts_with("public"));
            assert!(first.bytes.starts_with(b"%PDF-"));
            assert!(first.bytes == house.get(&nobody, &path).await.bytes, "{paper} changed between two prints");
            let gone = format!("/api/v1/units/{}/{paper}.pdf", id("SL"));
            house.get(&nobody, &gone).await.problem(404);
        }
        // The receipt is a paper too, for whoever holds its link.
        let card = json!({"before": "Trước đây dò sổ giấy.", "author_name": "Hồ Thị Mỹ"});
        let receipt = house.create(&nobody, "/api/v1/ideas", card).await.expect(201);
        let (code, token) = (receipt["code"].as_str().unwrap(), receipt["tracking_token"].as_str().unwrap());
        let page = house.get(&nobody, &format!("/gui/bien-nhan/{code}/{token}")).await.text();
        let link = format!("/gui/bien-nhan/{code}/{token}/phieu.pdf");
        assert!(page.contains(&link), "{page}");
        let slip = house.get(&nobody, &link).await;
        assert!(slip.bytes.starts_with(b"%PDF-") && slip.headers["cache-control"] == "no-store", "{}", slip.text());
        assert_eq!(house.get(&nobody, &format!("/gui/bien-nhan/{code}/x{token}/phieu.pdf")).await.status, 404);
    }
}
