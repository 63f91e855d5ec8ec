//! How far a long run has come.

use crate::base::text::counted;
use crate::cli::progress::Progress;
use crate::suite::report::ConsoleDetail;
use crate::suite::runner::RunEvent;

/// The line is told once in so many cases.
const STRIDE: usize = 256;

/// The line of a run.
pub(super) struct RunProgress<N> {
    /// Makes a line of a template.
    new: N,
    line: Option<Progress>,
    total: usize,
    failures: usize,
}

impl RunProgress<()> {
    /// A line for a run that has not begun.
    pub(super) fn new(is_watched: bool) -> RunProgress<impl FnMut(&str) -> Progress> {
        RunProgress::by(move |template| Progress::new(is_watched, template))
    }
}

impl<N: FnMut(&str) -> Progress> RunProgress<N> {
    fn by(new: N) -> Self {
        Self { new, line: None, total: 0, failures: 0 }
    }

    /// Takes note of an event before anybody else is told of it. Where others are going to write, the line makes way.
    pub(super) fn tell(&mut self, event: RunEvent<'_>) {
        match (event, &mut self.line) {
            (RunEvent::Began(totals), _) => {
                self.total = totals.cases;
                let cases = counted(self.total, "case");
                self.line = Some((self.new)(&format!("{{pos}} of {cases}, {{remarkable}} failed")));
            }
            (RunEvent::Played(played), Some(line)) if ConsoleDetail::Failures.shows(played.status()) => {
                self.failures += usize::from(played.status().is_failure());
                line.make_way();
            }
            (RunEvent::Played(played), Some(line)) if played.index % STRIDE == 0 => {
                line.is_with(played.index, self.total, self.failures);
            }
            (RunEvent::Played(_), _) => {}
            (RunEvent::Ended(_), line) => *line = None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::source::Sources;
    use crate::cli::progress::tests::Written;
    use crate::suite::runner;
    use crate::suite::runner::{JobCount, Queue, RunLimits, Runnable};
    use crate::suite::scenario::ParsedScenarioFile;

    fn shown(is_patient: bool) -> String {
        let text =
            "[[scenario]]\nname = 'x'\ncall = 'cpc'\nat = '2023-08-28 10:00'\nexpect = { line = 'cpc' }\n";
        let (mut sources, mut diagnostics) = (Sources::default(), Vec::new());
        let file = sources.add("x.toml", text);
        let suite = ParsedScenarioFile::read(&sources, file, &mut diagnostics).lower(
            crate::plan::builtin(),
            &sources,
            &mut diagnostics,
        );
        let written = Written::default();
        let mut progress =
            RunProgress::by(|template: &str| Progress::written_to(&written, is_patient, template));
        let suites = [Runnable { suite: &suite.unwrap(), plan: crate::plan::builtin() }];
        let queue = Queue::all(&suites);
        runner::run(&queue, JobCount::default(), RunLimits::default(), |event| {
            progress.tell(event);
            Ok::<_, std::convert::Infallible>(())
        })
        .unwrap();
        written.text()
    }

    #[test]
    fn only_a_long_run_shows_a_line_and_it_goes_away() {
        assert_eq!(shown(true), "");
        assert_eq!(shown(false), "\x1b[?7l\r\x1b[K0 of 1 case, 0 failed\r\x1b[?7h\r\x1b[K");
    }
}
