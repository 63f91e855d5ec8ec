//! Records of calls, as phone systems write them, replayed under plans.
//!
//! [`RecordIntake`] reads files into legs, [`RecordedCalls`] joins legs to calls, and [`survey`](fn@survey) says what the plan makes of
//! them: who met closed doors, and what the plan cannot explain.
//!
//! | folder or file | what it holds |
//! | --- | --- |
//! | `records`, `rules_file` | files of records, read; and how they are to be read, as a file says |
//! | `clocks` | from what a clock has shown to instants |
//! | `join` | legs become calls |
//! | `judge` | what a plan says of a call: bounds, by all ends that it can have |
//! | `privacy` | what is told of callers |
//! | `forecast` | closed doors of the month that comes |
//! | `survey` | what is counted, whose clock the records are on, and the reality check |
//! | `shared` | records without anything by which somebody could be known |
//! | `change` | which calls fare differently under another plan, because of which edit |
//! | `life` | scenarios from life: the calls that stand for most of a month |
//! | `report` | all of that told |

mod change;
mod clocks;
mod forecast;
mod join;
mod judge;
mod life;
mod privacy;
pub mod records;
pub mod report;
mod rules_file;
mod shared;
mod survey;
mod thousands;

pub use change::{ChangeCause, ReplayChange, compare_calls};
pub use clocks::{RecordClock, ShownInstants};
pub use forecast::{Forecast, ForecastInterval};
pub use join::{Evidence, LeftOut, RecordedCall, RecordedCalls, RecordedEntry};
pub use judge::{
    CallFinding, ClosedDoor, KnownEntry, PlanJudge, PlanJudges, PossibleEnd, PossibleEnds, Verdict, VerdictId,
};
pub use life::{LifeScenarios, life_scenarios};
pub use privacy::{CallerMask, MaskedCaller};
pub use records::RecordIntake;
pub use rules_file::record_rules;
pub use shared::{SharedCount, share_records};
pub use survey::{
    Bounds, CallPlace, ClockChoice, ClockReason, DISTANCES, DoorTally, Drift, DriftKind, HourTally,
    LineTally, NamedCount, ReplayOptions, ReplaySurvey, TriedClock, survey,
};
