//! `sangkien doctor`: looks at everything the product needs and says what is wrong.

use anyhow::bail;

use super::{migrate, tell};
use crate::{
    app,
    foundation::{audit, config::Config, outbox},
};

struct Report {
    wrong: u32,
}

impl Report {
    fn line(&mut self, what: &str, found: Result<String, String>) {
        match found {
            Ok(good) => tell(&format!("  ok     {what}: {good}")),
            Err(bad) => {
                self.wrong += 1;
                tell(&format!("  WRONG  {what}: {bad}"));
            }
        }
    }
}

/// Checks the configuration, the database, the audit log, the outbox and every port.
pub async fn run(config: Config) -> anyhow::Result<()> {
    let mut report = Report { wrong: 0 };
    tell("Sáng Kiến, checked:");
    report.line("address", Ok(config.site.public_url.clone()));
    let cookies = if config.secure_cookies() {
        Ok("kept by browsers only over a safe connection".to_owned())
    } else {
        Err("public_url is plain http: passwords can be read on the way".to_owned())
    };
    report.line("cookies", cookies);
    report.line("data directory", Ok(config.data_dir.display().to_string()));

    let db = migrate::prepare(&config).await?;
    report.line("database", Ok(db.engine().to_owned()));
    let pending = app::pending_migrations(&db).await.unwrap_or(u64::MAX);
    let schema = if pending == 0 {
        Ok("present".to_owned())
    } else {
        Err(format!("{pending} steps behind: run `sangkien migrate`"))
    };
    report.line("schema", schema);
    db.close().await?;
    if pending == 0 {
        inside(config, &mut report).await?;
    }
    if report.wrong > 0 {
        bail!("{} things need attention", report.wrong);
    }
    Ok(())
}

async fn inside(config: Config, report: &mut Report) -> anyhow::Result<()> {
    let app = app::build(config).await?;
    let verdict = audit::verify(&app.db).await?;
    let log = if verdict.broken.is_empty() {
        Ok(format!("{} leaves, all sound", verdict.leaves))
    } else {
        Err(format!("leaves {:?} were altered", verdict.broken))
    };
    report.line("audit log", log);
    let (waiting, dead) = outbox::depth(&app.db).await?;
    let letters = if dead == 0 { Ok(format!("{waiting} waiting")) } else { Err(format!("{dead} given up")) };
    report.line("outbox", letters);
    for (topic, subscriber, why) in outbox::dead_letters(&app.db, 10).await? {
        tell(&format!("         {topic} for {subscriber}: {}", why.unwrap_or_default()));
    }
    let said = |result: Result<(), String>| result.map(|()| "answers".to_owned());
    report.line("files", said(app.files.health().await.map_err(|error| error.to_string())));
    report.line("search", said(app.search.health().await.map_err(|error| error.to_string())));
    let law = crate::foundation::Law::load(app.db.reader()).await?;
    let unverified = law.all().filter(|(_, rule)| !rule.verified).count();
    report
        .line("law", Ok(format!("{} rules in force, {unverified} still to be compared", law.all().count())));
    Ok(())
}
