use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

use super::ask;
use crate::cli::args::Record;
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::drive::Clock;
use crate::load::PlanSource;
use crate::repl::pipe::{self, PipeError};
use crate::repl::{Command, Pace, Session, Setting, terminal};
use crate::report::Paint;
use crate::save;

pub(super) fn run(context: &mut Context, source: &PlanSource, args: &Record) -> Result<Exit, Failure> {
    // Nobody makes a call only to hear that it cannot be kept.
    if let Some(path) = args.out.as_deref().filter(|path| path.exists()) {
        return Err(in_the_way(path));
    }
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
        terminal::run(&mut session, first, context.history.as_deref(), paint)?;
    } else {
        // Standard output is the scenario's.
        pipe::run(&mut session, first, io::stdin().lock(), &mut io::stderr()).map_err(
            |error| match error {
                PipeError::Io(error) => Failure::Io(error),
                error => Failure::Usage(error.to_string()),
            },
        )?;
    }
    let mut told = String::new();
    session.stay_on_the_line(&mut told);
    write!(io::stderr(), "{told}")?;
    let path = args.out.as_deref().unwrap_or(Path::new("scenario.toml"));
    let text = session.scenario_for(path).map_err(|refusal| Failure::Usage(refusal.to_string()))?;
    if args.out.is_none() {
        write!(context.out, "{text}")?;
        return Ok(Exit::Success);
    }
    save::new(path, &text).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => in_the_way(path),
        _ => Failure::Usage(format!("cannot write {}: {error}", path.display())),
    })?;
    writeln!(context.out, "wrote {0}; `ivrsim test {0}` makes this call again", path.display())?;
    Ok(Exit::Success)
}

fn in_the_way(path: &Path) -> Failure {
    Failure::Usage(format!("{} is there already, and nothing is written over it", path.display()))
}
