//! The council's road: blind sheets, sealed and revealed at once; a lawful vote; minutes from the record.

use reqwest::Method;
use sangkien::authority::Role;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::{
    house::{House, Reply, Visitor},
    on_both_engines,
    people::{Sonhong, somebody, sonhong},
};

const STANDARD: &str = "01900000-0000-7000-8000-000000000001";

struct Member {
    who: Visitor,
    id: String,
}

/// A council of five: chair, secretary, two markers and an author.
struct Table {
    all: Sonhong,
    chair: Member,
    secretary: Member,
    nam: Member,
    hoa: Member,
    author: Member,
    intake: Visitor,
    council: String,
    round: String,
}

async fn me(house: &House, who: Visitor) -> Member {
    let session = house.get(&who, "/api/v1/session").await.expect(200);
    let id = session["person"]["id"].as_str().unwrap_or_else(|| panic!("{session}")).to_owned();
    Member { who, id }
}

async fn change(house: &House, who: &Visitor, method: Method, base: &str, path: &str, body: Value) -> Reply {
    let tag = house.get(who, base).await.etag();
    house.change(who, method, &format!("{base}{path}"), &tag, body).await
}

async fn table(house: &House) -> Table {
    let all = sonhong(house).await;
    let person = async |name: &str, login: &str, roles: &[Role]| {
        me(house, somebody(house, &all.administrator, all.commune, name, login, roles).await).await
    };
    let chair = person("Trần Đình Khôi", "khoi2", &[Role::CouncilChair]).await;
    let secretary = person("Lê Thị Mai", "maithuky", &[Role::CouncilSecretary]).await;
    let nam = person("Phạm Văn Nam", "namuyvien", &[Role::CouncilMember]).await;
    let hoa = person("Đỗ Thị Hòa", "hoauyvien", &[Role::CouncilMember]).await;
    let intake = person("Lê Thu", "thumotcua", &[Role::IntakeOfficer]).await.who;
    let author = me(house, all.author.clone()).await;
    let seat = |member: &Member, capacity: &str| json!({"person_id": member.id, "capacity": capacity, "from": "2026-01-15"});
    let founding = json!({
        "unit_id": all.commune.0, "name": "Hội đồng sáng kiến xã Sơn Hồng", "decision_no": "12/QĐ-UBND",
        "decided_on": "2026-01-15",
        "members": [seat(&chair, "chair"), seat(&secretary, "secretary"), seat(&nam, "member"),
            seat(&hoa, "member"), seat(&author, "member")]
    });
    house.create(&nam.who, "/api/v1/councils", founding.clone()).await.problem(404);
    let council = house.create(&secretary.who, "/api/v1/councils", founding).await.expect(201);
    let council = council["id"].as_str().unwrap().to_owned();
    let plan = json!({"council_id": council, "rubric_id": STANDARD, "name": "Đợt 2 năm 2026", "score_by": "2026-12-08"});
    let round = house.create(&secretary.who, "/api/v1/rounds", plan).await.expect(201);
    assert_eq!(round["state"], "planned");
    let round = format!("/api/v1/rounds/{}", round["id"].as_str().unwrap());
    Table { all, chair, secretary, nam, hoa, author, intake, council, round }
}

/// A dossier of An's, handed in and accepted.
async fn accepted(house: &House, table: &Table, title: &str) -> String {
    let begun = house
        .create(&table.author.who, "/api/v1/dossiers", json!({"initiative_name": title}))
        .await
        .expect(201);
    let path = format!("/api/v1/dossiers/{}", begun["id"].as_str().unwrap());
    let author = json!({
        "id": begun["authors"][0]["id"], "person_id": begun["authors"][0]["person_id"],
        "full_name": "Nguyễn Văn An", "birth_date": "1988-02-05",
        "workplace_or_residence": "Trạm Y tế xã Sơn Hồng", "share": 10_000
    });
    let form = json!({
        "initiative_name": title, "field": "health", "solution_type": "operational",
        "first_applied_on": "2026-03-14", "known_solution": "Dò sổ giấy hai ngày mỗi tháng.",
        "essence": "Bước 1: nhập danh sách.", "conditions_needed": "Một máy tính.",
        "benefit_by_author": "Sót 12 mũi còn 1 mũi mỗi tháng.", "benefit_kind": "social", "authors": [author]
    });
    change(house, &table.author.who, Method::PUT, &path, "", form).await.expect(200);
    change(house, &table.author.who, Method::POST, &path, "/submission", json!({"declared": true}))
        .await
        .expect(200);
    change(house, &table.intake, Method::POST, &path, "/acceptance", json!({})).await.expect(200);
    begun["id"].as_str().unwrap().to_owned()
}

