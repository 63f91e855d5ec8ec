//! All ways through lines: text for people, JSON and CSV for programs.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::io;
use std::rc::Rc;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use super::answer_table::AnswerTable;
use super::callers::CallerClass;
use super::exception_notes::ExceptionNotes;
use super::explorer::Explorer;
use super::horizon::Horizon;
use super::incomplete::INCOMPLETE;
use super::named_callers::who;
use super::paths::{Path, PathEnd, PathFilter};
use super::press_words::{exactly, press, said_once, shown};
use super::sets::{SetId, TimeSets};
use super::ways_text::Ways;
use crate::base::text::sheet::write_csv;
use crate::base::text::{Cell, Column, Paint, Table, safe};
use crate::call::{ArrivalCause, CallSpec, Caller, EndReason, Outcome, OutcomeKind};
use crate::explore::callers;
use crate::number::in_a_cell;
use crate::plan::{LineId, Plan};
use crate::time::moment::rfc3339;
use crate::time::{Recurrence, ScheduleZone, Zone};

/// All ways through some lines.
#[derive(Debug)]
pub struct PathsReport<'p> {
    plan: &'p Plan,
    horizon: Horizon,
    answers: Rc<AnswerTable>,
    parts: Vec<LinePaths>,
}

/// The ways through one line for one class of callers.
#[derive(Debug)]
struct LinePaths {
    line: LineId,
    class: CallerClass,
    /// Whether the line treats other callers otherwise.
    told_apart: bool,
    rows: Vec<PathRow>,
    /// Whether these are all.
    complete: bool,
}

#[derive(Debug)]
struct PathRow {
    path: Path,
    /// What its caller does, as people are told it.
    pressed: String,
    said: Arc<TimesText>,
}

/// Times and the words for them, made once for all ways with the same times.
#[derive(Debug)]
struct TimesText {
    when: Recurrence,
    words: String,
    /// How long the words are without the name of the zone.
    length: usize,
}

impl TimesText {
    fn of(when: Recurrence) -> Self {
        let (words, length) = (when.to_string(), when.with_zone_called("").to_string().len());
        Self { when, words, length }
    }
}

/// One way.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PathJson {
    /// The line, by its name in the plan's files.
    pub line: String,
    /// The number to dial, in E.164.
    pub number: String,
    /// A number in E.164 or a time zone that stands for this class of callers; null for a caller of whom nothing is known.
    pub caller: Option<String>,
    /// The time zones of all callers who are treated like this one, where the line asks for them.
    pub caller_timezones: Vec<&'static str>,
    /// What the caller does: keys, whole entries, `silence`; and what the outside answers on the way, `staffed=no`. Empty if dialing
    /// is all.
    pub press: Vec<String>,
    /// Whether there is silence in it, or a key that the menu does not offer (only with `--all`).
    pub misstep: bool,
    /// Before which of them, from 0, the caller waits until hours have changed for the first time (only with `--all`).
    pub change_before: Option<usize>,
    /// After how many of them, 0 being after dialing, hours change for the first time, while something is said to the caller,
    /// who cannot press anything yet (only with `--all`).
    pub change_after: Option<usize>,
    /// `transferred`, `voicemail`, `callback`, `fax-tone`, `not-in-service`, `disconnected`, `dropped`; or `again`: it goes on at a
    /// step from which the ways are told already, under a way with fewer keys.
    pub outcome: &'static str,
    /// Where it ends, by the name in the plan's files.
    pub step: Option<String>,
    /// The name of that for people.
    pub name: Option<String>,
    /// What sent the call there, when that was not the caller's choice.
    pub why: Option<String>,
    /// The schedule, when hours sent the call there.
    pub closed_by: Option<String>,
    /// When this comes of it, in words.
    pub when: String,
    /// In how many spans of time, within the time that is looked at (`--from`, `--years`).
    pub spans: usize,
    /// How many hours a year, on average.
    pub hours_a_year: f64,
    /// The first instant, in RFC 3339 with the offset of the plan's zone.
    pub first: Option<String>,
    /// Whether every call of these callers to the line was looked at. If not, there may be more ways, and the exit code is 2.
    pub complete: bool,
}

