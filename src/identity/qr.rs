//! A text as a picture a telephone can read.

use base64::{Engine, engine::general_purpose::STANDARD};
use fast_qr::{QRBuilder, convert::svg::SvgBuilder};

/// The QR code of a text as an SVG picture in a `data:` address, or nothing if the text is too long.
pub fn picture(text: &str) -> Option<String> {
    let code = QRBuilder::new(text).build().ok()?;
    let svg = SvgBuilder::default().to_str(&code);
    Some(format!("data:image/svg+xml;base64,{}", STANDARD.encode(svg)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_text_becomes_a_picture_and_an_endless_one_does_not() {
        let address = picture("otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ").unwrap();
        let svg = STANDARD.decode(address.strip_prefix("data:image/svg+xml;base64,").unwrap()).unwrap();
        assert!(String::from_utf8(svg).unwrap().starts_with("<svg"));
        assert_eq!(picture(&"x".repeat(10_000)), None);
    }
}
