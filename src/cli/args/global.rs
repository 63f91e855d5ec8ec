use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{OsStringValueParser, TypedValueParser as _, ValueHint};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::parser::ValueSource;
use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum};

use super::analyses::PathsArgs;
use super::asking::{CallArgs, DialArgs, FactsArgs, FindArgs, HoursArgs, LinesArgs, RecordArgs};
use super::cards::CardsArgs;
use super::check::CheckArgs;
use super::diff::DiffArgs;
use super::draft::DraftArgs;
use super::explain::ExplainArgs;
use super::export::ExportArgs;
use super::files::{CompletionsArgs, FmtArgs, InitArgs, ManArgs, SchemaArgs};
use super::generate::GenerateArgs;
use super::guide::GuideArgs;
use super::import::ImportArgs;
use super::map::MapArgs;
use super::mutate::MutateArgs;
use super::page::PageArgs;
use super::replay::ReplayArgs;
use super::serve::ServeArgs;
use super::test::TestArgs;
use super::train::{Train, TrainCommand};
use super::typed::limited;
use crate::base::source::DisplayPath;
use crate::cli::chapters::OF_COMMANDS;
use crate::explore::Quoted;
use crate::files::load::{self, FileReach, PlanSource};

const EXAMPLES: &str = "\
Examples:
  ivrsim                        open a phone in the terminal
  ivrsim 1-855-720-2559         and dial right away
  ivrsim call 1-855-720-2559 --press 6 --at '2023-08-28 18:00' --why
  ivrsim find title release     who handles it, and is anybody there now?
  ivrsim --plan my-menus lines  use your own plan
  ivrsim test scenarios         check that calls go where they should
  ivrsim check my-menus         find mistakes in the plan itself
  ivrsim guide                  how to write your own, step by step

Exit codes:
  0    success
  1    it ran, and the answer is no (such as a failed scenario)
  2    it could not run (invalid arguments, a mistake in a plan, a missing file)
  101  a defect in ivrsim itself
  130  stopped by Ctrl-C";

/// Dial a phone menu before it exists.
///
/// ivrsim simulates every call that a directory of phone numbers, menus and hours allows. It shows what happens when a
/// caller dials a number at a given time and presses certain keys, and why.
#[derive(Debug, Parser)]
#[command(name = "ivrsim", version, after_help = EXAMPLES, max_term_width = 100)]
pub(crate) struct Args {
    /// What holds for every command.
    #[command(flatten)]
    pub global: GlobalArgs,
    /// What to do; without a command, open a phone in the terminal.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What holds for every command.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Global options")]
pub(crate) struct GlobalArgs {
    /// Plan to use: a TOML file, a folder of them, or either at a git revision, `git:REV:PATH` [default: the folder `menus` if there is one, else the Ally dealer directory that comes with ivrsim]
    #[arg(long, global = true, value_name = "PATH", env = "IVRSIM_PLAN", hide_env_values = true)]
    #[arg(value_parser = OsStringValueParser::new().map(PathBuf::from), value_hint = ValueHint::AnyPath)]
    pub plan: Option<PathBuf>,
    /// Whether the plan was named on the command line itself, and not only by the environment.
    #[arg(skip)]
    pub plan_is_named: bool,
    /// The plan of this folder, for whoever names none.
    #[arg(skip)]
    pub own_plan: PlanSource,
    /// Let scenario files use plans and tables outside their repository, or, without one, outside the folders
    /// near them
    #[arg(long, global = true)]
    pub read_anywhere: bool,
    /// When to use colors
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = Color::Auto)]
    pub color: Color,
    /// Log the engine's decisions to standard error
    #[arg(long, global = true, value_name = "LEVEL", value_enum, default_value_t = LogLevel::Off)]
    pub log: LogLevel,
    /// Format of log lines
    #[arg(long, global = true, value_name = "FORMAT", value_enum, default_value_t = LogFormat::Text)]
    pub log_format: LogFormat,
}

impl Args {
    /// The command line; the help of each command names the chapter of the guide that says more.
    pub(in crate::cli) fn with_guide() -> clap::Command {
        OF_COMMANDS.iter().fold(limited(Self::command()), |command, (name, topic)| {
            command.mut_subcommand(name, |command| {
                see_also(command, topic).mut_subcommands(|command| see_also(command, topic))
            })
        })
    }

