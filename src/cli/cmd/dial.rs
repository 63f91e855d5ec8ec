use std::io;

use super::ask;
use crate::base::text::Paint;
use crate::cli::args::DialArgs;
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};
use crate::cli::interrupts;
use crate::files::load::PlanSource;
use crate::repl::drive::LiveClock;
use crate::repl::pipe::{self, PipeError};
use crate::repl::{PhoneCommand, PhoneSession, PromptPace, SessionSettings, terminal};

pub(super) fn run(
    context: &mut CommandContext,
    source: &PlanSource,
    args: &DialArgs,
) -> Result<ExitStatus, CommandFailure> {
    let plan = context.timeline(source)?;
    let at = ask::at(&plan, args.at.as_deref(), context.now)?;
    let today = plan.in_force(at);
    context.tell_coming(&today);
    let caller = ask::caller("--from", &today, args.from.as_deref())?;
    if let Some(number) = &args.number {
        // A number that is none is told before a phone is held.
        ask::number(&today, number)?;
    }
    let first = args.number.clone().map(PhoneCommand::Dial);
    let runs = context.interactive && !args.step;
    let paint = Paint::new(context.color);
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
    if context.interactive {
        interrupts::keep_terminal()?;
        terminal::run(&mut session, first, context.history.as_deref(), paint, CommandContext::screen)?;
    } else {
        pipe::run(&mut session, first, io::stdin().lock(), &mut context.out).map_err(
            |error| match error {
                PipeError::Io(error) => CommandFailure::Io(error),
                error => CommandFailure::Usage(error.to_string()),
            },
        )?;
    }
    Ok(ExitStatus::Success)
}
