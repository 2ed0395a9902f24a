//! Use cases, one a file: load, decide, save, note and emit in one transaction.

mod accept;
mod change;
mod confirm_application;
mod confirm_share;
mod council;
mod draft;
mod edit;
mod lapse;
mod not_recognise;
mod office;
mod read;
mod recognise;
mod record_superior_approval;
mod refuse;
mod request_supplement;
mod submit;
mod supplement;
mod withdraw;

pub use accept::accept;
pub use confirm_application::confirm_application;
pub use confirm_share::{Offer, Yes, confirm_share, offer, token_of};
pub use council::{assign, conclude, enter_session, mark_scored};
pub use draft::{Start, draft};
pub use edit::edit;
pub use lapse::lapse;
pub use not_recognise::not_recognise;
pub use read::{Full, Whose, list, paper, papers, read};
pub use recognise::recognise;
pub use record_superior_approval::record_superior_approval;
pub use refuse::{Refusal, refuse};
pub use request_supplement::request_supplement;
pub use submit::submit;
pub use supplement::{Answers, supplement};
pub use withdraw::{Withdrawal, withdraw};

pub(super) use office::{committee_of, commune_of, is_commune, office_of, seat};
