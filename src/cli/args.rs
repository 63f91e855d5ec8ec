use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::parser::ValueSource;
use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum};
use jiff::SignedDuration;

use crate::load::PlanSource;
use crate::runner::Shard;

const EXAMPLES: &str = "\
Examples:
  ivrsim                                    hold a phone in the terminal
  ivrsim dial 1-855-720-2559                and dial at once
  ivrsim call 1-855-720-2559 --press 6 --at '2023-08-28 18:00' --why
  ivrsim find title release                 who handles it, and is anybody there now?
  ivrsim --plan my-menus lines              use your own plan
  ivrsim test scenarios                     check what your plan promises

Exit codes:
  0    all is well
  1    it ran, and the answer is no (a scenario failed)
  2    it could not run (wrong arguments, a mistake in a plan, a missing file)
  101  a defect of ivrsim itself
  130  stopped by Ctrl-C";

/// Dial a phone menu before it exists.
///
/// ivrsim turns a directory of phone numbers, menus and hours into a machine of every call that can happen, and says
/// what happens when this caller dials this number at this moment and presses these keys, and why.
#[derive(Debug, Parser)]
#[command(name = "ivrsim", version, after_help = EXAMPLES, max_term_width = 100)]
pub struct Args {
    /// What holds for every command.
    #[command(flatten)]
    pub global: Global,
    /// What to do; without a command, hold a phone in the terminal.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What holds for every command.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "For every command")]
pub struct Global {
    /// The plan: a TOML file, or a folder of them [default: the Ally dealer directory that comes with ivrsim]
    #[arg(long, global = true, value_name = "PATH", env = "IVRSIM_PLAN", hide_env_values = true)]
    pub plan: Option<PathBuf>,
    /// Whether the plan was named on the command line itself, and not only by the environment.
    #[arg(skip)]
    pub plan_is_named: bool,
    /// When to use colors
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = Color::Auto)]
    pub color: Color,
    /// Log what the engine decides, to standard error
    #[arg(long, global = true, value_name = "LEVEL", value_enum, default_value_t = LogLevel::Off)]
    pub log: LogLevel,
    /// How log lines are written
    #[arg(long, global = true, value_name = "FORMAT", value_enum, default_value_t = LogFormat::Text)]
    pub log_format: LogFormat,
}

impl Args {
    /// Reads the arguments of this process.
    pub(super) fn of_process() -> Result<Self, clap::Error> {
        let matches = Self::command().try_get_matches()?;
        let mut args = Self::from_arg_matches(&matches)?;
        args.global.plan_is_named = matches.value_source("plan") == Some(ValueSource::CommandLine);
        Ok(args)
    }
}

impl Global {
    /// Where the plan is.
    pub fn plan_source(&self) -> PlanSource {
        match &self.plan {
            Some(path) if !path.as_os_str().is_empty() => PlanSource::Path(path.clone()),
            _ => PlanSource::Ally,
        }
    }
}

/// When to use colors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// How much to log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum LogLevel {
    #[default]
    /// Nothing
    Off,
    /// Nothing yet
    Error,
    /// Nothing yet
    Warn,
    /// Nothing yet
    Info,
    /// Each decision
    Debug,
    /// Each decision
    Trace,
}

/// How log lines are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people
    #[default]
    Text,
    /// One JSON object a line
    Json,
}

/// How a command answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Hold a phone in the terminal
    Dial(Dial),
    /// Make one call and say what comes of it, and why
    Call(Call),
    /// Who handles a request: search names and topics, by number and key
    Find(Find),
    /// List the numbers that can be dialled
    Lines(Lines),
    /// Show schedules: open or closed, and when that changes
    Hours(Hours),
    /// List every fact of the plan with the words it comes from, and what is assumed
    Facts(Facts),
    /// Run scenario files
    Test(Test),
    /// Write a small plan and a scenario file to start from
    Init(Init),
    /// Print the JSON Schema of a file format
    Schema(Schema),
    /// Make a call and keep it as a scenario
    Record(Record),
    /// Put plans and scenario files into the one style
    Fmt(Fmt),
    /// Print a script that lets a shell complete commands and options
    Completions(Completions),
    /// Print the manual page, or write all of them
    Man(Man),
}

/// Hold a phone in the terminal.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim dial                               then `help` for what can be typed
  ivrsim dial 1-855-720-2559 --at 'Saturday 10:40' --from America/Denver
  ivrsim dial --at '2023-08-28 18:00' < commands.txt
                                            the same commands from a file

