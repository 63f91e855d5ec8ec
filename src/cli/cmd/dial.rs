use std::io;

use super::ask;
use crate::base::text::Paint;
use crate::cli::args::Dial;
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::cli::interrupts;
use crate::files::load::PlanSource;
use crate::repl::drive::Clock;
use crate::repl::pipe::{self, PipeError};
use crate::repl::{Command, Pace, Session, Setting, terminal};

pub(super) fn run(context: &mut Context, source: &PlanSource, args: &Dial) -> Result<Exit, Failure> {
    let plan = context.plan(source)?;
    let caller = ask::caller(&plan, args.from.as_deref())?;
    let at = ask::at(plan.zone, args.at.as_deref(), context.now)?;
    if let Some(number) = &args.number {
        // A number that is none is told before a phone is held.
        ask::number(&plan, number)?;
    }
    let first = args.number.clone().map(Command::Dial);
    let runs = context.interactive && !args.step;
    let paint = Paint::new(context.color);
    let mut session = Session::new(Setting {
        source: source.clone(),
        plan,
        clock: if runs { Clock::running(at) } else { Clock::Stepped(at) },
        real_time: Context::real_time,
        caller,
        pace: if runs { Pace::AsSpoken } else { Pace::AtOnce },
        paint,
    });
    if context.interactive {
        interrupts::keep_terminal()?;
        terminal::run(&mut session, first, context.history.as_deref(), paint)?;
    } else {
        pipe::run(&mut session, first, io::stdin().lock(), &mut context.out).map_err(
            |error| match error {
                PipeError::Io(error) => Failure::Io(error),
                error => Failure::Usage(error.to_string()),
            },
        )?;
    }
    Ok(Exit::Success)
}
