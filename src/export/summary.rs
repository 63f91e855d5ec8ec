//! What became of an export, or of a check of files that are in use, for people and for programs.

use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::Serialize;

use super::dated_hours::ExportSpan;
use super::limits::{ExportLimit, LimitGravity};
use super::proof::HoursDifference;
use super::written_plan::{ExportProof, ExportRequest};
use crate::base::source::Sources;
use crate::base::text::{Paint, counted, safe};
use crate::diff::BeforeAfter;
use crate::diff::report::{DiffJson, DiffReport, PlanName};

/// What became of an export.
#[derive(Debug)]
pub struct ExportSummary<'e> {
    /// All of it but the differences in calls, as programs read it.
    pub json: ExportJson,
    proof: &'e ExportProof,
    names: BeforeAfter<PlanName>,
    all: bool,
}

/// What `ivrsim export` made of a plan, or what `ivrsim export --check` found.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ExportJson {
    /// The platform: `asterisk` or `connect`; `ics` for calendars.
    platform: &'static str,
    /// The first day for which hours are written, or compared.
    from: String,
    /// The last day.
    to: String,
    /// The files that were written; none where files in use were checked.
    files: Vec<String>,
    /// What the platform cannot say, with what stands for it.
    approximated: Vec<ApproximatedJson>,
    /// Whether what was read back does the same as the plan, with what is approximated: for every line, caller, key and minute.
    same: bool,
    /// Whether all calls were compared.
    complete: bool,
    /// How many hours were compared.
    hours_compared: usize,
    /// The hours that differ.
    hours: Vec<HoursDifferenceJson>,
    /// What callers meet otherwise, as `ivrsim diff` tells it: the plan is the old one, the phone system the new one.
    #[serde(skip_serializing_if = "Option::is_none")]
    calls: Option<DiffJson>,
}

/// Something that the platform cannot say.
#[derive(Debug, Serialize, JsonSchema)]
struct ApproximatedJson {
    /// What callers may notice: `pace` (how long something takes, or when a key is taken), `words` or `routing`.
    gravity: &'static str,
    /// The file of the plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    /// The line of that file, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    /// What it is.
    message: String,
    /// What is written instead.
    instead: String,
}

/// Hours that differ.
#[derive(Debug, Serialize, JsonSchema)]
struct HoursDifferenceJson {
    /// The name in the plan.
    hours: String,
    /// When they differ first, with the offset of their zone; not there where the phone system has no such hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    /// When that ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    /// Whether the plan is open then.
    plan_is_open: bool,
    /// How many stretches of time there are.
    stretches: usize,
}

impl<'e> ExportSummary<'e> {
    /// The summary of an export, or of a check.
    #[must_use]
    pub fn new(
        request: &ExportRequest,
        limits: &[ExportLimit],
        proof: &'e ExportProof,
        sources: &Sources,
        names: BeforeAfter<PlanName>,
        all: bool,
    ) -> Self {
        let json = ExportJson {
            platform: request.platform.word(),
            from: request.span.first.to_string(),
            to: request.span.last.to_string(),
            files: Vec::new(),
            approximated: approximated(limits, sources),
            same: proof.is_same(),
            complete: proof.is_complete(),
            hours_compared: proof.hours_compared,
            hours: proof.hours.iter().map(hours_json).collect(),
            calls: None,
        };
        Self { json, proof, names, all }
    }

    /// Names the files that were written.
    pub fn wrote(&mut self, files: Vec<String>) {
        self.json.files = files;
    }

    /// For programs.
    #[must_use]
    pub fn whole_json(mut self) -> ExportJson {
        self.json.calls = self.report().map(|report| report.json());
        self.json
    }

