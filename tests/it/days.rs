//! Four hundred days in a minute: two processes keep the same clock, the house stops now and then, the mail server
//! has moods, and people are quick, slow or silent. Whatever the clock does is compared with a count by hand
//! (`days_oracle.rs`): nothing missing, nothing twice, nothing on a day off.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicU32, Ordering},
};

use async_trait::async_trait;
use sangkien::{
    app::{App, Parts},
    authority::{Actor, PersonId, Role, UnitId},
    foundation::{Db, Instant, clock::SetClock, idempotency::Once},
    ideas::{CardInput, EventKind, Idea, IdeaId, Standing, service},
    jobs,
    mail::{self, Mailer, Message},
    people::{self, LinkKind},
};
use serde_json::json;
use time::{Date, Duration, macros::date};

use crate::{
    days_oracle::{Oracle, Tally, count, works},
    house::{House, tuesday},
    on_both_engines,
    people::{Sonhong, somebody, sonhong},
};

const DAYS: i64 = 400;
/// The house stops: from which day on, for how many days. Over Tết, over a weekend, over the 1st of November.
const STOPS: [(i64, i64); 9] =
    [(20, 1), (45, 2), (72, 5), (100, 3), (150, 4), (200, 5), (260, 2), (300, 1), (341, 3)];
/// How often a second process is started afresh.
const FRESH: i64 = 20;
/// Lan is away, Hoa stands in.
const LEAVE: (Date, Date) = (date!(2027 - 03 - 01), date!(2027 - 03 - 12));

/// A mail server with moods: now and then it refuses for a while, or takes a letter and does not say so.
struct Moody {
    clock: Arc<SetClock>,
    calls: AtomicU32,
    taken: Mutex<Vec<(Date, Message)>>,
}

#[async_trait]
impl Mailer for Moody {
    async fn send(&self, message: &Message) -> Result<(), mail::Error> {
        let busy = || Err(mail::Error::Temporary { reason: "busy".into() });
        let call = self.calls.fetch_add(1, Ordering::SeqCst);
        if call % 20 == 7 {
            return busy();
        }
        use sangkien::foundation::clock::Clock;
        self.taken.lock().unwrap().push((self.clock.now().date(), message.clone()));
        if call % 37 == 11 { busy() } else { Ok(()) }
    }
}

/// What a person does with an idea, and on which day at the earliest.
#[derive(Clone, Copy)]
enum Deed {
    Thank,
    Ask,
    Reply,
    Answer,
    Park,
    Withdraw,
}

/// The seven lives of an idea: deeds with the days since the deed before.
fn life(number: usize) -> &'static [(i64, Deed)] {
    match number % 7 {
        0 => &[(1, Deed::Thank), (2, Deed::Answer)],
        1 => &[(1, Deed::Thank), (1, Deed::Ask), (3, Deed::Reply), (2, Deed::Park)],
        // The author stays silent.
        2 => &[(1, Deed::Thank), (1, Deed::Ask)],
        // Nobody acts, until the author takes it back.
        3 => &[(30, Deed::Withdraw)],
        // Late, after those above heard of it.
        4 => &[(9, Deed::Thank), (18, Deed::Answer)],
        // The author needs the reminder, and the desk lets the reply lie.
        5 => &[(1, Deed::Thank), (1, Deed::Ask), (10, Deed::Reply), (22, Deed::Withdraw)],
        _ => &[(3, Deed::Thank), (21, Deed::Ask), (1, Deed::Reply), (1, Deed::Answer)],
    }
}

struct Told {
    id: IdeaId,
    code: String,
    number: usize,
    village: bool,
    done: usize,
    since: Date,
}

struct Stage {
    apps: [App; 2],
    clock: Arc<SetClock>,
    url: String,
    commune: UnitId,
    village: UnitId,
    author: Actor,
    lan: Actor,
    huong: Actor,
    ideas: Vec<Told>,
    oracle: Oracle,
}

