//! One-time links for the command line and the demonstration.

use crate::{
    app::App,
    authority::AccountId,
    foundation::Result,
    people::{
        model::{LinkKind, Login},
        store::{accounts, links},
    },
};

/// Makes a link that may be used once within `seconds`; answers its token.
pub async fn new_link(
    app: &App,
    kind: LinkKind,
    account: Option<AccountId>,
    seconds: i64,
) -> Result<String> {
    let tx = app.db.begin_write().await?;
    let token = links::create(&tx, kind, account, app.now().plus_seconds(seconds)).await?;
    tx.commit().await?;
    Ok(token)
}

/// The account somebody signs in with, if there is one.
pub async fn account_by_login(app: &App, login: &str) -> Result<Option<AccountId>> {
    let login = Login::typed(login);
    Ok(accounts::by_login(app.db.reader(), login.as_str()).await?.map(|account| account.id))
}