What is typed is remembered in the file IVRSIM_HISTORY, or in none if that is empty
[default: ivrsim/history.txt where the system keeps the data of programs].")]
pub struct Dial {
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
  ivrsim call 877.357.8477 --press 6 --at '2023-08-28 16:30' --from America/Denver --why
  ivrsim call '(866) 509-8454' --format json

Keys are pressed as soon as the call listens; with no keys left the caller waits until the system acts.
A time without an offset is in the plan's zone. The exit code is 0 whatever comes of the call.")]
pub struct Call {
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
pub struct Find {
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
pub struct Lines {
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
  ivrsim hours 1-855-720-2559               those that a caller of this number can meet
  ivrsim hours --open 'Mo-Fr 08:00-18:00' --timezone America/New_York --at - < instants.txt")]
pub struct Hours {
    /// A schedule, a line, or a number
    #[arg(conflicts_with = "open")]
    pub name: Option<String>,
    /// When [default: now]; `-` reads RFC 3339 instants from standard input, one a line (with --open)
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
    /// How to answer
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// List every fact of the plan.
#[derive(Clone, Debug, clap::Args)]
pub struct Facts {
    /// Only what is assumed
    #[arg(long)]
    pub assumed: bool,
    /// How to answer
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// Run scenario files.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of the command line, which has no more to say"
)]
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim test                               every scenario below the folder `scenarios`
  ivrsim test scenarios/ally/4-dealer-support.toml --verbose
  ivrsim test --filter 'closes at' --filter line:cpc --list
  ivrsim test --shard 2/5 --report junit=out/junit.xml --report html=out
  ivrsim test --report github --fail-fast

Filters of one kind are alternatives; of filters of several kinds, one of each must fit.

Reports are written whole or not at all, several at once:
  junit[=FILE]   for the test pages of CI systems
  tap[=FILE]     Test Anything Protocol, version 14
  json[=FILE]    one object a line, an object for each event
  html=DIR       one page, DIR/index.html, that needs nothing else
  github         annotations of GitHub Actions
Without a file, or with `-`, a report goes to standard output, and what is for people to standard error.

Exit codes:
  0    all passed
  1    some failed
  2    it could not run (wrong arguments, a mistake in a plan or scenario, no case that fits)
  101  a defect of ivrsim itself
  130  stopped by Ctrl-C; reports that had begun are discarded")]
pub struct Test {
    /// Scenario files, or folders of them [default: the folder `scenarios`]
    pub paths: Vec<PathBuf>,
    /// Show the transcripts of passing cases too
    #[arg(long, short)]
    pub verbose: bool,
    /// How many cases run side by side [default: as many as there are processors]
    #[arg(long, value_name = "N")]
    pub jobs: Option<std::num::NonZeroUsize>,
    /// Run again, or write back.
    #[command(flatten)]
    pub tending: Tending,
    /// Only cases whose name contains this; or `tag:`, `line:` and `file:` with what is meant
    #[arg(long, value_name = "TEXT")]
    pub filter: Vec<String>,
    /// Filters are whole names of cases or scenarios
    #[arg(long, requires = "filter")]
    pub exact: bool,
    /// List the cases instead of running them
    #[arg(long)]
    pub list: bool,
    /// How to list
    #[arg(long, value_enum, default_value_t, requires = "list")]
    pub format: Format,
    /// Stop after the first failure
    #[arg(long, conflicts_with = "max_failures")]
    pub fail_fast: bool,
    /// Stop after so many failures
    #[arg(long, value_name = "N")]
    pub max_failures: Option<std::num::NonZeroUsize>,
    /// Only a part of the cases, such as 2/5; the parts together are the whole, on any machine
    #[arg(long, value_name = "I/N")]
    pub shard: Option<Shard>,
    /// Run in another order than that of the files, which `--seed` chooses
    #[arg(long)]
    pub shuffle: bool,
    /// Which order --shuffle gives; the same number gives the same order
    #[arg(long, value_name = "N", default_value_t = 0, requires = "shuffle")]
    pub seed: u64,
    /// How long a call may last, in virtual time: `90s`, `2m`
    #[arg(long, value_name = "DURATION")]
    pub timeout: Option<SignedDuration>,
    /// Only 0, because the same input gives the same outcome
    #[arg(long, value_name = "N", value_parser = no_retries, hide = true)]
    pub retries: Option<u32>,
    /// Write a report: junit, tap, json, html or github; see below
    #[arg(long, value_name = "KIND[=FILE]")]
    pub report: Vec<ReportTo>,
}

/// What happens around a run of scenarios: again and again, or with its results written back.
#[derive(Clone, Copy, Debug, clap::Args)]
pub struct Tending {
    /// Run again whenever a plan or scenario file changes, what the change can affect first; Ctrl-C ends it
    #[arg(long, conflicts_with_all = ["bless", "report", "list"])]
    pub watch: bool,
    /// Rewrite the expectations that failed to what was got, after showing what changes; never where CI is set
    #[arg(long)]
    pub bless: bool,
    /// Write what --bless shows without asking
    #[arg(long, requires = "bless")]
    pub yes: bool,
}

/// A report and where it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportTo {
    /// What kind of report.
    pub kind: ReportKind,
    /// Its file. None: standard output.
    pub path: Option<PathBuf>,
}

/// What kind of report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportKind {
    /// JUnit XML
    Junit,
    /// Test Anything Protocol
    Tap,
    /// One JSON object a line
    Json,
    /// One page
    Html,
    /// Annotations of GitHub Actions
    Github,
}

impl FromStr for ReportTo {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (kind, path) = text.split_once('=').unwrap_or((text, "-"));
        let kind = ReportKind::from_str(kind, false)
            .map_err(|_| "a report is one of junit, tap, json, html and github".to_owned())?;
        let path = match path {
            "" => return Err("the name of the file is missing behind `=`".to_owned()),
            "-" if kind == ReportKind::Html => {
                return Err("the page needs a folder: write `html=DIR`".to_owned());
            }
            "-" => None,
            folder if kind == ReportKind::Html => Some(Path::new(folder).join("index.html")),
            path => Some(PathBuf::from(path)),
        };
        Ok(Self { kind, path })
    }
}

fn no_retries(text: &str) -> Result<u32, String> {
    match text.parse() {
        Ok(0) => Ok(0),
        _ => Err(
            "only 0 is possible: the same input gives the same outcome, so a case that failed fails again"
                .to_owned(),
        ),
    }
}

/// Write a small plan and a scenario file to start from.
#[derive(Clone, Debug, clap::Args)]
pub struct Init {
    /// The folder to write to; it is made if it does not exist, and no file in it is ever replaced
    pub dir: PathBuf,
}

/// Print the JSON Schema of a file format.
#[derive(Clone, Debug, clap::Args)]
pub struct Schema {
    /// Which format
    #[arg(value_enum)]
    pub of: SchemaOf,
}

/// A file format with a published schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// Plans
    Plan,
    /// Scenario files
    Scenario,
}

