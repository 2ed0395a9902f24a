//! Breadth of a quarter: how many villages, classes, offices and businesses take part, never who does most.

use crate::{
    app::App,
    archive::{
        model::{Breadth, Group, Quarter, Share},
        store,
    },
    authority::{Action, Actor},
    foundation::Result,
};

/// The shares of a quarter; whoever leads units also sees which of theirs have none yet.
pub async fn breadth(app: &App, actor: &Actor, quarter: Quarter) -> Result<Breadth> {
    let reached = store::reached(app.db.reader(), quarter).await?;
    let scope = actor.scope(Action::ReadUnitsWithout);
    let leads = scope.everything || !scope.units.is_empty();
    let groups = Group::ALL.iter().map(|group| {
        let of_group = || reached.iter().filter(move |one| one.group == *group);
        let count = |with: usize| u64::try_from(with).unwrap_or(u64::MAX);
        Share {
            group: *group,
            with: count(of_group().filter(|one| one.with).count()),
            all: count(of_group().count()),
            without: leads.then(|| {
                let without = of_group().filter(|one| !one.with);
                without
                    .filter(|one| scope.everything || scope.units.contains(&one.unit))
                    .map(|one| (one.unit, one.name.clone()))
                    .collect()
            }),
        }
    });
    Ok(Breadth { quarter, groups: groups.collect() })
}
