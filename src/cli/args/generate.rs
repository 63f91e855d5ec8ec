use std::path::PathBuf;

use clap::ValueEnum;

use super::format::Format;
use crate::suite::generate::GenerateScope;

/// Write scenarios that cover a plan, or what scenarios do not cover yet.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim --plan my-menus generate --out scenarios/first.toml
  ivrsim generate --missing                what the scenarios leave out
  ivrsim generate --missing --out scenarios/generated.toml
  ivrsim generate --cover hours            openings, holidays, callers
  ivrsim generate --cover paths            a call for each way through each line
  ivrsim generate --missing --format json  only how many it would be

What is written passes at once: it says what calls come to under the plan as it is. Read it before you keep \
it, as it promises the plan's mistakes, too. Calls are chosen so that few do; the command says how many of \
the calls that were weighed are needed at least.

Exit codes:
  0    done, or nothing is missing
  2    it could not run (a mistake in a file, a file in the way, ...)
  101  a defect of ivrsim itself
  130  stopped by Ctrl-C; nothing is written")]
pub(crate) struct GenerateArgs {
    /// With --missing: scenario files, or folders of them [default: the folder `scenarios`]
    #[arg(requires = "missing")]
    pub paths: Vec<PathBuf>,
    /// What to cover
    #[arg(long, value_name = "WHAT", value_enum, default_value_t)]
    pub cover: CoverScope,
    /// Only what the scenarios that are there do not cover
    #[arg(long)]
    pub missing: bool,
    /// Write to this file, and to standard output how many there are; a file that people wrote is not replaced. `-` is
    /// standard output, as is none
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// How to say how many there are; without --out, json says only that
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// What to cover.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum CoverScope {
    /// Steps, keys, entries, cases, wrong keys and silence
    Keys,
    /// Each way through each line
    Paths,
    /// Steps open and closed, openings, closings, holidays, changes of the clock, and callers on each clock
    Hours,
    /// All that `test --coverage` counts: keys, hours, and how calls of each line end
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
