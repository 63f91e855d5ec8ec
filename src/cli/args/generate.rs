use std::path::PathBuf;

use clap::ValueEnum;

use super::format::Format;
use crate::suite::generate::GenerateScope;

/// Write scenarios that cover a plan, or what existing scenarios miss.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim --plan my-menus generate --out scenarios/first.toml
  ivrsim generate --missing                what the scenarios miss
  ivrsim generate --missing --out scenarios/generated.toml
  ivrsim generate --cover hours            openings, holidays, callers
  ivrsim generate --cover paths            a call for each way through a line
  ivrsim generate --missing --format json  only count them

The scenarios pass right away, because they expect what the plan does today. Read them before you keep them: \
they expect its mistakes, too. As few calls as possible are chosen; the summary says how many of the calls \
considered are needed at the very least.

Exit codes:
  0    done, or nothing was missing
  2    it could not run (a mistake in a file, a file that is not replaced, ...)
  101  a defect in ivrsim itself
  130  stopped by Ctrl-C; nothing was written")]
pub(crate) struct GenerateArgs {
    /// Existing scenario files or folders, for --missing [default: the folder `scenarios`]
    #[arg(requires = "missing")]
    pub paths: Vec<PathBuf>,
    /// What to cover
    #[arg(long, value_name = "WHAT", value_enum, default_value_t)]
    pub cover: CoverScope,
    /// Cover only what the existing scenarios miss
    #[arg(long)]
    pub missing: bool,
    /// File to write the scenarios to, with a summary on standard output; only a file written by this command
    /// is replaced; `-` is standard output [default: -]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Format of the summary; json without --out prints only the summary
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// What to cover.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum CoverScope {
    /// Steps, keys, entries, cases, wrong keys and silence
    Keys,
    /// Every way through every line
    Paths,
    /// Steps open and closed, opening and closing times, holidays, clock changes, and callers in each time zone
    Hours,
    /// Everything that `test --coverage` counts: keys, hours, and how calls to each line end
    #[default]
    All,
}

impl From<CoverScope> for GenerateScope {
    fn from(scope: CoverScope) -> Self {
        match scope {
            CoverScope::Keys => Self::Keys,
            CoverScope::Paths => Self::Paths,
            CoverScope::Hours => Self::Hours,
            CoverScope::All => Self::All,
        }
    }
}
