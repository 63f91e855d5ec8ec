//! The keys of a terminal, through the line editor of the terminal phone.
//!
//! Answers are lines: whoever types `1` may go on to `12`, as `c` may become `call`. In a call a key of the phone is taken as it is
//! pressed, as on a phone: on an empty line it is written down and the line is over. So whoever holds a desk gets lines, whatever
//! way they were typed. Nothing is remembered of what was typed. The editor puts the terminal back after each line, also when
//! something panics.

use std::io::{self, Write as _};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use rustyline::completion::Completer;
use rustyline::config::BellStyle;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::{Hint, Hinter};
use rustyline::history::MemHistory;
use rustyline::validate::Validator;
use rustyline::{
    Cmd, ConditionalEventHandler, Config, Editor, Event, EventContext, EventHandler, Helper, KeyEvent,
    Movement, RepeatCount,
};

use super::key_mode::{Awaited, KeyMeaning, KeyMode};
use crate::base::text::display_width;

/// The keyboard of a learner, and how wide the screen above it is.
#[derive(Debug)]
pub struct Keyboard {
    editor: Editor<LineHints, MemHistory>,
    keys: Arc<Mutex<KeyMode>>,
    /// How many lines were shown since something was typed.
    shown: usize,
}

impl Keyboard {
    /// The keyboard of the terminal that this program was started on.
    #[expect(clippy::disallowed_methods, reason = "keys are told apart by the time between them")]
    pub fn of_terminal() -> io::Result<Self> {
        let config = Config::builder().bell_style(BellStyle::None).max_history_size(0).map_err(io_error)?;
        // A paste is typed.
        let config = config.bracketed_paste(false).build();
        let nothing = MemHistory::with_config(&config);
        let mut editor = Editor::with_history(config, nothing).map_err(io_error)?;
        let keys = Arc::new(Mutex::new(KeyMode::default()));
        editor.set_helper(Some(LineHints(Arc::clone(&keys))));
        let handler = KeyHandler { keys: Arc::clone(&keys), since: Instant::now() };
        editor.bind_sequence(Event::Any, EventHandler::Conditional(Box::new(handler)));
        Ok(Self { editor, keys, shown: 0 })
    }

    /// The next line behind a prompt, `painted` as the terminal shows it. None: the learner has left.
    pub(super) fn line(
        &mut self,
        prompt: &str,
        painted: &str,
        awaited: Awaited<'_>,
    ) -> io::Result<Option<String>> {
        self.shown = 0;
        self.keys().await_next(awaited);
        let typed = self.editor.readline(&(prompt, painted));
        let pressed = self.keys().pressed.take();
        if matches!(awaited, Awaited::Key(_)) && pressed.is_some() {
            self.wipe(prompt)?;
        }
        match typed {
            Ok(line) => Ok(Some(pressed.unwrap_or_else(|| line.trim().to_owned()))),
            Err(ReadlineError::Interrupted) if matches!(awaited, Awaited::Phone { .. }) => {
                Ok(Some("hang up".to_owned()))
            }
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

/// What the screen says beside the line that is being typed. An answer of one sign is not taken as it is pressed, because a word
/// or a number may begin with it; but whoever presses it and waits must see what it does.
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
        keys.told_behind(only).map(ScreenText)
    }
}

impl Completer for LineHints {
    type Candidate = String;
}

impl Highlighter for LineHints {}
impl Validator for LineHints {}
impl Helper for LineHints {}

/// Decides about every key.
struct KeyHandler {
    keys: Arc<Mutex<KeyMode>>,
    /// What the times of keys are counted from.
    since: Instant,
}

impl ConditionalEventHandler for KeyHandler {
    #[expect(clippy::disallowed_methods, reason = "the line editor is beside it")]
    fn handle(&self, event: &Event, _: RepeatCount, _: bool, context: &EventContext<'_>) -> Option<Cmd> {
        let KeyEvent(code, modifiers) = *event.get(0)?;
        let is_empty = context.line().is_empty();
        let mut keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        match keys.meaning(code, modifiers, is_empty, self.since.elapsed()) {
            KeyMeaning::Edits => None,
            KeyMeaning::Nothing => Some(Cmd::Noop),
            KeyMeaning::Clears => Some(Cmd::Kill(Movement::WholeBuffer)),
            KeyMeaning::Goes => Some(Cmd::AcceptLine),
            KeyMeaning::Is(key) => {
                // The line is over before the editor could show it.
                let mut out = io::stdout().lock();
                let _ = write!(out, "{key}").and_then(|()| out.flush());
                Some(Cmd::AcceptLine)
            }
        }
    }
}

fn io_error(error: ReadlineError) -> io::Error {
    match error {
        ReadlineError::Io(error) => error,
        other => io::Error::other(other),
    }
}
