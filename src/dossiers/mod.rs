//! Recognition dossiers: authors and shares, intake and its clocks, the head's decision and certificates.
//!
//! Offers to the wings above: [`waiting`], [`blind_card`] and [`full_card`] and the steps of [`service`] that
//! run inside a caller's transaction; [`recognition`], [`recognition_of_idea`] and [`certificate`]. Emits
//! `dossier.submitted`, `supplement_requested`, `supplemented`, `lapsed`, `accepted`, `application_confirmed`,
//! `refused`, `concluded`, `recognised`, `not_recognised`, `withdrawn`.

mod api;
mod entity;
pub mod events;
mod model;
mod papers;
mod rules;
pub mod service;
mod store;

pub use api::{DossiersApi, tasks};
pub use model::{
    AuthorId, AuthorInput, Certificate, Conclusion, Dossier, DossierId, DraftInput, FirstApplierInput,
    Outcome, PaperId, Reason, Recognition, State,
};
pub use rules::DefectInput;
pub use store::{
    BlindCard, CertificateFacts, DossierAuthor, FullCard, Waiting, blind_card, certificate, full_card,
    recognition, recognition_of_idea, waiting,
};
