//! What the shared partials of the templates are filled with.

/// A line of the error summary, and the sentence beside its field.
pub struct Wrong {
    /// The id of the field.
    pub target: &'static str,
    /// What is wrong and how to put it right.
    pub message: String,
}

/// A step of a timeline; what does not apply is empty.
pub struct Step {
    /// `done`, `now` or `next`
    pub tone: &'static str,
    /// What happened or will happen.
    pub what: String,
    /// When, as people read it.
    pub when: String,
    /// When, as machines read it.
    pub when_iso: String,
    /// A further sentence.
    pub note: String,
}
