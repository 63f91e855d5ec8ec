//! What the line editor suggests: completions and hints.

use std::borrow::Cow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rustyline::completion::{Completer, FilenameCompleter, Pair};
use rustyline::highlight::Highlighter;
use rustyline::hint::{Hint, Hinter, HistoryHinter};
use rustyline::validate::Validator;
use rustyline::{Context, Helper, Result};

use super::command::{spec_named, specs};
use crate::plan::{Key, Plan};
use crate::time::Zone;

/// What the line editor knows of the session, which lives on another thread.
#[derive(Debug, Default)]
pub(super) struct EditorState {
    /// Whether a call is on, so that digits are keys.
    pub(super) on_call: AtomicBool,
    /// The key that has ended the line.
    pressed: Mutex<Option<Key>>,
    /// The names that can be completed.
    vocabulary: Mutex<PlanNames>,
}

/// The names of a plan.
#[derive(Debug, Default)]
struct PlanNames {
    /// Names of lines, with their numbers.
    lines: Vec<(String, String)>,
    schedules: Vec<String>,
}

impl EditorState {
    /// A key is pressed.
    pub(super) fn press(&self, key: Key) {
        *self.pressed.lock().unwrap_or_else(PoisonError::into_inner) = Some(key);
    }

    /// The key that was pressed, once.
    pub(super) fn pressed(&self) -> Option<Key> {
        self.pressed.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Takes the names from a plan.
    pub(super) fn learn(&self, plan: &Plan) {
        let lines = plan.lines().map(|(_, line)| (line.key.clone(), line.number.value.to_string()));
        let schedules = plan.schedules().map(|(_, schedule)| schedule.key.clone());
        let vocabulary = PlanNames { lines: lines.collect(), schedules: schedules.collect() };
        *self.vocabulary.lock().unwrap_or_else(PoisonError::into_inner) = vocabulary;
    }

    /// The words that can stand where `line` ends, and where in it they begin.
    fn candidates(&self, line: &str) -> (usize, Vec<String>) {
        let vocabulary = self.vocabulary.lock().unwrap_or_else(PoisonError::into_inner);
        let (command, start) = match line.split_once(' ') {
            Some((command, rest)) => (Some(command), line.len() - rest.trim_start().len()),
            None => (None, 0),
        };
        let typed = &line[start..];
        let lines = || vocabulary.lines.iter().map(|(key, _)| key.clone());
        let words: Vec<String> = match command {
            None if self.on_call.load(Ordering::Relaxed) => {
                specs().map(|spec| spec.name.to_owned()).collect()
            }
            None => specs().map(|spec| spec.name.to_owned()).chain(lines()).collect(),
            Some("dial" | "map") => lines().collect(),
            Some("hours") => vocabulary.schedules.iter().cloned().chain(lines()).collect(),
            Some("as") => {
                Zone::all().map(|zone| zone.name().to_owned()).chain(["nobody".to_owned()]).collect()
            }
            Some("help") => specs().map(|spec| spec.name.to_owned()).collect(),
            Some(_) => Vec::new(),
        };
        let folded = typed.to_lowercase();
        let mut found: Vec<String> =
            words.into_iter().filter(|word| word.to_lowercase().starts_with(&folded)).collect();
        let digits = digits(typed);
        if !digits.is_empty() && matches!(command, None | Some("dial" | "map" | "hours")) {
            let numbers = vocabulary.lines.iter().map(|(_, number)| number);
            let begins = |number: &&String| {
                let all = self::digits(number);
                all.starts_with(&digits)
                    || all.strip_prefix('1').is_some_and(|rest| rest.starts_with(&digits))
            };
            found.extend(numbers.filter(begins).cloned());
        }
        found.sort_unstable();
        found.dedup();
        (start, found)
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Suggests while a line is typed.
pub(super) struct Suggestions {
    shared: Arc<EditorState>,
    files: FilenameCompleter,
    history: HistoryHinter,
    color: bool,
}

impl Suggestions {
    pub(super) fn new(shared: Arc<EditorState>, color: bool) -> Self {
        Self { shared, files: FilenameCompleter::new(), history: HistoryHinter::new(), color }
    }
}

/// What is shown behind the cursor.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Suggestion {
    text: String,
    /// Whether the right arrow key takes it.
    taken: bool,
}

impl Hint for Suggestion {
    fn display(&self) -> &str {
        &self.text
    }

    fn completion(&self) -> Option<&str> {
        self.taken.then_some(self.text.as_str())
    }
}

/// The rest of a command's name, or what it needs after its name.
fn hint(line: &str) -> Option<Suggestion> {
    if let Some(spec) = spec_named(line.trim_end()).filter(|spec| !spec.argument.is_empty()) {
        let space = if line.ends_with(' ') { "" } else { " " };
        return Some(Suggestion { text: format!("{space}{}", spec.argument), taken: false });
    }
    let mut begun = specs().filter_map(|spec| spec.name.strip_prefix(line)).filter(|rest| !rest.is_empty());
    match (begun.next(), begun.next()) {
        (Some(rest), None) => Some(Suggestion { text: rest.to_owned(), taken: true }),
        _ => None,
    }
}

impl Hinter for Suggestions {
    type Hint = Suggestion;

    fn hint(&self, line: &str, pos: usize, context: &Context<'_>) -> Option<Suggestion> {
        if line.is_empty() || pos < line.len() {
            return None;
        }
        let before = || self.history.hint(line, pos, context).map(|text| Suggestion { text, taken: true });
        hint(line).or_else(before)
    }
}

impl Completer for Suggestions {
    type Candidate = Pair;

    fn complete(&self, line: &str, pos: usize, context: &Context<'_>) -> Result<(usize, Vec<Pair>)> {
        if line.starts_with("save ") {
            return self.files.complete(line, pos, context);
        }
        let (start, found) = self.shared.candidates(&line[..pos]);
        let pair = |word: String| Pair { display: word.clone(), replacement: word };
        Ok((start, found.into_iter().map(pair).collect()))
    }
}

impl Highlighter for Suggestions {
    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        if self.color { Cow::Owned(format!("\x1b[2m{hint}\x1b[0m")) } else { Cow::Borrowed(hint) }
    }
}

impl Validator for Suggestions {}
impl Helper for Suggestions {}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared() -> EditorState {
        let line = |key: &str, number: &str| (key.to_owned(), number.to_owned());
        let vocabulary = PlanNames {
            lines: vec![line("cpc", "1-855-720-2559"), line("csc", "1-888-925-2559")],
            schedules: vec!["csg".to_owned()],
        };
        EditorState { vocabulary: Mutex::new(vocabulary), ..EditorState::default() }
    }

    #[test]
    fn commands_names_and_numbers_are_completed_where_they_can_stand() {
        let shared = shared();
        assert_eq!(shared.candidates("ha"), (0, vec!["hangup".to_owned()]));
        assert_eq!(shared.candidates("dial c"), (5, vec!["cpc".to_owned(), "csc".to_owned()]));
        assert_eq!(shared.candidates("hours csg"), (6, vec!["csg".to_owned()]));
        assert_eq!(shared.candidates("855"), (0, vec!["1-855-720-2559".to_owned()]));
        assert_eq!(shared.candidates("dial (888"), (5, vec!["1-888-925-2559".to_owned()]));
        assert_eq!(shared.candidates("as america/den"), (3, vec!["America/Denver".to_owned()]));
        assert_eq!(shared.candidates("find c"), (5, vec![]));
    }

    #[test]
    fn a_hint_says_what_a_command_needs_and_completes_one_that_is_clear() {
        assert_eq!(hint("dial"), Some(Suggestion { text: " NUMBER".to_owned(), taken: false }));
        assert_eq!(hint("tran"), Some(Suggestion { text: "script".to_owned(), taken: true }));
        assert_eq!(hint("h"), None, "hangup, hours or help");
        assert_eq!(hint("lines"), None);
    }
}
