//! The card as a form: its choices, what was typed, and what is wrong beside each field.

use askama::Template;
use time::Date;

use super::{body::Typed, parts::Wrong, render, stamp};
use crate::{
    app::App,
    authority::UnitId,
    foundation::{Code, Result, Violations, messages::fill_map, secret::random_hex},
    ideas::model::{AuthorKind, CardInput, Field},
    units::{self, Unit},
    wire::{Page, asset},
};

/// The most pictures the form takes.
pub const PICTURES_MOST: usize = 3;

/// Everything that is wrong with a form.
#[derive(Default)]
pub struct Wrongs(pub Vec<Wrong>);

impl Wrongs {
    /// The sentence beside a field; empty if the field is right.
    pub fn of(&self, target: &str) -> String {
        self.0
            .iter()
            .find(|wrong| wrong.target == target)
            .map(|wrong| wrong.message.clone())
            .unwrap_or_default()
    }

    /// One sentence for the whole form.
    pub fn whole(page: &Page, code: Code) -> Self {
        Self(vec![Wrong { target: "gui", name: String::new(), message: page.t(&code.key()) }])
    }

    /// Each violation beside its field.
    pub fn beside(page: &Page, violations: &Violations) -> Self {
        let wrongs = violations.iter().map(|violation| {
            let (target, label) = field(&violation.pointer);
            Wrong {
                target,
                name: if label.is_empty() { String::new() } else { page.t(label) },
                message: fill_map(page.language(), &violation.code.key(), &violation.params),
            }
        });
        Self(wrongs.collect())
    }
}

/// The id of the field a pointer means, and what the field is called.
fn field(pointer: &str) -> (&'static str, &'static str) {
    match pointer {
        "/title" => ("title", "idea_new_title_label"),
        "/before" => ("before", "idea_new_before"),
        "/proposal" => ("proposal", "idea_new_action"),
        "/outcome" => ("outcome", "idea_new_result"),
        "/field" => ("field", "idea_new_field"),
        "/place" => ("place", "idea_new_place"),
        "/unit_id" => ("unit", "idea_new_unit"),
        "/author_name" => ("author_name", "idea_new_name"),
        "/author_kind" => ("author_kind", "idea_new_who"),
        "/phone" | "/email" => ("contact", "idea_new_contact"),
        "/recording" => ("voice", "idea_new_voice"),
        "/picture" => ("photos", "idea_new_photos"),
        _ => ("gui", ""),
    }
}

/// One choice of a list.
pub struct Choice {
    pub value: String,
    pub label: String,
    pub on: bool,
}

#[derive(Template)]
#[template(path = "send.html")]
struct Form<'a> {
    page: &'a Page,
    title: String,
    typed: &'a Typed,
    wrong: Wrongs,
    fields: Vec<Choice>,
    kinds: Vec<Choice>,
    units: Vec<Choice>,
    action: String,
    key: String,
    stamp: String,
    pictures_again: bool,
    voice_again: bool,
    /// Where the part of the page that records is fetched from.
    voice: String,
    /// True if the further fields stand open.
    more: bool,
}

/// The fields most people leave alone, and the poster's unit.
const FURTHER: [&str; 4] = ["title", "field", "place", "don_vi"];

/// Draws the form with what was typed.
pub async fn draw(page: &Page, app: &App, typed: &Typed, wrong: Wrongs) -> Result<String> {
    let tree = units::tree(app.db.reader()).await?;
    let prefix =
        if wrong.0.is_empty() { String::new() } else { format!("{} ", page.t("common_error_prefix")) };
    let choice = |name: &str, table: &str, value: &str| Choice {
        label: page.t(&format!("{table}_{value}")),
        on: typed.is(name, value),
        value: value.to_owned(),
    };
    // A repeat keeps its key; a fresh form gets a fresh one.
    let key =
        Some(typed.text("key")).filter(|key| !key.is_empty()).map_or_else(|| random_hex(16), str::to_owned);
    let known = typed.text(stamp::FIELD);
    render(&Form {
        title: format!("{prefix}{}", page.t("idea_new_title")),
        fields: Field::ALL.iter().map(|field| choice("field", "field", field.as_str())).collect(),
        kinds: AuthorKind::ALL
            .iter()
            .map(|kind| choice("author_kind", "submitter_kind", kind.as_str()))
            .collect(),
        units: choices(&tree, typed, app.now().date()),
        action: page.to("/gui"),
        // The second attempt is never too fast.
        stamp: if known.is_empty() { stamp::issue(app) } else { known.to_owned() },
        more: FURTHER.iter().any(|name| !typed.text(name).is_empty() || !wrong.of(name).is_empty()),
        pictures_again: !typed.pictures.is_empty() && !wrong.0.is_empty(),
        voice_again: typed.voice.is_some() && !wrong.0.is_empty(),
        voice: asset("voice.js"),
        page,
        typed,
        wrong,
        key,
    })
}

/// The open units, each below the one above it.
fn choices(tree: &[Unit], typed: &Typed, today: Date) -> Vec<Choice> {
    let mut choices = Vec::new();
    let mut waiting: Vec<(&Unit, usize)> =
        tree.iter().rev().filter(|unit| unit.parent.is_none()).map(|unit| (unit, 0)).collect();
    while let Some((unit, depth)) = waiting.pop() {
        if unit.valid_to.is_some_and(|last| last < today) {
            continue;
        }
        let id = unit.id.0.to_string();
        choices.push(Choice {
            label: format!("{}{}", "\u{2003}".repeat(depth), unit.name),
            on: typed.is("unit", &id) || typed.is("don_vi", &unit.slug),
            value: id,
        });
        let below = tree.iter().rev().filter(|below| below.parent == Some(unit.id));
        waiting.extend(below.map(|below| (below, depth + 1)));
    }
    choices
}

/// The unit chosen; a value that is none is refused beside its field.
pub fn unit(typed: &Typed) -> Result<Option<UnitId>, Violations> {
    match typed.text("unit") {
        "" => Ok(None),
        id => uuid::Uuid::parse_str(id)
            .map(|id| Some(UnitId(id)))
            .map_err(|_no_id| Violations::one(Code::UnknownReference, "/unit_id")),
    }
}

/// The card as it was typed.
///
/// A name or a picture of somebody under 16 is public only with the guardian's consent as well (Luật
/// 91/2025/QH15; NĐ 356/2025): one of the two boxes alone is no consent.
pub fn card(typed: &Typed) -> CardInput {
    let text = |name: &str| typed.text(name).replace("\r\n", "\n");
    let minor = typed.is_ticked("minor") && !typed.is_ticked("guardian");
    let contact = typed.text("contact").trim();
    let (phone, email) = if contact.contains('@') { ("", contact) } else { (contact, "") };
    CardInput {
        title: text("title"),
        before: text("before"),
        proposal: text("proposal"),
        outcome: text("outcome"),
        done_already: typed.is("stage", "done"),
        field: text("field"),
        place: text("place"),
        author_name: text("author_name"),
        author_kind: text("author_kind"),
        name_public: typed.is_ticked("name_public") && !minor,
        pictures_public: typed.is_ticked("pictures_public") && !minor,
        phone: phone.to_owned(),
        email: email.to_owned(),
    }
}
