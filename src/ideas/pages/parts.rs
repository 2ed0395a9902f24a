//! What the shared partials of the templates are filled with.

/// A line of the error summary, and the sentence beside its field.
#[derive(Clone, Debug)]
pub struct Wrong {
    /// The id of the field.
    pub target: &'static str,
    /// What the field is called; empty for the form as a whole.
    pub name: String,
    /// What is wrong and how to put it right.
    pub message: String,
}

impl Wrong {
    /// The line of the summary: many fields may lack the same thing, so it begins with the field.
    pub fn line(&self) -> String {
        if self.name.is_empty() {
            return self.message.clone();
        }
        let mut rest = self.message.chars();
        let message: String =
            rest.next().map(|first| first.to_lowercase().chain(rest).collect()).unwrap_or_default();
        format!("{}: {message}", self.name.trim_end_matches(['…', '?']))
    }
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
