//! The guardian of a child: asked by letter or on paper, and answers on a page of their own. The child's private
//! link never holds the guardian's.

use super::{
    consent::{self, Voice},
    read::{self, Detail},
};
use crate::{
    app::App,
    authority::{Action, Actor},
    foundation::{
        Code, Error, Instant, Result, Tx, Violations,
        audit::{self, Entry},
        ids::new_uuid,
        messages::Lang,
        outbox,
        secret::token_hash,
    },
    ideas::{
        model::{GuardianContact, Idea, IdeaId, NAME_MOST, PictureId, line},
        store::{self, Guardian},
    },
    people::{self, Capacity, Channel, Purpose, consents::Kept},
};

const PURPOSE: &str = "guardian";

/// The secret of a guardian's page: derived, so that whoever hands it over can print it again.
pub fn guardian_token(app: &App, request: uuid::Uuid) -> String {
    app.secret.derive_token(PURPOSE, request.as_bytes())
}

/// Asks a guardian inside the transaction of whoever names them.
pub(super) async fn ask(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    idea: IdeaId,
    contact: GuardianContact,
    now: Instant,
) -> Result<()> {
    let asked = Guardian {
        id: new_uuid(now),
        idea,
        contact,
        asked_at: now,
        decided_at: None,
        decision: String::new(),
    };
    store::put_guardian(tx, &asked, &token_hash(&guardian_token(app, asked.id))).await?;
    note(tx, actor, "idea.guardian_asked", idea, serde_json::Value::Null, now).await
}

async fn note(
    tx: &Tx,
    actor: &Actor,
    topic: &str,
    idea: IdeaId,
    payload: serde_json::Value,
    now: Instant,
) -> Result<()> {
    audit::append(
        tx,
        &Entry {
            at: now,
            actor: actor.person.map(|person| person.0),
            capacity: actor.capacity(Action::SayConsent, &crate::authority::Resource::default()),
            action: topic,
            object: "idea",
            id: idea.0,
            payload,
        },
    )
    .await?;
    outbox::push(tx, now, &[outbox::Event::new(topic, idea.0)]).await
}

fn named(name: &str, contact: &str) -> Result<GuardianContact> {
    let contact = GuardianContact::parse(name, contact)?;
    if contact.contact.is_empty() {
        return Err(Violations::one(Code::Required, "/guardian_contact").into());
    }
    Ok(contact)
}

async fn ask_later(app: &App, actor: &Actor, idea: Idea, name: &str, contact: &str) -> Result<()> {
    let contact = named(name, contact)?;
    if idea.child.is_none() {
        return Err(Code::WrongState.into());
    }
    let now = app.now();
    let tx = app.db.begin_write().await?;
    store::hold(&tx, idea.id).await?;
    if store::guardian_of(&*tx, idea.id).await?.is_some_and(|asked| asked.decided_at.is_some()) {
        // Who has decided is not exchanged for somebody who may decide otherwise.
        return Err(Code::WrongState.into());
    }
    ask(app, &tx, actor, idea.id, contact, now).await?;
    tx.commit().await
}

/// Names the guardian of a child's idea, for its author or recorder; until they decide another may be named.
pub async fn ask_guardian(app: &App, actor: &Actor, id: IdeaId, name: &str, contact: &str) -> Result<()> {
    actor.signed_in()?;
    let idea = store::load(app.db.reader(), &actor.scope(Action::ReadIdea), id).await?;
    actor.require(Action::SayConsent, &idea.resource())?;
    ask_later(app, actor, idea, name, contact).await
}

/// Names the guardian by the private link.
pub async fn ask_guardian_by_link(
    app: &App,
    code: &str,
    token: &str,
    name: &str,
    contact: &str,
) -> Result<()> {
    let idea = store::by_code(app.db.reader(), code).await?;
    read::check_token(app, &idea, token)?;
    ask_later(app, &Actor::public(), idea, name, contact).await
}

/// What the guardian's page shows.
#[derive(Clone, Debug)]
pub struct ByGuardian {
    /// The request.
    pub asked: Guardian,
    /// The idea, its pictures and its unit.
    pub detail: Detail,
    /// Every word that was said.
    pub kept: Vec<Kept>,
}

impl ByGuardian {
    /// The last word of a capacity on a purpose.
    pub fn last(&self, purpose: Purpose, capacity: Capacity) -> Option<bool> {
        let of = |kept: &&Kept| kept.purpose == purpose && kept.capacity == capacity;
        let mut said = self.kept.iter().filter(of).map(|kept| kept.withdrawn_at.is_none()).peekable();
        said.peek().is_some().then(|| said.any(|in_force| in_force))
    }
}

async fn request(app: &App, token: &str) -> Result<Guardian> {
    store::guardian_by_token(app.db.reader(), &token_hash(token)).await?.ok_or(Error::NOT_FOUND)
}

/// Everything a guardian is asked about.
pub async fn guardian_reads(app: &App, token: &str) -> Result<ByGuardian> {
    let asked = request(app, token).await?;
    let idea = store::by_id(app.db.reader(), asked.idea).await?;
    let kept = people::consents::all(app.db.reader(), asked.idea.0).await?;
    Ok(ByGuardian { detail: read::around(app, idea).await?, asked, kept })
}

/// A picture a guardian is asked about.
pub async fn guardian_picture(app: &App, token: &str, picture: PictureId) -> Result<Vec<u8>> {
    let asked = request(app, token).await?;
    super::picture::of_idea(app, asked.idea, picture, true).await
}

/// Takes the guardian's words, one for each purpose; whoever changes their mind sends them again.
pub async fn guardian_decides(
    app: &App,
    token: &str,
    name: &str,
    words: &[(Purpose, bool)],
    lang: Lang,
) -> Result<()> {
    let mut wrong = Violations::new();
    let given_by = line(&mut wrong, name, "/name", NAME_MOST);
    wrong.unless(!given_by.is_empty(), Code::Required, "/name");
    for purpose in Purpose::ALL {
        let said = words.iter().any(|(known, _)| known == purpose);
        wrong.unless(said, Code::Required, &format!("/{}", purpose.as_str()));
    }
    wrong.into_result()?;
    let asked = request(app, token).await?;
    let now = app.now();
    let tx = app.db.begin_write().await?;
    store::hold(&tx, asked.idea).await?;
    let idea = store::by_id(&*tx, asked.idea).await?;
    let yes = words.iter().filter(|(_, yes)| *yes).count();
    let decision = match yes {
        0 => "no",
        some if some == words.len() => "yes",
        _ => "partly",
    };
    // A name nobody wrote down cannot be shown, whatever is ticked.
    let words: Vec<_> = words
        .iter()
        .copied()
        .filter(|(purpose, yes)| {
            *purpose != Purpose::PublishName || !yes || !idea.card.author_name.is_empty()
        })
        .collect();
    let voice = Voice {
        capacity: Capacity::Guardian,
        person: None,
        given_by: given_by.clone(),
        recorder: None,
        channel: Channel::Web,
        lang,
    };
    store::keep_decision(&tx, asked.id, &given_by, decision, now).await?;
    consent::say(&tx, &Actor::public(), idea, &words, &voice, now).await?;
    tx.commit().await
}
