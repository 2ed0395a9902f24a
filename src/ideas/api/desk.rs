//! The desk of those who act for a unit: how much waits, one step for several, a step taken back.

use poem_openapi::{Enum, Object, OpenApi, param::Path, payload::Json, types::Example};
use uuid::Uuid;

use super::{resource::shown, views::IdeaView};
use crate::{
    app::App,
    authority::PersonId,
    foundation::{Code, Error, Version, Violations},
    ideas::{
        model::{Idea, IdeaId, State},
        service::{self, BulkStep},
        store::Waiting,
    },
    wire::{Answer, IfMatch, Problem, SignedIn, Tag},
};

/// The desk over HTTP.
pub struct DeskApi {
    app: App,
}

impl DeskApi {
    /// On this installation.
    pub fn new(app: &App) -> Self {
        Self { app: app.clone() }
    }
}

/// What waits in one state.
#[derive(Object, Clone, Debug)]
pub struct QueueCount {
    /// The state, e.g. `received`.
    pub state: String,
    /// How many ideas.
    pub count: i64,
    /// How many of them are overdue.
    pub overdue: i64,
    /// How many of them are due soon.
    pub soon: i64,
}

/// What waits on a desk.
#[derive(Object, Clone, Debug)]
pub struct DeskQueues {
    /// By state, in the order of the way; states in which nothing waits are left out.
    pub items: Vec<QueueCount>,
}

impl From<Vec<Waiting>> for DeskQueues {
    fn from(waiting: Vec<Waiting>) -> Self {
        let in_order = State::ALL.iter().filter_map(|state| waiting.iter().find(|one| one.state == *state));
        let items = in_order.map(|one| QueueCount {
            state: one.state.as_str().to_owned(),
            count: one.all,
            overdue: one.overdue,
            soon: one.soon,
        });
        Self { items: items.collect() }
    }
}

/// What can be said to many at once.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[oai(rename_all = "snake_case")]
pub enum BulkVerb {
    /// One person goes along with all of them.
    Assign,
    /// Keep them in the bank of ideas.
    Park,
    /// Show them the way to where complaints are answered.
    Redirect,
}

/// One of the ideas of a step.
#[derive(Object, Clone, Debug)]
pub struct BulkItem {
    /// The idea.
    pub id: Uuid,
    /// The version it was seen in.
    pub version: i32,
}

/// One step for several ideas.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none, example)]
pub struct ActOnIdeas {
    /// The step.
    pub verb: BulkVerb,
    /// The ideas, 50 at most.
    pub items: Vec<BulkItem>,
    /// Who goes along with them, for `assign`.
    pub companion_id: Option<Uuid>,
    /// What is said to each author, for `park` and `redirect`.
    pub words: Option<String>,
}

impl Example for ActOnIdeas {
    fn example() -> Self {
        Self {
            verb: BulkVerb::Park,
            items: vec![BulkItem { id: Uuid::nil(), version: 3 }],
            companion_id: None,
            words: Some("Ý hay, xã giữ lại và sẽ nhắc khi có kinh phí.".into()),
        }
    }
}

impl ActOnIdeas {
    fn step(&self) -> Result<BulkStep, Violations> {
        let words = || self.words.clone().unwrap_or_default();
        match (self.verb, self.companion_id) {
            (BulkVerb::Park, _) => Ok(BulkStep::Park(words())),
            (BulkVerb::Redirect, _) => Ok(BulkStep::Redirect(words())),
            (BulkVerb::Assign, Some(person)) => Ok(BulkStep::Assign(PersonId(person))),
            (BulkVerb::Assign, None) => Err(Violations::one(Code::Required, "/companion_id")),
        }
    }
}

/// How the step went for one idea.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct BulkOutcome {
    /// The idea.
    pub id: Uuid,
    /// Where it stands now, where the step was taken.
    pub state: Option<String>,
    /// Its version now, where the step was taken.
    pub version: Option<i32>,
    /// Why the step was not taken, e.g. `stale`.
    pub code: Option<String>,
}

impl BulkOutcome {
    fn of(id: IdeaId, done: Result<Idea, Error>) -> Self {
        match done {
            Ok(idea) => Self {
                id: id.0,
                state: Some(idea.state.as_str().to_owned()),
                version: Some(idea.version.0),
                code: None,
            },
            Err(error) => {
                let code = error.code().unwrap_or(Code::RulesBroken);
                Self { id: id.0, state: None, version: None, code: Some(code.to_string()) }
            }
        }
    }
}

/// How the step went for each.
#[derive(Object, Clone, Debug)]
pub struct BulkOutcomes {
    /// In the order asked.
    pub items: Vec<BulkOutcome>,
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Ideas")]
impl DeskApi {
    /// Count what waits on my desk.
    ///
    /// By state, with what is overdue and what is due within two working days.
    #[oai(path = "/ideas/queues", method = "get", operation_id = "countQueues")]
    async fn queues(&self, caller: SignedIn) -> Result<Json<DeskQueues>, Problem> {
        Ok(Json(service::queues(&self.app, &caller.0).await?.into()))
    }

    /// Take one step for several ideas.
    ///
    /// Each for itself: what changed meanwhile, or does not allow the step, is told with its code and does not
    /// hold up the others. Thanks and answers are for one person each and not among the steps.
    #[oai(path = "/ideas/bulk", method = "post", operation_id = "actOnIdeas")]
    async fn bulk(&self, caller: SignedIn, body: Json<ActOnIdeas>) -> Result<Json<BulkOutcomes>, Problem> {
        let step = body.0.step()?;
        let ideas: Vec<_> =
            body.0.items.iter().map(|item| (IdeaId(item.id), Version(item.version))).collect();
        let done = service::bulk(&self.app, &caller.0, &step, &ideas).await?;
        Ok(Json(BulkOutcomes {
            items: done.into_iter().map(|(id, done)| BulkOutcome::of(id, done)).collect(),
        }))
    }

    /// Take my last step back.
    ///
    /// For a slip of the hand: who went along, an answer, keeping, showing the way. Within ten minutes the
    /// idea stands as before and no letter leaves.
    #[oai(path = "/ideas/:id/undo", method = "post", operation_id = "undoIdea")]
    async fn undo(
        &self,
        caller: SignedIn,
        id: Path<Uuid>,
        if_match: IfMatch,
    ) -> Result<Answer<IdeaView>, Problem> {
        let idea = service::undo(&self.app, &caller.0, IdeaId(id.0), if_match.0).await?;
        shown(&self.app, &caller.0, idea).await
    }
}
