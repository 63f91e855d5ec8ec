//! What a key means where somebody sits in front of a terminal, decided without one.

use std::time::Duration;

use rustyline::{KeyCode, Modifiers};

/// What is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Awaited<'a> {
    /// A line. `?` is one of its own, without Enter; behind one of the signs that are an answer if nothing follows, that is
    /// told, and behind `q` what it alone would do.
    Line { answers: &'a str, q: &'static str },
    /// The same for the keys of the phone, each of which is a line; Ctrl-C hangs up. A call begins with another one.
    Phone { is_new: bool },
    /// One of these keys, or Enter to go on. Whatever else is pressed does nothing.
    Key(&'a str),
}

/// What the keys do at the moment.
#[derive(Debug, Default)]
pub(super) struct KeyMode {
    /// Those that are a line of their own.
    at_once: String,
    /// Those that are an answer with Enter behind them.
    answers: String,
    /// Whether all others but Enter do nothing.
    only: bool,
    /// What `q` alone would do.
    q: &'static str,
    /// The keys of the phone that were pressed last, if nothing came since.
    behind: Option<PhoneTail>,
    /// The line that was made by a key alone.
    pub(super) pressed: Option<String>,
}

/// What may still follow a key of the phone and belongs to it.
#[derive(Clone, Copy, Debug)]
struct PhoneTail {
    /// When the last key was pressed.
    at: Duration,
    /// Whether the call is over that it was pressed in, so that more keys of the phone say nothing.
    is_over: bool,
}

/// What a key means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KeyMeaning {
    /// What it means to the line editor.
    Edits,
    /// Nothing.
    Nothing,
    /// The line is cleared.
    Clears,
    /// It is a line of its own, which the screen shows.
    Is(char),
    /// The line is over, or the learner goes on.
    Goes,
}

/// What is told behind a `q` where it leaves.
pub(super) const Q: &str = "  (Enter quits)";

/// What is told behind a sign that is an answer.
const ANSWERS: &str = "  (Enter answers)";

const PHONE: &str = "0123456789*#";

/// What comes sooner behind a key of the phone belongs to it: nobody has read by then what came of it. As a phone that has hung
/// up, the next question does not take it.
const TAIL: Duration = Duration::from_millis(800);

impl KeyMode {
    /// From now on this is waited for.
    pub(super) fn await_next(&mut self, awaited: Awaited<'_>) {
        let (at_once, answers, only, q) = match awaited {
            Awaited::Line { answers, q } => ("?", answers, false, q),
            Awaited::Phone { .. } => (PHONE, "", false, Q),
            Awaited::Key(keys) => (keys, "", true, ""),
        };
        let is_same_call = matches!(awaited, Awaited::Phone { is_new: false });
        let behind =
            self.behind.map(|behind| PhoneTail { is_over: behind.is_over || !is_same_call, ..behind });
        *self =
            Self { at_once: at_once.to_owned(), answers: answers.to_owned(), only, q, behind, pressed: None };
    }

