//! A path of the API with its parameters.

/// Reads paths like `/api/v1/ideas/{id}`.
#[derive(Clone, Debug)]
pub struct Template(Vec<Part>);

#[derive(Clone, Debug)]
enum Part {
    Word(String),
    Parameter,
}

impl Template {
    /// Takes a path of the document apart.
    pub fn of(path: &str) -> Self {
        let part = |part: &str| match part.starts_with('{') {
            true => Part::Parameter,
            false => Part::Word(part.to_owned()),
        };
        Self(path.split('/').map(part).collect())
    }

    /// True if an address has this form.
    pub fn fits(&self, path: &str) -> bool {
        let mut asked = path.split('/');
        let all = self.0.iter().all(|part| match (part, asked.next()) {
            (Part::Word(word), Some(asked)) => word == asked,
            (Part::Parameter, asked) => asked.is_some(),
            (Part::Word(_), None) => false,
        });
        all && asked.next().is_none()
    }

    /// How many parts are words: of two templates that fit, the router takes the one with more.
    pub fn literals(&self) -> usize {
        self.0.iter().filter(|part| matches!(part, Part::Word(_))).count()
    }
}
