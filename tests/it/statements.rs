//! Lists are one statement each, beside the two that tell who asks: what they cost does not grow with what
//! else the page would like to know.

use crate::{
    house::{House, Visitor},
    idea_ways::into_the_book,
    on_both_engines,
    people::sonhong,
};
use sangkien::jobs;

/// Session with its person, and roles with all they reach.
const WHO_ASKS: u64 = 2;

async fn counted(house: &House, who: &Visitor, path: &str) -> u64 {
    let before = house.app.db.statements();
    house.get(who, path).await.expect(200);
    house.app.db.statements() - before
}

on_both_engines! {
    async fn every_list_of_ideas_is_one_statement(house: House) {
        let commune = sonhong(&house).await;
        for title in ["Thùng rác ba màu", "Loa nhắc lịch phun thuốc", "Tủ sách thôn"] {
            let card = serde_json::json!({"before": title, "author_name": "Nguyễn Văn An", "name_public": true});
            let receipt = house.create(&commune.coordinator, "/api/v1/ideas", card).await.expect(201);
            if title != "Tủ sách thôn" {
                into_the_book(&house, &commune.coordinator, &receipt).await;
            }
        }
        jobs::drain(&house.app).await.unwrap();
        for list in ["view=desk", "view=desk&state=honoured", "view=mine", "view=desk&limit=1"] {
            let path = format!("/api/v1/ideas?{list}");
            assert_eq!(counted(&house, &commune.coordinator, &path).await, WHO_ASKS + 1, "{list}");
        }
        assert_eq!(counted(&house, &Visitor::default(), "/api/v1/gold-book?limit=1").await, 1);
    }
}
