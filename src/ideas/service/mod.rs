//! One use case a file: load, decide, save, tell.

mod answer;
mod apply;
mod assign;
mod bulk;
mod change;
mod claim;
mod clock;
mod consent;
mod draft;
mod due_today;
mod forward;
mod guardian;
mod hear;
mod hide;
mod honour;
mod park_unanswered;
mod picture;
mod queues;
mod read;
mod recording;
mod reuse;
mod send;
mod tell;
mod thank;
mod trial;
mod undo;
mod withdraw;
mod words;

pub use answer::{Answering, answer};
pub use apply::{ApplicationInput, apply};
pub use assign::{assign, companions};
pub use bulk::{BULK_MOST, BulkStep, bulk};
pub use claim::claim;
pub use clock::{escalate, remind_authors};
pub use consent::{
    ByLink, Consents, GuardianSeen, Saying, consents, consents_by_link, give_consent, say_by_link,
    withdraw_consent,
};
pub use draft::{draft, drop_draft, purge_drafts, save_draft};
pub use due_today::{DESK_DIGEST, due_today};
pub use forward::{bounce_forwards, forward, take_over};
pub use guardian::{
    ByGuardian, ask_guardian, ask_guardian_by_link, guardian_decides, guardian_picture, guardian_reads,
    guardian_token,
};
pub use hear::hear;
pub use hide::{decide_appeal, hide};
pub use honour::{decline_honour, honour};
pub use park_unanswered::park_unanswered;
pub use picture::{add as add_picture, published as published_picture, visible as visible_picture};
pub use queues::queues;
pub use read::{Detail, Tracked, Wanted, changed, desk, detail, mine, tasks, track, track_token};
pub use recording::{add as add_recording, listen, transcribe};
pub use reuse::{
    ReuseInput, confirm as confirm_reuse, decline as decline_reuse, report as report_reuse,
    waiting as reuses_waiting,
};
pub use send::{CardName, Receipt, Sending, send};
pub use thank::thank;
pub use trial::{PlanInput, approve_trial, fail_trial, log_trial, start_trial};
pub use undo::undo;
pub use withdraw::{withdraw, withdraw_by_link};
pub use words::{
    appeal, appeal_by_link, ask, decline_trial, limit_link, park, redirect, reopen, reopen_by_link, reply,
    reply_by_link, send_back,
};
