use std::path::PathBuf;

use super::format::Format;

/// Open a phone in the terminal.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim dial                               then type `help` for the commands
  ivrsim dial 1-855-720-2559 --at 'Saturday 10:40' --from America/Denver
  ivrsim dial --at '2023-08-28 18:00' < commands.txt
                                            read the commands from a file

Commands are remembered in the file that IVRSIM_HISTORY names, or nowhere if it is empty [default: \
ivrsim/history.txt in your data folder].")]
pub(crate) struct DialArgs {
    /// Number to dial right away, or the name of a line
    pub number: Option<String>,
    /// Start at this time instead of now: `2023-08-28 18:00`, `Saturday 10:40`, `+90m`
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// Who calls: a number, a time zone such as America/Denver, or a city
    #[arg(long, visible_alias = "as", value_name = "CALLER")]
    pub from: Option<String>,
    /// Let time pass only in `wait` and while a prompt is spoken, as always with commands from a file or pipe
    #[arg(long)]
    pub step: bool,
}

/// Make one call and show what happens, and why.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim call 1-855-720-2559 --press 6 --at '2023-08-28 18:00'
  ivrsim call 877.357.8477 --at '2023-08-28 16:30' --from America/Denver --why
  ivrsim call '(866) 509-8454' --format json

Each key is pressed as soon as the call accepts it. When no keys are left, the caller waits until the system \
acts. A time without an offset is in the plan's time zone. The exit code is 0 however the call ends.")]
pub(crate) struct CallArgs {
    /// Number to dial, in any usual spelling, or the name of a line
    pub number: String,
    /// Keys to press: 0-9, * and #; a comma is a pause of two seconds
    #[arg(
        long,
        value_name = "KEYS",
        default_value = "",
        hide_default_value = true,
        allow_hyphen_values = true
    )]
    pub press: String,
    /// When to call: `2023-08-28 18:00`, with an offset, or `Saturday 10:40` [default: now]
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// Who calls: a number, a time zone such as America/Denver, or a city
    #[arg(long, visible_alias = "as", value_name = "CALLER")]
    pub from: Option<String>,
    /// What the outside answers: `staffed=no`, or what becomes of a transfer: `support=unanswered`
    #[arg(long = "answer", value_name = "NAME=VALUE")]
    pub answers: Vec<String>,
    /// Show the trace: each decision, with the line of the plan that made it
    #[arg(long)]
    pub why: bool,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// Find who handles a request.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim find title release
  ivrsim find gap --at 'Saturday 10:40' --from America/Denver
  ivrsim find payoff --format json

Exit codes: 0 something was found, 1 nothing was found.")]
pub(crate) struct FindArgs {
    /// What the caller asks about, in your own words
    #[arg(required = true)]
    pub words: Vec<String>,
    /// Time to ask about [default: now]
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// Who calls: a number, a time zone such as America/Denver, or a city
    #[arg(long, visible_alias = "as", value_name = "CALLER")]
    pub from: Option<String>,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// List the numbers that can be dialed.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct LinesArgs {
    /// Time to ask about [default: now]
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// Who calls: a number, a time zone such as America/Denver, or a city
    #[arg(long, visible_alias = "as", value_name = "CALLER")]
    pub from: Option<String>,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// Show schedules: open or closed, and when that changes.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim hours                              every schedule
  ivrsim hours dsc --at 'Sunday noon'
  ivrsim hours 1-855-720-2559               the schedules behind one line
  ivrsim hours --week --at 2026-11-25       the week of Thanksgiving
  ivrsim hours --week --svg --out week.svg  for a browser or a printer
  ivrsim hours --open 'Mo-Fr 08:00-18:00' --timezone UTC --at - < instants.txt")]
pub(crate) struct HoursArgs {
    /// A schedule, a line, or a number
    #[arg(conflicts_with = "open")]
    pub name: Option<String>,
    /// Time to ask about; a day is enough with --week; with --open, `-` reads RFC 3339 instants from standard
    /// input, one per line [default: now]
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// Who calls, for schedules in the caller's time: a number, or a time zone
    #[arg(long, visible_alias = "as", value_name = "CALLER")]
    pub from: Option<String>,
    /// Ask about these hours instead of the plan's, in OpenStreetMap notation
    #[arg(long, value_name = "EXPR", requires = "timezone")]
    pub open: Option<String>,
    /// The time zone of --open
    #[arg(long, value_name = "ZONE", requires = "open")]
    pub timezone: Option<String>,
    /// Show the week of --at, Monday to Sunday, in the time zone of the plan, or of the caller given with
    /// --from
    #[arg(long, conflicts_with = "format")]
    pub week: bool,
    /// Draw the week as an SVG picture
    #[arg(long, requires = "week")]
    pub svg: bool,
    /// File to write the picture to, replacing an old one; `-` is standard output [default: -]
    #[arg(long, value_name = "FILE", requires = "week")]
    pub out: Option<PathBuf>,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// List every fact of the plan.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct FactsArgs {
    /// List only facts that are assumed
    #[arg(long)]
    pub assumed: bool,
    /// List what holds on this day, where the plan changes on a day that is known; today by default
    #[arg(long, value_name = "DAY")]
    pub at: Option<String>,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// Make a call and save it as a scenario.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim record 1-855-720-2559 --at '2023-08-28 18:00' --out scenarios/csg.toml
  echo 6 | ivrsim record 1-855-720-2559 --at '2023-08-28 18:00' > csg.toml

This is the phone of `ivrsim dial`: keys are pressed as you type them. If you leave during the call, the caller \
stays on the line until the system ends it. The scenario expects the outcome of this call, so it passes right \
away.")]
pub(crate) struct RecordArgs {
    /// Number to dial, in any usual spelling, or the name of a line
    pub number: String,
    /// When to call: `2023-08-28 18:00`, with an offset, or `Saturday 10:40` [default: now]
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// Who calls: a number, a time zone such as America/Denver, or a city
    #[arg(long, visible_alias = "as", value_name = "CALLER")]
    pub from: Option<String>,
    /// File to write, which must not exist yet; `-` is standard output [default: -]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}
