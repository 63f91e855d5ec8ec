use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};

use super::parts;
use crate::base::text::counted;
use crate::serve::blocking::blocking;
use crate::serve::learners::opened;
use crate::serve::refusal::Refusal;
use crate::serve::shell::ServedShell;
use crate::serve::site::Site;
use crate::serve::store_refusal::refused;
use crate::training::learning::Survey;
use crate::training::report::TrainingReport;

/// `GET /trainer/learner/{id}`: one learner. An address has no name in it.
pub(super) async fn page(State(site): State<Arc<Site>>, Path(id): Path<String>) -> Result<Response, Refusal> {
    let served = Arc::clone(&site);
    let (name, body) = blocking(move || body(&served, &id)).await?;
    Ok(ServedShell { title: &name, script: Some("/trainer/trainer.js"), token: Some(site.token.told()) }
        .with(&body))
}

fn body(site: &Site, id: &str) -> Result<(String, Markup), Refusal> {
    let nobody = || Refusal::new(StatusCode::NOT_FOUND, "There is no such learner, or no longer.");
    let id: i64 = id.parse().map_err(|_| nobody())?;
    let store = opened(site)?.ok_or_else(nobody)?;
    let learners = store.learners().map_err(|error| refused(&error))?;
    let learner = learners.into_iter().find(|learner| learner.id == id).ok_or_else(nobody)?;
    let snapshot = site.snapshot();
    let (plan, now) = (&*snapshot.plan.plan, site.time());
    let deck = site.decks.cards(snapshot.plan.number, plan, now).to_vec();
    let survey = store.survey(deck, Some(&learner), plan.zone, now).map_err(|error| refused(&error))?;
    let report = TrainingReport { survey: &survey, plan, is_of_one: true };
    let name = &*learner.name;
    let [reset, forget] = losses(&survey);
    let body = html! {
        (parts::bar(site.access.has_passwords()))
        main {
            h1 { (name) }
            (parts::assign(plan, &[], Some(name), now))
            (report.served(|_| None))
            h2 { "Delete" }
            div.row {
                (parts::confirmation("reset", "/trainer/reset", name, &format!("Delete everything {name:?} has learned?"), &reset, "Reset\u{2026}"))
                (parts::confirmation("forget", "/trainer/forget", name, &format!("Delete {name:?} and everything stored about them?"), &forget, "Forget\u{2026}"))
            }
        }
    };
    Ok((learner.name, body))
}

/// What is lost by a reset, and by forgetting.
fn losses(survey: &Survey) -> [String; 2] {
    let exams: usize = survey.learners.iter().map(|row| row.exams.len()).sum();
    let assigned: usize = survey.learners.iter().map(|row| row.deadlines.len()).sum();
    let [answers, exams, assigned] = [
        counted(survey.days().iter().map(|day| u64::from(day.answers)).sum::<u64>(), "answer"),
        counted(exams as u64, "exam"),
        counted(assigned as u64, "assignment"),
    ];
    [
        format!(
            "Lost are: {answers} with all that is remembered, and {exams}. What stays: {assigned}. It cannot be undone."
        ),
        format!(
            "Lost are: {answers} with all that is remembered, {exams} and {assigned}. It cannot be undone."
        ),
    ]
}
