//! Work that somebody waits for: a line that says how far it has come, and Ctrl-C.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use super::line::ERASE;
use crate::cli::context::CommandContext;
use crate::cli::exit::CommandFailure;

/// How often the line changes and Ctrl-C is looked for; what is over sooner shows no line.
const PACE: Duration = Duration::from_millis(200);

/// Does work on a thread of its own, so that whoever waits can leave, which `interrupted` tells. `words` say what of it is done: `numbers compared`.
pub(super) fn for_work<T: Send + 'static>(
    context: &CommandContext,
    interrupted: &AtomicBool,
    words: &str,
    work: impl FnOnce(&Far) -> T + Send + 'static,
) -> Result<T, CommandFailure> {
    let far = Arc::new(Far::default());
    let (tell, told) = channel();
    let its_far = Arc::clone(&far);
    let work = std::thread::spawn(move || {
        let answer = work(&its_far);
        // Nobody listens any more if the wait was given up.
        let _ = tell.send(answer);
    });
    let out: Box<dyn Write> =
        if context.watched { Box::new(CommandContext::terminal()) } else { Box::new(io::sink()) };
    match waited(&told, interrupted, &far, words, out)? {
        Some(answer) => Ok(answer),
        // Only a panic ends the work without a word, and it is ours, not that of whoever waits.
        None => match work.join() {
            Err(panic) => std::panic::resume_unwind(panic),
            Ok(()) => Err(CommandFailure::Interrupted),
        },
    }
}

/// How far it has come.
#[derive(Default)]
pub(super) struct Far {
    done: AtomicUsize,
    all: AtomicUsize,
}

impl Far {
    /// It has come so far.
    pub(super) fn is(&self, done: usize, all: usize) {
        // Threads tell in any order; the line never goes back.
        self.done.fetch_max(done, Ordering::Relaxed);
        self.all.store(all, Ordering::Relaxed);
    }
}

/// Waits for an answer, and says meanwhile how far it is. None: there will be none.
fn waited<T>(
    told: &Receiver<T>,
    interrupted: &AtomicBool,
    far: &Far,
    words: &str,
    mut out: impl Write,
) -> Result<Option<T>, CommandFailure> {
    let mut is_shown = false;
    let answer = loop {
        match told.recv_timeout(PACE) {
            Ok(answer) => break Ok(Some(answer)),
            Err(RecvTimeoutError::Disconnected) => break Ok(None),
            Err(RecvTimeoutError::Timeout) if interrupted.load(Ordering::Relaxed) => {
                break Err(CommandFailure::Interrupted);
            }
            Err(RecvTimeoutError::Timeout) => {
                let (done, all) = (far.done.load(Ordering::Relaxed), far.all.load(Ordering::Relaxed));
                if all > 0 {
                    is_shown = true;
                    write!(out, "{ERASE}{done} of {all} {words}")?;
                    out.flush()?;
                }
            }
        }
    };
    if is_shown {
        write!(out, "{ERASE}")?;
        out.flush()?;
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_is_there_shows_no_line() {
        let (tell, told) = channel();
        tell.send(7).unwrap();
        let mut out = Vec::new();
        let answer = waited(&told, &AtomicBool::new(false), &Far::default(), "", &mut out).unwrap();
        assert_eq!((answer, out.as_slice()), (Some(7), &b""[..]));
    }

    #[test]
    fn a_wait_shows_how_far_it_is_and_leaves_nothing_behind() {
        let (tell, told) = channel();
        let far = Far::default();
        far.is(3, 10);
        far.is(2, 10);
        // The writer answers when it has been written to, so that there is something to show first.
        let out = Answering { out: Vec::new(), tell: Some(tell) };
        let mut out = out;
        let answer = waited(&told, &AtomicBool::new(false), &far, "numbers compared", &mut out).unwrap();
        assert_eq!(answer, Some(7));
        assert_eq!(String::from_utf8(out.out).unwrap(), "\r\x1b[K3 of 10 numbers compared\r\x1b[K");
    }

    #[test]
    fn ctrl_c_ends_the_wait() {
        let (_tell, told) = channel::<()>();
        let ended = waited(&told, &AtomicBool::new(true), &Far::default(), "", Vec::new());
        assert!(matches!(ended, Err(CommandFailure::Interrupted)));
    }

    struct Answering {
        out: Vec<u8>,
        tell: Option<std::sync::mpsc::Sender<i32>>,
    }

    impl Write for Answering {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.out.extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            if let Some(tell) = self.tell.take() {
                tell.send(7).map_err(io::Error::other)?;
            }
            Ok(())
        }
    }
}
