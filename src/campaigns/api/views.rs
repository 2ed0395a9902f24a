//! What campaigns look like on the wire.

use poem_openapi::{Object, types::Example};
use time::Date;
use uuid::Uuid;

use crate::{
    authority::{Actor, UnitId},
    campaigns::{
        model::{Campaign, Eligibility, Programme, State, Wish},
        service,
    },
};

/// What a campaign is to be.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none, example)]
pub struct EditCampaign {
    /// `creative_youth`, `teaching_initiative`, `farmers_innovation`, `digital_transformation` or `general`.
    pub programme: String,
    /// What it is about, in one line.
    pub theme: String,
    /// Why and how, in a few sentences.
    pub lead: String,
    /// The first prompt in its own words; empty to leave it as it is on the card.
    #[oai(default)]
    pub prompt_before: String,
    /// The second prompt.
    #[oai(default)]
    pub prompt_proposal: String,
    /// The third prompt.
    #[oai(default)]
    pub prompt_outcome: String,
    /// First day, `YYYY-MM-DD`.
    pub opens_on: String,
    /// Last day, `YYYY-MM-DD`.
    pub closes_on: String,
    /// Kinds of people it is for, e.g. `student`; empty for everybody.
    #[oai(default, validator(max_items = 20))]
    pub kinds: Vec<String>,
    /// From this age, in full years.
    pub age_from: Option<i32>,
    /// To this age.
    pub age_to: Option<i32>,
    /// From this school grade.
    pub grade_from: Option<i32>,
    /// To this school grade.
    pub grade_to: Option<i32>,
    /// The units it is for, at or below its own; empty for all of them.
    #[oai(default, validator(max_items = 1000))]
    pub unit_ids: Vec<Uuid>,
}

impl Example for EditCampaign {
    fn example() -> Self {
        Self {
            programme: "creative_youth".into(),
            theme: "Đồ dùng học tập từ vật liệu tái chế".into(),
            lead: "Em tự làm món đồ gì giúp học vui hơn? Kể cho thầy cô và các bạn nghe nhé.".into(),
            prompt_before: "Trước đây em học món này thế nào?".into(),
            prompt_proposal: "Em đã làm món đồ gì, bằng vật liệu gì?".into(),
            prompt_outcome: "Nhờ vậy em và các bạn học vui hơn ra sao?".into(),
            opens_on: "2026-12-01".into(),
            closes_on: "2026-12-31".into(),
            kinds: vec!["student".into()],
            age_from: Some(6),
            age_to: Some(19),
            grade_from: None,
            grade_to: None,
            unit_ids: Vec::new(),
        }
    }
}

impl From<EditCampaign> for Wish {
    fn from(told: EditCampaign) -> Self {
        Self {
            programme: told.programme,
            theme: told.theme,
            lead: told.lead,
            prompts: [told.prompt_before, told.prompt_proposal, told.prompt_outcome],
            opens_on: told.opens_on,
            closes_on: told.closes_on,
            kinds: told.kinds,
            bounds: [told.age_from, told.age_to, told.grade_from, told.grade_to],
            units: told.unit_ids.into_iter().map(UnitId).collect(),
        }
    }
}

/// A campaign to be prepared.
#[derive(Object, Clone, Debug)]
#[oai(example)]
pub struct DraftCampaign {
    /// The unit that calls.
    pub unit_id: Uuid,
    /// What it is to be.
    pub campaign: EditCampaign,
}

impl Example for DraftCampaign {
    fn example() -> Self {
        Self { unit_id: Uuid::nil(), campaign: EditCampaign::example() }
    }
}

/// What became of a campaign.
#[derive(Object, Clone, Debug)]
#[oai(example)]
pub struct SummariseCampaign {
    /// A few sentences everybody can read.
    pub summary: String,
}

impl Example for SummariseCampaign {
    fn example() -> Self {
        Self {
            summary: "Ba mươi hai em gửi ý tưởng, chín ý tưởng đã được làm theo ở lớp.".into()
        }
    }
}

