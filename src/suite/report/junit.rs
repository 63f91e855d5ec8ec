//! A run as JUnit XML, for the test pages of CI systems: a suite for each file, a case for each case.
//!
//! The schema is the one with which Jenkins checks files, `junit-10.xsd` of its xUnit plugin, and what others want of a
//! case is there as well: its class and a type for its failure. Ant's schema wants the name of the host, too, and cannot have
//! it: nothing in a report is about the machine. `time` is 0: it means time on the machine's clock, and how long the calls
//! would take is no such time. The plans stand among the properties of a suite, the time of the run is its `timestamp`.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{self, BufWriter, Write};

use super::causes::told_with_place;
use super::reporter::{ReportContext, Reporter, Spool, rewind, unspool};
use super::stamp::RunStamp;
use crate::base::source::FileId;
use crate::base::text::{Paint, Verbatim, XmlText, safe};
use crate::call::report::CallText;
use crate::suite::cause::RunCauses;
use crate::suite::runner::{PlayedCase, RunEvent, RunTally, Status};

/// What the text of a failure begins with; what caused it is written in front, once that is known.
const FAILURE_TEXT: &str = "<![CDATA[";

/// Writes JUnit XML.
pub struct TestJunit<'a, W, S: Write> {
    out: W,
    /// The cases of all suites; a suite's head needs its counts.
    spool: BufWriter<S>,
    scene: ReportContext<'a>,
    suites: Vec<SpooledSuite>,
    /// How much there is in the spool.
    spooled: u64,
    /// Where in the spool the texts of failures begin, with the positions of their cases in the run.
    failures: Vec<(u64, usize)>,
    /// What caused the failures, by the positions of their cases.
    causes: HashMap<usize, String>,
}

/// A suite whose cases are in the spool.
struct SpooledSuite {
    file: FileId,
    tally: RunTally,
    bytes: u64,
}

impl<'a, W: Write, S: Spool> TestJunit<'a, W, S> {
    /// Writes to `out` once the run has ended, and to `spool` until then.
    pub fn new(out: W, spool: S, scene: ReportContext<'a>) -> Self {
        Self {
            out,
            spool: BufWriter::new(spool),
            scene,
            suites: Vec::new(),
            spooled: 0,
            failures: Vec::new(),
            causes: HashMap::new(),
        }
    }

    fn played(&mut self, played: &PlayedCase<'_>) -> io::Result<()> {
        let file = played.case.suite.suite.file;
        if self.suites.last().is_none_or(|suite| suite.file != file) {
            self.suites.push(SpooledSuite { file, tally: RunTally::default(), bytes: 0 });
        }
        let case = self.case(played);
        if let Some(text) = case.find(FAILURE_TEXT) {
            self.failures.push((self.spooled + text as u64, played.index));
        }
        self.spooled += case.len() as u64;
        self.spool.write_all(case.as_bytes())?;
        if let Some(suite) = self.suites.last_mut() {
            suite.bytes += case.len() as u64;
            suite.tally.count(played.status());
        }
        Ok(())
    }

    fn case(&self, played: &PlayedCase<'_>) -> String {
        let name = played.case.name().to_string();
        let file = self.scene.sources.file(played.case.suite.suite.file).name();
        let mut xml = format!(
            "    <testcase name=\"{}\" classname=\"{}\" time=\"0\"",
            XmlText(&name),
            XmlText(file.trim_end_matches(".toml"))
        );
        // Writing to memory cannot fail.
        let _ = match played.status() {
            Status::Passed => writeln!(xml, "/>"),
            Status::Failed | Status::XPassed => {
                let text = self.failure(played);
                writeln!(xml, ">\n{text}    </testcase>")
            }
            Status::XFailed | Status::Skipped => {
                // The schemas know no failure that is expected; what they know best is a case that does not count.
                let why = played.excuse().unwrap_or_default();
                writeln!(xml, "><skipped message=\"{}\"/></testcase>", XmlText(why))
            }
        };
        xml
    }

    fn failure(&self, played: &PlayedCase<'_>) -> String {
        let record = played.case.record();
        let call =
            CallText { plan: played.case.plan(), record: &record, why: true, paint: Paint::new(false) };
        let mut text = format!("{}\n", played.case.place(self.scene.sources));
        for missed in played.missed(&record) {
            let place = self.scene.sources.place(missed.span);
            let _ = writeln!(text, "{place}: expected {}, got {}", safe(&missed.expected), safe(&missed.got));
        }
        let _ = write!(text, "\n{call}\nreplay: {}", self.scene.replay(played.case));
        let kind = if played.status() == Status::XPassed { "xpassed" } else { "missed" };
        let message = played.message(&record);
        let (message, text) = (XmlText(&message), Verbatim(&text));
        format!("      <failure message=\"{message}\" type=\"{kind}\">{text}</failure>\n")
    }

    fn ended(&mut self, tally: RunTally) -> io::Result<()> {
        let Self { out, spool, scene, suites, failures: marks, causes, .. } = self;
        rewind(spool)?;
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        let (tests, failures) = (tally.told(), tally.failures());
        writeln!(
            out,
            "<testsuites name=\"ivrsim\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" time=\"0\">"
        )?;
        // A second is the finest that readers understand.
        let timestamp =
            scene.stamp.map(|stamp| format!(" timestamp=\"{}\"", stamp.at.strftime("%Y-%m-%dT%H:%M:%S")));
        let timestamp = timestamp.unwrap_or_default();
        let properties = scene.stamp.map(properties).unwrap_or_default();
        let (mut at, mut failures) = (0, marks.iter().peekable());
        for SpooledSuite { file, tally, bytes } in suites {
            writeln!(
                out,
                "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\" time=\"0\"{timestamp}>",
                XmlText(scene.sources.file(*file).name()),
                tally.told(),
                tally.failures(),
                tally.xfailed + tally.skipped
            )?;
            write!(out, "{properties}")?;
            let end = at + *bytes;
            while let Some((text, case)) = failures.next_if(|(text, _)| *text < end) {
                unspool(spool, text - at, out)?;
                at = *text;
                if let Some(cause) = causes.get(case) {
                    writeln!(out, "{}", XmlText(&format!("cause: {cause}")))?;
                }
            }
            unspool(spool, end - at, out)?;
            at = end;
            writeln!(out, "  </testsuite>")?;
        }
        writeln!(out, "</testsuites>")?;
        out.flush()
    }
}

/// What was run, as most servers show it beside a suite.
fn properties(stamp: &RunStamp) -> String {
    let mut told = "    <properties>\n".to_owned();
    for plan in &stamp.plans {
        let plan = plan.to_string();
        // Writing to memory cannot fail.
        let _ = writeln!(told, "      <property name=\"plan\" value=\"{}\"/>", XmlText(&plan));
    }
    told + "    </properties>\n"
}

impl<W: Write, S: Spool> Reporter for TestJunit<'_, W, S> {
    fn tell(&mut self, event: RunEvent<'_>) -> io::Result<()> {
        match event {
            RunEvent::Began(_) => Ok(()),
            RunEvent::Played(played) => self.played(&played),
            RunEvent::Ended(tally) => self.ended(tally),
        }
    }

    fn explain(&mut self, causes: &RunCauses<'_>) -> io::Result<()> {
        for cause in causes.all() {
            for played in causes.cases(cause) {
                self.causes.insert(played.index, told_with_place(cause, &played, self.scene));
            }
        }
        Ok(())
    }
}
