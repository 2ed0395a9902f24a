//! The clock ends supplements nobody sent.

use super::change::{Change, close, open};
use crate::{
    app::App,
    authority::{Actor, Scope},
    dossiers::{model::Verb, rules, store},
    foundation::{Code, Error, Law, Result},
};

/// Ends every supplement whose period and days of grace have passed; answers how many. Run by the worker.
pub async fn lapse(app: &App) -> Result<usize> {
    let now = app.now();
    let actor = Actor::system();
    let mut ended = 0;
    for id in store::overdue_supplements(app.db.reader(), now).await? {
        let tx = app.db.begin_write().await?;
        let expected = store::load(&*tx, &Scope::everything(), id).await?.version;
        let before = open(&tx, &actor, Verb::Lapse, id, expected).await?;
        let law = Law::load(&*tx).await?;
        let from = before.state.as_str();
        match rules::lapse(before, &actor, now, &law) {
            Ok((dossier, events)) => {
                let change = Change { verb: Verb::Lapse, from, words: "", events: &events, now };
                match close(&tx, &actor, dossier, expected, change).await {
                    Ok(_ended) => {
                        tx.commit().await?;
                        ended += 1;
                    }
                    // Another process was faster.
                    Err(Error::Refused(Code::Stale)) => {}
                    Err(error) => return Err(error),
                }
            }
            // Still within the days of grace, or answered meanwhile.
            Err(Error::Refused(Code::WrongState)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(ended)
}
