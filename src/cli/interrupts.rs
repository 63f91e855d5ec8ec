//! What becomes of Ctrl-C, and of a process that is told to end.
//!
//! A process has one handler for all of its life, so whoever wants Ctrl-C borrows it: while an [`Interrupts`] is kept, it
//! sets a flag; before and after, it ends the process. A terminal that somebody types on is put back first.

use std::ops::Deref;
use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::exit::CommandFailure;

/// Ctrl-C as a flag, until it is dropped.
#[derive(Debug)]
pub(super) struct Interrupts(Arc<AtomicBool>);

impl Interrupts {
    /// Borrows Ctrl-C.
    pub(super) fn watched() -> Result<Self, CommandFailure> {
        handle()?;
        let interrupted = Arc::new(AtomicBool::new(false));
        state().flag = Some(Arc::clone(&interrupted));
        Ok(Self(interrupted))
    }
}

impl Deref for Interrupts {
    type Target = AtomicBool;

    fn deref(&self) -> &AtomicBool {
        &self.0
    }
}

impl Drop for Interrupts {
    fn drop(&mut self) {
        state().flag = None;
    }
}

/// From here on Ctrl-C ends the process, unless it is borrowed, even if whoever started it wanted it ignored.
pub(super) fn end_the_process() -> Result<(), CommandFailure> {
    handle()
}

/// From here on, a process that is told to end puts its terminal back as it is now.
#[cfg(unix)]
pub(super) fn keep_terminal() -> Result<(), CommandFailure> {
    handle()?;
    // What is no terminal needs nothing.
    state().terminal = nix::sys::termios::tcgetattr(std::io::stdin()).ok();
    Ok(())
}

/// Elsewhere a terminal is not changed for longer than a process lives.
#[cfg(not(unix))]
pub(super) fn keep_terminal() -> Result<(), CommandFailure> {
    Ok(())
}

#[derive(Debug)]
struct InterruptState {
    flag: Option<Arc<AtomicBool>>,
    #[cfg(unix)]
    terminal: Option<nix::sys::termios::Termios>,
}

static STATE: Mutex<InterruptState> = Mutex::new(InterruptState {
    flag: None,
    #[cfg(unix)]
    terminal: None,
});

fn state() -> MutexGuard<'static, InterruptState> {
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes the signals, once.
fn handle() -> Result<(), CommandFailure> {
    match ctrlc::set_handler(interrupted) {
        Ok(()) | Err(ctrlc::Error::MultipleHandlers) => Ok(()),
        Err(error) => Err(CommandFailure::Usage(format!("cannot watch for Ctrl-C: {error}"))),
    }
}

/// On a thread of its own, not inside of a signal.
#[expect(clippy::disallowed_methods, reason = "whoever waits for a key cannot be told to end in another way")]
fn interrupted() {
    let state = state();
    if let Some(flag) = &state.flag {
        return flag.store(true, Ordering::Relaxed);
    }
    #[cfg(unix)]
    if let Some(terminal) = &state.terminal {
        use nix::sys::termios::{SetArg, tcsetattr};

        let _ = tcsetattr(std::io::stdin(), SetArg::TCSANOW, terminal);
    }
    process::exit(STOPPED)
}

/// Before a terminal is held, and before anything else has a thread: SIGQUIT, which would leave the terminal as it is, goes
/// to one that ends the process as Ctrl-C does.
#[cfg(unix)]
pub(super) fn quit_in_order() -> Result<(), CommandFailure> {
    use nix::sys::signal::{SigSet, Signal};

    let mut quit = SigSet::empty();
    quit.add(Signal::SIGQUIT);
    // Threads that begin later have it blocked, too, so that only who waits for it gets it.
    quit.thread_block()
        .map_err(|error| CommandFailure::Usage(format!("cannot watch for SIGQUIT: {error}")))?;
    std::thread::spawn(move || {
        if quit.wait().is_ok() {
            interrupted();
        }
    });
    Ok(())
}

#[cfg(not(unix))]
pub(super) fn quit_in_order() -> Result<(), CommandFailure> {
    Ok(())
}

/// What shells report of a process that Ctrl-C has ended.
const STOPPED: i32 = 130;
