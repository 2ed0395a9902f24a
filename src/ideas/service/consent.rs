//! What the author and a child's guardian agree to: given, taken back and objected to, by account, by the private
//! link or on paper; and what the public may see of the idea after each word.

use serde_json::json;

use super::{guardian, read};
use crate::{
    app::App,
    authority::{Action, Actor, PersonId},
    foundation::{
        Code, Instant, Result, Tx, Violations,
        audit::{self, Entry},
        messages::{Lang, text},
        outbox,
    },
    ideas::{
        model::{Card, Idea, IdeaId, NAME_MOST, Stood, line},
        rules,
        store::{self, Guardian},
    },
    people::{
        self, Capacity, Channel, ChildAge, Purpose, Said,
        consents::{Consent, Kept},
    },
};

/// What was ticked on a card, before it was received.
pub struct Ticked {
    purposes: Vec<(Purpose, &'static str)>,
    lang: Lang,
    stood: Stood,
}

impl Ticked {
    /// Each purpose that was ticked is its own consent; what was not ticked is none.
    pub(super) fn of(card: &Card, lang: Lang, stood: Stood) -> Self {
        let own = stood.channel == Channel::Web;
        let ticks = [
            (
                card.name_public,
                Purpose::PublishName,
                if own { "idea_new_name_public" } else { "proxy_name_public" },
            ),
            (
                card.pictures_public,
                Purpose::PublishPictures,
                if own { "idea_new_pictures_public" } else { "proxy_pictures_public" },
            ),
        ];
        let purposes =
            ticks.into_iter().filter(|tick| tick.0).map(|(_, purpose, key)| (purpose, key)).collect();
        Self { purposes, lang, stood }
    }
}

/// Keeps what was ticked as the author's own words, and asks the guardian of a child.
pub(super) async fn keep_ticked(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    idea: &Idea,
    ticked: Ticked,
    now: Instant,
) -> Result<()> {
    let Ticked { purposes, lang, stood } = ticked;
    for (purpose, key) in purposes {
        let said = Consent {
            object_kind: "idea",
            object: idea.id.0,
            purpose,
            capacity: ChildAge::capacity(idea.child),
            person: idea.author,
            given_by: &idea.card.author_name,
            recorder: idea.recorder,
            channel: stood.channel,
            lang,
            text: text(lang, key),
        };
        people::consents::give(tx, &said, now).await?;
    }
    match stood.guardian {
        Some(contact) => guardian::ask(app, tx, actor, idea.id, contact, now).await,
        None => Ok(()),
    }
}

/// One word of the author or of somebody who writes it down for them, as it came.
#[derive(Clone, Debug, Default)]
pub struct Saying {
    /// `self`, `child` or `guardian`; the author's own capacity if empty.
    pub capacity: String,
    /// Whose word it is, for a guardian on paper.
    pub given_by: String,
    /// `web`, `paper` or `spoken`; empty for the usual one.
    pub channel: String,
    /// The language of the text that was read.
    pub lang: Lang,
}

/// A word by the private link.
#[derive(Clone, Copy, Debug)]
pub struct ByLink<'a> {
    /// The idea's code.
    pub code: &'a str,
    /// The secret of the link.
    pub token: &'a str,
    /// The language of the page.
    pub lang: Lang,
}

/// The request to a guardian as those who carry it see it.
#[derive(Clone, Debug)]
pub struct GuardianSeen {
    /// The request.
    pub asked: Guardian,
    /// The secret of the guardian's page, only for who hands it over.
    pub token: Option<String>,
}

/// Everything that was said about what the public may see of an idea.
#[derive(Clone, Debug)]
pub struct Consents {
    /// The idea as it may be shown now.
    pub idea: Idea,
    /// Every word, oldest first.
    pub kept: Vec<Kept>,
    /// The guardian, where one is named.
    pub guardian: Option<GuardianSeen>,
    /// In which capacity this reader may speak; nothing for who only reads.
    pub speaks: Option<Capacity>,
}

impl Consents {
    /// The author's last word on a purpose.
    pub fn own(&self, purpose: Purpose) -> Option<bool> {
        self.last(purpose, ChildAge::capacity(self.idea.child))
    }

