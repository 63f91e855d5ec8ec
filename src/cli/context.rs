use std::cell::Cell;
use std::env;
use std::fmt;
use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use anstream::{AutoStream, ColorChoice};
use jiff::Timestamp;
use terminal_size::{Height, Width};

use super::args::Color;
use super::exit::{CommandFailure, ExitStatus, is_reader_gone};
use super::plain::{Plain, errors};
use crate::base::diagnostic::render::{Checkout, FittedDiagnostics, HumanDiagnostics};
use crate::base::diagnostic::{Diagnostic, has_errors, unseen_in};
use crate::base::source::Sources;
use crate::base::text::{FoldedLines, Paint, Table, WrappedText, counted};
use crate::check::report::is_explained;
use crate::files::load::{self, PlanSource};
use crate::files::save::NamedStream;
use crate::plan::{ParsedPlan, Plan};

/// On fewer columns than these, folding helps nobody.
const LEAST_COLUMNS: usize = 20;

/// The world outside: standard output and error, terminal, environment and clock. Standard input is read by the
/// commands that need it.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the streams")]
pub(super) struct CommandContext {
    /// Standard output, for people; what programs read goes to [`Plain::exact`] of it.
    pub(super) out: Plain<Box<dyn Write>>,
    /// Whether standard output takes colors.
    pub color: bool,
    /// How many columns the terminal of standard output has, if it is one: longer lines are folded there.
    pub(super) columns: Option<usize>,
    /// As `columns`, for standard error.
    pub(super) error_columns: Option<usize>,
    /// Whether standard error takes colors.
    pub(super) color_errors: bool,
    /// Whether a person sits at standard input.
    pub interactive: bool,
    /// Whether somebody watches standard error, so that a line may come and go there.
    pub(super) watched: bool,
    /// What is to be told when this plan is read, which nobody named.
    pub(super) plan_note: Cell<Option<(PlanSource, String)>>,
    /// The instant at which the program started.
    pub now: Timestamp,
    /// The folder in which the system keeps what programs of this name know, if it says so.
    pub data: Option<PathBuf>,
    /// The folder in which the system keeps what programs of this name can make again, if it says so.
    pub(super) cache: Option<PathBuf>,
    /// The moment that everything made is to bear, whenever it is made, which the variable `SOURCE_DATE_EPOCH` says.
    pub(super) fixed_time: Option<Timestamp>,
    /// The file that remembers what was typed, if it is to be remembered.
    pub history: Option<PathBuf>,
}

