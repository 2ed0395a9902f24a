//! What leaves the wing: facts for the wings above, and the parts the public may see.

use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    parts::{picture_value, pictures, reuse_value, timeline},
    rows::idea,
};
use crate::{
    foundation::{
        Error, Result,
        page::{Ask, Cursor, Page},
    },
    ideas::{
        entity::{
            idea::{Column, Entity, Model},
            picture, reuse,
        },
        model::{
            EventKind, Facts, GoldBookEntry, Idea, IdeaId, Picture, PictureId, ReuseState, State, Story,
            StoryThanks,
        },
    },
};

/// The facts of an idea.
pub async fn facts(db: &impl ConnectionTrait, id: IdeaId) -> Result<Option<Facts>> {
    let Some(row) = Entity::find_by_id(id.0).one(db).await? else { return Ok(None) };
    let idea = idea(row)?;
    Ok(Some(Facts {
        id: idea.id,
        code: idea.code,
        title: idea.card.title,
        before: idea.card.before,
        proposal: idea.card.proposal,
        outcome: idea.card.outcome,
        field: idea.card.field,
        unit: idea.unit,
        author: idea.author,
        author_name: idea.card.author_name,
        applied_on: idea.applied_on,
        state: idea.state,
    }))
}

/// The public story of an honoured idea; nothing for any other.
pub async fn story(db: &impl ConnectionTrait, id: IdeaId) -> Result<Option<Story>> {
    tell(db, Entity::find_by_id(id.0).one(db).await?).await
}

/// The public story by the idea's code.
pub async fn story_by_code(db: &impl ConnectionTrait, code: &str) -> Result<Option<Story>> {
    tell(db, Entity::find().filter(Column::Code.eq(code)).one(db).await?).await
}

async fn tell(db: &impl ConnectionTrait, row: Option<Model>) -> Result<Option<Story>> {
    let Some(idea) = row.map(idea).transpose()? else { return Ok(None) };
    let (State::Honoured, Some(honoured_at), Some(gold_book_no)) =
        (idea.state, idea.honoured_at, idea.gold_book_no)
    else {
        return Ok(None);
    };
    if !idea.story_public {
        return Ok(None);
    }
    let pictures = if idea.card.pictures_public { pictures(db, idea.id).await? } else { Vec::new() };
    let reuses = reuse::Entity::find()
        .filter(reuse::Column::IdeaId.eq(idea.id.0))
        .filter(reuse::Column::State.eq(ReuseState::Confirmed.as_str()))
        .order_by_desc(reuse::Column::Id)
        .limit(20)
        .all(db)
        .await?;
    let reuses = reuses.into_iter().map(reuse_value).collect::<Result<Vec<_>>>()?;
    let author_name = public_name(&idea);
    let mut timeline = timeline(db, idea.id).await?;
    let thanks = timeline.iter().find(|line| line.kind == EventKind::Thanked).map(|line| StoryThanks {
        by: line.person_name.clone(),
        at: line.at,
        words: if idea.words_public { line.words.clone() } else { String::new() },
    });
    // Words were written to the author; the public sees that somebody thanked, not what was said, nor what
    // was asked in between.
    timeline.retain(|line| {
        matches!(
            line.kind,
            EventKind::Received
                | EventKind::Thanked
                | EventKind::Applied
                | EventKind::Honoured
                | EventKind::Reused
        )
    });
    for line in &mut timeline {
        line.words.clear();
        line.details = serde_json::Value::Null;
        line.person = None;
    }
    Ok(Some(Story {
        id: idea.id,
        code: idea.code,
        title: idea.card.title,
        before: idea.card.before,
        proposal: idea.card.proposal,
        outcome: idea.card.outcome,
        field: idea.card.field,
        unit: idea.unit,
        place: idea.card.place,
        author_name,
        author_kind: idea.card.author_kind,
        pictures,
        thanks,
        timeline,
        applied_on: idea.applied_on,
        honoured_at,
        gold_book_no,
        reuses,
        reuse_count: idea.reuse_count,
    }))
}

pub(super) fn public_name(idea: &Idea) -> Option<String> {
    Some(idea.card.author_name.clone()).filter(|name| idea.card.name_public && !name.is_empty())
}

/// The gold book, by date and never by money, the newest first.
pub async fn gold_book(db: &impl ConnectionTrait, ask: &Ask) -> Result<Page<GoldBookEntry>> {
    let mut query = Entity::find()
        .filter(Column::State.eq(State::Honoured.as_str()))
        .filter(Column::StoryPublic.eq(true));
    if let Some(after) = ask.after {
        query = query.filter(
            Condition::any()
                .add(Column::HonouredAt.lt(after.at))
                .add(Condition::all().add(Column::HonouredAt.eq(after.at)).add(Column::Id.lt(after.id))),
        );
    }
    let rows =
        query.order_by_desc(Column::HonouredAt).order_by_desc(Column::Id).limit(ask.fetch()).all(db).await?;
    let entries = rows
        .into_iter()
        .map(|row| {
            let idea = idea(row)?;
            let missing = || Error::Damaged(format!("honoured idea {} has no number", idea.code));
            Ok(GoldBookEntry {
                id: idea.id,
                author_name: public_name(&idea),
                number: idea.gold_book_no.ok_or_else(missing)?,
                honoured_at: idea.honoured_at.ok_or_else(missing)?,
                code: idea.code.clone(),
                outcome: if idea.card.outcome.is_empty() { idea.card.proposal } else { idea.card.outcome },
                title: idea.card.title,
                unit: idea.unit,
                reuse_count: idea.reuse_count,
            })
        })
        .collect::<Result<Vec<_>>>()?;
    Ok(Page::cut(entries, ask, |entry| Cursor { at: entry.honoured_at, id: entry.id.0 }))
}

/// A picture that the public may see: of an honoured idea, with consent.
pub async fn picture_for_public(db: &impl ConnectionTrait, id: PictureId) -> Result<Option<Picture>> {
    let Some(row) = picture::Entity::find_by_id(id.0).one(db).await? else { return Ok(None) };
    let owner = Entity::find_by_id(row.idea_id)
        .filter(Column::State.eq(State::Honoured.as_str()))
        .filter(Column::PicturesPublic.eq(true))
        .filter(Column::StoryPublic.eq(true))
        .one(db)
        .await?;
    owner.map(|_| picture_value(row)).transpose()
}
