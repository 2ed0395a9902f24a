//! The resource `/api/v1/ideas`.

use poem_openapi::{
    OpenApi,
    param::{Path, Query},
    payload::{Binary, Json},
    types::ToJSON,
};
use uuid::Uuid;

use super::{
    asked::{ClaimIdea, ReportReuse, SendIdea},
    views::{IdeaList, IdeaPicture, IdeaReceipt, IdeaRow, IdeaView, ReuseList, ReuseView},
};
use crate::{
    app::App,
    authority::{Action, Actor, UnitId, may},
    foundation::{Code, Violations, page::Page},
    ideas::{
        model::{DraftKey, Idea, IdeaId, Moment, PictureId, ReuseId, State, Verb, card_name},
        rules,
        service::{self, CardName, Detail, ReuseInput, Sending, Wanted},
    },
    people::limits,
    wire::{
        Address, Answer, Caller, Created, Key, ListQuery, Problem, SignedIn, Tag, current_lang, next_token,
    },
};

/// Ideas over HTTP.
pub struct Api {
    app: App,
}

impl Api {
    /// On this installation.
    pub fn new(app: &App) -> Self {
        Self { app: app.clone() }
    }
}

pub(super) fn view(app: &App, actor: &Actor, detail: Detail) -> Answer<IdeaView> {
    let mut verbs = rules::allowed(&detail.idea, actor, detail.commune, &detail.law, app.now());
    verbs.retain(|verb| *verb != Verb::DecideAppeal || detail.decides);
    let resource = detail.idea.resource();
    let own = actor.person.is_some_and(|person| resource.owners.contains(&person));
    let answers = [Action::ThankIdea, Action::AnswerIdea];
    let with_contact = answers.into_iter().any(|action| may(actor, action, &resource));
    let version = detail.idea.version;
    let book = rules::asked_of(Verb::Honour, &detail.idea, detail.commune);
    let keeps_book = may(actor, Verb::Honour.action(), &book);
    let may_transcribe = detail.recording.is_some()
        && !detail.idea.state.is_final()
        && may(actor, Action::TranscribeIdea, &resource);
    let last = detail.timeline.last().filter(|last| rules::may_undo(actor, last, &detail.law, app.now()));
    let until = last.and_then(|last| rules::undo_until(last.at, &detail.law).ok());
    let undo_until = until.map(|until| until.to_datetime());
    let shown = IdeaView::of(detail, &verbs, with_contact);
    Answer::at(IdeaView { keeps_book, may_transcribe, own, undo_until, ..shown }, version)
}

/// The idea as it stands after a change.
pub(super) async fn shown(app: &App, actor: &Actor, idea: Idea) -> Result<Answer<IdeaView>, Problem> {
    let detail = match service::detail(app, actor, idea.id).await {
        // Sent back, it is out of the actor's sight; this once they see what they did.
        Err(error) if error.code() == Some(Code::NotFound) => service::changed(app, idea).await?,
        detail => detail?,
    };
    Ok(view(app, actor, detail))
}

/// The idea as the holder of its private link sees it.
pub(super) async fn tracked(app: &App, code: &str, token: &str) -> Result<Answer<IdeaView>, Problem> {
    let detail = service::track(app, code, token).await?;
    let version = detail.idea.version;
    Ok(Answer::at(IdeaView::by_link(detail), version))
}

fn list(page: Page<Idea>) -> Json<IdeaList> {
    Json(IdeaList { items: page.items.into_iter().map(IdeaRow::from).collect(), next: next_token(page.next) })
}

