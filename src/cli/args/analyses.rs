use clap::ValueEnum;

use super::numbers;

/// List every way through a line, and when each is possible.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim paths                           every line
  ivrsim paths 1-855-720-2559            one line
  ivrsim paths cpc --all                 include wrong keys and silence
  ivrsim paths --format csv > paths.csv  for a spreadsheet

If several ways lead to the same menu, the ways on from it are listed once, under the shortest; the others end \
with `again`.")]
pub(crate) struct PathsArgs {
    /// A line, or its number [default: every line]
    pub line: Option<String>,
    /// Start of the period to look at: a day or a time [default: the first day of the plan]
    #[arg(long, value_name = "DAY")]
    pub from: Option<String>,
    /// How many years to look at
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = numbers::years_of_ways)]
    pub years: u8,
    /// Who calls: a number, a time zone such as America/Denver, or a city [default: every group of callers that the line
    /// treats differently]
    #[arg(long, visible_alias = "as", value_name = "CALLER")]
    pub caller: Option<String>,
    /// Include wrong keys, silence, and hours that change during the call
    #[arg(long)]
    pub all: bool,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: TableFormat,
}

/// How a command that makes a table answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableFormat {
    /// For people
    #[default]
    #[value(alias = "human")]
    Text,
    /// For programs
    Json,
    /// For spreadsheets
    Csv,
}
