//! Everything that is stored, taken along and taken in.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use super::acts::done;
use crate::base::text::counted;
use crate::serve::blocking::blocking;
use crate::serve::learners::opened;
use crate::serve::refusal::Refusal;
use crate::serve::site::Site;
use crate::serve::store_refusal::refused;
use crate::training::store::{KnownLearners, Store, StoreError};

/// `GET /trainer/export`: everything, as `ivrsim train import` reads it.
pub(super) async fn export(State(site): State<Arc<Site>>) -> Result<Response, Refusal> {
    let text = blocking(move || {
        let mut text = Vec::new();
        if let Some(store) = opened(&site)? {
            let written = store.export(&mut text).map_err(|error| refused(&error))?;
            written.map_err(|error| Refusal::broken(error.to_string()))?;
        }
        Ok(text)
    });
    let headers = [
        (CONTENT_TYPE, "application/jsonl; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"learners.jsonl\""),
    ];
    Ok((headers, text.await?).into_response())
}

/// `POST /trainer/import`: the learners of such a file; with `?replace`, in the place of those of their names.
pub(super) async fn import(
    State(site): State<Arc<Site>>,
    RawQuery(query): RawQuery,
    body: Bytes,
) -> Result<Response, Refusal> {
    let known =
        if query.as_deref() == Some("replace") { KnownLearners::MakeWay } else { KnownLearners::Stay };
    blocking(move || {
        let imported =
            Store::import_into(&site.settings.learners, &*body, known).map_err(|error| match &error {
                StoreError::KnownLearners(_, names) => Refusal::new(StatusCode::CONFLICT, already(names)),
                StoreError::BadImport(..) => Refusal::bad(refused(&error).why),
                _ => refused(&error),
            })?;
        let (learners, answers) =
            (counted(imported.learners, "learner"), counted(imported.answers, "answer"));
        Ok(done(&format!("Imported: {learners}, {answers}."), None))
    })
    .await
}

/// So many names are told.
const MAX_NAMES: usize = 10;

/// Whose progress would be replaced, and what that means.
fn already(names: &[String]) -> String {
    let mut told: Vec<String> = names.iter().take(MAX_NAMES).map(|name| format!("{name:?}")).collect();
    if names.len() > MAX_NAMES {
        told.push(format!("{} more", names.len() - MAX_NAMES));
    }
    let (are, their) =
        if names.len() == 1 { ("is", "this learner has") } else { ("are", "these learners have") };
    format!(
        "{} {are} here already. Two histories of one person cannot be put together: to replace deletes what {their} learned \
         here and puts what is in the file in its place. Assignments stay. Nothing was imported yet.",
        told.join(", ")
    )
}