/// Cards one address may send in an hour: a pile of slips from one office, not a flood.
const CARDS_AN_HOUR: i32 = 60;
/// Reports of reuse one address may send in an hour.
const REUSES_AN_HOUR: i32 = 20;
const AN_HOUR: i64 = 3_600;

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Ideas")]
impl Api {
    /// Tell an idea.
    ///
    /// Nobody needs an account. The answer is the receipt: a code, who answers by when, and a private link
    /// that shows every step. The same Idempotency-Key gives the same receipt again.
    #[oai(path = "/ideas", method = "post", operation_id = "sendIdea")]
    async fn send(
        &self,
        caller: Caller,
        key: Key,
        address: Address,
        body: Json<SendIdea>,
    ) -> Result<Created<IdeaReceipt>, Problem> {
        let told = body.0.to_json_string();
        let once = key.once("sendIdea", &told)?;
        let card_name = body.0.draft_key.map(|key| CardName {
            id: card_name(&key.simple().to_string(), &told),
            draft: Some(DraftKey(key)),
        });
        if caller.0.account.is_none() {
            let bucket = limits::bucket(&self.app, "ideas", &address.0);
            limits::hit(&self.app.db, &bucket, CARDS_AN_HOUR, AN_HOUR, self.app.now()).await?;
        }
        let sending = Sending {
            unit: body.0.unit_id.map(UnitId),
            for_other: body.0.for_other,
            recording: body.0.recording.as_ref().map(|recording| recording.0.clone()),
            campaign: body.0.campaign.clone().filter(|campaign| !campaign.is_empty()),
            standing: body.0.standing(current_lang()),
            card: body.0.into(),
            card_name,
            once,
        };
        let receipt = service::send(&self.app, &caller.0, sending).await?;
        let version = receipt.idea.version;
        let location = format!("/api/v1/ideas/{}", receipt.idea.id);
        Ok(Created::at(IdeaReceipt::of(&self.app, receipt), version, location))
    }

    /// List ideas.
    ///
    /// `view=desk` shows the units this person acts for, what is due first; `view=mine` what the person told
    /// or wrote down.
    #[oai(path = "/ideas", method = "get", operation_id = "listIdeas")]
    async fn list(
        &self,
        caller: SignedIn,
        /// `desk` or `mine`.
        view: Query<Option<String>>,
        /// Only this state, on the desk.
        state: Query<Option<String>>,
        /// Only what waits, on the desk, the most urgent first: `overdue`, `soon`, or a state in which it waits.
        queue: Query<Option<String>>,
        /// The `next` of the page before.
        after: Query<Option<String>>,
        /// Rows a page, 1 to 100.
        limit: Query<Option<u16>>,
    ) -> Result<Json<IdeaList>, Problem> {
        let ask = ListQuery { after: after.0, limit: limit.0 }.ask()?;
        match view.0.as_deref().unwrap_or("mine") {
            "mine" => Ok(list(service::mine(&self.app, &caller.0, &ask).await?)),
            "desk" => {
                let parsed = |text: &str, pointer: &str| {
                    State::parse(text).ok_or_else(|| Violations::one(Code::NotOffered, pointer))
                };
                let some = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
                let wanted = match (some(&queue.0).as_deref(), some(&state.0).as_deref()) {
                    (Some("overdue"), _) => Wanted::Overdue,
                    (Some("soon"), _) => Wanted::Soon,
                    (Some(queue), _) => Wanted::Waiting(parsed(queue, "/queue")?),
                    (None, Some(state)) => Wanted::State(parsed(state, "/state")?),
                    (None, None) => Wanted::Open,
                };
                Ok(list(service::desk(&self.app, &caller.0, wanted, &ask).await?))
            }
            _ => Err(Violations::one(Code::NotOffered, "/view").into()),
        }
    }

    /// Read an idea.
    #[oai(path = "/ideas/:id", method = "get", operation_id = "readIdea")]
    async fn read(&self, caller: SignedIn, id: Path<Uuid>) -> Result<Answer<IdeaView>, Problem> {
        let detail = service::detail(&self.app, &caller.0, IdeaId(id.0)).await?;
        Ok(view(&self.app, &caller.0, detail))
    }

    /// Follow an idea by its private link.
    #[oai(path = "/ideas/tracking/:code", method = "get", operation_id = "trackIdea")]
    async fn track(
        &self,
        _caller: Caller,
        code: Path<String>,
        /// The secret part of the link.
        token: Query<String>,
    ) -> Result<Answer<IdeaView>, Problem> {
        tracked(&self.app, &code.0, &token.0).await
    }

    /// Add a picture.
    ///
    /// For the author, the unit, or the holder of the private link. The picture is re-encoded; place and
    /// camera data are dropped.
    #[oai(path = "/ideas/:id/pictures", method = "post", operation_id = "addIdeaPicture")]
    #[expect(clippy::too_many_arguments, reason = "each is a part of the request")]
    async fn add_picture(
        &self,
        caller: Caller,
        key: Key,
        address: Address,
        id: Path<Uuid>,
        /// `before` or `after`.
        moment: Query<Option<String>>,
        /// The secret part of the private link, without an account.
        token: Query<Option<String>>,
        body: Binary<Vec<u8>>,
    ) -> Result<Created<IdeaPicture>, Problem> {
        let moment = Moment::parse(moment.0.as_deref().unwrap_or("after"))
            .ok_or(Violations::one(Code::NotOffered, "/moment"))?;
        let digest = crate::foundation::audit::leaf_hash(&data_encoding::BASE64.encode(&body.0));
        let once = key.once("addIdeaPicture", &format!("{}/{digest}", id.0))?;
        let bucket = limits::bucket(&self.app, "pictures", &address.0);
        limits::hit(&self.app.db, &bucket, CARDS_AN_HOUR * 6, AN_HOUR, self.app.now()).await?;
        let picture = service::add_picture(
            &self.app,
            &caller.0,
            IdeaId(id.0),
            token.0.as_deref(),
            moment,
            body.0,
            once,
        )
        .await?;
        let location = format!("/api/v1/ideas/{}/pictures/{}", id.0, picture.id);
        Ok(Created::at(picture.into(), crate::foundation::Version::FIRST, location))
    }

