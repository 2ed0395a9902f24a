//! The site, and who is signed in.

use poem_openapi::{Object, OpenApi, param::Path, payload::Json, types::Example};
use uuid::Uuid;

use super::{
    cookie::{Cookies, OwnCookies},
    views::{DeviceView, SessionView, WithCookie},
};
use crate::{
    app::App,
    people::service::{self, Attempt, SetUp},
    wire::{Address, Problem, Receipt, Tag, current_lang},
};

/// Who runs this installation.
#[derive(Object, Clone, Debug)]
#[oai(rename = "Site")]
pub struct SiteView {
    /// e.g. `Xã Sơn Hồng`
    pub name: String,
    /// The body above.
    pub parent_name: String,
    /// Short code in numbers.
    pub code: String,
    /// False until the first administrator was made.
    pub set_up: bool,
    /// The language of this answer: `vi` or `en`.
    pub lang: String,
}

/// The first administrator.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none, example)]
pub struct SetUpSite {
    /// The token of the link the command line printed.
    #[oai(validator(max_length = 200))]
    pub token: String,
    /// Họ và tên.
    #[oai(validator(max_length = 1000))]
    pub name: String,
    /// The name to sign in with: e-mail, telephone or a word.
    #[oai(validator(max_length = 1000))]
    pub login: Option<String>,
    /// The same, where it is an e-mail.
    #[oai(validator(max_length = 1000))]
    pub email: Option<String>,
    /// 8 to 128 characters.
    #[oai(validator(max_length = 1000))]
    pub password: String,
}

impl Example for SetUpSite {
    fn example() -> Self {
        Self {
            token: "0".repeat(64),
            name: "Nguyễn Thị Hoa".into(),
            login: Some("hoa@example.vn".into()),
            email: None,
            password: "một câu dài dễ nhớ".into(),
        }
    }
}

/// A sign-in.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none, example)]
pub struct SignIn {
    /// E-mail, telephone or word.
    #[oai(validator(max_length = 1000))]
    pub login: String,
    /// The password.
    #[oai(validator(max_length = 1000))]
    pub password: String,
    /// A code of the second factor, where it is asked for together with the password.
    #[oai(validator(max_length = 100))]
    pub code: Option<String>,
}

impl Example for SignIn {
    fn example() -> Self {
        Self { login: "hoa@example.vn".into(), password: "một câu dài dễ nhớ".into(), code: None }
    }
}

/// A code of the second factor.
#[derive(Object, Clone, Debug)]
#[oai(example)]
pub struct SecondFactorCode {
    /// Six digits of the application, or a recovery code.
    #[oai(validator(max_length = 100))]
    pub code: String,
}

impl Example for SecondFactorCode {
    fn example() -> Self {
        Self { code: "287082".into() }
    }
}

/// A one-time link.
#[derive(Object, Clone, Debug)]
#[oai(example)]
pub struct LinkToken {
    /// The token of the link.
    #[oai(validator(max_length = 200))]
    pub token: String,
}

impl Example for LinkToken {
    fn example() -> Self {
        Self { token: "0".repeat(64) }
    }
}

/// The devices of a person.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct DeviceList {
    /// Latest used first.
    pub items: Vec<DeviceView>,
    /// Always absent.
    pub next: Option<String>,
}

/// The site and the session as an API.
pub struct SessionApi {
    /// The house.
    pub app: App,
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Accounts")]
impl SessionApi {
    /// Who runs this installation.
    #[oai(path = "/site", method = "get", operation_id = "getSite")]
    async fn site(&self) -> Result<Json<SiteView>, Problem> {
        let site = &self.app.config.site;
        Ok(Json(SiteView {
            name: site.name.clone(),
            parent_name: site.parent_name.clone(),
            code: site.code.clone(),
            set_up: service::is_set_up(&self.app).await?,
            lang: current_lang().as_str().to_owned(),
        }))
    }

