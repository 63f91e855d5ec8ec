use std::path::PathBuf;

use clap::ValueEnum;
use clap::builder::ValueHint;

/// Replay call records: who met closed doors, and what the plan cannot explain.
///
/// Records of calls, as phone systems write them, are held against a plan. Keys are rarely in records, so of each call all ends are
/// found that it can have: what the records do not settle is told as bounds, never guessed.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim replay /var/log/asterisk/cdr-csv/Master.csv
  ivrsim replay calls-of-march/ --plan menus --format html --out march.html
  ivrsim replay Master.csv --plan edited --against menus
  zcat cdr.csv.gz | ivrsim replay - --timezone America/Chicago
  ivrsim replay calls.csv --columns start=1,from=Caller,to=DNIS

Reads Master.csv of Asterisk and FreeSWITCH, the cdr table of FreePBX as CSV, call logs of Twilio in CSV and JSON, contact records \
of Amazon Connect, and any CSV by the names of its columns; compressed by gzip, too. Which of them it is is told by the files.

Columns for --columns: id, link, start, end, duration, from, to, extension, context, app, app-data, queue, agent, voicemail, \
direction, status, medium. Only `start` is needed.

No caller's number is told.

Exit codes:
  0    the plan explains every record
  1    it does not, or with --against, calls fare differently
  2    it could not run, or no file has records that are known
  101  a defect in ivrsim itself
  130  stopped by Ctrl-C: what had been read until then is told")]
pub(crate) struct ReplayArgs {
    /// Files and folders with records; `-` is standard input
    #[arg(required = true, value_name = "RECORDS", value_hint = ValueHint::AnyPath)]
    pub records: Vec<PathBuf>,
    /// Plan that was in force when the records were made: tell which calls fare differently under the plan of --plan
    #[arg(long, value_name = "OLD", value_hint = ValueHint::AnyPath)]
    pub against: Option<PathBuf>,
    /// Time zone of times without an offset [default: the one in which the plan explains most records]
    #[arg(long, value_name = "ZONE")]
    pub timezone: Option<String>,
    /// Where columns stand, by heading or by number from 1, as in start=1,from=Caller
    #[arg(long, value_name = "COLUMN=PLACE", value_delimiter = ',')]
    pub columns: Vec<String>,
    /// File with rules for the records: columns, lines, places, what to leave out
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub rules: Option<PathBuf>,
    /// Leave out calls of which a column says this, as in from=615-555-0199 or context=test*; may be given several times
    #[arg(long, value_name = "COLUMN=TEXT")]
    pub leave_out: Vec<String>,
    /// Tell callers apart by a hash with this secret, the same in all reports [default: the records themselves]
    #[arg(long, value_name = "SECRET", conflicts_with = "last_two")]
    pub salt: Option<String>,
    /// Tell the last two digits of callers' numbers instead of a hash
    #[arg(long)]
    pub last_two: bool,
    /// Write the records to this folder so that they can be shared: numbers are replaced by others of the same area, what is not needed is left out
    #[arg(long, alias = "anonymise", value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub anonymize: Option<PathBuf>,
    /// Write the N calls that stand for most of the records as scenarios, each with how many it stands for
    #[arg(long, value_name = "N")]
    pub scenarios: Option<usize>,
    /// File to write these scenarios to; an existing file is never replaced
    #[arg(long, value_name = "FILE", default_value = "recorded.toml", requires = "scenarios", value_hint = ValueHint::FilePath)]
    pub scenarios_out: PathBuf,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: ReplayFormat,
    /// File to write the report to [default: standard output]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub out: Option<PathBuf>,
}

/// How replayed records are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReplayFormat {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
    /// Calls by line and hour of the week, for spreadsheets
    Csv,
    /// A self-contained page
    Html,
}
