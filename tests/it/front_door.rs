//! Whatever comes in, the answer is clear, guarded and a problem where it is a refusal.

use reqwest::Method;
use sangkien::authority::Role;
use serde_json::json;

use crate::{
    house::Visitor,
    on_both_engines,
    people::{somebody, sonhong},
};

on_both_engines! {
    async fn refusals_of_the_framework_are_problems_too(house: House) {
        let nobody = Visitor::default();
        house.get(&nobody, "/api/v1/nothing").await.problem(404);
        house.get(&nobody, "/api/v1/ideas/not-a-uuid/pictures/either").await.problem(404);
        let wrong = house.call(&nobody, Method::PATCH, "/api/v1/ideas", &[], Some(json!({}))).await;
        assert!(wrong.headers.contains_key("allow"));
        wrong.problem(405);
        let broken = house.request(Method::POST, "/api/v1/ideas").header("content-type", "application/json");
        house.send(broken.body("{")).await.problem(400);
        let other = house.request(Method::POST, "/api/v1/ideas").header("content-type", "text/plain");
        house.send(other.body("x")).await.problem(415);
        let large = house.request(Method::POST, "/api/v1/ideas").header("content-type", "application/json");
        house.send(large.body(vec![b' '; 1024 * 1024 + 1])).await.problem(413);
        let long = house.request(Method::GET, "/api/v1/ideas").header("x-long", "x".repeat(20_000));
        house.send(long).await.problem(431);
    }

    async fn a_change_from_another_site_is_refused(house: House) {
        let all = sonhong(&house).await;
        let cookie = all.author.cookie.clone().unwrap();
        let forged = |name: &str, value: &str| {
            house.request(Method::DELETE, "/api/v1/session").header("cookie", &cookie).header(name, value)
        };
        house.send(forged("sec-fetch-site", "cross-site")).await.problem(403);
        house.send(forged("sec-fetch-site", "same-site")).await.problem(403);
        house.send(forged("origin", "https://evil.example")).await.problem(403);
        house.send(forged("origin", "null")).await.problem(403);
        house.send(house.request(Method::DELETE, "/api/v1/session").header("cookie", &cookie)).await.problem(403);
        house.get(&all.author, "/api/v1/ideas?view=mine").await.expect(200);
    }

    async fn every_answer_carries_the_security_headers(house: House) {
        let nobody = Visitor::default();
        for path in ["/api/v1/site", "/api/v1/nothing", "/livez", "/readyz", "/api/openapi.json", "/assets/none"] {
            let reply = house.get(&nobody, path).await;
            for name in ["content-security-policy", "x-content-type-options", "referrer-policy", "x-request-id"] {
                assert!(reply.headers.contains_key(name), "{path} lacks {name}");
            }
        }
    }

    async fn a_role_reaches_its_unit_and_what_is_below(house: House) {
        let all = sonhong(&house).await;
        let village = json!({"code": "T3", "kind": "village", "name": "Thôn 3", "parent_id": all.commune.0});
        let village = house.create(&all.administrator, "/api/v1/units", village).await.expect(201);
        let unit = sangkien::authority::UnitId(village["id"].as_str().unwrap().parse().unwrap());
        let head = somebody(&house, &all.administrator, unit, "Bác Trưởng Thôn", "truong", &[Role::VillageHead]).await;
        let here = json!({"before": "Ở thôn 3", "unit_id": village["id"]});
        let there = json!({"before": "Ở xã"});
        let here = house.create(&Visitor::default(), "/api/v1/ideas", here).await.expect(201);
        let there = house.create(&Visitor::default(), "/api/v1/ideas", there).await.expect(201);
        assert_eq!(here["code"], "SK-T3-2026-0001");
        let path = |idea: &serde_json::Value| format!("/api/v1/ideas/{}", idea["id"].as_str().unwrap());
        house.get(&head, &path(&here)).await.expect(200);
        house.get(&head, &path(&there)).await.problem(404);
        house.get(&all.coordinator, &path(&here)).await.expect(200);
    }
}
