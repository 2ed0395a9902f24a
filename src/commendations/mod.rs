//! Khen thưởng: from a nomination to a decision, a numbered certificate, its verification and its recall.
//!
//! A different thing in law than recognition (công nhận): its own forms, signer, money and register.
pub mod model;
pub mod rules;