    /// What is told behind a sign that is all of the line.
    pub(super) fn told_behind(&self, only: char) -> Option<&'static str> {
        if self.answers.contains(only) {
            return Some(ANSWERS);
        }
        (only == 'q' && !self.q.is_empty()).then_some(self.q)
    }

    /// What a key means at a time, on a line that may be empty.
    pub(super) fn meaning(
        &mut self,
        code: KeyCode,
        modifiers: Modifiers,
        is_empty: bool,
        at: Duration,
    ) -> KeyMeaning {
        let is_control = modifiers.contains(Modifiers::CTRL);
        let is_enter = matches!((code, is_control), (KeyCode::Enter, _) | (KeyCode::Char('J' | 'M'), true));
        let phone_key = match code {
            KeyCode::Char(key) if modifiers.is_empty() && PHONE.contains(key) => Some(key),
            _ => None,
        };
        let follows = |behind: &PhoneTail| is_empty && at.saturating_sub(behind.at) < TAIL;
        if let Some(behind) = self.behind.filter(follows)
            && (is_enter || behind.is_over && phone_key.is_some())
        {
            self.behind = Some(PhoneTail { at, ..behind });
            return KeyMeaning::Nothing;
        }
        self.behind = None;
        match code {
            // On a line that has something on it, Ctrl-C clears the line; on an empty one it means the lesson.
            KeyCode::Char('C') if is_control && !is_empty => KeyMeaning::Clears,
            KeyCode::BracketedPasteStart | KeyCode::BracketedPasteEnd => KeyMeaning::Nothing,
            // There is no history to search.
            KeyCode::Char('R' | 'S') if is_control => KeyMeaning::Nothing,
            KeyCode::Char(key) if modifiers.is_empty() && is_empty && self.at_once.contains(key) => {
                self.pressed = Some(key.to_string());
                if self.only {
                    return KeyMeaning::Goes;
                }
                self.behind = phone_key.map(|_| PhoneTail { at, is_over: false });
                KeyMeaning::Is(key)
            }
            _ if self.only && (is_enter || code == KeyCode::Char(' ') && !is_control) => {
                self.pressed = Some(String::new());
                KeyMeaning::Goes
            }
            _ if self.only && !is_control => KeyMeaning::Nothing,
            _ => KeyMeaning::Edits,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CALL: Awaited<'_> = Awaited::Phone { is_new: false };
    const QUESTION: Awaited<'_> = Awaited::Line { answers: "0123456789*#", q: "" };

    fn pressed(mode: &mut KeyMode, key: char, milliseconds: u64) -> KeyMeaning {
        let code = if key == '\r' { KeyCode::Enter } else { KeyCode::Char(key) };
        mode.meaning(code, Modifiers::NONE, true, Duration::from_millis(milliseconds))
    }

    fn awaiting(awaited: Awaited<'_>) -> KeyMode {
        let mut mode = KeyMode::default();
        mode.await_next(awaited);
        mode
    }

    #[test]
    fn a_figure_is_no_answer_until_enter_says_so() {
        let mut mode = awaiting(QUESTION);
        assert_eq!(pressed(&mut mode, '1', 0), KeyMeaning::Edits);
        assert_eq!(mode.told_behind('1'), Some(ANSWERS));
        assert_eq!(pressed(&mut mode, '2', 100), KeyMeaning::Edits);
        assert_eq!(pressed(&mut mode, '\r', 200), KeyMeaning::Edits, "the line editor ends the line");
        assert_eq!(mode.pressed, None);
    }

    #[test]
    fn every_key_counts_in_a_call_however_quickly_it_is_pressed() {
        let mut mode = awaiting(CALL);
        for (at, key) in "1*2".chars().enumerate() {
            assert_eq!(pressed(&mut mode, key, at as u64), KeyMeaning::Is(key));
            mode.await_next(CALL);
        }
    }

    #[test]
    fn what_follows_at_once_is_swallowed_by_the_call_that_is_over() {
        for next in [QUESTION, Awaited::Key("wsq"), Awaited::Phone { is_new: true }] {
            let mut mode = awaiting(CALL);
            pressed(&mut mode, '1', 0);
            mode.await_next(next);
            // Each keeps the next one from counting.
            for (at, key) in [(100, '2'), (700, '3'), (1300, '\r')] {
                assert_eq!(pressed(&mut mode, key, at), KeyMeaning::Nothing, "{next:?} {key:?}");
            }
            assert_eq!(mode.pressed, None);
            assert_ne!(pressed(&mut mode, '\r', 2200), KeyMeaning::Nothing, "{next:?}");
        }
    }

    #[test]
    fn a_key_after_reading_is_meant_for_what_is_asked_then() {
        let mut mode = awaiting(CALL);
        pressed(&mut mode, '1', 0);
        mode.await_next(Awaited::Phone { is_new: true });
        assert_eq!(pressed(&mut mode, '2', 801), KeyMeaning::Is('2'));
        mode.await_next(Awaited::Line { answers: "", q: "" });
        assert_eq!(pressed(&mut mode, 'c', 802), KeyMeaning::Edits, "a word is no key of the phone");
        assert_eq!(pressed(&mut mode, '2', 803), KeyMeaning::Edits, "and ends what the call takes");
    }

    #[test]
    fn enter_right_behind_a_key_is_no_wish_to_wait_and_enter_later_is() {
        let mut mode = awaiting(CALL);
        pressed(&mut mode, '1', 0);
        mode.await_next(CALL);
        assert_eq!(pressed(&mut mode, '\r', 300), KeyMeaning::Nothing);
        assert_eq!(pressed(&mut mode, '\r', 1101), KeyMeaning::Edits, "the line editor gives an empty line");
    }
}
