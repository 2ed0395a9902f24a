//! Signing in and out, and everything that must not let the wrong person in.

use std::collections::BTreeSet;

use reqwest::Method;
use sangkien::{
    identity::TotpSecret,
    people::{self, LinkKind},
};
use serde_json::{Value, json};

use crate::{
    house::{House, Reply, Visitor, tuesday},
    on_both_engines,
    people::sonhong,
};

pub const PASSWORD: &str = "một câu rất dài dễ nhớ";
pub const LOGIN: &str = "admin@sonhong.vn";

pub fn cookie(reply: &Reply) -> Visitor {
    let cookie = reply.headers["set-cookie"].to_str().unwrap();
    Visitor { cookie: Some(cookie.split(';').next().unwrap().to_owned()) }
}

pub async fn try_password(house: &House, login: &str, password: &str) -> Reply {
    house.post(&Visitor::default(), "/api/v1/session", json!({"login": login, "password": password})).await
}

pub async fn sign_in(house: &House, login: &str, password: &str) -> Visitor {
    let reply = try_password(house, login, password).await;
    let visitor = cookie(&reply);
    reply.expect(200);
    visitor
}

pub async fn by_link(house: &House, login: &str) -> Visitor {
    let account = people::account_by_login(&house.app, login).await.unwrap();
    let link = people::new_link(&house.app, LinkKind::SignIn, account, 600).await.unwrap();
    let token = link.split_once("token=").unwrap().1;
    cookie(&house.post(&Visitor::default(), "/api/v1/session/link", json!({"token": token})).await)
}

pub async fn session(house: &House, who: &Visitor) -> Value {
    house.get(who, "/api/v1/session").await.expect(200)
}

pub async fn person_of(house: &House, administrator: &Visitor, name: &str) -> (String, String) {
    let found = house.get(administrator, &format!("/api/v1/people?q={name}")).await.expect(200);
    let id = found["items"][0]["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/people/{id}");
    let etag = house.get(administrator, &path).await.etag();
    (path, etag)
}

/// Sets a telephone up; answers the new cookie, the secret and the recovery codes.
pub async fn enrol(house: &House, who: &Visitor) -> (Visitor, TotpSecret, Vec<String>) {
    let begun = house.post(who, "/api/v1/account/second-factor", json!({})).await.expect(200);
    assert!(begun["qr"].as_str().unwrap().starts_with("data:image/svg+xml;base64,"));
    let secret = TotpSecret::from_base32(begun["secret"].as_str().unwrap()).unwrap();
    let code = json!({"code": secret.code_at(house.app.now())});
    let reply = house.call(who, Method::PUT, "/api/v1/account/second-factor", &[], Some(code)).await;
    let strong = cookie(&reply);
    let done = reply.expect(200);
    assert_eq!(done["session"]["second_factor"], "done");
    let codes =
        done["recovery_codes"].as_array().unwrap().iter().map(|code| code.as_str().unwrap().to_owned());
    (strong, secret, codes.collect())
}

