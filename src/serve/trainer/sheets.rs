//! What is known, as tables for spreadsheets.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::surveyed::SiteSurvey;
use crate::serve::blocking::blocking;
use crate::serve::refusal::Refusal;
use crate::serve::site::Site;
use crate::training::report::CsvRows;

/// What rows can be, each with its word in addresses and what people call it.
const SHEETS: [(CsvRows, &str, &str); 5] = [
    (CsvRows::Learners, "learners", "Learners"),
    (CsvRows::Assignments, "assignments", "Assignments"),
    (CsvRows::Exams, "exams", "Exams"),
    (CsvRows::Days, "days", "Days"),
    (CsvRows::Cards, "cards", "Cards"),
];

/// Links to the tables. `of`: the address of what they tell of.
pub(super) fn links(of: &str) -> Markup {
    html! {
        p.sheets {
            "For spreadsheets: "
            @for (index, (_, word, name)) in SHEETS.iter().enumerate() {
                @if index > 0 { " \u{b7} " }
                a href={ (of) "/csv/" (word) } download { (name) }
            }
        }
    }
}

/// `GET /trainer/csv/{rows}`: the class.
pub(super) async fn class(
    State(site): State<Arc<Site>>,
    Path(rows): Path<String>,
) -> Result<Response, Refusal> {
    blocking(move || sheet(&site, &rows, None)).await
}

/// `GET /trainer/learner/{id}/csv/{rows}`: one learner.
pub(super) async fn person(
    State(site): State<Arc<Site>>,
    Path((id, rows)): Path<(String, String)>,
) -> Result<Response, Refusal> {
    let id = id.parse().map_err(|_| nothing())?;
    blocking(move || sheet(&site, &rows, Some(id))).await
}

fn sheet(site: &Site, rows: &str, id: Option<i64>) -> Result<Response, Refusal> {
    let (rows, word, _) = SHEETS.into_iter().find(|(_, word, _)| *word == rows).ok_or_else(nothing)?;
    let survey = SiteSurvey::of(site, id)?.ok_or_else(nothing)?;
    let mut text = Vec::new();
    survey.report().csv(rows, &mut text).map_err(|error| Refusal::broken(error.to_string()))?;
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"training-{word}.csv\"")),
    ];
    Ok((headers, text).into_response())
}

fn nothing() -> Refusal {
    Refusal::new(StatusCode::NOT_FOUND, "There is nothing to tell of here.")
}
