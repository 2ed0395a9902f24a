//! What keeps machines from the open forms without asking people for puzzles: a field nobody sees and a
//! signed moment before which nobody can have read the form. Also the QR pictures of the pages.

use fast_qr::{QRBuilder, convert::svg::SvgBuilder};

use crate::{app::App, foundation::Instant};

/// The hidden field with the signed moment.
pub const FIELD: &str = "moc";
/// The field people do not see and leave empty.
pub const TRAP: &str = "website";

const PURPOSE: &str = "form-moment";
/// Nobody reads and fills a form faster than this.
const LEAST_SECONDS: i64 = 2;

/// The present moment, signed.
pub fn issue(app: &App) -> String {
    sign(app, app.now())
}

fn sign(app: &App, at: Instant) -> String {
    format!("{}.{}", at.0, app.secret.derive_token(PURPOSE, &at.0.to_be_bytes()))
}

/// True if the form was drawn by us, long enough ago, and the trap is empty. A form may wait for days on
/// a telephone without a network: there is no upper limit.
pub fn is_human(app: &App, stamp: &str, trap: &str) -> bool {
    let Some((micros, token)) = stamp.split_once('.') else { return false };
    let Ok(micros) = micros.parse::<i64>() else { return false };
    let at = Instant(micros);
    trap.is_empty()
        && app.secret.is_token(PURPOSE, &at.0.to_be_bytes(), token)
        && app.now().seconds_since(at) >= LEAST_SECONDS
}

/// A link as an SVG picture for the page; empty if it is too long for one.
pub fn qr(link: &str) -> String {
    match QRBuilder::new(link).build() {
        Ok(code) => SvgBuilder::default().to_str(&code),
        Err(_too_long) => String::new(),
    }
}
