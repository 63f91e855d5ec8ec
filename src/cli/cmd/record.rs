use std::io::{self, Write as _};
use std::path::Path;

use super::ask;
use super::out::OutputPlace;
use crate::base::source::DisplayPath;
use crate::base::text::Paint;
use crate::cli::args::RecordArgs;
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};
use crate::cli::interrupts;
use crate::explore::Quoted;
use crate::files::load::PlanSource;
use crate::files::save::{self, Pending};
use crate::repl::drive::LiveClock;
use crate::repl::pipe::{self, PipeError};
use crate::repl::{PhoneCommand, PhoneSession, PromptPace, SessionSettings, terminal};

pub(super) fn run(
    context: &mut CommandContext,
    source: &PlanSource,
    args: &RecordArgs,
) -> Result<ExitStatus, CommandFailure> {
    // Nobody makes a call only to hear that it cannot be kept.
    let place = OutputPlace::of(args.out.as_deref());
    let file = place.file().map(begun).transpose()?;
    let plan = context.plan(source)?;
    let caller = ask::caller("--from", &plan, args.from.as_deref())?;
    let at = ask::at(&plan, args.at.as_deref(), context.now)?;
    ask::number(&plan, &args.number)?;
    let first = Some(PhoneCommand::Dial(args.number.clone()));
    let runs = context.interactive;
    let paint = Paint::new(context.color && runs);
    let mut session = PhoneSession::new(SessionSettings {
        source: source.clone(),
        plan,
        clock: if runs { LiveClock::running(at) } else { LiveClock::Stepped(at) },
        real_time: CommandContext::real_time,
        caller,
        answers: crate::call::OutsideAnswers::default(),
        pace: if runs { PromptPace::AsSpoken } else { PromptPace::AtOnce },
        paint,
    });
    if runs {
        interrupts::keep_terminal()?;
        terminal::run(&mut session, first, context.history.as_deref(), paint, CommandContext::screen)?;
    } else {
        // Standard output is the scenario's.
        pipe::run(&mut session, first, io::stdin().lock(), &mut context.errors()).map_err(
            |error| match error {
                PipeError::Io(error) => CommandFailure::Io(error),
                error => CommandFailure::Usage(error.to_string()),
            },
        )?;
    }
    let mut told = String::new();
    session.stay_on_the_line(&mut told);
    write!(context.errors(), "{told}")?;
    let path = place.file().unwrap_or(Path::new("scenario.toml"));
    let text = session.scenario_for(path).map_err(|refusal| CommandFailure::Usage(refusal.to_string()))?;
    let Some(mut file) = file else {
        write!(context.out.exact(), "{text}")?;
        return Ok(ExitStatus::Success);
    };
    file.write_all(text.as_bytes())?;
    file.keep_new().map_err(|error| if error.is_in_the_way() { in_the_way(path) } else { error.into() })?;
    let again = path.to_string_lossy();
    let again = Quoted(&again);
    context.say(&format!("wrote {}; `ivrsim test {again}` replays this call", DisplayPath(path)))?;
    Ok(ExitStatus::Success)
}

/// Begins the file of a scenario, which must not be there yet.
fn begun(path: &Path) -> Result<Pending, CommandFailure> {
    let file = Pending::beside(path)?;
    if path.exists() && !save::is_stream(path) { Err(in_the_way(path)) } else { Ok(file) }
}

fn in_the_way(path: &Path) -> CommandFailure {
    CommandFailure::Usage(format!("{} already exists and was not replaced", DisplayPath(path)))
}
