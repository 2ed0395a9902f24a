//! The front door: listeners, limits, sessions, problems, headers, the OpenAPI document and the
//! embedded user interface. Wings bring their resources and pages; this floor puts them together.

mod admit;
mod allow;
mod assets;
mod front;
mod guard;
mod headers;
mod health;
mod measure;
mod openapi;
mod reference;
mod refusal;
mod routes;
mod schemas;
mod serve;
mod session;
mod shapes;
mod tasks;
mod template;

pub use guard::Guard;
pub use measure::Measures;
pub use openapi::{authorization_markdown, document, problem_catalogue};
pub use routes::endpoint;
pub use serve::{Listening, serve};
