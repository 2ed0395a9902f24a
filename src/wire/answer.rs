//! Answers that carry a version, and the header that asks for one.

use poem::{Request, RequestBody, Result};
use poem_openapi::{
    ApiResponse, Object,
    payload::Json,
    registry::{MetaParamIn, MetaSchema, MetaSchemaRef},
    types::{ParseFromJSON, ToJSON},
};

use super::Problem;
use crate::foundation::{Code, Error, Version};

/// The present state of one object.
#[derive(ApiResponse)]
pub enum Answer<T: ParseFromJSON + ToJSON + Send + Sync> {
    /// The object, with its version.
    #[oai(status = 200)]
    Ok(
        Json<T>,
        /// The version for If-Match.
        #[oai(header = "ETag")]
        String,
    ),
}

impl<T: ParseFromJSON + ToJSON + Send + Sync> Answer<T> {
    /// The object at a version.
    pub fn at(value: T, version: Version) -> Self {
        Self::Ok(Json(value), version.etag())
    }
}

/// A new object.
#[derive(ApiResponse)]
pub enum Created<T: ParseFromJSON + ToJSON + Send + Sync> {
    /// It was created, now or by an earlier request with the same Idempotency-Key.
    #[oai(status = 201)]
    Created(
        Json<T>,
        /// The version for If-Match.
        #[oai(header = "ETag")]
        String,
        /// Where it is.
        #[oai(header = "Location")]
        String,
    ),
}

impl<T: ParseFromJSON + ToJSON + Send + Sync> Created<T> {
    /// The object at its first version.
    pub fn at(value: T, version: Version, location: String) -> Self {
        Self::Created(Json(value), version.etag(), location)
    }
}

/// What is left to say when there is nothing to show.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct Receipt {
    /// Always true: refusals are problems.
    pub done: bool,
}

impl Receipt {
    /// It was done.
    pub fn done() -> Json<Self> {
        Json(Self { done: true })
    }
}

/// The `If-Match` header of every change to an existing object.
#[derive(Clone, Copy, Debug)]
pub struct IfMatch(pub Version);

impl<'a> poem_openapi::ApiExtractor<'a> for IfMatch {
    const TYPES: &'static [poem_openapi::ApiExtractorType] = &[poem_openapi::ApiExtractorType::Parameter];
    const PARAM_IS_REQUIRED: bool = true;

    type ParamType = String;
    type ParamRawType = String;

    fn param_in() -> Option<MetaParamIn> {
        Some(MetaParamIn::Header)
    }

    fn param_schema_ref() -> Option<MetaSchemaRef> {
        let schema = MetaSchema {
            description: Some("The version last seen, as the ETag header gave it."),
            example: Some(serde_json::json!("\"1\"")),
            pattern: Some("^\"[0-9]{1,9}\"$".to_owned()),
            // The document's header name, whatever a handler calls its argument.
            title: Some("If-Match".to_owned()),
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
        _options: poem_openapi::ExtractParamOptions<String>,
    ) -> Result<Self> {
        let header = request.header("if-match").unwrap_or_default();
        if header.is_empty() {
            return Err(Problem(Error::Refused(Code::VersionNeeded)).into());
        }
        match Version::parse_etag(header) {
            Some(version) => Ok(Self(version)),
            None => Err(Problem(Error::Refused(Code::Stale)).into()),
        }
    }
}
