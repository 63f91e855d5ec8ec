//! A line on the terminal that says how many mistakes have been tried, and leaves nothing behind.

use std::io::{self, Write};
use std::sync::Mutex;
use std::time::Instant;

use super::line::{ERASE, NO_WRAP, PACE, PATIENCE, WRAP};
use crate::base::text::counted;
use crate::cli::context::CommandContext;
use crate::suite::mutation::MutationProgress;

/// How many characters the bar has.
const WIDTH: usize = 24;

/// The line, which several threads write.
pub(super) struct Line {
    /// None: nobody watches.
    state: Option<Mutex<State>>,
}

struct State {
    next: Instant,
    most: usize,
    is_shown: bool,
}

impl Line {
    pub(super) fn new(is_watched: bool) -> Self {
        let state = State { next: CommandContext::stopwatch() + PATIENCE, most: 0, is_shown: false };
        Self { state: is_watched.then(|| Mutex::new(state)) }
    }

    /// Shows how far it has come, unless that was shown a moment ago. Whoever finds another thread at it goes on.
    pub(super) fn tell(&self, progress: MutationProgress) {
        let Some(Ok(mut state)) = self.state.as_ref().map(Mutex::try_lock) else { return };
        let now = CommandContext::stopwatch();
        // Threads tell in any order; the line never goes back.
        if now < state.next || progress.tried < state.most {
            return;
        }
        *state = State { next: now + PACE, most: progress.tried, is_shown: true };
        // A line that cannot be shown is no reason to stop.
        let line = format!("{NO_WRAP}{ERASE}{}\r{WRAP}", shown(progress));
        let _ = CommandContext::terminal()
            .write_all(line.as_bytes())
            .and_then(|()| CommandContext::terminal().flush());
    }

    /// Takes the line away.
    pub(super) fn clear(&self) -> io::Result<()> {
        match self.state.as_ref().map(Mutex::lock) {
            Some(Ok(state)) if state.is_shown => write!(CommandContext::terminal(), "{ERASE}"),
            _ => Ok(()),
        }
    }
}

fn shown(MutationProgress { tried, survived, of }: MutationProgress) -> String {
    let full = (tried * WIDTH).checked_div(of).unwrap_or(WIDTH).min(WIDTH);
    let bar = format!("{}{}", "#".repeat(full), ".".repeat(WIDTH - full));
    let mistakes = counted(of, "mistake");
    format!("[{bar}] {tried} of {mistakes} tried, {survived} not noticed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_fills_as_mistakes_are_tried() {
        let told = shown(MutationProgress { tried: 50, survived: 2, of: 100 });
        assert_eq!(told, "[############............] 50 of 100 mistakes tried, 2 not noticed");
        assert!(shown(MutationProgress::default()).starts_with("[########################] 0 of 0"));
    }
}
