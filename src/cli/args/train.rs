use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

use super::format::Format;
use super::numbers;

/// Train new staff.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim train                        ten minutes of questions from the plan
  ivrsim train --learner Ann --cards 20
  ivrsim train --learner Ann --exam --cards 20 --seed 7 --result ann.json
  ivrsim train --since git:v1         first what the new menus have changed
  ivrsim train --questions ours.toml  also what the company asks itself
  ivrsim train assign cpc dealer-reserve --learner Ann --by 2026-12-01
  ivrsim train report                 who knows what, and what is hard
  ivrsim train report --learner Ann --format html > ann.html
  ivrsim train export > backup.jsonl

Learners are kept in the file --db or IVRSIM_DB [default: ivrsim/learners.db where the system keeps the data \
of programs]. Several programs may use it at once.

Exit codes of a lesson: 0 it was held, of an examination: 0 passed, 1 not passed or left before its end; 2 could not run.")]
pub(crate) struct Train {
    /// The learners' file
    #[arg(long, global = true, value_name = "FILE", env = "IVRSIM_DB", hide_env_values = true)]
    pub db: Option<PathBuf>,
    /// A lesson, where no other command is given.
    #[command(flatten)]
    pub lesson: TrainLesson,
    /// What to do instead of a lesson.
    #[command(subcommand)]
    pub command: Option<TrainCommand>,
}

/// What only a lesson has. What only an examination has does not go with these: clap asks for no `--exam` beside what an
/// examination cannot have, and would say nothing.
const LESSON: [&str; 4] = ["minutes", "new", "since", "tour"];

/// A lesson, or an examination.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct TrainLesson {
    /// Who learns
    #[arg(long, value_name = "NAME", default_value = "me")]
    pub learner: String,
    /// How many minutes a lesson lasts [default: 10, or as many as --cards takes]
    #[arg(long, value_name = "N", value_parser = numbers::minutes)]
    pub minutes: Option<u32>,
    /// How many questions a lesson or an examination has at most
    #[arg(long, value_name = "N", value_parser = numbers::cards)]
    pub cards: Option<usize>,
    /// Also ask the questions of this file; may be given more than once
    #[arg(long, value_name = "FILE")]
    pub questions: Vec<PathBuf>,
    /// Show around first, also who was shown around before
    #[arg(long)]
    pub tour: bool,
    /// How many cards a day may be new
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = numbers::cards_or_none)]
    pub new: usize,
    /// Ask first what has changed since this plan, a path or git:REV
    #[arg(long, value_name = "OLD")]
    pub since: Option<String>,
    /// An examination: no hints, and a mark to pass
    #[arg(long, conflicts_with_all = LESSON)]
    pub exam: bool,
    /// Which paper; the same number gives everybody the same questions
    #[arg(long, value_name = "N", default_value_t = 1, requires = "exam", conflicts_with_all = LESSON, value_parser = numbers::seed)]
    pub seed: u64,
    /// From how many percent on it is passed
    #[arg(long, value_name = "PERCENT", default_value_t = 80, requires = "exam", conflicts_with_all = LESSON, value_parser = numbers::mark)]
    pub pass: u8,
    /// Write what came of it to this new file, as JSON, with every question and answer
    #[arg(long, value_name = "FILE", requires = "exam", conflicts_with_all = LESSON)]
    pub result: Option<PathBuf>,
}

/// What to do about learners.
#[derive(Clone, Debug, Subcommand)]
pub(crate) enum TrainCommand {
    /// Show who knows what, what is due, and what is hard
    Report(TrainReport),
    /// Say which lines a learner must know, and by when
    Assign(TrainAssign),
    /// List the learners
    Learners(TrainLearners),
    /// Let a learner begin anew: answers, memory and examinations go, assignments stay
    Reset(TrainPerson),
    /// Forget a person: everything about them goes, from the file, too
    Forget(TrainPerson),
    /// Write everything to standard output, for a backup or another machine
    Export,
    /// Take in what was exported
    Import(TrainImport),
    /// Check files of own questions against the plan
    Questions(TrainQuestions),
}

/// Show who knows what.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim train report
  ivrsim train report --learner Ann
  ivrsim train report --format csv > training.csv
  ivrsim train report --format csv --by day > days.csv
  ivrsim train report --format html > training.html

`knows` is the share of the cards that would be answered right now: what is learned, times how likely it is \
still remembered. A card is `known`, `due` to be asked again, being learned (`learning`), `changed` in the \
plan since it was last asked, or `new`. Tables of one learner have every card. Answers to cards that the plan does not have, as those of own questions \
without --questions, are told apart. The JSON and what CSV says of such answers are described in \
docs/training-json.md.")]
pub(crate) struct TrainReport {
    /// Only this learner, with every card
    #[arg(long, value_name = "NAME")]
    pub learner: Option<String>,
    /// Also count the questions of this file; may be given more than once
    #[arg(long, value_name = "FILE")]
    pub questions: Vec<PathBuf>,
    /// At this time [default: now]
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// How to tell it
    #[arg(long, value_enum, default_value_t)]
    pub format: TrainFormat,
    /// What a row of CSV is
    #[arg(long, value_enum, default_value_t)]
    pub by: TrainBy,
}

/// What a row of CSV is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum TrainBy {
    /// A learner and a card
    #[default]
    Card,
    /// A learner and a day, with the time that was spent
    Day,
    /// A learner, with the median time for an answer
    Learner,
}

/// How a report is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum TrainFormat {
    /// For people
    #[default]
    #[value(alias = "text")]
    Human,
    /// For spreadsheets, a row for each learner and card
    Csv,
    /// For programs
    Json,
    /// A page that needs nothing else
    Html,
}

/// Say which lines a learner must know, and by when.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim train assign cpc --learner Ann --by 2026-12-01
  ivrsim train assign 1-855-720-2559 dsc --learner Ann --by 2026-12-01

Whoever is not known yet is taken in. For a line that was assigned before, the new day holds.")]
pub(crate) struct TrainAssign {
    /// The lines, by name or number
    #[arg(required = true)]
    pub lines: Vec<String>,
    /// Who must know them
    #[arg(long, value_name = "NAME")]
    pub learner: String,
    /// The last day, such as 2026-12-01, in the plan's time zone
    #[arg(long, value_name = "DATE")]
    pub by: String,
}

/// List the learners.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct TrainLearners {
    /// How to answer
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// A person, and whether to ask first.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct TrainPerson {
    /// Who
    pub name: String,
    /// Do not ask; without a terminal nothing is done otherwise
    #[arg(long)]
    pub yes: bool,
}

/// Take in what was exported.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim train import backup.jsonl
  ivrsim train import - < backup.jsonl

All of it is taken in, or nothing: a learner whose name is known already is refused.")]
pub(crate) struct TrainImport {
    /// The file; `-` is standard input
    pub file: PathBuf,
}

/// Check files of own questions.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim train questions training/ally.toml

A question asks for words and says which are accepted, or is a request at a time and says who handles it:

  [[question]]
  name   = \"FedEx in the morning\"
  ask    = \"Which ZIP code brings a FedEx package there before 4:30 AM?\"
  accept = [\"38153\"]
  wrong  = [\"38118\"]                # offered beside it

  [[question]]
  name    = \"GAP on a Saturday\"
  request = \"a refund of GAP\"
  at      = \"2023-09-02 10:40\"
  from    = \"America/Denver\"
  right   = \"dsc\"                   # a destination of the plan

Exit codes: 0 all is well, 2 there are mistakes.")]
pub(crate) struct TrainQuestions {
    /// The files
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
}
