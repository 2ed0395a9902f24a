//! How an author wishes to be answered.

use crate::words;

words! {
    /// The way of an answer; whatever it is, the private link shows it too.
    Channel {
        /// By telephone, to the number on the card.
        Phone = "phone",
        /// By e-mail, to the address on the card.
        Email = "email",
        /// Through the head of the village, the teacher, whoever leads the place.
        ThroughHead = "through_head",
        /// By the private link alone.
        Link = "link",
    }
}

impl Channel {
    /// What is meant where nothing was chosen: the contact that was left, otherwise a person nearby.
    pub const fn unsaid(phone: bool, email: bool) -> Self {
        if email {
            Self::Email
        } else if phone {
            Self::Phone
        } else {
            Self::ThroughHead
        }
    }
}