impl CommandContext {
    /// The world of this process.
    #[expect(clippy::disallowed_methods, reason = "the one place where the world is looked at")]
    pub(super) fn of_process(color: Color) -> Self {
        let wanted = |by_itself: ColorChoice| match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => by_itself != ColorChoice::Never,
        };
        let color_out = wanted(AutoStream::choice(&io::stdout()));
        Self {
            out: Plain::new(
                Box::new(BufWriter::new(NamedStream { stream: io::stdout(), name: "to standard output" })),
                color_out,
            ),
            color: color_out,
            columns: Self::columns(terminal_size::terminal_size_of(io::stdout())),
            error_columns: Self::columns(terminal_size::terminal_size_of(io::stderr())),
            color_errors: wanted(AutoStream::choice(&io::stderr())),
            watched: io::stderr().is_terminal() && env::var_os("TERM").is_some_and(|term| term != "dumb"),
            interactive: io::stdin().is_terminal() && io::stdout().is_terminal(),
            plan_note: Cell::new(None),
            now: Self::real_time(),
            data: Self::data_folder(),
            cache: Self::cache_folder(),
            fixed_time: Self::source_date_epoch(),
            history: Self::history_file(),
        }
    }

    fn columns(size: Option<(Width, Height)>) -> Option<usize> {
        let (width, _) = size?;
        // A terminal that knows nothing of its size says 0.
        Some(usize::from(width.0)).filter(|&columns| columns >= LEAST_COLUMNS)
    }

    /// How many columns and rows the terminal of standard output has now, if it is one.
    #[expect(clippy::disallowed_methods, reason = "the one place where the world is looked at")]
    pub(super) fn screen() -> Option<(usize, usize)> {
        let size = terminal_size::terminal_size_of(io::stdout());
        Self::columns(size).zip(size.map(|(_, rows)| usize::from(rows.0)))
    }

    /// Whether this is a machine that checks what people have written, which the variable CI says.
    #[expect(clippy::disallowed_methods, reason = "the one place where the world is looked at")]
    pub(super) fn is_ci() -> bool {
        env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false" && value != "0")
    }

    /// The clock that only goes forward, to measure by.
    #[expect(clippy::disallowed_methods, reason = "the one place where the world is looked at")]
    pub(super) fn stopwatch() -> Instant {
        Instant::now()
    }

    /// The clock of the machine.
    #[expect(clippy::disallowed_methods, reason = "the one place where the world is looked at")]
    pub(super) fn real_time() -> Timestamp {
        Timestamp::now()
    }

    /// Where a program is installed, by the variable `PATH`. What stands there for the folder of the moment is passed over: a
    /// program in the folder of a plan is not one that somebody has installed.
    #[expect(clippy::disallowed_methods, reason = "the one place where the world is looked at")]
    pub(super) fn installed(name: &str) -> Option<PathBuf> {
        let file = format!("{name}{}", env::consts::EXE_SUFFIX);
        let folders = env::var_os("PATH")?;
        let mut places = env::split_paths(&folders).filter(|folder| folder.is_absolute());
        places.find_map(|folder| Some(folder.join(&file)).filter(|path| path.is_file()))
    }

    /// The repository that this process was started in.
    #[expect(clippy::disallowed_methods, reason = "the one place where the world is looked at")]
    pub(super) fn checkout() -> Checkout {
        let Ok(here) = env::current_dir() else { return Checkout::default() };
        let top = load::repository(&here).unwrap_or_else(|| here.clone());
        Checkout { top: load::name(&top), here: load::name(&here) }
    }

    /// `IVRSIM_HISTORY`, else a file where the system keeps what programs remember for a user. Empty: none.
    #[expect(clippy::disallowed_methods, reason = "the one place where the world is looked at")]
    fn history_file() -> Option<PathBuf> {
        if let Some(file) = env::var_os("IVRSIM_HISTORY") {
            return (!file.is_empty()).then(|| file.into());
        }
        Some(Self::data_folder()?.join("history.txt"))
    }

    /// When whatever is made now is made, to the second.
    pub(super) fn made_at(&self) -> Timestamp {
        let at = self.fixed_time.unwrap_or(self.now);
        Timestamp::from_second(at.as_second()).unwrap_or(at)
    }

    /// Seconds since 1970, as tools that make the same bytes twice agree on.
    #[expect(clippy::disallowed_methods, reason = "the one place where the world is looked at")]
    fn source_date_epoch() -> Option<Timestamp> {
        let seconds = env::var("SOURCE_DATE_EPOCH").ok()?.trim().parse().ok()?;
        Timestamp::from_second(seconds).ok()
    }

    /// The repository that this process was started in, or the folder where there is none.
    #[expect(clippy::disallowed_methods, reason = "the one place where the world is looked at")]
    pub(super) fn root() -> Option<PathBuf> {
        let here = env::current_dir().ok()?;
        Some(load::repository(&here).unwrap_or(here))
    }

    /// Where the system keeps what can be made again.
    #[expect(clippy::disallowed_methods, reason = "the one place where the world is looked at")]
    fn cache_folder() -> Option<PathBuf> {
        let folder = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let cache = if cfg!(windows) {
            folder("LOCALAPPDATA")?
        } else if cfg!(target_os = "macos") {
            folder("HOME")?.join("Library/Caches")
        } else {
            match folder("XDG_CACHE_HOME") {
                Some(cache) => cache,
                None => folder("HOME")?.join(".cache"),
            }
        };
        Some(cache.join("ivrsim"))
    }

    /// Where the system keeps what programs remember for a user.
    #[expect(clippy::disallowed_methods, reason = "the one place where the world is looked at")]
    fn data_folder() -> Option<PathBuf> {
        let folder = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let data = if cfg!(windows) {
            folder("LOCALAPPDATA")?
        } else if cfg!(target_os = "macos") {
            folder("HOME")?.join("Library/Application Support")
        } else {
            match folder("XDG_DATA_HOME") {
                Some(data) => data,
                None => folder("HOME")?.join(".local/share"),
            }
        };
        Some(data.join("ivrsim"))
    }

    /// Reads the plan that is in force now. Warnings are shown, and what is known to change later; with errors there is no plan.
    pub(super) fn plan(&self, source: &PlanSource) -> Result<Arc<Plan>, CommandFailure> {
        let plan = self.timeline(source)?.in_force(self.now);
        self.tell_coming(&plan);
        Ok(plan)
    }

    /// Reads the plan that is in force at a time, which is read in the plan's zone; now if none is given.
    pub(super) fn plan_at(
        &self,
        source: &PlanSource,
        at: impl FnOnce(&Plan) -> Result<Timestamp, CommandFailure>,
    ) -> Result<(Arc<Plan>, Timestamp), CommandFailure> {
        let first = self.timeline(source)?;
        let at = at(&first)?;
        let plan = first.in_force(at);
        self.tell_coming(&plan);
        Ok((plan, at))
    }

    /// Says what is known to change.
    pub(super) fn tell_coming(&self, plan: &Plan) {
        for change in plan.coming_changes() {
            let _ = writeln!(self.errors(), "note: {change}");
        }
    }

    /// Reads a plan as it begins, with those that follow it.
    pub(super) fn timeline(&self, source: &PlanSource) -> Result<Arc<Plan>, CommandFailure> {
        let reading = self.reading(source)?;
        match reading.plan {
            Some(plan) if !has_errors(&reading.diagnostics) => {
                let warnings = self.fitted(&reading.diagnostics, &reading.sources);
                let _ = write!(self.errors(), "{warnings}");
                Ok(Arc::new(plan))
            }
            _ => Err(CommandFailure::Mistakes(reading.diagnostics, reading.sources)),
        }
    }

    /// Reads a plan, with everything that is wrong with it. Whoever named none is told once which one it is.
    pub(super) fn reading(&self, source: &PlanSource) -> Result<ParsedPlan, CommandFailure> {
        match self.plan_note.take() {
            Some((of, note)) if of == *source => {
                if self.watched {
                    let _ = writeln!(self.errors(), "note: {note}");
                }
            }
            // Another plan was named where it is used.
            unsaid => self.plan_note.set(unsaid),
        }
        Ok(load::plan(source)?)
    }

    /// Mistakes for people, as wide as standard error.
    fn fitted<'d>(&self, diagnostics: &'d [Diagnostic], sources: &'d Sources) -> FittedDiagnostics<'d> {
        let diagnostics = HumanDiagnostics { diagnostics, sources, color: self.color_errors };
        FittedDiagnostics { diagnostics, columns: self.error_columns }
    }

    /// Standard error where somebody watches it, for lines that come and go.
    #[expect(clippy::disallowed_methods, reason = "what is written there moves the cursor")]
    pub(super) fn terminal() -> io::Stderr {
        io::stderr()
    }

    /// Standard error, for people: lines are folded where somebody watches them.
    pub(super) fn errors(&self) -> FoldedLines<Plain<io::Stderr>> {
        FoldedLines::new(errors(self.color_errors), self.error_columns)
    }

    /// Writes an answer for people, which is made with these colors.
    pub(super) fn show<T: fmt::Display>(&mut self, answer: impl FnOnce(Paint) -> T) -> io::Result<()> {
        let paint = Paint::new(self.color);
        match self.columns {
            Some(columns) => {
                let text = answer(paint.within(Some(columns)));
                write!(self.out, "{}", WrappedText { text, columns })
            }
            None => write!(self.out, "{}", answer(paint)),
        }
    }

    /// Writes a line for people.
    pub(super) fn say(&mut self, line: &str) -> io::Result<()> {
        self.show(|_| format!("{line}\n"))
    }

    /// Writes a table for people.
    pub(super) fn table(&mut self, table: &Table) -> io::Result<()> {
        write!(self.out, "{}", table.text(Paint::new(self.color), self.columns))
    }

    /// Writes an answer for programs.
    pub(super) fn json(&mut self, answer: &impl serde::Serialize) -> Result<(), CommandFailure> {
        let out = self.out.exact();
        serde_json::to_writer_pretty(&mut *out, answer).map_err(io::Error::from)?;
        Ok(writeln!(out)?)
    }

    /// Says on standard error why something could not be done, and gives the exit code for it.
    pub(super) fn complain(&self, failure: &CommandFailure) -> ExitStatus {
        let said = match failure {
            // Whoever reads our output has read enough.
            CommandFailure::Io(error) if is_reader_gone(error) => return ExitStatus::Success,
            CommandFailure::Several(failures) => {
                for failure in failures {
                    self.complain(failure);
                }
                Ok(())
            }
            CommandFailure::Mistakes(diagnostics, sources) => {
                let shown = self.fitted(diagnostics, sources);
                let count = counted(diagnostics.len(), "mistake");
                let explained = diagnostics.iter().find(|diagnostic| is_explained(diagnostic.code));
                let more = explained.map(|first| format!("; `ivrsim explain {}` says more", first.code));
                writeln!(self.errors(), "{shown}{count}{}", more.unwrap_or_default())
            }
            failure => {
                let (red, plain) = if self.color_errors { ("\x1b[1;31m", "\x1b[0m") } else { ("", "") };
                let told = failure.to_string();
                let said = writeln!(self.errors(), "{red}error{plain}: {told}");
                said.and_then(|()| {
                    let mut unseen = unseen_in(&told).into_iter();
                    unseen.try_for_each(|line| writeln!(self.errors(), "  help: {line}"))
                })
            }
        };
        // There is nobody left to tell if standard error is gone.
        drop(said);
        ExitStatus::CannotRun
    }
}
