use std::io;

use crate::base::text::Paint;
use crate::cli::context::CommandContext;
use crate::cli::exit::CommandFailure;
use crate::cli::interrupts::keep_terminal;
use crate::training::lesson::{Keyboard, LearnerDesk, LessonError, Typing};

/// Lets somebody sit down at the terminal, or a script at the pipe.
pub(super) fn seated<T>(
    context: &mut CommandContext,
    work: impl FnOnce(&mut LearnerDesk<'_>) -> Result<T, LessonError>,
) -> Result<T, CommandFailure> {
    let mut lines;
    let typed = if context.interactive {
        keep_terminal()?;
        Typing::Keys(Box::new(Keyboard::of_terminal()?))
    } else {
        lines = io::stdin().lock();
        Typing::Lines(&mut lines)
    };
    let paint = Paint::new(context.color);
    let mut desk = LearnerDesk { typed, shown: &mut context.out, paint, clock: &CommandContext::real_time };
    work(&mut desk).map_err(|error| match error {
        LessonError::Store(error) => error.into(),
        LessonError::Io(error) => error.into(),
    })
}
