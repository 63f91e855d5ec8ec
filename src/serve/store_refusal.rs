use axum::http::StatusCode;

use super::refusal::Refusal;
use crate::training::store::StoreError;

/// Why learners cannot be read or written, as an answer.
pub(super) fn refused(error: &StoreError) -> Refusal {
    let status = match error {
        StoreError::BadName(_) => StatusCode::BAD_REQUEST,
        StoreError::NoLearner(..) => StatusCode::NOT_FOUND,
        StoreError::Busy(_) => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    };
    let mut told = error.to_string();
    if let Some(first) = told.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    Refusal::new(status, format!("{told}."))
}
