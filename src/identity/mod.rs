//! Proving who somebody is: passwords (argon2id), one-time codes (TOTP), and the picture that carries a
//! secret to a telephone.
//!
//! Knows nothing of accounts or sessions; those are the business of the people wing.

mod hasher;
mod password;
mod qr;
mod totp;

pub use hasher::Hasher;
pub use password::{LONGEST, Password, SHORTEST};
pub use qr::picture;
pub use totp::{STEP_SECONDS, TotpSecret};
