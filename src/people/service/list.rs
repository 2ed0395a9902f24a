//! Persons as they are shown to those who may see them.

use std::collections::BTreeMap;

use crate::{
    app::App,
    authority::{Action, Actor, PersonId, Resource, UnitId, may},
    foundation::{
        Result,
        page::{Ask, Page},
    },
    people::{
        model::{Account, Held, Person},
        store::{
            accounts, grants,
            persons::{self, Filter},
        },
    },
    units,
};

/// A person's account as administrators see it.
#[derive(Clone, Debug)]
pub struct AccountFacts {
    /// The name they sign in with.
    pub login: String,
    /// May not sign in.
    pub disabled: bool,
    /// Has a second factor.
    pub second_factor: bool,
    /// Role, unit, and the unit's name.
    pub roles: Vec<(String, UnitId, String)>,
}

/// A person with what the actor may see.
#[derive(Clone, Debug)]
pub struct PersonRecord {
    /// The person; contact data and birth date only for those who manage them, and for themselves.
    pub person: Person,
    /// What their unit is called.
    pub unit_name: String,
    /// Their account, for those who manage them.
    pub account: Option<AccountFacts>,
}

/// One person.
///
/// # Errors
/// `NotFound` outside what the actor may see.
pub async fn get(app: &App, actor: &Actor, id: PersonId) -> Result<PersonRecord> {
    let person = persons::load(app.db.reader(), &actor.scope(Action::ReadPeople), id).await?;
    let mut shown = show(app, actor, vec![person]).await?;
    shown.pop().ok_or(crate::foundation::Error::NOT_FOUND)
}

/// A page of persons, latest entered first.
///
/// # Errors
/// `Forbidden` for who may read no unit's persons.
pub async fn list(app: &App, actor: &Actor, filter: &Filter<'_>, ask: &Ask) -> Result<Page<PersonRecord>> {
    actor.signed_in()?;
    let scope = actor.scope(Action::ReadPeople);
    let page = persons::list(app.db.reader(), &scope, filter, ask).await?;
    let next = page.next;
    Ok(Page { items: show(app, actor, page.items).await?, next })
}

async fn show(app: &App, actor: &Actor, people: Vec<Person>) -> Result<Vec<PersonRecord>> {
    let db = app.db.reader();
    let ids: Vec<PersonId> = people.iter().map(|person| person.id).collect();
    let mut accounts: BTreeMap<PersonId, Account> =
        accounts::of_persons(db, &ids).await?.into_iter().map(|account| (account.person, account)).collect();
    let account_ids: Vec<_> = accounts.values().map(|account| account.id).collect();
    let mut held = grants::of_accounts(db, &account_ids).await?;
    let of_roles = held.values().flatten().map(|held| held.unit);
    let mut unit_ids: Vec<UnitId> = people.iter().map(|person| person.unit).chain(of_roles).collect();
    unit_ids.sort_unstable();
    unit_ids.dedup();
    let names = units::names(db, &unit_ids).await?;
    let name = |unit: UnitId| names.get(&unit).cloned().unwrap_or_default();
    let facts = |account: Account, held: Vec<Held>| AccountFacts {
        roles: held.into_iter().map(|held| (held.role, held.unit, name(held.unit))).collect(),
        login: account.login,
        disabled: account.disabled,
        second_factor: account.totp_confirmed,
    };
    Ok(people
        .into_iter()
        .map(|person| {
            let manages = may(actor, Action::ManagePeople, &Resource::of_unit(person.unit));
            let account = accounts.remove(&person.id).filter(|_| manages);
            let account = account.map(|account| {
                let roles = held.remove(&account.id).unwrap_or_default();
                facts(account, roles)
            });
            let person =
                if manages || actor.person == Some(person.id) { person } else { without_contact(person) };
            PersonRecord { unit_name: name(person.unit), account, person }
        })
        .collect())
}

fn without_contact(person: Person) -> Person {
    Person { birth_date: None, phone: None, email: None, ..person }
}