impl<'p> PathsReport<'p> {
    /// Explores lines for one caller, or for every class of callers that each line tells apart.
    #[must_use]
    pub fn new(
        plan: &'p Plan,
        lines: &[LineId],
        caller: Option<Caller>,
        horizon: Horizon,
        ways: PathFilter,
    ) -> Self {
        let mut explorer = Explorer::new(plan, horizon);
        let answers = Rc::clone(explorer.answers());
        let mut parts = Vec::new();
        let mut said: HashMap<(SetId, Zone), Arc<TimesText>> = HashMap::new();
        for &line in lines {
            let classes = match caller {
                Some(caller) => vec![CallerClass { caller, zones: Vec::new() }],
                None => callers(&[(plan, line)], horizon),
            };
            let told_apart = classes.len() > 1;
            for class in classes {
                let paths = explorer.paths(line, class.caller, ways);
                let zones = zones(plan, line, class.caller);
                let spec = |path: &Path, sets: &TimeSets| {
                    let at = sets.first(path.when).unwrap_or(horizon.from);
                    CallSpec::to_line(plan, line, at).with_caller(class.caller)
                };
                let shown = |path| shown(plan, &answers, path, &spec(path, explorer.sets()));
                let pressed: Vec<String> = paths.all.iter().map(shown).collect();
                let mut pressed = pressed.into_iter();
                let mut say = |path: &Path, zone: Zone| -> Arc<TimesText> {
                    let told = said.entry((path.when, zone)).or_insert_with(|| {
                        let when = explorer.sets().get(path.when).occasions(horizon.from, horizon.to, zone);
                        Arc::new(TimesText::of(when))
                    });
                    Arc::clone(told)
                };
                let complete = paths.complete;
                let mut rows = Vec::new();
                // All that some keys can come to is said on one clock: that on which it is said most shortly, of which the names
                // do not matter.
                for paths in paths.all.chunk_by(|a, b| press(&answers, a) == press(&answers, b)) {
                    let mut length =
                        |&zone: &Zone| -> usize { paths.iter().map(|path| say(path, zone).length).sum() };
                    let zone = zones.iter().copied().min_by_key(|zone| length(zone)).unwrap_or(plan.zone);
                    rows.extend(paths.iter().zip(pressed.by_ref()).map(|(path, pressed)| PathRow {
                        path: path.clone(),
                        pressed,
                        said: say(path, zone),
                    }));
                }
                parts.push(LinePaths { line, class, told_apart, rows, complete });
            }
        }
        Self { plan, horizon, answers, parts }
    }

