//! "Cách mọi người thấy ý tưởng này": what the public sees, and the plain forms that change it, on the private page.

use std::collections::HashMap;

use poem::{
    Response, handler,
    web::{Data, Form, Path},
};

use super::{refuse, see};
use crate::{
    app::App,
    foundation::{Error, Result, Violations},
    ideas::service::{self, ByLink, Consents, limit_link},
    people::{Capacity, Purpose},
    wire::{Address, Page},
};

/// A button of one word.
pub struct Act {
    pub yes: &'static str,
    pub label: String,
    pub quiet: bool,
}

/// One purpose: what is shown now, and what can be said about it.
pub struct Switch {
    pub purpose: &'static str,
    pub now: String,
    /// The text a yes agrees to; empty where there is nothing to agree to.
    pub text: String,
    pub acts: Vec<Act>,
}

/// The whole section.
pub struct Showing {
    pub action: String,
    pub switches: Vec<Switch>,
    /// What stands with a child's guardian; empty for grown people.
    pub guardian: String,
    /// Where a guardian can be named; empty where there is nothing to name.
    pub ask: String,
}

/// Where the forms lead back to.
const SECTION: &str = "#cach-hien";

impl Showing {
    /// The section for the holder of the private link.
    pub fn of(page: &Page, consents: &Consents, token: &str) -> Self {
        let idea = &consents.idea;
        let address = |tail: &str| page.to(&format!("/theo-doi/{}/{token}/{tail}", idea.code));
        let mut purposes = vec![Purpose::PublishPictures, Purpose::PublishStory];
        if !idea.card.author_name.is_empty() {
            purposes.insert(0, Purpose::PublishName);
        }
        let decided = consents.guardian.as_ref().is_some_and(|seen| seen.asked.decided_at.is_some());
        Self {
            action: address("dong-y"),
            switches: purposes.into_iter().map(|purpose| switch(page, consents, purpose)).collect(),
            guardian: guardian(page, consents),
            ask: if idea.child.is_some() && !decided { address("giam-ho") } else { String::new() },
        }
    }
}

fn switch(page: &Page, consents: &Consents, purpose: Purpose) -> Switch {
    let idea = &consents.idea;
    let own = consents.own(purpose);
    let waits = own == Some(true) && idea.child.is_some();
    let (what, stands) = match purpose {
        Purpose::PublishName if idea.card.name_public => ("name", "shown"),
        Purpose::PublishName => ("name", if waits { "waits" } else { "hidden" }),
        Purpose::PublishPictures if idea.card.pictures_public => ("pictures", "shown"),
        Purpose::PublishPictures => ("pictures", if waits { "waits" } else { "hidden" }),
        Purpose::PublishStory if !idea.story_public => ("story", "hidden"),
        Purpose::PublishStory if idea.words_public => ("story", "words"),
        Purpose::PublishStory => ("story", if waits { "waits" } else { "plain" }),
    };
    let act = |yes: bool| Act {
        yes: if yes { "1" } else { "0" },
        label: page.t(&match (purpose, yes, own) {
            (Purpose::PublishStory, true, Some(false)) => "consent_do_story_again".to_owned(),
            (_, true, _) => format!("consent_do_{what}_yes"),
            (_, false, _) => format!("consent_do_{what}_no"),
        }),
        quiet: !yes,
    };
    let mut acts = Vec::new();
    if own != Some(true) {
        acts.push(act(true));
    }
    if own == Some(true) || (purpose == Purpose::PublishStory && own.is_none()) {
        acts.push(act(false));
    }
    Switch {
        purpose: purpose.as_str(),
        now: page.t(&format!("consent_now_{what}_{stands}")),
        text: if own == Some(true) {
            String::new()
        } else {
            page.t(&format!("consent_own_{}", purpose.as_str()))
        },
        acts,
    }
}

fn guardian(page: &Page, consents: &Consents) -> String {
    if consents.idea.child.is_none() {
        return String::new();
    }
    let heard = Purpose::ALL.iter().any(|purpose| consents.last(*purpose, Capacity::Guardian).is_some());
    match &consents.guardian {
        _ if heard => page.t("consent_guardian_decided"),
        Some(seen) => page.fill("consent_guardian_waits", &[("contact", &seen.asked.contact.contact)]),
        None => page.t("consent_guardian_missing"),
    }
}

#[handler]
pub async fn take_word(
    page: Page,
    app: Data<&App>,
    address: Address,
    path: Path<(String, String)>,
    typed: Form<HashMap<String, String>>,
) -> Response {
    let (code, token) = path.0;
    let said = async {
        limit_link(app.0, &address.0).await?;
        let field = |name: &str| typed.get(name).map(String::as_str).unwrap_or_default();
        let purpose = Purpose::parse(field("purpose")).ok_or(Error::NOT_FOUND)?;
        let by = ByLink { code: &code, token: &token, lang: page.language() };
        service::say_by_link(app.0, by, purpose, field("yes") == "1").await
    };
    back(&page, &code, &token, said.await)
}

#[handler]
pub async fn take_guardian(
    page: Page,
    app: Data<&App>,
    address: Address,
    path: Path<(String, String)>,
    typed: Form<HashMap<String, String>>,
) -> Response {
    let (code, token) = path.0;
    let asked = async {
        limit_link(app.0, &address.0).await?;
        let field = |name: &str| typed.get(name).map(String::as_str).unwrap_or_default();
        let (name, contact) = (field("guardian_name"), field("guardian_contact"));
        service::ask_guardian_by_link(app.0, &code, &token, name, contact).await
    };
    back(&page, &code, &token, asked.await)
}

fn back(page: &Page, code: &str, token: &str, done: Result<()>) -> Response {
    let path = |query: &str| page.to(&format!("/theo-doi/{code}/{token}{query}{SECTION}"));
    match done {
        Ok(()) => see(&path("")),
        Err(Error::Rules(wrong)) => see(&path(&format!("?sai={}", first(&wrong)))),
        Err(error) => refuse(error),
    }
}

/// The code of the first broken rule, for the page to say in words.
fn first(wrong: &Violations) -> &'static str {
    wrong.iter().next().map(|one| one.code.as_str()).unwrap_or_default()
}
