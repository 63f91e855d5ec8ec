//! What scenarios cover of a plan: for people, for programs, and for tools that show lines of files.

use std::collections::BTreeMap;
use std::fmt;

use maud::{Markup, html};
use schemars::JsonSchema;
use serde::Serialize;

use super::stamp::RunStamp;
use crate::base::Language;
use crate::base::text::{PAGE_STYLE, Page, Paint, Percent, Spaces, counted, one_line, safe, with_code};
use crate::explore::ReplayCommand;
use crate::explore::incomplete::INCOMPLETE;
use crate::plan::Plan;
use crate::suite::coverage::{Cell, CoverageGoal, Covered, Share};

/// The version of the JSON; it changes when something is removed or means something else.
pub const COVERAGE_REPORT_VERSION: u32 = 1;

/// What is covered of one plan.
#[derive(Debug)]
pub struct CoverageReport<'a> {
    plan: &'a Plan,
    covered: &'a Covered<'a>,
    /// How the plan is named on the command line; None for the one that comes with the program.
    path: Option<String>,
}

/// Coverage.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CoverageJson {
    /// The version of this shape. It grows when a field is removed or comes to mean something else.
    pub version: u32,
    /// The name of the plan.
    pub plan: String,
    /// How many cells are covered.
    pub covered: usize,
    /// How many there are.
    pub cells: usize,
    /// The share, from 0 to 100.
    pub percent: f64,
    /// Whether every call was looked at. If not, there may be more cells, and the exit code is 2 where no case failed.
    pub complete: bool,
    /// All cells, in the order of the plan's files.
    pub all: Vec<CellJson>,
}

/// A cell.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CellJson {
    /// `steps`, `keys`, `cases`, `no-inputs`, `no-matches`, `gates`, `outcomes`, `hours` or `callers`.
    pub kind: &'static str,
    /// What it is, in words.
    pub what: String,
    /// The file of the plan that speaks of it.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// How many calls of the scenarios cover it.
    pub calls: usize,
    /// A command that makes a call that covers it.
    pub call: String,
}

impl<'a> CoverageReport<'a> {
    /// Tells of what is covered of a plan, `path` being how the command line names it.
    #[must_use]
    pub fn new(plan: &'a Plan, covered: &'a Covered<'a>, path: Option<String>) -> Self {
        Self { plan, covered, path }
    }

    /// All cells in the order of the plan's files.
    fn cells(&self) -> Vec<CellJson> {
        let mut cells: Vec<(&Cell, &CoverageGoal, usize)> = self.covered.cells().collect();
        cells.sort_by_key(|(cell, ..)| (cell.span(self.plan), *cell));
        let cell = |(cell, goal, calls): (&Cell, &CoverageGoal, usize)| {
            let place = self.plan.sources.place(cell.span(self.plan));
            let call =
                ReplayCommand { witness: &goal.witness, plans: &[self.plan], plan: self.path.as_deref() };
            CellJson {
                kind: cell.kind(),
                what: cell.told(self.plan).to_string(),
                file: place.file.to_owned(),
                line: place.line,
                calls,
                call: call.to_string(),
            }
        };
        cells.into_iter().map(cell).collect()
    }

    /// The same for programs.
    #[must_use]
    pub fn json(&self) -> CoverageJson {
        let Share { covered, of } = self.covered.share();
        CoverageJson {
            version: COVERAGE_REPORT_VERSION,
            plan: self.plan.name.clone(),
            covered,
            cells: of,
            percent: self.covered.share().percent(),
            complete: self.covered.is_complete(),
            all: self.cells(),
        }
    }

    /// The share as people read it: 100 only when nothing is left.
    #[must_use]
    pub fn share(&self) -> impl fmt::Display + use<> {
        Percent(self.covered.share().percent())
    }

    /// A few lines for people: the shares by kind last; first what no call covers, each with a call that would.
    #[must_use]
    pub fn text(&self, paint: Paint) -> impl fmt::Display {
        self.limited(paint, usize::MAX)
    }

    /// The same with no more than so many cells that no call covers; the others are counted.
    #[must_use]
    pub fn limited(&self, paint: Paint, limit: usize) -> impl fmt::Display {
        CoverageText { json: self.json(), kinds: self.kinds(), paint, limit }
    }