on_both_engines! {
    async fn the_first_administrator_is_made_once(house: House) {
        let nobody = Visitor::default();
        assert_eq!(house.get(&nobody, "/api/v1/site").await.expect(200)["set_up"], false);
        let link = people::new_link(&house.app, LinkKind::FirstAdmin, None, 600).await.unwrap();
        let token = link.split_once("token=").unwrap().1;
        let bad = json!({"token": "0", "name": " ", "email": "nope@", "password": "sonhong"});
        let wrong = house.post(&nobody, "/api/v1/setup", bad).await.problem(422);
        let wrong: Vec<_> = wrong.iter().map(|(at, code)| (at.as_str(), code.as_str())).collect();
        assert_eq!(wrong, [
            ("/name", "required"), ("/email", "bad-email"), ("/password", "password-too-short"), ("/token", "link-spent"),
        ]);
        let weak = json!({"token": token, "name": "Lê Quản Trị", "login": LOGIN, "password": "xasonhong2026"});
        let wrong = house.post(&nobody, "/api/v1/setup", weak).await.problem(422);
        assert_eq!(wrong, [("/password".to_owned(), "password-common".to_owned())]);

        let good = json!({"token": token, "name": "Lê Quản Trị", "login": LOGIN, "password": PASSWORD});
        let reply = house.post(&nobody, "/api/v1/setup", good.clone()).await;
        let administrator = cookie(&reply);
        let mine = reply.expect(200);
        assert_eq!(mine["roles"][0]["role"], "administrator");
        assert_eq!(mine["person"]["unit_name"], "Xã Sơn Hồng");
        assert_eq!(session(&house, &administrator).await, mine);
        assert_eq!(house.get(&nobody, "/api/v1/site").await.expect(200)["set_up"], true);
        let again = house.post(&nobody, "/api/v1/setup", good).await.problem(422);
        assert_eq!(again, [("/token".to_owned(), "link-spent".to_owned())]);
    }

    async fn a_refusal_does_not_tell_whether_the_login_exists(house: House) {
        let all = sonhong(&house).await;
        // Three ways to have no way in: a wrong password, no password at all, an account that is closed.
        let (path, etag) = person_of(&house, &all.administrator, "xa").await;
        let close = json!({"full_name": "Phạm Văn Xa", "kind": "official", "unit_id": all.commune.0, "account_disabled": true});
        house.change(&all.administrator, Method::PATCH, &path, &etag, close).await.expect(200);
        let mut bodies = BTreeSet::new();
        for login in [LOGIN, "nobody@sonhong.vn", "an", "xa", "0912345678", "không có"] {
            let reply = try_password(&house, login, "không phải câu này").await;
            assert!(!reply.headers.contains_key("set-cookie"));
            let mut body = reply.json();
            assert_eq!(body["type"], "/problems/wrong-credentials", "{login}");
            reply.problem(401);
            body["instance"] = Value::Null;
            bodies.insert(body.to_string());
        }
        assert_eq!(bodies.len(), 1);
        assert_eq!(session(&house, &all.stranger).await["signed_in"], false, "a closed account is signed out at once");
    }

    async fn the_cookie_is_kept_from_scripts_and_changes_with_every_sign_in(house: House) {
        sonhong(&house).await;
        let reply = try_password(&house, " ADMIN@sonhong.vn ", PASSWORD).await;
        let set = reply.headers["set-cookie"].to_str().unwrap().to_owned();
        assert_eq!(reply.headers["cache-control"], "no-store");
        for part in ["__Host-sid=", "; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure", "; Max-Age=43200"] {
            assert!(set.contains(part), "{part} in {set}");
        }
        assert!(!set.to_lowercase().contains("domain"));
        let first = cookie(&reply);
        let token = first.cookie.as_deref().unwrap().split_once('=').unwrap().1;
        assert_eq!(token.len(), 64, "256 bits");
        let again = house.post(&first, "/api/v1/session", json!({"login": LOGIN, "password": PASSWORD})).await;
        let second = cookie(&again);
        assert_ne!(first.cookie, second.cookie);
        assert_eq!(session(&house, &first).await["signed_in"], false, "the session it replaced is gone");
        let out = house.call(&second, Method::DELETE, "/api/v1/session", &[], None).await;
        assert!(out.headers["set-cookie"].to_str().unwrap().contains("Max-Age=0"));
        out.expect(200);
        assert_eq!(session(&house, &second).await["signed_in"], false);
        let planted = Visitor { cookie: Some(format!("sid={token}")) };
        assert_eq!(session(&house, &planted).await["signed_in"], false);
    }

    async fn guessing_gets_slow_and_the_owner_still_gets_in(house: House) {
        sonhong(&house).await;
        for _ in 0..10 {
            try_password(&house, LOGIN, "không phải câu này").await.problem(401);
        }
        let reply = try_password(&house, LOGIN, PASSWORD).await;
        let wait: i64 = reply.headers["retry-after"].to_str().unwrap().parse().unwrap();
        assert!((1..=31).contains(&wait), "{wait}");
        reply.problem(429);
        // Another login is not held up, and an unknown one is held up alike.
        for _ in 0..10 {
            try_password(&house, "nobody@sonhong.vn", "không phải câu này").await.problem(401);
        }
        try_password(&house, "nobody@sonhong.vn", "không phải câu này").await.problem(429);
        house.clock.set(tuesday().plus_seconds(wait));
        sign_in(&house, LOGIN, PASSWORD).await;
        try_password(&house, LOGIN, "không phải câu này").await.problem(401);
    }

    async fn an_address_has_a_limit_too_and_success_is_not_counted(house: House) {
        sonhong(&house).await;
        for _ in 0..3 {
            sign_in(&house, LOGIN, PASSWORD).await;
        }
        for n in 0..100 {
            try_password(&house, &format!("nobody{n}"), "x").await.problem(401);
        }
        try_password(&house, LOGIN, PASSWORD).await.problem(429);
        house.clock.set(tuesday().plus_seconds(901));
        sign_in(&house, LOGIN, PASSWORD).await;
    }

    async fn a_session_ends_by_rest_and_by_age(house: House) {
        sonhong(&house).await;
        let rested = by_link(&house, "huong").await;
        house.clock.set(tuesday().plus_seconds(30 * 60 - 1));
        assert_eq!(session(&house, &rested).await["signed_in"], true);
        house.clock.set(tuesday().plus_seconds(61 * 60));
        assert_eq!(session(&house, &rested).await["signed_in"], false);
        house.get(&rested, "/api/v1/people").await.problem(401);

        let busy = by_link(&house, "huong").await;
        let start = tuesday().plus_seconds(61 * 60);
        for step in 1..=28 {
            house.clock.set(start.plus_seconds(step * 25 * 60));
            assert_eq!(session(&house, &busy).await["signed_in"], true, "after {} minutes", step * 25);
        }
        house.clock.set(start.plus_seconds(12 * 3_600));
        assert_eq!(session(&house, &busy).await["signed_in"], false, "after twelve hours");
    }

    async fn an_administrator_has_less_time(house: House) {
        sonhong(&house).await;
        let rested = sign_in(&house, LOGIN, PASSWORD).await;
        house.clock.set(tuesday().plus_seconds(15 * 60 - 1));
        assert_eq!(session(&house, &rested).await["signed_in"], true);
        house.clock.set(tuesday().plus_seconds(30 * 60 - 1));
        assert_eq!(session(&house, &rested).await["signed_in"], false);
        let busy = sign_in(&house, LOGIN, PASSWORD).await;
        let start = house.app.now();
        for step in 1..48 {
            house.clock.set(start.plus_seconds(step * 10 * 60));
            assert_eq!(session(&house, &busy).await["signed_in"], true, "after {} minutes", step * 10);
        }
        house.clock.set(start.plus_seconds(8 * 3_600));
        assert_eq!(session(&house, &busy).await["signed_in"], false, "after eight hours");
    }

    async fn many_guesses_at_once_are_no_more_than_ten(house: House) {
        sonhong(&house).await;
        let tries = (0..30).map(|_| try_password(&house, LOGIN, "không phải câu này"));
        let replies = futures_util::future::join_all(tries).await;
        let guessed = replies.iter().filter(|reply| reply.status.as_u16() == 401).count();
        let held = replies.iter().filter(|reply| reply.status.as_u16() == 429).count();
        assert_eq!((guessed, held), (10, 20));
    }

    async fn another_password_signs_the_other_devices_out(house: House) {
        sonhong(&house).await;
        let here = sign_in(&house, LOGIN, PASSWORD).await;
        let there = sign_in(&house, LOGIN, PASSWORD).await;
        let put = async |body: Value| house.call(&here, Method::PUT, "/api/v1/account/password", &[], Some(body)).await;
        let wrong = put(json!({"current_password": "sai", "new_password": "một câu khác cũng rất dài"})).await;
        assert_eq!(wrong.problem(422), [("/current_password".to_owned(), "wrong-credentials".to_owned())]);
        let weak = put(json!({"current_password": PASSWORD, "new_password": "lequantri1"})).await;
        assert_eq!(weak.problem(422), [("/new_password".to_owned(), "password-common".to_owned())]);
        let reply = put(json!({"current_password": PASSWORD, "new_password": "một câu khác cũng rất dài"})).await;
        let renewed = cookie(&reply);
        reply.expect(200);
        for gone in [&here, &there] {
            assert_eq!(session(&house, gone).await["signed_in"], false);
        }
        assert_eq!(session(&house, &renewed).await["signed_in"], true);
        try_password(&house, LOGIN, PASSWORD).await.problem(401);
        sign_in(&house, LOGIN, "một câu khác cũng rất dài").await;
    }

    async fn a_forgotten_password_is_replaced_by_mail_and_nobody_learns_who_exists(house: House) {
        sonhong(&house).await;
        let signed = sign_in(&house, LOGIN, PASSWORD).await;
        let nobody = Visitor::default();
        let ask = async |login: &str| {
            house.post(&nobody, "/api/v1/account/reset-request", json!({"login": login})).await.expect(200)
        };
        assert_eq!(ask(LOGIN).await, ask("nobody@sonhong.vn").await);
        house.settle().await;
        let mails: Vec<_> = house.mails.sent().into_iter().filter(|mail| mail.to_address == LOGIN).collect();
        assert_eq!((mails.len(), house.mails.sent().len()), (1, 1));
        let token = mails[0].text.split_once("token=").unwrap().1.split_whitespace().next().unwrap();
        let finish = async |password: &str| {
            let body = json!({"token": token, "password": password});
            house.call(&nobody, Method::PUT, "/api/v1/account/reset", &[], Some(body)).await
        };
        finish("ngắn").await.problem(422);
        finish("một câu khác cũng rất dài").await.expect(200);
        finish("một câu khác nữa rất dài").await.problem(422);
        assert_eq!(session(&house, &signed).await["signed_in"], false);
        try_password(&house, LOGIN, PASSWORD).await.problem(401);
        sign_in(&house, LOGIN, "một câu khác cũng rất dài").await;

        ask(LOGIN).await;
        house.settle().await;
        let late = house.mails.sent().last().unwrap().text.clone();
        let late = late.split_once("token=").unwrap().1.split_whitespace().next().unwrap().to_owned();
        house.clock.set(tuesday().plus_seconds(3_601));
        let body = json!({"token": late, "password": "một câu khác nữa rất dài"});
        let spent = house.call(&nobody, Method::PUT, "/api/v1/account/reset", &[], Some(body)).await.problem(422);
        assert_eq!(spent, [("/token".to_owned(), "link-spent".to_owned())]);
    }

    async fn an_author_registers_once(house: House) {
        let all = sonhong(&house).await;
        let nobody = Visitor::default();
        let body = |name: &str| json!({"name": name, "login": "0912 345 678", "password": PASSWORD,
            "unit_id": all.commune.0, "kind": "farmer"});
        let post = async |key: &str, body: Value| {
            house.call(&nobody, Method::POST, "/api/v1/accounts", &[("idempotency-key", key)], Some(body)).await
        };
        let first = post("r-1", body("Trần Văn Nam")).await.expect(201);
        assert_eq!(post("r-1", body("Trần Văn Nam")).await.expect(201), first);
        post("r-1", body("Trần Văn Bắc")).await.problem(422);
        post("r-2", body("Trần Văn Bắc")).await.problem(409);
        let bad = json!({"name": "", "login": "", "password": "matkhau123", "unit_id": uuid::Uuid::nil(), "kind": "wizard"});
        let wrong: Vec<_> = post("r-3", bad).await.problem(422).into_iter().map(|(at, _)| at).collect();
        assert_eq!(wrong, ["/full_name", "/kind", "/login", "/password", "/unit_id"]);
        let nam = sign_in(&house, "+84912345678", PASSWORD).await;
        assert_eq!(session(&house, &nam).await["roles"], json!([]));
    }

    async fn people_are_shown_to_those_who_look_after_them(house: House) {
        let all = sonhong(&house).await;
        let input = json!({"full_name": "Lê Thị Mai", "kind": "teacher", "unit_id": all.commune.0,
            "phone": "0912345678", "birth_date": "1990-02-03"});
        let made = house.create(&all.administrator, "/api/v1/people", input).await;
        let etag = made.etag();
        let path = made.headers["location"].to_str().unwrap().to_owned();
        assert_eq!(made.expect(201)["birth_date"], "1990-02-03");
        let seen = house.get(&all.coordinator, &path).await.expect(200);
        assert_eq!(seen["full_name"], "Lê Thị Mai");
        for hidden in ["phone", "birth_date", "account"] {
            assert!(seen.get(hidden).is_none(), "{hidden} is not the coordinator's business");
        }
        house.get(&all.author, &path).await.problem(404);
        assert_eq!(house.get(&all.author, "/api/v1/people").await.expect(200)["items"].as_array().unwrap().len(), 1);
        house.get(&Visitor::default(), "/api/v1/people").await.problem(401);
        let bad = json!({"full_name": "Lê Thị Mai", "kind": "teacher", "unit_id": all.commune.0, "phone": "1"});
        house.change(&all.coordinator, Method::PATCH, &path, &etag, bad.clone()).await.problem(403);
        house.change(&all.administrator, Method::PATCH, &path, &etag, bad).await.problem(422);
        let next = house.get(&all.administrator, "/api/v1/people?limit=2").await.expect(200)["next"].clone();
        let page = house.get(&all.administrator, &format!("/api/v1/people?limit=100&after={}", next.as_str().unwrap())).await;
        assert_eq!(page.expect(200)["items"].as_array().unwrap().len(), 3);
    }

    async fn a_person_sees_and_ends_their_devices(house: House) {
        let all = sonhong(&house).await;
        let here = sign_in(&house, LOGIN, PASSWORD).await;
        let there = sign_in(&house, LOGIN, PASSWORD).await;
        let devices = house.get(&here, "/api/v1/sessions").await.expect(200);
        let devices = devices["items"].as_array().unwrap();
        assert_eq!(devices.len(), 3, "with the one of the setup");
        assert_eq!(devices.iter().filter(|device| device["current"] == true).count(), 1);
        for device in devices.iter().filter(|device| device["current"] == false) {
            let path = format!("/api/v1/sessions/{}", device["id"].as_str().unwrap());
            house.call(&all.author, Method::DELETE, &path, &[], None).await.problem(404);
            house.call(&here, Method::DELETE, &path, &[], None).await.expect(200);
        }
        assert_eq!(session(&house, &there).await["signed_in"], false);
        assert_eq!(session(&house, &here).await["signed_in"], true);
        house.get(&Visitor::default(), "/api/v1/sessions").await.problem(401);
    }
}