    /// The last word of a capacity on a purpose.
    pub fn last(&self, purpose: Purpose, capacity: Capacity) -> Option<bool> {
        let of = |kept: &&Kept| kept.purpose == purpose && kept.capacity == capacity;
        let mut said = self.kept.iter().filter(of).map(|kept| kept.withdrawn_at.is_none()).peekable();
        said.peek().is_some().then(|| said.any(|in_force| in_force))
    }
}

async fn around(
    app: &App,
    actor: &Actor,
    idea: Idea,
    speaks: Option<Capacity>,
    carries: bool,
) -> Result<Consents> {
    let db = app.db.reader();
    let kept = people::consents::all(db, idea.id.0).await?;
    // The child follows the idea by its own link: it must not hold the guardian's as well.
    let carries = carries && (actor.person.is_none() || actor.person != idea.author);
    let guardian = store::guardian_of(db, idea.id)
        .await?
        .map(|asked| GuardianSeen { token: carries.then(|| guardian::guardian_token(app, asked.id)), asked });
    Ok(Consents { idea, kept, guardian, speaks })
}

/// The consents of an idea, for its author, its recorder and its unit.
pub async fn consents(app: &App, actor: &Actor, id: IdeaId) -> Result<Consents> {
    actor.signed_in()?;
    let idea = store::load(app.db.reader(), &actor.scope(Action::ReadConsents), id).await?;
    actor.require(Action::ReadConsents, &idea.resource())?;
    let speaks = actor.person.filter(|person| speaks(&idea, *person)).map(|_| ChildAge::capacity(idea.child));
    around(app, actor, idea, speaks, true).await
}

/// The consents of an idea, for the holder of its private link.
pub async fn consents_by_link(app: &App, code: &str, token: &str) -> Result<Consents> {
    let idea = store::by_code(app.db.reader(), code).await?;
    read::check_token(app, &idea, token)?;
    let speaks = Some(ChildAge::capacity(idea.child));
    around(app, &Actor::public(), idea, speaks, false).await
}

/// The author speaks; who wrote it down speaks for an author without an account.
fn speaks(idea: &Idea, person: PersonId) -> bool {
    idea.author == Some(person) || (idea.author.is_none() && idea.recorder == Some(person))
}

/// Writes down that the author, or on paper the guardian, agrees.
pub async fn give_consent(
    app: &App,
    actor: &Actor,
    id: IdeaId,
    purpose: Purpose,
    said: &Saying,
) -> Result<Consents> {
    by_account(app, actor, id, purpose, said, true).await
}

/// Takes it back, in the same capacity.
pub async fn withdraw_consent(
    app: &App,
    actor: &Actor,
    id: IdeaId,
    purpose: Purpose,
    said: &Saying,
) -> Result<Consents> {
    by_account(app, actor, id, purpose, said, false).await
}

async fn by_account(
    app: &App,
    actor: &Actor,
    id: IdeaId,
    purpose: Purpose,
    said: &Saying,
    yes: bool,
) -> Result<Consents> {
    let person = actor.signed_in()?;
    let now = app.now();
    let tx = app.db.begin_write().await?;
    store::hold(&tx, id).await?;
    let idea = store::load(&*tx, &actor.scope(Action::ReadIdea), id).await?;
    actor.require(Action::SayConsent, &idea.resource())?;
    let voice = voice(&idea, person, said)?;
    say(&tx, actor, idea, &[(purpose, yes)], &voice, now).await?;
    tx.commit().await?;
    consents(app, actor, id).await
}

/// Takes a word by the private link.
pub async fn say_by_link(app: &App, by: ByLink<'_>, purpose: Purpose, yes: bool) -> Result<()> {
    let now = app.now();
    let known = store::by_code(app.db.reader(), by.code).await?;
    read::check_token(app, &known, by.token)?;
    let tx = app.db.begin_write().await?;
    store::hold(&tx, known.id).await?;
    let idea = store::by_id(&*tx, known.id).await?;
    let voice = Voice {
        capacity: ChildAge::capacity(idea.child),
        person: idea.author,
        given_by: idea.card.author_name.clone(),
        recorder: None,
        channel: Channel::Web,
        lang: by.lang,
    };
    say(&tx, &Actor::public(), idea, &[(purpose, yes)], &voice, now).await?;
    tx.commit().await
}

/// Whose word it is and how it came.
pub(super) struct Voice {
    pub capacity: Capacity,
    pub person: Option<PersonId>,
    pub given_by: String,
    pub recorder: Option<PersonId>,
    pub channel: Channel,
    pub lang: Lang,
}

