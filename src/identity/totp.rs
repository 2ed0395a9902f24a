//! One-time codes of a telephone application: RFC 6238 with SHA-1, six digits, 30 seconds.

use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use subtle::{ConditionallySelectable, ConstantTimeEq};

use crate::foundation::{Instant, secret::random_bytes};

/// How long one code is shown.
pub const STEP_SECONDS: i64 = 30;
const DIGITS: usize = 6;
const MODULUS: u32 = 1_000_000;
/// Clocks of telephones may be one step early or late.
const DRIFT: [i64; 3] = [-1, 0, 1];

/// The secret an account shares with a telephone: 160 bits.
#[derive(Clone, PartialEq, Eq)]
pub struct TotpSecret([u8; 20]);

impl std::fmt::Debug for TotpSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TotpSecret(…)")
    }
}

impl TotpSecret {
    /// A fresh secret.
    pub fn random() -> Self {
        Self(random_bytes())
    }

    /// Reads the stored form.
    pub fn from_base32(text: &str) -> Option<Self> {
        BASE32_NOPAD.decode(text.as_bytes()).ok()?.try_into().ok().map(Self)
    }

    /// The form that is stored and typed by hand.
    pub fn to_base32(&self) -> String {
        BASE32_NOPAD.encode(&self.0)
    }

    /// The address an authenticator application reads from a picture.
    pub fn uri(&self, issuer: &str, account: &str) -> String {
        format!(
            "otpauth://totp/{issuer}:{account}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits={DIGITS}&period={STEP_SECONDS}",
            issuer = percent(issuer),
            account = percent(account),
            secret = self.to_base32(),
        )
    }

    /// The code shown at a moment.
    pub fn code_at(&self, at: Instant) -> String {
        format!("{:0DIGITS$}", truncated(&self.0, step_of(at)) % MODULUS)
    }

    /// The step whose code this is, if it is one of the three around `now` and later than `last_step`.
    ///
    /// The time taken does not depend on the code or on which step fits.
    pub fn check(&self, code: &str, now: Instant, last_step: i64) -> Option<i64> {
        let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
        let present = step_of(now);
        let mut found = -1_i64;
        for drift in DRIFT {
            let step = present.saturating_add(drift);
            let expected = format!("{:0DIGITS$}", truncated(&self.0, step) % MODULUS);
            let fits = expected.as_bytes().ct_eq(digits.as_bytes());
            found.conditional_assign(&step, fits);
        }
        (found > last_step).then_some(found)
    }
}

fn step_of(at: Instant) -> i64 {
    at.seconds_since(Instant(0)).div_euclid(STEP_SECONDS)
}

/// Dynamic truncation of RFC 4226 section 5.3, before the modulus.
fn truncated(key: &[u8], counter: i64) -> u32 {
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(key) else {
        // HMAC takes keys of any length; this arm cannot be reached.
        return 0;
    };
    mac.update(&counter.to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let offset = usize::from(digest.last().copied().unwrap_or(0) & 0x0f);
    let word = digest.get(offset..offset.saturating_add(4)).unwrap_or(&[0; 4]);
    let word = <[u8; 4]>::try_from(word).unwrap_or([0; 4]);
    u32::from_be_bytes(word) & 0x7fff_ffff
}

/// Percent-encodes everything but unreserved characters (RFC 3986).
fn percent(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Instant {
        Instant(seconds * 1_000_000)
    }

    fn rfc() -> TotpSecret {
        TotpSecret(*b"12345678901234567890")
    }

    /// RFC 6238 appendix B, SHA-1, eight digits.
    #[test]
    fn known_answers_of_rfc_6238() {
        for (seconds, answer) in [
            (59, 94_287_082),
            (1_111_111_109, 7_081_804),
            (1_111_111_111, 14_050_471),
            (1_234_567_890, 89_005_924),
            (2_000_000_000, 69_279_037),
            (20_000_000_000, 65_353_130),
        ] {
            assert_eq!(truncated(&rfc().0, step_of(at(seconds))) % 100_000_000, answer, "{seconds}");
        }
        assert_eq!(rfc().code_at(at(59)), "287082");
        assert_eq!(rfc().code_at(at(1_111_111_109)), "081804");
    }

    #[test]
    fn one_step_of_drift_is_forgiven_and_two_are_not() {
        let now = at(1_800_000_000);
        for (seconds, fits) in [(-60, false), (-30, true), (0, true), (30, true), (60, false)] {
            let code = rfc().code_at(now.plus_seconds(seconds));
            assert_eq!(rfc().check(&code, now, 0).is_some(), fits, "{seconds}");
        }
        let spaced = rfc().code_at(now);
        let (left, right) = spaced.split_at(3);
        assert!(rfc().check(&format!("{left} {right}"), now, 0).is_some());
        for wrong in ["", "00000", "abcdef", "0000000"] {
            assert_eq!(rfc().check(wrong, now, 0), None);
        }
    }

    #[test]
    fn a_code_works_once() {
        let now = at(1_800_000_000);
        let code = rfc().code_at(now);
        let step = rfc().check(&code, now, 0).unwrap();
        assert_eq!(rfc().check(&code, now, step), None);
        assert_eq!(rfc().check(&code, now.plus_seconds(STEP_SECONDS), step), None);
        let next = now.plus_seconds(STEP_SECONDS);
        assert_eq!(rfc().check(&rfc().code_at(next), next, step), Some(step + 1));
    }

    #[test]
    fn the_secret_survives_storage_and_the_address_is_encoded() {
        let secret = rfc();
        assert_eq!(TotpSecret::from_base32(&secret.to_base32()), Some(secret.clone()));
        assert_eq!(TotpSecret::from_base32("kurz"), None);
        let uri = secret.uri("Sáng kiến", "hoa@example.vn");
        assert_eq!(
            uri,
            "otpauth://totp/S%C3%A1ng%20ki%E1%BA%BFn:hoa%40example.vn?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\
             &issuer=S%C3%A1ng%20ki%E1%BA%BFn&algorithm=SHA1&digits=6&period=30"
        );
        assert!(!format!("{secret:?}").contains("123"));
    }
}