async fn actor(app: &App, login: &str) -> Actor {
    let account = people::account_by_login(app, login).await.unwrap();
    let tx = app.db.begin_write().await.unwrap();
    let until = app.now().plus_seconds(600);
    let token = people::links::create(&tx, LinkKind::SignIn, account, until).await.unwrap();
    tx.commit().await.unwrap();
    let session = people::service::sign_in_by_link(app, &token, "days", None).await.unwrap();
    people::resolve_session(app, &session).await.unwrap().unwrap()
}

fn beside(app: &App, db: Db) -> App {
    App::of(Parts { db, ..(**app).clone() })
}

impl Stage {
    async fn set(house: &House, mails: &Arc<Moody>) -> Self {
        let Sonhong { commune, administrator, .. } = sonhong(house).await;
        let unit = json!({"code": "T3", "kind": "village", "name": "Thôn 3", "parent_id": commune.0});
        let made = house.create(&administrator, "/api/v1/units", unit).await.expect(201);
        let village = UnitId(made["id"].as_str().unwrap().parse().unwrap());
        for (name, login, unit, roles) in [
            ("Cao Thị Lan", "lan@sonhong.vn", village, &[Role::Coordinator][..]),
            ("Lê Thị Hoa", "hoa@sonhong.vn", village, &[Role::VillageHead]),
            ("An Thị Hương", "huong@sonhong.vn", commune, &[Role::Coordinator]),
            ("Trần Thị Hà", "ha@sonhong.vn", commune, &[Role::UnitHead]),
            ("Nguyễn Văn Thành", "thanh@sonhong.vn", commune, &[Role::CommuneChair]),
            ("Hồ Văn Bảy", "bay@sonhong.vn", village, &[]),
        ] {
            somebody(house, &administrator, unit, name, login, roles).await;
        }
        let app = App::of(Parts { mail: mails.clone(), ..(*house.app).clone() });
        let second = beside(&app, Db::connect(&house.url, 4).await.unwrap());
        let lan = actor(&app, "lan@sonhong.vn").await;
        let hoa: PersonId = actor(&app, "hoa@sonhong.vn").await.person.unwrap();
        let once = Once::new("leave", "days", "nameDeputy", "").unwrap();
        people::service::name_deputy(&app, &lan, hoa, LEAVE, &once).await.unwrap();
        Self {
            author: actor(&app, "bay@sonhong.vn").await,
            huong: actor(&app, "huong@sonhong.vn").await,
            lan,
            apps: [app, second],
            clock: house.clock.clone(),
            url: house.url.clone(),
            commune,
            village,
            ideas: Vec::new(),
            oracle: Oracle::new(LEAVE),
        }
    }

    /// Both processes look at the clock at once, and carry out what there is; what failed is tried again soon.
    async fn tick(&mut self, now: Instant) {
        self.clock.set(now);
        let [one, two] = &self.apps;
        let (first, second) = tokio::join!(jobs::tick(one), jobs::tick(two));
        first.unwrap();
        second.unwrap();
        self.oracle.tick(now);
        self.deliver(now).await;
    }

    async fn deliver(&self, now: Instant) {
        for later in [0, 10, 80, 170] {
            self.clock.set(now.plus_seconds(later));
            let [one, two] = &self.apps;
            let (first, second) = tokio::join!(jobs::drain(one), jobs::drain(two));
            first.unwrap();
            second.unwrap();
        }
    }

    async fn send(&mut self, number: usize, day: Date) {
        let village = !number.is_multiple_of(3);
        let own = number.is_multiple_of(2);
        let done_already = number.is_multiple_of(5);
        let card = CardInput {
            before: format!("Trước đây việc số {number} còn chậm."),
            proposal: "Tôi đề nghị làm theo cách mới.".into(),
            done_already,
            email: if own { String::new() } else { format!("an{number}@example.vn") },
            ..CardInput::default()
        };
        let unit = Some(if village { self.village } else { self.commune });
        let once = Once::new(&format!("idea-{number}"), "days", "sendIdea", "").unwrap();
        let nobody = Actor::public();
        let from = if own { &self.author } else { &nobody };
        let sending = service::Sending {
            card,
            unit,
            campaign: None,
            recording: None,
            for_other: false,
            card_name: None,
            standing: Standing::default(),
            once,
        };
        let receipt = service::send(&self.apps[0], from, sending).await.unwrap();
        self.oracle.received(&receipt.idea.code, village, done_already, day);
        let idea = receipt.idea;
        self.ideas.push(Told { id: idea.id, code: idea.code, number, village, done: 0, since: day });
    }

