use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::str::FromStr;

use super::format::Format;
use super::numbers;
use crate::base::diagnostic::did_you_mean;
use crate::suite::mutation::Operator;

/// Plant mistakes in the plan, and see whether the scenarios notice.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim mutate                     every mistake, all below `scenarios`
  ivrsim mutate scenarios/ally --operators times,days,zones
  ivrsim mutate --sample 200 --min-score 90 for a quick answer in CI
  ivrsim mutate --out missing.toml  write scenarios that notice the rest

One mistake at a time is planted in memory; files are never changed. A mistake that no call of the years \
that are looked at can notice does not count.

Operators:
  keys        two keys swapped, a key dropped, added or led elsewhere
  targets     a line, a closed step, a message or an entry leads elsewhere
  gates       a step is open at all hours, or at those of others
  switches    a case dropped, swapped, negated, or with one name less
  waiting     a try more or less, a second more, silence and wrong keys mixed up
  inputs      a digit more or less, no key that ends an entry, an entry dropped
  barge-in    a prompt that can be interrupted, or that cannot be any more
  prompts     a word dropped, a name or hours not said, other seconds
  voicemails  a mailbox that hangs up, or puts calls through
  numbers     two lines with each other's number
  times       opening or closing a minute or an hour earlier or later
  days        a day more or less, a rule dropped
  zones       hours on the clock of another zone, or of the caller
  exceptions  a holiday dropped, an override dropped or on another day
  settings    another zone for the plan or for unknown callers, shorter calls

Exit codes:
  0    it ran
  1    the score is below --min-score
  2    it could not run (a mistake in a file, scenarios that fail already)
  101  a defect of ivrsim itself
  130  stopped by Ctrl-C; what was found until then is told")]
pub(crate) struct MutateArgs {
    /// Scenario files, or folders of them [default: the folder `scenarios`]
    pub paths: Vec<PathBuf>,
    /// How many mistakes are tried side by side [default: as many as there are processors]
    #[arg(long, value_name = "N", value_parser = numbers::jobs)]
    pub jobs: Option<NonZeroUsize>,
    /// Only mistakes of these kinds, separated by commas; see below
    #[arg(long, value_name = "OPERATORS", value_delimiter = ',')]
    pub operators: Vec<WantedOperator>,
    /// Only so many mistakes of each plan, the same ones every time
    #[arg(long, value_name = "N", value_parser = numbers::count)]
    pub sample: Option<NonZeroUsize>,
    /// Which mistakes --sample chooses; the same number chooses the same ones
    #[arg(long, value_name = "N", default_value_t = 0, requires = "sample", value_parser = numbers::seed)]
    pub seed: u64,
    /// How many years to look at, from the plan's first day, for calls that fare otherwise
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = numbers::years)]
    pub years: u8,
    /// Fail if the score is below this, in percent
    #[arg(long, value_name = "PERCENT", value_parser = numbers::percent)]
    pub min_score: Option<f64>,
    /// Write the scenarios that notice what no scenario does, as few as can be found; a file that people wrote is not
    /// replaced. `-` is standard output, and the report goes to standard error then
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// How to answer
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
            None => format!("operators are {}", words().collect::<Vec<_>>().join(", ")),
        })
    }
}
