//! Whether the person at the terminal wants it done.

use std::io::{self, BufRead as _, Read as _, Write as _};

use crate::cli::context::CommandContext;
use crate::cli::exit::CommandFailure;
use crate::cli::interrupts;
use crate::files::load::LONGEST_LINE;

/// Asks a question of yes and no, where no is what comes by itself. Where there is nobody to ask, that is a mistake, and
/// `nobody` says what to do about it.
pub(super) fn agreed(
    context: &mut CommandContext,
    question: &str,
    nobody: &str,
) -> Result<bool, CommandFailure> {
    if !context.interactive {
        context.out.flush()?;
        return Err(CommandFailure::Usage(nobody.to_owned()));
    }
    // A shell that runs a script starts what is behind an `&` deaf to Ctrl-C. Whoever is asked is there to press it.
    interrupts::end_the_process()?;
    context.show(|_| format!("{question} [y/N] "))?;
    context.out.flush()?;
    let mut answer = String::new();
    if io::stdin().lock().take(LONGEST_LINE as u64).read_line(&mut answer)? == 0 {
        // Ctrl-D leaves the question without the end of its line.
        writeln!(context.out)?;
    }
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}
