//! What this wing does when it hears that somebody forgot a password: a letter with a link.

use crate::{
    app::App,
    authority::{AccountId, Scope},
    foundation::{
        Error, Result,
        messages::{Lang, fill},
        outbox,
    },
    mail::Message,
    people::{
        model::LinkKind,
        store::{accounts, links, persons},
    },
};

/// Somebody asked for a new password; the object is the account, or nil where there is none.
pub const RESET_REQUESTED: &str = "account.reset_requested";

/// The topics this wing listens to.
pub const LISTENS: &[&str] = &[RESET_REQUESTED];

/// Sends the link. The token is made here and now: it never lies in the outbox.
///
/// Nothing happens for a login that does not exist, is closed, or has no mail address. Run twice, it sends
/// a second link and the first stops working.
pub async fn on_event(app: &App, event: &outbox::Event) -> Result<()> {
    let Some(account) = accounts::find(app.db.reader(), AccountId(event.object)).await? else {
        return Ok(());
    };
    let person = persons::load(app.db.reader(), &Scope::everything(), account.person).await?;
    let own = account.login.contains('@').then(|| account.login.clone());
    let Some(address) = own.or_else(|| person.email.clone()).filter(|_| !account.disabled) else {
        return Ok(());
    };
    let now = app.now();
    let tx = app.db.begin_write().await?;
    links::revoke(&tx, account.id, &[LinkKind::Reset]).await?;
    let expires_at = now.plus_seconds(links::lifetime(LinkKind::Reset));
    let token = links::create(&tx, LinkKind::Reset, Some(account.id), expires_at).await?;
    tx.commit().await?;

    let link = links::address(app, LinkKind::Reset, &token);
    let params = [
        ("name", person.full_name.as_str()),
        ("link", link.as_str()),
        ("site", app.config.site.name.as_str()),
    ];
    let message = Message {
        // A second try makes another link, so it is another letter.
        id: None,
        to_address: address,
        to_name: Some(person.full_name.clone()),
        subject: fill(Lang::Vi, "mail_reset_subject", &params),
        text: fill(Lang::Vi, "mail_reset_text", &params),
        html: None,
    };
    match app.mail.send(&message).await {
        Ok(()) => Ok(()),
        Err(error) if error.is_temporary() => Err(Error::port("mail", error)),
        Err(_permanent) => {
            tracing::warn!(account.id = %account.id, "the account's address refuses mail");
            Ok(())
        }
    }
}
