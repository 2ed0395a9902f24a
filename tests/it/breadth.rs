//! Breadth of a quarter: how many places take part, and for those who lead, which do not yet.

use serde_json::json;

use crate::{
    house::Visitor,
    idea_ways::into_the_book,
    on_both_engines,
    people::{back, sonhong},
};

on_both_engines! {
    async fn a_quarter_counts_places_and_never_people(house: House) {
        let all = sonhong(&house).await;
        let nobody = Visitor::default();
        let csv = "code,kind,name,parent_code,valid_to\nT1,village,Thôn 1,SH,\nT2,village,Thôn 2,SH,\n\
                   T9,village,Thôn 9 (cũ),SH,2025-06-30\nTH,school,Trường Tiểu học,SH,\nL5A,class,Lớp 5A,TH,\n\
                   L4A,class,Lớp 4A,TH,\nHTX,cooperative,Hợp tác xã,SH,\n";
        house.post(&all.administrator, "/api/v1/units/imports", json!({"csv": csv})).await.expect(200);
        let tree = house.get(&nobody, "/api/v1/units").await.expect(200);
        let id = |code: &str| {
            tree["items"].as_array().unwrap().iter().find(|unit| unit["code"] == code).unwrap()["id"].clone()
        };
        let coordinator = back(&house, "huong").await;
        for unit in ["T1", "L5A"] {
            let card = json!({"before": "Trước đây dò sổ giấy.", "done_already": true, "unit_id": id(unit),
                "author_name": "Nguyễn Văn An", "name_public": true});
            let receipt = house.create(&nobody, "/api/v1/ideas", card).await.expect(201);
            into_the_book(&house, &coordinator, &receipt).await;
        }
        house.settle().await;

        let figures = house.get(&nobody, "/api/v1/figures/breadth?quarter=2026-Q4").await;
        assert!(!figures.text().contains("Nguyễn") && !figures.text().contains("without"), "{}", figures.text());
        let figures = figures.expect(200);
        let share = |group: &str| {
            let found = figures["groups"].as_array().unwrap().iter().find(|one| one["group"] == group).unwrap();
            (found["with"].as_u64().unwrap(), found["all"].as_u64().unwrap())
        };
        assert_eq!(share("villages"), (1, 2));
        // The class and the school it is in; the other class has none.
        assert_eq!(share("classes"), (2, 3));
        assert_eq!(share("businesses"), (0, 1));
        let before = house.get(&nobody, "/api/v1/figures/breadth?quarter=2026-Q3").await.expect(200);
        assert_eq!((&before["groups"][0]["with"], &before["groups"][0]["all"]), (&json!(0), &json!(2)));
        let wrong = house.get(&nobody, "/api/v1/figures/breadth?quarter=2026").await.problem(422);
        assert_eq!(wrong, [("/quarter".to_owned(), "bad-date".to_owned())]);

        let led = house.get(&coordinator, "/api/v1/figures/breadth").await.expect(200);
        assert_eq!(led["groups"][0]["without"][0]["name"], "Thôn 2");
        assert_eq!(led["groups"][1]["without"].as_array().unwrap().len(), 1);
        let author = house.get(&all.author, "/api/v1/figures/breadth").await.expect(200);
        assert!(author["groups"][0].get("without").is_none());

        let page = house.get(&nobody, "/thong-ke").await.text();
        assert!(page.contains("1 trong 2 thôn") && !page.contains("Thôn 2"), "{page}");
        assert!(!page.contains("trong 0"), "a kind of place the commune does not have: {page}");
        assert!(house.get(&nobody, "/en/thong-ke?quy=2026-Q3").await.text().contains("0 of 2 villages"));
        assert_eq!(house.get(&nobody, "/thong-ke?quy=x").await.status, 422);
    }
}
