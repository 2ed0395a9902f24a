//! A campaign, its states, and whom it is for.

use time::Date;

use crate::{
    authority::UnitId,
    foundation::{Code, Version, Violations, text},
    people::SubmitterKind,
};

crate::ids! {
    /// One campaign.
    CampaignId,
}

crate::words! {
    /// Where a campaign stands (workflow 11.5).
    State {
        /// Only those who prepare it know of it.
        Draft = "draft",
        /// Told to everybody, not yet open.
        Announced = "announced",
        /// Ideas are taken.
        Running = "running",
        /// Its last day has passed.
        Closed = "closed",
        /// What became of it is told.
        Summarised = "summarised",
    }
}

crate::words! {
    /// What a campaign belongs to.
    Programme {
        /// Cuộc thi Sáng tạo thanh thiếu niên, nhi đồng.
        CreativeYouth = "creative_youth",
        /// Sáng kiến kinh nghiệm của giáo viên.
        TeachingInitiative = "teaching_initiative",
        /// Sáng tạo kỹ thuật nhà nông.
        FarmersInnovation = "farmers_innovation",
        /// Chuyển đổi số (NQ 57-NQ/TW).
        DigitalTransformation = "digital_transformation",
        /// Open to everybody.
        General = "general",
    }
}

/// The longest theme, in characters.
pub const THEME_MOST: usize = 120;
/// The longest lead or summary, in characters.
pub const LEAD_MOST: usize = 2_000;
/// The longest prompt, in characters.
pub const PROMPT_MOST: usize = 160;
/// The most units one campaign names.
pub const UNITS_MOST: usize = 200;

/// Whom a campaign is for; what is left open is for everybody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Eligibility {
    /// Kinds of people; empty for all.
    pub kinds: Vec<SubmitterKind>,
    /// From this age, in full years.
    pub age_from: Option<i32>,
    /// To this age.
    pub age_to: Option<i32>,
    /// From this school grade.
    pub grade_from: Option<i32>,
    /// To this school grade.
    pub grade_to: Option<i32>,
}

/// What somebody wants a campaign to be, as it was typed.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// The programme, e.g. `creative_youth`.
    pub programme: String,
    /// What it is about, in one line.
    pub theme: String,
    /// Why and how, in a few sentences.
    pub lead: String,
    /// Its own three prompts; an empty one stays as it is on the card.
    pub prompts: [String; 3],
    /// First day, `YYYY-MM-DD`.
    pub opens_on: String,
    /// Last day, `YYYY-MM-DD`.
    pub closes_on: String,
    /// Kinds of people.
    pub kinds: Vec<String>,
    /// Ages from and to, grades from and to.
    pub bounds: [Option<i32>; 4],
    /// The units whose people it is for; none for all below its own.
    pub units: Vec<UnitId>,
}

/// The same, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The programme.
    pub programme: Programme,
    /// What it is about.
    pub theme: String,
    /// Why and how.
    pub lead: String,
    /// Its own three prompts.
    pub prompts: [String; 3],
    /// First day.
    pub opens_on: Date,
    /// Last day.
    pub closes_on: Date,
    /// Whom it is for.
    pub eligibility: Eligibility,
    /// The units whose people it is for; none for all below its own.
    pub units: Vec<UnitId>,
}

/// One campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Campaign {
    /// The campaign.
    pub id: CampaignId,
    /// Its part of public addresses.
    pub slug: String,
    /// Who calls.
    pub unit: UnitId,
    /// What it is.
    pub plan: Plan,
    /// Where it stands.
    pub state: State,
    /// What became of it; empty until it is summarised.
    pub summary: String,
    /// The optimistic version.
    pub version: Version,
}

/// A text in NFC without what cannot be shown.
pub fn words(typed: &str, most: usize, breaks: bool, pointer: &str, wrong: &mut Violations) -> String {
    let words = text::nfc(typed.trim()).replace("\r\n", "\n");
    let length = words.chars().count();
    if length > most {
        wrong.add_with(Code::TooLong, pointer, [("most", most.to_string()), ("length", length.to_string())]);
    }
    let odd = |c: char| {
        (c.is_control() && !(breaks && c == '\n'))
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    wrong.unless(!words.chars().any(odd), Code::BadCharacters, pointer);
    words
}
