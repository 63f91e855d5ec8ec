//! A run as one page that needs nothing else: no script must run and nothing is fetched.
//!
//! What failed is there with its call and trace, always. What passed has its call up to [`CALLS`] cases and its name up
//! to [`NAMES`], because a page with a million of them can be opened by nobody.

use std::io::{self, BufWriter, Write};

use maud::{Markup, html};

use super::causes::{place_of, sources};
use super::reporter::{ReportContext, Reporter, Spool, rewind, unspool};
use crate::base::Language;
use crate::base::source::FileId;
use crate::base::text::{PAGE_STYLE, Page, counted, with_code};
use crate::call::CallRecord;
use crate::call::page::transcript;
use crate::plan::Plan;
use crate::suite::cause::{CauseCases, CausePlace, RunCauses};
use crate::suite::runner::{PlayedCase, RunEvent, RunTally, Status};

/// So many passing cases are shown with their calls.
const CALLS: usize = 1_000;

/// So many passing cases are named.
const NAMES: usize = 10_000;

/// So many cases of a cause are named beside it.
const LINKS: usize = 50;

/// Around the cases of a file, which are written one by one.
const SECTION: &str = "<section>\n";
const SECTION_END: &str = "</section>\n";

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
    /// What caused failures, as a part of the page.
    causes: String,
}

impl<'a, W: Write, S: Spool> TestHtml<'a, W, S> {
    /// Writes to `out` once the run has ended, and to `spool` until then.
    pub fn new(out: W, spool: S, scene: ReportContext<'a>) -> Self {
        Self {
            out,
            spool: BufWriter::new(spool),
            scene,
            file: None,
            written: 0,
            quiet: 0,
            causes: String::new(),
        }
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
            if self.file.is_some() {
                self.put(SECTION_END)?;
            }
            let name = self.scene.sources.file(file).name();
            self.put(SECTION)?;
            self.put(&Page::part(&html! { h2 { (name) } "\n" }))?;
            self.file = Some(file);
        }
        let with_call = status.is_failure() || (self.quiet <= CALLS && status != Status::Skipped);
        let case = CasePart { played, scene: self.scene, with_call };
        self.put(&Page::part(&case.html()))
    }

    fn ended(&mut self, tally: RunTally) -> io::Result<()> {
        if self.file.is_some() {
            self.put(SECTION_END)?;
        }
        if self.quiet > NAMES {
            let left = self.quiet - NAMES;
            self.put(&Page::part(&html! { p.dim { (left) " more did not fail and are not listed." } }))?;
        }
        let Self { out, spool, quiet, scene, causes, .. } = self;
        rewind(spool)?;
        let title = if tally.is_failure() { "Failed" } else { "Passed" };
        let counts = [
            (Status::Failed, tally.failed),
            (Status::XPassed, tally.xpassed),
            (Status::Passed, tally.passed),
            (Status::XFailed, tally.xfailed),
            (Status::Skipped, tally.skipped),
        ];
        let page =
            Page { title: &format!("{title}: {tally}"), styles: &[PAGE_STYLE], language: Language::English };
        let top = html! {
            h1 { (title) }
            p { (tally) }
            @if let Some(stamp) = scene.stamp { (stamp.html()) }
            ul.sum { @for (status, count) in counts.into_iter().filter(|(_, count)| *count > 0) {
                li { b class=(status.word()) { (count) } " " (status.word()) }
            } }
            form hidden {
                input type="search" name="text" aria-label="Filter by name" placeholder="Filter by name";
                output {}
            }
            @if *quiet > CALLS {
                p.dim { "Of the cases that did not fail, only the first " (CALLS) " are shown with their calls." }
            }
        };
        // A switch that needs no script, as the style sees it in front of what it shows and hides.
        let switch = html! {
            @if tally.is_failure() {
                input type="checkbox" id="failed";
                label for="failed" { " only failures" }
            }
        };
        writeln!(out, "{}{}<main>{}{causes}", page.begin(), Page::part(&top), Page::part(&switch))?;
        unspool(spool, self.written, out)?;
        write!(out, "</main>\n<script>\n{FILTER}</script>{}", Page::END)?;
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

    fn explain(&mut self, causes: &RunCauses<'_>) -> io::Result<()> {
        let all: Vec<&CauseCases> = causes.all().collect();
        if !all.is_empty() {
            self.causes = Page::part(&html! {
                div.causes {
                    h2 { (counted(all.len(), "cause")) }
                    @for cause in all { (cause_part(causes, cause, self.scene)) }
                }
            });
        }
        Ok(())
    }
}

