//! What the public may see of an idea: written beside the verbs, which a consent does not wait for.

use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr};

use crate::{
    foundation::{Result, Tx},
    ideas::{
        entity::idea::{Column, Entity},
        model::{Idea, IdeaId},
    },
};

/// Holds an idea until the transaction ends, so that two consents follow each other. Who saves it by a verb
/// meanwhile hears that it changed.
pub async fn hold(tx: &Tx, id: IdeaId) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::Version, Expr::col(Column::Version).add(0))
        .filter(Column::Id.eq(id.0))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Writes what may be shown of an idea that is held; the version counts on, so that no verb writes over it.
pub async fn show(tx: &Tx, idea: &Idea) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::NamePublic, Expr::value(idea.card.name_public))
        .col_expr(Column::PicturesPublic, Expr::value(idea.card.pictures_public))
        .col_expr(Column::StoryPublic, Expr::value(idea.story_public))
        .col_expr(Column::WordsPublic, Expr::value(idea.words_public))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(idea.id.0))
        .exec(&**tx)
        .await?;
    Ok(())
}
