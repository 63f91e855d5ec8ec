use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::refusal::Refusal;
use super::role::Role;
use super::site::Site;
use crate::page::{PageFile, ServedPage};

/// `GET /`: the phone, with the plan as it is now.
pub(super) async fn page(
    State(site): State<Arc<Site>>,
    Extension(role): Extension<Role>,
) -> Result<Response, Refusal> {
    let snapshot = site.snapshot();
    let served = ServedPage {
        token: site.token.told(),
        plan: snapshot.plan.number,
        is_trainer: role == Role::Trainer,
        can_sign_out: site.access.has_passwords(),
    };
    let page = PageFile {
        plan: &snapshot.plan.plan,
        title: None,
        at: None,
        line: None,
        lessons: true,
        questions: &[],
        made: site.time(),
        served: Some(served),
    };
    let mut text = Vec::new();
    page.write(&mut text).map_err(|error| Refusal::broken(error.to_string()))?;
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8".to_owned()),
        (CONTENT_SECURITY_POLICY, page.policy().to_owned()),
    ];
    Ok((headers, text).into_response())
}

/// `GET /plan`: the files of the plan as it is now, for a page that is open.
pub(super) async fn plan(State(site): State<Arc<Site>>) -> Response {
    let snapshot = site.snapshot();
    let plan = &snapshot.plan;
    let files: Vec<(&str, &str)> =
        plan.plan.sources.iter().map(|(_, file)| (file.name(), file.text())).collect();
    let text = json!({ "plan": plan.number, "title": plan.plan.name, "files": files }).to_string();
    ([(CONTENT_TYPE, "application/json")], text).into_response()
}
