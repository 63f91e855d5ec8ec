use std::fmt;

use super::safe;
use crate::call::{Caller, Keys};
use crate::moment::rfc3339;
use crate::runner::Queued;

/// The command that makes the call of one case again.
pub(super) struct Replay<'a> {
    pub(super) plan_path: Option<String>,
    /// The name of the scenario file.
    pub(super) file: &'a str,
    pub(super) case: Queued<'a>,
}

impl fmt::Display for Replay<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Queued { scenario, case, .. } = self.case;
        let plan = self.case.plan();
        f.write_str("ivrsim")?;
        if let Some(path) = &self.plan_path {
            write!(f, " --plan {}", Quoted(path))?;
        }
        if !scenario.is_plain() {
            // Steps and overrides are more than one call can be told on a command line.
            let name = self.case.name().to_string();
            return write!(f, " test {} --filter {} --exact --verbose", Quoted(self.file), Quoted(&name));
        }
        // Numbers and keys are written from what was read, not as they stand in the file: they are plain then.
        write!(f, " call {}", Quoted(&self.case.dialled().to_string()))?;
        let moment = scenario.moment(case);
        let is_plain =
            |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | ':' | '+' | '/' | '_' | '.');
        if moment.written.chars().all(is_plain) && moment.written.starts_with(|c: char| c.is_ascii_digit()) {
            write!(f, " --at {}", Quoted(&moment.written))?;
        } else {
            write!(f, " --at {}", Quoted(&rfc3339(moment.instant, plan.zone).to_string()))?;
        }
        match scenario.caller(case).caller {
            Caller { zone: Some(zone), .. } => write!(f, " --from {}", Quoted(zone.name()))?,
            Caller { number: Some(number), .. } => write!(f, " --from {}", Quoted(&number.to_string()))?,
            Caller { number: None, zone: None } => {}
        }
        let keys: &Keys = scenario.keys(case);
        if !keys.presses().is_empty() {
            write!(f, " --press {}", Quoted(&keys.to_string()))?;
        }
        f.write_str(" --why")
    }
}

/// A word of a shell command, in quotes where a shell would otherwise take it apart.
pub(super) struct Quoted<'a>(pub(super) &'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_plain =
            |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | ':' | '+' | ',');
        if !self.0.is_empty() && self.0.chars().all(is_plain) {
            return f.write_str(self.0);
        }
        write!(f, "'{}'", safe(&self.0.replace('\'', r"'\''")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_where_a_shell_would_take_them_apart() {
        let quoted = |text| Quoted(text).to_string();
        assert_eq!(quoted("America/Denver"), "America/Denver");
        assert_eq!(quoted("2023-08-28 18:00"), "'2023-08-28 18:00'");
        assert_eq!(quoted("*6#"), "'*6#'");
        assert_eq!(quoted("it's"), r"'it'\''s'");
        assert_eq!(quoted(""), "''");
    }
}