    fn report(&self) -> Option<DiffReport<'_>> {
        let menus = self.proof.menus.as_ref()?;
        let names = self.names.clone();
        Some(DiffReport::new(&self.proof.plan, &menus.read_back, names, &menus.diff, self.all))
    }

    /// For people.
    #[must_use]
    pub fn text(&self, paint: Paint) -> String {
        let json = &self.json;
        // Writing to memory cannot fail.
        let mut text = String::new();
        for file in &json.files {
            let _ = writeln!(text, "wrote {file}");
        }
        text.push_str(&approximated_told(&json.approximated));
        if !text.is_empty() {
            text.push('\n');
        }
        for hours in &self.proof.hours {
            let _ = writeln!(text, "{}", safe(&hours_told(hours)));
        }
        if let Some(report) = self.report().filter(|_| !json.same) {
            let _ = write!(text, "{}", report.human(paint));
        }
        let what = match (self.proof.menus.is_some(), json.hours_compared) {
            (true, 0) => "every line, caller, key and minute".to_owned(),
            (true, _) => "all hours, and for every line, caller, key and minute".to_owned(),
            (false, count) => format!("every minute of {}", counted(count, "schedule")),
        };
        let span = format!("from {} to {}", json.from, json.to);
        if json.same && json.complete {
            let instead =
                if json.approximated.is_empty() { "the plan" } else { "the plan with these changes" };
            let _ = writeln!(text, "Read back and compared with {instead}: the same for {what}, {span}.");
        } else if json.same {
            let _ = writeln!(
                text,
                "Read back and compared: no difference was found {span}, but not every call was looked at."
            );
        }
        text
    }
}

fn approximated(limits: &[ExportLimit], sources: &Sources) -> Vec<ApproximatedJson> {
    let told = limits.iter().map(|limit| {
        let place = limit.told.primary.as_ref().map(|primary| sources.place(primary.span));
        ApproximatedJson {
            gravity: match limit.gravity {
                LimitGravity::Pace => "pace",
                LimitGravity::Words => "words",
                LimitGravity::Routing => "routing",
            },
            file: place.map(|place| place.file.to_owned()),
            line: place.map(|place| place.line),
            message: limit.told.message.clone(),
            instead: limit.instead.clone(),
        }
    });
    told.collect()
}

fn approximated_told(all: &[ApproximatedJson]) -> String {
    // Writing to memory cannot fail.
    let mut text = String::new();
    if !all.is_empty() {
        text.push_str("\nnot said as the plan has it:\n");
    }
    for one in all {
        let place = match (&one.file, one.line) {
            (Some(file), Some(line)) => format!("{}:{line}: ", safe(file)),
            _ => String::new(),
        };
        let _ = writeln!(text, "  {place}{}; {}", safe(&one.message), safe(&one.instead));
    }
    text
}

/// What became of calendars that were written.
#[derive(Debug)]
pub struct CalendarSummary {
    /// As programs read it.
    pub json: ExportJson,
}

impl CalendarSummary {
    /// The summary of calendars that were read back as they are.
    #[must_use]
    pub fn new(span: ExportSpan, limits: &[ExportLimit], sources: &Sources, files: Vec<String>) -> Self {
        let json = ExportJson {
            platform: "ics",
            from: span.first.to_string(),
            to: span.last.to_string(),
            files,
            approximated: approximated(limits, sources),
            same: true,
            complete: true,
            hours_compared: 0,
            hours: Vec::new(),
            calls: None,
        };
        Self { json }
    }

    /// For people.
    #[must_use]
    pub fn text(&self) -> String {
        let ExportJson { files, from, to, approximated, .. } = &self.json;
        let mut wrote = String::new();
        for file in files {
            // Writing to memory cannot fail.
            let _ = writeln!(wrote, "wrote {file}");
        }
        let told = approximated_told(approximated);
        format!(
            "{wrote}{told}\nRead back and compared with the plan: the same for every day, from {from} to {to}.\n"
        )
    }
}

fn hours_json(hours: &HoursDifference) -> HoursDifferenceJson {
    let shown = |at: jiff::Timestamp| {
        at.to_zoned(hours.zone.rules().clone()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    };
    HoursDifferenceJson {
        hours: hours.hours.clone(),
        from: hours.first.map(|(from, _)| shown(from)),
        to: hours.first.map(|(_, to)| shown(to)),
        plan_is_open: hours.plan_is_open,
        stretches: hours.stretches,
    }
}

fn hours_told(hours: &HoursDifference) -> String {
    let Some((from, to)) = hours.first else {
        return format!("hours `{}`: the phone system has none of this name", hours.hours);
    };
    let shown = |at: jiff::Timestamp| hours.zone.shows(at, "%A %Y-%m-%d %H:%M");
    let state = |is_open: bool| if is_open { "open" } else { "closed" };
    let more = match hours.stretches {
        1 => String::new(),
        count => format!(", and {} more times", count - 1),
    };
    format!(
        "hours `{}`: {} in the plan and {} in the phone system, from {} to {} {}{more}",
        hours.hours,
        state(hours.plan_is_open),
        state(!hours.plan_is_open),
        shown(from),
        shown(to),
        hours.zone
    )
}