    /// Whether every call was looked at, so that these are all ways.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.parts.iter().all(|part| part.complete)
    }

    /// The same for programs.
    #[must_use]
    pub fn json(&self) -> Vec<PathJson> {
        self.parts.iter().flat_map(|part| part.rows.iter().map(|row| self.row_json(part, row))).collect()
    }

    /// The same as a table, in which numbers are written as people write them.
    pub fn csv(&self, out: impl io::Write) -> io::Result<()> {
        let columns = [
            Column::text("line"),
            Column::text("number"),
            Column::text("caller"),
            Column::text("press"),
            Column::text("outcome"),
            Column::text("step"),
            Column::text("name"),
            Column::text("why"),
            Column::text("when"),
            Column::number("spans"),
            Column::number("hours_a_year"),
            Column::text("first"),
        ];
        let rows = self.parts.iter().flat_map(|part| part.rows.iter().map(move |row| (part, row)));
        let cells = rows.map(|(part, row)| {
            let row = self.row_json(part, row);
            let Caller { number, zone } = part.class.caller;
            let caller = number.map(in_a_cell).or_else(|| zone.map(|zone| zone.name().to_owned()));
            let told = |text: Option<String>| text.map_or(Cell::nothing(), Cell::text);
            [
                Cell::text(row.line),
                Cell::text(self.plan.line(part.line).number.value.in_a_cell()),
                told(caller),
                Cell::text(row.press.join(", ")),
                Cell::text(row.outcome),
                told(row.step),
                told(row.name),
                told(row.why),
                Cell::text(row.when),
                Cell::text(row.spans.to_string()),
                Cell::text(row.hours_a_year.to_string()),
                told(row.first),
            ]
        });
        write_csv(&columns, cells, out)
    }

    /// The text for people.
    #[must_use]
    pub fn text(&self, paint: Paint) -> impl fmt::Display + '_ {
        PathsText { report: self, paint }
    }

    fn row_json(&self, part: &LinePaths, PathRow { path, said, .. }: &PathRow) -> PathJson {
        let plan = self.plan;
        let line = plan.line(part.line);
        let outcome = match path.end {
            PathEnd::Over(outcome) => Some(outcome),
            PathEnd::Again(_) => None,
        };
        let (step, name) = match path.end {
            PathEnd::Over(outcome) => (outcome.place_key(plan), outcome.place_name(plan)),
            PathEnd::Again(step) => (Some(plan.step(step).key.as_str()), plan.step(step).name.as_deref()),
        };
        let years = self.horizon.to.duration_since(self.horizon.from).as_secs_f64() / (365.2425 * 86_400.0);
        let TimesText { when, words, .. } = &**said;
        let a_year = when.hours() / years.max(f64::MIN_POSITIVE);
        let times = when.times();
        PathJson {
            line: line.key.clone(),
            number: line.number.value.e164().to_string(),
            caller: caller(part.class.caller),
            caller_timezones: part.class.zones.iter().map(|zone| zone.name()).collect(),
            press: path.route.acts.iter().map(|act| exactly(&self.answers, *act)).collect(),
            misstep: path.misstep,
            change_before: path.route.change_before(),
            change_after: path.route.change_after(),
            outcome: outcome.map_or("again", |outcome| outcome.kind().word()),
            step: step.map(str::to_owned),
            name: name.map(str::to_owned),
            why: outcome.and_then(|outcome| self.why(part.line, outcome)),
            closed_by: outcome
                .and_then(|outcome| outcome.closed_by(plan))
                .map(|id| plan.schedule(id).key.clone()),
            when: words.clone(),
            spans: times.spans().len(),
            hours_a_year: (a_year * 100.0).round() / 100.0,
            first: times.first().map(|at| rfc3339(at, plan.zone).to_string()),
            complete: part.complete,
        }
    }

    /// What sent a call to where it ended, when that was not the caller's choice.
    fn why(&self, line: LineId, outcome: Outcome) -> Option<String> {
        Some(match (outcome.because, outcome.reason) {
            (Some(ArrivalCause::Closed(step)), _) => {
                let name = self.plan.step(step).name.as_deref();
                format!("{} is closed", name.unwrap_or(&self.plan.line(line).name))
            }
            (Some(ArrivalCause::NoInput), _) => "nothing was pressed".to_owned(),
            (Some(ArrivalCause::NoMatch), _) => "a key was pressed that is not offered".to_owned(),
            (None, EndReason::TooLong) => "the call reached the plan's limit".to_owned(),
            (None, EndReason::Loop) => "the call went in circles".to_owned(),
            // What became of a transfer is told by the way.
            (Some(ArrivalCause::Transfer { .. }) | None, _) => return None,
        })
    }
}

/// The zones on whose clocks times of a line may be said, the first one first: the plan's if a schedule is read on it, else
/// that of a schedule.
fn zones(plan: &Plan, line: LineId, caller: Caller) -> Vec<Zone> {
    let callers = caller.zone_under(plan).zone;
    let schedules = plan.schedules_of(line).into_iter();
    let read: Vec<Zone> = schedules
        .map(|id| match plan.schedule(id).schedule.zone() {
            ScheduleZone::Fixed(zone) => zone,
            ScheduleZone::Caller => callers,
        })
        .collect();
    let first = plan.zone;
    let is_read_first = read.iter().any(|zone| zone.is_same_clock(first));
    let mut zones: Vec<Zone> = Vec::new();
    for zone in is_read_first.then_some(first).into_iter().chain(read).chain([first, callers]) {
        if !zones.iter().any(|known| known.is_same_clock(zone)) {
            zones.push(zone);
        }
    }
    zones
}

