//! What a trainer does. It is asked for as in the terminal: a name with a slip would be somebody whom nobody knows.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::serve::blocking::blocking;
use crate::serve::refusal::Refusal;
use crate::serve::site::Site;
use crate::serve::store_refusal::refused;
use crate::training::learning::{Assignment, Learner};
use crate::training::store::{ForgetResult, Store, StoreError};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AssignRequest {
    learner: String,
    lines: Vec<String>,
    by: String,
    /// Whether a learner of this name may be a new one.
    #[serde(default, rename = "isNew")]
    is_new: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PersonRequest {
    learner: String,
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refusal> {
    serde_json::from_slice(body)
        .map_err(|error| Refusal::bad(format!("The page sends what is not understood: {error}.")))
}

/// What was done, in a sentence, and where to go on.
pub(super) fn done(said: &str, next: Option<&str>) -> Response {
    let text = json!({ "said": said, "next": next }).to_string();
    ([(CONTENT_TYPE, "application/json")], text).into_response()
}

/// `POST /trainer/assign`
pub(super) async fn assign(State(site): State<Arc<Site>>, body: Bytes) -> Result<Response, Refusal> {
    let request: AssignRequest = read(&body)?;
    blocking(move || assigned(&site, &request)).await
}

fn assigned(site: &Site, request: &AssignRequest) -> Result<Response, Refusal> {
    let snapshot = site.snapshot();
    let plan = &snapshot.plan.plan;
    let by: Date = request.by.parse().map_err(|_| Refusal::bad("That is not a day."))?;
    let today = plan.zone.wall_clock(site.time()).date();
    if by < today {
        return Err(Refusal::bad("That day is over. Choose today or a day to come."));
    }
    let mut names = Vec::new();
    for key in &request.lines {
        let line = plan
            .line_named(key)
            .ok_or_else(|| Refusal::bad("The plan has changed, and a line is gone. Reload the page."))?;
        names.push(plan.line(line).name.as_str());
    }
    if names.is_empty() {
        return Err(Refusal::bad("Choose at least one line."));
    }
    let path = &site.settings.learners;
    let name = &request.learner;
    Store::check_name(name).map_err(|error| refused(&error))?;
    if !request.is_new {
        match Store::open(path).and_then(|store| store.learner(name)) {
            Ok(_) => {}
            Err(StoreError::NotThere(_)) => {
                return Err(unknown(format!("There is no learner {:?} yet.", name.trim())));
            }
            Err(error @ StoreError::NoLearner(..)) => return Err(unknown(refused(&error).why)),
            Err(error) => return Err(refused(&error)),
        }
    }
    let assignments: Vec<Assignment> =
        request.lines.iter().map(|line| Assignment { line: line.clone(), by }).collect();
    let kept = Store::open_for(path, name)
        .and_then(|(mut store, learner)| store.assign(&learner, &assignments).map(|()| learner));
    let learner = kept.map_err(|error| refused(&error))?;
    Ok(done(&format!("{}: {} by {by}.", learner.name, names.join(", ")), None))
}

/// Nobody has this name, and somebody may be meant.
fn unknown(why: String) -> Refusal {
    Refusal::new(StatusCode::CONFLICT, why)
}

/// `POST /trainer/reset`
pub(super) async fn reset(State(site): State<Arc<Site>>, body: Bytes) -> Result<Response, Refusal> {
    let request: PersonRequest = read(&body)?;
    blocking(move || deleted(&site, &request.learner, Store::reset, "was reset", None)).await
}

/// `POST /trainer/forget`
pub(super) async fn forget(State(site): State<Arc<Site>>, body: Bytes) -> Result<Response, Refusal> {
    let request: PersonRequest = read(&body)?;
    blocking(move || deleted(&site, &request.learner, Store::forget, "was deleted", Some("/trainer"))).await
}

fn deleted(
    site: &Site,
    name: &str,
    delete: fn(&mut Store, &Learner) -> Result<ForgetResult, StoreError>,
    what: &str,
    next: Option<&str>,
) -> Result<Response, Refusal> {
    let gone = || {
        let mut store = Store::open(&site.settings.learners)?;
        let learner = store.learner(name)?;
        delete(&mut store, &learner).map(|forgotten| (learner, forgotten))
    };
    let (learner, forgotten) = gone().map_err(|error| refused(&error))?;
    let later = match forgotten {
        ForgetResult::Wholly => "",
        ForgetResult::OnceClosed => {
            " Other programs have the file open; the deleted data leaves the disk when the last of them ends."
        }
    };
    Ok(done(&format!("{:?} {what}.{later}", learner.name), next))
}
