//! Every way an idea may go after the thanks: asked and replied, in use and in the gold book, kept and taken up
//! again, shown the way elsewhere; by the people of the desk, by the author, by the private link and by the clock.

use reqwest::Method;
use sangkien::{
    authority::{Role, UnitId},
    ideas::service::park_unanswered,
};
use serde_json::{Value, json};

use crate::{
    house::{House, Reply, Visitor, tuesday},
    on_both_engines,
    pages::{location, post},
    people::{Sonhong, back, somebody, sonhong},
};

/// What is recorded of an idea that is in use.
pub fn application() -> Value {
    json!({"applied_on": "2026-10-05", "evidence": "Đã đến xem.", "words": "Cảm ơn bạn, tôi đã đến xem tận nơi."})
}

/// The commune's look before the gold book.
pub fn look() -> Value {
    json!({"words": "Cách làm đã vào Sổ vàng của xã.",
        "new_here": true, "in_use": true, "beneficial": true, "not_excluded": true})
}

/// One verb of the idea at `path`, with its present version.
pub async fn act(house: &House, who: &Visitor, path: &str, verb: &str, body: Value) -> Reply {
    // People take a moment between two steps.
    house.clock.set(house.app.now().plus_seconds(1));
    let tag = house.get(who, path).await.etag();
    let method = if verb == "companion" { Method::PUT } else { Method::POST };
    house.change(who, method, &format!("{path}/{verb}"), &tag, body).await
}

/// Leads an idea from its receipt into the gold book; answers it.
pub async fn into_the_book(house: &House, coordinator: &Visitor, receipt: &Value) -> Value {
    let path = format!("/api/v1/ideas/{}", receipt["id"].as_str().unwrap());
    let thanks = json!({"words": "Cảm ơn bạn nhiều, cách làm rất hay."});
    act(house, coordinator, &path, "thanks", thanks).await.expect(200);
    act(house, coordinator, &path, "application", application()).await.expect(200);
    act(house, coordinator, &path, "honour", look()).await.expect(200)
}

/// An idea as its teller holds it.
pub struct Told {
    /// Its address in the API.
    pub path: String,
    /// Its private page.
    pub follow: String,
    /// Its human code.
    pub code: String,
    /// The secret of its link.
    pub token: String,
}

/// A thought that is not done yet, told without an account.
async fn told(house: &House) -> Told {
    let card = json!({
        "before": "Trước đây cỏ mọc kín lối vào nghĩa trang.", "proposal": "Tôi đề nghị trồng lạc dại hai bên lối.",
        "author_name": "Nguyễn Văn An", "email": "an@example.vn", "name_public": true
    });
    let receipt = house.create(&Visitor::default(), "/api/v1/ideas", card).await.expect(201);
    let text = |key: &str| receipt[key].as_str().unwrap().to_owned();
    let (code, token) = (text("code"), text("tracking_token"));
    Told {
        path: format!("/api/v1/ideas/{}", text("id")),
        follow: format!("/theo-doi/{code}/{token}"),
        code,
        token,
    }
}

pub async fn screened(house: &House, coordinator: &Visitor) -> Told {
    let idea = told(house).await;
    let thanks = json!({"words": "Cảm ơn bác An, ý tưởng rất đáng quý."});
    let thanked = act(house, coordinator, &idea.path, "thanks", thanks).await.expect(200);
    assert_eq!(thanked["state"], "screening");
    idea
}

pub fn words(text: &str) -> Value {
    json!({"words": text})
}

pub fn kinds(idea: &Value) -> Vec<&str> {
    idea["timeline"].as_array().unwrap().iter().map(|line| line["kind"].as_str().unwrap()).collect()
}

pub async fn tasks(house: &House, who: &Visitor) -> Vec<String> {
    let tasks = house.get(who, "/api/v1/tasks").await.expect(200);
    tasks["items"].as_array().unwrap().iter().map(|task| task["kind"].as_str().unwrap().to_owned()).collect()
}

