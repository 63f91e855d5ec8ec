use std::io::{self, Write as _};
use std::path::Path;

use super::ask;
use super::out::Out;
use crate::base::source::Shown;
use crate::base::text::Paint;
use crate::cli::args::Record;
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::cli::interrupts;
use crate::explore::Quoted;
use crate::files::load::PlanSource;
use crate::files::save::{self, Pending};
use crate::repl::drive::Clock;
use crate::repl::pipe::{self, PipeError};
use crate::repl::{Command, Pace, Session, Setting, terminal};

pub(super) fn run(context: &mut Context, source: &PlanSource, args: &Record) -> Result<Exit, Failure> {
    // Nobody makes a call only to hear that it cannot be kept.
    let place = Out::of(args.out.as_deref());
    let file = place.file().map(begun).transpose()?;
    let plan = context.plan(source)?;
    let caller = ask::caller(&plan, args.from.as_deref())?;
    let at = ask::at(plan.zone, args.at.as_deref(), context.now)?;
    ask::number(&plan, &args.number)?;
    let first = Some(Command::Dial(args.number.clone()));
    let runs = context.interactive;
    let paint = Paint::new(context.color && runs);
    let mut session = Session::new(Setting {
        source: source.clone(),
        plan,
        clock: if runs { Clock::running(at) } else { Clock::Stepped(at) },
        real_time: Context::real_time,
        caller,
        pace: if runs { Pace::AsSpoken } else { Pace::AtOnce },
        paint,
    });
    if runs {
        interrupts::keep_terminal()?;
        terminal::run(&mut session, first, context.history.as_deref(), paint)?;
    } else {
        // Standard output is the scenario's.
        pipe::run(&mut session, first, io::stdin().lock(), &mut context.errors()).map_err(
            |error| match error {
                PipeError::Io(error) => Failure::Io(error),
                error => Failure::Usage(error.to_string()),
            },
        )?;
    }
    let mut told = String::new();
    session.stay_on_the_line(&mut told);
    write!(context.errors(), "{told}")?;
    let path = place.file().unwrap_or(Path::new("scenario.toml"));
    let text = session.scenario_for(path).map_err(|refusal| Failure::Usage(refusal.to_string()))?;
    let Some(mut file) = file else {
        write!(context.out.exact(), "{text}")?;
        return Ok(Exit::Success);
    };
    file.write_all(text.as_bytes())?;
    file.keep_new().map_err(|error| if error.is_in_the_way() { in_the_way(path) } else { error.into() })?;
    let again = path.to_string_lossy();
    writeln!(context.out, "wrote {}; `ivrsim test {}` makes this call again", Shown(path), Quoted(&again))?;
    Ok(Exit::Success)
}

/// Begins the file of a scenario, which must not be there yet.
fn begun(path: &Path) -> Result<Pending, Failure> {
    let file = Pending::beside(path)?;
    if path.exists() && !save::is_stream(path) { Err(in_the_way(path)) } else { Ok(file) }
}

fn in_the_way(path: &Path) -> Failure {
    Failure::Usage(format!("{} is there already, and nothing is written over it", Shown(path)))
}
