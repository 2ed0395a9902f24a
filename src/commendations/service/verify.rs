//! Anybody asks whether a certificate is genuine.

use time::Date;

use super::super::{
    model::{AchievementKind, State, VerifyCode},
    store::{self, Standing},
};
use crate::{
    app::App,
    dossiers,
    foundation::{Instant, Result},
    ideas::{self, IdeaId},
    people::limits,
};

/// The form of certificates that recognition gives.
pub const INITIATIVE_CERTIFICATE: &str = "initiative_certificate";

/// So many questions by number fit into one window; an office behind one address asks fewer.
const GUESSES: i32 = 120;
/// Ten minutes.
const WINDOW_SECONDS: i64 = 600;

/// What the register says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// It stands.
    Valid,
    /// It was taken back.
    Revoked,
    /// Nothing carries this number.
    Unknown,
}

impl Finding {
    /// The wire form.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Revoked => "revoked",
            Self::Unknown => "unknown",
        }
    }
}

/// The answer, of one shape whatever was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// What the register says.
    pub finding: Finding,
    /// When it was asked.
    pub checked_at: Instant,
    /// The certificate, unless nothing was found.
    pub holder: Option<Holder>,
}

/// What may be told of a certificate that exists. The decision is public by law; nothing beyond it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Code of the form.
    pub form: String,
    /// Name of the issuing unit on that day.
    pub unit_name: String,
    /// The recipient; absent once revoked, initials for a child.
    pub recipient: Option<String>,
    /// The number on the certificate.
    pub serial: String,
    /// `118/QĐ-UBND`
    pub decision_number: String,
    /// Its day.
    pub decided_on: Date,
    /// Who signed.
    pub signer: Option<String>,
    /// The achievement's public name; absent once revoked.
    pub title: Option<String>,
    /// Code of the idea whose public page tells the story; absent once revoked.
    pub idea_code: Option<String>,
    /// SHA-256 of the issued PDF, once it was made; absent once revoked.
    pub sha256: Option<String>,
    /// The day it was revoked.
    pub revoked_on: Option<Date>,
}

/// Looks a number or a code up; whatever cannot be one is simply unknown.
///
/// Who holds a code asks as often as they like; asking by number, which can be counted up, or by codes that
/// do not exist is limited for each address.
///
/// # Errors
/// `TooManyRequests` beyond the limit.
pub async fn verify(app: &App, address: &str, typed: &str) -> Result<Verified> {
    let db = app.db.reader();
    let by_code = match VerifyCode::parse(typed) {
        Some(code) => store::standing_by_code(db, &code).await?,
        None => None,
    };
    let holder = match by_code {
        Some(standing) => commended(app, standing).await?,
        None => {
            let bucket = limits::bucket(app, "certificate", address);
            limits::hit(&app.db, &bucket, GUESSES, WINDOW_SECONDS, app.now()).await?;
            match serial(typed) {
                Some(serial) => by_serial(app, &serial).await?,
                None => None,
            }
        }
    };
    let finding = match &holder {
        None => Finding::Unknown,
        Some(holder) if holder.revoked_on.is_some() => Finding::Revoked,
        Some(_) => Finding::Valid,
    };
    Ok(Verified { finding, checked_at: app.now(), holder })
}

/// A number as certificates carry it, `GK-SH-2026-0001`, however its case was typed.
fn serial(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let fits = (6..=60).contains(&typed.len())
        && typed.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        && typed.contains('-');
    fits.then(|| typed.to_ascii_uppercase())
}

/// A certificate by the number printed on it: a Giấy khen, or the certificate of an initiative.
async fn by_serial(app: &App, serial: &str) -> Result<Option<Holder>> {
    let db = app.db.reader();
    if let Some(standing) = store::standing_by_serial(db, serial).await? {
        return commended(app, standing).await;
    }
    let Some(facts) = dossiers::certificate(db, serial).await? else { return Ok(None) };
    let unit = store::unit(db, facts.unit).await?;
    Ok(Some(Holder {
        form: INITIATIVE_CERTIFICATE.to_owned(),
        unit_name: unit.name,
        recipient: Some(facts.author_name),
        serial: serial.to_owned(),
        decision_number: facts.decision_no,
        decided_on: facts.decided_on,
        signer: None,
        title: Some(facts.initiative_name),
        idea_code: None,
        sha256: None,
        revoked_on: None,
    }))
}

async fn commended(app: &App, standing: Standing) -> Result<Option<Holder>> {
    let story = public_story(app, &standing).await?;
    Ok(told(standing, story))
}

/// The name and the code of the achievement, as far as they are public: a recognised initiative stands in a
/// public decision, an idea in the gold book unless it was hidden there.
async fn public_story(app: &App, standing: &Standing) -> Result<(Option<String>, Option<String>)> {
    let achievement = &standing.case.achievement;
    match achievement.kind {
        AchievementKind::Initiative => Ok((Some(achievement.title.clone()), None)),
        AchievementKind::Idea => {
            let story = ideas::story(app.db.reader(), IdeaId(achievement.id)).await?;
            Ok(story.map(|story| (story.title, story.code)).unzip())
        }
    }
}

fn told(standing: Standing, (title, idea_code): (Option<String>, Option<String>)) -> Option<Holder> {
    let Standing { case, recipient, sha256 } = standing;
    let decision = case.state.decision()?.clone();
    let revoked_on = match &case.state {
        State::Revoked(_, _, revocation) => Some(revocation.on),
        State::Nominated | State::Decided(_) | State::Awarded(..) | State::Declined(_) => None,
    };
    // A revoked award leaves a neutral tombstone: that it was, not whom it honoured nor why it fell.
    let stands = revoked_on.is_none();
    Some(Holder {
        form: case.form,
        unit_name: decision.unit_name,
        recipient: stands.then(|| recipient.public_name()),
        serial: recipient.certificate?.serial,
        decision_number: decision.number,
        decided_on: decision.decided_on,
        signer: Some(decision.signer_name),
        title: title.filter(|_| stands),
        idea_code: idea_code.filter(|_| stands),
        sha256: sha256.filter(|_| stands),
        revoked_on,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_could_be_a_serial_reaches_the_register() {
        assert_eq!(serial(" gk-sh-2026-0001 ").as_deref(), Some("GK-SH-2026-0001"));
        for wrong in ["", "GK", "a'; drop table--", "GK SH 2026", "Đ-2026-0001", &"A-".repeat(40)] {
            assert_eq!(serial(wrong), None, "{wrong}");
        }
    }
}