    /// Takes arguments apart. A number where a command belongs is dialed.
    fn matches(given: &[OsString]) -> Result<clap::ArgMatches, clap::Error> {
        let told = Self::with_guide().try_get_matches_from(given);
        let Err(error) = &told else { return told };
        let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand) else { return told };
        let word = word.clone();
        if !is_number(&word) {
            let is_near = error.get(ContextKind::SuggestedSubcommand).is_some();
            // Behind a command, such as `train`, nobody wants to dial.
            let commands = Self::command();
            let mut before = given.iter().skip(1).take_while(|given| **given != *word);
            let is_behind = before.any(|given| commands.find_subcommand(given).is_some());
            let tip = format!("to dial a line or a number, write `ivrsim dial {}`", Quoted(&word));
            return told.map_err(|error| if is_near || is_behind { error } else { with_tip(error, &tip) });
        }
        let places = (1..given.len()).filter(|&place| given[place].to_str() == Some(&word));
        let as_one_of = |command: &str, place: usize| {
            let mut given = given.to_vec();
            given.insert(place, command.into());
            Self::with_guide().try_get_matches_from(given)
        };
        // The same text may be the value of an option in front.
        let is = |told: &Result<_, clap::Error>, kind| told.as_ref().is_err_and(|error| error.kind() == kind);
        let dialed = |place| (place, as_one_of("dial", place));
        match places.map(dialed).find(|(_, told)| !is(told, ErrorKind::InvalidSubcommand)) {
            // Whoever says how the call is to go wants to make it, and not to hold a phone.
            Some((place, told))
                if is(&told, ErrorKind::UnknownArgument) && as_one_of("call", place).is_ok() =>
            {
                told.map_err(|error| {
                    let option =
                        error.get(ContextKind::InvalidArg).map(ToString::to_string).unwrap_or_default();
                    with_tip(error, &format!("{option} belongs to `ivrsim call {}`", Quoted(&word)))
                })
            }
            Some((_, told)) => told,
            None => told,
        }
    }

    /// Reads the arguments of this process.
    pub(in crate::cli) fn of_process() -> Result<Self, clap::Error> {
        let matches = Self::matches(&env::args_os().collect::<Vec<_>>())?;
        let mut args = Self::from_arg_matches(&matches)?;
        args.global.plan_is_named = matches.value_source("plan") == Some(ValueSource::CommandLine);
        // A variable that is empty is as one that is not set.
        if args.global.plan.as_ref().is_some_and(|path| path.as_os_str().is_empty()) {
            if args.global.plan_is_named {
                let told = "--plan <PATH>: this is empty; name a file or a folder\n";
                return Err(clap::Error::raw(ErrorKind::InvalidValue, told).with_cmd(&Self::with_guide()));
            }
            args.global.plan = None;
        }
        args.global.own_plan = load::own_plan();
        Ok(args)
    }
}

/// The same error with this advice, and no other.
fn with_tip(mut error: clap::Error, tip: &str) -> clap::Error {
    error.remove(ContextKind::SuggestedArg);
    error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.to_owned().into()]));
    error
}

/// Whether a word can only be meant as a phone number.
fn is_number(word: &str) -> bool {
    const LEAST_DIGITS: usize = 7;
    let digits = word.chars().filter(char::is_ascii_digit).count();
    word.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '(')) && digits >= LEAST_DIGITS
}

fn see_also(command: clap::Command, topic: &str) -> clap::Command {
    let help = command.get_after_help().map(|help| format!("{help}\n\n")).unwrap_or_default();
    command.after_help(format!("{help}See also: `ivrsim guide {topic}`"))
}

impl GlobalArgs {
    /// How far scenario files reach.
    pub(crate) fn reach(&self) -> FileReach {
        if self.read_anywhere { FileReach::Anywhere } else { FileReach::Near }
    }

    /// Where the plan is: where the command line or the environment says, else in the folder `menus`, if there is one. A revision
    /// alone is that of the folder's plan.
    pub(crate) fn plan_source(&self) -> PlanSource {
        match &self.plan {
            Some(path) => PlanSource::named(path, &self.own_plan),
            None => self.own_plan.clone(),
        }
    }

    /// What to tell whoever has not said which plan to use, and may have meant another.
    pub(crate) fn plan_note(&self) -> Option<String> {
        match (&self.plan, &self.own_plan) {
            (None, PlanSource::Path(path)) => Some(format!("this uses the plan in {}", DisplayPath(path))),
            _ => None,
        }
    }
}

/// When to use colors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
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
pub(crate) enum LogLevel {
    #[default]
    /// Nothing
    Off,
    /// Nothing, as decisions are logged at `debug`
    #[value(hide = true)]
    Error,
    /// Nothing, as decisions are logged at `debug`
    #[value(hide = true)]
    Warn,
    /// Nothing, as decisions are logged at `debug`
    #[value(hide = true)]
    Info,
    /// Each decision
    Debug,
    /// Each decision
    #[value(hide = true)]
    Trace,
}

