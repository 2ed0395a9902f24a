//! Who is asking, from where, and whether the request may be a repeat.

use poem::{FromRequest, Request, RequestBody, Result};
use poem_openapi::{
    ApiExtractor, ApiExtractorType, ExtractParamOptions,
    registry::{MetaParamIn, MetaSchema, MetaSchemaRef, MetaSecurityScheme, Registry},
};

use super::{Problem, SESSION_COOKIE};
use crate::{
    authority::Actor,
    foundation::{Code, Error, Violations, idempotency::Once},
};

/// The name of the session cookie among the security schemes of the document.
pub const SESSION_SCHEME: &str = "Session";

/// Enters the session cookie into the document, for the extractors made by [`by_session`].
pub fn register_session_scheme(registry: &mut Registry) {
    registry.create_security_scheme(
        SESSION_SCHEME,
        MetaSecurityScheme {
            ty: "apiKey",
            description: Some("The session cookie set by signing in."),
            name: Some(SESSION_COOKIE),
            key_in: Some("cookie"),
            scheme: None,
            bearer_format: None,
            flows: None,
            openid_connect_url: None,
        },
    );
}

/// Makes a type an extractor that stands in the document under the session cookie: `needed` where the
/// operation has no meaning without a session, `optional` where the public may ask too.
macro_rules! by_session {
    ($name:ty, needed, $read:expr) => {
        $crate::wire::by_session!($name, false, $read);
    };
    ($name:ty, optional, $read:expr) => {
        $crate::wire::by_session!($name, true, $read);
    };
    ($name:ty, $optional:literal, $read:expr) => {
        impl<'a> poem_openapi::ApiExtractor<'a> for $name {
            const TYPES: &'static [poem_openapi::ApiExtractorType] =
                &[poem_openapi::ApiExtractorType::SecurityScheme];
            type ParamType = ();
            type ParamRawType = ();

            fn register(registry: &mut poem_openapi::registry::Registry) {
                $crate::wire::register_session_scheme(registry);
            }

            fn security_schemes() -> Vec<&'static str> {
                vec![$crate::wire::SESSION_SCHEME]
            }

            fn has_security_fallback() -> bool {
                $optional
            }

            async fn from_request(
                request: &'a poem::Request,
                _body: &mut poem::RequestBody,
                _options: poem_openapi::ExtractParamOptions<()>,
            ) -> poem::Result<Self> {
                let read: fn(&poem::Request) -> poem::Result<Self> = $read;
                read(request)
            }
        }
    };
}
pub(crate) use by_session;

/// Somebody signed in; others are told to sign in (401).
#[derive(Clone, Debug)]
pub struct SignedIn(pub Actor);

/// Anybody: the session's person where there is one, the public otherwise.
#[derive(Clone, Debug)]
pub struct Caller(pub Actor);

fn actor(request: &Request) -> Actor {
    request.extensions().get::<Actor>().cloned().unwrap_or_else(Actor::public)
}

by_session!(SignedIn, needed, |request| {
    let actor = actor(request);
    if actor.account.is_none() {
        return Err(Problem(Error::Refused(Code::SignInNeeded)).into());
    }
    Ok(Self(actor))
});
by_session!(Caller, optional, |request| Ok(Self(actor(request))));

/// The `Idempotency-Key` header of a creating post.
#[derive(Clone, Debug)]
pub struct Key {
    key: String,
    who: String,
}

impl Key {
    /// Binds the key to an operation and a body.
    ///
    /// # Errors
    /// `KeyNeeded` if the header is missing or not 1 to 80 letters, digits or dashes.
    pub fn once(&self, operation: &str, body: &str) -> Result<Once, Violations> {
        Once::new(&self.key, &self.who, operation, body)
    }
}

impl<'a> ApiExtractor<'a> for Key {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::Parameter];
    const PARAM_IS_REQUIRED: bool = true;
    type ParamType = String;
    type ParamRawType = String;

    fn param_in() -> Option<MetaParamIn> {
        Some(MetaParamIn::Header)
    }

    fn param_schema_ref() -> Option<MetaSchemaRef> {
        let schema = MetaSchema {
            description: Some(
                "A value of your own that names this request: repeats create nothing new for 24 h.",
            ),
            example: Some(serde_json::json!("b7d1c0de-0001")),
            pattern: Some("^[A-Za-z0-9_-]{1,80}$".to_owned()),
            // The document's header name, whatever a handler calls its argument.
            title: Some("Idempotency-Key".to_owned()),
            ..MetaSchema::new("string")
        };
        Some(MetaSchemaRef::Inline(Box::new(schema)))
    }

    fn param_raw_type(&self) -> Option<&String> {
        None
    }

    async fn from_request(
        request: &'a Request,
        _body: &mut RequestBody,
        _options: ExtractParamOptions<String>,
    ) -> Result<Self> {
        let key = request.header("idempotency-key").unwrap_or_default().to_owned();
        let who = actor(request).account.map_or_else(|| "public".to_owned(), |account| account.to_string());
        Ok(Self { key, who })
    }
}

/// The client's address, as the trusted proxies tell it; for limits only, never stored with content.
#[derive(Clone, Debug)]
pub struct Address(pub String);

impl<'a> FromRequest<'a> for Address {
    async fn from_request(request: &'a Request, _body: &mut RequestBody) -> Result<Self> {
        match request.extensions().get::<Address>() {
            Some(address) => Ok(address.clone()),
            None => Ok(Self(
                request.remote_addr().as_socket_addr().map_or_else(String::new, |addr| addr.ip().to_string()),
            )),
        }
    }
}