    /// Read a picture of an idea.
    #[oai(path = "/ideas/:id/pictures/:picture", method = "get", operation_id = "readIdeaPicture")]
    async fn read_picture(
        &self,
        caller: Caller,
        id: Path<Uuid>,
        picture: Path<Uuid>,
        /// The secret part of the private link, without an account.
        token: Query<Option<String>>,
        /// True for the thumbnail.
        small: Query<Option<bool>>,
    ) -> Result<Binary<Vec<u8>>, Problem> {
        let bytes = service::visible_picture(
            &self.app,
            &caller.0,
            IdeaId(id.0),
            token.0.as_deref(),
            PictureId(picture.0),
            small.0.unwrap_or(false),
        )
        .await?;
        Ok(Binary(bytes))
    }

    /// Claim an idea told without an account.
    #[oai(path = "/ideas/claims", method = "post", operation_id = "claimIdea")]
    async fn claim(&self, caller: SignedIn, body: Json<ClaimIdea>) -> Result<Answer<IdeaView>, Problem> {
        let idea =
            service::claim(&self.app, &caller.0, body.0.code.trim(), body.0.tracking_token.trim()).await?;
        shown(&self.app, &caller.0, idea).await
    }

    /// Tell that I did the same.
    #[oai(path = "/ideas/:id/reuses", method = "post", operation_id = "reportReuse")]
    async fn report_reuse(
        &self,
        caller: Caller,
        key: Key,
        address: Address,
        id: Path<Uuid>,
        body: Json<ReportReuse>,
    ) -> Result<Created<ReuseView>, Problem> {
        let once = key.once("reportReuse", &format!("{}{}", id.0, body.0.to_json_string()))?;
        let bucket = limits::bucket(&self.app, "reuses", &address.0);
        limits::hit(&self.app.db, &bucket, REUSES_AN_HOUR, AN_HOUR, self.app.now()).await?;
        let input = ReuseInput { who: body.0.who, place: body.0.place, contact: body.0.contact, once };
        let report = service::report_reuse(&self.app, &caller.0, IdeaId(id.0), input).await?;
        let location = format!("/api/v1/reuses/{}", report.id);
        Ok(Created::at(ReuseView::of(report, None, None), crate::foundation::Version::FIRST, location))
    }

    /// List reports of reuse that wait for me.
    #[oai(path = "/reuses", method = "get", operation_id = "listReuses")]
    async fn list_reuses(&self, caller: SignedIn) -> Result<Json<ReuseList>, Problem> {
        let waiting = service::reuses_waiting(&self.app, &caller.0).await?;
        let items = waiting
            .into_iter()
            .map(|(report, code, title)| ReuseView::of(report, Some(code), Some(title)))
            .collect();
        Ok(Json(ReuseList { items, next: None }))
    }

    /// Confirm a report of reuse.
    #[oai(path = "/reuses/:id/confirmation", method = "post", operation_id = "confirmReuse")]
    async fn confirm_reuse(&self, caller: SignedIn, id: Path<Uuid>) -> Result<Json<ReuseView>, Problem> {
        let report = service::confirm_reuse(&self.app, &caller.0, ReuseId(id.0)).await?;
        Ok(Json(ReuseView::of(report, None, None)))
    }

    /// Set a report of reuse aside.
    #[oai(path = "/reuses/:id/declination", method = "post", operation_id = "declineReuse")]
    async fn decline_reuse(&self, caller: SignedIn, id: Path<Uuid>) -> Result<Json<ReuseView>, Problem> {
        let report = service::decline_reuse(&self.app, &caller.0, ReuseId(id.0)).await?;
        Ok(Json(ReuseView::of(report, None, None)))
    }
}
