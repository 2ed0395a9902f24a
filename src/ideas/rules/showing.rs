//! What the public may see of an idea, from everybody's last word.

use crate::{
    ideas::model::Idea,
    people::{Said, objected, publishable},
};

/// The idea with what may be shown of it. The story itself is shown without the name unless somebody concerned
/// objects; its words of thanks only if they agree.
pub fn showing(mut idea: Idea, name: &[Said], pictures: &[Said], story: &[Said]) -> Idea {
    idea.card.name_public = publishable(idea.child, name) && !idea.card.author_name.is_empty();
    idea.card.pictures_public = publishable(idea.child, pictures);
    idea.words_public = publishable(idea.child, story);
    idea.story_public = !objected(story);
    idea
}
