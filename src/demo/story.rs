//! An idea told, thanked and honoured; then, for some, the request for recognition.

use super::{
    script::{Author, Defect, Request, Story, Until},
    stage::Stage,
};
use crate::{
    authority::Actor,
    dossiers::{
        self, AuthorId, AuthorInput, DefectInput, Dossier, DraftInput, FirstApplierInput,
        service::{Start, Yes},
    },
    foundation::{
        Result,
        instant::day_iso,
        messages::{Lang, text},
    },
    ideas::{
        AuthorKind, CardInput, Conditions, IdeaId, Standing,
        service::{self, ApplicationInput, Sending},
    },
};

/// Who thanks and applies in the commune.
pub const COORDINATOR: &str = "huong";
const INTAKE: &str = "thu";

/// Plays one story as far as its script goes.
pub async fn play(stage: &mut Stage<'_>, story: &Story, defects: &[Defect]) -> Result<()> {
    let idea = tell(stage, story).await?;
    stage.ideas.insert(story.key.clone(), idea);
    if let Some(request) = &story.dossier {
        let dossier = file(stage, story, request, idea, defects).await?;
        stage.dossiers.insert(story.key.clone(), dossier.id);
    }
    Ok(())
}

async fn tell(stage: &Stage<'_>, story: &Story) -> Result<IdeaId> {
    let (app, author, coordinator) = (stage.app, stage.who(&story.author)?, stage.who(COORDINATOR)?);
    let card = CardInput {
        title: story.title.clone(),
        before: story.before.clone(),
        proposal: story.proposal.clone(),
        outcome: story.outcome.clone(),
        done_already: true,
        field: story.idea_field.clone(),
        place: story.place.clone(),
        author_name: story.for_other.clone().unwrap_or_else(|| author.name.clone()),
        author_kind: story.kind.clone(),
        // A pupil's name waits for the parents, and nobody asked them here.
        name_public: story.kind != AuthorKind::Student.as_str(),
        ..CardInput::default()
    };
    stage.at(story.sent, 9 * 60);
    let sending = Sending {
        card,
        unit: Some(stage.unit(&story.unit)?),
        recording: None,
        for_other: story.for_other.is_some(),
        card_name: None,
        campaign: None,
        standing: Standing::default(),
        once: stage.once("sendIdea", &story.key)?,
    };
    let idea = service::send(app, author, sending).await?.idea;
    stage.at(story.sent, 14 * 60);
    let idea = service::thank(app, coordinator, idea.id, idea.version, &story.thanks, None).await?;
    let applied = first_applied(story);
    stage.at(applied, 10 * 60);
    let application = ApplicationInput {
        applied_on: day_iso(stage.day(applied)),
        evidence: story.evidence.clone(),
        result_note: String::new(),
        words: text(Lang::Vi, "import_seen").to_owned(),
    };
    let idea = service::apply(app, coordinator, idea.id, idea.version, &application).await?;
    stage.at(applied, 15 * 60);
    let met = Conditions::ALL_MET;
    Ok(service::honour(app, coordinator, idea.id, idea.version, &story.applied, met).await?.id)
}

/// Days back of the day the solution was first applied.
fn first_applied(story: &Story) -> i64 {
    story.sent - 7
}

async fn file(
    stage: &Stage<'_>,
    story: &Story,
    request: &Request,
    idea: IdeaId,
    defects: &[Defect],
) -> Result<Dossier> {
    let (app, lead) = (stage.app, stage.who(&story.author)?);
    stage.at(request.begun, 8 * 60);
    let once = stage.once("draftDossier", &story.key)?;
    let start = Start { idea: Some(idea), ..Start::default() };
    let begun = dossiers::service::draft(app, lead, &once, start).await?;
    if request.until == Until::Draft {
        return Ok(begun);
    }
    let input = written(stage, story, request, begun.authors.first().map(|author| author.id))?;
    let mut dossier = dossiers::service::edit(app, lead, begun.id, begun.version, None, input).await?;
    stage.at(request.begun, 10 * 60);
    for (author, row) in request.authors.iter().zip(dossier.authors.clone()).skip(1) {
        let yes = Yes { share: row.share, token: None, paper_note: None };
        let who = stage.who(&author.login)?;
        dossier = dossiers::service::confirm_share(app, who, dossier.id, row.id, yes).await?;
    }
    stage.at(request.begun, 11 * 60);
    let dossier = dossiers::service::submit(app, lead, dossier.id, dossier.version, true).await?;
    received(stage, stage.who(INTAKE)?, request, dossier, defects).await
}

/// What intake does with it.
async fn received(
    stage: &Stage<'_>,
    intake: &Actor,
    request: &Request,
    dossier: Dossier,
    defects: &[Defect],
) -> Result<Dossier> {
    match request.until {
        Until::Draft | Until::Submitted => Ok(dossier),
        Until::Supplement => {
            stage.at(request.begun - 4, 9 * 60);
            let defects: Vec<_> = defects
                .iter()
                .map(|defect| DefectInput {
                    field: defect.field.clone(),
                    what: defect.what.clone(),
                    how_to_fix: defect.how_to_fix.clone(),
                })
                .collect();
            let (id, version) = (dossier.id, dossier.version);
            dossiers::service::request_supplement(stage.app, intake, id, version, &defects).await
        }
        Until::Accepted => {
            stage.at(request.accepted.unwrap_or(request.begun), 15 * 60);
            dossiers::service::accept(stage.app, intake, dossier.id, dossier.version).await
        }
    }
}

fn written(
    stage: &Stage<'_>,
    story: &Story,
    request: &Request,
    lead: Option<AuthorId>,
) -> Result<DraftInput> {
    let row = |at: usize, author: &Author| -> Result<AuthorInput> {
        let who = stage.who(&author.login)?;
        Ok(AuthorInput {
            id: lead.filter(|_| at == 0).map(|id| id.0),
            person: who.person,
            full_name: who.name.clone(),
            birth_date: Some(author.birth_date.clone()),
            workplace_or_residence: author.workplace.clone(),
            position: author.position.clone(),
            qualification: author.qualification.clone(),
            share: author.share,
        })
    };
    let appliers = request.appliers.iter().map(|applier| FirstApplierInput {
        full_name: applier.full_name.clone(),
        workplace_or_residence: applier.workplace.clone(),
        position: applier.position.clone(),
        support_content: applier.support.clone(),
        ..FirstApplierInput::default()
    });
    Ok(DraftInput {
        initiative_name: story.title.clone(),
        field: Some(request.field.clone()),
        solution_type: Some(request.solution_type.clone()),
        first_applied_on: Some(day_iso(stage.day(first_applied(story)))),
        known_solution: story.before.clone(),
        essence: story.proposal.clone(),
        conditions_needed: request.conditions_needed.clone(),
        benefit_by_author: story.outcome.clone(),
        benefit_by_applier: Some(request.benefit_by_applier.clone()),
        benefit_kind: Some(request.benefit_kind.clone()),
        monetary_gain: request.monetary_gain,
        first_appliers: appliers.collect(),
        authors: request
            .authors
            .iter()
            .enumerate()
            .map(|(at, author)| row(at, author))
            .collect::<Result<_>>()?,
        ..DraftInput::default()
    })
}
