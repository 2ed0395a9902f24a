//! The session cookie: how it is set, cleared and read.

use poem::Request;

use crate::{
    app::App,
    foundation::config::Config,
    wire::{SESSION_COOKIE, SESSION_COOKIE_PLAIN, by_session},
};

/// The most characters a token may have to be looked at.
const TOKEN_LONGEST: usize = 128;

fn name(config: &Config) -> &'static str {
    if config.secure_cookies() { SESSION_COOKIE } else { SESSION_COOKIE_PLAIN }
}

/// The `Set-Cookie` value that keeps a token: out of reach of scripts, only for this host, and not sent
/// along with forms of other sites.
pub fn keep(app: &App, token: &str) -> String {
    let seconds = u64::from(app.config.security.absolute_hours).saturating_mul(3_600);
    cookie(&app.config, token, seconds)
}

/// The `Set-Cookie` value that forgets it.
pub fn forget(app: &App) -> String {
    cookie(&app.config, "", 0)
}

fn cookie(config: &Config, value: &str, seconds: u64) -> String {
    let secure = if config.secure_cookies() { "; Secure" } else { "" };
    format!("{}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}", name(config))
}

/// The session token among the `Cookie` headers of a request, if there is one.
///
/// Where cookies are `Secure`, only the `__Host-` name is believed: another host of the domain, or a
/// plain-http page, cannot have set it.
pub fn token_from_cookies<'a>(headers: impl IntoIterator<Item = &'a str>, config: &Config) -> Option<String> {
    let wanted = name(config);
    headers
        .into_iter()
        .flat_map(|header| header.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == wanted)
        .map(|(_, value)| value.trim())
        .filter(|value| !value.is_empty() && value.len() <= TOKEN_LONGEST)
        .map(str::to_owned)
}

/// The `Cookie` headers of a request that may come without a session.
#[derive(Clone, Debug)]
pub struct Cookies(Vec<String>);

/// The `Cookie` headers of a request that needs a session, be it one whose second factor is still to be
/// given; the use case refuses those without one.
#[derive(Clone, Debug)]
pub struct OwnCookies(Cookies);

impl Cookies {
    /// The session token, if there is one.
    pub fn token(&self, app: &App) -> Option<String> {
        token_from_cookies(self.0.iter().map(String::as_str), &app.config)
    }

    fn of(request: &Request) -> Self {
        let headers = request.headers().get_all("cookie").iter();
        Self(headers.filter_map(|value| value.to_str().ok()).map(str::to_owned).collect())
    }
}

impl OwnCookies {
    /// The session token, if there is one.
    pub fn token(&self, app: &App) -> Option<String> {
        self.0.token(app)
    }
}

by_session!(Cookies, optional, |request| Ok(Self::of(request)));
by_session!(OwnCookies, needed, |request| Ok(Self(Cookies::of(request))));

#[cfg(test)]
mod tests {
    use super::*;

    fn config(url: &str) -> Config {
        let mut config = Config::default();
        config.site.public_url = url.to_owned();
        config
    }

    #[test]
    fn the_cookie_is_out_of_reach_of_scripts_and_other_sites() {
        assert_eq!(
            cookie(&config("https://sk.example.vn"), "abc", 43_200),
            "__Host-sid=abc; Path=/; Max-Age=43200; HttpOnly; SameSite=Lax; Secure"
        );
        assert_eq!(
            cookie(&config("http://10.0.0.5:8080"), "", 0),
            "sid=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"
        );
    }

    #[test]
    fn only_the_name_that_was_set_is_believed() {
        let secure = config("https://sk.example.vn");
        let headers = ["theme=dark; sid=planted", "__Host-sid=mine; x"];
        assert_eq!(token_from_cookies(headers, &secure).as_deref(), Some("mine"));
        assert_eq!(token_from_cookies(["sid=planted"], &secure), None);
        assert_eq!(token_from_cookies(["sid=mine"], &config("http://10.0.0.5")).as_deref(), Some("mine"));
        assert_eq!(token_from_cookies(["sid="], &config("http://10.0.0.5")), None);
        let long = format!("sid={}", "x".repeat(129));
        assert_eq!(token_from_cookies([long.as_str()], &config("http://10.0.0.5")), None);
    }
}