    async fn act(&mut self, at: usize, day: Date) {
        let told = &self.ideas[at];
        let Some((wait, deed)) = life(told.number).get(told.done).copied() else { return };
        if !self.oracle.is_open(&told.code) || day - told.since < Duration::days(wait) {
            return;
        }
        let (app, code) = (&self.apps[told.number % 2], told.code.clone());
        let system = Actor::system();
        let Idea { id, version, .. } = service::detail(app, &system, told.id).await.unwrap().idea;
        let desk = if told.village { &self.lan } else { &self.huong };
        let words = "Cảm ơn bạn nhiều, mình đang xem kỹ.";
        let done = match deed {
            Deed::Thank => service::thank(app, desk, id, version, words, None).await,
            Deed::Ask => service::ask(app, desk, id, version, "Bạn cho hỏi: làm ở đoạn nào?").await,
            // For who has no account the house itself writes down what they said.
            Deed::Reply => service::reply(app, &system, id, version, "Làm ở đoạn đầu thôn.").await,
            Deed::Park => service::park(app, desk, id, version, words).await,
            Deed::Withdraw => service::withdraw(app, &system, id, version).await,
            Deed::Answer => {
                let (reason, next_step) = ("needs_budget".to_owned(), "idea_bank".to_owned());
                let answer = service::Answering { reason, next_step, words: words.to_owned() };
                service::answer(app, desk, id, version, &answer).await
            }
        };
        done.unwrap();
        let oracle = &mut self.oracle;
        match deed {
            Deed::Thank => oracle.thanked(&code, day),
            Deed::Ask => oracle.asked(&code, day),
            Deed::Reply => oracle.replied(&code, day),
            Deed::Answer => oracle.ended(&code, Some("mail answered"), day),
            Deed::Park => oracle.ended(&code, Some("mail kept"), day),
            Deed::Withdraw => oracle.ended(&code, None, day),
        }
        let told = &mut self.ideas[at];
        (told.done, told.since) = (told.done + 1, day);
    }

    /// At noon of a working day people write and act.
    async fn noon(&mut self, day: Date, offset: i64) {
        let now = Instant::start_of(day).plus_seconds(12 * 3_600 + 300);
        self.clock.set(now);
        for at in 0..self.ideas.len() {
            self.act(at, day).await;
        }
        if offset % 4 == 0 && offset < DAYS - 40 {
            self.send(self.ideas.len(), day).await;
        }
        self.deliver(now).await;
        // What may be taken back for ten minutes is told then.
        self.deliver(now.plus_seconds(660)).await;
    }

    /// What stands on the timelines.
    async fn lines(&self, seen: &mut Tally) {
        for told in &self.ideas {
            let detail = service::detail(&self.apps[0], &Actor::system(), told.id).await.unwrap();
            for line in detail.timeline {
                let day = line.at.date();
                match line.kind {
                    EventKind::Escalated => count(seen, "line escalated", &told.code, day),
                    EventKind::Parked if line.person.is_none() => count(seen, "line parked", &told.code, day),
                    _ => {}
                }
            }
        }
    }
}