/// Put plans and scenario files into the one style.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim fmt                                the folders `menus` and `scenarios`
  ivrsim fmt --check                        for CI: name the files that differ, and change none
  ivrsim fmt - < plan.toml                  from standard input to standard output

Only white space changes; comments and order stay. A file that is no TOML is left as it is.
Exit codes: 0 done, or with --check nothing differs; 1 with --check some differ; 2 could not run.")]
pub struct Fmt {
    /// Files, or folders of them; `-` is standard input [default: the folders `menus` and `scenarios`]
    pub paths: Vec<PathBuf>,
    /// Change nothing; name the files that differ
    #[arg(long)]
    pub check: bool,
}

/// Print a script that lets a shell complete commands and options.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim completions bash > ~/.local/share/bash-completion/completions/ivrsim
  ivrsim completions zsh > ~/.zfunc/_ivrsim
  ivrsim completions fish > ~/.config/fish/completions/ivrsim.fish")]
pub struct Completions {
    /// Which shell
    #[arg(value_enum)]
    pub shell: Shell,
}

/// A shell that can be taught to complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// Bash
    Bash,
    /// Zsh
    Zsh,
    /// Fish
    Fish,
}

/// Print the manual page, or write all of them.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim man | man -l -                     read it
  ivrsim man ~/.local/share/man/man1        write a page for each command")]
pub struct Man {
    /// The folder to write a page for each command to; old pages there are replaced
    pub dir: Option<PathBuf>,
}

/// Make a call and keep it as a scenario.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim record 1-855-720-2559 --at '2023-08-28 18:00' --out scenarios/csg.toml
  echo 6 | ivrsim record 1-855-720-2559 --at '2023-08-28 18:00' > scenarios/csg.toml

It is the phone of `ivrsim dial`: keys are pressed as they are typed, and whoever leaves during the call stays on the
line until the system ends it. The scenario expects what came of the call, so it passes at once.")]
pub struct Record {
    /// The number to dial, in any usual spelling, or the name of a line
    pub number: String,
    /// When to call: `2023-08-28 18:00`, with an offset, or `Saturday 10:40` [default: now]
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// Who calls: a number, or a time zone such as America/Denver
    #[arg(long, value_name = "CALLER")]
    pub from: Option<String>,
    /// The file to write, which must not exist yet [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}
