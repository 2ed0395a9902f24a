//! A few values the installation remembers for itself, shared by all its processes.

use data_encoding::HEXLOWER;
use sea_orm::{ActiveValue::Set, DbErr, EntityTrait, sea_query::OnConflict};

use super::{
    Db, Error, Result,
    secret::{Secret, random_hex},
};

mod entity {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "settings")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub key: String,
        pub value: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

const SECRET: &str = "secret";

/// The installation's key: made once, at the first start, then the same for every process.
pub async fn secret(db: &Db) -> Result<Secret> {
    let tx = db.begin_write().await?;
    let fresh = entity::ActiveModel { key: Set(SECRET.to_owned()), value: Set(random_hex(32)) };
    let made = entity::Entity::insert(fresh)
        .on_conflict(OnConflict::column(entity::Column::Key).do_nothing().to_owned())
        .exec_without_returning(&*tx)
        .await;
    match made {
        Ok(_) | Err(DbErr::RecordNotInserted) => {}
        Err(error) => return Err(error.into()),
    }
    let row = entity::Entity::find_by_id(SECRET.to_owned()).one(&*tx).await?;
    tx.commit().await?;
    let hex = row.ok_or_else(|| Error::Damaged("the secret vanished".to_owned()))?.value;
    let bytes = HEXLOWER.decode(hex.as_bytes()).map_err(|error| Error::Damaged(error.to_string()))?;
    Ok(Secret::new(bytes))
}
