//! Sơn Hồng for tests: the commune, a village, a school, and people of each kind, signed in.

use sangkien::{
    authority::{Role, UnitId},
    people::{self, LinkKind},
};
use serde_json::json;

use crate::house::{House, Visitor};

/// The people a test needs.
pub struct Sonhong {
    /// The commune.
    pub commune: UnitId,
    /// Runs the installation.
    pub administrator: Visitor,
    /// Trần Thị Hương, coordinator of the commune.
    pub coordinator: Visitor,
    /// Somebody with an account and no role.
    pub author: Visitor,
    /// Somebody else with an account and no role.
    pub stranger: Visitor,
}

/// Sets the installation up through the one-time link, then adds people as the administrator.
pub async fn sonhong(house: &House) -> Sonhong {
    let link = people::new_link(&house.app, LinkKind::FirstAdmin, None, 600).await.unwrap();
    let token = link.split_once("token=").unwrap().1;
    let setup = json!({"token": token, "name": "Lê Quản Trị", "login": "admin@sonhong.vn",
        "password": "một câu rất dài dễ nhớ"});
    let reply = house.post(&Visitor::default(), "/api/v1/setup", setup).await;
    let administrator = signed_in(reply);
    let units = house.get(&administrator, "/api/v1/units").await.expect(200);
    let commune = UnitId(units["items"][0]["id"].as_str().unwrap().parse().unwrap());
    let coordinator =
        somebody(house, &administrator, commune, "Trần Thị Hương", "huong", &[Role::Coordinator]).await;
    let author = somebody(house, &administrator, commune, "Nguyễn Văn An", "tacgia", &[]).await;
    let stranger = somebody(house, &administrator, commune, "Phạm Văn Xa", "nguoila", &[]).await;
    Sonhong { commune, administrator, coordinator, author, stranger }
}

/// A person with an account and roles in a unit, signed in by a one-time link.
pub async fn somebody(
    house: &House,
    administrator: &Visitor,
    unit: UnitId,
    name: &str,
    login: &str,
    roles: &[Role],
) -> Visitor {
    let person = json!({"full_name": name, "kind": "official", "unit_id": unit.0});
    let made = house.create(administrator, "/api/v1/people", person).await;
    let mut tag = made.etag();
    let id = made.expect(201)["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/people/{id}");
    let invited = house
        .change(
            administrator,
            reqwest::Method::POST,
            &format!("{path}/account"),
            &tag,
            json!({"login": login}),
        )
        .await;
    tag = invited.etag();
    let link = invited.expect(200)["link"].as_str().unwrap().to_owned();
    for role in roles {
        let granted = house
            .change(
                administrator,
                reqwest::Method::PUT,
                &format!("{path}/roles/{}/{}", role.as_str(), unit.0),
                &tag,
                json!({}),
            )
            .await;
        tag = granted.etag();
        granted.expect(200);
    }
    let token = link.split_once("token=").unwrap().1;
    signed_in(house.post(&Visitor::default(), "/api/v1/session/link", json!({"token": token})).await)
}

/// Somebody who comes back after the session ended, by a fresh one-time link.
pub async fn back(house: &House, login: &str) -> Visitor {
    let account = people::account_by_login(&house.app, login).await.unwrap();
    let link = people::new_link(&house.app, LinkKind::SignIn, account, 600).await.unwrap();
    let token = link.split_once("token=").unwrap().1;
    signed_in(house.post(&Visitor::default(), "/api/v1/session/link", json!({"token": token})).await)
}

/// The visitor with the cookie an answer set.
fn signed_in(reply: crate::house::Reply) -> Visitor {
    assert!(reply.status.is_success(), "{}", reply.text());
    let cookie = reply.headers["set-cookie"].to_str().unwrap();
    Visitor { cookie: Some(cookie.split(';').next().unwrap().to_owned()) }
}
