use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::blocking::blocking;
use super::refusal::Refusal;
use super::role::Role;
use super::site::Site;
use crate::page::{PageFile, ServedPage};

/// `GET /`: the phone, with the plan as it is now.
pub(super) async fn page(
    State(site): State<Arc<Site>>,
    Extension(role): Extension<Role>,
) -> Result<Response, Refusal> {
    blocking(move || {
        let snapshot = site.snapshot();
        let lessons = site.lessons.of(&snapshot.plan);
        let served = ServedPage {
            token: site.token.told(),
            plan: snapshot.plan.number,
            is_trainer: role == Role::Trainer,
            can_sign_out: site.access.has_passwords(),
            sounds: ("/sound", site.sounds.speaks()),
            changes: &lessons.told,
            was: None,
        };
        written(&PageFile {
            plan: &snapshot.plan.plan,
            title: None,
            at: None,
            line: None,
            lessons: true,
            questions: &lessons.questions,
            made: site.time(),
            served: Some(served),
        })
    })
    .await
}

/// A phone as an answer.
pub(super) fn written(page: &PageFile<'_>) -> Result<Response, Refusal> {
    let mut text = Vec::new();
    page.write(&mut text).map_err(|error| Refusal::broken(error.to_string()))?;
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8".to_owned()),
        (CONTENT_SECURITY_POLICY, page.policy().to_owned()),
    ];
    Ok((headers, text).into_response())
}

/// `GET /plan`: the files of the plan as it is now, for a page that is open.
pub(super) async fn plan(State(site): State<Arc<Site>>) -> Result<Response, Refusal> {
    blocking(move || {
        let snapshot = site.snapshot();
        let plan = &snapshot.plan;
        let lessons = site.lessons.of(plan);
        let files: Vec<(&str, &str)> =
            plan.plan.sources.iter().map(|(_, file)| (file.name(), file.text())).collect();
        let told = json!({
            "plan": plan.number,
            "title": plan.plan.name,
            "files": files,
            "questions": lessons.questions,
            "changes": lessons.told,
        });
        Ok(([(CONTENT_TYPE, "application/json")], told.to_string()).into_response())
    })
    .await
}