async fn act(house: &House, table: &Table, who: &Member, path: &str, body: Value) -> Reply {
    let method = if path.contains("/markers") { Method::PUT } else { Method::POST };
    change(house, &who.who, method, &table.round, path, body).await
}

async fn declare(house: &House, table: &Table, who: &Member, dossier: &str, body: Value) -> Reply {
    let path = format!("{}/dossiers/{dossier}/interest", table.round);
    house.call(&who.who, Method::PUT, &path, &[], Some(body)).await
}

async fn assigned(house: &House, table: &Table, dossier: &str) {
    act(house, table, &table.secretary, "/dossiers", json!({"dossier_ids": [dossier]})).await.expect(200);
    let markers = json!({"markers": [table.nam.id, table.hoa.id]});
    let path = format!("/dossiers/{dossier}/markers");
    act(house, table, &table.secretary, &path, markers).await.expect(200);
    act(house, table, &table.secretary, "/scoring", json!({})).await.expect(200);
}

async fn my_sheet(house: &House, who: &Member) -> String {
    let sheets = house.get(&who.who, "/api/v1/sheets").await.expect(200);
    format!("/api/v1/sheets/{}", sheets["items"][0]["id"].as_str().unwrap_or_else(|| panic!("{sheets}")))
}

fn marks(novelty: i32, effectiveness: i32) -> Value {
    let mark = |criterion: &str, score: i32| json!({"criterion": criterion, "score": score});
    json!({
        "marks": [mark("novelty", novelty), mark("effectiveness", effectiveness), mark("applicability", 1_500),
            mark("presentation", 800)],
        "conditions": {"novel": true, "applied": true, "beneficial": true, "permitted": true},
        "general_comment": "Gọn, dễ làm theo.", "proposal": "recognise"
    })
}

async fn fill(house: &House, who: &Member, body: Value) -> Reply {
    let sheet = my_sheet(house, who).await;
    change(house, &who.who, Method::PUT, &sheet, "", body).await
}

async fn seal(house: &House, who: &Member) -> Reply {
    let sheet = my_sheet(house, who).await;
    change(house, &who.who, Method::POST, &sheet, "/seal", json!({})).await
}

/// Both markers declare, fill and seal.
async fn marked(house: &House, table: &Table, dossier: &str) {
    for (member, novelty) in [(&table.nam, 2_400), (&table.hoa, 2_700)] {
        declare(house, table, member, dossier, json!({"answer": "none"})).await.expect(200);
        fill(house, member, marks(novelty, 3_300)).await.expect(200);
        seal(house, member).await.expect(200);
    }
}

async fn opened(house: &House, table: &Table) -> String {
    let opening =
        json!({"held_on": "2026-11-24", "place": "Phòng họp tầng 2", "agenda": "Họp xét đợt 2 năm 2026"});
    let session =
        house.create(&table.secretary.who, &format!("{}/session", table.round), opening).await.expect(201);
    assert_eq!(session["number"], "01/BB-HĐSK");
    format!("/api/v1/council-sessions/{}", session["id"].as_str().unwrap())
}

async fn attended(house: &House, table: &Table, session: &str, present: &[&Member]) -> Reply {
    let everyone = [&table.chair, &table.secretary, &table.nam, &table.hoa, &table.author];
    let rows: Vec<Value> = everyone
        .iter()
        .map(|member| {
            let came = present.iter().any(|one| one.id == member.id);
            let presence = if came { "present" } else { "absent" };
            json!({"person_id": member.id, "presence": presence, "reason": if came { "" } else { "đi công tác" }})
        })
        .collect();
    change(house, &table.secretary.who, Method::PUT, session, "/attendance", json!({"attendance": rows}))
        .await
}

fn hands(yes: &[&Member], no: &[&Member], reason: &str) -> Value {
    let hand = |member: &&Member, choice: &str| json!({"person_id": member.id, "choice": choice});
    let votes: Vec<Value> =
        yes.iter().map(|one| hand(one, "yes")).chain(no.iter().map(|one| hand(one, "no"))).collect();
    json!({"mode": "open", "votes": votes, "opinions": ["Ông Nam hỏi về chi phí."], "reason": reason})
}

