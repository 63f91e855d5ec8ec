use std::fmt::{self, Write as _};

use super::witness::Witness;
use crate::base::source::is_obeyed;
use crate::plan::Plan;
use crate::time::Zone;
use crate::time::moment::{self, rfc3339};

/// The command that makes the call of a witness again, as a shell takes it.
#[derive(Clone, Copy, Debug)]
pub struct ReplayCommand<'a> {
    /// The call.
    pub witness: &'a Witness,
    /// The plans under which it is to be the same call: the time is written so that all of them read it alike.
    pub plans: &'a [&'a Plan],
    /// How the command line names the plan; None where it need not, as for the plan that comes with the program.
    pub plan: Option<&'a str>,
}

impl fmt::Display for ReplayCommand<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { witness, plans, plan } = self;
        write!(f, "ivrsim call {}", Quoted(&witness.number.typed().to_string()))?;
        if !witness.keys.presses().is_empty() {
            write!(f, " --press {}", Quoted(&witness.keys.to_string()))?;
        }
        if !witness.answers.is_empty() {
            write!(f, " --answer {}", Quoted(&witness.answers.to_string()))?;
        }
        // As a person writes it, where every plan reads it as this instant; in the words of the last plan.
        let zone = plans.last().map_or(Zone::UTC, |plan| plan.zone);
        let clock = zone.wall_clock(witness.at);
        let format = if clock.second() == 0 { "%Y-%m-%d %H:%M" } else { "%Y-%m-%d %H:%M:%S" };
        let written = clock.strftime(format).to_string();
        if plans.iter().all(|plan| moment::parse(&written, plan.zone) == Ok(witness.at)) {
            write!(f, " --at {}", Quoted(&written))?;
        } else {
            write!(f, " --at {}", Quoted(&rfc3339(witness.at, zone).to_string()))?;
        }
        match (witness.caller.zone, witness.caller.number) {
            (Some(zone), _) => write!(f, " --from {}", Quoted(zone.name()))?,
            (None, Some(number)) => write!(f, " --from {}", Quoted(&number.to_string()))?,
            (None, None) => {}
        }
        plan.map_or(Ok(()), |plan| write!(f, " --plan {}", Quoted(plan)))
    }
}

/// A word of a shell command, in quotes where a shell would otherwise take it apart.
#[derive(Clone, Copy, Debug)]
pub struct Quoted<'a>(pub &'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_plain =
            |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | ':' | '+' | ',');
        // Behind a word, an equals sign means nothing to a shell.
        let is_within = |(at, c): (usize, char)| is_plain(c) || c == '=' && at > 0;
        if !self.0.is_empty() && self.0.char_indices().all(is_within) {
            return f.write_str(self.0);
        }
        if !self.0.contains(|c| c == '\n' || is_obeyed(c)) {
            return write!(f, "'{}'", self.0.replace('\'', r"'\''"));
        }
        // In this form, which bash, zsh and others know, such signs can be told in letters.
        f.write_str("$'")?;
        for c in self.0.chars() {
            match c {
                '\'' | '\\' => write!(f, "\\{c}")?,
                '\n' => f.write_str("\\n")?,
                c if is_obeyed(c) && c.is_ascii() => write!(f, "\\x{:02x}", u32::from(c))?,
                c if is_obeyed(c) => write!(f, "\\u{:04x}", u32::from(c))?,
                c => f.write_char(c)?,
            }
        }
        f.write_str("'")
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
        assert_eq!((quoted("staffed=no"), quoted("=no")), ("staffed=no".to_owned(), "'=no'".to_owned()));
        assert_eq!(quoted("a\u{1b}[2J\n'b\\\u{202e}"), r"$'a\x1b[2J\n\'b\\\u202e'");
    }
}
