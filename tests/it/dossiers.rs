//! The second road: from an idea in use to a signed recognition, and every turn that is refused.

use reqwest::Method;
use sangkien::{
    authority::{Actor, Role},
    dossiers::{self, Conclusion, DossierId},
    foundation::Instant,
    people::{self, LinkKind},
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use time::{Date, macros::date};

use crate::{
    house::{House, Reply, Visitor},
    idea_ways::into_the_book,
    on_both_engines,
    people::{Sonhong, somebody, sonhong},
};

const ALL: &str = "/api/v1/dossiers";

struct Desk {
    all: Sonhong,
    intake: Visitor,
    head: Visitor,
}

async fn desk(house: &House) -> Desk {
    let all = sonhong(house).await;
    let admin = &all.administrator;
    let intake = somebody(house, admin, all.commune, "Lê Thu", "canbothu", &[Role::IntakeOfficer]).await;
    let head = somebody(house, admin, all.commune, "Trần Đình Khôi", "truongkhoi", &[Role::UnitHead]).await;
    Desk { all, intake, head }
}

fn noon(day: Date) -> Instant {
    Instant::start_of(day).plus_seconds(12 * 3600)
}

/// A person signs in anew: sessions do not outlive the months these tests skip.
async fn anew(house: &House, login: &str) -> Visitor {
    let account = people::account_by_login(&house.app, login).await.unwrap();
    let link = people::new_link(&house.app, LinkKind::SignIn, account, 600).await.unwrap();
    let token = link.split_once("token=").unwrap().1;
    let reply = house.post(&Visitor::default(), "/api/v1/session/link", json!({"token": token})).await;
    assert!(reply.status.is_success(), "{}", reply.text());
    let cookie = reply.headers["set-cookie"].to_str().unwrap();
    Visitor { cookie: Some(cookie.split(';').next().unwrap().to_owned()) }
}

/// A complete request; authors are the rows given.
fn request(authors: Value) -> Value {
    json!({
        "initiative_name": "Sổ theo dõi tiêm chủng điện tử", "field": "health", "solution_type": "operational",
        "first_applied_on": "2026-03-14", "known_solution": "Dò sổ giấy hai ngày mỗi tháng.",
        "essence": "Bước 1: nhập danh sách.\nBước 2: bảng tính tô màu trẻ đến lịch.",
        "conditions_needed": "Một máy tính.", "benefit_by_author": "Sót 12 mũi còn 1 mũi mỗi tháng.",
        "benefit_kind": "social", "authors": authors
    })
}

fn sole(author: &Value) -> Value {
    let mut author = filled(author, 10_000);
    author["birth_date"] = json!("1988-02-05");
    json!([author])
}

/// An author's row as it came, sent back with a share and what handing in needs.
fn filled(author: &Value, share: i32) -> Value {
    json!({
        "id": author["id"], "person_id": author["person_id"], "full_name": author["full_name"],
        "birth_date": "1988-02-05", "workplace_or_residence": "Trạm Y tế xã Sơn Hồng", "share": share
    })
}

fn path(dossier: &Value) -> String {
    format!("{ALL}/{}", dossier["id"].as_str().unwrap())
}

fn id(dossier: &Value) -> DossierId {
    DossierId(dossier["id"].as_str().unwrap().parse().unwrap())
}

async fn post(house: &House, who: &Visitor, dossier: &Value, verb: &str, body: Value) -> Reply {
    let tag = house.get(who, &path(dossier)).await.etag();
    house.change(who, Method::POST, &format!("{}/{verb}", path(dossier)), &tag, body).await
}

async fn write(house: &House, who: &Visitor, dossier: &Value, body: Value) -> Reply {
    let tag = house.get(who, &path(dossier)).await.etag();
    house.change(who, Method::PUT, &path(dossier), &tag, body).await
}

/// A dossier of one author, complete but not handed in.
async fn ready(house: &House, who: &Visitor) -> Value {
    let begun = house.create(who, ALL, json!({"initiative_name": "Sổ mới"})).await.expect(201);
    let body = request(sole(&begun["authors"][0]));
    write(house, who, &begun, body).await.expect(200)
}

async fn handed_in(house: &House, who: &Visitor) -> Value {
    let ready = ready(house, who).await;
    post(house, who, &ready, "submission", json!({"declared": true})).await.expect(200)
}

/// What a council does, inside its own transaction.
async fn council(house: &House, id: DossierId, conclusion: Conclusion) {
    let (system, now) = (Actor::system(), house.app.now());
    let tx = house.app.db.begin_write().await.unwrap();
    dossiers::service::assign(&tx, &system, now, id, uuid::Uuid::from_u128(1)).await.unwrap();
    dossiers::service::mark_scored(&tx, &system, now, id, 8_640).await.unwrap();
    dossiers::service::enter_session(&tx, &system, now, id).await.unwrap();
    dossiers::service::conclude(&tx, &system, now, id, conclusion).await.unwrap();
    tx.commit().await.unwrap();
}

async fn an_idea_in_use(house: &House, all: &Sonhong) -> Value {
    let card = json!({
        "before": "Trước đây dò sổ giấy.", "proposal": "Tôi làm bảng tính tô màu.", "outcome": "Nhờ vậy không sót mũi nào.",
        "done_already": true, "author_name": "Nguyễn Văn An", "name_public": true, "email": "an@example.vn"
    });
    let receipt = house.create(&Visitor::default(), "/api/v1/ideas", card).await.expect(201);
    let claim = json!({"code": receipt["code"], "tracking_token": receipt["tracking_token"]});
    house.post(&all.author, "/api/v1/ideas/claims", claim).await.expect(200);
    into_the_book(house, &all.coordinator, &receipt).await;
    receipt
}

on_both_engines! {
    async fn an_idea_becomes_a_recognised_initiative_of_two_authors(house: House) {
        let Desk { all, intake, head } = desk(&house).await;
        let idea = an_idea_in_use(&house, &all).await;

        // Fields are copied; the author's own writing is the yes to the share.
        let begun = house.create(&all.author, ALL, json!({"idea_id": idea["id"]})).await.expect(201);
        assert_eq!(begun["state"], "draft");
        assert_eq!(begun["essence"], "Tôi làm bảng tính tô màu.");
        assert_eq!(begun["first_applied_on"], "2026-10-05");
        assert_eq!(begun["due_on"], "2027-10-05");
        assert_eq!(begun["authors"][0]["full_name"], "Nguyễn Văn An");
        assert_eq!(begun["authors"][0]["confirmed_by"], "account");
        // One idea, one dossier at a time.
        house.create(&all.author, ALL, json!({"idea_id": idea["id"]})).await.problem(409);
        house.create(&all.stranger, ALL, json!({"idea_id": idea["id"]})).await.problem(422);

        // A second author is written in; saving is not held up by shares that do not add up.
        let stranger = house.create(&all.stranger, ALL, json!({})).await.expect(201)["authors"][0].clone();
        let mut second = filled(&stranger, 3_000);
        second.as_object_mut().unwrap().remove("id");
        let authors = json!([filled(&begun["authors"][0], 6_000), second]);
        let saved = write(&house, &all.author, &begun, request(authors)).await.expect(200);
        assert_eq!(saved["shares"], 9_000);
        let refused = post(&house, &all.author, &saved, "submission", json!({"declared": false})).await.problem(422);
        let told: Vec<_> = refused.iter().map(|(pointer, code)| (pointer.as_str(), code.as_str())).collect();
        assert_eq!(told, [
            ("/authors/1/confirmation", "co-author-unconfirmed"),
            ("/authors", "shares-not-whole"),
            ("/declared", "declaration-needed"),
        ]);
        let authors = json!([filled(&saved["authors"][0], 6_000), filled(&saved["authors"][1], 4_000)]);
        let saved = write(&house, &all.author, &saved, request(authors)).await.expect(200);
        // Writing one's own share down is the yes to it.
        assert_eq!(saved["authors"][0]["confirmed_by"], "account");
        assert!(saved["authors"][1].get("confirmed_by").is_none());

        let tasks = house.get(&all.stranger, "/api/v1/tasks").await.expect(200);
        assert!(tasks["items"].as_array().unwrap().iter().any(|task| task["kind"] == "confirm_share"), "{tasks}");
        let yes = format!("{}/authors/{}/confirmation", path(&saved), saved["authors"][1]["id"].as_str().unwrap());
        house.call(&all.stranger, Method::PUT, &yes, &[], Some(json!({"share": 3_000}))).await.problem(412);
        house.call(&all.author, Method::PUT, &yes, &[], Some(json!({"share": 4_000}))).await.problem(403);
        let offer = house.call(&all.stranger, Method::PUT, &yes, &[], Some(json!({"share": 4_000}))).await.expect(200);
        assert!(offer["confirmed_at"].is_string());

        // Nobody at a desk sees a draft.
        house.get(&intake, &path(&saved)).await.problem(404);
        let receipt = post(&house, &all.author, &saved, "submission", json!({"declared": true})).await.expect(200);
        assert_eq!(receipt["code"], "HS-SH-2026-0001");
        assert_eq!(receipt["receipt_no"], "01/BN-UBND");
        assert_eq!(receipt["state"], "receipt_issued");
        assert_eq!(receipt["answer_due"], "2026-12-24");
        assert_eq!(receipt["acts_next"], "intake");
        assert_eq!(receipt["acting"], json!(["Lê Thu"]));
        assert_eq!(receipt["form_sha256"].as_str().unwrap().len(), 64);
        assert_eq!(receipt["allowed"], json!(["withdraw"]));

        let task = house.get(&intake, "/api/v1/tasks").await.expect(200)["items"][0].clone();
        assert_eq!((&task["kind"], &task["object_code"]), (&json!("intake_dossier"), &json!("HS-SH-2026-0001")));
        house.get(&head, &path(&saved)).await.expect(200);
        post(&house, &head, &saved, "acceptance", json!({})).await.problem(403);
        let accepted = post(&house, &intake, &saved, "acceptance", json!({})).await.expect(200);
        assert_eq!(accepted["decision_due"], "2027-02-24");
        let waiting = dossiers::waiting(house.app.db.reader(), all.commune).await.unwrap();
        assert_eq!(waiting.len(), 1);
        let blind = dossiers::blind_card(house.app.db.reader(), id(&saved)).await.unwrap().unwrap();
        assert!(!format!("{blind:?}").contains("Nguyễn Văn An"));
        let full = dossiers::full_card(house.app.db.reader(), id(&saved)).await.unwrap().unwrap();
        assert_eq!(full.authors.iter().map(|one| one.share).collect::<Vec<_>>(), [6_000, 4_000]);

        post(&house, &head, &saved, "recognition", json!({})).await.problem(409);
        council(&house, id(&saved), Conclusion::Passed).await;
        assert!(dossiers::waiting(house.app.db.reader(), all.commune).await.unwrap().is_empty());
        assert_eq!(house.get(&head, "/api/v1/tasks").await.expect(200)["items"][0]["kind"], "sign_decision");
        let signed = post(&house, &head, &saved, "recognition", json!({})).await.expect(200);
        assert_eq!(signed["state"], "recognised");
        assert_eq!(signed["recognition"]["decision_no"], "01/QĐ-UBND");
        assert_eq!(signed["authors"][1]["certificate_no"], "02/GCN-UBND");
        assert!(signed.get("due_on").is_none() && signed.get("acts_next").is_none());
        let steps: Vec<_> = signed["timeline"].as_array().unwrap().iter().map(|step| step["state"].clone()).collect();
        assert_eq!(steps.last().unwrap(), "recognised");

        // Papers come after the event, once, and are what their hash says.
        house.settle().await;
        dossiers::events::on_event(&house.app, &sangkien::foundation::outbox::Event::new("dossier.recognised", id(&saved).0)).await.unwrap();
        let list = house.get(&all.stranger, &format!("{}/papers", path(&saved))).await.expect(200);
        let papers = list["items"].as_array().unwrap();
        let kinds: Vec<_> = papers.iter().map(|paper| paper["kind"].as_str().unwrap()).collect();
        assert_eq!(kinds.iter().filter(|kind| **kind == "certificate").count(), 2, "{list}");
        assert_eq!(papers.len(), 4);
        for paper in papers {
            let file = format!("{}/papers/{}", path(&saved), paper["id"].as_str().unwrap());
            let pdf = house.get(&all.author, &file).await;
            assert_eq!(pdf.headers["content-type"], "application/pdf");
            assert!(pdf.bytes.starts_with(b"%PDF-1.7"));
            assert_eq!(data_encoding::HEXLOWER.encode(&Sha256::digest(&pdf.bytes)), paper["sha256"].as_str().unwrap());
        }
        let outsider = somebody(&house, &all.administrator, all.commune, "Ngô Lạ", "nguoikhac", &[]).await;
        house.get(&outsider, &format!("{}/papers", path(&saved))).await.problem(404);
        let idea = sangkien::ideas::IdeaId(idea["id"].as_str().unwrap().parse().unwrap());
        let known = dossiers::recognition_of_idea(house.app.db.reader(), idea).await.unwrap().unwrap();
        let serial = &known.certificates[0].serial;
        assert_eq!(serial, "GCN-SH-2026-0001");
        let facts = dossiers::certificate(house.app.db.reader(), serial).await.unwrap().unwrap();
        assert_eq!((facts.author_name.as_str(), facts.decision_no.as_str()), ("Nguyễn Văn An", "01/QĐ-UBND"));
    }

    async fn intake_asks_once_and_refuses_with_a_next_step(house: House) {
        let Desk { all, intake, .. } = desk(&house).await;
        let dossier = handed_in(&house, &all.author).await;
        let empty = post(&house, &intake, &dossier, "supplement-request", json!({"defects": [{"what": "", "how_to_fix": ""}]})).await;
        let pointers: Vec<_> = empty.problem(422).into_iter().map(|(pointer, _)| pointer).collect();
        assert_eq!(pointers, ["/defects/0/what", "/defects/0/how_to_fix"]);
        let defects = json!({"defects": [{"field": "essence", "what": "Thiếu bước 3.", "how_to_fix": "Ghi thêm bước 3."}]});
        let asked = post(&house, &intake, &dossier, "supplement-request", defects.clone()).await.expect(200);
        assert_eq!(asked["due_on"], "2026-12-24");
        assert_eq!(house.get(&all.author, "/api/v1/tasks").await.expect(200)["items"][0]["kind"], "supplement_dossier");

        // Answered in place; the request is frozen again.
        let mut better = request(json!([filled(&dossier["authors"][0], 10_000)]));
        better["essence"] = json!("Bước 1, bước 2, bước 3.");
        write(&house, &all.author, &dossier, better).await.expect(200);
        post(&house, &all.author, &dossier, "supplement", json!({"answers": [], "declared": true})).await.problem(422);
        let answered = json!({"answers": ["Đã ghi thêm bước 3."], "declared": true});
        let again = post(&house, &all.author, &dossier, "supplement", answered).await.expect(200);
        assert_eq!((&again["edition"], &again["receipt_no"]), (&json!(2), &dossier["receipt_no"]));
        assert_ne!(again["form_sha256"], dossier["form_sha256"]);
        post(&house, &intake, &dossier, "supplement-request", defects).await.problem(409);

        let refusal = json!({"reason": "ugly", "words": "", "next_step": ""});
        let codes: Vec<_> = post(&house, &intake, &dossier, "refusal", refusal).await.problem(422);
        assert_eq!(codes.into_iter().map(|(_, code)| code).collect::<Vec<_>>(), ["not-offered", "reason-needed", "next-step-needed"]);
        let refusal = json!({"reason": "not_applied", "words": "Chưa áp dụng thử.", "next_step": "Bạn áp dụng thử rồi nộp lại."});
        let refused = post(&house, &intake, &dossier, "refusal", refusal).await.expect(200);
        assert_eq!((&refused["state"], &refused["outcome"]["next_step"]), (&json!("intake_refused"), &json!("Bạn áp dụng thử rồi nộp lại.")));
        post(&house, &all.author, &dossier, "withdrawal", json!({})).await.problem(409);
    }

    async fn a_co_author_without_an_account_says_yes_by_link_or_on_paper(house: House) {
        let Desk { all, .. } = desk(&house).await;
        let begun = ready(&house, &all.author).await;
        let named = |share: i32| json!({"full_name": "Lê Thị Ánh Nguyệt", "birth_date": "1993-11-21",
            "workplace_or_residence": "Thôn 3", "share": share});
        let authors = json!([filled(&begun["authors"][0], 5_000), named(2_500), named(2_500)]);
        let saved = write(&house, &all.author, &begun, request(authors)).await.expect(200);
        let link = saved["authors"][1]["share_link"].as_str().unwrap();
        let token = link.split_once('#').unwrap().1;
        let of = |at: usize, verb: &str| format!("{}/authors/{}/{verb}", path(&saved), saved["authors"][at]["id"].as_str().unwrap());
        let nobody = Visitor::default();
        house.post(&nobody, &of(1, "offer"), json!({"token": "x"})).await.problem(404);
        house.post(&nobody, &of(2, "offer"), json!({"token": token})).await.problem(404);
        let offer = house.post(&nobody, &of(1, "offer"), json!({"token": token})).await.expect(200);
        assert_eq!((&offer["full_name"], &offer["share"]), (&json!("Lê Thị Ánh Nguyệt"), &json!(2_500)));
        assert!(offer.get("essence").is_none());
        let put = |who: &Visitor, at: usize, body: Value| {
            let (who, path, house) = (who.clone(), of(at, "confirmation"), &house);
            async move { house.call(&who, Method::PUT, &path, &[], Some(body)).await }
        };
        put(&nobody, 1, json!({"share": 2_500})).await.problem(401);
        put(&nobody, 1, json!({"share": 2_500, "token": "wrong"})).await.problem(404);
        put(&all.stranger, 2, json!({"share": 2_500, "paper_note": "ở đây"})).await.problem(404);
        put(&nobody, 1, json!({"share": 2_500, "token": token})).await.expect(200);
        put(&all.author, 2, json!({"share": 2_500, "paper_note": "Bản ký ở Văn phòng xã"})).await.expect(200);
        let receipt = post(&house, &all.author, &saved, "submission", json!({"declared": true})).await.expect(200);
        let ways: Vec<_> = receipt["authors"].as_array().unwrap().iter().map(|one| one["confirmed_by"].clone()).collect();
        assert_eq!(ways, ["account", "link", "paper"]);
        assert!(receipt["authors"][1].get("share_link").is_none());
    }

    async fn co_authors_who_say_yes_at_the_same_moment_are_all_heard(house: House) {
        let Desk { all, .. } = desk(&house).await;
        let begun = ready(&house, &all.author).await;
        let named = |n: i32| json!({"full_name": format!("Tác giả {n}"), "birth_date": "1993-11-21",
            "workplace_or_residence": "Thôn 3", "share": 1_000});
        let mut authors = vec![filled(&begun["authors"][0], 6_000)];
        authors.extend((1..=4).map(named));
        let saved = write(&house, &all.author, &begun, request(json!(authors))).await.expect(200);
        let nobody = Visitor::default();
        let yes = saved["authors"].as_array().unwrap().iter().skip(1).map(|author| {
            let token = author["share_link"].as_str().unwrap().split_once('#').unwrap().1;
            let path = format!("{}/authors/{}/confirmation", path(&saved), author["id"].as_str().unwrap());
            let (body, house, nobody) = (json!({"share": 1_000, "token": token}), &house, &nobody);
            async move { house.call(nobody, Method::PUT, &path, &[], Some(body)).await }
        });
        for reply in futures_util::future::join_all(yes).await {
            reply.expect(200);
        }
        post(&house, &all.author, &saved, "submission", json!({"declared": true})).await.expect(200);
    }

    async fn a_head_never_signs_own_work_and_a_no_names_what_is_good(house: House) {
        let Desk { all, intake, head } = desk(&house).await;
        let own = handed_in(&house, &head).await;
        post(&house, &intake, &own, "acceptance", json!({})).await.expect(200);
        council(&house, id(&own), Conclusion::Passed).await;
        let refused = post(&house, &head, &own, "recognition", json!({})).await.problem(422);
        assert_eq!(refused[0].1, "conflicted");
        let chair = somebody(&house, &all.administrator, all.commune, "Bà Chủ Tịch", "chutich", &[Role::CommuneChair]).await;
        house.get(&chair, &path(&own)).await.expect(200);
        post(&house, &chair, &own, "recognition", json!({})).await.expect(200);

        let other = handed_in(&house, &all.author).await;
        post(&house, &intake, &other, "acceptance", json!({})).await.expect(200);
        council(&house, id(&other), Conclusion::Failed("Đã có nơi làm.".into())).await;
        let poor = json!({"failed_condition": "incomplete", "words": " ", "strengths": "", "next_step": ""});
        let codes = post(&house, &head, &other, "non-recognition", poor).await.problem(422);
        assert_eq!(codes.len(), 4, "{codes:?}");
        let told = json!({"failed_condition": "not_new", "words": "Thôn 2 đã làm từ 2024.", "strengths": "Số liệu rõ.", "next_step": "Bạn ghi phần cải tiến riêng."});
        let no = post(&house, &head, &other, "non-recognition", told).await.expect(200);
        assert_eq!((&no["state"], &no["outcome"]["strengths"]), (&json!("not_recognised"), &json!("Số liệu rõ.")));
    }

    async fn receipts_are_gapless_and_a_double_click_signs_once(house: House) {
        let Desk { all, intake, head } = desk(&house).await;
        let mut made = Vec::new();
        for _ in 0..6 {
            made.push(ready(&house, &all.author).await);
        }
        let sends = made.iter().map(|dossier| post(&house, &all.author, dossier, "submission", json!({"declared": true})));
        let receipts = futures_util::future::join_all(sends).await;
        let mut codes: Vec<_> = receipts.into_iter().map(|reply| reply.expect(200)["code"].as_str().unwrap().to_owned()).collect();
        codes.sort();
        assert_eq!(codes, (1..=6).map(|n| format!("HS-SH-2026-{n:04}")).collect::<Vec<_>>());

        post(&house, &intake, &made[0], "acceptance", json!({})).await.expect(200);
        council(&house, id(&made[0]), Conclusion::Passed).await;
        let tag = house.get(&head, &path(&made[0])).await.etag();
        let sign = format!("{}/recognition", path(&made[0]));
        let clicks = (0..8).map(|_| house.change(&head, Method::POST, &sign, &tag, json!({})));
        let mut codes: Vec<_> = futures_util::future::join_all(clicks).await.iter().map(|reply| reply.status.as_u16()).collect();
        codes.sort_unstable();
        assert_eq!(codes, [200, 412, 412, 412, 412, 412, 412, 412]);
        let known = dossiers::recognition(house.app.db.reader(), id(&made[0])).await.unwrap().unwrap();
        assert_eq!((known.decision_no.as_str(), known.certificates[0].no.as_str()), ("01/QĐ-UBND", "01/GCN-UBND"));
    }

    async fn lists_pages_keys_and_versions_hold(house: House) {
        let Desk { all, intake, .. } = desk(&house).await;
        let begin = |key: &'static str, body: Value| {
            let (house, who) = (&house, &all.author);
            async move { house.call(who, Method::POST, ALL, &[("idempotency-key", key)], Some(body)).await }
        };
        let one = begin("k-1", json!({"initiative_name": "Một"})).await.expect(201);
        assert_eq!(begin("k-1", json!({"initiative_name": "Một"})).await.expect(201)["id"], one["id"]);
        begin("k-1", json!({"initiative_name": "Hai"})).await.problem(422);
        house.post(&all.author, ALL, json!({})).await.problem(422);
        house.create(&Visitor::default(), ALL, json!({})).await.problem(401);

        let body = request(sole(&one["authors"][0]));
        house.call(&all.author, Method::PUT, &path(&one), &[], Some(body.clone())).await.problem(428);
        house.change(&all.author, Method::PUT, &path(&one), "\"9\"", body.clone()).await.problem(412);
        // The tag of somebody else's object tells nothing.
        house.change(&all.stranger, Method::PUT, &path(&one), "\"9\"", body.clone()).await.problem(404);
        let mut wrong = body.clone();
        wrong["field"] = json!("magic");
        wrong["first_applied_on"] = json!("14/03/2026");
        wrong["monetary_gain"] = json!(-1);
        wrong["authors"][0]["share"] = json!(10_001);
        wrong["authors"][0]["person_id"] = json!("00000000-0000-7000-8000-000000000000");
        let codes: Vec<_> = write(&house, &all.author, &one, wrong).await.problem(422).into_iter().map(|(_, code)| code).collect();
        assert_eq!(codes, ["not-offered", "bad-date", "out-of-bounds", "out-of-bounds"]);
        let mut ghost = body.clone();
        ghost["authors"][0]["person_id"] = json!("00000000-0000-7000-8000-000000000000");
        ghost["unit_id"] = json!("00000000-0000-7000-8000-000000000000");
        let codes: Vec<_> = write(&house, &all.author, &one, ghost).await.problem(422).into_iter().map(|(pointer, _)| pointer).collect();
        assert_eq!(codes, ["/unit_id", "/authors/0/person_id"]);
        // Another dossier's author row cannot be taken over.
        let foreign = ready(&house, &all.stranger).await;
        let mut stolen = body;
        stolen["authors"][0]["id"] = foreign["authors"][0]["id"].clone();
        write(&house, &all.author, &one, stolen).await.problem(422);

        for _ in 0..3 {
            handed_in(&house, &all.author).await;
        }
        house.get(&all.author, &format!("{ALL}?scope=desk")).await.problem(403);
        house.get(&intake, &format!("{ALL}?scope=desk&state=draft")).await.problem(422);
        let (mut seen, mut next) = (Vec::new(), String::new());
        loop {
            let page = house.get(&intake, &format!("{ALL}?scope=desk&limit=2&after={next}")).await.expect(200);
            seen.extend(page["items"].as_array().unwrap().iter().map(|line| line["code"].as_str().unwrap().to_owned()));
            match page["next"].as_str() {
                Some(token) => next = token.to_owned(),
                None => break,
            }
        }
        // All three are due on one day.
        seen.sort();
        assert_eq!(seen, ["HS-SH-2026-0001", "HS-SH-2026-0002", "HS-SH-2026-0003"]);
        let mine = house.get(&all.author, ALL).await.expect(200);
        assert_eq!(mine["items"].as_array().unwrap().len(), 4);
        assert_eq!(house.get(&all.stranger, ALL).await.expect(200)["items"].as_array().unwrap().len(), 1);
    }

    async fn clocks_run_out_and_an_idea_may_be_filed_again(house: House) {
        let Desk { all, intake, .. } = desk(&house).await;
        let idea = an_idea_in_use(&house, &all).await;
        let begun = house.create(&all.author, ALL, json!({"idea_id": idea["id"]})).await.expect(201);
        let body = request(json!([filled(&begun["authors"][0], 10_000)]));
        write(&house, &all.author, &begun, body).await.expect(200);
        post(&house, &all.author, &begun, "submission", json!({"declared": true})).await.expect(200);
        let defects = json!({"defects": [{"what": "Thiếu.", "how_to_fix": "Ghi thêm."}]});
        post(&house, &intake, &begun, "supplement-request", defects).await.expect(200);
        house.clock.set(noon(date!(2026 - 12 - 31)));
        assert_eq!(dossiers::service::lapse(&house.app).await.unwrap(), 0, "seven days of grace");
        house.clock.set(noon(date!(2027 - 01 - 01)));
        assert_eq!(dossiers::service::lapse(&house.app).await.unwrap(), 1);
        assert_eq!(dossiers::service::lapse(&house.app).await.unwrap(), 0);

        let author = anew(&house, "tacgia").await;
        let again = house.create(&author, ALL, json!({"idea_id": idea["id"]})).await.expect(201);
        post(&house, &author, &again, "withdrawal", json!({})).await.expect(200);
        // A year after the first application, rolled to a working day, filing is over.
        house.clock.set(noon(date!(2027 - 10 - 06)));
        let author = anew(&house, "tacgia").await;
        let late = house.create(&author, ALL, json!({"idea_id": idea["id"]})).await.problem(422);
        assert_eq!(late, [("/idea_id".to_owned(), "filing-too-late".to_owned())]);
    }
}
