use std::path::PathBuf;
use std::str::FromStr;

use clap::ValueEnum;

use super::numbers;
use crate::base::diagnostic::did_you_mean;
use crate::diff::DifferenceKind;

/// Compare two plans: which callers are affected, when, and a call that shows it.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim diff menus-of-monday menus         what changes for callers, and when
  ivrsim --plan menus diff git:main         your plan against a branch
  ivrsim diff git:v1 git:HEAD --plan menus  two revisions
  ivrsim diff git:main:menus menus --format markdown > comment.md
  ivrsim diff old new --only routing --expect agreed.toml

Revisions are read with git. git:REV reads the path of the other plan; git:REV:PATH reads another one, relative \
to the top of the repository, or to the current folder if it begins with `./`.

Plans are compared by what happens to calls: a renamed step is not a difference, a key that leads somewhere else \
is. Times are exact within the period compared. Each call shown was made under both plans and went \
differently. Calls in which hours change while the caller waits or hears a message are compared, too.

Kinds of differences for --only: new-line, removed-line, outcome, destination, new-option, \
removed-option, hours (all of these: routing), wording, timing, contact.

Exit codes:
  0    no differences, or only expected ones
  1    there are differences
  2    it could not run, or could not compare or show everything
  101  a defect in ivrsim itself
  130  stopped by Ctrl-C")]
pub(crate) struct DiffArgs {
    /// Old plan: a TOML file, a folder of them, `git:REV` or `git:REV:PATH`
    pub old: PathBuf,
    /// New plan [default: the plan given with --plan]
    pub new: Option<PathBuf>,
    /// Start of the period to compare: a day or a time [default: the day on which the new plan takes effect]
    #[arg(long, value_name = "DAY")]
    pub from: Option<String>,
    /// How many years to compare
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = numbers::years)]
    pub years: u8,
    /// Show only differences of these kinds, separated by commas; see below
    #[arg(long, value_name = "KINDS", value_delimiter = ',')]
    pub only: Vec<DiffFilter>,
    /// List every difference, even if several numbers share it
    #[arg(long)]
    pub all: bool,
    /// Ignore the differences that this file lists, in the report and in the exit code
    #[arg(long, value_name = "FILE")]
    pub expect: Option<PathBuf>,
    /// Write all differences to this file, for --expect, keeping the reasons already in it; `-` is standard
    /// output
    #[arg(long, value_name = "FILE")]
    pub write_expect: Option<PathBuf>,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: DiffFormat,
}

/// How differences are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// For people
    #[default]
    #[value(alias = "human")]
    Text,
    /// For programs
    Json,
    /// For a comment on a pull request
    Markdown,
    /// A self-contained page
    Html,
    /// Annotations for GitHub Actions
    Github,
}

/// Kinds of differences that are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DiffFilter {
    /// All that route calls elsewhere.
    Routing,
    /// This one.
    Kind(DifferenceKind),
}

impl DiffFilter {
    /// Whether a kind is among them.
    pub(crate) fn has(self, kind: DifferenceKind) -> bool {
        match self {
            Self::Routing => kind.is_routing(),
            Self::Kind(wanted) => kind == wanted,
        }
    }
}

impl FromStr for DiffFilter {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "routing" {
            return Ok(Self::Routing);
        }
        let words = || DifferenceKind::ALL.into_iter().map(DifferenceKind::word).chain(["routing"]);
        let known = DifferenceKind::ALL.into_iter().find(|kind| kind.word() == text);
        known.map(Self::Kind).ok_or_else(|| match did_you_mean(text, words()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the kinds are {}", words().collect::<Vec<_>>().join(", ")),
        })
    }
}
