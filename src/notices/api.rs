//! The inbox on the wire.

use poem_openapi::{
    Object, OpenApi,
    param::{Path, Query},
    payload::Json,
    types::Example,
};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{
    model::{MailMode, NoticeId, Preferences, Topic},
    service::{self, Told},
};
use crate::{
    app::App,
    foundation::{Code, Violations, messages::Lang},
    wire::{ListQuery, Problem, Receipt, SignedIn, Tag, current_lang, next_token},
};

/// Something the house tells me.
#[derive(Object, Clone, Debug)]
#[oai(rename = "Notice", skip_serializing_if_is_none)]
pub struct NoticeView {
    /// The notice.
    pub id: Uuid,
    /// What it is about: the message key `notice_topic_<topic>`.
    pub topic: String,
    /// What happened, e.g. `idea_thanked`.
    pub kind: String,
    /// One line in the language of the request.
    pub title: String,
    /// A person's words, where somebody said something.
    pub words: Option<String>,
    /// The title of what it is about.
    pub about: Option<String>,
    /// Where to act.
    pub href: String,
    /// When it was told.
    pub at: OffsetDateTime,
    /// True once it was read.
    pub read: bool,
}

impl From<Told> for NoticeView {
    fn from(told: Told) -> Self {
        let notice = told.notice;
        Self {
            id: notice.id.0,
            words: notice.params.get("words").filter(|words| !words.is_empty()).cloned(),
            about: notice.params.get("title").cloned(),
            topic: notice.topic,
            kind: notice.kind,
            title: told.title,
            href: told.href,
            at: notice.at.to_datetime(),
            read: notice.read_at.is_some(),
        }
    }
}

/// One page of my notices.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct NoticeList {
    /// The newest first.
    pub items: Vec<NoticeView>,
    /// Where the next page starts.
    pub next: Option<String>,
}

/// How many notices I have not read.
#[derive(Object, Clone, Debug)]
pub struct NoticeCount {
    /// How many.
    pub unread: u64,
}

/// How letters of one topic come.
#[derive(Object, Clone, Debug)]
pub struct TopicWish {
    /// The topic: the message key `notice_topic_<topic>`.
    #[oai(validator(max_length = 100))]
    pub topic: String,
    /// `each`: at once; `daily`: gathered into one letter a working day; `off`: in the inbox only.
    #[oai(validator(max_length = 100))]
    pub mail: String,
}

/// How I want to be told.
#[derive(Object, Clone, Debug)]
#[oai(example)]
pub struct NoticePreferences {
    /// The language of letters: `vi` or `en`.
    #[oai(validator(max_length = 100))]
    pub lang: String,
    /// Topic by topic; in a change, those left out stay as they are.
    #[oai(validator(max_items = 100))]
    pub topics: Vec<TopicWish>,
}

impl Example for NoticePreferences {
    fn example() -> Self {
        Self { lang: "vi".into(), topics: vec![TopicWish { topic: "desk".into(), mail: "daily".into() }] }
    }
}

impl From<Preferences> for NoticePreferences {
    fn from(known: Preferences) -> Self {
        let wish = |(topic, mail): (Topic, MailMode)| TopicWish {
            topic: topic.as_str().to_owned(),
            mail: mail.as_str().to_owned(),
        };
        Self { lang: known.lang.as_str().to_owned(), topics: known.mail.into_iter().map(wish).collect() }
    }
}

impl NoticePreferences {
    fn parse(&self) -> Result<Preferences, Violations> {
        let mut wrong = Violations::new();
        let lang = match self.lang.as_str() {
            "vi" => Lang::Vi,
            "en" => Lang::En,
            _ => {
                wrong.add(Code::NotOffered, "/lang");
                Lang::Vi
            }
        };
        let mut mail = Vec::new();
        for (at, wish) in self.topics.iter().enumerate() {
            match (Topic::parse(&wish.topic), MailMode::parse(&wish.mail)) {
                (Some(topic), Some(mode)) => mail.push((topic, mode)),
                (topic, mode) => {
                    wrong.unless(topic.is_some(), Code::NotOffered, &format!("/topics/{at}/topic"));
                    wrong.unless(mode.is_some(), Code::NotOffered, &format!("/topics/{at}/mail"));
                }
            }
        }
        wrong.into_result()?;
        Ok(Preferences { lang, mail })
    }
}

/// My inbox as an API.
pub struct NoticesApi {
    app: App,
}

impl NoticesApi {
    /// On this installation.
    pub fn new(app: &App) -> Self {
        Self { app: app.clone() }
    }
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Notices")]
impl NoticesApi {
    /// List my notices.
    #[oai(path = "/notices", method = "get", operation_id = "listNotices")]
    async fn list(
        &self,
        caller: SignedIn,
        /// The `next` of the page before.
        after: Query<Option<String>>,
        /// Rows a page, 1 to 100.
        limit: Query<Option<u16>>,
    ) -> Result<Json<NoticeList>, Problem> {
        let ask = ListQuery { after: after.0, limit: limit.0 }.ask()?;
        let page = service::list(&self.app, &caller.0, &ask, current_lang()).await?;
        let next = next_token(page.next);
        Ok(Json(NoticeList { items: page.items.into_iter().map(NoticeView::from).collect(), next }))
    }

    /// Count the notices I have not read.
    #[oai(path = "/notices/count", method = "get", operation_id = "countNotices")]
    async fn count(&self, caller: SignedIn) -> Result<Json<NoticeCount>, Problem> {
        Ok(Json(NoticeCount { unread: service::count(&self.app, &caller.0).await? }))
    }

    /// Mark one notice as read.
    #[oai(path = "/notices/:id/read", method = "put", operation_id = "readNotice")]
    async fn read(&self, caller: SignedIn, id: Path<Uuid>) -> Result<Json<Receipt>, Problem> {
        service::read(&self.app, &caller.0, NoticeId(id.0)).await?;
        Ok(Receipt::done())
    }

    /// Mark all my notices as read.
    #[oai(path = "/notices/read", method = "put", operation_id = "readAllNotices")]
    async fn read_all(&self, caller: SignedIn) -> Result<Json<Receipt>, Problem> {
        service::read_all(&self.app, &caller.0).await?;
        Ok(Receipt::done())
    }

    /// Read how I want to be told.
    #[oai(path = "/notices/preferences", method = "get", operation_id = "getNoticePreferences")]
    async fn preferences(&self, caller: SignedIn) -> Result<Json<NoticePreferences>, Problem> {
        Ok(Json(service::get_preferences(&self.app, &caller.0).await?.into()))
    }

    /// Say how I want to be told.
    ///
    /// Counts for what is told from here on; the inbox always has everything.
    #[oai(path = "/notices/preferences", method = "put", operation_id = "setNoticePreferences")]
    async fn set_preferences(
        &self,
        caller: SignedIn,
        body: Json<NoticePreferences>,
    ) -> Result<Json<NoticePreferences>, Problem> {
        let wished = body.0.parse()?;
        Ok(Json(service::set_preferences(&self.app, &caller.0, &wished).await?.into()))
    }
}