/// One campaign.
#[derive(Object, Clone, Debug)]
#[oai(rename = "Campaign", skip_serializing_if_is_none)]
pub struct CampaignView {
    /// The campaign.
    pub id: Uuid,
    /// Its part of public addresses: `/phat-dong/<slug>`, `/gui?dot=<slug>`.
    pub slug: String,
    /// The unit that calls.
    pub unit_id: Uuid,
    /// Its name.
    pub unit_name: String,
    /// `draft`, `announced`, `running`, `closed` or `summarised`.
    pub state: String,
    /// The programme: the message key `programme_<programme>`.
    pub programme: String,
    /// What it is about.
    pub theme: String,
    /// Why and how.
    pub lead: String,
    /// The first prompt in its own words, or empty.
    pub prompt_before: String,
    /// The second prompt.
    pub prompt_proposal: String,
    /// The third prompt.
    pub prompt_outcome: String,
    /// First day.
    pub opens_on: Date,
    /// Last day.
    pub closes_on: Date,
    /// Kinds of people it is for; empty for everybody.
    pub kinds: Vec<String>,
    /// From this age.
    pub age_from: Option<i32>,
    /// To this age.
    pub age_to: Option<i32>,
    /// From this school grade.
    pub grade_from: Option<i32>,
    /// To this school grade.
    pub grade_to: Option<i32>,
    /// The units it is for; empty for all below its own.
    pub unit_ids: Vec<Uuid>,
    /// What became of it, or empty.
    pub summary: String,
    /// What the caller may do now: `edit`, `announce`, `summarise`.
    pub verbs: Vec<String>,
}

impl CampaignView {
    /// The campaign as the actor sees it.
    pub fn of(campaign: Campaign, unit_name: String, actor: &Actor) -> Self {
        let verbs: &[&str] = match campaign.state {
            _ if !service::may_manage(actor, &campaign) => &[],
            State::Draft => &["edit", "announce"],
            State::Announced => &["edit"],
            State::Closed => &["summarise"],
            State::Running | State::Summarised => &[],
        };
        let plan = campaign.plan;
        let [prompt_before, prompt_proposal, prompt_outcome] = plan.prompts;
        Self {
            id: campaign.id.0,
            slug: campaign.slug,
            unit_id: campaign.unit.0,
            unit_name,
            state: campaign.state.as_str().to_owned(),
            programme: plan.programme.as_str().to_owned(),
            theme: plan.theme,
            lead: plan.lead,
            prompt_before,
            prompt_proposal,
            prompt_outcome,
            opens_on: plan.opens_on,
            closes_on: plan.closes_on,
            kinds: plan.eligibility.kinds.iter().map(|kind| kind.as_str().to_owned()).collect(),
            age_from: plan.eligibility.age_from,
            age_to: plan.eligibility.age_to,
            grade_from: plan.eligibility.grade_from,
            grade_to: plan.eligibility.grade_to,
            unit_ids: plan.units.iter().map(|unit| unit.0).collect(),
            summary: campaign.summary,
            verbs: verbs.iter().map(|verb| (*verb).to_owned()).collect(),
        }
    }
}

/// Campaigns.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct CampaignList {
    /// The newest first.
    pub items: Vec<CampaignView>,
    /// Token of the next page; absent on the last one.
    pub next: Option<String>,
}

/// Whom a programme is for.
#[derive(Object, Clone, Debug)]
#[oai(rename = "Programme", skip_serializing_if_is_none)]
pub struct ProgrammeView {
    /// The programme: the message key `programme_<programme>`.
    pub programme: String,
    /// Kinds of people; empty for everybody.
    pub kinds: Vec<String>,
    /// From this age.
    pub age_from: Option<i32>,
    /// To this age.
    pub age_to: Option<i32>,
    /// From this school grade.
    pub grade_from: Option<i32>,
    /// To this school grade.
    pub grade_to: Option<i32>,
    /// Where that is written.
    pub source: String,
}

impl From<(Programme, Eligibility, String)> for ProgrammeView {
    fn from((programme, eligibility, source): (Programme, Eligibility, String)) -> Self {
        Self {
            programme: programme.as_str().to_owned(),
            kinds: eligibility.kinds.iter().map(|kind| kind.as_str().to_owned()).collect(),
            age_from: eligibility.age_from,
            age_to: eligibility.age_to,
            grade_from: eligibility.grade_from,
            grade_to: eligibility.grade_to,
            source,
        }
    }
}

/// Programmes.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct ProgrammeList {
    /// All of them.
    pub items: Vec<ProgrammeView>,
    /// Always absent.
    pub next: Option<String>,
}
