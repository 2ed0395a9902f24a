use super::*;
use crate::{
    app,
    authority::{AccountId, PersonId, Role, Scope, UnitId},
    foundation::{Code, Db, Error, Instant, Tx, Version, messages::Lang, page::Ask},
    people::{
        model::{Capacity, Channel, LinkKind, Person, Purpose, Said, SubmitterKind},
        rules::Lifetime,
    },
    units::{Unit, UnitKind, service::create_root},
};

const LIFE: Lifetime = Lifetime { idle: 1_800, absolute: 43_200 };

fn at(seconds: i64) -> Instant {
    Instant((1_800_000_000 + seconds) * 1_000_000)
}

struct Commune {
    db: Db,
    unit: Unit,
    _folder: tempfile::TempDir,
}

async fn commune() -> Commune {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("people.db").display());
    let db = Db::connect(&url, 1).await.unwrap();
    app::migrate(&db).await.unwrap();
    let tx = db.begin_write().await.unwrap();
    let unit = create_root(&tx, "SH", "Xã Sơn Hồng", UnitKind::Commune, at(0)).await.unwrap();
    tx.commit().await.unwrap();
    Commune { db, unit, _folder: folder }
}

async fn somebody(tx: &Tx, unit: UnitId, name: &str, login: &str) -> (PersonId, AccountId) {
    let person = Person {
        id: PersonId::new(at(0)),
        unit,
        full_name: name.into(),
        kind: SubmitterKind::Official,
        position: None,
        birth_date: None,
        phone: None,
        email: None,
        created_at: at(0),
        version: Version::FIRST,
    };
    persons::insert(tx, &person).await.unwrap();
    let account = AccountId::new(at(0));
    accounts::insert(tx, account, person.id, login, None, at(0)).await.unwrap();
    (person.id, account)
}

#[tokio::test]
async fn ten_guesses_are_free_then_waits_grow_and_nobody_is_locked_out() {
    let Commune { db, .. } = &commune().await;
    let guess = |now| limits::guess(db, "x", 10, 900, now);
    for _ in 0..10 {
        guess(at(0)).await.unwrap();
    }
    let wait = |error: Error| match error {
        Error::Later { code: Code::TooManyRequests, retry_after } => retry_after,
        other => unreachable!("{other}"),
    };
    assert_eq!(wait(guess(at(0)).await.unwrap_err()), 31);
    // Asking during the wait makes it no longer.
    assert_eq!(wait(guess(at(29)).await.unwrap_err()), 2);
    guess(at(30)).await.unwrap();
    assert_eq!(wait(guess(at(31)).await.unwrap_err()), 60);
    guess(at(90)).await.unwrap();
    assert_eq!(wait(guess(at(90)).await.unwrap_err()), 121);
    // The right answer forgets everything.
    let tx = db.begin_write().await.unwrap();
    limits::clear(&tx, "x").await.unwrap();
    tx.commit().await.unwrap();
    guess(at(91)).await.unwrap();
}

#[tokio::test]
async fn a_window_holds_so_many_and_starts_anew() {
    let Commune { db, .. } = &commune().await;
    for _ in 0..3 {
        limits::hit(db, "a", 3, 60, at(0)).await.unwrap();
    }
    assert!(limits::hit(db, "a", 3, 60, at(59)).await.is_err());
    limits::hit(db, "b", 3, 60, at(59)).await.unwrap();
    limits::hit(db, "a", 3, 60, at(60)).await.unwrap();
    let tx = db.begin_write().await.unwrap();
    limits::forgive(&tx, "a").await.unwrap();
    tx.commit().await.unwrap();
    for _ in 0..3 {
        limits::hit(db, "a", 3, 60, at(61)).await.unwrap();
    }
    assert!(limits::hit(db, "a", 3, 60, at(61)).await.is_err());
}

