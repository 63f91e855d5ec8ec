use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

use super::format::Format;
use super::numbers;

/// Train staff with questions from the plan, and see who knows what.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim train                        ten minutes of questions from the plan
  ivrsim train --learner Ann --cards 20
  ivrsim train --learner Ann --exam --cards 20 --seed 7 --result ann.json
  ivrsim train --since git:v1         ask first about what has changed
  ivrsim train --questions ours.toml  include your own questions
  ivrsim train assign cpc dealer-reserve --learner Ann --by 2026-12-01
  ivrsim train report                 who knows what, and what is hard
  ivrsim train report --learner Ann --format html > ann.html
  ivrsim train export > backup.jsonl

Learners are stored in the file that --db or IVRSIM_DB names [default: ivrsim/learners.db in your data folder]. \
Several programs can use it at once.

Exit codes: 0 a lesson, or an exam that was passed; 1 an exam that was not passed, or left before its end; 2 it \
could not run.")]
pub(crate) struct Train {
    /// File in which learners are stored
    #[arg(long, global = true, value_name = "FILE", env = "IVRSIM_DB", hide_env_values = true)]
    pub db: Option<PathBuf>,
    /// A lesson, where no other command is given.
    #[command(flatten)]
    pub lesson: TrainLesson,
    /// What to do instead of a lesson.
    #[command(subcommand)]
    pub command: Option<TrainCommand>,
}

/// What only a lesson has. What only an exam has does not go with these: clap asks for no `--exam` beside what an
/// exam cannot have, and would say nothing.
const LESSON: [&str; 4] = ["minutes", "new", "since", "tour"];

/// A lesson, or an exam.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct TrainLesson {
    /// Name of the learner
    #[arg(long, value_name = "NAME", default_value = "me")]
    pub learner: String,
    /// Length of the lesson in minutes [default: 10, or as long as --cards takes]
    #[arg(long, value_name = "N", value_parser = numbers::minutes)]
    pub minutes: Option<u32>,
    /// Ask at most N questions, in a lesson or an exam
    #[arg(long, value_name = "N", value_parser = numbers::cards)]
    pub cards: Option<usize>,
    /// Include the questions in this file; can be repeated
    #[arg(long, value_name = "FILE")]
    pub questions: Vec<PathBuf>,
    /// Begin with the tour, even if the learner has seen it
    #[arg(long)]
    pub tour: bool,
    /// Introduce at most N new cards a day
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = numbers::cards_or_none)]
    pub new: usize,
    /// Ask first about what has changed since this plan, a path or git:REV
    #[arg(long, value_name = "OLD")]
    pub since: Option<String>,
    /// Take an exam: no hints, and a percentage to reach
    #[arg(long, conflicts_with_all = LESSON)]
    pub exam: bool,
    /// Seed of the exam; the same number gives everybody the same questions
    #[arg(long, value_name = "N", default_value_t = 1, requires = "exam", conflicts_with_all = LESSON, value_parser = numbers::seed)]
    pub seed: u64,
    /// Percentage needed to pass
    #[arg(long, value_name = "PERCENT", default_value_t = 80, requires = "exam", conflicts_with_all = LESSON, value_parser = numbers::mark)]
    pub pass: u8,
    /// Write the result, with every question and answer, to this new file as JSON
    #[arg(long, value_name = "FILE", requires = "exam", conflicts_with_all = LESSON)]
    pub result: Option<PathBuf>,
}

/// What to do about learners.
#[derive(Clone, Debug, Subcommand)]
pub(crate) enum TrainCommand {
    /// Show who knows what, what is due, and what is hard
    Report(TrainReport),
    /// Assign lines that a learner must know by a given day
    Assign(TrainAssign),
    /// List the learners
    Learners(TrainLearners),
    /// Reset a learner: delete answers, progress and exams, keep assignments
    Reset(TrainPerson),
    /// Delete a learner and everything stored about them
    Forget(TrainPerson),
    /// Export everything to standard output, for a backup or another machine
    Export,
    /// Import what was exported
    Import(TrainImport),
    /// Check files of your own questions against the plan
    Questions(TrainQuestions),
}

