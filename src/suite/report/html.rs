//! A run as one page that needs nothing else: no script must run and nothing is fetched.
//!
//! What failed is there with its call and trace, always. What passed has its call up to [`CALLS`] cases and its name up
//! to [`NAMES`], because a page with a million of them can be opened by nobody.

use std::fmt::{self, Display};
use std::io::{self, BufWriter, Write};

use super::reporter::{ReportContext, Reporter, Spool, rewind, unspool};
use crate::base::source::FileId;
use crate::base::text::{Markup, MarkupWithCode, PAGE_STYLE, PageHead};
use crate::call::CallRecord;
use crate::call::page::transcript;
use crate::plan::Plan;
use crate::suite::runner::{PlayedCase, RunEvent, RunTally, Status};

/// So many passing cases are shown with their calls.
const CALLS: usize = 1_000;

/// So many passing cases are named.
const NAMES: usize = 10_000;

const FILTER: &str = include_str!("../../base/text/page/filter.js");

/// Writes a page.
pub struct TestHtml<'a, W, S: Write> {
    out: W,
    /// The cases; the summary stands above them and is known when they have been written.
    spool: BufWriter<S>,
    scene: ReportContext<'a>,
    file: Option<FileId>,
    written: u64,
    quiet: usize,
}

impl<'a, W: Write, S: Spool> TestHtml<'a, W, S> {
    /// Writes to `out` once the run has ended, and to `spool` until then.
    pub fn new(out: W, spool: S, scene: ReportContext<'a>) -> Self {
        Self { out, spool: BufWriter::new(spool), scene, file: None, written: 0, quiet: 0 }
    }

    fn put(&mut self, html: &str) -> io::Result<()> {
        self.written += html.len() as u64;
        self.spool.write_all(html.as_bytes())
    }

    fn played(&mut self, played: &PlayedCase<'_>) -> io::Result<()> {
        let status = played.status();
        if !status.is_failure() {
            self.quiet += 1;
        }
        if self.quiet > NAMES && !status.is_failure() {
            return Ok(());
        }
        let file = played.case.suite.suite.file;
        if self.file != Some(file) {
            let end = if self.file.is_some() { "</section>\n" } else { "" };
            let name = self.scene.sources.file(file).name();
            self.put(&format!("{end}<section>\n<h2>{}</h2>\n", Markup(name)))?;
            self.file = Some(file);
        }
        let with_call = status.is_failure() || (self.quiet <= CALLS && status != Status::Skipped);
        let case = CasePart { played, scene: self.scene, with_call };
        self.put(&case.to_string())
    }

    fn ended(&mut self, tally: RunTally) -> io::Result<()> {
        if self.file.is_some() {
            self.put("</section>\n")?;
        }
        if self.quiet > NAMES {
            let left = self.quiet - NAMES;
            self.put(&format!("<p class=dim>{left} more did not fail and are not listed.</p>\n"))?;
        }
        let Self { out, spool, quiet, scene, .. } = self;
        rewind(spool)?;
        let title = if tally.is_failure() { "Failed" } else { "Passed" };
        let head = PageHead { title: &format!("{title}: {tally}"), styles: &[PAGE_STYLE] };
        writeln!(out, "{head}<h1>{title}</h1>\n<p>{tally}</p>")?;
        if let Some(stamp) = scene.stamp {
            for plan in &stamp.plans {
                writeln!(out, "<p class=dim>Plan: {}</p>", Markup(&plan.to_string()))?;
            }
            writeln!(out, "<p class=dim>Run at {}</p>", stamp.at.strftime("%Y-%m-%d %H:%M:%S UTC"))?;
        }
        let counts = [
            (Status::Failed, tally.failed),
            (Status::XPassed, tally.xpassed),
            (Status::Passed, tally.passed),
            (Status::XFailed, tally.xfailed),
            (Status::Skipped, tally.skipped),
        ];
        writeln!(out, "<ul class=sum>")?;
        for (status, count) in counts.into_iter().filter(|(_, count)| *count > 0) {
            let word = status.word();
            writeln!(out, "<li><b class={word}>{count}</b> {word}")?;
        }
        writeln!(
            out,
            "</ul>\n<form hidden><input type=search name=text aria-label=\"Filter by name\" \
             placeholder=\"Filter by name\"><label><input type=checkbox name=failed> only failures</label>\
             <output></output></form>"
        )?;
        if *quiet > CALLS {
            let only = "Of the cases that did not fail, only the first";
            writeln!(out, "<p class=dim>{only} {CALLS} are shown with their calls.</p>")?;
        }
        writeln!(out, "<main>")?;
        unspool(spool, self.written, out)?;
        writeln!(out, "</main>\n<script>\n{FILTER}</script>\n</html>")?;
        out.flush()
    }
}

impl<W: Write, S: Spool> Reporter for TestHtml<'_, W, S> {
    fn tell(&mut self, event: RunEvent<'_>) -> io::Result<()> {
        match event {
            RunEvent::Began(_) => Ok(()),
            RunEvent::Played(played) => self.played(&played),
            RunEvent::Ended(tally) => self.ended(tally),
        }
    }
}

/// One case of the page.
struct CasePart<'a> {
    played: &'a PlayedCase<'a>,
    scene: ReportContext<'a>,
    with_call: bool,
}

impl Display for CasePart<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { played, scene, with_call } = self;
        let (word, name) = (played.status().word(), played.case.name().to_string());
        let head = format!("<span class=\"word {word}\">{word}</span> {}", MarkupWithCode(&name));
        if !with_call {
            return writeln!(f, "<p class=plain data-status={word}><span>{head}</span></p>");
        }
        let is_failure = played.status().is_failure();
        let open = if is_failure { " open" } else { "" };
        let place = played.case.place(scene.sources).to_string();
        writeln!(f, "<details data-status={word}{open}><summary>{head}</summary><div>")?;
        writeln!(f, "<p class=dim>{}</p>", Markup(&place))?;
        if let Some(excuse) = played.excuse() {
            writeln!(f, "<p>{}</p>", MarkupWithCode(excuse))?;
        }
        let record = played.case.record();
        if played.status() == Status::XPassed {
            writeln!(f, "<div class=missed><p>{}</p></div>", MarkupWithCode(&played.message(&record)))?;
        }
        for missed in played.missed(&record) {
            let place = scene.sources.place(missed.span).to_string();
            let (expected, got) = (MarkupWithCode(&missed.expected), MarkupWithCode(&missed.got));
            writeln!(
                f,
                "<div class=missed><dl><dt>expected<dd>{expected}<dt>got<dd>{got}</dl><span class=dim>{}</span></div>",
                Markup(&place)
            )?;
        }
        let plan = played.case.plan();
        transcript(f, plan, &record)?;
        trace(f, plan, &record)?;
        writeln!(f, "<h3>Run it again</h3><code>{}</code>", Markup(&scene.replay(played.case).to_string()))?;
        writeln!(f, "</div></details>")
    }
}

fn trace(f: &mut fmt::Formatter<'_>, plan: &Plan, record: &CallRecord) -> fmt::Result {
    writeln!(f, "<h3>Why</h3><table class=trace>")?;
    for entry in record.trace(plan) {
        let seconds = entry.at.duration_since(record.began).as_secs_f64();
        let place = entry.span.map(|span| plan.sources.place(span).to_string()).unwrap_or_default();
        writeln!(f, "<tr><td>{seconds:.1} s<td>{}<td>{}", MarkupWithCode(&entry.text), Markup(&place))?;
    }
    writeln!(f, "</table>")
}
