//! The chair signs: number, bonus lines, serials and codes, all in one transaction.

use serde_json::json;

use super::{
    super::{
        model::{Commendation, CommendationId, Form, VerifyCode},
        rules::{self, Allotted, Signer, Slot},
        store,
    },
    change,
};
use crate::{
    app::App,
    authority::{Action, Actor},
    foundation::{Code, Error, Law, Result, Tx, Version, numbering, secret},
    units::Unit,
};

/// Signs the decision of a case.
pub async fn decide(app: &App, actor: &Actor, id: CommendationId, expected: Version) -> Result<Commendation> {
    let person = actor.signed_in()?;
    let action = Action::DecideCommendation;
    let tx = app.db.begin_write().await?;
    let case = change::open(&tx, actor, action, id, expected).await?;
    let now = app.now();
    let today = now.date();
    let form = store::form(&*tx, &case.form, today).await?.ok_or(Error::Refused(Code::NoRuleInForce))?;
    if !actor.holds(form.signer_role, case.unit) {
        return Err(Code::SignerLacksAuthority.into());
    }
    let law = Law::load(&*tx).await?;
    let unit = store::unit(&*tx, case.unit).await?;
    // A refusal below drops the transaction and with it every number taken here.
    let numbers = allot(&tx, &unit, &form, today.year(), case.recipients.len()).await?;
    let signer = Signer { person, name: actor.name.clone(), unit_name: unit.name };
    let case = rules::decide(case, &form, &law, signer, numbers, now)?;
    let note = json!({
        "decision": case.state.decision().map(|decision| decision.number.as_str()),
        "serials": case.recipients.iter().filter_map(|recipient| recipient.certificate.as_ref())
            .map(|certificate| certificate.serial.as_str()).collect::<Vec<_>>(),
    });
    let case = change::close(&tx, actor, action, case, change::DECIDED, note).await?;
    tx.commit().await?;
    Ok(case)
}

/// Takes one decision number and, for each recipient, a serial, a gold-book number and a code.
async fn allot(tx: &Tx, unit: &Unit, form: &Form, year: i32, recipients: usize) -> Result<Allotted> {
    let (code, prefix) = (&unit.code, &form.serial_prefix);
    let decision = numbering::next(tx, &format!("decision/{}/{year}", unit.id)).await?;
    let mut slots = Vec::with_capacity(recipients);
    for _ in 0..recipients {
        let serial = numbering::next(tx, &format!("certificate/{prefix}/{code}/{year}")).await?;
        let gold = numbering::next(tx, &format!("gold_book/{prefix}/{code}/{year}")).await?;
        slots.push(Slot {
            serial: format!("{prefix}-{code}-{year}-{serial:04}"),
            gold_book_no: format!("{gold:04}/{year}"),
            verify_code: draw(),
        });
    }
    // Numbers restart each year and are written with two digits below ten (NĐ 30/2020/NĐ-CP, Phụ lục I).
    Ok(Allotted { decision_number: format!("{decision:02}/QĐ-UBND"), slots })
}

fn draw() -> VerifyCode {
    loop {
        if let Some(code) = VerifyCode::from_random(secret::random_bytes()) {
            return code;
        }
    }
}
