use axum::http::StatusCode;

use super::refusal::Refusal;
use super::site::Site;
use crate::training::store::{Store, StoreError};

/// The learners' file, to read it. None: nobody has trained yet.
pub(super) fn opened(site: &Site) -> Result<Option<Store>, Refusal> {
    match Store::open_to_read(&site.settings.learners) {
        Ok(store) => Ok(Some(store)),
        Err(StoreError::NotThere(_)) => Ok(None),
        Err(error) => Err(refused(&error)),
    }
}

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
