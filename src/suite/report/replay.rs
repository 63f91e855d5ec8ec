use std::fmt;

use crate::explore::{Quoted, ReplayCommand, Witness};
use crate::suite::runner::QueuedCase;

/// The command that makes the call of one case again.
pub(crate) struct Replay<'a> {
    pub(crate) plan_path: Option<String>,
    /// The name of the scenario file.
    pub(crate) file: &'a str,
    pub(crate) case: QueuedCase<'a>,
}

impl fmt::Display for Replay<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let QueuedCase { scenario, case, .. } = self.case;
        if !scenario.is_plain() {
            // Steps and overrides are more than one call can be told on a command line.
            f.write_str("ivrsim")?;
            if let Some(path) = &self.plan_path {
                write!(f, " --plan {}", Quoted(path))?;
            }
            let name = self.case.name().to_string();
            return write!(f, " test {} --filter {} --exact --verbose", Quoted(self.file), Quoted(&name));
        }
        // Numbers and keys are written from what was read, not as they stand in the file: they are plain then.
        let witness = Witness {
            number: self.case.dialled(),
            caller: scenario.caller(case).caller,
            at: scenario.moment(case).instant,
            keys: scenario.keys(case).clone(),
            answers: scenario.answers(case).clone(),
        };
        let plans = &[self.case.plan()];
        write!(f, "{} --why", ReplayCommand { witness: &witness, plans, plan: self.plan_path.as_deref() })
    }
}
