//! A session for those in the room, and its minutes.

use super::{
    close_session::evidence,
    ground::{authors, excluded},
};
use crate::{
    app::App,
    authority::{Action, Actor, Scope},
    councils::{
        model::{Excluded, Item, Minutes, RoundId, Session, SessionId, SessionState},
        rules::session::{Evidence, tally},
        store,
    },
    dossiers,
    files::Key,
    foundation::{Error, Law, Result},
};

/// One dossier of the agenda as the reader may see it.
#[derive(Clone, Debug)]
pub struct ItemLine {
    /// What is recorded.
    pub item: Item,
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Names of its authors with shares in basis points: the session is no longer blind.
    pub authors: Vec<(String, i32)>,
    /// Members kept out: as found now while the session sits, as fixed once it is closed.
    pub excluded: Vec<Excluded>,
    /// The number the proportion is taken of, and the yes votes needed.
    pub base: (u32, u32),
    /// Mean and conditions; absent for a reader with a conflict while the session sits.
    pub evidence: Option<Evidence>,
}

/// A session as the reader may see it.
#[derive(Clone, Debug)]
pub struct SessionPage {
    /// The record.
    pub session: Session,
    /// Members needed in the room.
    pub quorum: u32,
    /// Its dossiers.
    pub items: Vec<ItemLine>,
}

/// The sessions the actor may see.
pub async fn sessions(app: &App, actor: &Actor, round: Option<RoundId>) -> Result<Vec<Session>> {
    actor.signed_in()?;
    store::sessions::list(app.db.reader(), &actor.scope(Action::ReadMinutes), round).await
}

async fn readable(app: &App, actor: &Actor, id: SessionId) -> Result<Session> {
    let session = store::sessions::load(app.db.reader(), &actor.scope(Action::ReadMinutes), id).await?;
    actor.require(Action::ReadMinutes, &session.resource())?;
    Ok(session)
}

/// One session with its agenda.
pub async fn session(app: &App, actor: &Actor, id: SessionId) -> Result<SessionPage> {
    let db = app.db.reader();
    let session = readable(app, actor, id).await?;
    let round = store::rounds::load(db, &Scope::everything(), session.round).await?;
    let rubric = store::rubrics::load(db, round.rubric).await?;
    let sheets = store::sheets::of_round(db, round.id).await?;
    let least = Law::load(db).await?.value("score_pass_mean", session.held_on)?;
    let members: Vec<_> = session.attendance.iter().map(|member| member.person).collect();
    let sits = session.state == SessionState::Open;
    let mut items = Vec::new();
    for item in &session.items {
        let card = dossiers::full_card(db, item.dossier).await?.ok_or(Error::NOT_FOUND)?;
        let kept_out = if sits {
            excluded(&round, item.dossier, &authors(db, item.dossier).await?, &members)
        } else {
            item.excluded.clone()
        };
        let apart = sits && kept_out.iter().any(|one| Some(one.person) == actor.person);
        let counted = tally(&session, &item.ballot, &kept_out);
        let base = session.rule.base_of(&counted);
        let needed = session.rule.agree.least_of(base, session.rule.strict);
        items.push(ItemLine {
            item: item.clone(),
            code: card.card.code,
            title: card.card.title,
            authors: card.authors.into_iter().map(|author| (author.name, author.share)).collect(),
            excluded: kept_out,
            base: (base, needed),
            evidence: (!apart).then(|| evidence(&rubric, &sheets, item.dossier, least)),
        });
    }
    Ok(SessionPage { quorum: session.rule.quorum_of(session.members()), session, items })
}

/// The printed minutes of a session: none while they are being printed.
pub async fn minutes(app: &App, actor: &Actor, id: SessionId) -> Result<(Session, Option<Minutes>)> {
    let session = readable(app, actor, id).await?;
    let printed = store::minutes::load(app.db.reader(), id).await?;
    Ok((session, printed))
}

/// The PDF of the minutes.
pub async fn minutes_file(app: &App, actor: &Actor, id: SessionId) -> Result<Vec<u8>> {
    let (_, printed) = minutes(app, actor, id).await?;
    let printed = printed.ok_or(Error::NOT_FOUND)?;
    let key = Key::parse(&printed.file_key).map_err(|error| Error::port("files", error))?;
    let blob = app.files.get(&key).await.map_err(|error| Error::port("files", error))?;
    let blob = blob.ok_or_else(|| Error::Damaged(format!("the minutes of session {id} are missing")))?;
    Ok(blob.bytes.to_vec())
}
