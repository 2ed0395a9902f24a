//! Who agrees to what, and in which capacity (Luật 91/2025/QH15).

use crate::words;

words! {
    /// What may be done with somebody's data; each is its own consent.
    Purpose {
        /// Show the name.
        PublishName = "publish_name",
        /// Show the pictures.
        PublishPictures = "publish_pictures",
        /// Show the story: its text without the name unless somebody objects, the thanks only if they agree.
        PublishStory = "publish_story",
    }
}

words! {
    /// In which capacity somebody speaks.
    Capacity {
        /// For oneself, of age.
        Own = "self",
        /// The child itself.
        Child = "child",
        /// A parent or guardian.
        Guardian = "guardian",
    }
}

words! {
    /// How it was said.
    Channel {
        /// On a page.
        Web = "web",
        /// On paper, written down by somebody.
        Paper = "paper",
        /// By word of mouth, written down by somebody.
        Spoken = "spoken",
    }
}

words! {
    /// How old a child is: what the law asks differs (Luật 91/2025/QH15, Đ.24).
    ChildAge {
        /// Under seven: the guardian decides.
        Under7 = "under_7",
        /// From seven, under sixteen: both decide.
        From7 = "from_7",
    }
}

impl ChildAge {
    /// The capacity in which the author speaks.
    pub const fn capacity(child: Option<Self>) -> Capacity {
        match child {
            None => Capacity::Own,
            Some(Self::Under7 | Self::From7) => Capacity::Child,
        }
    }
}

/// Somebody's last word on one purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// Who speaks.
    pub capacity: Capacity,
    /// Yes, or no.
    pub yes: bool,
}
