use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};

use super::parts::{self, TRAINER_SHELL};
use super::sheets;
use super::surveyed::SiteSurvey;
use crate::base::text::counted;
use crate::serve::blocking::blocking;
use crate::serve::refusal::Refusal;
use crate::serve::shell::ServedShell;
use crate::serve::site::Site;
use crate::training::learning::Survey;

/// `GET /trainer/learner/{id}`: one learner. An address has no name in it.
pub(super) async fn page(State(site): State<Arc<Site>>, Path(id): Path<String>) -> Result<Response, Refusal> {
    let served = Arc::clone(&site);
    let (name, body) = blocking(move || body(&served, &id)).await?;
    Ok(ServedShell { title: &name, token: Some(site.token.told()), ..TRAINER_SHELL }.with(&body))
}

fn body(site: &Site, id: &str) -> Result<(String, Markup), Refusal> {
    let nobody = || Refusal::new(StatusCode::NOT_FOUND, "There is no such learner, or no longer.");
    let id: i64 = id.parse().map_err(|_| nobody())?;
    let survey = SiteSurvey::of(site, Some(id))?.ok_or_else(nobody)?;
    let name = survey.one.as_ref().map(|learner| learner.name.clone()).ok_or_else(nobody)?;
    let name = &*name;
    let [reset, forget] = losses(&survey.survey);
    let body = html! {
        (parts::bar(site.access.has_passwords()))
        main {
            h1 { (name) }
            (parts::assign(survey.plan(), &[], Some(name), site.time()))
            (sheets::links(&format!("/trainer/learner/{id}")))
            (survey.report().served(|_| None))
            h2 { "Delete" }
            div.row {
                (parts::confirmation("reset", "/trainer/reset", name, &format!("Delete everything {name:?} has learned?"), &reset, "Reset\u{2026}"))
                (parts::confirmation("forget", "/trainer/forget", name, &format!("Delete {name:?} and everything stored about them?"), &forget, "Forget\u{2026}"))
            }
        }
    };
    Ok((name.to_owned(), body))
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