async fn record(house: &House, table: &Table, session: &str, dossier: &str, body: Value) -> Reply {
    change(house, &table.secretary.who, Method::PUT, session, &format!("/items/{dossier}"), body).await
}

async fn close(house: &House, who: &Member, session: &str) -> Reply {
    change(house, &who.who, Method::POST, session, "/closing", json!({"conclusion": ""})).await
}

/// What everybody except the marker can read about the round and its sheets.
async fn seen(house: &House, table: &Table) -> Vec<Value> {
    let mut all = Vec::new();
    for who in [&table.chair, &table.secretary, &table.hoa, &table.author] {
        all.push(house.get(&who.who, &table.round).await.expect(200)["dossiers"].clone());
        all.push(house.get(&who.who, "/api/v1/rounds").await.expect(200));
        all.push(house.get(&who.who, &format!("{}/scores", table.round)).await.expect(409)["type"].clone());
        all.push(house.get(&who.who, "/api/v1/sheets").await.expect(200));
        all.push(
            house
                .get(&who.who, "/api/v1/sheets?round=00000000-0000-0000-0000-000000000000")
                .await
                .expect(200),
        );
    }
    all
}

on_both_engines! {
    async fn a_dossier_is_scored_voted_on_and_minuted(house: House) {
        let table = table(&house).await;
        let dossier = accepted(&house, &table, "Sổ theo dõi tiêm chủng điện tử").await;
        let waiting = house.get(&table.secretary.who, &format!("{}/waiting", table.round)).await.expect(200);
        assert_eq!(waiting["items"][0]["dossier_id"], dossier.as_str());

        act(&house, &table, &table.secretary, "/dossiers", json!({"dossier_ids": [dossier]})).await.expect(200);
        let path = format!("/dossiers/{dossier}/markers");
        // The author sits on the council and cannot be a marker; a stranger is no member.
        let refused = act(&house, &table, &table.secretary, &path, json!({"markers": [table.nam.id, table.author.id]}));
        assert_eq!(refused.await.problem(422), [("/markers/1".to_owned(), "conflicted".to_owned())]);
        act(&house, &table, &table.secretary, "/scoring", json!({})).await.problem(422);
        let one = act(&house, &table, &table.secretary, &path, json!({"markers": [table.nam.id]})).await;
        let desk = one.expect(200)["dossiers"][0]["desk"].clone();
        assert_eq!(desk["markers"][0]["full_name"], "Phạm Văn Nam");
        assert_eq!(desk["conflicts"][0]["full_name"], "Nguyễn Văn An");
        assert_eq!(desk["suspicions"].as_array().unwrap().len(), 4, "all work in the commune");
        let few = act(&house, &table, &table.secretary, "/scoring", json!({})).await.problem(422);
        assert_eq!(few[0].1, "markers-needed");
        let both = json!({"markers": [table.nam.id, table.hoa.id]});
        act(&house, &table, &table.secretary, &path, both).await.expect(200);
        act(&house, &table, &table.secretary, "/scoring", json!({})).await.expect(200);

        // The rubric is frozen by its first use.
        let rubric = house.get(&table.nam.who, &format!("/api/v1/rubrics/{STANDARD}")).await.expect(200);
        assert_eq!((&rubric["frozen"], &rubric["criteria"][0]["most"]), (&json!(true), &json!(3_000)));
        assert_eq!(rubric["criteria"][0]["bands"].as_array().unwrap().len(), 5);

        // The card is blind: no name, no workplace, in the sheet or in lists.
        let sheet = my_sheet(&house, &table.nam).await;
        let page = house.get(&table.nam.who, &sheet).await.text();
        let lists = house.get(&table.nam.who, "/api/v1/sheets").await.text() + &house.get(&table.nam.who, &table.round).await.text();
        for hidden in ["Nguyễn Văn An", "Trạm Y tế", &table.author.id] {
            assert!(!page.contains(hidden) && !lists.contains(hidden), "{hidden}");
        }
        let outside = fill(&house, &table.nam, json!({"marks": [{"criterion": "novelty", "score": 2_700, "band": 1}], "conditions": {}}));
        assert_eq!(outside.await.problem(422)[0].1, "score-outside-band");
        fill(&house, &table.nam, marks(2_400, 3_300)).await.expect(200);
        assert_eq!(seal(&house, &table.nam).await.problem(422)[0].1, "declaration-of-interest-needed");
        marked(&house, &table, &dossier).await;
        assert_eq!(fill(&house, &table.nam, marks(3_000, 4_000)).await.status, 409, "a sealed sheet stands");

        act(&house, &table, &table.secretary, "/reveal", json!({})).await.problem(403);
        act(&house, &table, &table.chair, "/reveal", json!({})).await.expect(200);
        let scores = house.get(&table.secretary.who, &format!("{}/scores", table.round)).await.expect(200);
        assert_eq!(scores["items"][0]["mean"], 8_150);
        assert_eq!(scores["items"][0]["trace"], "(80,00 + 83,00) : 2 = 81,50");
        // The author is a council member and still sees no score of the own dossier.
        let own = house.get(&table.author.who, &format!("{}/scores", table.round)).await.expect(200);
        assert_eq!(own["items"], json!([]));

        let session = opened(&house, &table).await;
        close(&house, &table.chair, &session).await.problem(422);
        let came = [&table.chair, &table.secretary, &table.nam, &table.author];
        let page = attended(&house, &table, &session, &came).await.expect(200);
        assert_eq!((&page["present"], &page["quorum"], &page["quorate"]), (&json!(4), &json!(4), &json!(true)));
        assert_eq!((&page["items"][0]["base"], &page["items"][0]["needed"]), (&json!(4), &json!(3)));
        let ballot = hands(&[&table.chair, &table.author], &[&table.hoa], "");
        let refused = record(&house, &table, &session, &dossier, ballot).await.problem(422);
        let codes: Vec<_> = refused.iter().map(|(_, code)| code.as_str()).collect();
        assert_eq!(codes, ["conflicted", "unknown-reference"]);
        record(&house, &table, &session, &dossier, hands(&[&table.chair, &table.secretary], &[], "")).await.expect(200);
        let own = format!("{session}/items/{dossier}/vote");
        let vote = house.call(&table.author.who, Method::PUT, &own, &[], Some(json!({"choice": "yes"}))).await;
        assert_eq!(vote.problem(422)[0].1, "conflicted");
        house.call(&table.nam.who, Method::PUT, &own, &[], Some(json!({"choice": "yes"}))).await.expect(200);
        close(&house, &table.nam, &session).await.problem(403);
        let closed = close(&house, &table.chair, &session).await.expect(200);
        assert_eq!(closed["items"][0]["result"]["outcome"], "passed");
        close(&house, &table.chair, &session).await.problem(409);

        let decided = house.get(&table.secretary.who, &table.round).await.expect(200);
        assert_eq!(decided["round"]["state"], "decided");
        assert_eq!(decided["dossiers"][0]["standing"], "passed");
        let recorded = house.get(&table.author.who, &format!("/api/v1/dossiers/{dossier}")).await.expect(200);
        assert_eq!(recorded["state"], "council_passed");

        house.settle().await;
        let minutes = house.get(&table.nam.who, &format!("{session}/minutes")).await.expect(200);
        assert_eq!((&minutes["number"], &minutes["printed"]), (&json!("01/BB-HĐSK"), &json!(true)));
        let pdf = house.get(&table.nam.who, minutes["href"].as_str().unwrap()).await;
        assert!(pdf.bytes.starts_with(b"%PDF"));
        let hash = data_encoding::HEXLOWER.encode(&Sha256::digest(&pdf.bytes));
        assert_eq!(minutes["sha256"], hash.as_str());
        for outsider in [&table.all.stranger, &table.all.administrator] {
            house.get(outsider, &format!("{session}/minutes")).await.problem(404);
            house.get(outsider, &table.round).await.problem(404);
        }
    }

    /// Count leak and sort leak: whatever a marker writes or seals, nobody else's answers change, beyond
    /// the state of the sheet on the secretary's and the chair's desk.
    async fn scores_leak_through_no_count_and_no_order(house: House) {
        let table = table(&house).await;
        let dossier = accepted(&house, &table, "Tưới nhỏ giọt dùng pin mặt trời").await;
        assigned(&house, &table, &dossier).await;
        declare(&house, &table, &table.nam, &dossier, json!({"answer": "none"})).await.expect(200);
        let before = seen(&house, &table).await;
        fill(&house, &table.nam, marks(3_000, 4_000)).await.expect(200);
        assert_eq!(seen(&house, &table).await, before);
        fill(&house, &table.nam, marks(2_400, 2_000)).await.expect(200);
        assert_eq!(seen(&house, &table).await, before);
        seal(&house, &table.nam).await.expect(200);
        let mut after = seen(&house, &table).await;
        for page in &mut after {
            for place in ["/0/desk/markers/0/sheet_state", "/0/desk/markers/1/sheet_state"] {
                if let Some(state) = page.pointer_mut(place) {
                    *state = json!("draft");
                }
            }
        }
        assert_eq!(after, before);
        // No role reaches the sheet itself, nor its address for the others' verbs.
        let sheet = my_sheet(&house, &table.nam).await;
        for who in [&table.chair, &table.secretary, &table.hoa, &table.author] {
            house.get(&who.who, &sheet).await.problem(404);
            house.change(&who.who, Method::PUT, &sheet, "\"1\"", marks(0, 0)).await.problem(404);
            house.change(&who.who, Method::POST, &format!("{sheet}/seal"), "\"1\"", json!({})).await.problem(404);
        }
        house.get(&table.all.administrator, &sheet).await.problem(404);
        house.get(&Visitor::default(), &sheet).await.problem(401);
    }

    /// Stepping back, a declaration, an empty sheet: none of them shows the scores of others.
    async fn abstaining_unlocks_nothing(house: House) {
        let table = table(&house).await;
        let dossier = accepted(&house, &table, "Đọc sách cùng con").await;
        assigned(&house, &table, &dossier).await;
        declare(&house, &table, &table.nam, &dossier, json!({"answer": "none"})).await.expect(200);
        fill(&house, &table.nam, marks(2_400, 3_300)).await.expect(200);
        seal(&house, &table.nam).await.expect(200);
        fill(&house, &table.hoa, json!({"marks": [], "conditions": {}})).await.expect(200);
        let scores = format!("{}/scores", table.round);
        house.get(&table.hoa.who, &scores).await.problem(409);
        assert_eq!(act(&house, &table, &table.chair, "/reveal", json!({})).await.problem(409), []);

        let conflict = json!({"answer": "conflict", "reason": ""});
        assert_eq!(declare(&house, &table, &table.hoa, &dossier, conflict).await.problem(422)[0].1, "reason-needed");
        let conflict = json!({"answer": "conflict", "reason": "Em ruột là tác giả"});
        declare(&house, &table, &table.hoa, &dossier, conflict).await.expect(200);
        house.get(&table.hoa.who, &scores).await.problem(409);
        assert_eq!(fill(&house, &table.hoa, marks(3_000, 4_000)).await.status, 422, "the sheet is gone");
        let desk = house.get(&table.secretary.who, &table.round).await.expect(200)["dossiers"][0]["desk"].clone();
        assert!(desk["markers"].as_array().unwrap().iter().any(|one| one["sheet_state"] == "recused"), "{desk}");
        assert!(desk["conflicts"].as_array().unwrap().iter().any(|one| one["reason"] == "Em ruột là tác giả"), "{desk}");
        let tasks = house.get(&table.secretary.who, "/api/v1/tasks").await.expect(200);
        assert!(tasks["items"].as_array().unwrap().iter().any(|task| task["kind"] == "assign_markers"), "{tasks}");
        // One sealed sheet is too few: the secretary must find another marker first.
        assert_eq!(act(&house, &table, &table.chair, "/reveal", json!({})).await.problem(422)[0].1, "markers-needed");
        let path = format!("/dossiers/{dossier}/markers");
        let again = act(&house, &table, &table.secretary, &path, json!({"markers": [table.nam.id, table.hoa.id]}));
        assert_eq!(again.await.problem(422)[0].1, "conflicted");
        let without = act(&house, &table, &table.secretary, &path, json!({"markers": [table.chair.id]}));
        assert_eq!(without.await.status, 409, "a sealed sheet is not taken away");
        let markers = json!({"markers": [table.nam.id, table.chair.id]});
        act(&house, &table, &table.secretary, &path, markers).await.expect(200);
        let tasks = house.get(&table.chair.who, "/api/v1/tasks").await.expect(200);
        let kinds: Vec<_> = tasks["items"].as_array().unwrap().iter().map(|task| task["kind"].clone()).collect();
        assert_eq!(kinds, ["declare_interests", "score_dossier"]);
        declare(&house, &table, &table.chair, &dossier, json!({"answer": "none"})).await.expect(200);
        fill(&house, &table.chair, marks(2_100, 3_000)).await.expect(200);
        seal(&house, &table.chair).await.expect(200);
        act(&house, &table, &table.chair, "/reveal", json!({})).await.expect(200);
        // Whoever stepped back does not read the scores afterwards either.
        let own = house.get(&table.hoa.who, &scores).await.expect(200);
        assert_eq!(own["items"], json!([]));
        let back = declare(&house, &table, &table.hoa, &dossier, json!({"answer": "none"})).await;
        assert_eq!(back.status, 409);
    }

    /// Two chairs close at once: one decision, one refusal.
    async fn two_closings_give_one_decision(house: House) {
        let table = table(&house).await;
        let dossier = accepted(&house, &table, "Cân rác sau buổi chợ").await;
        assigned(&house, &table, &dossier).await;
        marked(&house, &table, &dossier).await;
        act(&house, &table, &table.chair, "/reveal", json!({})).await.expect(200);
        let session = opened(&house, &table).await;
        let everyone = [&table.chair, &table.secretary, &table.nam, &table.hoa, &table.author];
        attended(&house, &table, &session, &everyone).await.expect(200);
        let yes = [&table.chair, &table.secretary];
        record(&house, &table, &session, &dossier, hands(&yes, &[&table.nam, &table.hoa], "")).await.expect(200);
        assert_eq!(close(&house, &table.chair, &session).await.problem(422)[0].1, "reason-needed");
        let paper = json!({"mode": "paper", "counts": {"issued": 5, "yes": 2, "no": 2}, "reason": "Chưa rõ hiệu quả."});
        assert_eq!(record(&house, &table, &session, &dossier, paper).await.problem(422)[0].1, "too-many-votes");
        let paper = json!({"mode": "paper", "counts": {"issued": 4, "yes": 2, "no": 1, "blank": 1}, "reason": "Chưa rõ hiệu quả."});
        record(&house, &table, &session, &dossier, paper).await.expect(200);

        let tag = house.get(&table.chair.who, &session).await.etag();
        let path = format!("{session}/closing");
        let both = tokio::join!(
            house.change(&table.chair.who, Method::POST, &path, &tag, json!({})),
            house.change(&table.secretary.who, Method::POST, &path, &tag, json!({})),
        );
        let mut statuses = [both.0.status.as_u16(), both.1.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409], "{} {}", both.0.text(), both.1.text());
        let recorded = house.get(&table.author.who, &format!("/api/v1/dossiers/{dossier}")).await.expect(200);
        assert_eq!(recorded["state"], "council_failed");
        house.settle().await;
        let minutes = house.get(&table.chair.who, &format!("{session}/minutes")).await.expect(200);
        assert_eq!(minutes["printed"], true);
    }

    /// A rubric changes by a new edition; a frozen one never does.
    async fn a_used_rubric_is_frozen(house: House) {
        let table = table(&house).await;
        let who = &table.secretary.who;
        let criterion = |most: i32| json!({"code": "all", "label_vi": "Chung", "label_en": "All", "most": most, "step": 50});
        let draft = |most: i32| json!({
            "unit_id": table.all.commune.0, "code": "xa", "title_vi": "Tiêu chí xã", "title_en": "Commune",
            "source": "QĐ 15/QĐ-UBND", "criteria": [criterion(most)]
        });
        assert_eq!(house.create(who, "/api/v1/rubrics", draft(9_000)).await.problem(422)[0].1, "rubric-unsound");
        house.create(&table.nam.who, "/api/v1/rubrics", draft(10_000)).await.problem(404);
        let first = house.create(who, "/api/v1/rubrics", draft(10_000)).await.expect(201);
        let path = format!("/api/v1/rubrics/{}", first["id"].as_str().unwrap());
        let words = |title: &str| json!({"title_vi": title, "title_en": "Commune", "source": "QĐ 15", "criteria": [criterion(10_000)]});
        change(&house, who, Method::PUT, &path, "", words("Bản sửa")).await.expect(200);
        let plan = json!({"council_id": table.council, "rubric_id": first["id"], "name": "Đợt 3", "score_by": "2026-12-31"});
        house.create(who, "/api/v1/rounds", plan).await.expect(201);
        assert_eq!(change(&house, who, Method::PUT, &path, "", words("Sửa nữa")).await.status, 409);
        let second = house.create(who, "/api/v1/rubrics", draft(10_000)).await.expect(201);
        assert_eq!((&second["edition"], &second["frozen"]), (&json!(2), &json!(false)));
        let standard = format!("/api/v1/rubrics/{STANDARD}");
        assert!(change(&house, who, Method::PUT, &standard, "", words("Lạ")).await.status.is_client_error());
    }
}