    /// Make the first administrator.
    ///
    /// Needs the one-time link the command line prints. Makes the commune where there is none, and signs in.
    #[oai(path = "/setup", method = "post", operation_id = "setUpSite")]
    async fn set_up(&self, address: Address, body: Json<SetUpSite>) -> Result<WithCookie, Problem> {
        let body = body.0;
        let (login, login_field) = match (&body.login, &body.email) {
            (None, Some(email)) => (email.as_str(), "/email"),
            (login, _) => (login.as_deref().unwrap_or_default(), "/login"),
        };
        let asked = SetUp {
            token: &body.token,
            name: &body.name,
            login,
            login_field,
            password: &body.password,
            address: &address.0,
        };
        let token = service::set_up(&self.app, &asked).await?;
        Ok(WithCookie::begun(&self.app, &token).await?)
    }

    /// Who is signed in.
    #[oai(path = "/session", method = "get", operation_id = "getSession")]
    async fn get(&self, cookies: Cookies) -> Result<Json<SessionView>, Problem> {
        let token = cookies.token(&self.app);
        Ok(Json(SessionView::of(&self.app, token.as_deref()).await?))
    }

    /// Sign in with a password.
    ///
    /// Where the account has a second factor and no code came along, the answer says
    /// `second_factor: needed` and only `/session/second-factor` goes on from there.
    #[oai(path = "/session", method = "post", operation_id = "signIn")]
    async fn sign_in(
        &self,
        cookies: Cookies,
        address: Address,
        body: Json<SignIn>,
    ) -> Result<WithCookie, Problem> {
        let replaces = cookies.token(&self.app);
        let attempt = Attempt {
            login: &body.0.login,
            password: &body.0.password,
            code: body.0.code.as_deref().map(str::trim).filter(|code| !code.is_empty()),
            address: &address.0,
            replaces: replaces.as_deref(),
        };
        let token = service::sign_in(&self.app, &attempt).await?;
        Ok(WithCookie::begun(&self.app, &token).await?)
    }

    /// Give the second factor.
    #[oai(path = "/session/second-factor", method = "post", operation_id = "giveSecondFactor")]
    async fn second_factor(
        &self,
        cookies: OwnCookies,
        body: Json<SecondFactorCode>,
    ) -> Result<WithCookie, Problem> {
        let token = cookies.token(&self.app).ok_or(crate::foundation::Code::SignInNeeded)?;
        let token = service::second_factor(&self.app, &token, &body.0.code).await?;
        Ok(WithCookie::begun(&self.app, &token).await?)
    }

    /// Sign in by a one-time link.
    #[oai(path = "/session/link", method = "post", operation_id = "signInByLink")]
    async fn by_link(
        &self,
        cookies: Cookies,
        address: Address,
        body: Json<LinkToken>,
    ) -> Result<WithCookie, Problem> {
        let replaces = cookies.token(&self.app);
        let token =
            service::sign_in_by_link(&self.app, &body.0.token, &address.0, replaces.as_deref()).await?;
        Ok(WithCookie::begun(&self.app, &token).await?)
    }

    /// Sign out.
    #[oai(path = "/session", method = "delete", operation_id = "signOut")]
    async fn sign_out(&self, cookies: Cookies) -> Result<WithCookie, Problem> {
        service::sign_out(&self.app, cookies.token(&self.app).as_deref()).await?;
        Ok(WithCookie::ended(&self.app))
    }

    /// The devices I am signed in on.
    #[oai(path = "/sessions", method = "get", operation_id = "listSessions")]
    async fn devices(&self, cookies: OwnCookies) -> Result<Json<DeviceList>, Problem> {
        let devices = service::devices(&self.app, cookies.token(&self.app).as_deref()).await?;
        let items = devices.into_iter().map(|device| DeviceView {
            id: device.id,
            created_at: device.created_at.to_datetime(),
            seen_at: device.seen_at.to_datetime(),
            current: device.current,
        });
        Ok(Json(DeviceList { items: items.collect(), next: None }))
    }

    /// Sign one of my devices out.
    #[oai(path = "/sessions/:id", method = "delete", operation_id = "endSession")]
    async fn end_device(&self, cookies: OwnCookies, id: Path<Uuid>) -> Result<Json<Receipt>, Problem> {
        service::end_device(&self.app, cookies.token(&self.app).as_deref(), id.0).await?;
        Ok(Receipt::done())
    }
}
