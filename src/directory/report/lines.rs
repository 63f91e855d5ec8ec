//! The numbers that can be dialed, and whether anybody is there.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;

use super::opening::{self, within};
use crate::base::text::{Cell, Table, Tone};
use crate::call::Caller;
use crate::directory::first::{FirstRoute, first, open_until};
use crate::plan::{Announcement, Line, LineId, Plan, StepId, StepKind};
use crate::time::moment::{KNOWN, rfc3339};

/// All lines at one moment for one caller.
#[derive(Debug)]
pub struct LinesReport<'p> {
    plan: &'p Plan,
    caller: Caller,
    now: Timestamp,
    lines: Vec<(LineId, &'p Line, FirstRoute)>,
}

/// One line.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LineJson {
    /// Its name in the plan's files.
    pub line: String,
    /// The name for people.
    pub name: String,
    /// The number, in E.164.
    pub number: String,
    /// The part of the company that answers.
    pub unit: Option<String>,
    /// What people call about.
    pub topics: Vec<String>,
    /// The schedules that a call can meet, by their names in the plan's files.
    pub hours: Vec<String>,
    /// Whether a call that is made now can be put through to people.
    pub open: bool,
    /// Until when somebody can be reached without a break.
    pub until: Option<String>,
    /// Or from when.
    pub opens: Option<String>,
    /// Where what is known of hours ends, if no way was found because of that.
    pub known_until: Option<String>,
    /// Whether every call was tried that could be put through sooner.
    pub complete: bool,
    /// The announcements that callers hear first, by their names in the plan's files.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub announcements: Vec<String>,
}

impl<'p> LinesReport<'p> {
    /// Finds for each line whether, and otherwise when, a caller can be put through to people.
    #[must_use]
    pub fn new(plan: &'p Plan, caller: Caller, now: Timestamp) -> Self {
        let people = |line: LineId| -> Vec<StepId> {
            let steps = plan.steps_of(line).into_iter();
            steps.filter(|&step| matches!(plan.step(step).kind, StepKind::Destination(_))).collect()
        };
        let lines = plan.lines().map(|(id, line)| {
            let people = people(id);
            let mut first = first(plan, &[id], &people, caller, now);
            // What matters of a line is whether anybody is there, not by which keys.
            if let Some(way) = first.way.as_mut().filter(|way| way.at <= now) {
                way.until = open_until(plan, id, &people, caller, now);
            }
            (id, line, first)
        });
        Self { plan, caller, now, lines: lines.collect() }
    }

    /// The same for programs.
    #[must_use]
    pub fn json(&self) -> Vec<LineJson> {
        let instant = |at: Timestamp| rfc3339(at, self.plan.zone).to_string();
        let json = |(id, line, first): &(LineId, &Line, FirstRoute)| {
            let way = &first.way;
            let open = way.as_ref().is_some_and(|way| way.at <= self.now);
            let hours = self.plan.schedules_of(*id).into_iter();
            LineJson {
                line: line.key.clone(),
                name: line.name.clone(),
                number: line.number.value.e164().to_string(),
                unit: line.unit.clone(),
                topics: line.topics.clone(),
                hours: hours.map(|id| self.plan.schedule(id).key.clone()).collect(),
                open,
                until: way.as_ref().filter(|_| open).and_then(|way| way.until).map(instant),
                opens: way.as_ref().filter(|_| !open).map(|way| instant(way.at)),
                known_until: first.known_until().map(instant),
                complete: first.is_complete(),
                announcements: self.said_on(*id).map(|said| said.key.clone()).collect(),
            }
        };
        self.lines.iter().map(json).collect()
    }

    /// The announcements that are said on a line at the moment.
    fn said_on(&self, line: LineId) -> impl Iterator<Item = &'p Announcement> {
        let now = self.now;
        self.plan.announcements().filter(move |said| said.is_on(line) && said.is_said_at(now))
    }

    /// What is said before everything else now or in the days to come, a line for each.
    #[must_use]
    pub fn announced(&self) -> Vec<String> {
        const DAYS_AHEAD: i64 = 14;
        let zone = self.plan.zone;
        let until =
            self.now.saturating_add(jiff::SignedDuration::from_hours(24 * DAYS_AHEAD)).unwrap_or(self.now);
        let told = |said: &Announcement| {
            let shown = |at: Timestamp| zone.shows(at, "%Y-%m-%d %H:%M");
            let lines: Vec<&str> = said.lines.iter().map(|&id| self.plan.line(id).name.as_str()).collect();
            let whose = if lines.is_empty() { "all lines".to_owned() } else { lines.join(", ") };
            let from =
                if said.from <= self.now { "now".to_owned() } else { format!("from {}", shown(said.from)) };
            let to = said.to.map_or_else(String::new, |to| format!(" until {}", shown(to)));
            format!("announcement `{}`, {from}{to}: {whose}", said.key)
        };
        let matters = |said: &&Announcement| said.from <= until && said.to.is_none_or(|to| self.now < to);
        self.plan.announcements().filter(matters).map(told).collect()
    }

    /// Whether every call was tried that could be put through to people sooner.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.lines.iter().all(|(.., first)| first.is_complete())
    }

    /// Whether a line has more ways than can be walked.
    #[must_use]
    pub fn has_too_many_ways(&self) -> bool {
        self.lines.iter().any(|(.., first)| first.too_many_ways)
    }

    /// Of each line its number, whether people can be reached on it, and until or from when.
    pub(crate) fn states(&self) -> impl Iterator<Item = (String, bool, String)> + '_ {
        self.lines.iter().map(|(id, line, first)| {
            let number = line.number.value.to_string();
            match &first.way {
                Some(way) => {
                    let clause = opening::line_clause(self.plan, way, self.caller, self.now);
                    (number, way.at <= self.now, clause)
                }
                None => (number, false, self.nobody_reached(*id, first)),
            }
        })
    }

    /// What is said of a line on which nobody is reached.
    fn nobody_reached(&self, id: LineId, first: &FirstRoute) -> String {
        let may_reach = |step: &StepId| {
            matches!(self.plan.step(*step).kind, StepKind::Destination(_) | StepKind::Voicemail(_))
        };
        if !self.plan.steps_of(id).iter().any(may_reach) {
            return "only informs its callers".to_owned();
        }
        let known = if first.goes_on { format!("; {KNOWN}") } else { within(first).clone() };
        format!("no way to reach a person was found{known}")
    }

    /// The table for people.
    #[must_use]
    pub fn table(&self) -> Table {
        let mut table = Table::of_texts(["NUMBER", "LINE", "NAME", "NOW"]);
        for (id, line, way) in &self.lines {
            let (state, tone) = match &way.way {
                Some(way) => {
                    let clause = opening::line_clause(self.plan, way, self.caller, self.now);
                    (clause, if way.at <= self.now { Tone::Good } else { Tone::Bad })
                }
                None => (self.nobody_reached(*id, way), Tone::Note),
            };
            table.row([
                Cell::text(line.dialed()).toned(Tone::Bold),
                Cell::text(line.key.as_str()),
                Cell::text(line.name.as_str()),
                Cell::text(state).toned(tone),
            ]);
        }
        table
    }
}
