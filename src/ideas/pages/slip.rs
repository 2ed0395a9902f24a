//! The receipt as a slip of paper: for whoever takes it home, or has it printed for somebody else.

use poem::{
    Response, handler,
    web::{Data, Path},
};

use super::{receipt, refuse};
use crate::{
    app::App,
    documents::{self, Paper, TrackingSlipData},
    foundation::{
        Error, Instant, Result,
        instant::day_words,
        messages::{Lang, fill, text},
    },
    ideas::service::{self, Tracked},
    people,
};

/// The slip, always in Vietnamese: it is read in the village.
#[handler]
pub async fn show_slip(app: Data<&App>, path: Path<(String, String)>) -> Response {
    let (code, token) = path.0;
    let made = match service::track(app.0, &code, &token).await {
        Ok(tracked) => print(app.0, tracked, &token).await,
        Err(error) => Err(error),
    };
    match made {
        Ok(bytes) => Response::builder()
            .content_type("application/pdf")
            .header("content-disposition", format!("inline; filename=\"phieu-{code}.pdf\""))
            // The link on it is the author's own.
            .header("cache-control", "no-store")
            .header("referrer-policy", "no-referrer")
            .body(bytes),
        Err(error) => refuse(error),
    }
}

async fn print(app: &App, tracked: Tracked, token: &str) -> Result<Vec<u8>> {
    let idea = tracked.idea;
    let recorder = match idea.recorder {
        Some(person) => people::person(app.db.reader(), person).await?,
        None => None,
    };
    let steps =
        vec![receipt::answer(Lang::Vi, app, &idea).await?, text(Lang::Vi, "slip_step_answer").to_owned()];
    let paper = Paper::TrackingSlip(TrackingSlipData {
        unit: tracked.unit_name,
        title: idea.card.title,
        author_name: Some(idea.card.author_name).filter(|name| !name.is_empty()),
        entered_by: recorder.map(|person| person.full_name),
        received_at: second(idea.received_at),
        date: idea.received_at.date().into(),
        answer_due: None,
        steps,
        contact: None,
        url: app.link(&format!("/theo-doi/{}/{token}", idea.code)),
        code: idea.code,
    });
    documents::render_async(paper).await.map_err(|error| Error::port("documents", error))
}

fn second(at: Instant) -> String {
    let local = at.local();
    let time = format!("{:02}:{:02}:{:02}", local.hour(), local.minute(), local.second());
    fill(Lang::Vi, "slip_received_at", &[("time", &time), ("date", &day_words(at.date()))])
}
