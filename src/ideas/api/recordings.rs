//! Ideas told by voice.

use poem_openapi::{
    ApiResponse, Object, OpenApi,
    param::{Header, Path, Query},
    payload::{Binary, Json},
    types::Example,
};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{resource::shown, views::IdeaView};
use crate::{
    app::App,
    foundation::{Version, audit::leaf_hash},
    ideas::{model, model::IdeaId, service},
    people::limits,
    wire::{Address, Answer, Caller, Created, IfMatch, Key, Problem, SignedIn, Tag, part},
};

/// The recording of an idea.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct IdeaRecording {
    /// Its identity.
    pub id: Uuid,
    /// `audio/webm`, `audio/ogg` or `audio/mp4`.
    pub content_type: String,
    /// How long it is, in seconds, where the file tells.
    pub seconds: Option<i32>,
    /// What is said in it; empty until somebody has written it down.
    pub transcript: String,
    /// When it came.
    pub added_at: OffsetDateTime,
}

impl From<model::Recording> for IdeaRecording {
    fn from(recording: model::Recording) -> Self {
        Self {
            id: recording.id.0,
            content_type: recording.content_type,
            seconds: recording.seconds,
            transcript: recording.transcript,
            added_at: recording.added_at.to_datetime(),
        }
    }
}

/// What is said in a recording.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none, example)]
pub struct TranscribeRecording {
    /// The words, as the author said them.
    pub text: String,
}

impl Example for TranscribeRecording {
    fn example() -> Self {
        Self { text: "Trước đây mỗi lần họp thôn tôi phải đi gọi từng nhà.".into() }
    }
}

/// The sound, whole or in part.
#[derive(ApiResponse)]
enum Heard {
    /// The whole recording.
    #[oai(status = 200)]
    Whole(
        Binary<Vec<u8>>,
        /// What kind of sound it is.
        #[oai(header = "Content-Type")]
        String,
        /// Parts may be asked for.
        #[oai(header = "Accept-Ranges")]
        String,
        /// A voice is private.
        #[oai(header = "Cache-Control")]
        String,
    ),
    /// The part that was asked for.
    #[oai(status = 206)]
    Part(
        Binary<Vec<u8>>,
        /// What kind of sound it is.
        #[oai(header = "Content-Type")]
        String,
        /// Which part of how many bytes.
        #[oai(header = "Content-Range")]
        String,
        /// A voice is private.
        #[oai(header = "Cache-Control")]
        String,
    ),
}

/// Recordings over HTTP.
pub struct RecordingsApi {
    app: App,
}

impl RecordingsApi {
    /// On this installation.
    pub fn new(app: &App) -> Self {
        Self { app: app.clone() }
    }
}

/// Recordings one address may send in an hour.
const RECORDINGS_AN_HOUR: i32 = 60;

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Ideas")]
impl RecordingsApi {
    /// Add the recording of an idea.
    ///
    /// For the author, the unit, or the holder of the private link: WebM or Ogg with Opus, or MP4 with AAC, at most two
    /// minutes and 2 MiB. Everything but the sound is dropped. An idea has one recording; until it is thanked for,
    /// another takes its place.
    #[oai(path = "/ideas/:id/recording", method = "post", operation_id = "addIdeaRecording")]
    async fn add(
        &self,
        caller: Caller,
        key: Key,
        address: Address,
        id: Path<Uuid>,
        /// The secret part of the private link, without an account.
        token: Query<Option<String>>,
        body: Binary<Vec<u8>>,
    ) -> Result<Created<IdeaRecording>, Problem> {
        let digest = leaf_hash(&data_encoding::BASE64.encode(&body.0));
        let once = key.once("addIdeaRecording", &format!("{}/{digest}", id.0))?;
        let bucket = limits::bucket(&self.app, "recordings", &address.0);
        limits::hit(&self.app.db, &bucket, RECORDINGS_AN_HOUR, 3_600, self.app.now()).await?;
        let token = token.0.as_deref();
        let added = service::add_recording(&self.app, &caller.0, IdeaId(id.0), token, body.0, once).await?;
        let location = format!("/api/v1/ideas/{}/recording", id.0);
        Ok(Created::at(added.into(), Version::FIRST, location))
    }

    /// Hear an idea.
    ///
    /// For the same people. A `Range` of one part is answered with that part, as players ask for it.
    #[oai(path = "/ideas/:id/recording", method = "get", operation_id = "readIdeaRecording")]
    async fn hear(
        &self,
        caller: Caller,
        id: Path<Uuid>,
        /// The secret part of the private link, without an account.
        token: Query<Option<String>>,
        /// One part, e.g. `bytes=0-65535`.
        #[oai(name = "Range")]
        range: Header<Option<String>>,
    ) -> Result<Heard, Problem> {
        let (_, blob) = service::listen(&self.app, &caller.0, IdeaId(id.0), token.0.as_deref()).await?;
        let (private, length) = ("private, no-store".to_owned(), blob.bytes.len());
        Ok(match part(range.0.as_deref(), length) {
            Some((from, to)) => Heard::Part(
                Binary(blob.bytes.get(from..=to).unwrap_or_default().to_vec()),
                blob.content_type,
                format!("bytes {from}-{to}/{length}"),
                private,
            ),
            None => Heard::Whole(Binary(blob.bytes.to_vec()), blob.content_type, "bytes".to_owned(), private),
        })
    }

    /// Write down a recording.
    ///
    /// For the coordinator and whoever goes along with the idea. The words fill an empty first prompt, and the author
    /// sees them. They may be put right until the idea's way has ended.
    #[oai(path = "/ideas/:id/recording/transcript", method = "put", operation_id = "transcribeRecording")]
    async fn transcribe(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
        body: Json<TranscribeRecording>,
    ) -> Result<Answer<IdeaView>, Problem> {
        let idea = service::transcribe(&self.app, &caller.0, IdeaId(id.0), if_match.0, &body.0.text).await?;
        shown(&self.app, &caller.0, idea).await
    }
}
