//! What every public page shows around its content.

use poem::{FromRequest, IntoResponse, Request, RequestBody, Response, Result, http::StatusCode};

use super::{assets::asset, current_lang};
use crate::{
    app::App,
    authority::Actor,
    foundation::messages::{Lang, fill, text},
};

/// The frame of one page; templates know it as `page`.
#[derive(Clone, Debug)]
pub struct Page {
    /// `vi` or `en`
    pub lang: &'static str,
    /// `light`, `dark` or empty.
    pub theme: String,
    /// e.g. `Sáng kiến Xã Sơn Hồng`
    pub site_name: String,
    /// The commune.
    pub unit_name: String,
    /// The body above.
    pub parent_name: String,
    /// The path without its query.
    pub path: String,
    /// The same page in the other language.
    pub other_lang_path: String,
    /// Address of the style sheet.
    pub css: String,
    /// Address of the enhancer.
    pub js: String,
    /// One sentence for search engines and previews.
    pub description: String,
    /// True if the visitor has a session.
    pub signed_in: bool,
    /// True if the visitor asks to save data.
    pub save_data: bool,
    language: Lang,
}

impl Page {
    /// The frame for a request.
    pub fn of(app: &App, request: &Request) -> Self {
        let language = current_lang();
        let path = request.uri().path().to_owned();
        let query = request.uri().query().map_or_else(String::new, |query| format!("?{query}"));
        let other = match language {
            Lang::Vi => format!("/en{}{query}", if path == "/" { "" } else { &path }),
            Lang::En => {
                let rest = path.strip_prefix("/en").unwrap_or(&path);
                format!("{}{query}", if rest.is_empty() { "/" } else { rest })
            }
        };
        let cookies = request.header("cookie").unwrap_or_default();
        let theme = cookies
            .split(';')
            .filter_map(|pair| pair.trim().strip_prefix("theme="))
            .find(|theme| matches!(*theme, "light" | "dark"))
            .unwrap_or_default()
            .to_owned();
        Self {
            lang: language.as_str(),
            theme,
            site_name: fill(language, "shell_site_title", &[("unit", &app.config.site.name)]),
            unit_name: app.config.site.name.clone(),
            parent_name: app.config.site.parent_name.clone(),
            path,
            other_lang_path: other,
            css: asset("sk.css"),
            js: asset("sk.js"),
            description: text(language, "shell_footer_about").to_owned(),
            signed_in: request.extensions().get::<Actor>().is_some_and(|actor| actor.account.is_some()),
            save_data: request.header("save-data") == Some("on"),
            language,
        }
    }

    /// The sentence for a key.
    pub fn t(&self, key: &str) -> String {
        text(self.language, key).to_owned()
    }

    /// The sentence for a key with values.
    pub fn fill(&self, key: &str, params: &[(&str, &str)]) -> String {
        fill(self.language, key, params)
    }

    /// The page's language.
    pub fn language(&self) -> Lang {
        self.language
    }

    /// A path of the site in the page's language: `/so-vang` or `/en/so-vang`.
    pub fn to(&self, path: &str) -> String {
        match self.language {
            Lang::Vi => path.to_owned(),
            Lang::En => format!("/en{path}"),
        }
    }
}

impl<'a> FromRequest<'a> for Page {
    async fn from_request(request: &'a Request, _body: &mut RequestBody) -> Result<Self> {
        let app = request
            .data::<App>()
            .ok_or_else(|| poem::Error::from_status(StatusCode::INTERNAL_SERVER_ERROR))?;
        Ok(Self::of(app, request))
    }
}

/// How long a shared cache may keep a public page, in seconds.
pub const FRESH: u32 = 20;

/// A rendered page that everybody may see: with its tag, and nothing where the reader has it already.
pub fn public_page(request_tag: Option<&str>, html: String) -> Response {
    let tag = format!("\"{}\"", crate::foundation::secret::token_hash(&html).get(..24).unwrap_or_default());
    let cache = format!("public, max-age={FRESH}");
    if request_tag.is_some_and(|known| known.contains(&tag)) {
        return Response::builder()
            .status(StatusCode::NOT_MODIFIED)
            .header("etag", tag)
            .header("cache-control", cache)
            .finish();
    }
    Response::builder()
        .header("etag", tag)
        .header("cache-control", cache)
        .header("vary", "accept-encoding, cookie, save-data")
        .content_type("text/html; charset=utf-8")
        .body(html)
}

/// A rendered page for one person only.
pub fn private_page(status: StatusCode, html: String) -> Response {
    Response::builder()
        .status(status)
        .header("cache-control", "no-store")
        .header("referrer-policy", "no-referrer")
        .content_type("text/html; charset=utf-8")
        .body(html)
        .into_response()
}
