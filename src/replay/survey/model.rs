//! What replayed records come to.

use jiff::Timestamp;

use super::bounds::Bounds;
use super::clock_choice::ClockChoice;
use crate::call::OutcomeKind;
use crate::replay::forecast::Forecast;
use crate::replay::join::LeftOut;
use crate::replay::privacy::MaskedCaller;
use crate::replay::records::RecordFile;
use crate::time::Zone;

/// What the calls of some records come to under the plan that is believed to be in force.
#[derive(Clone, Debug)]
pub struct ReplaySurvey {
    /// The files that were read.
    pub files: Vec<RecordFile>,
    /// Whose clock the records are on.
    pub clock: ClockChoice,
    /// The zone in which hours are told: that of the plan.
    pub zone: Zone,
    /// When the first and the last call came in. None: there are none.
    pub period: Option<(Timestamp, Timestamp)>,
    /// Calls from outside.
    pub calls: u64,
    /// What is none.
    pub left_out: LeftOut,
    /// Calls at readings that the clock shows twice.
    pub twice: u64,
    /// Calls that met a closed door.
    pub closed: Bounds,
    /// What calls came to.
    pub ends: Vec<(OutcomeKind, Bounds)>,
    /// The lines, in the order of the plan.
    pub lines: Vec<LineTally>,
    /// Hours that turned callers away, those that turned away most first.
    pub doors: Vec<DoorTally>,
    /// Calls to fax machines.
    pub faxes: u64,
    /// Calls of which the records do not say where they came in, by context.
    pub unplaced: Vec<NamedCount>,
    /// Calls of which the records settle something that the plan could contradict, and how many of them it explains.
    pub settled: u64,
    /// Of these, those that it explains.
    pub explained: u64,
    /// What the plan cannot explain, the most frequent first.
    pub drifts: Vec<Drift>,
    /// Places of the records that the plan does not name, by name.
    pub unmapped: Vec<NamedCount>,
    /// Whether all ends of all calls were looked for.
    pub is_complete: bool,
    /// Of so many calls all ways were followed.
    pub questions: usize,
    /// Closed doors of the month that comes. None: the records are those of less than two weeks.
    pub forecast: Option<Forecast>,
}

/// Something that is counted by its name in the records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedCount {
    /// The name.
    pub name: String,
    /// How many calls.
    pub calls: u64,
    /// The first of them.
    pub first: CallPlace,
}

/// A call, and where its record stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallPlace {
    /// When it came in, as far as that is known.
    pub at: Option<Timestamp>,
    /// The file, by position.
    pub file: u16,
    /// The row.
    pub row: u32,
    /// Who called.
    pub caller: MaskedCaller,
}

/// What became of the calls to a line.
#[derive(Clone, Debug)]
pub struct LineTally {
    /// The name in the plan's files.
    pub key: String,
    /// The name that people use.
    pub name: String,
    /// What is dialed.
    pub dialed: String,
    /// How many calls.
    pub calls: u64,
    /// How many met a closed door.
    pub closed: Bounds,
    /// By the hour of the week, from Monday at midnight on, in the zone of the plan.
    pub hours: Vec<HourTally>,
}

/// The calls of an hour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HourTally {
    /// How many.
    pub calls: u64,
    /// How many met a closed door.
    pub closed: Bounds,
}

/// Hours that turned callers away.
#[derive(Clone, Debug)]
pub struct DoorTally {
    /// The name in the plan's files.
    pub schedule: String,
    /// The hours as people say them.
    pub words: String,
    /// How many calls met this door first.
    pub calls: Bounds,
    /// How many came so long after it had closed, by [`DISTANCES`]; those that were nearer to that than to the next opening.
    pub after_closing: [Bounds; DISTANCES.len()],
    /// How many came so long before it opened.
    pub before_opening: [Bounds; DISTANCES.len()],
}

/// How long before opening or after closing is told apart: less than so many minutes.
pub const DISTANCES: [u32; 5] = [15, 30, 60, 180, u32::MAX];

/// Calls that the plan cannot explain, for one reason.
#[derive(Clone, Debug)]
pub struct Drift {
    /// Why.
    pub kind: DriftKind,
    /// How many calls.
    pub calls: u64,
    /// The first of them.
    pub first: CallPlace,
    /// The last of them.
    pub last: CallPlace,
}

/// Why a plan cannot explain what a record says.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum DriftKind {
    /// Callers dialed a number that is not in the plan.
    NumberNotInPlan {
        /// The number, or what may be told of it.
        number: String,
    },
    /// They reached a queue that is not in the plan.
    QueueNotInPlan {
        /// Its name in the records.
        queue: String,
    },
    /// They reached something while it is closed.
    ReachedWhileClosed {
        /// The line, by its name for people.
        line: String,
        /// What they reached.
        place: String,
        /// The hours that are closed.
        schedule: String,
    },
    /// They reached something to which the line never leads.
    NeverReached {
        /// The line, by its name for people.
        line: String,
        /// What they reached.
        place: String,
    },
    /// What they did cannot be done in one call.
    Contradictory {
        /// The line, by its name for people.
        line: String,
    },
    /// They called when the clock was set forward.
    SkippedTime,
}

impl DriftKind {
    /// The word for it in JSON.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::NumberNotInPlan { .. } => "number-not-in-plan",
            Self::QueueNotInPlan { .. } => "queue-not-in-plan",
            Self::ReachedWhileClosed { .. } => "reached-while-closed",
            Self::NeverReached { .. } => "never-reached",
            Self::Contradictory { .. } => "contradictory",
            Self::SkippedTime => "skipped-time",
        }
    }
}

impl ReplaySurvey {
    /// Calls of which the line is known.
    #[must_use]
    pub fn on_lines(&self) -> u64 {
        self.lines.iter().map(|line| line.calls).sum()
    }

    /// All records that were read.
    #[must_use]
    pub fn records(&self) -> usize {
        self.files.iter().map(|file| file.records).sum()
    }

    /// Whether some record cannot be explained.
    #[must_use]
    pub fn has_drifted(&self) -> bool {
        !self.drifts.is_empty()
    }
}
