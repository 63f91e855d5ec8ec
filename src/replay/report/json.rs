//! What replayed records come to, for programs. `docs/replay-json.md` describes it for readers.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;

use super::json_ahead::{ChangeJson, ForecastJson, changed, forecast};
use super::json_parts::{BoundsJson, CallPlaceJson, place};
use crate::replay::change::ReplayChange;
use crate::replay::survey::{
    ClockReason, DISTANCES, DoorTally, Drift, DriftKind, HourTally, LineTally, NamedCount, ReplaySurvey,
};
use crate::time::Zone;
use crate::time::moment::rfc3339;

/// The version of the format. Fields may be added to it; if one is taken away or means something else, this grows.
pub const JSON_REPLAY_VERSION: u32 = 1;

/// What the calls of some records come to under a plan.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ReplayJson {
    /// The version of this shape. It grows when a field is removed or comes to mean something else.
    version: u32,
    /// The name of the plan.
    plan: String,
    /// The files that were read.
    files: Vec<RecordFileJson>,
    /// On whose clock times without an offset were read.
    clock: ClockJson,
    /// The zone in which hours of the week are told: that of the plan.
    timezone: &'static str,
    /// When the first call came in.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    /// When the last call came in.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    /// How many calls came from outside.
    calls: u64,
    /// What was left out.
    left_out: LeftOutJson,
    /// Calls at times that the clock shows twice: both were looked at.
    at_repeated_times: u64,
    /// Calls that met a closed door.
    closed: BoundsJson,
    /// What calls came to, by the words of outcomes.
    ends: Vec<EndJson>,
    /// The lines of the plan.
    lines: Vec<LineCallsJson>,
    /// Hours that turned callers away.
    doors: Vec<DoorJson>,
    /// Calls to fax machines.
    faxes: u64,
    /// Calls of which the records do not say where they came in, by context.
    unplaced: Vec<NamedCountJson>,
    /// The reality check.
    reality: RealityJson,
    /// The month that comes. Left out where the records are those of less than two weeks.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_month: Option<ForecastJson>,
    /// What becomes of the calls under another plan, with `--against`.
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<ChangeJson>,
    /// Whether all ends of all calls were looked for. If not, the bounds are wider than they need to be.
    complete: bool,
}

/// A file that was read.
#[derive(Debug, Serialize, JsonSchema)]
struct RecordFileJson {
    /// Its name.
    name: String,
    /// Which system has written it: `asterisk`, `freepbx`, `freeswitch`, `twilio`, `connect`, or `columns` for others.
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'static str>,
    /// How many records were read.
    records: usize,
    /// How many records are earlier than the one before.
    unsorted: usize,
    /// What was passed over.
    passed_over: Vec<TroubleJson>,
}

/// Records that were passed over.
#[derive(Debug, Serialize, JsonSchema)]
struct TroubleJson {
    /// Why: `torn`, `columns`, `time`, `json`, `too-long` or `duplicate`.
    why: &'static str,
    /// How many.
    records: usize,
    /// The row of the first.
    first: u32,
}

/// On whose clock times were read.
#[derive(Debug, Serialize, JsonSchema)]
struct ClockJson {
    /// The zone.
    timezone: &'static str,
    /// Why: `given`, `inferred`, `unsettled` where several do as well, or `not-needed` where all times have an offset.
    why: &'static str,
    /// How well the records agree with the plan on each clock that was tried.
    tried: Vec<TriedClockJson>,
}

/// A clock that was tried.
#[derive(Debug, Serialize, JsonSchema)]
struct TriedClockJson {
    /// The zone.
    timezone: &'static str,
    /// How many calls the plan explains on it.
    agreed: usize,
    /// How many were tried.
    tried: usize,
}

/// Calls that are none of callers from outside.
#[derive(Debug, Serialize, JsonSchema)]
struct LeftOutJson {
    /// From inside.
    internal: usize,
    /// Chats, tasks and the like.
    other_medium: usize,
    /// By a rule.
    by_rule: usize,
    /// Without the record with which they begin.
    without_beginning: usize,
}

