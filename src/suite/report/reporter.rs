use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};

use crate::base::source::Sources;
use crate::suite::cause::RunCauses;
use crate::suite::runner::{QueuedCase, RunEvent, Runnable};

use super::replay::Replay;
use super::stamp::RunStamp;

/// Something that is told what happens in a run and writes it down in its way.
pub trait Reporter {
    /// Tells one event. After [`RunEvent::Ended`] the report is whole.
    fn tell(&mut self, event: RunEvent<'_>) -> io::Result<()>;

    /// Tells why cases failed, before the end of the run or where it is broken off. A run without failures has no causes.
    fn explain(&mut self, causes: &RunCauses<'_>) -> io::Result<()> {
        let _ = causes;
        Ok(())
    }
}

/// What reports need beside the events.
#[derive(Clone, Copy)]
pub struct ReportContext<'a> {
    /// The scenario files.
    pub sources: &'a Sources,
    /// How a plan is named on a command line that replays a case; none for the plan that needs no name.
    pub plan_path: &'a dyn Fn(Runnable<'_>) -> Option<String>,
    /// What was run, and when; none where nobody keeps what is reported.
    pub stamp: Option<&'a RunStamp>,
}

impl ReportContext<'_> {
    /// The command that makes the call of a case again.
    pub(crate) fn replay<'c>(&'c self, case: QueuedCase<'c>) -> Replay<'c> {
        let file = self.sources.file(case.suite.suite.file).name();
        Replay { plan_path: (self.plan_path)(case.runnable()), file, case }
    }
}

/// A place for the body of a report whose head can only be written at the end, so that memory does not grow with the
/// number of cases: a temporary file, or memory in tests.
pub trait Spool: Read + Write + Seek {}

impl<T: Read + Write + Seek> Spool for T {}

/// Copies the next bytes of a spool.
pub(crate) fn unspool<S: Spool>(
    spool: &mut BufWriter<S>,
    bytes: u64,
    out: &mut impl Write,
) -> io::Result<()> {
    io::copy(&mut spool.get_mut().take(bytes), out)?;
    Ok(())
}

/// Back to the first byte.
pub(crate) fn rewind<S: Spool>(spool: &mut BufWriter<S>) -> io::Result<()> {
    spool.flush()?;
    spool.get_mut().seek(SeekFrom::Start(0))?;
    Ok(())
}
