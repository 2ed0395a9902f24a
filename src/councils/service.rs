//! Use cases, one a file: load, decide, save, note and emit in one transaction.
//!
//! Whoever changes a round, its sheets or its sessions holds the round's row first, so that two people at
//! once come one after the other.

mod add_dossiers;
mod assign_markers;
mod cast_vote;
mod close_session;
mod declare_interest;
mod draft_rubric;
mod establish;
mod ground;
mod note_attendance;
mod open_session;
mod plan_round;
mod print_minutes;
mod read;
mod read_scores;
mod record_item;
mod reveal_scores;
mod save_sheet;
mod seal_sheet;
mod seat_members;
mod start_scoring;
mod view_round;
mod view_session;
mod waits;

pub use add_dossiers::{add_dossiers, waiting};
pub use assign_markers::assign_markers;
pub use cast_vote::cast_vote;
pub use close_session::close_session;
pub use declare_interest::declare_interest;
pub use draft_rubric::{RubricDraft, draft_rubric, revise_rubric};
pub use establish::{Founding, establish};
pub use note_attendance::note_attendance;
pub use open_session::{Opening, open_session};
pub use plan_round::{Plan, plan_round};
pub use print_minutes::print_minutes;
pub use read::{SheetPage, council, councils, my_sheets, rubric, rubrics, sheet};
pub use read_scores::{DossierScores, MarkerScores, scores};
pub use record_item::{ItemRecord, record_item};
pub use reveal_scores::reveal_scores;
pub use save_sheet::save_sheet;
pub use seal_sheet::seal_sheet;
pub use seat_members::seat_members;
pub use start_scoring::start_scoring;
pub use view_round::{Desk, DossierLine, MyInterest, RoundPage, round, rounds};
pub use view_session::{ItemLine, SessionPage, minutes, minutes_file, session, sessions};
pub use waits::{Waits, waits};
