//! Telephone numbers, e-mail addresses, and the name somebody signs in with.

use crate::foundation::{Code, Violations, text};

/// An e-mail address in lower case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Email(String);

impl Email {
    /// Reads an address; the proof that it works is that a mail arrives.
    ///
    /// # Errors
    /// `BadEmail` at `pointer`.
    pub fn parse(text: &str, pointer: &str) -> Result<Self, Violations> {
        let address = text.trim().to_lowercase();
        let wrong = || Violations::one(Code::BadEmail, pointer);
        let (local, domain) = address.split_once('@').ok_or_else(wrong)?;
        let label = |label: &str| {
            !label.is_empty()
                && label.len() <= 63
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        };
        let local_fits = (1..=64).contains(&local.len())
            && local.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c))
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..");
        let fits = address.len() <= 254 && local_fits && domain.contains('.') && domain.split('.').all(label);
        if fits { Ok(Self(address)) } else { Err(wrong()) }
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A Vietnamese telephone number in national form: `0912345678`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Phone(String);

impl Phone {
    /// Reads a number with or without spaces, dots, dashes and the country code.
    ///
    /// # Errors
    /// `BadPhone` at `pointer`.
    pub fn parse(text: &str, pointer: &str) -> Result<Self, Violations> {
        let plain: String = text.chars().filter(|c| !c.is_whitespace() && !".-()".contains(*c)).collect();
        let national = match plain.strip_prefix("+84").or_else(|| plain.strip_prefix("0084")) {
            Some(rest) => format!("0{}", rest.trim_start_matches('0')),
            None => plain,
        };
        let mut digits = national.chars();
        let fits = (10..=11).contains(&national.len())
            && digits.next() == Some('0')
            && digits.next().is_some_and(|c| ('2'..='9').contains(&c))
            && digits.all(|c| c.is_ascii_digit());
        if fits { Ok(Self(national)) } else { Err(Violations::one(Code::BadPhone, pointer)) }
    }

    /// The number as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The name somebody signs in with: e-mail, telephone, or a word of 2 to 40 letters, digits, `.`, `_`, `-`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Login(String);

impl Login {
    const SHORTEST: usize = 2;
    const LONGEST: usize = 40;

    /// Reads a login somebody chooses.
    ///
    /// # Errors
    /// `Required`, `TooShort`, `TooLong`, `BadCharacters`, `BadEmail` or `BadPhone` at `pointer`.
    pub fn parse(given: &str, pointer: &str) -> Result<Self, Violations> {
        let login = text::nfc(given.trim()).to_lowercase();
        if login.contains('@') {
            return Email::parse(&login, pointer).map(|email| Self(email.0));
        }
        if login.starts_with(|c: char| c.is_ascii_digit() || c == '+') {
            return Phone::parse(&login, pointer).map(|phone| Self(phone.0));
        }
        let mut wrong = Violations::new();
        let count = login.chars().count();
        if count == 0 {
            wrong.add(Code::Required, pointer);
        } else if count < Self::SHORTEST {
            wrong.add_with(Code::TooShort, pointer, [("least", Self::SHORTEST.to_string())]);
        } else if count > Self::LONGEST {
            wrong.add_with(
                Code::TooLong,
                pointer,
                [("most", Self::LONGEST.to_string()), ("length", count.to_string())],
            );
        } else {
            let plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
            wrong.unless(login.chars().all(plain), Code::BadCharacters, pointer);
        }
        wrong.into_result()?;
        Ok(Self(login))
    }

    /// What somebody typed at the door, in the form it would be stored in; never refused, for a refusal
    /// would tell which logins cannot exist.
    pub fn typed(given: &str) -> Self {
        Self::parse(given, "").unwrap_or_else(|_not_a_login| Self(text::nfc(given.trim()).to_lowercase()))
    }

    /// The login as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The mail address, if it is one.
    pub fn email(&self) -> Option<&str> {
        self.0.contains('@').then_some(self.0.as_str())
    }

    /// The telephone number, if it is one.
    pub fn phone(&self) -> Option<&str> {
        self.0.starts_with('0').then_some(self.0.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telephone_numbers_have_one_form() {
        for text in ["0912 345 678", "0912.345.678", "+84 912 345 678", "+840912345678", "0084912345678"] {
            assert_eq!(Phone::parse(text, "").unwrap().as_str(), "0912345678", "{text}");
        }
        for wrong in ["912345678", "0112345678", "09123", "0912345678901", "ếế", "", "091234567x"] {
            assert!(Phone::parse(wrong, "/phone").unwrap_err().has(Code::BadPhone), "{wrong}");
        }
    }

    #[test]
    fn addresses_are_plain_and_lower_case() {
        assert_eq!(Email::parse(" Hoa.Nguyen@Example.VN ", "").unwrap().as_str(), "hoa.nguyen@example.vn");
        for wrong in
            ["a", "a@b", "@b.vn", "a@@b.vn", "a b@c.vn", "a@-b.vn", "a@b..vn", ".a@b.vn", "a\r\nb@c.vn"]
        {
            assert!(Email::parse(wrong, "/email").unwrap_err().has(Code::BadEmail), "{wrong}");
        }
    }

    #[test]
    fn one_login_has_one_spelling() {
        for (text, login) in
            [("Hoa@Example.vn", "hoa@example.vn"), ("+84912345678", "0912345678"), (" Quan.Tri ", "quan.tri")]
        {
            assert_eq!(Login::parse(text, "").unwrap().as_str(), login);
            assert_eq!(Login::typed(text).as_str(), login);
        }
        for (text, code) in [
            ("", Code::Required),
            ("a", Code::TooShort),
            ("quản trị", Code::BadCharacters),
            ("a@", Code::BadEmail),
            ("12", Code::BadPhone),
        ] {
            assert!(Login::parse(text, "/login").unwrap_err().has(code), "{text}");
        }
        assert_eq!(Login::typed("QUẢN TRỊ").as_str(), "quản trị");
    }
}
