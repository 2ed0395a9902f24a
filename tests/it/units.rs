//! The organisation tree, imported whole or not at all.

use reqwest::Method;
use serde_json::json;

use crate::{house::Visitor, on_both_engines, people::sonhong};

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
}
