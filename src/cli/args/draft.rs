use std::path::PathBuf;

use clap::builder::ValueHint;

use super::format::Format;

/// Draft a plan from a directory as it is on paper.
///
/// Numbers, options, hours, time zones, faxes, e-mail and postal addresses become a plan in which each fact has the words that it was
/// read from. What is not certain is asked on a terminal; elsewhere it stands in the plan as a comment, and the exit code says so.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim draft handout.docx --out menus
  ivrsim draft page1.txt page2.txt --out menus --timezone America/Chicago
  ivrsim draft list.csv --out menus --answers answers.toml --format json
  ivrsim draft list-2027.docx --against menus
  ivrsim draft list-2027.docx --against menus --out menus-2027

Reads plain text, Markdown, HTML, CSV and docx, and PDF where `pdftotext` is installed.

Exit codes:
  0    the plan was written and nothing is open; with --against, nothing differs
  1    questions are open, or with --against something differs
  2    a document that cannot be read, or a folder that has a plan
  101  a defect in ivrsim itself
  130  stopped by Ctrl-C")]
pub(crate) struct DraftArgs {
    /// Documents with the directory, in their order
    #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub files: Vec<PathBuf>,
    /// Folder to write the plan to, created if it does not exist; existing files are never replaced
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, required_unless_present = "against")]
    pub out: Option<PathBuf>,
    /// Plan of an earlier edition: what is still there keeps its names, and what differs is shown
    #[arg(long, value_name = "PLAN", value_hint = ValueHint::AnyPath)]
    pub against: Option<PathBuf>,
    /// File with answers to questions, a line each, as in `local-time-sales = \"the caller's\"`
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub answers: Option<PathBuf>,
    /// Ask nothing, also on a terminal
    #[arg(long)]
    pub no_ask: bool,
    /// Name of the directory [default: its first heading]
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// Time zone of hours that name none [default: the one that most hours name]
    #[arg(long, value_name = "ZONE")]
    pub timezone: Option<String>,
    /// Day from which it is in force, as in 2027-03-01 [default: the one that it names]
    #[arg(long, value_name = "DATE")]
    pub effective: Option<String>,
    /// Country whose way of writing numbers is read
    #[arg(long, value_name = "CODE", default_value = "US")]
    pub country: String,
    /// Format of the summary
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}