    /// LCOV tracefiles: a line for each line of the plan that speaks of a cell, a branch for each cell. The format is that of
    /// `geninfo(1)`.
    #[must_use]
    pub fn lcov(&self) -> impl fmt::Display {
        Lcov(self.cells())
    }

    /// A page that needs nothing else.
    #[must_use]
    pub fn html(&self) -> impl fmt::Display + use<> {
        self.page(None)
    }

    /// The same, with what was run, and when.
    #[must_use]
    pub fn stamped_html(&self, stamp: &RunStamp) -> impl fmt::Display + use<> {
        self.page(Some(stamp))
    }

    fn page(&self, stamp: Option<&RunStamp>) -> String {
        let (json, kinds) = (self.json(), self.kinds());
        let title = format!("{}: {} of what callers can meet is checked", json.plan, Percent(json.percent));
        let (gaps, checked): (Vec<_>, Vec<_>) = json.all.iter().partition(|cell| cell.calls == 0);
        // Whoever looks at the page looks for gaps; the rest is there for whoever doubts.
        Page { title: &title, styles: &[PAGE_STYLE], language: Language::English }.with(&html! {
            h1 { (title) }
            @if let Some(stamp) = stamp { (stamp.html()) }
            @if !gaps.is_empty() {
                main {
                    h2 { "Not checked: " (gaps.len()) }
                    (sections(&gaps, true))
                }
            }
            ul.sum { @for (kind, share) in kinds {
                li { b { (share.covered) " of " (share.of) } " " (kind) }
            } }
            @if !json.complete { p { (INCOMPLETE) } }
            @if !checked.is_empty() {
                h2 { "Checked: " (checked.len()) }
                (sections(&checked, false))
            }
        })
    }

    /// The same as a part of a page that leads to places of the plan: the shares, and what no call shows.
    #[cfg(feature = "serve")]
    pub(crate) fn html_part(&self, play: &dyn Fn(&crate::explore::Witness) -> String) -> Markup {
        let Share { covered, of } = self.covered.share();
        let mut gaps: Vec<(&Cell, &CoverageGoal)> = self
            .covered
            .cells()
            .filter(|(.., calls)| *calls == 0)
            .map(|(cell, goal, _)| (cell, goal))
            .collect();
        gaps.sort_by_key(|(cell, _)| (cell.span(self.plan), *cell));
        let shown = &gaps[..gaps.len().min(MAX_GAPS)];
        html! {
            p { (covered) " of " (of) " things that callers can meet are checked by a scenario, " (self.share()) "." }
            ul.sum { @for (kind, share) in self.kinds() {
                li { b { (share.covered) " of " (share.of) } " " (kind) }
            } }
            @if !self.covered.is_complete() { p { (INCOMPLETE) } }
            @if !gaps.is_empty() {
                details {
                    summary { (counted(gaps.len(), "gap")) ", each with a call that would close it" }
                    ul.gaps { @for (cell, goal) in shown {
                        @let place = self.plan.sources.place(cell.span(self.plan));
                        @let what = cell.told(self.plan).to_string();
                        li {
                            button.place type="button" data-file=(place.file) data-line=(place.line) {
                                (place.file) ":" (place.line)
                            }
                            " " (with_code(&what)) " "
                            a.play href=(play(&goal.witness)) target="phone" aria-label={ "Play a call: " (what) } { "Play" }
                        }
                    } }
                    @if shown.len() < gaps.len() {
                        p.dim { "and " (gaps.len() - shown.len()) " more" }
                    }
                }
            }
        }
    }

    /// The share of each kind of cell.
    fn kinds(&self) -> BTreeMap<&'static str, Share> {
        let mut kinds: BTreeMap<&'static str, Share> = BTreeMap::new();
        for (cell, _, calls) in self.covered.cells() {
            let share = kinds.entry(cell.kind()).or_default();
            share.of += 1;
            share.covered += usize::from(calls > 0);
        }
        kinds
    }
}

/// So many gaps are listed on a page that is made at each save.
#[cfg(feature = "serve")]
const MAX_GAPS: usize = 200;

