//! An account for a person, reached first by a one-time link; and a new link for who lost their way in.

use serde_json::json;

use super::note_by;
use crate::{
    app::App,
    authority::{AccountId, Action, Actor, PersonId, Resource},
    foundation::{Code, Instant, Result, Version, Violations},
    people::{
        model::{LinkKind, Login, Person},
        store::{accounts, grants, links, persons},
    },
};

/// The way in, to be handed over in person or by a message.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// The full address; it is never shown again.
    pub link: String,
    /// Until when it may be used.
    pub expires_at: Instant,
    /// The login of the account.
    pub login: String,
    /// The person's new version.
    pub version: Version,
}

/// Makes the account if there is none, and a link that signs its person in once.
///
/// # Errors
/// `Required` at `/login` for a first invitation without one; `AlreadyExists` if the login is taken;
/// `Forbidden` if the person holds roles the actor may not give; `Stale`.
pub async fn invite(
    app: &App,
    actor: &Actor,
    id: PersonId,
    expected: Version,
    login: Option<&str>,
) -> Result<Invitation> {
    let now = app.now();
    let tx = app.db.begin_write().await?;
    let person = persons::load(&*tx, &actor.scope(Action::ReadPeople), id).await?;
    let on = Resource::of_unit(person.unit);
    actor.require(Action::ManagePeople, &on)?;
    if person.version != expected {
        return Err(Code::Stale.into());
    }
    let (account, login) = match accounts::of_person(&*tx, id).await? {
        Some(account) if account.disabled => return Err(Code::WrongState.into()),
        Some(account) => {
            // Whoever makes the link could use it: nobody reaches further by it than they reach already.
            for held in grants::of_accounts(&*tx, &[account.id]).await?.into_values().flatten() {
                actor.require(Action::ManageRoles, &Resource::of_unit(held.unit))?;
            }
            (account.id, account.login)
        }
        None => {
            let wanted = login.map(str::trim).filter(|login| !login.is_empty());
            let wanted = wanted.or(person.email.as_deref()).or(person.phone.as_deref());
            let wanted = wanted.ok_or_else(|| Violations::one(Code::Required, "/login"))?;
            let login = Login::parse(wanted, "/login")?;
            let account = AccountId::new(now);
            accounts::insert(&tx, account, id, login.as_str(), None, now).await?;
            (account, login.as_str().to_owned())
        }
    };
    links::revoke(&tx, account, &[LinkKind::SignIn]).await?;
    let expires_at = now.plus_seconds(links::lifetime(LinkKind::SignIn));
    let token = links::create(&tx, LinkKind::SignIn, Some(account), expires_at).await?;
    let person = Person { version: expected.next(), ..person };
    persons::save(&tx, &person, expected).await?;
    let capacity = actor.capacity(Action::ManagePeople, &on);
    note_by(&tx, now, actor, capacity, "account.link_made", id, json!({ "account": account.0 })).await?;
    tx.commit().await?;
    Ok(Invitation {
        link: links::address(app, LinkKind::SignIn, &token),
        expires_at,
        login,
        version: person.version,
    })
}