fn voice(idea: &Idea, person: PersonId, said: &Saying) -> Result<Voice> {
    let own = ChildAge::capacity(idea.child);
    let mut wrong = Violations::new();
    let capacity = match said.capacity.as_str() {
        "" => Some(own),
        word => Capacity::parse(word)
            .filter(|capacity| *capacity == own || (*capacity == Capacity::Guardian && idea.child.is_some())),
    };
    wrong.unless(capacity.is_some(), Code::NotOffered, "/capacity");
    let records = idea.recorder == Some(person);
    let channel = match (records, said.channel.as_str()) {
        (true, "") => Some(Channel::Paper),
        (true, word) => Channel::parse(word).filter(|channel| *channel != Channel::Web),
        (false, "" | "web") => Some(Channel::Web),
        (false, _) => None,
    };
    wrong.unless(channel.is_some(), Code::NotOffered, "/channel");
    let of_guardian = capacity == Some(Capacity::Guardian);
    let given_by = line(&mut wrong, &said.given_by, "/given_by", NAME_MOST);
    wrong.unless(!of_guardian || !given_by.is_empty(), Code::Required, "/given_by");
    wrong.into_result()?;
    // Only a recorder brings a guardian's word; and once the author has an account, they speak for themselves.
    if if of_guardian { !records } else { !speaks(idea, person) } {
        return Err(Code::Forbidden.into());
    }
    Ok(Voice {
        capacity: capacity.unwrap_or(own),
        person: if of_guardian { None } else { idea.author },
        given_by: if of_guardian { given_by } else { idea.card.author_name.clone() },
        recorder: records.then_some(person),
        channel: channel.unwrap_or(Channel::Web),
        lang: said.lang,
    })
}

/// The key of the text somebody read.
pub(super) fn asked(capacity: Capacity, purpose: Purpose) -> String {
    let whose = match capacity {
        Capacity::Own | Capacity::Child => "consent_own",
        Capacity::Guardian => "consent_guardian",
    };
    format!("{whose}_{}", purpose.as_str())
}

/// Writes words down and settles what the public may see after them.
pub(super) async fn say(
    tx: &Tx,
    actor: &Actor,
    idea: Idea,
    words: &[(Purpose, bool)],
    voice: &Voice,
    now: Instant,
) -> Result<()> {
    let mut changed = Vec::new();
    for (purpose, yes) in words.iter().copied() {
        if purpose == Purpose::PublishName && yes && idea.card.author_name.is_empty() {
            return Err(Violations::one(Code::Required, "/author_name").into());
        }
        let key = asked(voice.capacity, purpose);
        let said = Consent {
            object_kind: "idea",
            object: idea.id.0,
            purpose,
            capacity: voice.capacity,
            person: voice.person,
            given_by: &voice.given_by,
            recorder: voice.recorder,
            channel: voice.channel,
            lang: voice.lang,
            text: text(voice.lang, &key),
        };
        let is_new = if yes {
            people::consents::give(tx, &said, now).await?
        } else {
            people::consents::withdraw(tx, &said, now).await?
        };
        if is_new {
            changed.push(
                json!({ "purpose": purpose.as_str(), "capacity": voice.capacity.as_str(), "yes": yes }),
            );
        }
    }
    if changed.is_empty() {
        return Ok(());
    }
    let heard = Heard {
        name: people::consents::words(&**tx, idea.id.0, Purpose::PublishName).await?,
        pictures: people::consents::words(&**tx, idea.id.0, Purpose::PublishPictures).await?,
        story: people::consents::words(&**tx, idea.id.0, Purpose::PublishStory).await?,
    };
    let idea = rules::showing(idea, &heard.name, &heard.pictures, &heard.story);
    store::show(tx, &idea).await?;
    audit::append(
        tx,
        &Entry {
            at: now,
            actor: actor.person.map(|person| person.0),
            capacity: actor.capacity(Action::SayConsent, &idea.resource()),
            action: "idea.consent_changed",
            object: "idea",
            id: idea.id.0,
            payload: json!({ "said": changed, "channel": voice.channel.as_str() }),
        },
    )
    .await?;
    outbox::push(tx, now, &[outbox::Event::new("idea.consent_changed", idea.id.0)]).await
}

struct Heard {
    name: Vec<Said>,
    pictures: Vec<Said>,
    story: Vec<Said>,
}
