use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};

use super::parts;
use crate::serve::blocking::blocking;
use crate::serve::learners::opened;
use crate::serve::refusal::Refusal;
use crate::serve::shell::ServedShell;
use crate::serve::site::Site;
use crate::serve::store_refusal::refused;
use crate::training::report::TrainingReport;

/// `GET /trainer`: the class.
pub(super) async fn page(State(site): State<Arc<Site>>) -> Result<Response, Refusal> {
    let served = Arc::clone(&site);
    let body = blocking(move || body(&served)).await?;
    Ok(ServedShell { title: "Class", script: Some("/trainer/trainer.js"), token: Some(site.token.told()) }
        .with(&body))
}

fn body(site: &Site) -> Result<Markup, Refusal> {
    let snapshot = site.snapshot();
    let (plan, now) = (&*snapshot.plan.plan, site.time());
    let mut names = Vec::new();
    let mut told = html! { p { "Nobody has trained yet. Assign something to somebody, or give them the address of this server." } };
    if let Some(store) = opened(site)? {
        let learners = store.learners().map_err(|error| refused(&error))?;
        if !learners.is_empty() {
            let deck = site.decks.cards(snapshot.plan.number, plan, now).to_vec();
            let survey = store.survey(deck, None, plan.zone, now).map_err(|error| refused(&error))?;
            let report = TrainingReport { survey: &survey, plan, is_of_one: false };
            let place = |name: &str| {
                let learner = learners.iter().find(|learner| learner.name == name)?;
                Some(format!("/trainer/learner/{}", learner.id))
            };
            told = report.served(place);
            names = learners.into_iter().map(|learner| learner.name).collect();
        }
    }
    let at = plan.zone.wall_clock(now).strftime("%B %-d, %Y, %-I:%M %p").to_string();
    Ok(html! {
        (parts::bar(site.access.has_passwords()))
        main {
            h1 { (plan.name) ": class" }
            p.dim { (at) " (" (plan.zone.name()) ")" }
            (parts::assign(plan, &names, None, now))
            (told)
        }
    })
}
