//! The phone on a terminal.
//!
//! The line editor blocks, so it has a thread of its own. The session stays on the main thread and waits for what is typed
//! and for what is due, whichever is first; what it has to tell is printed above the line that is being typed. A key
//! pressed during a call, on an empty line, is a line of its own without Enter, and is taken off the screen again. So whatever
//! is typed is answered before more is read, also where it was typed ahead.

use std::fmt::Write as _;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread;

use rustyline::error::ReadlineError;
use rustyline::history::MemHistory;
use rustyline::{
    Cmd, ConditionalEventHandler, Config, Editor, Event, EventContext, EventHandler, KeyCode, KeyEvent,
    Modifiers, Movement, RepeatCount,
};
use tokio::sync::{mpsc, oneshot};

use super::command::{HookState, PhoneCommand};
use super::drive::{self, CallWake};
use super::helper::{EditorState, Suggestions};
use super::refusal::CommandRefusal;
use super::screen::{Screen, ScreenSize};
use super::session::{Flow, PhoneSession};
use crate::base::text::{Paint, safe};
use crate::call::Press;
use crate::files::{load, save};
use crate::plan::Key;

const PROMPT: &str = "phone> ";

/// Takes the line off the screen that a key has ended.
const WIPE: &str = "\x1b[1A\r\x1b[J";

/// How often it is tried to add to what is remembered, while others do the same.
const TRIES: usize = 3;

/// More than anybody looks through.
const HISTORY_LINES: usize = 1_000;

/// What the line editor tells the session. A sender that is dropped lets the editor read the next line.
enum Typed {
    Key(Key, oneshot::Sender<Flow>),
    Line(String, oneshot::Sender<Flow>),
    Interrupt(oneshot::Sender<Flow>),
    End,
    Failed(ReadlineError),
}

/// Holds the phone until the person leaves. `first` is obeyed before anything is typed; lines are remembered in the file
/// `history`.
pub(crate) fn run(
    session: &mut PhoneSession,
    first: Option<PhoneCommand>,
    history: Option<&Path>,
    paint: Paint,
    size: ScreenSize,
) -> io::Result<()> {
    let shared = Arc::new(EditorState::default());
    shared.learn(session.plan());
    let (say, mut said) = mpsc::unbounded_channel();
    let mut editor = editor(&shared, history, paint).map_err(io_error)?;
    let printer = editor.create_external_printer().ok();
    let mut screen = Screen::new(printer.map(|printer| Box::new(printer) as _), size);
    screen.print("", &welcome(session, paint))?;
    let mut flow = show(session, &shared, &mut screen, ShownAs::AsItComes(""), |session, out| match first {
        Some(command) => session.obey(command, out),
        None => Ok(Flow::GoOn),
    })?;
    let typing_shared = Arc::clone(&shared);
    let typing = thread::spawn(move || read_lines(editor, &typing_shared, &say, paint));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
    let mut failure = None;
    while flow == Flow::GoOn {
        let wake = runtime.block_on(drive::next(session.clock(), session.due(), &mut said));
        let mut done = None;
        let shown = match &wake {
            CallWake::Said(Typed::Line(..)) => ShownAs::Answer,
            CallWake::Said(Typed::Key(..)) => ShownAs::AsItComes(WIPE),
            _ => ShownAs::AsItComes(""),
        };
        if let CallWake::Said(Typed::Line(line, _)) = &wake
            && line.trim().is_empty()
            && screen.has_more()
        {
            let CallWake::Said(Typed::Line(_, reply)) = wake else { continue };
            screen.more(paint)?;
            let _ = reply.send(Flow::GoOn);
            continue;
        }
        flow = show(session, &shared, &mut screen, shown, |session, out| match wake {
            CallWake::Due => {
                session.catch_up(out);
                Ok(Flow::GoOn)
            }
            CallWake::Said(Typed::Key(key, reply)) => {
                done = Some(reply);
                session.obey(PhoneCommand::Press(vec![Press::Key(key)].into()), out)
            }
            CallWake::Said(Typed::Line(line, reply)) => {
                done = Some(reply);
                session.line(&line, out)
            }
            CallWake::Said(Typed::Interrupt(reply)) => {
                done = Some(reply);
                interrupt(session, out)
            }
            CallWake::Said(Typed::Failed(error)) => {
                failure = Some(error);
                Ok(Flow::Quit)
            }
            CallWake::Said(Typed::End) | CallWake::Gone => Ok(Flow::Quit),
        })?;
        if let Some(done) = done {
            // The editor is gone only if it said so before.
            let _ = done.send(flow);
        }
    }
    if let (Ok(lines), Some(path)) = (typing.join(), history) {
        remember(path, &lines);
    }
    failure.map_or(Ok(()), |error| Err(io_error(error)))
}

