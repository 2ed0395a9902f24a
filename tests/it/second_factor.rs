//! The second factor: asked for, used once, not guessed, and needed for the roles of staff.

use reqwest::Method;
use sangkien::{
    app::{App, Parts},
    authority::Role,
    people,
};
use serde_json::json;

use crate::{
    accounts::{LOGIN, PASSWORD, cookie, enrol, session, sign_in},
    house::Visitor,
    on_both_engines,
    people::sonhong,
};

on_both_engines! {
    async fn a_second_factor_is_asked_for_and_its_codes_work_once(house: House) {
        let all = sonhong(&house).await;
        let (strong, secret, codes) = enrol(&house, &all.administrator).await;
        assert_eq!(codes.len(), 10);
        assert_eq!(session(&house, &all.administrator).await["signed_in"], false, "the weak session is gone");
        house.get(&strong, "/api/v1/people").await.expect(200);

        let half = sign_in(&house, LOGIN, PASSWORD).await;
        let seen = session(&house, &half).await;
        assert_eq!(seen, json!({"signed_in": false, "roles": [], "second_factor": "needed"}));
        house.get(&half, "/api/v1/people").await.problem(401);
        house.get(&half, "/api/v1/ideas?view=mine").await.problem(401);
        house.post(&half, "/api/v1/account/second-factor", json!({})).await.problem(401);
        let new = json!({"current_password": PASSWORD, "new_password": "một câu khác cũng rất dài"});
        house.call(&half, Method::PUT, "/api/v1/account/password", &[], Some(new)).await.problem(401);

        let give = async |who: &Visitor, code: &str| {
            house.post(who, "/api/v1/session/second-factor", json!({"code": code})).await
        };
        // The code that confirmed the telephone was used.
        let used = secret.code_at(house.app.now());
        let wrong = [("/code".to_owned(), "wrong-second-factor".to_owned())];
        assert_eq!(give(&half, &used).await.problem(422), wrong);
        house.clock.set(house.app.now().plus_seconds(30));
        let code = secret.code_at(house.app.now());
        let reply = give(&half, &code).await;
        let whole = cookie(&reply);
        assert_eq!(reply.expect(200)["second_factor"], "done");
        assert_ne!(whole.cookie, half.cookie);
        assert_eq!(session(&house, &half).await["second_factor"], "off", "the half session is gone");
        house.get(&whole, "/api/v1/people").await.expect(200);

        // Together with the password, in one step; a used code is refused there too.
        let both = |code: &str| json!({"login": LOGIN, "password": PASSWORD, "code": code});
        let reply = house.post(&Visitor::default(), "/api/v1/session", both(&code)).await;
        assert_eq!(reply.problem(422), wrong);
        let reply = house.post(&Visitor::default(), "/api/v1/session", both(&codes[0])).await;
        assert_eq!(reply.expect(200)["second_factor"], "done");
        let half = sign_in(&house, LOGIN, PASSWORD).await;
        assert_eq!(give(&half, &codes[0]).await.problem(422), wrong, "a recovery code works once");
        give(&half, &codes[1]).await.expect(200);
    }

    async fn codes_cannot_be_guessed_at_leisure(house: House) {
        let all = sonhong(&house).await;
        enrol(&house, &all.administrator).await;
        let half = sign_in(&house, LOGIN, PASSWORD).await;
        for _ in 0..10 {
            house.post(&half, "/api/v1/session/second-factor", json!({"code": "12"})).await.problem(422);
        }
        house.post(&half, "/api/v1/session/second-factor", json!({"code": "12"})).await.problem(429);
        // Another sign-in does not give ten more.
        let half = sign_in(&house, LOGIN, PASSWORD).await;
        house.post(&half, "/api/v1/session/second-factor", json!({"code": "12"})).await.problem(429);
    }

    async fn roles_wait_for_the_second_factor_where_it_is_asked_of_staff(house: House) {
        let all = sonhong(&house).await;
        let weak = sign_in(&house, LOGIN, PASSWORD).await;
        let mut config = house.app.config.clone();
        config.security.staff_second_factor = true;
        let strict = App::of(Parts {
            config,
            db: house.app.db.clone(),
            clock: house.app.clock.clone(),
            secret: house.app.secret.clone(),
            hasher: house.app.hasher.clone(),
            search: house.app.search.clone(),
            files: house.app.files.clone(),
            mail: house.app.mail.clone(),
        });
        let token = |who: &Visitor| who.cookie.as_deref().unwrap().split_once('=').unwrap().1.to_owned();
        let seen = people::session(&strict, &token(&weak)).await.unwrap().unwrap();
        assert_eq!((seen.second_factor, seen.grants.len()), (people::SecondFactor::Enrol, 0));
        let actor = people::resolve_session(&strict, &token(&weak)).await.unwrap().unwrap();
        assert!(!actor.holds(Role::Administrator, all.commune));
        // An author without a role is not asked.
        let author = people::session(&strict, &token(&all.author)).await.unwrap().unwrap();
        assert!(author.into_actor().is_some());
        let (strong, ..) = enrol(&house, &weak).await;
        let actor = people::resolve_session(&strict, &token(&strong)).await.unwrap().unwrap();
        assert!(actor.holds(Role::Administrator, all.commune));
    }
}
