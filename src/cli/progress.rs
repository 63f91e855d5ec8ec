//! How far work has come that somebody waits for, as a line on the terminal that leaves nothing behind, and Ctrl-C meanwhile.

use std::fmt;
use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle, TermLike};

use super::context::CommandContext;
use super::exit::CommandFailure;

/// Work that is over sooner than this shows no line.
const PATIENCE: Duration = Duration::from_millis(300);

/// How often Ctrl-C is looked for.
const PACE: Duration = Duration::from_millis(100);

/// The line changes no more often than so many times a second.
const HERTZ: u8 = 10;

/// Back to the margin, and everything behind it away.
const ERASE: &str = "\r\x1b[K";

/// From here on a line that is too long ends at the margin: what wraps could not be taken away.
const NO_WRAP: &str = "\x1b[?7l";

/// From here on it goes on in the next line, as ever.
const WRAP: &str = "\x1b[?7h";

/// Lines are composed for so many columns; the terminal cuts what it has no room for.
const COLUMNS: u16 = 200;

/// Does work on a thread of its own, so that whoever waits can leave, which `interrupted` tells. `words` say what of it is
/// done: `numbers compared`.
pub(super) fn run_with_progress<T: Send + 'static>(
    context: &CommandContext,
    interrupted: &AtomicBool,
    words: &str,
    work: impl FnOnce(&Progress) -> T + Send + 'static,
) -> Result<T, CommandFailure> {
    let progress = Arc::new(Progress::new(context.watched, &format!("{{pos}} of {{len}} {words}")));
    let (answer, answered) = channel();
    let its_progress = Arc::clone(&progress);
    let worker = std::thread::spawn(move || {
        // Nobody listens any more if the wait was given up.
        let _ = answer.send(work(&its_progress));
    });
    let awaited = wait(&answered, interrupted);
    // Before anything else is written, whatever the worker still says.
    progress.end();
    match awaited? {
        Some(answer) => Ok(answer),
        // Only a panic ends the work without a word, and it is ours, not that of whoever waits.
        None => match worker.join() {
            Err(panic) => std::panic::resume_unwind(panic),
            Ok(()) => Err(CommandFailure::Interrupted),
        },
    }
}

