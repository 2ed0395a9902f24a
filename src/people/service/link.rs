//! One-time links made at the command line.

use crate::{
    app::App,
    authority::AccountId,
    foundation::Result,
    people::{
        model::{LinkKind, Login},
        store::{accounts, links},
    },
};

/// Makes a link that works once, for so many seconds, and answers its address.
pub async fn new_link(app: &App, kind: LinkKind, account: Option<AccountId>, seconds: i64) -> Result<String> {
    let tx = app.db.begin_write().await?;
    let token = links::create(&tx, kind, account, app.now().plus_seconds(seconds)).await?;
    tx.commit().await?;
    Ok(links::address(app, kind, &token))
}

/// The account with this name.
pub async fn account_by_login(app: &App, login: &str) -> Result<Option<AccountId>> {
    let login = Login::typed(login);
    Ok(accounts::by_login(app.db.reader(), login.as_str()).await?.map(|account| account.id))
}
