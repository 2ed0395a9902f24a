//! One's own account: registering, password, second factor.

use poem_openapi::{ApiResponse, Object, OpenApi, payload::Json, types::Example};
use serde_json::json;
use uuid::Uuid;

use super::{
    cookie::{self, OwnCookies},
    session::SecondFactorCode,
    views::{SessionView, WithCookie},
};
use crate::{
    app::App,
    authority::UnitId,
    people::service::{self, Registration},
    wire::{Address, Key, Problem, Receipt, Tag},
};

/// A new account of an author.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none, example)]
pub struct NewAccount {
    /// Họ và tên.
    #[oai(validator(max_length = 1000))]
    pub name: String,
    /// E-mail, telephone or word.
    #[oai(validator(max_length = 1000))]
    pub login: String,
    /// 8 to 128 characters.
    #[oai(validator(max_length = 1000))]
    pub password: String,
    /// Where they work, learn or live.
    pub unit_id: Uuid,
    /// What they are, `citizen` if nothing is said.
    #[oai(validator(max_length = 100))]
    pub kind: Option<String>,
}

impl Example for NewAccount {
    fn example() -> Self {
        Self {
            name: "Trần Văn Nam".into(),
            login: "0912345678".into(),
            password: "một câu dài dễ nhớ".into(),
            unit_id: Uuid::nil(),
            kind: Some("farmer".into()),
        }
    }
}

/// The new person.
#[derive(Object, Clone, Debug)]
pub struct Registered {
    /// The person.
    pub person_id: Uuid,
    /// Their name.
    pub name: String,
}

/// Answers of registering.
#[derive(ApiResponse)]
pub enum RegisteredAnswer {
    /// The account was made, now or by an earlier request with the same Idempotency-Key: sign in now.
    #[oai(status = 201)]
    Created(Json<Registered>),
}

/// Another password.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none, example)]
pub struct ChangePassword {
    /// The present one; left out by who has none yet.
    #[oai(validator(max_length = 1000))]
    pub current_password: Option<String>,
    /// 8 to 128 characters.
    #[oai(validator(max_length = 1000))]
    pub new_password: String,
}

impl Example for ChangePassword {
    fn example() -> Self {
        Self {
            current_password: Some("một câu dài dễ nhớ".into()), new_password: "câu khác dài hơn".into()
        }
    }
}

/// What an authenticator application needs.
#[derive(Object, Clone, Debug)]
pub struct SecondFactorStart {
    /// Base32, for typing by hand.
    pub secret: String,
    /// `otpauth://…`
    pub uri: String,
    /// The same as an SVG picture in a `data:` address.
    pub qr: String,
}

/// What confirming answers with.
#[derive(Object, Clone, Debug)]
pub struct SecondFactorDone {
    /// The session, whose roles count now.
    pub session: SessionView,
    /// Each replaces the application once; never shown again.
    pub recovery_codes: Vec<String>,
}

/// Answers of confirming.
#[derive(ApiResponse)]
pub enum SecondFactorAnswer {
    /// The second factor is in use.
    #[oai(status = 200)]
    Ok(
        Json<SecondFactorDone>,
        /// The session cookie.
        #[oai(header = "Set-Cookie")]
        String,
        /// Never kept.
        #[oai(header = "Cache-Control")]
        String,
    ),
}

/// Whose password was forgotten.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none, example)]
pub struct RequestReset {
    /// E-mail, telephone or word.
    #[oai(validator(max_length = 1000))]
    pub login: String,
}

impl Example for RequestReset {
    fn example() -> Self {
        Self { login: "hoa@example.vn".into() }
    }
}

/// A new password by a link.
#[derive(Object, Clone, Debug)]
#[oai(example)]
pub struct FinishReset {
    /// The token of the link.
    #[oai(validator(max_length = 200))]
    pub token: String,
    /// 8 to 128 characters.
    #[oai(validator(max_length = 1000))]
    pub password: String,
}

