//! Steps the council's own use cases take; who may take them is decided there.

use time::Duration;
use uuid::Uuid;

use super::{Decided, event, open, to, told};
use crate::{
    dossiers::model::{Conclusion, Dossier, State, Verb},
    foundation::{Code, Instant, Law, Result},
};

/// Gives the dossier to the markers of a round (D12).
pub fn assign(mut dossier: Dossier, round: Uuid, now: Instant) -> Result<Dossier> {
    open(&dossier, Verb::Assign)?;
    dossier.round = Some(round);
    dossier.changed_at = now;
    let due = dossier.decision_due;
    Ok(to(dossier, State::Assigned, due))
}

/// Records the mean once every sheet is in (D13), in hundredths of a point.
pub fn mark_scored(mut dossier: Dossier, mean: i32, now: Instant) -> Result<Dossier> {
    open(&dossier, Verb::MarkScored)?;
    dossier.mean = Some(mean);
    dossier.changed_at = now;
    let due = dossier.decision_due;
    Ok(to(dossier, State::Scored, due))
}

/// Brings the dossier before the council (D14).
pub fn enter_session(mut dossier: Dossier, now: Instant) -> Result<Dossier> {
    open(&dossier, Verb::EnterSession)?;
    dossier.changed_at = now;
    let due = dossier.decision_due;
    Ok(to(dossier, State::InSession, due))
}

/// Records what the council decided (D15); it may put a dossier off once.
pub fn conclude(mut dossier: Dossier, conclusion: Conclusion, now: Instant, law: &Law) -> Result<Decided> {
    open(&dossier, Verb::Conclude)?;
    dossier.changed_at = now;
    let due = dossier.decision_due;
    let dossier = match conclusion {
        Conclusion::Passed => to(dossier, State::CouncilPassed, due),
        Conclusion::Failed(reasons) => {
            dossier.outcome = Some(told(reasons));
            to(dossier, State::CouncilFailed, due)
        }
        Conclusion::Deferred(reasons) => {
            let today = now.date();
            if i64::from(dossier.deferrals) >= law.value("deferral_rounds", today)? {
                return Err(Code::WrongState.into());
            }
            let period = Duration::days(law.value("deferral_period", today)?);
            let last = today.checked_add(period).map(|day| law.holidays.roll(day));
            dossier.deferrals = dossier.deferrals.saturating_add(1);
            dossier.outcome = Some(told(reasons));
            // Putting off never moves the legal last day.
            let due = [last, due].into_iter().flatten().min();
            to(dossier, State::Deferred, due)
        }
    };
    let result = dossier.state.as_str();
    let events = vec![event("dossier.concluded", &dossier).with(serde_json::json!({ "result": result }))];
    Ok((dossier, events))
}
