use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::str::FromStr;

use super::format::Format;
use super::numbers::{self, ListLimit};
use crate::base::diagnostic::did_you_mean;
use crate::suite::mutation::Operator;

/// Plant mistakes in the plan, and see whether the scenarios notice.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim mutate                     every mistake, all of `scenarios`
  ivrsim mutate scenarios/ally --operators times,days,zones
  ivrsim mutate --sample 200 --min-score 90 for a quick answer in CI
  ivrsim mutate --out missing.toml  write scenarios that notice the rest

Mistakes are planted one at a time, in memory; files are never changed. The score is the share that some scenario \
notices. A mistake that no call within the years looked at can notice does not count, and neither does one that stays \
undecided, because no scenario notices it and not every call could be looked at; the report says how many there are.

Operators:
  keys        two keys swapped, a key dropped, added or leading elsewhere
  targets     a line, a closed step, a message or an entry leads elsewhere
  gates       a step is open at all hours, or at those of another step
  switches    a case dropped, swapped, negated, or missing a name
  waiting     a try more or less, a second more, silence and wrong keys mixed up
  inputs      one digit more or less, no terminator, an entry dropped
  barge-in    a prompt that can now be interrupted, or no longer can
  prompts     a word dropped, a name or hours not spoken, another length
  voicemails  a mailbox that hangs up, or puts calls through
  numbers     two lines with their numbers swapped
  times       opening or closing a minute or an hour earlier or later
  days        one day more or less, a rule dropped
  zones       hours in another time zone, or in the caller's
  exceptions  a holiday dropped, an override dropped or moved to another day
  settings    another zone for the plan or for unknown callers, shorter calls

Exit codes:
  0    it ran, and the score is high enough
  1    the score is below --min-score
  2    it could not run (a mistake in a file, scenarios that fail already)
  101  a defect in ivrsim itself
  130  stopped by Ctrl-C, after reporting what was found so far")]
pub(crate) struct MutateArgs {
    /// Scenario files or folders [default: the folder `scenarios`]
    pub paths: Vec<PathBuf>,
    /// How many mistakes to try in parallel [default: one per processor]
    #[arg(long, value_name = "N", value_parser = numbers::jobs)]
    pub jobs: Option<NonZeroUsize>,
    /// Plant only mistakes of these kinds, separated by commas; see below
    #[arg(long, value_name = "OPERATORS", value_delimiter = ',')]
    pub operators: Vec<WantedOperator>,
    /// Plant only N mistakes in each plan, the same ones every time
    #[arg(long, value_name = "N", value_parser = numbers::count)]
    pub sample: Option<NonZeroUsize>,
    /// Seed for --sample; the same number chooses the same mistakes
    #[arg(long, value_name = "N", default_value_t = 0, requires = "sample", value_parser = numbers::seed)]
    pub seed: u64,
    /// How many years to search, from the plan's first day, for calls that a mistake changes
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = numbers::years)]
    pub years: u8,
    /// Show only N of the mistakes that no scenario notices, the worst first; 0 shows all
    #[arg(long, value_name = "N", default_value = "10", value_parser = numbers::limit)]
    pub limit: ListLimit,
    /// Fail if the score is below this percentage
    #[arg(long, value_name = "PERCENT", value_parser = numbers::percent)]
    pub min_score: Option<f64>,
    /// Write scenarios, as few as can be found, that notice what the existing ones miss; only a file written by this
    /// command is replaced. With `-`, they go to standard output and the report to standard error
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// An operator by its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct WantedOperator(pub Operator);

impl FromStr for WantedOperator {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let words = || Operator::ALL.into_iter().map(Operator::word);
        let known = Operator::ALL.into_iter().find(|operator| operator.word() == text);
        known.map(Self).ok_or_else(|| match did_you_mean(text, words()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the operators are {}", words().collect::<Vec<_>>().join(", ")),
        })
    }
}
