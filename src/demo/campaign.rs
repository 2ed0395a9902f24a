//! One campaign that runs: young people of the two schools tell what they made themselves, and one of their ideas is in use.

use time::Duration;

use super::{stage::Stage, story::COORDINATOR};
use crate::{
    campaigns::service::{self as calling, Wish},
    foundation::{
        Result,
        instant::day_iso,
        messages::{Lang, text},
    },
    ideas::{
        CardInput, Conditions,
        service::{self, ApplicationInput, Sending},
    },
};

/// Days since it was announced, and days it still runs.
const SINCE: i64 = 12;
const STILL: i64 = 30;

/// Announces the campaign, and leads one idea of it into the gold book.
pub async fn call(stage: &Stage<'_>) -> Result<()> {
    let (app, coordinator) = (stage.app, stage.who(COORDINATOR)?);
    stage.at(SINCE, 8 * 60);
    let wish = Wish {
        programme: "creative_youth".to_owned(),
        theme: "Đồ dùng học tập em tự làm".to_owned(),
        lead: "Em đã tự làm món đồ gì giúp học vui hơn, từ những thứ tưởng bỏ đi? Kể cho thầy cô và các bạn nghe nhé."
            .to_owned(),
        prompts: [
            "Trước đây em học món này thế nào?".to_owned(),
            "Em đã làm món đồ gì, bằng gì?".to_owned(),
            "Nhờ vậy em và các bạn học vui hơn ra sao?".to_owned(),
        ],
        opens_on: day_iso(stage.day(SINCE)),
        closes_on: day_iso(app.now().date().saturating_add(Duration::days(SINCE + STILL))),
        kinds: vec!["student".to_owned()],
        bounds: [Some(6), Some(19), None, None],
        units: vec![stage.unit("TH")?, stage.unit("THCS")?],
    };
    let once = stage.once("draftCampaign", "youth")?;
    let campaign = calling::draft(app, coordinator, stage.unit("SH")?, &wish, &once).await?;
    let campaign = calling::announce(app, coordinator, campaign.id, campaign.version).await?;

    stage.at(SINCE - 3, 9 * 60);
    let card = CardInput {
        title: "Bảng cửu chương xoay từ bìa sữa".to_owned(),
        before: "Trước đây lớp em học thuộc bảng cửu chương bằng cách chép đi chép lại, bạn nào cũng chán."
            .to_owned(),
        proposal:
            "Em cắt bìa hộp sữa thành hai vòng tròn, ghim ở giữa, xoay vòng trong là thấy kết quả ở ô cửa sổ."
                .to_owned(),
        outcome: "Nhờ vậy giờ ra chơi các bạn đố nhau bằng vòng xoay, cả tổ thuộc bảng bảy sau một tuần."
            .to_owned(),
        done_already: true,
        field: "education".to_owned(),
        author_kind: "student".to_owned(),
        ..CardInput::default()
    };
    let sending = Sending {
        card,
        unit: Some(stage.unit("LOP3A")?),
        for_other: false,
        card_name: None,
        standing: crate::ideas::Standing::default(),
        recording: None,
        campaign: Some(campaign.slug),
        once: stage.once("sendIdea", "campaign")?,
    };
    let idea = service::send(app, &crate::authority::Actor::public(), sending).await?.idea;
    stage.at(SINCE - 4, 10 * 60);
    let thanks = "Cảm ơn em, cô rất thích vòng xoay này và đã mượn cho cả khối dùng thử.";
    let idea = service::thank(app, coordinator, idea.id, idea.version, thanks, None).await?;
    stage.at(SINCE - 7, 10 * 60);
    let application = ApplicationInput {
        result_note: String::new(),
        applied_on: day_iso(stage.day(SINCE - 4)),
        evidence: "Đã đến lớp xem các em dùng trong giờ toán.".to_owned(),
        words: text(Lang::Vi, "import_seen").to_owned(),
    };
    let idea = service::apply(app, coordinator, idea.id, idea.version, &application).await?;
    stage.at(SINCE - 7, 15 * 60);
    let words = "Vòng xoay của em đã vào Sổ vàng của xã. Chúc em và các bạn học vui.";
    service::honour(app, coordinator, idea.id, idea.version, words, Conditions::ALL_MET).await?;
    Ok(())
}