/// Adds lines to those that are remembered. Another phone may have remembered some since this one was taken up.
fn remember(path: &Path, typed: &[String]) {
    for _ in 0..TRIES {
        let old = load::text(path).ok();
        let mut lines: Vec<&str> = old.iter().flat_map(|old| old.lines()).collect();
        lines.extend(typed.iter().map(String::as_str));
        lines.dedup();
        let forgotten = lines.len().saturating_sub(HISTORY_LINES);
        let text: String = lines[forgotten..].iter().flat_map(|line| [line, "\n"]).collect();
        // Forgetting what was typed is no reason to end badly.
        if save::private(path, old.as_deref(), &text).is_ok() {
            break;
        }
    }
}

fn io_error(error: ReadlineError) -> io::Error {
    match error {
        ReadlineError::Io(error) => error,
        other => io::Error::other(other),
    }
}

fn welcome(session: &PhoneSession, paint: Paint) -> String {
    let plan = session.plan();
    let name = safe(&plan.name).to_string();
    format!(
        "{}, in force from {}.\nDial a number. `lines` lists the numbers, `help` the other commands.\n",
        paint.bold(&name),
        plan.effective
    )
}

/// Hangs up during a call; otherwise says how to leave, since pressing Ctrl-C once more than needed is easily done.
fn interrupt(session: &mut PhoneSession, out: &mut String) -> Result<Flow, CommandRefusal> {
    match session.phone() {
        HookState::OnCall | HookState::Closing => session.hang_up(out)?,
        HookState::Idle => out.push_str("`quit` or Ctrl-D leaves\n"),
    }
    Ok(Flow::GoOn)
}

/// How something is shown.
#[derive(Clone, Copy)]
enum ShownAs {
    /// A call is heard as it comes, behind what moves the cursor.
    AsItComes(&'static str),
    /// What was asked for waits where there is no room for it.
    Answer,
}

/// Lets the session do something and shows what comes of it.
fn show(
    session: &mut PhoneSession,
    shared: &EditorState,
    screen: &mut Screen,
    shown: ShownAs,
    act: impl FnOnce(&mut PhoneSession, &mut String) -> Result<Flow, CommandRefusal>,
) -> io::Result<Flow> {
    let plan = Arc::clone(session.plan());
    let mut out = String::new();
    // A window may have another size by now.
    session.fit(screen.columns());
    let paint = session.paint();
    let flow = act(session, &mut out).unwrap_or_else(|refusal| {
        let _ = writeln!(out, "{}", paint.bad(refusal));
        Flow::GoOn
    });
    if !Arc::ptr_eq(&plan, session.plan()) {
        shared.learn(session.plan());
    }
    shared.on_call.store(session.phone() == HookState::OnCall, Ordering::Relaxed);
    match shown {
        ShownAs::AsItComes(first) => screen.print(first, &out)?,
        ShownAs::Answer if !out.is_empty() => screen.answer(&out, paint)?,
        ShownAs::Answer => {}
    }
    Ok(flow)
}

fn editor(
    shared: &Arc<EditorState>,
    history: Option<&Path>,
    paint: Paint,
) -> rustyline::Result<Editor<Suggestions, MemHistory>> {
    let config = Config::builder().max_history_size(HISTORY_LINES)?.history_ignore_dups(true)?;
    // A paste is typed: each of its lines is a command of its own.
    let config = config.bracketed_paste(false).build();
    let remembered = MemHistory::with_config(&config);
    let mut editor = Editor::with_history(config, remembered)?;
    for mark in [KeyCode::BracketedPasteStart, KeyCode::BracketedPasteEnd] {
        editor.bind_sequence(KeyEvent(mark, Modifiers::NONE), Cmd::Noop);
    }
    editor.set_helper(Some(Suggestions::new(Arc::clone(shared), paint.is_colored())));
    for key in Key::ALL {
        let pressed = KeyPressed { key, shared: Arc::clone(shared) };
        let event = KeyEvent(KeyCode::Char(key.character()), Modifiers::NONE);
        editor.bind_sequence(event, EventHandler::Conditional(Box::new(pressed)));
    }
    editor.bind_sequence(KeyEvent::ctrl('C'), EventHandler::Conditional(Box::new(ClearLine)));
    // A history that cannot be read is an empty one.
    if let Some(lines) = history.and_then(|path| load::text(path).ok()) {
        for line in lines.lines() {
            editor.add_history_entry(line)?;
        }
    }
    Ok(editor)
}

/// A key of the phone on an empty line during a call is pressed at once.
struct KeyPressed {
    key: Key,
    shared: Arc<EditorState>,
}

impl ConditionalEventHandler for KeyPressed {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, context: &EventContext<'_>) -> Option<Cmd> {
        let is_pressed = context.line().is_empty() && self.shared.on_call.load(Ordering::Relaxed);
        is_pressed.then(|| {
            self.shared.press(self.key);
            Cmd::AcceptLine
        })
    }
}

