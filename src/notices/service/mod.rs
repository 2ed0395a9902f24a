//! One use case a file.

mod digest;
mod inbox;
mod preferences;

pub use digest::{NOTICE_DIGEST, gather_digests};
pub use inbox::{Told, count, list, read, read_all};
pub use preferences::{get as get_preferences, set as set_preferences};

use super::model::Notice;
use crate::app::App;

/// Where the reader of a notice acts: a path of this installation, with the private token where it needs one.
pub(super) fn path(app: &App, notice: &Notice) -> String {
    if !notice.href.contains(TOKEN) {
        return notice.href.clone();
    }
    // As the private links of the wings are made: derived from the purpose and the object, never stored.
    let purpose = format!("track-{}", notice.object_kind);
    notice.href.replace(TOKEN, &app.secret.derive_token(&purpose, notice.object.as_bytes()))
}

const TOKEN: &str = "{token}";