/// Show who knows what.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim train report
  ivrsim train report --learner Ann
  ivrsim train report --format csv > training.csv
  ivrsim train report --format csv --by assignment > due.csv
  ivrsim train report --format html > training.html

The report begins with who is ready and who is behind on an assignment, and ends with what its words mean. With \
--learner, it lists every card. Answers to cards that are not in the plan, such as your own questions without \
--questions, are counted separately. docs/training-json.md describes the JSON and how CSV shows such answers.")]
pub(crate) struct TrainReport {
    /// Report on this learner only, with every card
    #[arg(long, value_name = "NAME")]
    pub learner: Option<String>,
    /// Count the questions in this file, too; can be repeated
    #[arg(long, value_name = "FILE")]
    pub questions: Vec<PathBuf>,
    /// Time of the report [default: now]
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: TrainFormat,
    /// What each row of CSV stands for
    #[arg(long, value_enum, default_value_t)]
    pub by: TrainBy,
}

/// What a row of CSV is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum TrainBy {
    /// A learner and a card
    #[default]
    Card,
    /// A learner and a day, with the time spent
    Day,
    /// A learner, with readiness and the median time per answer
    Learner,
    /// A learner and an assigned line, those past due first
    Assignment,
    /// A learner and an exam
    Exam,
}

/// How a report is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum TrainFormat {
    /// For people
    #[default]
    #[value(alias = "human")]
    Text,
    /// For spreadsheets, with the rows that --by chooses
    Csv,
    /// For programs
    Json,
    /// A self-contained page
    Html,
}

/// Assign lines that a learner must know by a given day.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim train assign cpc --learner Ann --by 2026-12-01
  ivrsim train assign 1-855-720-2559 dsc --learner Ben --new --by 2026-12-01

If a line was assigned before, the new day replaces the old one. A learner who does not exist yet is added with --new.")]
pub(crate) struct TrainAssign {
    /// Lines to learn, by name or number
    #[arg(required = true)]
    pub lines: Vec<String>,
    /// Name of the learner
    #[arg(long, value_name = "NAME")]
    pub learner: String,
    /// Last day, such as 2026-12-01, in the plan's time zone
    #[arg(long, value_name = "DATE")]
    pub by: String,
    /// Add the learner, if there is none of this name
    #[arg(long)]
    pub new: bool,
}

/// List the learners.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct TrainLearners {
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// A person, and whether to ask first.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct TrainPerson {
    /// Name of the learner
    pub name: String,
    /// Do not ask for confirmation; required without a terminal
    #[arg(long)]
    pub yes: bool,
}

/// Import what was exported.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim train import backup.jsonl
  ivrsim train import - < backup.jsonl

Either everything is imported or nothing: if a learner of the same name exists, the import is refused.")]
pub(crate) struct TrainImport {
    /// File to import; `-` is standard input
    pub file: PathBuf,
    /// Replace what is stored of learners who are there already, but for their assignments
    #[arg(long)]
    pub replace: bool,
}

/// Check files of your own questions against the plan.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim train questions training/ally.toml

A question either asks for words and lists the accepted answers, or is a caller's request at a given time and \
names who handles it:

  [[question]]
  name   = \"FedEx in the morning\"
  ask    = \"Which ZIP code brings a FedEx package there before 4:30 AM?\"
  accept = [\"38153\"]
  wrong  = [\"38118\"]                # offered as a choice

  [[question]]
  name    = \"GAP on a Saturday\"
  request = \"a refund of GAP\"
  at      = \"2023-09-02 10:40\"
  from    = \"America/Denver\"
  right   = \"dsc\"                   # a destination of the plan

Exit codes: 0 no mistakes, 2 there are mistakes.")]
pub(crate) struct TrainQuestions {
    /// Files to check
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
}
