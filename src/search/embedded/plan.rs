//! From what was typed to what is looked for: guesses, then queries.

use tantivy::Term;
use tantivy::query::{BooleanQuery, BoostQuery, ConstScoreQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

use super::super::abbreviations::spelled_out;
use super::super::rank::{Form, Wanted, key};
use super::super::typed::{Typed, Word};
use super::schema::{Columns, pair};
use super::vocabulary::{Guess, Vocabulary};

/// Weights of title, head and body for a syllable; of title, head and anywhere for a pair.
const FOLDED: [f32; 3] = [4.0, 2.0, 1.0];
const PAIRED: [f32; 3] = [3.0, 1.5, 4.0];

/// Weights of title and rest for exact keys.
const EXACT: [f32; 2] = [3.0, 1.2];

/// What a word counts wherever it stands.
const WORD: f32 = 8.0;

/// Guesses of one word that make pairs.
const GUESSED: usize = 4;

/// One way a word may stand in a document: terms that must all be there.
#[derive(Debug, Clone)]
struct Way {
    terms: Vec<String>,
    /// The folded syllable, where the way is one.
    syllable: Option<String>,
    /// Its exact key, where it is known.
    exact: Option<String>,
    worth: f32,
}

/// All that is looked for.
pub(super) struct Plan {
    typed: Typed,
    pub(super) wanted: Wanted,
    ways: Vec<Vec<Way>>,
    /// Words taken for slips, with what was probably meant, folded.
    pub(super) corrected: Vec<(usize, String)>,
    /// More documents than these hold not every word: as many as hold the rarest.
    pub(super) at_most: u64,
}

impl Plan {
    /// Reads the dictionary for every word; `eager` also doubts known words in unknown company.
    pub(super) fn new(typed: Typed, vocabulary: &Vocabulary<'_>, eager: bool) -> tantivy::Result<Self> {
        let wanted = Wanted::of(&typed);
        let mut plan = Self { wanted, ways: Vec::new(), corrected: Vec::new(), at_most: u64::MAX, typed };
        for at in 0..plan.typed.words.len() {
            let ways = plan.ways_of(at, vocabulary, eager)?;
            plan.tell(at, &ways, vocabulary)?;
            plan.ways.push(ways);
        }
        Ok(plan)
    }

    pub(super) fn typed(&self) -> &Typed {
        &self.typed
    }

    fn ways_of(&mut self, at: usize, vocabulary: &Vocabulary<'_>, eager: bool) -> tantivy::Result<Vec<Way>> {
        let Some(word) = self.typed.words.get(at).cloned() else { return Ok(Vec::new()) };
        let quoted = self.typed.phrases.iter().any(|p| p.contains(&at));
        let mut ways = vec![Way::syllable(&word.fold, 1.0)];
        if quoted {
            return Ok(ways);
        }
        if let Some(full) = spelled_out(&word.fold) {
            let parts: Vec<&str> = full.split(' ').collect();
            let terms = parts.windows(2).map(|two| two.join(" ")).collect();
            ways.push(Way { terms, syllable: None, exact: None, worth: 0.95 });
        }
        let words = self.typed.words.clone();
        let before = at.checked_sub(1).and_then(|at| words.get(at));
        let left = before.map(|w| w.fold.as_str());
        let right = words.get(at + 1).map(|w| w.fold.as_str());
        let known = vocabulary.documents(&word.fold)?;
        if self.typed.open && right.is_none() {
            let completed = complete(before, &word, known, vocabulary)?;
            for (rank, guess) in completed.iter().enumerate() {
                let term = left.map_or_else(|| guess.fold.clone(), |left| pair(left, &guess.fold));
                let worth = worth(0.93, rank);
                let syllable = Some(guess.fold.clone());
                ways.push(Way { terms: vec![term], syllable, exact: guess.exact.clone(), worth });
                self.also(at, guess, worth);
            }
            if !completed.is_empty() {
                // Typed with marks nobody writes: certainly unfinished, not another word.
                let spelled_so = completed.iter().all(|guess| guess.exact.is_some());
                if spelled_so && vocabulary.spelled(before, &word)? == 0 {
                    ways.remove(0);
                }
                if known == 0 {
                    return Ok(ways);
                }
            }
        }
        let unknown = known == 0 && spelled_out(&word.fold).is_none();
        let company = vocabulary.pair(left, Some(&word.fold))? + vocabulary.pair(Some(&word.fold), right)?;
        let between = left.is_some() && right.is_some();
        let strange = company == 0 && (between || eager && (left.is_some() || right.is_some()));
        if unknown || strange {
            let guesses = vocabulary.corrections(left, &word.fold, right, !unknown && !eager)?;
            for (rank, guess) in guesses.iter().take(4).enumerate() {
                let worth = worth(0.9, rank);
                ways.push(Way::syllable(&guess.fold, worth));
                self.also(at, guess, worth);
            }
            if let (true, Some(guess)) = (unknown || between, guesses.first()) {
                self.corrected.push((at, guess.fold.clone()));
            }
        }
        Ok(ways)
    }

    /// Notes how much a word tells: what half of all documents hold says little about any.
    fn tell(&mut self, at: usize, ways: &[Way], vocabulary: &Vocabulary<'_>) -> tantivy::Result<()> {
        let (mut most, mut all) = (0, 0_u64);
        for way in ways {
            let mut fewest = u64::MAX;
            for term in &way.terms {
                fewest = vocabulary.documents(term)?.min(fewest);
            }
            all = all.saturating_add(fewest);
            if way.syllable.is_some() {
                most = fewest.max(most);
            }
        }
        if self.typed.words.get(at).is_some_and(|word| !word.optional) {
            self.at_most = self.at_most.min(all);
        }
        if let Some(word) = self.wanted.words.get_mut(at) {
            word.telling = vocabulary.rarity(most);
        }
        Ok(())
    }

    fn also(&mut self, at: usize, guess: &Guess, worth: f32) {
        let exact = guess.exact.as_deref().map(key);
        self.wanted.also(at, Form { folds: vec![key(&guess.fold)], exact, worth });
    }

    /// Positions of the words a hit must hold, each syllable once.
    fn required(&self) -> Vec<usize> {
        let words = &self.typed.words;
        let mut out: Vec<usize> = Vec::new();
        for (at, word) in words.iter().enumerate().filter(|(_, w)| !w.optional) {
            if !out.iter().any(|o| words.get(*o).is_some_and(|w| w.fold == word.fold)) {
                out.push(at);
            }
        }
        out
    }

    /// The number of different words a strict hit holds.
    pub(super) fn breadth(&self) -> usize {
        self.required().len()
    }

    /// What every strict hit gets for its words.
    pub(super) fn base(&self) -> f32 {
        WORD * f32::from(u8::try_from(self.breadth()).unwrap_or(u8::MAX))
    }

    /// Documents that hold every word, quoted phrases as neighbours; `scored` with what makes one better than
    /// another, otherwise that is for [`Self::rewards`].
    pub(super) fn strict(&self, columns: &Columns, scored: bool) -> BooleanQuery {
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for at in self.required() {
            clauses.push((Occur::Must, self.word(at, columns)));
        }
        for phrase in &self.typed.phrases {
            let words: Vec<&Word> = self.typed.words.iter().take(phrase.end).skip(phrase.start).collect();
            for two in words.windows(2) {
                if let [left, right] = two {
                    clauses.push((Occur::Must, flat(columns.all, &pair(&left.fold, &right.fold), 0.0)));
                }
            }
        }
        if scored {
            self.reward(columns, &mut clauses);
        }
        BooleanQuery::new(clauses)
    }

    /// What makes one hit better than another, as a union of terms.
    pub(super) fn rewards(&self, columns: &Columns) -> BooleanQuery {
        let mut clauses = Vec::new();
        self.reward(columns, &mut clauses);
        BooleanQuery::new(clauses)
    }

    /// Documents that hold at least so many of the words.
    pub(super) fn loose(&self, columns: &Columns, at_least: usize) -> BooleanQuery {
        let words = self.required().into_iter().map(|at| (Occur::Should, self.word(at, columns))).collect();
        let some = BooleanQuery::with_minimum_required_clauses(words, at_least);
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = vec![(Occur::Must, Box::new(some))];
        self.reward(columns, &mut clauses);
        BooleanQuery::new(clauses)
    }

    /// Any of the ways of one word. Counts the same for all, so a loose hit with more words leads.
    fn word(&self, at: usize, columns: &Columns) -> Box<dyn Query> {
        let mut ways: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for way in self.ways.get(at).into_iter().flatten() {
            let mut terms: Vec<(Occur, Box<dyn Query>)> = way
                .terms
                .iter()
                .map(|term| (Occur::Must, term_query(columns.all, term, IndexRecordOption::Basic)))
                .collect();
            match terms.pop() {
                Some((_, only)) if terms.is_empty() => ways.push((Occur::Should, only)),
                Some(last) => {
                    terms.push(last);
                    ways.push((Occur::Should, Box::new(BooleanQuery::new(terms))));
                }
                None => {}
            }
        }
        let any: Box<dyn Query> = match ways.pop() {
            Some((_, only)) if ways.is_empty() => only,
            Some(last) => {
                ways.push(last);
                Box::new(BooleanQuery::new(ways))
            }
            None => Box::new(tantivy::query::EmptyQuery),
        };
        Box::new(ConstScoreQuery::new(any, WORD))
    }

    /// What makes one hit better than another: the field, the neighbours, the tones.
    fn reward(&self, columns: &Columns, clauses: &mut Vec<(Occur, Box<dyn Query>)>) {
        let folded = [columns.title, columns.head, columns.body];
        // Anywhere, a pair counts once however often it stands there.
        let paired = [columns.title, columns.head, columns.all];
        let exact = [columns.title_exact, columns.rest_exact];
        let single = self.typed.words.len() == 1;
        // Among several words, a lone syllable somewhere in a body says next to nothing and costs most.
        let folded = folded.get(..if single { 3 } else { 2 }).unwrap_or_default();
        let mut add = |fields: &[Field], term: &str, weights: &[f32], worth: f32| {
            for (field, weight) in fields.iter().zip(weights) {
                let query = term_query(*field, term, IndexRecordOption::WithFreqs);
                clauses.push((Occur::Should, Box::new(BoostQuery::new(query, weight * worth))));
            }
        };
        for (at, ways) in self.ways.iter().enumerate() {
            let Some(word) = self.typed.words.get(at) else { continue };
            let worth = if word.optional { 0.2 } else { 1.0 };
            for way in ways {
                match &way.syllable {
                    Some(syllable) => add(folded, syllable, &FOLDED, way.worth * worth),
                    None => way.terms.iter().for_each(|t| add(folded, t, &FOLDED, way.worth * worth)),
                }
            }
            if single || self.typed.marked() {
                let meant = if word.marked() { 1.0 } else { 0.4 };
                let alone = if single { 3.0 } else { 1.0 };
                add(&exact, &word.exact, &EXACT, meant * alone * worth);
            }
            let (Some(next), Some(following)) = (self.ways.get(at + 1), self.typed.words.get(at + 1)) else {
                continue;
            };
            for left in ways.iter().take(GUESSED) {
                for right in next.iter().take(GUESSED) {
                    let worth = worth * left.worth.min(right.worth);
                    if let (Some(left), Some(right)) = (&left.syllable, &right.syllable) {
                        add(&paired, &pair(left, right), &PAIRED, worth);
                    }
                    if let Some(right) = &right.exact {
                        add(&exact, &pair(&word.exact, right), &EXACT, worth);
                    }
                }
            }
            if word.marked() || following.marked() {
                add(&exact, &pair(&word.exact, &following.exact), &EXACT, worth);
            }
        }
    }
}

impl Way {
    fn syllable(fold: &str, worth: f32) -> Self {
        Self { terms: vec![fold.to_owned()], syllable: Some(fold.to_owned()), exact: None, worth }
    }
}

/// Ways to finish the last word; none where it is well known as it stands.
fn complete(
    before: Option<&Word>,
    word: &Word,
    known: u64,
    vocabulary: &Vocabulary<'_>,
) -> tantivy::Result<Vec<Guess>> {
    let mut stands = vocabulary.spelled(before, word)?;
    if before.is_none() && known > 0 && stands > 0 {
        return Ok(Vec::new());
    }
    let guesses = vocabulary.completions(before, word)?;
    if guesses.iter().any(|guess| guess.exact.is_none()) {
        // No word goes on with these marks: rather a wrong mark on a finished word.
        stands =
            stands.max(before.map_or(Ok(known), |left| vocabulary.pair(Some(&left.fold), Some(&word.fold)))?);
    }
    let finished: u64 = guesses.iter().map(|g| g.documents).sum();
    let unfinished = stands == 0 || stands.saturating_mul(8) < finished;
    Ok(if unfinished { guesses } else { Vec::new() })
}

/// The worth of a guess: less the further down the list.
fn worth(first: f32, rank: usize) -> f32 {
    (first - 0.04 * f32::from(u8::try_from(rank).unwrap_or(u8::MAX))).max(0.5)
}

fn term_query(field: Field, term: &str, option: IndexRecordOption) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, term), option))
}

fn flat(field: Field, term: &str, score: f32) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(term_query(field, term, IndexRecordOption::Basic), score))
}