#[tokio::test]
async fn a_link_works_once_for_its_kind_and_its_time() {
    let Commune { db, unit, .. } = &commune().await;
    let tx = db.begin_write().await.unwrap();
    let (_, account) = somebody(&tx, unit.id, "Hoa", "hoa").await;
    let token = links::create(&tx, LinkKind::SignIn, Some(account), at(60)).await.unwrap();
    tx.commit().await.unwrap();
    assert!(links::is_open(db.reader(), LinkKind::SignIn, &token, at(59)).await.unwrap());
    assert!(!links::is_open(db.reader(), LinkKind::SignIn, &token, at(60)).await.unwrap());
    let tx = db.begin_write().await.unwrap();
    for (kind, token, now) in [
        (LinkKind::Reset, token.as_str(), at(1)),
        (LinkKind::SignIn, token.as_str(), at(60)),
        (LinkKind::SignIn, "0", at(1)),
    ] {
        assert!(links::take(&tx, kind, token, now).await.is_err());
    }
    assert_eq!(links::take(&tx, LinkKind::SignIn, &token, at(1)).await.unwrap(), Some(account));
    assert!(links::take(&tx, LinkKind::SignIn, &token, at(1)).await.is_err());
    let other = links::create(&tx, LinkKind::SignIn, Some(account), at(60)).await.unwrap();
    links::revoke(&tx, account, &[LinkKind::SignIn]).await.unwrap();
    assert!(links::take(&tx, LinkKind::SignIn, &other, at(1)).await.is_err());
}

#[tokio::test]
async fn a_session_is_found_by_its_token_while_it_lives() {
    let Commune { db, unit, .. } = &commune().await;
    let tx = db.begin_write().await.unwrap();
    let (person, account) = somebody(&tx, unit.id, "Hoa", "hoa").await;
    let first = sessions::begin(&tx, account, false, None, LIFE, at(0)).await.unwrap();
    let second = sessions::begin(&tx, account, true, Some(&first), LIFE, at(0)).await.unwrap();
    tx.commit().await.unwrap();
    let find =
        |token: String, now| async move { sessions::find(db.reader(), &token, LIFE, now).await.unwrap() };
    assert!(find(first, at(0)).await.is_none(), "replaced");
    let found = find(second.clone(), at(59)).await.unwrap();
    assert_eq!((found.person(), found.account(), found.strong), (person, account, true));
    assert!(!found.wants_touch(at(59)) && found.wants_touch(at(60)));
    assert!(find(second.clone(), at(1_800)).await.is_none(), "rested too long");
    let tx = db.begin_write().await.unwrap();
    sessions::touch(&tx, &second, at(1_700)).await.unwrap();
    tx.commit().await.unwrap();
    assert!(find(second.clone(), at(1_800)).await.is_some());
    let tx = db.begin_write().await.unwrap();
    accounts::set_disabled(&tx, account, true).await.unwrap();
    tx.commit().await.unwrap();
    assert!(find(second, at(1_800)).await.is_none(), "closed");
}

#[tokio::test]
async fn a_role_reaches_down_and_its_holders_are_found_from_below() {
    let Commune { db, unit, .. } = &commune().await;
    let tx = db.begin_write().await.unwrap();
    let (huong, account) = somebody(&tx, unit.id, "Trần Thị Hương", "huong").await;
    let (_, other) = somebody(&tx, unit.id, "Phạm Văn Xa", "xa").await;
    assert!(grants::insert(&tx, account, Role::Coordinator, unit.id, at(0)).await.unwrap());
    assert!(!grants::insert(&tx, account, Role::Coordinator, unit.id, at(0)).await.unwrap());
    grants::insert(&tx, other, Role::Administrator, unit.id, at(0)).await.unwrap();
    tx.commit().await.unwrap();
    let held = grants::reaching(db.reader(), account, huong, at(0).date()).await.unwrap();
    assert_eq!(held.len(), 1);
    assert_eq!((held[0].role, held[0].reaches.as_slice()), (Role::Coordinator, [unit.id].as_slice()));
    let holders = persons::holders(db.reader(), Role::Coordinator, unit.id).await.unwrap();
    assert_eq!(holders.iter().map(|card| card.id).collect::<Vec<_>>(), [huong]);
    assert_eq!(holders[0].unit_name, "Xã Sơn Hồng");
    let tx = db.begin_write().await.unwrap();
    assert_eq!(grants::administrators(&tx, unit.id).await.unwrap(), [other]);
    accounts::set_disabled(&tx, other, true).await.unwrap();
    assert!(grants::administrators(&tx, unit.id).await.unwrap().is_empty());
}

