//! The security headers of every response.

use poem::{
    Response,
    http::{HeaderName, HeaderValue, header},
};

/// What the installation adds to the fixed headers.
#[derive(Clone, Debug)]
pub struct Headers {
    policy: HeaderValue,
    app_policy: HeaderValue,
    secure: bool,
}

const FIXED: [(&str, &str); 6] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("x-frame-options", "DENY"),
    ("permissions-policy", "camera=(self), microphone=(self), geolocation=()"),
];

fn policy(script: &str) -> HeaderValue {
    let text = format!(
        "default-src 'none'; script-src 'self'{script}; style-src 'self'; img-src 'self' data: blob:; \
         font-src 'self'; media-src 'self' blob:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; \
         manifest-src 'self'; worker-src 'self'"
    );
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}

impl Headers {
    /// `app_hashes`: the hashes of the application's inline bootstrap, e.g. `'sha256-…'`.
    pub fn new(secure: bool, app_hashes: &[String]) -> Self {
        let hashes: String = app_hashes.iter().map(|hash| format!(" '{hash}'")).collect();
        Self { policy: policy(""), app_policy: policy(&hashes), secure }
    }

    /// Adds them; what a handler set itself stays.
    pub fn add(&self, response: &mut Response, path: &str, signed_in: bool) {
        let app = path == "/app" || path.starts_with("/app/");
        let headers = response.headers_mut();
        for (name, value) in FIXED {
            headers.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
        }
        let policy = if app { &self.app_policy } else { &self.policy };
        headers.entry(header::CONTENT_SECURITY_POLICY).or_insert_with(|| policy.clone());
        if self.secure {
            headers
                .entry(header::STRICT_TRANSPORT_SECURITY)
                .or_insert(HeaderValue::from_static("max-age=63072000; includeSubDomains"));
        }
        if signed_in && !path.starts_with("/assets/") && !app {
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        } else {
            headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
        }
    }
}
