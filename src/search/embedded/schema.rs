//! The columns of the index and what a document becomes in them.

use sha2::{Digest, Sha256};
use tantivy::schema::{Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{PreTokenizedString, Token};
use tantivy::{TantivyDocument, Term};

use super::super::{Document, Error, FACETS};
use crate::foundation::text::syllables;

/// Raised whenever documents are cut, folded or weighted differently while the columns stay.
const ANALYSIS: u32 = 1;

/// Syllables of one text that are indexed.
const SYLLABLES_MAX: usize = 20_000;

/// The columns.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    pub(super) schema: Schema,
    pub(super) id: Field,
    /// The whole document as JSON.
    pub(super) stored: Field,
    /// Every folded syllable and pair, once: what may stand in a hit, and the dictionary. Frequencies, all one,
    /// are what lets the engine leave out blocks that cannot reach the best.
    pub(super) all: Field,
    pub(super) title: Field,
    pub(super) head: Field,
    pub(super) body: Field,
    /// Exact syllables and pairs of the title, and of the rest.
    pub(super) title_exact: Field,
    pub(super) rest_exact: Field,
    pub(super) published: Field,
    facets: Vec<Field>,
}

/// Name of the fast column of the instant of publication.
pub(super) const PUBLISHED: &str = "published";

impl Columns {
    pub(super) fn new() -> Self {
        let keys = |record: IndexRecordOption, norms: bool| {
            let indexing = TextFieldIndexing::default()
                .set_tokenizer("raw")
                .set_index_option(record)
                .set_fieldnorms(norms);
            TextOptions::default().set_indexing_options(indexing)
        };
        let mut builder = Schema::builder();
        let id = builder.add_text_field("id", STRING);
        let stored = builder.add_text_field("stored", STORED);
        let all = builder.add_text_field("all", keys(IndexRecordOption::WithFreqs, false));
        let mut scored = |name| builder.add_text_field(name, keys(IndexRecordOption::WithFreqs, true));
        let (title, head, body) = (scored("title"), scored("head"), scored("body"));
        let (title_exact, rest_exact) = (scored("title_exact"), scored("rest_exact"));
        let published = builder.add_i64_field(PUBLISHED, tantivy::schema::FAST);
        let facets = FACETS
            .iter()
            .map(|facet| builder.add_text_field(facet.name(), TextOptions::default().set_fast("raw")))
            .collect();
        let schema = builder.build();
        Self { schema, id, stored, all, title, head, body, title_exact, rest_exact, published, facets }
    }

    /// Names this form of the index; another form needs another directory.
    pub(super) fn hash(&self) -> String {
        let schema = serde_json::to_string(&self.schema).unwrap_or_default();
        let digest = Sha256::digest(format!("{ANALYSIS}:{schema}"));
        let mut hex = data_encoding::HEXLOWER.encode(&digest);
        hex.truncate(12);
        hex
    }

    pub(super) fn id_term(&self, id: &str) -> Term {
        Term::from_field_text(self.id, id)
    }

    /// Makes the row of a document.
    pub(super) fn row(&self, document: &Document) -> Result<TantivyDocument, Error> {
        let document = document.composed();
        if !document.has_valid_id() {
            return Err(Error::Rejected(format!("document id {:?}", document.id)));
        }
        let stored = serde_json::to_string(&document).map_err(|e| Error::Rejected(e.to_string()))?;
        let mut row = TantivyDocument::default();
        row.add_text(self.id, &document.id);
        row.add_text(self.stored, stored);
        row.add_i64(self.published, document.published_at);
        for (facet, field) in FACETS.iter().zip(&self.facets) {
            for value in facet.values(&document).into_iter().filter(|v| !v.is_empty()) {
                row.add_text(*field, value);
            }
        }
        let (mut all, mut rest) = (Terms::default(), Terms::default());
        let (mut title, mut title_exact) = (Terms::default(), Terms::default());
        let (mut head, mut body) = (Terms::default(), Terms::default());
        read(&document.title, &mut [&mut all, &mut title], &mut title_exact);
        for part in document.head() {
            read(part, &mut [&mut all, &mut head], &mut rest);
        }
        read(&document.body, &mut [&mut all, &mut body], &mut rest);
        row.add_pre_tokenized_text(self.all, all.distinct());
        row.add_pre_tokenized_text(self.title, title.into());
        row.add_pre_tokenized_text(self.head, head.into());
        row.add_pre_tokenized_text(self.body, body.into());
        row.add_pre_tokenized_text(self.title_exact, title_exact.into());
        row.add_pre_tokenized_text(self.rest_exact, rest.into());
        Ok(row)
    }
}

/// Adds the syllables and pairs of a text to its columns.
fn read(text: &str, folded: &mut [&mut Terms; 2], exact: &mut Terms) {
    let mut before: Option<(String, String)> = None;
    for syllable in syllables(text).into_iter().take(SYLLABLES_MAX) {
        if let Some((fold, key)) = &before {
            folded.iter_mut().for_each(|terms| terms.push(pair(fold, &syllable.fold)));
            exact.push(pair(key, &syllable.exact));
        }
        folded.iter_mut().for_each(|terms| terms.push(syllable.fold.clone()));
        exact.push(syllable.exact.clone());
        before = Some((syllable.fold, syllable.exact));
    }
}

/// The term of two neighbours. No syllable holds a space.
pub(super) fn pair(left: &str, right: &str) -> String {
    format!("{left} {right}")
}

#[derive(Default)]
struct Terms(Vec<String>);

impl Terms {
    fn push(&mut self, term: String) {
        // Longer than any syllable of any language: nobody types it.
        if term.len() <= 120 {
            self.0.push(term);
        }
    }

    fn distinct(mut self) -> PreTokenizedString {
        self.0.sort_unstable();
        self.0.dedup();
        self.into()
    }
}

impl From<Terms> for PreTokenizedString {
    fn from(terms: Terms) -> Self {
        let tokens = terms
            .0
            .into_iter()
            .enumerate()
            .map(|(position, text)| Token { position, text, position_length: 1, ..Token::default() })
            .collect();
        Self { text: String::new(), tokens }
    }
}