#[tokio::test]
async fn people_are_found_without_marks_and_only_within_the_scope() {
    let Commune { db, unit, .. } = &commune().await;
    let tx = db.begin_write().await.unwrap();
    let (huong, _) = somebody(&tx, unit.id, "Trần Thị Hương", "huong").await;
    let (xa, _) = somebody(&tx, unit.id, "Phạm Văn Xa", "xa").await;
    tx.commit().await.unwrap();
    let ask = Ask { after: None, limit: 10 };
    let found = |scope: Scope, name: &'static str| async move {
        let filter = persons::Filter { unit: Some(unit.id), name: Some(name) };
        let page = persons::list(db.reader(), &scope, &filter, &ask).await.unwrap();
        page.items.into_iter().map(|person| person.id).collect::<Vec<_>>()
    };
    assert_eq!(found(Scope::everything(), "huong").await, [huong]);
    assert_eq!(found(Scope::everything(), "THỊ  HƯƠNG").await, [huong]);
    assert!(found(Scope::everything(), "%").await.len() == 2, "a sign of patterns is only a space");
    let own = Scope { person: Some(xa), units: Vec::new(), everything: false };
    assert_eq!(found(own.clone(), "").await, [xa]);
    assert_eq!(persons::load(db.reader(), &own, huong).await.unwrap_err().code(), Some(Code::NotFound));
}

#[tokio::test]
async fn a_consent_is_given_withdrawn_and_given_again() {
    let Commune { db, .. } = &commune().await;
    let object = uuid::Uuid::from_u128(7);
    let said = |capacity: Capacity| consents::Consent {
        object_kind: "idea",
        object,
        purpose: Purpose::PublishName,
        capacity,
        person: None,
        given_by: "Nguyễn Thị Hoa",
        recorder: None,
        channel: Channel::Web,
        lang: Lang::Vi,
        text: "Tôi đồng ý hiện tên tôi",
    };
    let (child, guardian) = (said(Capacity::Child), said(Capacity::Guardian));
    let tx = db.begin_write().await.unwrap();
    let words = async || consents::words(&*tx, object, Purpose::PublishName).await.unwrap();
    assert!(words().await.is_empty());
    assert!(consents::give(&tx, &child, at(0)).await.unwrap());
    assert!(!consents::give(&tx, &child, at(0)).await.unwrap());
    assert_eq!(words().await, [Said { capacity: Capacity::Child, yes: true }]);
    assert!(consents::words(&*tx, object, Purpose::PublishPictures).await.unwrap().is_empty());
    // The guardian never agreed: an objection is kept all the same, and the child's word stays.
    assert!(consents::withdraw(&tx, &guardian, at(1)).await.unwrap());
    assert!(!consents::withdraw(&tx, &guardian, at(1)).await.unwrap());
    assert_eq!(
        words().await,
        [Said { capacity: Capacity::Child, yes: true }, Said { capacity: Capacity::Guardian, yes: false }]
    );
    assert!(consents::withdraw(&tx, &child, at(2)).await.unwrap());
    assert!(consents::give(&tx, &child, at(3)).await.unwrap());
    assert!(consents::give(&tx, &guardian, at(3)).await.unwrap());
    assert!(words().await.iter().all(|said| said.yes));
    consents::effect_done(&tx, object, at(2), at(4)).await.unwrap();
    let all = consents::all(&*tx, object).await.unwrap();
    let done: Vec<_> = all.iter().map(|kept| (kept.given_at, kept.effect_done_at.is_some())).collect();
    assert_eq!(done, [(at(0), true), (at(1), true), (at(3), false), (at(3), false)]);
    assert!(all.iter().all(|kept| kept.text == "Tôi đồng ý hiện tên tôi"));
}

#[tokio::test]
async fn codes_are_used_up() {
    let Commune { db, unit, .. } = &commune().await;
    let tx = db.begin_write().await.unwrap();
    let (_, hoa) = somebody(&tx, unit.id, "Hoa", "hoa").await;
    let (_, nam) = somebody(&tx, unit.id, "Nam", "nam").await;
    let codes = ["abcd-efgh".to_owned(), "ijkl-mnop".to_owned()];
    accounts::confirm(&tx, hoa, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ".into(), 5, &codes).await.unwrap();
    assert!(!accounts::use_step(&tx, hoa, 5).await.unwrap());
    assert!(accounts::use_step(&tx, hoa, 6).await.unwrap());
    assert!(!accounts::use_step(&tx, hoa, 6).await.unwrap());
    assert!(!accounts::use_recovery(&tx, nam, "abcd-efgh").await.unwrap(), "of somebody else");
    assert!(accounts::use_recovery(&tx, hoa, "ABCD EFGH").await.unwrap());
    assert!(!accounts::use_recovery(&tx, hoa, "abcd-efgh").await.unwrap());
}
