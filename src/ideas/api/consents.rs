//! What the author and a child's guardian let the public see, over the API.

use poem_openapi::{
    Object, OpenApi,
    param::{Path, Query},
    payload::Json,
};
use time::OffsetDateTime;
use uuid::Uuid;

use super::asked::{AskGuardian, GiveConsent};
use crate::{
    app::App,
    foundation::Error,
    ideas::{
        model::IdeaId,
        service::{self, Consents, Saying},
    },
    people::{Purpose, consents::Kept},
    wire::{Problem, SignedIn, Tag, current_lang},
};

/// One word that was said.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct ConsentView {
    /// For what: `publish_name`, `publish_pictures` or `publish_story`.
    pub purpose: String,
    /// `self`, `child` or `guardian`.
    pub capacity: String,
    /// Whose word it is; empty if unnamed.
    pub given_by: String,
    /// `web`, `paper` or `spoken`.
    pub channel: String,
    /// True if somebody else wrote it down for them.
    pub recorded: bool,
    /// The text that was read; absent for words from before texts were kept.
    pub text: Option<String>,
    /// Which edition of the texts it was.
    pub text_version: String,
    /// When it was said.
    pub given_at: OffsetDateTime,
    /// When it was taken back.
    pub withdrawn_at: Option<OffsetDateTime>,
    /// When the public saw it in effect.
    pub effect_done_at: Option<OffsetDateTime>,
}

impl From<Kept> for ConsentView {
    fn from(kept: Kept) -> Self {
        Self {
            purpose: kept.purpose.as_str().to_owned(),
            capacity: kept.capacity.as_str().to_owned(),
            given_by: kept.given_by,
            channel: kept.channel.as_str().to_owned(),
            recorded: kept.recorder.is_some(),
            text: Some(kept.text).filter(|text| !text.is_empty()),
            text_version: kept.text_version,
            given_at: kept.given_at.to_datetime(),
            withdrawn_at: kept.withdrawn_at.map(|at| at.to_datetime()),
            effect_done_at: kept.effect_done_at.map(|at| at.to_datetime()),
        }
    }
}

/// A child's guardian.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct GuardianView {
    /// Their name; empty if it was not said.
    pub name: String,
    /// How they are reached.
    pub contact: String,
    /// When they were asked.
    pub asked_at: OffsetDateTime,
    /// When they last decided.
    pub decided_at: Option<OffsetDateTime>,
    /// `yes`, `partly` or `no`, once decided.
    pub decision: Option<String>,
    /// Their page, to be printed or handed over; not for the child itself.
    pub link: Option<String>,
}

/// Everything that was said, and what the public may see now.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct ConsentList {
    /// Every word, oldest first.
    pub items: Vec<ConsentView>,
    /// The author's age for a child: `under_7` or `from_7`.
    pub child: Option<String>,
    /// True if the name may be shown.
    pub name_public: bool,
    /// True if the pictures may be shown.
    pub pictures_public: bool,
    /// True unless somebody objected to the story, which is told without the name otherwise.
    pub story_public: bool,
    /// True if the words of thanks may be shown.
    pub words_public: bool,
    /// True if a name was given that could be shown.
    pub named: bool,
    /// In which capacity this person may speak; absent for who only reads.
    pub speaks: Option<String>,
    /// The guardian, where one is named.
    pub guardian: Option<GuardianView>,
}

impl ConsentList {
    fn of(app: &App, consents: Consents) -> Self {
        let idea = consents.idea;
        Self {
            items: consents.kept.into_iter().map(ConsentView::from).collect(),
            child: idea.child.map(|child| child.as_str().to_owned()),
            name_public: idea.card.name_public,
            pictures_public: idea.card.pictures_public,
            story_public: idea.story_public,
            words_public: idea.words_public,
            named: !idea.card.author_name.is_empty(),
            speaks: consents.speaks.map(|capacity| capacity.as_str().to_owned()),
            guardian: consents.guardian.map(|seen| GuardianView {
                name: seen.asked.contact.name,
                contact: seen.asked.contact.contact,
                asked_at: seen.asked.asked_at.to_datetime(),
                decided_at: seen.asked.decided_at.map(|at| at.to_datetime()),
                decision: Some(seen.asked.decision).filter(|decision| !decision.is_empty()),
                link: seen.token.map(|token| app.link(&format!("/dong-y/{token}"))),
            }),
        }
    }
}