/// A cause, with the cases that it explains.
fn cause_part(causes: &RunCauses<'_>, cause: &CauseCases, scene: ReportContext<'_>) -> Markup {
    let place = causes.cases(cause).next().and_then(|first| {
        let place = place_of(cause, &first, scene)?.to_string();
        let (CausePlace::Plan(span) | CausePlace::Suite(span)) = cause.cause.place?;
        let file = sources(cause, &first, scene).file(span.file);
        let line = file.line_column(span.start).0 as usize;
        Some((place, file.text().lines().nth(line - 1).unwrap_or_default().to_owned()))
    });
    html! {
        div.missed {
            p { b { (with_code(&cause.cause.told(cause.count))) } }
            @if let Some((place, line)) = place {
                p.dim { (place) }
                pre { (line) }
            }
            ul { @for played in causes.cases(cause).take(LINKS) {
                li { a href=(format!("#case-{}", played.index)) { (with_code(&played.case.name().to_string())) } }
            } }
            @if cause.count > LINKS { p.dim { "and " (cause.count - LINKS) " more" } }
        } "\n"
    }
}

/// One case of the page.
pub(super) struct CasePart<'a> {
    pub(super) played: &'a PlayedCase<'a>,
    pub(super) scene: ReportContext<'a>,
    pub(super) with_call: bool,
}

impl CasePart<'_> {
    fn html(&self) -> Markup {
        self.html_for(self.played.status().is_failure())
    }

    /// The same, open or folded.
    pub(super) fn html_for(&self, is_open: bool) -> Markup {
        let Self { played, scene, with_call } = self;
        let (word, name) = (played.status().word(), played.case.name().to_string());
        let head = html! { span class={ "word " (word) } { (word) } " " (with_code(&name)) };
        if !with_call {
            return html! { p.plain data-status=(word) { span { (head) } } "\n" };
        }
        let (record, plan) = (played.case.record(), played.case.plan());
        html! {
            details id=(format!("case-{}", played.index)) data-status=(word) open[is_open] {
                summary { (head) }
                div {
                    p.dim { (played.case.place(scene.sources)) }
                    @if let Some(excuse) = played.excuse() { p { (with_code(excuse)) } }
                    @if played.status() == Status::XPassed {
                        div.missed { p { (with_code(&played.message(&record))) } }
                    }
                    @for missed in played.missed(&record) {
                        div.missed {
                            dl {
                                dt { "expected" } dd { (with_code(&missed.expected)) }
                                dt { "got" } dd { (with_code(&missed.got)) }
                            }
                            span.dim { (scene.sources.place(missed.span)) }
                        }
                    }
                    (transcript(plan, &record))
                    (trace(plan, &record))
                    h3 { "Run it again" }
                    code { (scene.replay(played.case)) }
                }
            } "\n"
        }
    }
}

fn trace(plan: &Plan, record: &CallRecord) -> Markup {
    html! {
        h3 { "Why" }
        table.trace { @for entry in record.trace(plan) {
            tr {
                td { (format!("{:.1}", entry.at.duration_since(record.began).as_secs_f64())) " s" }
                td { (with_code(&entry.text)) }
                td { @if let Some(span) = entry.span { (plan.sources.place(span)) } }
            } "\n"
        } }
    }
}