impl Example for FinishReset {
    fn example() -> Self {
        Self { token: "0".repeat(64), password: "một câu dài dễ nhớ".into() }
    }
}

/// One's own account as an API.
pub struct AccountApi {
    /// The house.
    pub app: App,
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Accounts")]
impl AccountApi {
    /// Register as an author.
    ///
    /// Nobody needs an account to send an idea; with one they follow their ideas and write dossiers.
    #[oai(path = "/accounts", method = "post", operation_id = "registerAccount")]
    async fn register(
        &self,
        address: Address,
        key: Key,
        body: Json<NewAccount>,
    ) -> Result<RegisteredAnswer, Problem> {
        let body = body.0;
        let kind = body.kind.as_deref().unwrap_or("citizen");
        // The password stays out of what is remembered of the request, even as a hash.
        let seen = json!([body.name, body.login, body.unit_id, kind]).to_string();
        let once = key.once("registerAccount", &seen)?;
        let asked = Registration {
            name: &body.name,
            login: &body.login,
            password: &body.password,
            unit: UnitId(body.unit_id),
            kind,
            address: &address.0,
        };
        let person = service::register(&self.app, &asked, &once).await?;
        Ok(RegisteredAnswer::Created(Json(Registered { person_id: person.id.0, name: person.full_name })))
    }

    /// Change my password.
    ///
    /// Every other device is signed out.
    #[oai(path = "/account/password", method = "put", operation_id = "changePassword")]
    async fn password(&self, cookies: OwnCookies, body: Json<ChangePassword>) -> Result<WithCookie, Problem> {
        let token = cookies.token(&self.app);
        let current = body.0.current_password.as_deref().unwrap_or_default();
        let token =
            service::change_password(&self.app, token.as_deref(), current, &body.0.new_password).await?;
        Ok(WithCookie::begun(&self.app, &token).await?)
    }

    /// Begin setting up a second factor.
    #[oai(path = "/account/second-factor", method = "post", operation_id = "startSecondFactor")]
    async fn start(&self, cookies: OwnCookies) -> Result<Json<SecondFactorStart>, Problem> {
        let begun = service::start(&self.app, cookies.token(&self.app).as_deref()).await?;
        Ok(Json(SecondFactorStart { secret: begun.secret, uri: begun.uri, qr: begun.picture }))
    }

    /// Put the second factor in use with its first code.
    #[oai(path = "/account/second-factor", method = "put", operation_id = "confirmSecondFactor")]
    async fn confirm(
        &self,
        cookies: OwnCookies,
        body: Json<SecondFactorCode>,
    ) -> Result<SecondFactorAnswer, Problem> {
        let token = cookies.token(&self.app);
        let (token, recovery_codes) = service::confirm(&self.app, token.as_deref(), &body.0.code).await?;
        let session = SessionView::of(&self.app, Some(&token)).await?;
        Ok(SecondFactorAnswer::Ok(
            Json(SecondFactorDone { session, recovery_codes }),
            cookie::keep(&self.app, &token),
            "no-store".to_owned(),
        ))
    }

    /// Ask for a link to choose a new password.
    ///
    /// The answer is the same whether or not there is such an account.
    #[oai(path = "/account/reset-request", method = "post", operation_id = "requestPasswordReset")]
    async fn request_reset(
        &self,
        address: Address,
        body: Json<RequestReset>,
    ) -> Result<Json<Receipt>, Problem> {
        service::request_reset(&self.app, &body.0.login, &address.0).await?;
        Ok(Receipt::done())
    }

    /// Choose a new password by a link.
    ///
    /// Every device is signed out.
    #[oai(path = "/account/reset", method = "put", operation_id = "finishPasswordReset")]
    async fn finish_reset(
        &self,
        address: Address,
        body: Json<FinishReset>,
    ) -> Result<Json<Receipt>, Problem> {
        service::finish_reset(&self.app, &body.0.token, &body.0.password, &address.0).await?;
        Ok(Receipt::done())
    }
}
