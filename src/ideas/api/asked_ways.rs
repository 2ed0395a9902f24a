//! What is asked of the rarer ways of an idea on the wire.

use poem_openapi::{Object, types::Example};
use uuid::Uuid;

/// The unit an idea belongs to.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none, example)]
pub struct ForwardIdea {
    /// The other unit.
    pub unit_id: Uuid,
    /// What is said to it and to the author.
    pub words: String,
}

impl Example for ForwardIdea {
    fn example() -> Self {
        Self {
            unit_id: Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0043),
            words: "Việc này thuộc trường, xin chuyển để xem giúp bác An.".into(),
        }
    }
}

/// Who goes along with an idea that is taken over.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none, example)]
pub struct AcceptForward {
    /// The person who answers the author; whoever takes it over, if left out.
    pub companion_id: Option<Uuid>,
}

impl Example for AcceptForward {
    fn example() -> Self {
        Self { companion_id: None }
    }
}

/// A plan to try an idea.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none, example)]
pub struct StartTrial {
    /// Where.
    pub r#where: String,
    /// Who tries it.
    pub who: String,
    /// The last day, `YYYY-MM-DD`: after today, within a year.
    pub until: String,
    /// A line to the author.
    #[oai(default)]
    pub words: String,
}

impl Example for StartTrial {
    fn example() -> Self {
        Self {
            r#where: "Sân nhà văn hóa thôn 3".into(),
            who: "Chi hội Phụ nữ thôn 3".into(),
            until: "2026-12-20".into(),
            words: "Bác ơi, mình thử một tháng rồi cùng xem nhé.".into(),
        }
    }
}

/// Something seen while an idea is tried.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none, example)]
pub struct LogTrial {
    /// The day, `YYYY-MM-DD`: within the trial, not in the future.
    pub seen_on: String,
    /// What was seen.
    pub words: String,
}

impl Example for LogTrial {
    fn example() -> Self {
        Self { seen_on: "2026-11-24".into(), words: "Mười hộ đã làm theo, rau lên đều.".into() }
    }
}

/// A trial that did not work out.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none, example)]
pub struct FailTrial {
    /// How it was before and how it came.
    pub result_note: String,
    /// A person's thanks to the author.
    pub words: String,
}

impl Example for FailTrial {
    fn example() -> Self {
        Self {
            result_note: "Trước tưới tay, nay ống hay tắc nên mất công hơn.".into(),
            words: "Cảm ơn bác đã cho cả thôn cùng học được một điều.".into(),
        }
    }
}

/// The condition of the gold book that is missing.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none, example)]
pub struct DeclineHonour {
    /// `new_here`, `in_use`, `beneficial` or `not_excluded`.
    pub condition: String,
    /// What is said to the author.
    pub words: String,
}

impl Example for DeclineHonour {
    fn example() -> Self {
        Self {
            condition: "new_here".into(),
            words: "Cách làm rất quý; xã mình đã có nơi làm từ năm trước.".into(),
        }
    }
}

/// Why an idea leaves the public for now.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none, example)]
pub struct HideIdea {
    /// `law`, `defamation`, `privacy` or `spam`.
    pub reason: String,
    /// What is said to the author.
    pub words: String,
}

impl Example for HideIdea {
    fn example() -> Self {
        Self {
            reason: "privacy".into(),
            words: "Bài có số điện thoại của người khác, bác sửa giúp nhé.".into(),
        }
    }
}

/// What a second person decides about a hiding.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none, example)]
pub struct DecideAppeal {
    /// True to leave it hidden, false to bring it back.
    pub uphold: bool,
    /// What is said to the author.
    pub words: String,
}

impl Example for DecideAppeal {
    fn example() -> Self {
        Self { uphold: false, words: "Bác nói đúng, bài được hiện lại như cũ.".into() }
    }
}

/// Proof of holding the private link.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none, example)]
pub struct TrackingToken {
    /// The secret part of the link.
    pub tracking_token: String,
}

impl Example for TrackingToken {
    fn example() -> Self {
        Self { tracking_token: "abcdefghijklmnopqrstuvwxyz".into() }
    }
}
