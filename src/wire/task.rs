//! One row of "Việc của tôi": what needs this person today.

use poem_openapi::Object;
use time::OffsetDateTime;

/// Something that waits for the person who asks.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct Task {
    /// What to do: the message key `task.<kind>`, e.g. `thank_idea`.
    pub kind: String,
    /// The name of the thing.
    pub title: String,
    /// Its human code.
    pub object_code: String,
    /// Where in the application it is done.
    pub href: String,
    /// Until when, where a clock runs.
    pub due_at: Option<OffsetDateTime>,
    /// True once the time has passed.
    pub overdue: bool,
    /// The responsible unit.
    pub unit_name: String,
}