fn caller(caller: Caller) -> Option<String> {
    let number = caller.number.map(|number| number.e164().to_string());
    number.or_else(|| caller.zone.map(|zone| zone.name().to_owned()))
}

struct PathsText<'a> {
    report: &'a PathsReport<'a>,
    paint: Paint,
}

impl fmt::Display for PathsText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { report, paint } = *self;
        let plan = report.plan;
        let notes = ExceptionNotes::new(plan);
        let mut ways = 0;
        for (index, parts) in report.parts.chunk_by(|a, b| a.line == b.line).enumerate() {
            let line = plan.line(parts[0].line);
            let gap = if index > 0 { "\n" } else { "" };
            let number = line.dialed();
            let space = if number.is_empty() { "" } else { "  " };
            writeln!(f, "{gap}{}{space}{}", paint.bold(safe(&number)), paint.bold(safe(&line.name)))?;
            let groups = self.groups(parts);
            let mut first = PressText::default();
            for (of, words) in &groups {
                if of[0].told_apart {
                    let callers = if groups.len() == 1 {
                        "every caller".to_owned()
                    } else {
                        who(of.iter().map(|part| &part.class))
                    };
                    writeln!(f, "  {}", paint.dim(safe(&callers)))?;
                }
                let news = told(&self.report.answers, of[0], words).news(&first);
                self.table(f, of, &notes, &news)?;
                if news.len() < told(&self.report.answers, of[0], words).0.len() {
                    writeln!(f, "  {}", paint.dim("other keys as for the first callers"))?;
                }
                ways += of[0].rows.len();
                if first.0.is_empty() {
                    first = told(&self.report.answers, of[0], words);
                }
            }
        }
        let date = |at| plan.zone.wall_clock(at).date();
        let (from, to) = (date(report.horizon.from), date(report.horizon.to));
        writeln!(f)?;
        notes.told(f, paint)?;
        let counted = if ways == 1 { "1 way".to_owned() } else { format!("{ways} ways") };
        writeln!(f, "{}", paint.dim(format_args!("{counted}, from {from} until {to}")))?;
        if report.is_complete() { Ok(()) } else { writeln!(f, "{}", paint.bad(INCOMPLETE)) }
    }
}