/// Waits for an answer. None: there will be none.
fn wait<T>(answered: &Receiver<T>, interrupted: &AtomicBool) -> Result<Option<T>, CommandFailure> {
    loop {
        match answered.recv_timeout(PACE) {
            Ok(answer) => return Ok(Some(answer)),
            Err(RecvTimeoutError::Disconnected) => return Ok(None),
            Err(RecvTimeoutError::Timeout) if interrupted.load(Ordering::Relaxed) => {
                return Err(CommandFailure::Interrupted);
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
}

/// A line that says how far something has come. It goes away when this is dropped.
pub(super) struct Progress {
    bar: ProgressBar,
    style: ProgressStyle,
    /// None: nobody watches.
    screen: Option<ProgressScreen>,
    began: Instant,
    patience: Duration,
    is_shown: AtomicBool,
    remarkable: Arc<AtomicUsize>,
}

impl Progress {
    /// A line of this template, if somebody watches and waits long enough to read it. In it stand `{pos}` for what is done,
    /// `{len}` for all, `{remarkable}` for what of it is to be remarked on, and `{bar:24}` for a picture of that.
    pub(super) fn new(is_watched: bool, template: &str) -> Self {
        let screen = is_watched.then(|| ProgressScreen::new(CommandContext::terminal()));
        Self::on(screen, PATIENCE, template)
    }

    fn on(screen: Option<ProgressScreen>, patience: Duration, template: &str) -> Self {
        let remarkable = Arc::new(AtomicUsize::new(0));
        let its_remarkable = Arc::clone(&remarkable);
        let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        let style = style.progress_chars("#.").with_key(
            "remarkable",
            move |_: &indicatif::ProgressState, out: &mut dyn fmt::Write| {
                let _ = write!(out, "{}", its_remarkable.load(Ordering::Relaxed));
            },
        );
        Self {
            bar: hidden(&style),
            style,
            screen,
            began: CommandContext::stopwatch(),
            patience,
            is_shown: AtomicBool::new(false),
            remarkable,
        }
    }

    /// It has come so far. Threads may tell in any order: the line never goes back.
    pub(super) fn is(&self, done: usize, all: usize) {
        let Some(screen) = &self.screen else { return };
        if !self.is_shown.load(Ordering::Relaxed) && self.began.elapsed() >= self.patience {
            self.is_shown.store(true, Ordering::Relaxed);
            let target = ProgressDrawTarget::term_like_with_hz(Box::new(screen.clone()), HERTZ);
            self.bar.set_draw_target(target);
        }
        self.bar.update(|state| {
            state.set_len(all as u64);
            state.set_pos(state.pos().max(done as u64));
        });
    }

    /// The same, with how much of it is to be remarked on.
    pub(super) fn is_with(&self, done: usize, all: usize, remarkable: usize) {
        self.remarkable.fetch_max(remarkable, Ordering::Relaxed);
        self.is(done, all);
    }

    /// Takes the line away, until it is told again how far it has come: somebody else is going to write.
    pub(super) fn make_way(&mut self) {
        if std::mem::take(self.is_shown.get_mut()) {
            self.end();
            self.bar = hidden(&self.style);
        }
    }

    /// Takes the line away for good.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.end();
    }
}

fn hidden(style: &ProgressStyle) -> ProgressBar {
    ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden()).with_style(style.clone())
}

/// A terminal with one line that comes and goes. It is cut where it is too long, and the cursor waits in front of it: what
/// wraps could not be taken away, and neither could the terminal's own ^C if it were shown behind the margin.
#[derive(Clone)]
struct ProgressScreen(Arc<Mutex<ProgressLine>>);

struct ProgressLine {
    out: Box<dyn Write + Send>,
    is_erased: bool,
    text: String,
}

impl ProgressScreen {
    fn new(out: impl Write + Send + 'static) -> Self {
        Self(Arc::new(Mutex::new(ProgressLine { out: Box::new(out), is_erased: false, text: String::new() })))
    }

    fn with(&self, act: impl FnOnce(&mut ProgressLine)) {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

impl fmt::Debug for ProgressScreen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ProgressScreen")
    }
}

impl TermLike for ProgressScreen {
    fn width(&self) -> u16 {
        COLUMNS
    }

    // There is one line, and the cursor stands in front of it.
    fn move_cursor_up(&self, _: usize) -> io::Result<()> {
        Ok(())
    }

    fn move_cursor_down(&self, _: usize) -> io::Result<()> {
        Ok(())
    }

    fn move_cursor_right(&self, _: usize) -> io::Result<()> {
        Ok(())
    }

    fn move_cursor_left(&self, _: usize) -> io::Result<()> {
        Ok(())
    }

    fn write_line(&self, text: &str) -> io::Result<()> {
        self.write_str(text)
    }

    fn write_str(&self, text: &str) -> io::Result<()> {
        self.with(|line| line.text.push_str(text));
        Ok(())
    }

    fn clear_line(&self) -> io::Result<()> {
        self.with(|line| line.is_erased = true);
        Ok(())
    }

    /// One write, so that it does not flicker.
    fn flush(&self) -> io::Result<()> {
        self.with(|line| {
            let text = std::mem::take(&mut line.text);
            let shown = match (text.trim_end(), std::mem::take(&mut line.is_erased)) {
                ("", false) => return,
                ("", true) => ERASE.to_owned(),
                (text, _) => format!("{NO_WRAP}{ERASE}{text}\r{WRAP}"),
            };
            // A line that cannot be shown is no reason to stop.
            let _ = line.out.write_all(shown.as_bytes()).and_then(|()| line.out.flush());
        });
        Ok(())
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// What was written.
    #[derive(Clone, Default)]
    pub(in crate::cli) struct Written(Arc<Mutex<Vec<u8>>>);

    impl Written {
        pub(in crate::cli) fn text(&self) -> String {
            String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
        }
    }

    impl Write for Written {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Progress {
        /// A line for whoever waits as long as a test does, which takes no time.
        pub(in crate::cli) fn written_to(written: &Written, is_patient: bool, template: &str) -> Self {
            let patience = if is_patient { Duration::MAX } else { Duration::ZERO };
            Self::on(Some(ProgressScreen::new(written.clone())), patience, template)
        }
    }

    fn shown(is_patient: bool, tell: impl FnOnce(&mut Progress)) -> String {
        let written = Written::default();
        tell(&mut Progress::written_to(&written, is_patient, "{pos} of {len} numbers compared"));
        written.text()
    }

    #[test]
    fn work_that_is_soon_over_shows_no_line() {
        assert_eq!(shown(true, |progress| progress.is(3, 10)), "");
        assert_eq!(shown(false, |_| {}), "");
    }

    #[test]
    fn a_line_is_cut_by_the_terminal_never_goes_back_and_goes_away() {
        let told = shown(false, |progress| {
            progress.is(3, 10);
            progress.is(2, 10);
        });
        let line = "\x1b[?7l\r\x1b[K3 of 10 numbers compared\r\x1b[?7h";
        assert_eq!(told, format!("{line}{line}\r\x1b[K"));
    }

    #[test]
    fn a_line_makes_way_and_comes_again() {
        let told = shown(false, |progress| {
            progress.make_way();
            progress.is(3, 10);
            progress.make_way();
            progress.make_way();
            progress.is(4, 10);
        });
        let line = |done: usize| format!("\x1b[?7l\r\x1b[K{done} of 10 numbers compared\r\x1b[?7h\r\x1b[K");
        assert_eq!(told, line(3) + &line(4));
    }

    #[test]
    fn work_that_nobody_waits_for_any_more_shows_no_line() {
        let told = shown(false, |progress| {
            progress.is(3, 10);
            progress.end();
            progress.is(4, 10);
        });
        assert_eq!(told, "\x1b[?7l\r\x1b[K3 of 10 numbers compared\r\x1b[?7h\r\x1b[K");
    }

    #[test]
    fn a_wait_ends_with_the_answer_with_the_work_or_with_ctrl_c() {
        let (answer, answered) = channel();
        answer.send(7).unwrap();
        let (kept, dropped) = (AtomicBool::new(false), AtomicBool::new(true));
        assert_eq!(wait(&answered, &kept).unwrap(), Some(7));
        assert!(matches!(wait(&answered, &dropped), Err(CommandFailure::Interrupted)));
        drop(answer);
        assert_eq!(wait(&answered, &kept).unwrap(), None);
    }
}
