//! "Việc của tôi": what every wing has waiting for one person, in one list.

use poem_openapi::{Object, OpenApi, payload::Json};

use crate::{
    app::App,
    commendations, councils, dossiers, ideas,
    wire::{Problem, SignedIn, Tag, Task},
};

/// What needs me today.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct TaskList {
    /// The most urgent first.
    pub items: Vec<Task>,
    /// Always absent: the list is short.
    pub next: Option<String>,
}

/// Tasks over HTTP.
pub struct Api {
    app: App,
}

impl Api {
    /// On this installation.
    pub fn new(app: &App) -> Self {
        Self { app: app.clone() }
    }
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Tasks")]
impl Api {
    /// List what needs me today.
    #[oai(path = "/tasks", method = "get", operation_id = "listTasks")]
    async fn list(&self, caller: SignedIn) -> Result<Json<TaskList>, Problem> {
        let mut items = ideas::api::tasks(&self.app, &caller.0).await?;
        items.extend(commendations::tasks(&self.app, &caller.0).await?);
        items.extend(dossiers::tasks(&self.app, &caller.0).await?);
        items.extend(councils::api::tasks(&self.app, &caller.0).await?);
        // Rows without a clock come after those with one.
        items.sort_by_key(|task| (task.due_at.is_none(), task.due_at));
        Ok(Json(TaskList { items, next: None }))
    }
}
