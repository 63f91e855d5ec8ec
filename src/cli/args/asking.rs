use std::path::PathBuf;

use super::format::Format;

/// Hold a phone in the terminal.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim dial                               then `help` for what can be typed
  ivrsim dial 1-855-720-2559 --at 'Saturday 10:40' --from America/Denver
  ivrsim dial --at '2023-08-28 18:00' < commands.txt
                                            the same commands from a file

What is typed is remembered in the file IVRSIM_HISTORY, or in none if that is empty [default: \
ivrsim/history.txt where the system keeps the data of programs].")]
pub(crate) struct DialArgs {
    /// The number to dial at once, or the name of a line
    pub number: Option<String>,
    /// Start at this time instead of now: `2023-08-28 18:00`, `Saturday 10:40`, `+90m`
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// Who calls: a number, or a time zone such as America/Denver
    #[arg(long, value_name = "CALLER")]
    pub from: Option<String>,
    /// Let time pass only by `wait` and by what is spoken, as it always does for commands from a file or pipe
    #[arg(long)]
    pub step: bool,
}

/// Make one call and say what comes of it, and why.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim call 1-855-720-2559 --press 6 --at '2023-08-28 18:00'
  ivrsim call 877.357.8477 --at '2023-08-28 16:30' --from America/Denver --why
  ivrsim call '(866) 509-8454' --format json

Keys are pressed as soon as the call listens; with no keys left the caller waits until the system acts. A \
time without an offset is in the plan's zone. The exit code is 0 whatever comes of the call.")]
pub(crate) struct CallArgs {
    /// The number to dial, in any usual spelling, or the name of a line
    pub number: String,
    /// The keys to press: 0-9, * and #; a comma is a pause of two seconds
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
    /// Who calls: a number, or a time zone such as America/Denver
    #[arg(long, value_name = "CALLER")]
    pub from: Option<String>,
    /// Add the trace: each decision, with the line of the plan that made it
    #[arg(long)]
    pub why: bool,
    /// How to answer
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// Who handles a request.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim find title release
  ivrsim find gap --at 'Saturday 10:40' --from America/Denver
  ivrsim find payoff --format json

Exit codes: 0 something was found, 1 nothing was.")]
pub(crate) struct FindArgs {
    /// What it is about, in your own words
    #[arg(required = true)]
    pub words: Vec<String>,
    /// When [default: now]
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// Who calls: a number, or a time zone such as America/Denver
    #[arg(long, value_name = "CALLER")]
    pub from: Option<String>,
    /// How to answer
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// List the numbers that can be dialled.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct LinesArgs {
    /// When [default: now]
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// Who calls: a number, or a time zone such as America/Denver
    #[arg(long, value_name = "CALLER")]
    pub from: Option<String>,
    /// How to answer
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// Show schedules: open or closed, and when that changes.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim hours                              every schedule
  ivrsim hours dsc --at 'Sunday noon'
  ivrsim hours 1-855-720-2559               those that its callers can meet
  ivrsim hours --week --at 2026-11-25       the week of Thanksgiving
  ivrsim hours --week --svg --out week.svg  to look at in a browser, or to print
  ivrsim hours --open 'Mo-Fr 08:00-18:00' --timezone UTC --at - < instants.txt")]
pub(crate) struct HoursArgs {
    /// A schedule, a line, or a number
    #[arg(conflicts_with = "open")]
    pub name: Option<String>,
    /// When [default: now], of a week also a day; `-` reads RFC 3339 instants from standard input, one a line (with --open)
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// Who calls, for schedules in the caller's time: a number, or a time zone
    #[arg(long, value_name = "CALLER")]
    pub from: Option<String>,
    /// Ask about these hours instead of the plan's, in OpenStreetMap notation
    #[arg(long, value_name = "EXPR", requires = "timezone")]
    pub open: Option<String>,
    /// The time zone of --open
    #[arg(long, value_name = "ZONE", requires = "open")]
    pub timezone: Option<String>,
    /// Show the week of --at from Monday to Sunday, by the clock of the plan, or of the caller of --from
    #[arg(long, conflicts_with = "format")]
    pub week: bool,
    /// Show the week as a picture, in SVG
    #[arg(long, requires = "week")]
    pub svg: bool,
    /// The file to write the picture to, in the place of an old one if there is one; `-` is standard output, as is none
    #[arg(long, value_name = "FILE", requires = "svg")]
    pub out: Option<PathBuf>,
    /// How to answer
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// List every fact of the plan.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct FactsArgs {
    /// Only what is assumed
    #[arg(long)]
    pub assumed: bool,
    /// How to answer
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// Make a call and keep it as a scenario.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim record 1-855-720-2559 --at '2023-08-28 18:00' --out scenarios/csg.toml
  echo 6 | ivrsim record 1-855-720-2559 --at '2023-08-28 18:00' > csg.toml

It is the phone of `ivrsim dial`: keys are pressed as they are typed, and whoever leaves during the call \
stays on the line until the system ends it. The scenario expects what came of the call, so it passes at \
once.")]
pub(crate) struct RecordArgs {
    /// The number to dial, in any usual spelling, or the name of a line
    pub number: String,
    /// When to call: `2023-08-28 18:00`, with an offset, or `Saturday 10:40` [default: now]
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// Who calls: a number, or a time zone such as America/Denver
    #[arg(long, value_name = "CALLER")]
    pub from: Option<String>,
    /// The file to write, which must not exist yet; `-` is standard output, as is none
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}
