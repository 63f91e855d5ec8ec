//! What may come: the next month, and a changed plan.

use schemars::JsonSchema;
use serde::Serialize;

use super::json_parts::{BoundsJson, CallPlaceJson, place};
use crate::replay::change::{ChangeCause, ReplayChange};
use crate::replay::forecast::{Forecast, ForecastInterval};
use crate::replay::survey::ReplaySurvey;

/// Closed doors that are expected.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ForecastJson {
    /// The first day of the month.
    month: String,
    /// How many calls.
    calls: IntervalJson,
    /// How many are certain to meet a closed door.
    surely_closed: IntervalJson,
    /// How many may meet one.
    perhaps_closed: IntervalJson,
    /// How much days of one name differ in the records, in units of chance.
    dispersion: f64,
}

/// A number that is expected, with the ends between which it lies in nineteen months of twenty.
#[derive(Debug, Serialize, JsonSchema)]
struct IntervalJson {
    /// What is expected.
    expected: f64,
    /// The lower end.
    low: f64,
    /// The upper end.
    high: f64,
}

/// What becomes of the calls under another plan.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ChangeJson {
    /// How many calls fare differently.
    calls: BoundsJson,
    /// In how many hours of the records such calls came in.
    hours: BoundsJson,
    /// How many calls meet a closed door under the new plan.
    closed: BoundsJson,
    /// The edits behind it, that of most calls first.
    causes: Vec<ChangeCauseJson>,
    /// Calls that fare differently for no edit that a comparison of the plans shows.
    without_cause: u64,
    /// Whether all calls were compared.
    complete: bool,
}

/// An edit, and the calls that fare differently because of it.
#[derive(Debug, Serialize, JsonSchema)]
struct ChangeCauseJson {
    /// Where the edit is.
    place: String,
    /// What the old plan says there.
    old: Vec<String>,
    /// What the new plan says there.
    new: Vec<String>,
    /// How many calls.
    calls: BoundsJson,
    /// In how many hours of the records.
    hours: u64,
    /// The first of them.
    first: CallPlaceJson,
    /// A command that makes a call that shows it, under the old plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    replay_old: Option<String>,
    /// The same under the new plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    replay_new: Option<String>,
}

/// The month that comes.
pub(super) fn forecast(forecast: &Forecast) -> ForecastJson {
    let rounded = |number: f64| (number * 10.0).round() / 10.0;
    let interval = |interval: ForecastInterval| IntervalJson {
        expected: rounded(interval.expected),
        low: rounded(interval.low),
        high: rounded(interval.high),
    };
    ForecastJson {
        month: forecast.month.to_string(),
        calls: interval(forecast.calls),
        surely_closed: interval(forecast.surely_closed),
        perhaps_closed: interval(forecast.perhaps_closed),
        dispersion: rounded(forecast.dispersion),
    }
}

/// What becomes of the calls under another plan.
pub(super) fn changed(survey: &ReplaySurvey, change: &ReplayChange) -> ChangeJson {
    let cause = |cause: &ChangeCause| {
        let (replay_old, replay_new) = cause.replay.clone().unzip();
        ChangeCauseJson {
            place: cause.place.clone(),
            old: cause.old.clone(),
            new: cause.new.clone(),
            calls: cause.calls.into(),
            hours: cause.hours,
            first: place(survey, &cause.first),
            replay_old,
            replay_new,
        }
    };
    ChangeJson {
        calls: change.calls.into(),
        hours: change.hours.into(),
        closed: change.closed.into(),
        causes: change.causes.iter().map(cause).collect(),
        without_cause: change.without_cause,
        complete: change.is_complete,
    }
}
