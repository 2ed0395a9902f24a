//! Every reason why not, collected, so that a person hears all of them at once.

use std::collections::BTreeMap;

use super::Code;

/// One broken rule: which, where, and the values its sentence needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// What is wrong.
    pub code: Code,
    /// JSON pointer to the field, empty for the whole.
    pub pointer: String,
    /// Named values for the sentence shown to the person.
    pub params: BTreeMap<&'static str, String>,
}

/// All broken rules of one request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Violations(Vec<Violation>);

impl Violations {
    /// Nothing wrong yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Exactly one violation.
    pub fn one(code: Code, pointer: &str) -> Self {
        let mut wrong = Self::new();
        wrong.add(code, pointer);
        wrong
    }

    /// Adds a violation.
    pub fn add(&mut self, code: Code, pointer: &str) {
        self.add_with(code, pointer, []);
    }

    /// Adds a violation whose sentence names values.
    pub fn add_with<const N: usize>(
        &mut self,
        code: Code,
        pointer: &str,
        params: [(&'static str, String); N],
    ) {
        self.0.push(Violation { code, pointer: pointer.to_owned(), params: params.into() });
    }

    /// Adds a violation unless the condition holds.
    pub fn unless(&mut self, holds: bool, code: Code, pointer: &str) {
        if !holds {
            self.add(code, pointer);
        }
    }

    /// Takes over the violations of a part; keeps its value if it has none.
    pub fn take<T>(&mut self, part: Result<T, Violations>) -> Option<T> {
        match part {
            Ok(value) => Some(value),
            Err(mut wrong) => {
                self.0.append(&mut wrong.0);
                None
            }
        }
    }

    /// True while nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `Ok` while nothing is wrong.
    pub fn into_result(self) -> Result<(), Violations> {
        if self.is_empty() { Ok(()) } else { Err(self) }
    }

    /// The violations in the order they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Violation> {
        self.0.iter()
    }

    /// True if one of them is `code`.
    pub fn has(&self, code: Code) -> bool {
        self.0.iter().any(|violation| violation.code == code)
    }
}
