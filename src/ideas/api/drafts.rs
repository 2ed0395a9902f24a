//! Drafts of ideas on the wire.

use poem_openapi::{
    Object, OpenApi,
    param::{Header, Path},
    payload::Json,
    types::Example,
};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    app::App,
    foundation::{Code, Version},
    ideas::{
        model::{Draft, DraftKey, DraftWords},
        service,
    },
    wire::{Address, Answer, Caller, Problem, Receipt, Tag},
};

/// The words of a card that is still being written. Contact data and consents are never part of a draft.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none, example)]
pub struct IdeaDraftWords {
    /// The title.
    #[oai(default)]
    pub title: String,
    /// Trước đây…
    #[oai(default)]
    pub before: String,
    /// Tôi đã làm, hoặc đề nghị…
    #[oai(default)]
    pub proposal: String,
    /// Nhờ vậy…
    #[oai(default)]
    pub outcome: String,
    /// `done` or `thought`, or empty.
    #[oai(default)]
    pub stage: String,
    /// The field, e.g. `education`.
    #[oai(default)]
    pub field: String,
    /// Where.
    #[oai(default)]
    pub place: String,
    /// Whom it helps.
    #[oai(default)]
    pub beneficiaries: String,
    /// The unit chosen.
    #[oai(default)]
    pub unit: String,
    /// The author's name.
    #[oai(default)]
    pub author_name: String,
    /// What kind of person.
    #[oai(default)]
    pub author_kind: String,
}

impl Example for IdeaDraftWords {
    fn example() -> Self {
        DraftWords {
            before: "Trước đây mỗi lần họp thôn phải đi gọi từng nhà.".into(),
            stage: "done".into(),
            ..DraftWords::default()
        }
        .into()
    }
}

impl From<IdeaDraftWords> for DraftWords {
    fn from(typed: IdeaDraftWords) -> Self {
        Self {
            title: typed.title,
            before: typed.before,
            proposal: typed.proposal,
            outcome: typed.outcome,
            stage: typed.stage,
            field: typed.field,
            place: typed.place,
            beneficiaries: typed.beneficiaries,
            unit: typed.unit,
            author_name: typed.author_name,
            author_kind: typed.author_kind,
        }
    }
}

impl From<DraftWords> for IdeaDraftWords {
    fn from(words: DraftWords) -> Self {
        Self {
            title: words.title,
            before: words.before,
            proposal: words.proposal,
            outcome: words.outcome,
            stage: words.stage,
            field: words.field,
            place: words.place,
            beneficiaries: words.beneficiaries,
            unit: words.unit,
            author_name: words.author_name,
            author_kind: words.author_kind,
        }
    }
}

/// A draft as it is kept.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct IdeaDraft {
    /// Its words.
    pub words: IdeaDraftWords,
    /// When it was last saved.
    pub changed_at: OffsetDateTime,
    /// The version for If-Match.
    pub version: i32,
}

fn shown(draft: Draft) -> Answer<IdeaDraft> {
    let version = draft.version;
    let changed_at = draft.changed_at.to_datetime();
    Answer::at(IdeaDraft { words: draft.words.into(), changed_at, version: version.0 }, version)
}

/// Drafts of ideas over HTTP.
pub struct DraftsApi {
    app: App,
}

impl DraftsApi {
    /// On this installation.
    pub fn new(app: &App) -> Self {
        Self { app: app.clone() }
    }
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Ideas")]
impl DraftsApi {
    /// Save the draft of an idea.
    ///
    /// Nobody needs an account: the key, 128 random bits of the browser's, is the permission, and only its
    /// hash is kept. Without If-Match a new draft is begun; a known one is saved over the version last seen.
    /// What nobody touches for 90 days is forgotten.
    #[oai(path = "/idea-drafts/:key", method = "put", operation_id = "saveIdeaDraft")]
    async fn save(
        &self,
        caller: Caller,
        address: Address,
        /// The key the browser made for the card; it is the permission too.
        key: Path<Uuid>,
        /// The version last seen, as the ETag header gave it; none for a new draft.
        #[oai(name = "If-Match")]
        known: Header<Option<String>>,
        body: Json<IdeaDraftWords>,
    ) -> Result<Answer<IdeaDraft>, Problem> {
        let known = match known.0.as_deref() {
            None | Some("") => None,
            Some(tag) => Some(Version::parse_etag(tag).ok_or(Code::Stale)?),
        };
        let (key, words) = (DraftKey(key.0), body.0.into());
        Ok(shown(service::save_draft(&self.app, &caller.0, &address.0, key, known, words).await?))
    }

    /// Read the draft of an idea.
    #[oai(path = "/idea-drafts/:key", method = "get", operation_id = "readIdeaDraft")]
    async fn read(
        &self,
        _caller: Caller,
        /// The key the browser made for the card; it is the permission too.
        key: Path<Uuid>,
    ) -> Result<Answer<IdeaDraft>, Problem> {
        Ok(shown(service::draft(&self.app, DraftKey(key.0)).await?))
    }

    /// Forget the draft of an idea.
    ///
    /// Sending the idea with its `draft_key` does so as well.
    #[oai(path = "/idea-drafts/:key", method = "delete", operation_id = "dropIdeaDraft")]
    async fn forget(
        &self,
        _caller: Caller,
        /// The key the browser made for the card; it is the permission too.
        key: Path<Uuid>,
    ) -> Result<Json<Receipt>, Problem> {
        service::drop_draft(&self.app, DraftKey(key.0)).await?;
        Ok(Receipt::done())
    }
}