/// Consents over HTTP.
pub struct ConsentsApi {
    app: App,
}

impl ConsentsApi {
    /// On this installation.
    pub fn new(app: &App) -> Self {
        Self { app: app.clone() }
    }
}

fn purpose(word: &str) -> Result<Purpose, Problem> {
    Purpose::parse(word).ok_or_else(|| Error::NOT_FOUND.into())
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Ideas")]
impl ConsentsApi {
    /// List what was agreed to about an idea.
    ///
    /// For the author, who wrote it down, and the unit: every word with the very text that was read, and what the
    /// public may see after the last one.
    #[oai(path = "/ideas/:id/consents", method = "get", operation_id = "listConsents")]
    async fn list(&self, caller: SignedIn, id: Path<Uuid>) -> Result<Json<ConsentList>, Problem> {
        let consents = service::consents(&self.app, &caller.0, IdeaId(id.0)).await?;
        Ok(Json(ConsentList::of(&self.app, consents)))
    }

    /// Let the public see something of my idea.
    ///
    /// `publish_name`, `publish_pictures`, or `publish_story` with the words of thanks. A child's needs the
    /// guardian as well. Saying it again changes nothing.
    #[oai(path = "/ideas/:id/consents/:purpose", method = "put", operation_id = "giveConsent")]
    async fn give(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        /// `publish_name`, `publish_pictures` or `publish_story`.
        purpose: Path<String>,
        body: Json<GiveConsent>,
    ) -> Result<Json<ConsentList>, Problem> {
        let said = Saying {
            capacity: body.0.capacity,
            given_by: body.0.given_by,
            channel: body.0.channel,
            lang: current_lang(),
        };
        let purpose = self::purpose(&purpose.0)?;
        let consents = service::give_consent(&self.app, &caller.0, IdeaId(id.0), purpose, &said).await?;
        Ok(Json(ConsentList::of(&self.app, consents)))
    }

    /// Take a consent back.
    ///
    /// It is hidden everywhere within a minute. Against `publish_story` this is an objection: the whole story
    /// leaves the gold book and every list. What was given and when stays as evidence.
    #[oai(path = "/ideas/:id/consents/:purpose", method = "delete", operation_id = "withdrawConsent")]
    async fn withdraw(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        /// `publish_name`, `publish_pictures` or `publish_story`.
        purpose: Path<String>,
        /// `self`, `child` or `guardian`; the author's own if left out.
        capacity: Query<Option<String>>,
        /// The guardian's name, where the word is theirs.
        given_by: Query<Option<String>>,
    ) -> Result<Json<ConsentList>, Problem> {
        let said = Saying {
            capacity: capacity.0.unwrap_or_default(),
            given_by: given_by.0.unwrap_or_default(),
            channel: String::new(),
            lang: current_lang(),
        };
        let purpose = self::purpose(&purpose.0)?;
        let consents = service::withdraw_consent(&self.app, &caller.0, IdeaId(id.0), purpose, &said).await?;
        Ok(Json(ConsentList::of(&self.app, consents)))
    }

    /// Name the guardian of a child's idea.
    ///
    /// A letter goes out where the contact is an e-mail address; otherwise who wrote the idea down or the unit
    /// hands the link over. Until they decide, another may be named.
    #[oai(path = "/ideas/:id/guardian", method = "put", operation_id = "askGuardian")]
    async fn ask_guardian(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        body: Json<AskGuardian>,
    ) -> Result<Json<ConsentList>, Problem> {
        service::ask_guardian(&self.app, &caller.0, IdeaId(id.0), &body.0.name, &body.0.contact).await?;
        self.list(caller, id).await
    }
}
