//! Roles come and go at once, and nobody locks everybody out.

use reqwest::Method;
use sangkien::authority::{Role, UnitId};
use serde_json::json;

use crate::{
    accounts::{person_of, session},
    on_both_engines,
    people::{somebody, sonhong},
};

on_both_engines! {
    async fn a_role_comes_and_goes_at_once_and_ends_what_was_open(house: House) {
        let all = sonhong(&house).await;
        house.get(&all.coordinator, "/api/v1/ideas?view=desk").await.expect(200);
        let (path, etag) = person_of(&house, &all.administrator, "huong").await;
        let role = format!("{path}/roles/coordinator/{}", all.commune.0);
        let gone = house.change(&all.administrator, Method::DELETE, &role, &etag, json!({})).await;
        let next = gone.etag();
        assert_eq!(gone.expect(200)["account"]["roles"], json!([]));
        assert_eq!(session(&house, &all.coordinator).await["signed_in"], false);
        house.change(&all.administrator, Method::PUT, &role, &etag, json!({})).await.problem(412);
        house.call(&all.administrator, Method::PUT, &role, &[], None).await.problem(428);
        let back = house.change(&all.administrator, Method::PUT, &role, &next, json!({})).await.expect(200);
        assert_eq!(back["account"]["roles"][0]["unit_name"], "Xã Sơn Hồng");
        let nonsense = format!("{path}/roles/emperor/{}", all.commune.0);
        house.change(&all.administrator, Method::PUT, &nonsense, &next, json!({})).await.problem(404);
        house.change(&all.author, Method::PUT, &role, &next, json!({})).await.problem(404);
    }

    async fn somebody_always_administers(house: House) {
        let all = sonhong(&house).await;
        let (path, etag) = person_of(&house, &all.administrator, "quan tri").await;
        let role = format!("{path}/roles/administrator/{}", all.commune.0);
        let last = [(String::new(), "last-administrator".to_owned())];
        let refused = house.change(&all.administrator, Method::DELETE, &role, &etag, json!({})).await;
        assert_eq!(refused.problem(422), last);
        let close = json!({"full_name": "Lê Quản Trị", "kind": "official", "unit_id": all.commune.0, "account_disabled": true});
        let refused = house.change(&all.administrator, Method::PATCH, &path, &etag, close).await;
        assert_eq!(refused.problem(422), last);
        let second = somebody(&house, &all.administrator, all.commune, "Phó Quản Trị", "pho", &[Role::Administrator]).await;
        house.change(&second, Method::DELETE, &role, &etag, json!({})).await.expect(200);
        assert_eq!(session(&house, &all.administrator).await["signed_in"], false);
        house.get(&second, "/api/v1/people").await.expect(200);
    }

    async fn two_administrators_cannot_remove_each_other(house: House) {
        let all = sonhong(&house).await;
        let second = somebody(&house, &all.administrator, all.commune, "Phó Quản Trị", "pho", &[Role::Administrator]).await;
        let (first_path, first_etag) = person_of(&house, &second, "le quan tri").await;
        let (second_path, second_etag) = person_of(&house, &all.administrator, "pho").await;
        let role = |path: &str| format!("{path}/roles/administrator/{}", all.commune.0);
        let (by_second, by_first) = (role(&first_path), role(&second_path));
        let (one, other) = tokio::join!(
            house.change(&second, Method::DELETE, &by_second, &first_etag, json!({})),
            house.change(&all.administrator, Method::DELETE, &by_first, &second_etag, json!({})),
        );
        let mut outcome = [one.status.as_u16(), other.status.as_u16()];
        outcome.sort_unstable();
        // The later one is told why, or finds itself signed out already.
        assert!(matches!(outcome, [200, 401 | 404 | 422]), "{} {}", one.text(), other.text());
    }


    async fn a_small_administrator_makes_no_link_to_a_greater_account(house: House) {
        let all = sonhong(&house).await;
        let village = json!({"code": "T1", "kind": "village", "name": "Thôn 1", "parent_id": all.commune.0});
        let village = house.create(&all.administrator, "/api/v1/units", village).await.expect(201);
        let unit = UnitId(village["id"].as_str().unwrap().parse().unwrap());
        let small = somebody(&house, &all.administrator, unit, "Quản Trị Thôn", "thon", &[Role::Administrator]).await;
        somebody(&house, &all.administrator, unit, "Bà Chủ Tịch", "chutich", &[]).await;
        let (path, etag) = person_of(&house, &small, "chu tich").await;
        let account = format!("{path}/account");
        let made = house.change(&small, Method::POST, &account, &etag, json!({})).await;
        let etag = made.etag();
        made.expect(200);
        let role = format!("{path}/roles/commune_chair/{}", all.commune.0);
        house.change(&small, Method::PUT, &role, &etag, json!({})).await.problem(403);
        let granted = house.change(&all.administrator, Method::PUT, &role, &etag, json!({})).await;
        let etag = granted.etag();
        granted.expect(200);
        house.change(&small, Method::POST, &account, &etag, json!({})).await.problem(403);
    }
}
