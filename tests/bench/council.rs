//! A council in the middle of scoring, so that a member's sheet can be saved.

use anyhow::Context;
use serde_json::{Value, json};

use super::{
    client::{Ask, Line, Told},
    product::{Person, Product, text},
};

/// Dossiers in the round: as many as ask at once, so that nobody waits for another's version.
const DOSSIERS: u32 = 16;
/// The rubric that every installation brings along.
const STANDARD_RUBRIC: &str = "01900000-0000-7000-8000-000000000001";
const LATELY: &str = "2026-10-05";

/// What a member writes while thinking.
pub fn marks() -> Value {
    let mark = |criterion: &str, score: u32| json!({"criterion": criterion, "score": score});
    json!({
        "marks": [mark("novelty", 2_400), mark("effectiveness", 3_300), mark("applicability", 1_500),
            mark("presentation", 800)],
        "conditions": {"novel": true, "applied": true, "beneficial": true, "permitted": true},
        "general_comment": "Gọn, dễ làm theo; nên ghi thêm chi phí để nơi khác tính trước.",
        "proposal": "recognise"
    })
}

struct Hands<'a> {
    product: &'a Product,
    line: Line,
}

impl Hands<'_> {
    async fn create(&mut self, who: &Person, path: &str, body: Value) -> anyhow::Result<Value> {
        let ask = Ask::send("POST", format!("/api/v1{path}"), body)
            .with("cookie", who.cookie.clone())
            .with("idempotency-key", sangkien::foundation::secret::random_hex(16));
        self.line.ask(&ask).await?.fine().with_context(|| path.to_owned())?.json()
    }

    async fn read(&mut self, who: &Person, path: &str) -> anyhow::Result<Told> {
        let ask = Ask::get(format!("/api/v1{path}")).with("cookie", who.cookie.clone());
        self.line.ask(&ask).await?.fine().with_context(|| path.to_owned())
    }

    /// Does `verb` to the object at `base`, as it stands at the moment.
    async fn act(
        &mut self,
        who: &Person,
        method: &'static str,
        base: &str,
        verb: &str,
        body: Value,
    ) -> anyhow::Result<()> {
        let version = self.read(who, base).await?.etag;
        let ask = Ask::send(method, format!("/api/v1{base}{verb}"), body)
            .with("cookie", who.cookie.clone())
            .with("if-match", version);
        self.line.ask(&ask).await?.fine().with_context(|| format!("{base}{verb}"))?;
        Ok(())
    }

    /// A dossier that was handed in and accepted.
    async fn dossier(&mut self, author: &Person, intake: &Person, n: u32) -> anyhow::Result<String> {
        let name = format!("Sổ theo dõi tiêm chủng số {n}");
        let begun = self.create(author, "/dossiers", json!({"initiative_name": name})).await?;
        let base = format!("/dossiers/{}", text(&begun, "/id")?);
        let writer = json!({"id": text(&begun, "/authors/0/id")?, "person_id": text(&begun, "/authors/0/person_id")?,
            "full_name": "Nguyễn Văn An", "birth_date": "1988-02-05", "workplace_or_residence": "Trạm Y tế",
            "share": 10_000});
        let written = json!({
            "initiative_name": name, "field": "health", "solution_type": "operational",
            "first_applied_on": LATELY, "known_solution": "Dò sổ giấy.", "essence": "Bước 1: nhập danh sách.",
            "conditions_needed": "Một máy tính.", "benefit_by_author": "Sót 12 mũi còn 1 mũi mỗi tháng.",
            "benefit_kind": "social", "authors": [writer],
        });
        self.act(author, "PUT", &base, "", written).await?;
        self.act(author, "POST", &base, "/submission", json!({"declared": true})).await?;
        self.act(intake, "POST", &base, "/acceptance", json!({})).await?;
        text(&begun, "/id")
    }

    async fn council(&mut self, members: &[(&Person, &str)]) -> anyhow::Result<String> {
        let seats: Vec<Value> = members
            .iter()
            .map(|(person, capacity)| json!({"person_id": person.id, "capacity": capacity, "from": LATELY}))
            .collect();
        let founding = json!({"unit_id": self.product.commune, "name": "Hội đồng sáng kiến xã",
            "decision_no": "12/QĐ-UBND", "decided_on": LATELY, "members": seats});
        let chair = members.first().context("a council of nobody")?.0;
        text(&self.create(chair, "/councils", founding).await?, "/id")
    }
}

/// Opens a round and starts the scoring: the session of a marker, and the sheets they have before them.
pub async fn scoring(product: &Product) -> anyhow::Result<(String, Vec<String>)> {
    let mut hands = Hands { product, line: Line::to(product.address).await? };
    let author = product.person("Nguyễn Văn An", "an", &[]).await?;
    let leading = ["council_secretary", "council_chair", "council_member", "intake_officer"];
    let chair = product.person("Trần Đình Khôi", "khoi", &leading).await?;
    let marker = product.person("Đỗ Thị Hòa", "hoa", &["council_member"]).await?;
    let mut members = vec![(&chair, "chair"), (&marker, "member")];
    let third = product.person("Phạm Văn Nam", "nam", &["council_member"]).await?;
    let fourth = product.person("Lê Thị Mai", "mai", &["council_member"]).await?;
    let fifth = product.person("Hồ Sỹ Tâm", "tam", &["council_member"]).await?;
    members.extend([(&third, "secretary"), (&fourth, "member"), (&fifth, "member")]);
    let council = hands.council(&members).await?;
    let plan = json!({"council_id": council, "rubric_id": STANDARD_RUBRIC, "name": "Đợt 2",
        "score_by": "2099-12-31"});
    let base = format!("/rounds/{}", text(&hands.create(&chair, "/rounds", plan).await?, "/id")?);
    let mut dossiers = Vec::new();
    for n in 0..DOSSIERS {
        dossiers.push(hands.dossier(&author, &chair, n).await?);
    }
    hands.act(&chair, "POST", &base, "/dossiers", json!({"dossier_ids": dossiers})).await?;
    for dossier in &dossiers {
        let markers = json!({"markers": [chair.id, marker.id]});
        hands.act(&chair, "PUT", &base, &format!("/dossiers/{dossier}/markers"), markers).await?;
    }
    hands.act(&chair, "POST", &base, "/scoring", json!({})).await?;
    for dossier in &dossiers {
        let ask =
            Ask::send("PUT", format!("/api/v1{base}/dossiers/{dossier}/interest"), json!({"answer": "none"}));
        hands.line.ask(&ask.with("cookie", marker.cookie.clone())).await?.fine()?;
    }
    let sheets = hands.read(&marker, "/sheets").await?.json()?;
    let sheets = sheets.pointer("/items").and_then(Value::as_array).context("no sheets")?;
    let ids = sheets.iter().map(|sheet| text(sheet, "/id")).collect::<Result<Vec<_>, _>>()?;
    anyhow::ensure!(ids.len() == dossiers.len(), "{} sheets for {} dossiers", ids.len(), dossiers.len());
    Ok((marker.cookie, ids))
}
