//! What the author said is written down.

use super::{Told, line, moved};
use crate::{
    authority::Actor,
    foundation::{Code, Instant, Result},
    ideas::model::{EventKind, Idea, Transcript, title_of},
};

/// Writes down a recording: its words fill an empty first prompt, and the title of an idea that has none but `untitled`.
/// What was written down before, as `earlier`, is put right in both.
///
/// # Errors
/// `WrongState` where the way has ended: what is public by then does not change under its readers.
pub fn transcribe(
    idea: Idea,
    by: &Actor,
    text: &Transcript,
    earlier: &str,
    untitled: &str,
    now: Instant,
) -> Result<Told> {
    if idea.state.is_final() {
        return Err(Code::WrongState.into());
    }
    let (state, due) = (idea.state, idea.due_at);
    let mut idea = moved(idea, state, due, now);
    let card = &mut idea.card;
    if card.before.is_empty() || card.before == earlier {
        text.as_str().clone_into(&mut card.before);
        let named_by_it = !earlier.is_empty() && card.title == title_of(earlier);
        if card.title == untitled || named_by_it {
            card.title = title_of(text.as_str());
        }
    }
    // The words stand with the recording: a chain that nobody can change is no place for what somebody said.
    Ok((idea, line(EventKind::Transcribed, Some(by), "", now)))
}
