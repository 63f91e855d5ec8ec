//! The keys of a terminal, through the line editor of the terminal phone.
//!
//! Where one key says all and no word can begin with it, it is taken as it is pressed: on an empty line it is written down and
//! the line is over. A letter is never taken so: `call` begins with one of the choices. So whoever holds a desk gets lines, whatever way they were typed. Nothing is remembered of what was typed. The editor puts the terminal
//! back after each line, also when something panics.

use std::io::{self, Write as _};
use std::sync::{Arc, Mutex, PoisonError};

use rustyline::completion::Completer;
use rustyline::config::BellStyle;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::{Hint, Hinter};
use rustyline::history::MemHistory;
use rustyline::validate::Validator;
use rustyline::{
    Cmd, ConditionalEventHandler, Config, Editor, Event, EventContext, EventHandler, Helper, KeyCode,
    KeyEvent, Modifiers, Movement, RepeatCount,
};

use crate::base::text::display_width;

/// What is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Awaited<'a> {
    /// A line. Any of these keys is a line of its own, without Enter; behind one of the letters, which are answers if nothing
    /// follows, that is told, and behind `q` what it alone would do.
    Line { at_once: &'a str, letters: &'a str, q: &'static str },
    /// The same for the keys of the phone; Ctrl-C hangs up.
    Phone,
    /// One of these keys, or Enter to go on. Whatever else is pressed does nothing.
    Key(&'a str),
}

/// The keyboard of a learner, and how wide the screen above it is.
#[derive(Debug)]
pub struct Keyboard {
    editor: Editor<LineHints, MemHistory>,
    keys: Arc<Mutex<KeyMode>>,
    /// How many lines were shown since something was typed.
    shown: usize,
    /// Whether the last line was one key that counted as it was pressed.
    was_key: bool,
}

/// What the keys do at the moment.
#[derive(Debug, Default)]
struct KeyMode {
    /// Those that are a line of their own.
    at_once: String,
    /// Those that are an answer with Enter behind them.
    letters: String,
    /// Whether all others but Enter do nothing.
    only: bool,
    /// What `q` alone would do.
    q: &'static str,
    /// Whether the line before was one key that counted at once: the Enter that people press behind it says nothing here.
    is_behind_key: bool,
    /// The line that was made by a key alone.
    pressed: Option<String>,
}

impl Keyboard {
    /// The keyboard of the terminal that this program was started on.
    pub fn of_terminal() -> io::Result<Self> {
        let config = Config::builder().bell_style(BellStyle::None).max_history_size(0).map_err(io_error)?;
        // A paste is typed.
        let config = config.bracketed_paste(false).build();
        let nothing = MemHistory::with_config(&config);
        let mut editor = Editor::with_history(config, nothing).map_err(io_error)?;
        let keys = Arc::new(Mutex::new(KeyMode::default()));
        editor.set_helper(Some(LineHints(Arc::clone(&keys))));
        editor.bind_sequence(Event::Any, EventHandler::Conditional(Box::new(KeyHandler(Arc::clone(&keys)))));
        Ok(Self { editor, keys, shown: 0, was_key: false })
    }

    /// The next line behind a prompt, `painted` as the terminal shows it. None: the learner has left.
    pub(super) fn line(
        &mut self,
        prompt: &str,
        painted: &str,
        awaited: Awaited<'_>,
    ) -> io::Result<Option<String>> {
        let (at_once, letters, only, q) = match awaited {
            Awaited::Line { at_once, letters, q } => (at_once, letters, false, q),
            Awaited::Phone => (PHONE, "", false, Q),
            Awaited::Key(keys) => (keys, "", true, ""),
        };
        let (at_once, letters) = (at_once.to_owned(), letters.to_owned());
        self.shown = 0;
        let is_behind_key = self.was_key && !only;
        *self.keys() = KeyMode { at_once, letters, only, q, pressed: None, is_behind_key };
        let typed = self.editor.readline(&(prompt, painted));
        let pressed = self.keys().pressed.take();
        // What stops in between is passed by Enter, which is then no longer behind the key.
        self.was_key = pressed.is_some() && !only;
        if only && pressed.is_some() {
            self.wipe(prompt)?;
        }
        match typed {
            Ok(line) => Ok(Some(pressed.unwrap_or_else(|| line.trim().to_owned()))),
            Err(ReadlineError::Interrupted) if awaited == Awaited::Phone => Ok(Some("hang up".to_owned())),
            Err(ReadlineError::Interrupted | ReadlineError::Eof) => Ok(None),
            Err(error) => Err(io_error(error)),
        }
    }

    /// In columns.
    pub(super) fn width(&mut self) -> usize {
        // A terminal that does not say how wide it is says 0.
        let said = self.editor.dimensions().map_or(0, |(columns, _)| usize::from(columns));
        if said == 0 { USUAL_WIDTH } else { said }
    }

    /// Notes that a line was shown.
    pub(super) fn note_line(&mut self) {
        self.shown += 1;
    }

    /// Whether one more line would push one off the screen that was shown since something was typed.
    pub(super) fn is_full(&mut self) -> bool {
        let said = self.editor.dimensions().map_or(0, |(_, rows)| usize::from(rows));
        // One row is for what is typed.
        self.shown + 1 >= if said == 0 { USUAL_HEIGHT } else { said.max(SMALLEST) }
    }

    fn keys(&self) -> std::sync::MutexGuard<'_, KeyMode> {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes what was only said for the moment off the screen.
    #[expect(clippy::disallowed_methods, reason = "what is written there moves the cursor")]
    fn wipe(&mut self, prompt: &str) -> io::Result<()> {
        let width = self.editor.dimensions().map_or(USUAL_WIDTH, |(columns, _)| usize::from(columns).max(1));
        let rows = display_width(prompt) / width + 1;
        let mut out = io::stdout().lock();
        write!(out, "\x1b[{rows}A\r\x1b[J")?;
        out.flush()
    }
}

const USUAL_WIDTH: usize = 80;
const USUAL_HEIGHT: usize = 24;

/// A screen with fewer rows would stop at every line.
const SMALLEST: usize = 5;

const PHONE: &str = "0123456789*#";

/// What is told behind a `q` where it leaves.
pub(super) const Q: &str = "  (Enter quits)";

/// What is told behind a letter that is an answer.
const LETTER: &str = "  (Enter answers)";

/// What the screen says beside the line that is being typed. A letter is not taken as it is pressed, because a word may begin
/// with it; but whoever presses it and waits must see what it does.
struct LineHints(Arc<Mutex<KeyMode>>);

/// What is shown and never becomes a part of the line.
struct ScreenText(&'static str);

impl Hint for ScreenText {
    fn display(&self) -> &str {
        self.0
    }

    fn completion(&self) -> Option<&str> {
        None
    }
}

impl Hinter for LineHints {
    type Hint = ScreenText;

    fn hint(&self, line: &str, _: usize, _: &rustyline::Context<'_>) -> Option<ScreenText> {
        let keys = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut typed = line.chars().map(|c| c.to_ascii_lowercase());
        let (Some(only), None) = (typed.next(), typed.next()) else { return None };
        if keys.letters.contains(only) {
            return Some(ScreenText(LETTER));
        }
        (only == 'q' && !keys.q.is_empty()).then_some(ScreenText(keys.q))
    }
}

impl Completer for LineHints {
    type Candidate = String;
}

impl Highlighter for LineHints {}
impl Validator for LineHints {}
impl Helper for LineHints {}

/// Decides about every key.
struct KeyHandler(Arc<Mutex<KeyMode>>);

impl ConditionalEventHandler for KeyHandler {
    #[expect(clippy::disallowed_methods, reason = "the line editor is beside it")]
    fn handle(&self, event: &Event, _: RepeatCount, _: bool, context: &EventContext<'_>) -> Option<Cmd> {
        let KeyEvent(code, modifiers) = *event.get(0)?;
        let is_empty = context.line().is_empty();
        let mut keys = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_control = modifiers.contains(Modifiers::CTRL);
        let goes_on = matches!(
            (code, is_control),
            (KeyCode::Enter, _) | (KeyCode::Char(' '), false) | (KeyCode::Char('J' | 'M'), true)
        );
        let is_behind_key = std::mem::take(&mut keys.is_behind_key);
        match code {
            KeyCode::Enter if is_behind_key && is_empty => Some(Cmd::Noop),
            // On a line that has something on it, Ctrl-C clears the line; on an empty one it means the lesson.
            KeyCode::Char('C') if is_control && !is_empty => Some(Cmd::Kill(Movement::WholeBuffer)),
            KeyCode::BracketedPasteStart | KeyCode::BracketedPasteEnd => Some(Cmd::Noop),
            // There is no history to search.
            KeyCode::Char('R' | 'S') if is_control => Some(Cmd::Noop),
            KeyCode::Char(key) if modifiers.is_empty() && is_empty && keys.at_once.contains(key) => {
                keys.pressed = Some(key.to_string());
                // The line is over before the editor could show it.
                if !keys.only {
                    let mut out = io::stdout().lock();
                    let _ = write!(out, "{key}").and_then(|()| out.flush());
                }
                Some(Cmd::AcceptLine)
            }
            _ if keys.only && goes_on => {
                keys.pressed = Some(String::new());
                Some(Cmd::AcceptLine)
            }
            _ if keys.only && !is_control => Some(Cmd::Noop),
            _ => None,
        }
    }
}

fn io_error(error: ReadlineError) -> io::Error {
    match error {
        ReadlineError::Io(error) => error,
        other => io::Error::other(other),
    }
}
