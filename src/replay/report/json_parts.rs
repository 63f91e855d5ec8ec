//! What several parts of the answer for programs are made of.

use schemars::JsonSchema;
use serde::Serialize;

use crate::replay::survey::{Bounds, CallPlace, ReplaySurvey};
use crate::time::moment::rfc3339;

/// So many at least, and so many at most. Where the records settle it, both are the same.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub(crate) struct BoundsJson {
    /// What is certain.
    least: u64,
    /// What is possible.
    most: u64,
}

/// A call, and where its record stands. Its caller's number is not told.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct CallPlaceJson {
    /// The file.
    file: String,
    /// The row, from 1.
    row: u32,
    /// When it came in.
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<String>,
    /// Who called, without the number.
    caller: String,
}

impl From<Bounds> for BoundsJson {
    fn from(bounds: Bounds) -> Self {
        Self { least: bounds.least, most: bounds.most }
    }
}

/// A call, as programs read of it.
pub(crate) fn place(survey: &ReplaySurvey, place: &CallPlace) -> CallPlaceJson {
    CallPlaceJson {
        file: survey.files.get(usize::from(place.file)).map_or_else(String::new, |file| file.name.clone()),
        row: place.row,
        at: place.at.map(|at| rfc3339(at, survey.zone).to_string()),
        caller: place.caller.to_string(),
    }
}