/// What calls came to.
#[derive(Debug, Serialize, JsonSchema)]
struct EndJson {
    /// The outcome, as `ivrsim call` tells it.
    outcome: &'static str,
    /// How many calls.
    calls: BoundsJson,
}

/// The calls to a line.
#[derive(Debug, Serialize, JsonSchema)]
struct LineCallsJson {
    /// The name in the plan's files.
    line: String,
    /// The name that people use.
    name: String,
    /// What is dialed.
    number: String,
    /// How many calls.
    calls: u64,
    /// How many met a closed door.
    closed: BoundsJson,
    /// By the hour of the week; hours without calls are left out.
    hours: Vec<HourJson>,
}

/// The calls of an hour of the week.
#[derive(Debug, Serialize, JsonSchema)]
struct HourJson {
    /// The day, 1 for Monday to 7 for Sunday.
    day: u8,
    /// The hour, 0 to 23.
    hour: u8,
    /// How many calls.
    calls: u64,
    /// How many met a closed door.
    closed: BoundsJson,
}

/// Hours that turned callers away.
#[derive(Debug, Serialize, JsonSchema)]
struct DoorJson {
    /// The name in the plan's files.
    schedule: String,
    /// The hours, in words.
    hours: String,
    /// How many calls met this door before any other.
    calls: BoundsJson,
    /// How long after closing they came, or before opening, whichever is nearer.
    distances: Vec<DistanceJson>,
}

/// Calls that came so long before opening or after closing.
#[derive(Debug, Serialize, JsonSchema)]
struct DistanceJson {
    /// Less than so many minutes; none for more than all others.
    #[serde(skip_serializing_if = "Option::is_none")]
    minutes: Option<u32>,
    /// After closing.
    after_closing: BoundsJson,
    /// Before opening.
    before_opening: BoundsJson,
}

/// Something that is counted by its name in the records.
#[derive(Debug, Serialize, JsonSchema)]
struct NamedCountJson {
    /// The name.
    name: String,
    /// How many calls.
    calls: u64,
    /// The first of them.
    first: CallPlaceJson,
}

/// What the plan cannot explain.
#[derive(Debug, Serialize, JsonSchema)]
struct RealityJson {
    /// Calls of which the records settle something that the plan could contradict.
    settled: u64,
    /// Of these, those that it explains.
    explained: u64,
    /// What it cannot explain.
    drifts: Vec<DriftJson>,
    /// Places of the records that the plan does not name.
    unmapped: Vec<NamedCountJson>,
}

/// Calls that the plan cannot explain, for one reason.
#[derive(Debug, Serialize, JsonSchema)]
struct DriftJson {
    /// Why: `number-not-in-plan`, `queue-not-in-plan`, `reached-while-closed`, `never-reached`, `contradictory` or `skipped-time`.
    why: &'static str,
    /// The same in words.
    words: String,
    /// How many calls.
    calls: u64,
    /// The first of them.
    first: CallPlaceJson,
    /// The last of them.
    last: CallPlaceJson,
    /// The line, by its name for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<String>,
    /// What was reached.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    /// The hours that are closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    schedule: Option<String>,
}

impl ReplayJson {
    /// Of a survey under a plan of this name.
    #[must_use]
    pub fn of(survey: &ReplaySurvey, plan: &str, change: Option<&ReplayChange>) -> Self {
        let at = |at: Timestamp| rfc3339(at, survey.zone).to_string();
        Self {
            version: JSON_REPLAY_VERSION,
            plan: plan.to_owned(),
            files: survey.files.iter().map(file).collect(),
            clock: clock(survey),
            timezone: survey.zone.name(),
            from: survey.period.map(|(from, _)| at(from)),
            to: survey.period.map(|(_, to)| at(to)),
            calls: survey.calls,
            left_out: LeftOutJson {
                internal: survey.left_out.internal,
                other_medium: survey.left_out.other_medium,
                by_rule: survey.left_out.by_rule,
                without_beginning: survey.left_out.without_beginning,
            },
            at_repeated_times: survey.twice,
            closed: survey.closed.into(),
            ends: survey
                .ends
                .iter()
                .map(|(kind, calls)| EndJson { outcome: kind.word(), calls: (*calls).into() })
                .collect(),
            lines: survey.lines.iter().map(line).collect(),
            doors: survey.doors.iter().map(door).collect(),
            faxes: survey.faxes,
            unplaced: survey.unplaced.iter().map(|named| named_count(survey, named)).collect(),
            reality: RealityJson {
                settled: survey.settled,
                explained: survey.explained,
                drifts: survey.drifts.iter().map(|one| drift(survey, one)).collect(),
                unmapped: survey.unmapped.iter().map(|named| named_count(survey, named)).collect(),
            },
            next_month: survey.forecast.as_ref().map(forecast),
            change: change.map(|change| changed(survey, change)),
            complete: survey.is_complete,
        }
    }
}

