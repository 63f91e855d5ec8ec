use std::io;

use crate::base::text::Paint;
use crate::cli::context::Context;
use crate::cli::exit::Failure;
use crate::cli::interrupts::keep_terminal;
use crate::training::lesson::{Desk, Keyboard, LessonError, Typing};

/// Lets somebody sit down at the terminal, or a script at the pipe.
pub(super) fn seated<T>(
    context: &mut Context,
    work: impl FnOnce(&mut Desk<'_>) -> Result<T, LessonError>,
) -> Result<T, Failure> {
    let mut lines;
    let typed = if context.interactive {
        keep_terminal()?;
        Typing::Keys(Box::new(Keyboard::of_terminal()?))
    } else {
        lines = io::stdin().lock();
        Typing::Lines(&mut lines)
    };
    let paint = Paint::new(context.color);
    let mut desk = Desk { typed, shown: &mut context.out, paint, clock: &Context::real_time };
    work(&mut desk).map_err(|error| match error {
        LessonError::Store(error) => error.into(),
        LessonError::Io(error) => error.into(),
    })
}
