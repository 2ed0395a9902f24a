//! An idea told by voice: cleaned before it is kept, heard only by those who work on the idea, written down by one of
//! them.

use serde_json::json;

use super::{change, read};
use crate::{
    app::App,
    authority::{Action, Actor},
    files::{Blob, Key as FileKey, Sound, SoundError, sanitise_sound_async},
    foundation::{
        Code, Error, Law, Result, Tx, Version, Violations,
        audit::{self, Entry},
        idempotency::{Claim, Once},
        messages::{Lang, text},
        outbox,
    },
    ideas::{
        model::{Idea, IdeaId, Recording, RecordingId, State, Transcript},
        rules, store,
    },
};

/// The title of an idea that was only spoken, until somebody writes down what it says.
pub(super) fn untitled() -> &'static str {
    text(Lang::Vi, "idea_spoken_title")
}

/// Reads what was sent as a recording.
pub(super) async fn clean(app: &App, bytes: Vec<u8>) -> Result<Sound> {
    let law = Law::load(app.db.reader()).await?;
    let most = law.count("recording_length", app.now().date())?;
    let cleaned = sanitise_sound_async(bytes, most).await;
    Ok(cleaned.map_err(|why| {
        let code = match why {
            SoundError::TooLarge => Code::RecordingTooLarge,
            SoundError::TooLong => Code::RecordingTooLong,
            SoundError::NotASound | SoundError::Damaged => Code::NotARecording,
        };
        Violations::one(code, "/recording")
    })?)
}

/// Keeps the file before its row: a row never names a missing file.
pub(super) async fn keep(app: &App, idea: IdeaId, sound: Sound) -> Result<Recording> {
    let now = app.now();
    let id = RecordingId::new(now);
    let recording = Recording {
        id,
        file_key: format!("ideas/{idea}/{id}.{}", sound.extension),
        content_type: sound.content_type.to_owned(),
        seconds: sound.seconds.and_then(|seconds| i32::try_from(seconds).ok()),
        transcript: String::new(),
        transcribed_by: None,
        added_at: now,
    };
    let put = app.files.put(&key(&recording.file_key)?, sound.bytes.into(), sound.content_type).await;
    put.map_err(|error| Error::port("files", error))?;
    Ok(recording)
}

/// Takes back a file whose row was not written, or is no more.
pub(super) async fn drop_file(app: &App, recording: &Recording) -> Result<()> {
    app.files.delete(&key(&recording.file_key)?).await.map_err(|error| Error::port("files", error))
}

/// The row, the audit leaf and the event of a recording that was kept.
pub(super) async fn note(tx: &Tx, actor: &Actor, idea: &Idea, recording: &Recording) -> Result<()> {
    store::put_recording(tx, idea.id, recording).await?;
    let entry = Entry {
        at: recording.added_at,
        actor: actor.person.map(|person| person.0),
        capacity: actor.capacity(Action::HearIdea, &idea.resource()),
        action: "idea.recorded",
        object: "idea",
        id: idea.id.0,
        payload: json!({ "content_type": recording.content_type, "seconds": recording.seconds }),
    };
    audit::append(tx, &entry).await?;
    outbox::push(tx, recording.added_at, &[outbox::Event::new("idea.recorded", idea.id.0)]).await
}

/// An idea for somebody who may hear it: by account or by the private link.
async fn heard(app: &App, actor: &Actor, idea: IdeaId, token: Option<&str>) -> Result<Idea> {
    let known = store::by_id(app.db.reader(), idea).await?;
    let holds_link = token.is_some_and(|token| read::check_token(app, &known, token).is_ok());
    if !holds_link {
        read::check_reader(actor, &known)?;
        actor.require(Action::HearIdea, &known.resource())?;
    }
    Ok(known)
}

/// Adds the recording of an idea, or puts another in its place while nobody has thanked for it.
///
/// # Errors
/// `WrongState` later on: what people have answered to stays.
pub async fn add(
    app: &App,
    actor: &Actor,
    idea: IdeaId,
    token: Option<&str>,
    bytes: Vec<u8>,
    once: Once,
) -> Result<Recording> {
    heard(app, actor, idea, token).await?;
    let recording = keep(app, idea, clean(app, bytes).await?).await?;
    match write(app, actor, idea, &recording, once).await {
        Ok(Written::New(old)) => {
            if let Some(old) = old {
                drop_file(app, &old).await?;
            }
            Ok(recording)
        }
        Ok(Written::Before(known)) => {
            drop_file(app, &recording).await?;
            Ok(known)
        }
        Err(error) => {
            drop_file(app, &recording).await?;
            Err(error)
        }
    }
}

enum Written {
    /// With the recording whose place it took.
    New(Option<Recording>),
    /// The same request came before.
    Before(Recording),
}

async fn write(app: &App, actor: &Actor, idea: IdeaId, added: &Recording, once: Once) -> Result<Written> {
    let tx = app.db.begin_write().await?;
    let claim = once.claim(&tx, added.id.0, app.now()).await?;
    let known = store::recording(&*tx, idea).await?;
    if let Claim::Repeat(first) = claim {
        return known.filter(|known| known.id.0 == first).map(Written::Before).ok_or(Error::NOT_FOUND);
    }
    let present = store::by_id(&*tx, idea).await?;
    if present.state.is_final() || (known.is_some() && present.state != State::Received) {
        return Err(Code::WrongState.into());
    }
    note(&tx, actor, &present, added).await?;
    tx.commit().await?;
    Ok(Written::New(known))
}

/// The recording and its file, for somebody who may hear it.
pub async fn listen(
    app: &App,
    actor: &Actor,
    idea: IdeaId,
    token: Option<&str>,
) -> Result<(Recording, Blob)> {
    heard(app, actor, idea, token).await?;
    let recording = store::recording(app.db.reader(), idea).await?.ok_or(Error::NOT_FOUND)?;
    let blob = app.files.get(&key(&recording.file_key)?).await;
    let blob = blob.map_err(|error| Error::port("files", error))?.ok_or(Error::NOT_FOUND)?;
    Ok((recording, blob))
}

/// Writes down what is said in it.
pub async fn transcribe(
    app: &App,
    actor: &Actor,
    id: IdeaId,
    expected: Version,
    typed: &str,
) -> Result<Idea> {
    let heard = Transcript::parse(typed, "/text")?;
    let tx = app.db.begin_write().await?;
    let idea = store::load(&*tx, &actor.scope(Action::ReadIdea), id).await?;
    read::check_reader(actor, &idea)?;
    actor.require(Action::TranscribeIdea, &idea.resource())?;
    if idea.version != expected {
        return Err(Code::Stale.into());
    }
    let recording = store::recording(&*tx, id).await?.ok_or(Error::NOT_FOUND)?;
    let now = app.now();
    let (idea, line) = rules::transcribe(idea, actor, &heard, &recording.transcript, untitled(), now)?;
    store::save(&tx, &idea).await?;
    store::write_down(&tx, recording.id, &heard, actor.person).await?;
    change::note(&tx, actor, Action::TranscribeIdea, &idea, &line).await?;
    tx.commit().await?;
    Ok(idea)
}

fn key(text: &str) -> Result<FileKey> {
    FileKey::parse(text).map_err(|error| Error::Damaged(error.to_string()))
}