struct CoverageText {
    json: CoverageJson,
    kinds: BTreeMap<&'static str, Share>,
    paint: Paint,
    limit: usize,
}

impl fmt::Display for CoverageText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { json, kinds, paint, limit } = self;
        let left = json.cells - json.covered;
        if left > 0 {
            let told = format!("{} of {} not covered", left, counted(json.cells, "cell"));
            writeln!(f, "{}: {}", safe(&json.plan), paint.bad(told))?;
        }
        let mut file_and_line = None;
        for cell in json.all.iter().filter(|cell| cell.calls == 0).take(*limit) {
            if file_and_line != Some((&cell.file, cell.line)) {
                writeln!(f, "{}:{}", safe(&cell.file), cell.line)?;
                file_and_line = Some((&cell.file, cell.line));
            }
            writeln!(f, "  {}", paint.bad(safe(&cell.what)))?;
            writeln!(f, "    {}", paint.whole(paint.dim(&cell.call)))?;
        }
        if left > *limit {
            writeln!(f, "and {} more: `--limit 0` shows all", left - limit)?;
        }
        let total =
            format!("{} of {} covered, {}", json.covered, counted(json.cells, "cell"), Percent(json.percent));
        writeln!(f, "{}: {}", safe(&json.plan), paint.bold(total))?;
        let width = kinds.keys().map(|kind| kind.len()).max().unwrap_or(0);
        for (kind, share) in kinds {
            let told = format!("{} of {}", share.covered, share.of);
            let told = if share.covered == share.of { paint.good(told) } else { paint.bad(told) };
            writeln!(f, "  {kind}{}  {told}", Spaces::behind(kind, width))?;
        }
        if !json.complete {
            writeln!(f, "{}", paint.bad(INCOMPLETE))?;
        }
        Ok(())
    }
}

struct Lcov(Vec<CellJson>);

impl fmt::Display for Lcov {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut files: BTreeMap<&str, BTreeMap<u32, Vec<&CellJson>>> = BTreeMap::new();
        for cell in &self.0 {
            files.entry(&cell.file).or_default().entry(cell.line).or_default().push(cell);
        }
        for (file, lines) in &files {
            // A name with a line break would begin a record of its own.
            writeln!(f, "TN:\nSF:{}", one_line(file))?;
            let (mut branches, mut taken) = (0, 0);
            for (line, cells) in lines {
                for (index, cell) in cells.iter().enumerate() {
                    let calls = if cell.calls == 0 { "-".to_owned() } else { cell.calls.to_string() };
                    writeln!(f, "BRDA:{line},0,{index},{calls}")?;
                    branches += 1;
                    taken += usize::from(cell.calls > 0);
                }
            }
            writeln!(f, "BRF:{branches}\nBRH:{taken}")?;
            for (line, cells) in lines {
                let calls = cells.iter().map(|cell| cell.calls).max().unwrap_or(0);
                writeln!(f, "DA:{line},{calls}")?;
            }
            let hit = lines.values().filter(|cells| cells.iter().any(|cell| cell.calls > 0)).count();
            writeln!(f, "LF:{}\nLH:{hit}\nend_of_record", lines.len())?;
        }
        Ok(())
    }
}

/// Cells by file, open or folded.
fn sections(cells: &[&CellJson], are_open: bool) -> Markup {
    html! {
        @for cells in cells.chunk_by(|one, other| one.file == other.file) {
            section {
                h3 { (cells[0].file) ": " (cells.len()) }
                @if are_open {
                    @for cell in cells { (cell_part(cell, true)) }
                } @else {
                    details {
                        summary { (cells.len()) " checked" }
                        @for cell in cells { (cell_part(cell, false)) }
                    }
                }
            } "\n"
        }
    }
}

/// One cell, open or folded, with the call that shows it.
fn cell_part(cell: &CellJson, is_open: bool) -> Markup {
    let (class, calls) = match cell.calls {
        0 => ("failed", "no call".to_owned()),
        calls => ("passed", counted(calls, "call")),
    };
    html! {
        details open[is_open] {
            summary { span class={ "word " (class) } { (calls) } " line " (cell.line) ": " (with_code(&cell.what)) }
            div { code { (cell.call) } }
        } "\n"
    }
}
