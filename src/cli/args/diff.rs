use std::path::PathBuf;
use std::str::FromStr;

use clap::ValueEnum;

use super::numbers;
use crate::base::diagnostic::did_you_mean;
use crate::diff::DifferenceKind;

/// Compare two plans: which callers fare differently, when, with a call that shows it.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim diff menus-of-monday menus         what changes for callers, and when
  ivrsim --plan menus diff git:main         as it stands here, and in a branch
  ivrsim diff git:v1 git:HEAD --plan menus  one revision against another
  ivrsim diff git:main:menus menus --format markdown > comment.md
  ivrsim diff old new --only routing --expect agreed.toml

A revision is read through git. The path in it is that of the other plan; git:REV:PATH names \
another, from the top of the repository, or from here if it begins with `./`.

Plans are compared by their calls: a step that was renamed is no difference, a key that leads \
elsewhere is one. Times are exact within what was looked at. Each call that is shown was made \
under both plans and fared otherwise. Calls in which hours change while the caller waits or hears \
a message are looked at, those in which they change twice are not.

Kinds of differences for --only: new-line, removed-line, outcome, destination, new-option, \
removed-option, hours (all of these: routing), wording, timing, contact.

Exit codes:
  0    nothing differs, or nothing but what is expected
  1    something differs
  2    it could not run, or cannot tell, as not all could be walked or shown
  101  a defect of ivrsim itself
  130  stopped by Ctrl-C")]
pub(crate) struct DiffArgs {
    /// The old plan: a TOML file, a folder of them, `git:REV` or `git:REV:PATH`
    pub old: PathBuf,
    /// The new plan [default: the plan of --plan]
    pub new: Option<PathBuf>,
    /// Look at the time from here on, a day or a time [default: the day on which the new plan takes effect]
    #[arg(long, value_name = "DAY")]
    pub from: Option<String>,
    /// How many years to look at
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = numbers::years)]
    pub years: u8,
    /// Only differences of these kinds, separated by commas; see below
    #[arg(long, value_name = "KINDS", value_delimiter = ',')]
    pub only: Vec<DiffFilter>,
    /// List what several numbers have in common for each of them
    #[arg(long)]
    pub all: bool,
    /// Leave out the differences that this file lists; the exit code tells of others only
    #[arg(long, value_name = "FILE")]
    pub expect: Option<PathBuf>,
    /// Write all differences to this file, for --expect; reasons that it gives already are kept. `-` is standard output
    #[arg(long, value_name = "FILE")]
    pub write_expect: Option<PathBuf>,
    /// How to answer
    #[arg(long, value_enum, default_value_t)]
    pub format: DiffFormat,
}

/// How differences are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// For people
    #[default]
    #[value(alias = "text")]
    Human,
    /// For programs
    Json,
    /// For a comment on a change
    Markdown,
    /// One page that needs nothing else
    Html,
    /// Annotations of GitHub Actions
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
            None => format!("kinds are {}", words().collect::<Vec<_>>().join(", ")),
        })
    }
}