fn file(file: &crate::replay::records::RecordFile) -> RecordFileJson {
    RecordFileJson {
        name: file.name.clone(),
        format: file.format.map(crate::replay::records::RecordFormat::word),
        records: file.records,
        unsorted: file.unsorted,
        passed_over: file
            .troubles
            .iter()
            .map(|count| TroubleJson { why: count.trouble.word(), records: count.count, first: count.first })
            .collect(),
    }
}

fn clock(survey: &ReplaySurvey) -> ClockJson {
    let name = |zone: Zone| zone.name();
    ClockJson {
        timezone: name(survey.clock.zone),
        why: match survey.clock.reason {
            ClockReason::Given => "given",
            ClockReason::Inferred => "inferred",
            ClockReason::Unsettled => "unsettled",
            ClockReason::NotNeeded => "not-needed",
        },
        tried: survey
            .clock
            .tried
            .iter()
            .map(|tried| TriedClockJson {
                timezone: name(tried.zone),
                agreed: tried.agreed,
                tried: tried.tried,
            })
            .collect(),
    }
}

fn line(line: &LineTally) -> LineCallsJson {
    let hour = |(index, tally): (usize, &HourTally)| HourJson {
        day: (index / 24 + 1) as u8,
        hour: (index % 24) as u8,
        calls: tally.calls,
        closed: tally.closed.into(),
    };
    LineCallsJson {
        line: line.key.clone(),
        name: line.name.clone(),
        number: line.dialed.clone(),
        calls: line.calls,
        closed: line.closed.into(),
        hours: line.hours.iter().enumerate().filter(|(_, tally)| tally.calls > 0).map(hour).collect(),
    }
}

fn door(door: &DoorTally) -> DoorJson {
    let distance = |(index, minutes): (usize, &u32)| DistanceJson {
        minutes: Some(*minutes).filter(|minutes| *minutes < u32::MAX),
        after_closing: door.after_closing[index].into(),
        before_opening: door.before_opening[index].into(),
    };
    DoorJson {
        schedule: door.schedule.clone(),
        hours: door.words.clone(),
        calls: door.calls.into(),
        distances: DISTANCES.iter().enumerate().map(distance).collect(),
    }
}

fn named_count(survey: &ReplaySurvey, named: &NamedCount) -> NamedCountJson {
    NamedCountJson { name: named.name.clone(), calls: named.calls, first: place(survey, &named.first) }
}

fn drift(survey: &ReplaySurvey, drift: &Drift) -> DriftJson {
    let (line, reached, schedule) = match &drift.kind {
        DriftKind::NumberNotInPlan { number } => (None, Some(number), None),
        DriftKind::QueueNotInPlan { queue } => (None, Some(queue), None),
        DriftKind::ReachedWhileClosed { line, place, schedule } => (Some(line), Some(place), Some(schedule)),
        DriftKind::NeverReached { line, place } => (Some(line), Some(place), None),
        DriftKind::Contradictory { line } => (Some(line), None, None),
        DriftKind::SkippedTime => (None, None, None),
    };
    DriftJson {
        why: drift.kind.word(),
        words: super::words::drift(&drift.kind),
        calls: drift.calls,
        first: place(survey, &drift.first),
        last: place(survey, &drift.last),
        line: line.cloned(),
        place: reached.cloned(),
        schedule: schedule.cloned(),
    }
}