/// How log lines are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogFormat {
    /// For people
    #[default]
    Text,
    /// One JSON object per line
    Json,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Open a phone in the terminal
    Dial(DialArgs),
    /// Make one call and show what happens, and why
    Call(CallArgs),
    /// Find who handles a request, and the number and keys that reach them
    Find(FindArgs),
    /// List the numbers that can be dialed
    Lines(LinesArgs),
    /// Show schedules: open or closed, and when that changes
    Hours(HoursArgs),
    /// Draw where each line leads, as a tree, SVG, Mermaid, DOT or JSON
    Map(MapArgs),
    /// List every way through a line, and when each is possible
    Paths(PathsArgs),
    /// List every fact of the plan with its source, and what is assumed
    Facts(FactsArgs),
    /// Compare two plans: which callers are affected, when, and a call that shows it
    Diff(DiffArgs),
    /// Run scenario files
    Test(TestArgs),
    /// Write scenarios that cover a plan, or what existing scenarios miss
    Generate(GenerateArgs),
    /// Plant mistakes in the plan, and see whether the scenarios notice
    Mutate(MutateArgs),
    /// Find what is wrong with a plan
    Check(CheckArgs),
    /// Explain a rule of `check`, or list all rules
    Explain(ExplainArgs),
    /// Read the guide: your own phone plan, step by step
    Guide(GuideArgs),
    /// Begin a plan of your own: a few questions, or a small example
    Init(InitArgs),
    /// Make a plan of the files of a phone system that runs
    Import(ImportArgs),
    /// Draft a plan from a directory on paper: text, Markdown, HTML, CSV, docx or PDF
    Draft(DraftArgs),
    /// Replay call records: who met closed doors, and what the plan cannot explain
    Replay(ReplayArgs),
    /// Write hours and menus for a phone system, with a proof that they say the same
    Export(ExportArgs),
    /// Print the JSON Schema of a file format or an answer
    Schema(SchemaArgs),
    /// Make a call and save it as a scenario
    Record(RecordArgs),
    /// Format plans and scenario files
    Fmt(FmtArgs),
    /// Train staff with questions from the plan, and see who knows what
    Train(Train),
    /// Print the directory as cards and a quick reference, or make a deck for Anki
    Cards(CardsArgs),
    /// Write the phone as a page that anybody can open in a browser
    Page(PageArgs),
    /// Serve the phone, lessons and a trainer's page to browsers
    Serve(ServeArgs),
    /// Print a script for shell completion
    Completions(CompletionsArgs),
    /// Print the manual page, or write one for each command
    Man(ManArgs),
}

impl Command {
    /// Whether somebody sits at a terminal while it runs.
    pub(in crate::cli) fn holds_terminal(&self) -> bool {
        matches!(self, Self::Dial(_) | Self::Record(_) | Self::Train(_))
    }

    /// Whether what goes to standard output is made to be kept, so that a part of it is not the whole.
    pub(in crate::cli) fn is_kept(&self) -> bool {
        match self {
            Self::Generate(_)
            | Self::Record(_)
            | Self::Cards(_)
            | Self::Page(_)
            | Self::Schema(_)
            | Self::Completions(_) => true,
            Self::Train(train) => matches!(train.command, Some(TrainCommand::Export)),
            _ => false,
        }
    }

    /// Whether the exit code is the answer to a question.
    pub(in crate::cli) fn is_verdict(&self) -> bool {
        matches!(
            self,
            Self::Test(_)
                | Self::Check(_)
                | Self::Diff(_)
                | Self::Draft(_)
                | Self::Mutate(_)
                | Self::Replay(_)
                | Self::Fmt(_)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is told below the options of a command and of all below it.
    fn each(command: &clap::Command, told: &mut impl FnMut(&str, &str)) {
        if let Some(help) = command.get_after_help() {
            told(command.get_name(), &help.to_string());
        }
        command.get_subcommands().for_each(|command| each(command, told));
    }

    #[test]
    fn the_help_of_every_command_names_its_chapter() {
        for command in Args::with_guide().get_subcommands() {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(help.contains("ivrsim guide "), "{}", command.get_name());
        }
    }

    #[test]
    fn help_is_wrapped_by_the_terminal_alone_and_examples_fit_80_columns() {
        let mut count = 0;
        each(&Args::with_guide(), &mut |name, help| {
            count += 1;
            let lines: Vec<&str> = help.lines().collect();
            let is_prose = |line: &str| !line.is_empty() && !line.starts_with(' ');
            for pair in lines.windows(2) {
                let is_broken = is_prose(pair[0]) && is_prose(pair[1]);
                assert!(!is_broken, "{name}: a break within a paragraph: {pair:?}");
            }
            for line in lines.into_iter().filter(|line| !is_prose(line)) {
                assert!(line.chars().count() <= 80, "{name}: {line}");
            }
        });
        assert!(count > 20, "{count}");
    }
}
