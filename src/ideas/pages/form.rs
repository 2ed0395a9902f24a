//! The card as a form: its choices, what was typed, and what is wrong beside each field.

use askama::Template;
use time::Date;

use super::{body::Typed, parts::Wrong, render, stamp};
use crate::{
    app::App,
    authority::UnitId,
    campaigns::{self, Campaign},
    foundation::{
        Code, Law, Result, Violations,
        messages::{Lang, fill_map},
        secret::random_hex,
    },
    ideas::model::{AuthorKind, CardInput, Channel, Field, Standing},
    units::{self, Unit},
    wire::{Page, asset},
};

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
        "/beneficiaries" => ("beneficiaries", "idea_new_beneficiaries"),
        "/answer_channel" => ("answer_channel", "idea_new_answer"),
        "/unit_id" => ("unit", "idea_new_unit"),
        "/author_name" => ("author_name", "idea_new_name"),
        "/author_kind" => ("author_kind", "idea_new_who"),
        "/age" => ("age", "idea_new_minor_title"),
        "/guardian_name" => ("guardian_name", "idea_new_guardian_name"),
        "/guardian_contact" => ("guardian_contact", "idea_new_guardian_contact"),
        "/phone" | "/email" => ("contact", "idea_new_contact"),
        "/recording" => ("voice", "idea_new_voice"),
        "/picture" => ("photos", "idea_new_photos"),
        "/campaign" => ("dot", "idea_new_campaign"),
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
    channels: Vec<Choice>,
    /// The campaign it is told to, where there is one.
    campaign: Option<Campaign>,
    /// The labels of the three prompts.
    prompts: [String; 3],
    ages: Vec<Choice>,
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
const FURTHER: [&str; 5] = ["title", "field", "place", "beneficiaries", "don_vi"];

/// Draws the form with what was typed; as the shell, it is kept by telephones and belongs to nobody.
pub async fn draw(page: &Page, app: &App, typed: &Typed, wrong: Wrongs, shell: bool) -> Result<String> {
    let tree = units::tree(app.db.reader()).await?;
    let prefix =
        if wrong.0.is_empty() { String::new() } else { format!("{} ", page.t("common_error_prefix")) };
    let choice = |name: &str, table: &str, value: &str| Choice {
        label: page.t(&format!("{table}_{value}")),
        on: typed.is(name, value),
        value: value.to_owned(),
    };
    // A repeat keeps its key; a fresh form gets a fresh one, but not the shell that many cards are written in.
    let key = match typed.text("key") {
        "" if shell => String::new(),
        "" => random_hex(16),
        key => key.to_owned(),
    };
    let known = typed.text(stamp::FIELD);
    let campaign = match typed.text("dot") {
        "" => None,
        slug => campaigns::by_slug(app.db.reader(), slug).await?,
    };
    let own = campaign.as_ref().map(|campaign| campaign.plan.prompts.clone()).unwrap_or_default();
    let prompt = |own: &String, key: &str| if own.is_empty() { page.t(key) } else { own.clone() };
    let [before, proposal, outcome] = &own;
    render(&Form {
        prompts: [
            prompt(before, "idea_new_before"),
            prompt(proposal, "idea_new_action"),
            prompt(outcome, "idea_new_result"),
        ],
        campaign,
        title: format!("{prefix}{}", page.t("idea_new_title")),
        fields: Field::ALL.iter().map(|field| choice("field", "field", field.as_str())).collect(),
        kinds: AuthorKind::ALL
            .iter()
            .map(|kind| choice("author_kind", "submitter_kind", kind.as_str()))
            .collect(),
        channels: Channel::ALL
            .iter()
            .map(|channel| Choice {
                label: page.t(&format!("idea_new_answer_{}", channel.as_str())),
                on: typed.is("answer_channel", channel.as_str()),
                value: channel.as_str().to_owned(),
            })
            .collect(),
        units: choices(&tree, typed, app.now().date()),
        ages: ages(page, &Law::load(app.db.reader()).await?, app.now().date(), typed)?,
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

/// The ages the law tells apart.
fn ages(page: &Page, law: &Law, today: Date, typed: &Typed) -> Result<Vec<Choice>> {
    let (own, grown) = (law.value("child_self_consent_age", today)?, law.value("child_age", today)?);
    let params = [("own", &*own.to_string()), ("grown", &*grown.to_string())];
    let choice = |value: &str| Choice {
        label: page.fill(&format!("idea_new_age_{value}"), &params),
        on: typed.is("age", value),
        value: value.to_owned(),
    };
    Ok(["under_7", "from_7", "adult"].map(choice).into())
}

/// The units that exist, each below the one above it.
fn choices(tree: &[Unit], typed: &Typed, today: Date) -> Vec<Choice> {
    let mut choices = Vec::new();
    let mut waiting: Vec<(&Unit, usize)> =
        tree.iter().rev().filter(|unit| unit.kind.is_commune()).map(|unit| (unit, 0)).collect();
    while let Some((unit, depth)) = waiting.pop() {
        if !unit.exists_on(today) {
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

/// The campaign it is told to; none if the sender would rather go without.
pub fn campaign(typed: &Typed) -> Option<String> {
    let slug = typed.text("dot");
    (!slug.is_empty() && !typed.is_ticked("khong_dot")).then(|| slug.to_owned())
}

/// Begins a card for a campaign: its unit and its kind of people, where there is but one.
pub async fn suggest_campaign(app: &App, slug: &str, typed: &mut Typed) {
    if slug.is_empty() {
        return;
    }
    // A campaign nobody knows of is an empty form, not a refusal.
    let Ok(Some(campaign)) = campaigns::by_slug(app.db.reader(), slug).await else { return };
    typed.suggest("dot", &campaign.slug);
    if let [unit] = campaigns::scope_of(&campaign).as_slice() {
        typed.suggest("unit", &unit.0.to_string());
    }
    if let [kind] = campaign.plan.eligibility.kinds.as_slice() {
        typed.suggest("author_kind", kind.as_str());
    }
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

/// The age and the guardian of a pupil as they were typed: of others they are not asked.
pub fn standing(typed: &Typed, lang: Lang) -> Standing {
    let pupil = typed.is("author_kind", AuthorKind::Student.as_str());
    let text = |name: &str| if pupil { typed.text(name).to_owned() } else { String::new() };
    Standing {
        age: text("age"),
        guardian_name: text("guardian_name"),
        guardian_contact: text("guardian_contact"),
        channel: String::new(),
        lang,
    }
}

/// The card as it was typed.
pub fn card(typed: &Typed) -> CardInput {
    let text = |name: &str| typed.text(name).replace("\r\n", "\n");
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
        beneficiaries: text("beneficiaries"),
        author_name: text("author_name"),
        author_kind: text("author_kind"),
        name_public: typed.is_ticked("name_public"),
        pictures_public: typed.is_ticked("pictures_public"),
        phone: phone.to_owned(),
        email: email.to_owned(),
        answer_channel: text("answer_channel"),
    }
}
