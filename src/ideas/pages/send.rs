//! The form that tells an idea in a minute: a plain post, and a repeat of it is still one idea.

use std::collections::HashMap;

use poem::{
    Body, Request, Response, handler,
    http::StatusCode,
    web::{Data, Query},
};
use uuid::Uuid;

use super::{
    body::Typed,
    form::{self, Wrongs},
    refuse, see, stamp,
};
use crate::{
    app::App,
    authority::Actor,
    foundation::{Code, Error, Result, Violations, idempotency::Once, secret::token_hash},
    ideas::{
        model::{DraftKey, Moment, card_name},
        service::{self, CardName, Receipt, Sending},
    },
    people::limits,
    wire::{Address, Page, private_page},
};

/// Cards one address may send in an hour, by page and by API together.
const CARDS_AN_HOUR: i32 = 60;

/// The empty form; `ten` is a title begun elsewhere, `don_vi` the unit of a poster, `linh_vuc` its field; `vo`
/// asks for the shell a telephone keeps for the time without a network, `dot` names a campaign.
#[handler]
pub async fn show_blank(mut page: Page, app: Data<&App>, query: Query<HashMap<String, String>>) -> Response {
    let mut typed = Typed::default();
    if query.contains_key("vo") {
        // Whoever asks for it: kept for whoever holds the telephone later.
        page.signed_in = false;
        page.other_lang_path = page.other_lang_path.split('?').next().unwrap_or_default().to_owned();
        typed.suggest("stage", "done");
        return match form::draw(&page, app.0, &typed, Wrongs::default(), true).await {
            Ok(html) => private_page(StatusCode::OK, html),
            Err(error) => refuse(error),
        };
    }
    let asked = |name: &str| query.get(name).map(|value| value.chars().take(200).collect::<String>());
    typed.suggest("title", &asked("ten").unwrap_or_default());
    typed.suggest("don_vi", &asked("don_vi").unwrap_or_default());
    typed.suggest("field", &asked("linh_vuc").unwrap_or_default());
    typed.suggest("stage", "done");
    form::suggest_campaign(app.0, &asked("dot").unwrap_or_default(), &mut typed).await;
    show(&page, app.0, StatusCode::OK, &typed, Wrongs::default()).await
}

async fn show(page: &Page, app: &App, status: StatusCode, typed: &Typed, wrong: Wrongs) -> Response {
    match form::draw(page, app, typed, wrong, false).await {
        Ok(html) => private_page(status, html),
        Err(error) => refuse(error),
    }
}

#[handler]
pub async fn take_card(
    page: Page,
    request: &Request,
    app: Data<&App>,
    address: Address,
    actor: Data<&Actor>,
    body: Body,
) -> Response {
    let typed = match Typed::read(request, body).await {
        Ok(typed) => typed,
        Err(error) => return refuse(error),
    };
    if typed.too_large || typed.voice_too_large {
        let mut wrong = Violations::new();
        wrong.unless(!typed.voice_too_large, Code::RecordingTooLarge, "/recording");
        wrong.unless(!typed.too_large, Code::PictureTooLarge, "/picture");
        let wrong = Wrongs::beside(&page, &wrong);
        return show(&page, app.0, StatusCode::PAYLOAD_TOO_LARGE, &typed, wrong).await;
    }
    if !stamp::is_human(app.0, typed.text(stamp::FIELD), typed.text(stamp::TRAP)) {
        let wrong = Wrongs::whole(&page, Code::TooFast);
        return show(&page, app.0, StatusCode::UNPROCESSABLE_ENTITY, &typed, wrong).await;
    }
    if actor.account.is_none() {
        let bucket = limits::bucket(app.0, "ideas", &address.0);
        match limits::hit(&app.db, &bucket, CARDS_AN_HOUR, 3_600, app.now()).await {
            Ok(()) => {}
            Err(Error::Later { code, .. }) => {
                let wrong = Wrongs::whole(&page, code);
                return show(&page, app.0, StatusCode::TOO_MANY_REQUESTS, &typed, wrong).await;
            }
            Err(error) => return refuse(error),
        }
    }
    match receive(&page, app.0, actor.0, request, &typed).await {
        Ok((receipt, unread)) => {
            let told = if unread == 0 { String::new() } else { format!("?anh_hong={unread}") };
            let path = format!("/gui/bien-nhan/{}/{}{told}", receipt.idea.code, receipt.token);
            see(&page.to(&path))
        }
        Err(Error::Rules(wrong)) => {
            let wrong = Wrongs::beside(&page, &wrong);
            show(&page, app.0, StatusCode::UNPROCESSABLE_ENTITY, &typed, wrong).await
        }
        Err(error) => refuse(error),
    }
}

/// The idea and how many of its pictures could not be read: an idea is never lost for a picture.
async fn receive(
    page: &Page,
    app: &App,
    actor: &Actor,
    request: &Request,
    typed: &Typed,
) -> Result<(Receipt, usize)> {
    let print = typed.fingerprint();
    // The enhancer sends a key of its own, the form has one in it. Bound to the words: the same card sent
    // twice is one idea, a corrected card is not refused.
    let given = request.header("idempotency-key").unwrap_or_else(|| typed.text("key"));
    let key = token_hash(&format!("{given}\n{print}"));
    // The form a telephone keeps names no card; whoever sends from it without a key is known for a day.
    let name = (!given.is_empty()).then(|| CardName {
        id: card_name(given, &print),
        draft: Uuid::parse_str(typed.text("draft_key")).ok().map(DraftKey),
    });
    let sending = Sending {
        unit: form::unit(typed)?,
        card: form::card(typed),
        recording: typed.voice.clone(),
        for_other: false,
        card_name: name,
        campaign: form::campaign(typed),
        standing: form::standing(typed, page.language()),
        once: Once::new(&key, "page", "sendIdea", &print)?,
    };
    let receipt = service::send(app, actor, sending).await?;
    let moment = if receipt.idea.card.done_already { Moment::After } else { Moment::Before };
    let mut unread = 0;
    for (place, picture) in typed.pictures.iter().enumerate() {
        let once = Once::new(&format!("{key}-{place}"), "page", "addIdeaPicture", &key)?;
        let (idea, token) = (receipt.idea.id, Some(receipt.token.as_str()));
        match service::add_picture(app, actor, idea, token, moment, picture.clone(), once).await {
            Ok(_) => {}
            Err(Error::Rules(_)) => unread += 1,
            Err(error) => return Err(error),
        }
    }
    Ok((receipt, unread))
}
