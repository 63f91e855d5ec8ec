use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};

use super::parts::{self, TRAINER_SHELL};
use super::sheets;
use super::surveyed::SiteSurvey;
use crate::serve::blocking::blocking;
use crate::serve::refusal::Refusal;
use crate::serve::shell::ServedShell;
use crate::serve::site::Site;

/// `GET /trainer`: the class.
pub(super) async fn page(State(site): State<Arc<Site>>) -> Result<Response, Refusal> {
    let served = Arc::clone(&site);
    let body = blocking(move || body(&served)).await?;
    Ok(ServedShell { title: "Class", token: Some(site.token.told()), ..TRAINER_SHELL }.with(&body))
}

fn body(site: &Site) -> Result<Markup, Refusal> {
    let snapshot = site.snapshot();
    let (plan, now) = (&*snapshot.plan.plan, site.time());
    let mut names = Vec::new();
    let mut told = html! { p { "Nobody has trained yet. Assign something to somebody, or give them the address of this server." } };
    if let Some(survey) = SiteSurvey::of(site, None)? {
        let place = |name: &str| {
            let learner = survey.learners.iter().find(|learner| learner.name == name)?;
            Some(format!("/trainer/learner/{}", learner.id))
        };
        told = html! { (sheets::links("/trainer")) (survey.report().served(place)) };
        names = survey.learners.into_iter().map(|learner| learner.name).collect();
    }
    let at = plan.zone.wall_clock(now).strftime("%B %-d, %Y, %-I:%M %p").to_string();
    Ok(html! {
        (parts::bar(site.access.has_passwords()))
        main {
            h1 { (plan.name) ": class" }
            p.dim { (at) " (" (plan.zone.name()) ")" }
            (parts::assign(plan, &names, None, now))
            (parts::import())
            (told)
        }
    })
}
