//! The verbs that are a person's words and nothing else: the question and its reply, keeping for later,
//! showing the way, taking up again. What the author says comes by account or by the private link.

use super::{change, read};
use crate::{
    app::App,
    authority::Actor,
    foundation::{Instant, Law, Result, Version},
    ideas::{
        model::{Idea, IdeaId, Verb, Words},
        rules::{self, Told},
        store,
    },
    people::limits,
};

/// What words do to an idea.
type Rule = fn(Idea, &Actor, &Words, &Law, Instant) -> Result<Told>;

/// Asks the author one question.
pub async fn ask(app: &App, actor: &Actor, id: IdeaId, expected: Version, words: &str) -> Result<Idea> {
    say(app, actor, (Verb::Ask, rules::ask), id, expected, words).await
}

/// Takes the author's reply.
pub async fn reply(app: &App, actor: &Actor, id: IdeaId, expected: Version, words: &str) -> Result<Idea> {
    say(app, actor, REPLY, id, expected, words).await
}

/// Keeps the idea in the bank of ideas, with words for the author.
pub async fn park(app: &App, actor: &Actor, id: IdeaId, expected: Version, words: &str) -> Result<Idea> {
    let rule: Rule = |idea, by, words, _, now| rules::park(idea, by, words, now);
    say(app, actor, (Verb::Park, rule), id, expected, words).await
}

/// Shows a complaint or petition the way to where it is answered.
pub async fn redirect(app: &App, actor: &Actor, id: IdeaId, expected: Version, words: &str) -> Result<Idea> {
    let rule: Rule = |idea, by, words, _, now| rules::redirect(idea, by, words, now);
    say(app, actor, (Verb::Redirect, rule), id, expected, words).await
}

/// Takes the idea up again, with what is new.
pub async fn reopen(app: &App, actor: &Actor, id: IdeaId, expected: Version, words: &str) -> Result<Idea> {
    say(app, actor, REOPEN, id, expected, words).await
}

/// Sends a forwarded idea back, with words to the unit it came from.
pub async fn send_back(app: &App, actor: &Actor, id: IdeaId, expected: Version, words: &str) -> Result<Idea> {
    say(app, actor, (Verb::SendBack, rules::send_back), id, expected, words).await
}

/// Says no to the plan of a trial.
pub async fn decline_trial(
    app: &App,
    actor: &Actor,
    id: IdeaId,
    expected: Version,
    words: &str,
) -> Result<Idea> {
    let rule: Rule = |idea, by, words, _, now| rules::decline_trial(idea, by, words, now);
    say(app, actor, (Verb::DeclineTrial, rule), id, expected, words).await
}

/// Asks that somebody else look at a hiding.
pub async fn appeal(app: &App, actor: &Actor, id: IdeaId, expected: Version, words: &str) -> Result<Idea> {
    say(app, actor, APPEAL, id, expected, words).await
}

/// Appeals for whoever holds the private link.
pub async fn appeal_by_link(app: &App, code: &str, token: &str, words: &str) -> Result<Idea> {
    say_by_link(app, APPEAL, code, token, words).await
}

/// Takes the reply of whoever holds the private link.
pub async fn reply_by_link(app: &App, code: &str, token: &str, words: &str) -> Result<Idea> {
    say_by_link(app, REPLY, code, token, words).await
}

/// Takes the idea up again for whoever holds the private link.
pub async fn reopen_by_link(app: &App, code: &str, token: &str, words: &str) -> Result<Idea> {
    say_by_link(app, REOPEN, code, token, words).await
}

const REPLY: (Verb, Rule) = (Verb::Reply, rules::reply);
const REOPEN: (Verb, Rule) = (Verb::Reopen, rules::reopen);
const APPEAL: (Verb, Rule) = (Verb::Appeal, rules::appeal);

async fn say(
    app: &App,
    actor: &Actor,
    (verb, rule): (Verb, Rule),
    id: IdeaId,
    expected: Version,
    words: &str,
) -> Result<Idea> {
    let words = Words::parse(words, "/words")?;
    let tx = app.db.begin_write().await?;
    let idea = change::open(&tx, actor, verb, id, expected).await?;
    let (now, law) = change::present(app, &tx).await?;
    let idea = change::close(&tx, actor, verb, rule(idea, actor, &words, &law, now)?).await?;
    tx.commit().await?;
    Ok(idea)
}

async fn say_by_link(
    app: &App,
    (verb, rule): (Verb, Rule),
    code: &str,
    token: &str,
    words: &str,
) -> Result<Idea> {
    let tx = app.db.begin_write().await?;
    let idea = store::by_code(&*tx, code).await?;
    read::check_token(app, &idea, token)?;
    let words = Words::parse(words, "/words")?;
    let (now, law) = change::present(app, &tx).await?;
    let actor = Actor::public();
    let idea = change::close(&tx, &actor, verb, rule(idea, &actor, &words, &law, now)?).await?;
    tx.commit().await?;
    Ok(idea)
}

/// Words one address may send by private links in an hour, by page and by API together.
const BY_LINK_AN_HOUR: i32 = 30;

/// Counts words that come by a private link.
///
/// # Errors
/// `Later` once an address sent too many in an hour.
pub async fn limit_link(app: &App, address: &str) -> Result<()> {
    let bucket = limits::bucket(app, "links", address);
    limits::hit(&app.db, &bucket, BY_LINK_AN_HOUR, 3_600, app.now()).await
}