/// The one letter whose subject says this; letters go out side by side.
pub fn letter(house: &House, subject: &str) -> String {
    let mut sent = house.mails.sent().into_iter().filter(|mail| mail.subject.contains(subject));
    let first = sent.next().unwrap_or_else(|| panic!("no letter about {subject}"));
    assert!(sent.next().is_none(), "one letter about {subject}");
    first.text
}

/// A village with a head and a coordinator of its own.
pub async fn village(house: &House, all: &Sonhong) -> (UnitId, Visitor, Visitor) {
    let unit = json!({"code": "T3", "kind": "village", "name": "Thôn 3", "parent_id": all.commune.0});
    let made = house.create(&all.administrator, "/api/v1/units", unit).await.expect(201);
    let unit = UnitId(made["id"].as_str().unwrap().parse().unwrap());
    let head =
        somebody(house, &all.administrator, unit, "Hồ Văn Thôn", "truongthon", &[Role::VillageHead]).await;
    let desk = somebody(house, &all.administrator, unit, "Cao Thị Lan", "lan", &[Role::Coordinator]).await;
    (unit, head, desk)
}

async fn person_of(house: &House, who: &Visitor) -> String {
    house.get(who, "/api/v1/session").await.expect(200)["person"]["id"].as_str().unwrap().to_owned()
}

