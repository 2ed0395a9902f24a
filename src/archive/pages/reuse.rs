//! "Tôi cũng làm theo": a plain form; what was typed is never lost.

use std::collections::HashMap;

use poem::{
    Response, handler,
    http::StatusCode,
    web::{Data, Form, Path},
};

use super::{
    idea::{ReuseForm, beside, draw, sentence},
    refuse,
};
use crate::{
    app::App,
    archive::service,
    authority::Actor,
    foundation::{Code, Error, idempotency::Once, secret::token_hash},
    ideas::{
        IdeaId,
        pages::stamp,
        service::{ReuseInput, report_reuse},
    },
    people::limits,
    wire::{Address, Page, private_page},
};

/// Reports one address may send in an hour.
const AN_HOUR_MOST: i32 = 20;

/// Who reloads the address of the form comes back to the page.
#[handler]
pub async fn show_form(page: Page, code: Path<String>) -> Response {
    see(&page.to(&format!("/sang-kien/{}", code.0)))
}

#[handler]
pub async fn take_report(
    page: Page,
    app: Data<&App>,
    address: Address,
    actor: Data<&Actor>,
    code: Path<String>,
    typed: Form<HashMap<String, String>>,
) -> Response {
    let publication = match service::by_address(app.0, &code.0).await {
        Ok(publication) if !publication.hidden => publication,
        Ok(_) => return refuse(Error::NOT_FOUND),
        Err(error) => return refuse(error),
    };
    let field = |name: &str| typed.get(name).cloned().unwrap_or_default();
    let form = ReuseForm {
        who: field("who"),
        place: field("place"),
        contact: field("contact"),
        ..ReuseForm::default()
    };
    let again = |status: StatusCode, form: ReuseForm| match draw(&page, app.0, &publication, form, false) {
        Ok(html) => private_page(status, html),
        Err(error) => refuse(error),
    };
    if !stamp::is_human(app.0, &field(stamp::FIELD), &field(stamp::TRAP)) {
        let told = ReuseForm { form_error: sentence(&page, Code::TooFast), ..form };
        return again(StatusCode::UNPROCESSABLE_ENTITY, told);
    }
    if actor.account.is_none() {
        let bucket = limits::bucket(app.0, "reuses", &address.0);
        if limits::hit(&app.db, &bucket, AN_HOUR_MOST, 3_600, app.now()).await.is_err() {
            let told = ReuseForm { form_error: sentence(&page, Code::TooManyRequests), ..form };
            return again(StatusCode::TOO_MANY_REQUESTS, told);
        }
    }
    // The words are the key: the same report sent twice is one report.
    let body = format!("{}\n{}\n{}\n{}", publication.code, form.who, form.place, form.contact);
    let once = match Once::new(&token_hash(&body), "page", "reportReuse", &body) {
        Ok(once) => once,
        Err(wrong) => return refuse(wrong),
    };
    let input =
        ReuseInput { who: form.who.clone(), place: form.place.clone(), contact: form.contact.clone(), once };
    match report_reuse(app.0, actor.0, IdeaId(publication.id), input).await {
        Ok(_) => see(&format!("{}?da_bao=1#lam-theo", page.to(&publication.path()))),
        Err(Error::Rules(wrong)) => again(StatusCode::UNPROCESSABLE_ENTITY, beside(&page, &wrong, form)),
        Err(error) => refuse(error),
    }
}

fn see(address: &str) -> Response {
    Response::builder().status(StatusCode::SEE_OTHER).header("location", address).finish()
}