/// Ctrl-C on a line that has something on it clears the line; only on an empty one it means the call.
struct ClearLine;

impl ConditionalEventHandler for ClearLine {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, context: &EventContext<'_>) -> Option<Cmd> {
        (!context.line().is_empty()).then_some(Cmd::Kill(Movement::WholeBuffer))
    }
}

/// Reads lines until the session or the person has had enough, and gives those to remember.
fn read_lines(
    mut editor: Editor<Suggestions, MemHistory>,
    shared: &EditorState,
    say: &mpsc::UnboundedSender<Typed>,
    paint: Paint,
) -> Vec<String> {
    let mut lines = Vec::new();
    let prompt = (PROMPT, paint.dim(PROMPT).to_string());
    loop {
        let (reply, done) = oneshot::channel();
        let read = editor.readline(&prompt);
        let pressed = shared.pressed();
        let typed = match (read, pressed) {
            (Ok(_), Some(key)) => Typed::Key(key, reply),
            (Ok(line), None) => {
                if !line.trim().is_empty() {
                    // Only a history in a file can fail.
                    let _ = editor.add_history_entry(line.as_str());
                    lines.push(line.clone());
                }
                Typed::Line(line, reply)
            }
            (Err(ReadlineError::Interrupted), _) => Typed::Interrupt(reply),
            (Err(ReadlineError::Eof), _) => Typed::End,
            (Err(error), _) => Typed::Failed(error),
        };
        // After the last line there is no reply to wait for.
        let last = matches!(typed, Typed::End | Typed::Failed(_));
        if say.send(typed).is_err() || last || done.blocking_recv() != Ok(Flow::GoOn) {
            break;
        }
    }
    lines
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the tests look at what was written")]
mod tests {
    use std::fs;

    use super::*;

    fn typed(lines: &[&str]) -> Vec<String> {
        lines.iter().map(|line| (*line).to_owned()).collect()
    }

    #[test]
    fn what_two_phones_remember_is_remembered_of_both() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/history.txt");
        // Both were taken up before either was put down.
        remember(&path, &typed(&["lines", "find title"]));
        remember(&path, &typed(&["find title", "cpc"]));
        assert_eq!(fs::read_to_string(&path).unwrap(), "lines\nfind title\ncpc\n");
        let many: Vec<String> = (0..HISTORY_LINES).map(|line| format!("wait {line}s")).collect();
        remember(&path, &many);
        let lines = fs::read_to_string(&path).unwrap();
        assert_eq!(lines.lines().count(), HISTORY_LINES);
        assert_eq!(lines.lines().last(), many.last().map(String::as_str));
    }

    #[cfg(unix)]
    #[test]
    fn what_is_remembered_is_for_nobody_else() {
        use std::os::unix::fs::PermissionsExt as _;

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("history.txt");
        let mode = || fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        remember(&path, &typed(&["lines"]));
        assert_eq!(mode(), 0o600);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        remember(&path, &typed(&["cpc"]));
        assert_eq!(mode(), 0o600, "also where an older phone has left it open");
        assert_eq!(fs::read_to_string(&path).unwrap(), "lines\ncpc\n");
    }
}
