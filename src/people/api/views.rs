//! What the wire shows of sessions and persons.

use poem_openapi::{ApiResponse, Object, payload::Json};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::cookie;
use crate::{
    app::App,
    authority::UnitId,
    foundation::Result,
    people::{
        model::{SecondFactor, Session},
        service::{self, AccountFacts, PersonRecord},
    },
    units,
};

/// Who is signed in.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct SessionPerson {
    /// The person.
    pub id: Uuid,
    /// Their name.
    pub name: String,
    /// Their unit.
    pub unit_id: Uuid,
    /// What that is called.
    pub unit_name: String,
}

/// A role held in a unit; it reaches everything below.
#[derive(Object, Clone, Debug)]
pub struct RoleHeld {
    /// The role: the message key `role_<role>`.
    pub role: String,
    /// The unit.
    pub unit_id: Uuid,
    /// What that is called.
    pub unit_name: String,
}

/// The session of the one who asks.
#[derive(Object, Clone, Debug)]
#[oai(rename = "Session", skip_serializing_if_is_none)]
pub struct SessionView {
    /// True once everything needed was given.
    pub signed_in: bool,
    /// Who.
    pub person: Option<SessionPerson>,
    /// Roles that count now.
    pub roles: Vec<RoleHeld>,
    /// `off`; `needed`: give a code to go on; `enrol`: set one up for the roles to count; `done`.
    pub second_factor: String,
}

impl SessionView {
    /// Nobody.
    pub fn nobody() -> Self {
        Self {
            signed_in: false,
            person: None,
            roles: Vec::new(),
            second_factor: SecondFactor::Off.as_str().to_owned(),
        }
    }

    /// The session behind a token, or nobody.
    pub async fn of(app: &App, token: Option<&str>) -> Result<Self> {
        let Some(token) = token else { return Ok(Self::nobody()) };
        match service::session(app, token).await? {
            None => Ok(Self::nobody()),
            // Before the second factor not even the name is told.
            Some(session) if session.second_factor == SecondFactor::Needed => {
                Ok(Self { second_factor: session.second_factor.as_str().to_owned(), ..Self::nobody() })
            }
            Some(session) => Self::signed_in(app, session).await,
        }
    }

    async fn signed_in(app: &App, session: Session) -> Result<Self> {
        let mut ids: Vec<UnitId> = session.grants.iter().map(|grant| grant.unit).collect();
        ids.push(session.unit);
        let names = units::names(app.db.reader(), &ids).await?;
        let name = |unit: UnitId| names.get(&unit).cloned().unwrap_or_default();
        Ok(Self {
            signed_in: true,
            roles: session
                .grants
                .iter()
                .map(|grant| RoleHeld {
                    role: grant.role.as_str().to_owned(),
                    unit_id: grant.unit.0,
                    unit_name: name(grant.unit),
                })
                .collect(),
            second_factor: session.second_factor.as_str().to_owned(),
            person: Some(SessionPerson {
                id: session.person.0,
                unit_id: session.unit.0,
                unit_name: name(session.unit),
                name: session.name,
            }),
        })
    }
}

/// An answer that sets or clears the session cookie.
#[derive(ApiResponse)]
pub enum WithCookie {
    /// The session as it is now.
    #[oai(status = 200)]
    Ok(
        Json<SessionView>,
        /// The session cookie.
        #[oai(header = "Set-Cookie")]
        String,
        /// Never kept.
        #[oai(header = "Cache-Control")]
        String,
    ),
}

impl WithCookie {
    /// The session of a new token.
    pub async fn begun(app: &App, token: &str) -> Result<Self> {
        Ok(Self::of(SessionView::of(app, Some(token)).await?, cookie::keep(app, token)))
    }

    /// No session.
    pub fn ended(app: &App) -> Self {
        Self::of(SessionView::nobody(), cookie::forget(app))
    }

    fn of(view: SessionView, cookie: String) -> Self {
        Self::Ok(Json(view), cookie, "no-store".to_owned())
    }
}

/// One device on which the person is signed in.
#[derive(Object, Clone, Debug)]
pub struct DeviceView {
    /// The session.
    pub id: Uuid,
    /// When it began.
    pub created_at: OffsetDateTime,
    /// When it was last used, to the minute.
    pub seen_at: OffsetDateTime,
    /// True for the one that asks.
    pub current: bool,
}

/// A person's account.
#[derive(Object, Clone, Debug)]
pub struct AccountView {
    /// The name they sign in with.
    pub login: String,
    /// May not sign in.
    pub disabled: bool,
    /// Has a second factor.
    pub second_factor: bool,
    /// Their roles.
    pub roles: Vec<RoleHeld>,
}

impl From<AccountFacts> for AccountView {
    fn from(facts: AccountFacts) -> Self {
        let role =
            |(role, unit, unit_name): (String, UnitId, String)| RoleHeld { role, unit_id: unit.0, unit_name };
        Self {
            login: facts.login,
            disabled: facts.disabled,
            second_factor: facts.second_factor,
            roles: facts.roles.into_iter().map(role).collect(),
        }
    }
}

/// A person.
#[derive(Object, Clone, Debug)]
#[oai(rename = "Person", skip_serializing_if_is_none)]
pub struct PersonView {
    /// The person.
    pub id: Uuid,
    /// Họ và tên.
    pub full_name: String,
    /// What they are: the message key `submitter_kind_<kind>`.
    pub kind: String,
    /// Their unit.
    pub unit_id: Uuid,
    /// What that is called.
    pub unit_name: String,
    /// Chức vụ, chức danh.
    pub position: Option<String>,
    /// Ngày sinh; only for those who manage the person, and for themselves, like telephone and e-mail.
    pub birth_date: Option<Date>,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Their account, for those who manage the person.
    pub account: Option<AccountView>,
    /// The version, as in the ETag.
    pub version: i32,
}

impl From<PersonRecord> for PersonView {
    fn from(record: PersonRecord) -> Self {
        let person = record.person;
        Self {
            id: person.id.0,
            full_name: person.full_name,
            kind: person.kind.as_str().to_owned(),
            unit_id: person.unit.0,
            unit_name: record.unit_name,
            position: person.position,
            birth_date: person.birth_date,
            phone: person.phone,
            email: person.email,
            account: record.account.map(AccountView::from),
            version: person.version.0,
        }
    }
}