/// What a letter is, by its words.
fn letter(seen: &mut Tally, day: Date, mail: &Message) {
    const KINDS: [(&str, &str); 6] = [
        ("đã nhận ý tưởng của bạn", "mail received"),
        ("cảm ơn bạn về ý tưởng", "mail thanked"),
        ("hỏi bạn một câu về ý tưởng", "mail asked"),
        ("vẫn chờ lời bạn về ý tưởng", "mail reminder"),
        ("được giữ trong Kho ý tưởng", "mail kept"),
        ("Trả lời về ý tưởng", "mail answered"),
    ];
    let reader = mail.to_address.split('@').next().unwrap();
    let subject = mail.subject.as_str();
    if let Some(rest) = subject.strip_prefix("Hôm nay có ") {
        let number = rest.split(' ').next().unwrap();
        count(seen, &format!("mail due {number}"), reader, day);
    } else if subject.starts_with("Chưa có lịch nghỉ lễ năm 2028") {
        count(seen, "mail holidays", reader, day);
    } else if subject.contains("tin mới cho bạn") {
        count(seen, "mail gathered", reader, day);
        for line in mail.text.lines().filter_map(|line| line.strip_prefix("• ")) {
            let what = [("Ý tưởng mới", "new"), ("Tác giả", "reply"), ("đã quá hẹn", "overdue")];
            let (_, what) = what.iter().find(|(words, _)| line.contains(words)).unwrap();
            count(seen, &format!("line to {reader}"), &format!("{what} {}", code(line)), day);
        }
    } else {
        let (_, kind) = KINDS.iter().find(|(words, _)| subject.contains(words)).unwrap();
        count(seen, kind, &code(subject), day);
    }
}

fn code(text: &str) -> String {
    let start = text.find("SK-").unwrap();
    text[start..].chars().take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '-').collect()
}

on_both_engines! {
    async fn four_hundred_days_bring_what_a_count_by_hand_expects(house: House) {
        let mails = Arc::new(Moody {
            clock: house.clock.clone(),
            calls: AtomicU32::new(0),
            taken: Mutex::default(),
        });
        let mut stage = Stage::set(&house, &mails).await;
        let start = tuesday().date();
        for offset in 1..=DAYS {
            let day = start + Duration::days(offset);
            if STOPS.iter().any(|(from, length)| (*from..from + length).contains(&offset)) {
                continue;
            }
            if offset % FRESH == 0 {
                let db = Db::connect(&stage.url, 4).await.unwrap();
                stage.apps[1] = beside(&stage.apps[0], db);
            }
            let moments: &[i64] = if works(day) { &[5, 421, 452, 12 * 60] } else { &[5, 9 * 60] };
            for minutes in moments {
                stage.tick(Instant::start_of(day).plus_seconds(minutes * 60)).await;
                if *minutes == 12 * 60 {
                    stage.noon(day, offset).await;
                }
            }
        }
        let mut seen = Tally::new();
        stage.lines(&mut seen).await;
        let mut known: std::collections::BTreeMap<uuid::Uuid, String> = std::collections::BTreeMap::new();
        let mut again = 0;
        for (day, mail) in mails.taken.lock().unwrap().iter() {
            // Sent again because nobody said that it was taken: the same letter, word for word.
            match known.insert(mail.id.unwrap(), mail.text.clone()) {
                Some(before) => {
                    again += 1;
                    assert_eq!(before, mail.text);
                }
                None => letter(&mut seen, *day, mail),
            }
        }
        let expected = &stage.oracle.expected;
        let differ = |one: &Tally, other: &Tally| -> Vec<String> {
            let more = one.iter().filter(|(what, times)| other.get(*what) != Some(*times));
            more.map(|(what, times)| format!("{times} × {what}")).collect()
        };
        let (missing, more) = (differ(expected, &seen), differ(&seen, expected));
        assert!(missing.is_empty() && more.is_empty(), "expected: {missing:#?}\nseen: {more:#?}");
        let of = |what: &str| seen.keys().filter(|key| key.starts_with(what)).count();
        for (what, least) in [
            ("line escalated", 40), ("line parked", 8), ("mail reminder", 12), ("mail due", 100),
            ("mail gathered", 100), ("mail holidays", 1), ("line to hoa", 1), ("line to thanh", 5),
        ] {
            assert!(of(what) >= least, "{what}: {}", of(what));
        }
        assert!(again > 5, "the mail server had moods: {again}");
    }
}
