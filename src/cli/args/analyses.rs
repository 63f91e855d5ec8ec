use clap::ValueEnum;

use super::numbers;

/// Tell all ways through a line, and when each is possible.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim paths                           every line
  ivrsim paths 1-855-720-2559            one line
  ivrsim paths cpc --all                 also wrong keys and silence
  ivrsim paths --format csv > paths.csv  for a spreadsheet

From a menu to which several ways lead, the ways on are told once, under the shortest; the others end \
`again`.")]
pub(crate) struct PathsArgs {
    /// A line, or its number [default: every line]
    pub line: Option<String>,
    /// Look at the time from here on, a day or a time [default: the first day of the plan]
    #[arg(long, value_name = "DAY")]
    pub from: Option<String>,
    /// For so many years
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = numbers::years_of_ways)]
    pub years: u8,
    /// Who calls: a number, or a time zone such as America/Denver [default: everybody whom the line tells apart]
    #[arg(long, value_name = "CALLER")]
    pub caller: Option<String>,
    /// Also tell what comes of wrong keys, of silence, and of hours that change during the call
    #[arg(long)]
    pub all: bool,
    /// How to answer
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
