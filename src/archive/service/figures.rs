//! The public figures and the proof that somebody reads: who thanked, where and whether in time.

use uuid::Uuid;

use super::refresh::changed;
use crate::{
    app::App,
    archive::{
        model::{Figures, Thanks},
        store,
    },
    foundation::{Instant, Law, Result, Tx},
    ideas::{self, IdeaId, Thanked},
    units,
};

/// The figures of the home page.
pub async fn figures(app: &App) -> Result<Figures> {
    let today = app.now().date();
    let units = units::tree(app.db.reader()).await?;
    // The commune itself is the sum, not a part; what was dissolved cannot take part.
    let part = |kind: units::UnitKind| !kind.is_commune() && !kind.is_province();
    let open = units.iter().filter(|unit| part(unit.kind) && unit.exists_on(today));
    let open = u64::try_from(open.count()).unwrap_or(u64::MAX);
    let known = store::figures(app.db.reader()).await?;
    Ok(Figures { units: open.max(known.units_with), ..known })
}

/// The latest thanks, newest first.
pub async fn latest_thanks(app: &App, limit: u64) -> Result<Vec<Thanks>> {
    store::latest_thanks(app.db.reader(), limit).await
}

/// Notes that an idea was thanked.
pub async fn note_thanks(app: &App, idea: IdeaId) -> Result<()> {
    let tx = app.db.begin_write().await?;
    let law = Law::load(&*tx).await?;
    if let Some(thanked) = ideas::thanked(&*tx, idea).await? {
        note(&tx, &law, thanked).await?;
    }
    tx.commit().await?;
    changed();
    Ok(())
}

async fn note(tx: &Tx, law: &Law, thanked: Thanked) -> Result<()> {
    let unit_name = units::find(&**tx, thanked.unit).await?.map(|unit| unit.name).unwrap_or_default();
    let received = thanked.received_at.date();
    let days = law.count("thank_period", received)?;
    let due = Instant::end_of(law.holidays.after(received, days));
    let noted = Thanks {
        idea: thanked.idea.0,
        by: thanked.by,
        unit: thanked.unit.0,
        unit_name,
        at: thanked.at,
        in_time: thanked.at <= due,
    };
    store::note_thanks(tx, &noted).await
}

/// How many thanks one transaction counts.
const BATCH: u64 = 200;

pub(super) async fn count_thanks_again(app: &App) -> Result<()> {
    let mut after = Uuid::nil();
    loop {
        let tx = app.db.begin_write().await?;
        let law = Law::load(&*tx).await?;
        let batch = ideas::all_thanked(&*tx, after, BATCH).await?;
        let Some(last) = batch.last() else { break };
        after = last.line;
        for thanked in batch {
            note(&tx, &law, thanked).await?;
        }
        tx.commit().await?;
    }
    changed();
    Ok(())
}