impl PathsText<'_> {
    /// The ways of each class of callers, with the words for their times; those that differ by nothing but the clock are
    /// one, told on the caller's.
    fn groups<'r>(&self, parts: &'r [LinePaths]) -> Vec<(Vec<&'r LinePaths>, Vec<String>)> {
        let mut groups: Vec<(Vec<&LinePaths>, Vec<String>)> = Vec::new();
        for part in parts {
            let zone = part.class.caller.zone_under(self.report.plan).zone;
            let words = |row: &PathRow| match &*row.said {
                TimesText { when, .. } if when.zone() == zone && part.told_apart => {
                    when.with_zone_called("caller's time").to_string()
                }
                TimesText { words, .. } => words.clone(),
            };
            let words: Vec<String> = part.rows.iter().map(words).collect();
            let ways = |part: &LinePaths| {
                part.rows
                    .iter()
                    .map(|row| (press(&self.report.answers, &row.path), row.path.end))
                    .collect::<Vec<_>>()
            };
            match groups.iter_mut().find(|(known, said)| *said == words && ways(known[0]) == ways(part)) {
                Some((known, _)) => known.push(part),
                None => groups.push((vec![part], words)),
            }
        }
        // Whoever is alone has a zone with a name.
        for (parts, words) in &mut groups {
            if let [only] = parts[..] {
                *words = only.rows.iter().map(|row| row.said.words.clone()).collect();
            }
        }
        groups
    }

    /// The ways of some classes that begin with some presses.
    fn table(
        &self,
        f: &mut fmt::Formatter<'_>,
        parts: &[&LinePaths],
        notes: &ExceptionNotes<'_>,
        presses: &BTreeSet<String>,
    ) -> fmt::Result {
        let Self { report, paint } = *self;
        let part = parts[0];
        let zone = part.class.caller.zone_under(report.plan).zone;
        let mut rows = Vec::new();
        let mut before: Option<String> = None;
        for PathRow { path, pressed, said } in &part.rows {
            let press = press(&report.answers, path);
            if !presses.contains(&press) {
                continue;
            }
            // What was pressed is said once, however differently it may end.
            let press = said_once(&report.answers, path);
            let told = before.as_ref() == Some(&press);
            let shown = if told { "" } else { pressed };
            before = Some(press);
            // Several who differ by nothing but the clock are told on the caller's.
            let is_theirs = parts.len() > 1 && said.when.zone() == zone;
            let called = if is_theirs { "caller's time" } else { said.when.zone().spoken() };
            let when = notes.marked(&said.when, called);
            let when = if when == "always" { paint.dim(when) } else { paint.plain(when) };
            rows.push([paint.caller(format!("  {shown}")), self.end(part, path.end), when]);
        }
        if let Some(columns) = paint.columns() {
            return write!(f, "{}", Ways { rows: &rows, columns });
        }
        let mut table = Table::default();
        for row in rows {
            table.row(row);
        }
        write!(f, "{}", table.text(paint, None))
    }

    fn end(&self, part: &LinePaths, end: PathEnd) -> crate::base::text::Painted<String> {
        let Self { report, paint } = *self;
        let plan = report.plan;
        let outcome = match end {
            PathEnd::Over(outcome) => outcome,
            PathEnd::Again(step) => {
                let step = plan.step(step);
                let name = step.name.as_deref().unwrap_or(&step.key);
                return paint.note(format!("{} again", safe(name)));
            }
        };
        let why = report.why(part.line, outcome).map(|why| safe(&why).into_owned());
        let name = outcome.place_name(plan).map(|name| safe(name).into_owned());
        let kind = outcome.kind();
        let text = match (kind, name, why) {
            (OutcomeKind::Disconnected, None, Some(why)) => format!("hangs up: {why}"),
            (OutcomeKind::Disconnected, Some(name), Some(why)) => format!("hangs up at {name}: {why}"),
            (OutcomeKind::Disconnected, _, None) => "hangs up".to_owned(),
            (OutcomeKind::Dropped, Some(name), Some(why)) => format!("dropped after {name}: {why}"),
            (OutcomeKind::Dropped, Some(name), None) => format!("dropped after {name}"),
            (OutcomeKind::Transferred, Some(name), None) => name,
            (OutcomeKind::Transferred, Some(name), Some(why)) => format!("{name} ({why})"),
            (kind, Some(name), None) => format!("{}: {name}", kind.word()),
            (kind, Some(name), Some(why)) => format!("{}: {name} ({why})", kind.word()),
            (kind, None, Some(why)) => format!("{}: {why}", kind.word()),
            (kind, None, None) => kind.word().to_owned(),
        };
        match kind {
            OutcomeKind::Transferred => paint.good(text),
            OutcomeKind::Voicemail
            | OutcomeKind::Callback
            | OutcomeKind::FaxTone
            | OutcomeKind::CallerHungUp => paint.note(text),
            OutcomeKind::NotInService | OutcomeKind::Disconnected | OutcomeKind::Dropped => paint.bad(text),
        }
    }
}

/// What is told of each press: where it leads, and when.
#[derive(Debug, Default)]
struct PressText(BTreeMap<String, Vec<(PathEnd, String)>>);

fn told(answers: &AnswerTable, part: &LinePaths, words: &[String]) -> PressText {
    let mut told = PressText::default();
    for (row, when) in part.rows.iter().zip(words) {
        told.0.entry(press(answers, &row.path)).or_default().push((row.path.end, when.clone()));
    }
    told
}

impl PressText {
    /// The presses of which other callers were told otherwise: all of them, unless those have the same presses.
    fn news(&self, others: &Self) -> BTreeSet<String> {
        let comparable = self.0.keys().eq(others.0.keys());
        let news = self.0.iter().filter(|(press, ends)| !comparable || others.0.get(*press) != Some(ends));
        news.map(|(press, _)| press.clone()).collect()
    }
}