on_both_engines! {
    async fn a_question_is_answered_by_the_link_and_the_idea_enters_the_book(house: House) {
        let Sonhong { coordinator, .. } = sonhong(&house).await;
        let nobody = Visitor::default();
        let idea = screened(&house, &coordinator).await;
        let seen = house.get(&coordinator, &idea.path).await.expect(200);
        assert_eq!(seen["companion_name"], "Trần Thị Hương");
        assert_eq!(seen["verbs"], json!(["assign", "ask", "start_trial", "apply", "answer", "park", "redirect", "forward"]));
        assert_eq!(kinds(&seen), ["received", "thanked", "assigned"]);
        // Ten working days after a Tuesday.
        assert_eq!(seen["due_at"], "2026-12-08T16:59:59Z");
        assert_eq!(tasks(&house, &coordinator).await, ["answer_idea"]);

        let asked = act(&house, &coordinator, &idea.path, "question", words("Bác cho hỏi: trồng hết bao nhiêu mét?")).await;
        let asked = asked.expect(200);
        assert_eq!((&asked["state"], &asked["verbs"]), (&json!("needs_info"), &json!([])));
        assert_eq!(asked["due_at"], "2026-12-09T16:59:59Z");
        assert!(tasks(&house, &coordinator).await.is_empty());

        // The page names who asks and what, and takes the reply without a script and without an account.
        let page = house.get(&nobody, &idea.follow).await.text();
        for told in ["Chờ bạn trả lời", "Trần Thị Hương hỏi bạn", "trồng hết bao nhiêu mét?", "tra-loi", "09/12/2026"] {
            assert!(page.contains(told), "{told}");
        }
        let reply_at = format!("{}/tra-loi", idea.follow);
        let short = post(&house, &reply_at, &[("words", "<b>2")]).await;
        assert_eq!(short.status, 422);
        let again = short.text();
        assert!(again.contains(">&#60;b&#62;2</textarea>") && again.contains("id=\"words-error\""), "{again}");
        assert!(again.contains("href=\"#words\"") && again.contains("aria-invalid=\"true\""));
        let forged = format!("/theo-doi/{}/abcdefghijklmnopqrstuvwxyz/tra-loi", idea.code);
        assert_eq!(post(&house, &forged, &[("words", "Hai trăm mét bác ạ.")]).await.status, 404);
        house.clock.set(house.app.now().plus_seconds(2 * 24 * 3_600));
        let reply = [("words", "Hai trăm mét, nhà tôi góp cây giống.")];
        assert_eq!(location(&post(&house, &reply_at, &reply).await), idea.follow);
        // An impatient thumb sends it twice: one reply.
        assert_eq!(location(&post(&house, &reply_at, &reply).await), idea.follow);
        // Other words after that are kept in sight, and it is said that the question is answered.
        let late = post(&house, &reply_at, &[("words", "À, phải là ba trăm mét.")]).await;
        assert_eq!(late.status, 409);
        assert!(late.text().contains("À, phải là ba trăm mét.</textarea>"));

        let coordinator = back(&house, "huong").await;
        let seen = house.get(&coordinator, &idea.path).await.expect(200);
        assert_eq!(seen["state"], "screening");
        assert_eq!(kinds(&seen), ["received", "thanked", "assigned", "asked", "replied"]);
        // Ten days were left on Tuesday; they run on from Thursday.
        assert_eq!(seen["due_at"], "2026-12-10T16:59:59Z");
        let page = house.get(&nobody, &idea.follow).await.text();
        assert!(page.contains("Bạn viết") && page.contains("nhà tôi góp cây giống") && !page.contains("tra-loi"));

        let poor = json!({"applied_on": "2027-01-01", "evidence": "", "words": "Cảm ơn bác nhiều lắm."});
        let refused = act(&house, &coordinator, &idea.path, "application", poor).await.problem(422);
        let pointers: Vec<_> = refused.iter().map(|(pointer, _)| pointer.as_str()).collect();
        assert_eq!(pointers, ["/evidence", "/applied_on"]);
        let applied = act(&house, &coordinator, &idea.path, "application", application()).await.expect(200);
        assert_eq!((&applied["state"], &applied["verbs"]), (&json!("applied"), &json!(["honour", "decline_honour"])));
        assert!(applied.get("gold_book_no").is_none());
        assert_eq!(tasks(&house, &coordinator).await, ["honour_idea"]);
        house.settle().await;
        assert_eq!(house.get(&nobody, "/api/v1/archive").await.expect(200)["total"], 0, "not in public yet");

        let mut no = look();
        no["beneficial"] = json!(false);
        let refused = act(&house, &coordinator, &idea.path, "honour", no).await.problem(422);
        assert_eq!(refused, [("/conditions".to_owned(), "conditions-not-met".to_owned())]);
        let honoured = act(&house, &coordinator, &idea.path, "honour", look()).await.expect(200);
        assert_eq!((&honoured["state"], &honoured["gold_book_no"]), (&json!("honoured"), &json!(1)));
        house.settle().await;
        let subjects: Vec<_> = house.mails.sent().into_iter().map(|mail| mail.subject).collect();
        assert_eq!(subjects.len(), 5, "received, thanked, asked, applied, honoured: {subjects:?}");
        assert!(subjects.iter().any(|subject| subject.contains("hỏi bạn một câu")), "{subjects:?}");
        // What was asked in between is between the two.
        let code = &idea.code;
        let public = house.get(&nobody, &format!("/api/v1/archive/{code}")).await.text();
        assert!(!public.contains("hai trăm mét") && !public.contains("bao nhiêu mét"));
    }

    async fn an_author_with_an_account_replies_and_two_questions_are_enough(house: House) {
        let Sonhong { coordinator, author, stranger, .. } = sonhong(&house).await;
        let idea = screened(&house, &coordinator).await;
        let claim = json!({"code": idea.code, "tracking_token": idea.token});
        house.post(&author, "/api/v1/ideas/claims", claim).await.expect(200);
        for round in 0..2 {
            let question = words(&format!("Bác cho hỏi thêm lần {round}: làm mấy ngày?"));
            act(&house, &coordinator, &idea.path, "question", question).await.expect(200);
            assert_eq!(tasks(&house, &author).await, ["reply_question"]);
            let tag = house.get(&author, &idea.path).await.etag();
            let reply_at = format!("{}/reply", idea.path);
            let body = words("Làm hai buổi là xong bác ạ.");
            // Neither a stranger nor the companion answers for the author.
            house.change(&stranger, Method::POST, &reply_at, &tag, body.clone()).await.problem(404);
            house.change(&coordinator, Method::POST, &reply_at, &tag, body.clone()).await.problem(403);
            house.change(&author, Method::POST, &reply_at, "\"1\"", body.clone()).await.problem(412);
            let replied = house.change(&author, Method::POST, &reply_at, &tag, body).await.expect(200);
            assert_eq!(replied["state"], "screening");
        }
        let seen = house.get(&coordinator, &idea.path).await.expect(200);
        assert_eq!(seen["verbs"], json!(["assign", "start_trial", "apply", "answer", "park", "redirect", "forward"]), "no third question");
        act(&house, &coordinator, &idea.path, "question", words("Bác cho hỏi lần nữa nhé?")).await.problem(409);
        // Nothing went out in between: each letter still carries its own question.
        house.settle().await;
        let letters = house.mails.sent();
        for round in ["lần 0", "lần 1"] {
            assert_eq!(letters.iter().filter(|mail| mail.text.contains(round)).count(), 1, "{round}");
        }
    }

    async fn the_clock_keeps_what_is_not_answered_and_the_author_takes_it_up_again(house: House) {
        let Sonhong { coordinator, .. } = sonhong(&house).await;
        let nobody = Visitor::default();
        let idea = screened(&house, &coordinator).await;
        act(&house, &coordinator, &idea.path, "question", words("Bác cho hỏi: trồng ở đoạn nào?")).await.expect(200);
        // Fifteen days: the 9th of December to its end.
        house.clock.set(tuesday().plus_seconds(15 * 24 * 3_600));
        park_unanswered(&house.app).await.unwrap();
        let track = format!("/api/v1/ideas/tracking/{}?token={}", idea.code, idea.token);
        assert_eq!(house.get(&nobody, &track).await.expect(200)["state"], "needs_info");
        house.clock.set(tuesday().plus_seconds(16 * 24 * 3_600));
        park_unanswered(&house.app).await.unwrap();
        park_unanswered(&house.app).await.unwrap();
        let kept = house.get(&nobody, &track).await.expect(200);
        assert_eq!(kept["state"], "parked");
        assert_eq!(kinds(&kept), ["received", "thanked", "assigned", "asked", "parked"]);
        assert!(kept.get("due_at").is_none());
        house.settle().await;
        let kept = letter(&house, "Kho ý tưởng");
        assert!(kept.contains(&idea.follow), "{kept}");
        assert!(!kept.contains("“”") && !kept.contains("\n\n\n"), "{kept}");

        // The reply that comes too late finds the form that takes the idea up again, and is still in it.
        let late = post(&house, &format!("{}/tra-loi", idea.follow), &[("words", "Đoạn từ cổng vào, bác nhé.")]).await;
        assert_eq!(late.status, 409);
        let page = late.text();
        assert!(page.contains("mo-lai") && page.contains("Đoạn từ cổng vào, bác nhé.</textarea>"), "{page}");
        let reopen_at = format!("{}/mo-lai", idea.follow);
        let reopened = post(&house, &reopen_at, &[("words", "Đoạn từ cổng vào, bác nhé.")]).await;
        assert_eq!(location(&reopened), idea.follow);
        let seen = house.get(&nobody, &track).await.expect(200);
        assert_eq!((&seen["state"], &seen["companion_name"]), (&json!("screening"), &json!("Trần Thị Hương")));
        assert_eq!(seen["due_at"], "2026-12-24T16:59:59Z", "a fresh clock");
    }

    async fn an_answer_is_reopened_once_and_the_bank_whenever_by_account_and_by_link(house: House) {
        let Sonhong { coordinator, author, .. } = sonhong(&house).await;
        let nobody = Visitor::default();
        let idea = screened(&house, &coordinator).await;
        let claim = json!({"code": idea.code, "tracking_token": idea.token});
        house.post(&author, "/api/v1/ideas/claims", claim).await.expect(200);
        let by_link = |path: &str| format!("/api/v1/ideas/tracking/{}/{path}", idea.code);
        let body = json!({"tracking_token": idea.token, "words": "Đã có năm nhà cùng làm với tôi."});
        // Not yet: there is nothing to take up.
        house.post(&nobody, &by_link("reopening"), body.clone()).await.problem(409);
        house.post(&nobody, &by_link("reply"), body.clone()).await.problem(409);
        for _ in 0..2 {
            act(&house, &coordinator, &idea.path, "parking", words("Ý tưởng quý, xã giữ lại chờ kinh phí.")).await.expect(200);
            let seen = house.get(&author, &idea.path).await.expect(200);
            assert_eq!(seen["verbs"], json!(["reopen"]));
            let reopened = act(&house, &author, &idea.path, "reopening", words("Nay đã có kinh phí bác ạ.")).await;
            assert_eq!(reopened.expect(200)["state"], "screening");
        }
        let answer = json!({"reason": "needs_budget", "next_step": "idea_bank", "words": "Năm nay chưa có kinh phí bác ạ."});
        act(&house, &coordinator, &idea.path, "answer", answer.clone()).await.expect(200);
        let page = house.get(&nobody, &idea.follow).await.text();
        assert!(page.contains("Cần kinh phí") && page.contains("mo-lai"));
        let wrong = json!({"tracking_token": "abcdefghijklmnopqrstuvwxyz", "words": "Đã có năm nhà cùng làm."});
        house.post(&nobody, &by_link("reopening"), wrong).await.problem(404);
        let reopened = house.post(&nobody, &by_link("reopening"), body.clone()).await;
        assert_eq!(reopened.expect(200)["state"], "screening");
        // The old reason no longer stands there as if it counted.
        assert!(!house.get(&nobody, &idea.follow).await.text().contains("Cần kinh phí"));
        act(&house, &coordinator, &idea.path, "answer", answer).await.expect(200);
        assert_eq!(house.get(&author, &idea.path).await.expect(200)["verbs"], json!([]));
        let page = house.get(&nobody, &idea.follow).await.text();
        assert!(page.contains("Cần kinh phí") && !page.contains("mo-lai"));
        house.post(&nobody, &by_link("reopening"), body).await.problem(409);
    }

    async fn who_keeps_the_book_says_it_once(house: House) {
        let Sonhong { coordinator, .. } = sonhong(&house).await;
        let idea = screened(&house, &coordinator).await;
        let quiet = json!({"applied_on": "2026-10-05", "evidence": "Đã đến xem."});
        act(&house, &coordinator, &idea.path, "application", quiet).await.expect(200);
        act(&house, &coordinator, &idea.path, "honour", look()).await.expect(200);
        house.settle().await;
        let subjects: Vec<_> = house.mails.sent().into_iter().map(|mail| mail.subject).collect();
        assert_eq!(subjects.len(), 3, "received, thanked, honoured: {subjects:?}");
        let page = house.get(&Visitor::default(), &idea.follow).await.text();
        assert_eq!(page.matches("Lời nhắn của").count(), 1);
        assert!(page.contains("Đã áp dụng") && page.contains("Ghi danh Sổ vàng"));
    }

    async fn a_complaint_is_shown_the_way(house: House) {
        let Sonhong { coordinator, .. } = sonhong(&house).await;
        let idea = screened(&house, &coordinator).await;
        let way = words("Bác gửi qua cổng phản ánh, kiến nghị của tỉnh giúp nhé.");
        let shown = act(&house, &coordinator, &idea.path, "redirection", way).await.expect(200);
        assert_eq!((&shown["state"], &shown["verbs"]), (&json!("redirected_feedback"), &json!([])));
        // The letter waits while the step may be taken back.
        house.clock.set(house.app.now().plus_seconds(600));
        house.settle().await;
        assert!(letter(&house, "Chỉ đường cho phản ánh").contains("cổng phản ánh"));
        let page = house.get(&Visitor::default(), &idea.follow).await.text();
        assert!(page.contains("Là phản ánh, kiến nghị") && page.contains("cổng phản ánh"));
        let english = house.get(&Visitor::default(), &format!("/en{}", idea.follow)).await.text();
        assert!(english.contains("complaint") && english.contains("lang=\"en\""));
    }

    async fn a_village_thanks_its_coordinator_goes_along_and_the_commune_writes_its_book(house: House) {
        let all = sonhong(&house).await;
        let (unit, head, desk) = village(&house, &all).await;
        let card = json!({"before": "Trước đây sân nhà văn hóa tối om.", "done_already": true, "unit_id": unit.0});
        let receipt = house.create(&Visitor::default(), "/api/v1/ideas", card).await.expect(201);
        let path = format!("/api/v1/ideas/{}", receipt["id"].as_str().unwrap());
        // The head of the village thanks; who goes along is not theirs to say.
        assert_eq!(tasks(&house, &head).await, ["thank_idea"]);
        let thanks = json!({"words": "Cảm ơn bác, cả thôn quý cách làm này."});
        let thanked = act(&house, &head, &path, "thanks", thanks).await.expect(200);
        assert_eq!((&thanked["state"], &thanked["companion_name"]), (&json!("thanked"), &json!("")));
        assert!(tasks(&house, &head).await.is_empty());
        assert_eq!(tasks(&house, &desk).await, ["screen_idea"]);
        let (author, truongthon) = (person_of(&house, &all.author).await, person_of(&house, &head).await);
        let to = |person: &str| json!({"companion_id": person});
        // Nobody is charged with it who does not act for the unit.
        let nobody = act(&house, &desk, &path, "companion", to(&author)).await.problem(422);
        assert_eq!(nobody, [("/companion_id".to_owned(), "not-of-this-desk".to_owned())]);
        act(&house, &head, &path, "companion", to(&truongthon)).await.problem(403);
        let companions = format!("{path}/companions");
        house.get(&head, &companions).await.problem(403);
        house.get(&all.stranger, &companions).await.problem(404);
        let list = house.get(&desk, &companions).await.expect(200);
        let names: Vec<_> = list["items"].as_array().unwrap().iter().map(|one| one["full_name"].as_str().unwrap()).collect();
        assert_eq!(names, ["Cao Thị Lan", "Hồ Văn Thôn", "Trần Thị Hương"]);
        let screened = act(&house, &desk, &path, "companion", to(&truongthon)).await.expect(200);
        assert_eq!((&screened["state"], &screened["companion_name"]), (&json!("screening"), &json!("Hồ Văn Thôn")));
        assert_eq!(screened["due_at"], "2026-11-27T16:59:59Z", "done already: three working days");
        // As the companion the head may do what a head may not otherwise.
        assert_eq!(tasks(&house, &head).await, ["answer_idea"]);
        act(&house, &head, &path, "application", application()).await.expect(200);

        // The gold book is the commune's: neither the head nor the village's coordinator writes it.
        for who in [&head, &desk] {
            act(&house, who, &path, "honour", look()).await.problem(403);
            assert!(tasks(&house, who).await.is_empty());
        }
        assert_eq!(tasks(&house, &all.coordinator).await, ["honour_idea"]);
        let stranger = house.change(&all.stranger, Method::POST, &format!("{path}/honour"), "\"4\"", look()).await;
        stranger.problem(404);
        let honoured = act(&house, &all.coordinator, &path, "honour", look()).await.expect(200);
        assert_eq!(honoured["gold_book_no"], 1);
        let seen = house.get(&desk, &path).await.expect(200);
        assert_eq!((&seen["verbs"], &seen["keeps_book"]), (&json!([]), &json!(false)));
        assert_eq!(honoured["keeps_book"], true);
    }

    async fn a_coordinator_thanks_and_names_somebody_else_in_one_step(house: House) {
        let all = sonhong(&house).await;
        let (unit, _head, desk) = village(&house, &all).await;
        let card = json!({"before": "Trước đây đường trơn.", "unit_id": unit.0});
        let receipt = house.create(&Visitor::default(), "/api/v1/ideas", card).await.expect(201);
        let path = format!("/api/v1/ideas/{}", receipt["id"].as_str().unwrap());
        let author = person_of(&house, &all.author).await;
        let wrong = json!({"words": "Cảm ơn bạn nhiều lắm.", "companion_id": author});
        act(&house, &all.coordinator, &path, "thanks", wrong).await.problem(422);
        assert_eq!(house.get(&all.coordinator, &path).await.expect(200)["state"], "received", "nothing of it is kept");
        let lan = person_of(&house, &desk).await;
        let both = json!({"words": "Cảm ơn bạn nhiều lắm.", "companion_id": lan});
        let seen = act(&house, &all.coordinator, &path, "thanks", both).await.expect(200);
        assert_eq!((&seen["state"], &seen["companion_name"]), (&json!("screening"), &json!("Cao Thị Lan")));
        assert_eq!(kinds(&seen), ["received", "thanked", "assigned"]);
        assert_eq!(tasks(&house, &desk).await, ["answer_idea"]);
        assert!(tasks(&house, &all.coordinator).await.is_empty());
    }

    async fn who_writes_for_somebody_else_cannot_take_the_credit(house: House) {
        let Sonhong { coordinator, author, .. } = sonhong(&house).await;
        let card = json!({"before": "Trước đây chờ lâu.", "author_name": "Cụ Tâm", "for_other": true});
        let receipt = house.create(&coordinator, "/api/v1/ideas", card).await.expect(201);
        let claim = json!({"code": receipt["code"], "tracking_token": receipt["tracking_token"]});
        house.post(&coordinator, "/api/v1/ideas/claims", claim.clone()).await.problem(409);
        assert_eq!(house.post(&author, "/api/v1/ideas/claims", claim).await.expect(200)["claimed"], true);
    }

    async fn the_desk_lists_what_waits_and_each_state_by_itself(house: House) {
        let Sonhong { coordinator, .. } = sonhong(&house).await;
        let asked = screened(&house, &coordinator).await;
        act(&house, &coordinator, &asked.path, "question", words("Bác cho hỏi: trồng ở đoạn nào?")).await.expect(200);
        let parked = screened(&house, &coordinator).await;
        act(&house, &coordinator, &parked.path, "parking", words("Ý tưởng quý, xã giữ lại.")).await.expect(200);
        let codes = async |query: &str| {
            let list = house.get(&coordinator, &format!("/api/v1/ideas?view=desk{query}")).await.expect(200);
            let codes = list["items"].as_array().unwrap().iter().map(|row| row["code"].as_str().unwrap().to_owned());
            codes.collect::<Vec<_>>()
        };
        assert_eq!(codes("").await, [asked.code.as_str()]);
        assert_eq!(codes("&state=needs_info").await, [asked.code.as_str()]);
        assert_eq!(codes("&state=parked").await, [parked.code.as_str()]);
        house.get(&coordinator, "/api/v1/ideas?view=desk&state=magic").await.problem(422);
    }

    async fn words_by_link_are_bounded(house: House) {
        let Sonhong { coordinator, .. } = sonhong(&house).await;
        let idea = screened(&house, &coordinator).await;
        act(&house, &coordinator, &idea.path, "question", words("Bác cho hỏi: trồng ở đoạn nào?")).await.expect(200);
        let reply_at = format!("{}/tra-loi", idea.follow);
        let huge = "x".repeat(100_000);
        let bidi = "Đoạn này \u{202e}ngược lại nhé";
        for hostile in [huge.as_str(), "", "ngắn", bidi] {
            let refused = post(&house, &reply_at, &[("words", hostile)]).await;
            assert!(refused.status == 422 || refused.status == 413, "{} {}", refused.status, hostile.len());
        }
        for _ in 0..40 {
            post(&house, &reply_at, &[("words", "ngắn")]).await;
        }
        let too_many = post(&house, &reply_at, &[("words", "Đoạn từ cổng vào, bác nhé.")]).await;
        assert_eq!(too_many.status, 429);
        assert!(too_many.text().contains("Đoạn từ cổng vào, bác nhé.</textarea>"));
    }
}
