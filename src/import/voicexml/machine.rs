//! An application while it is worked out: what is known of it, and what has been asked and noted.

use std::cell::RefCell;
use std::rc::Rc;

use super::application::{Application, PromptPart, SpokenPrompt};
use super::expression::{self, Names, UNDEFINED};
use super::state::State;
use crate::base::source::Span;
use crate::import::explore::Move;
use crate::import::flow::{Act, FlowPlace, Node, Sound};
use crate::import::ledger::{Ledger, StepFate};
use crate::import::questions::Questions;
use crate::import::value::{Known, Test, Undecided, Unknown, Unknowns};

/// What a step comes to; or what must be decided before.
pub(super) type Done = Result<Move<State>, Undecided>;

/// An application while it is worked out.
pub(super) struct VoiceProgram {
    pub(super) app: Rc<Application>,
    pub(super) ledger: RefCell<Ledger>,
    pub(super) unknowns: RefCell<Unknowns>,
    pub(super) questions: RefCell<Questions>,
    /// What any expression asks for; other values are not kept.
    pub(super) asked: std::collections::HashSet<String>,
}

impl VoiceProgram {
    pub(super) fn new(mut app: Application, asked: std::collections::HashSet<String>) -> Self {
        let ledger = std::mem::take(&mut app.ledger);
        Self {
            app: Rc::new(app),
            ledger: RefCell::new(ledger),
            unknowns: RefCell::default(),
            questions: RefCell::default(),
            asked,
        }
    }

    pub(super) fn note(&self, entry: usize, fate: StepFate, why: &str) {
        self.ledger.borrow_mut().note(entry, fate, why);
    }

    pub(super) fn place_at(&self, span: Span, entry: usize) -> FlowPlace {
        let words =
            self.ledger.borrow().steps().get(entry).map_or_else(String::new, |step| step.words.clone());
        FlowPlace { span, words }
    }

    pub(super) fn node(&self, (span, entry): (Span, usize), name: String, act: Act<State>) -> Move<State> {
        Move::Node(Node { name, act, place: self.place_at(span, entry), assumed: Vec::new() })
    }

    /// The value of an expression.
    pub(super) fn value(&self, state: &State, text: &str) -> Result<String, Undecided> {
        expression::evaluate(text, &Scope { program: self, state })
    }

    /// Whether a condition holds.
    pub(super) fn holds(&self, state: &State, text: &str) -> Result<bool, Undecided> {
        expression::holds(text, &Scope { program: self, state })
    }

    /// Gives a variable a value.
    pub(super) fn assign(&self, state: &mut State, name: &str, value: &str) {
        let name = plain(name);
        let matters = self.asked.contains(name)
            || self.asked.iter().any(|asked| asked.starts_with(&format!("{name}.")));
        if !matters {
            return;
        }
        if value == UNDEFINED {
            state.values.remove(name);
            state.forget();
            return;
        }
        state.values.insert(name.into(), value.into());
        state.forget();
    }

    /// What a prompt says.
    pub(super) fn sounds(&self, state: &State, prompt: &SpokenPrompt) -> Result<Vec<Sound>, Undecided> {
        let mut said = Vec::new();
        for part in &prompt.parts {
            said.push(match part {
                PromptPart::Words(words) => Sound::spoken(words.clone()),
                PromptPart::Pause(millis) => {
                    Sound { name: "silence".to_owned(), words: Some(String::new()), millis: Some(*millis) }
                }
                PromptPart::Audio(name, words) => Sound {
                    name: name.trim_matches(['\'', '"']).to_owned(),
                    words: Some(words.clone()).filter(|words| !words.is_empty()),
                    millis: None,
                },
                PromptPart::Value(expr) => {
                    let scope = Scope { program: self, state };
                    let value = expression::evaluate(expr, &scope)?;
                    if scope.is_open(&value) {
                        Sound { name: "spoken/value".to_owned(), words: None, millis: Some(2_000) }
                    } else {
                        Sound::spoken(value)
                    }
                }
            });
        }
        Ok(said)
    }
}

/// The name of a variable without its scope.
pub(super) fn plain(name: &str) -> &str {
    let scopes = ["application.", "document.", "dialog.", "this."];
    scopes.iter().find_map(|scope| name.strip_prefix(scope)).unwrap_or(name)
}

/// What an expression sees.
pub(super) struct Scope<'a> {
    pub(super) program: &'a VoiceProgram,
    pub(super) state: &'a State,
}

impl Known for Scope<'_> {
    fn decide(&self, test: Test) -> Result<bool, Undecided> {
        for is in [true, false] {
            if self.state.facts.contains(&(test.clone(), is)) {
                return Ok(is);
            }
        }
        if let Test::Is { sign, .. } = &test {
            let is_other = |(known, is): &(Test, bool)| {
                *is && matches!(known, Test::Is { sign: other, .. } if other == sign)
            };
            if self.state.facts.iter().any(is_other) {
                return Ok(false);
            }
        }
        Err(Undecided(test))
    }

    fn unknown(&self, how: &str) -> String {
        let title = self.program.unknowns.borrow().shown(how);
        let question = title.clone();
        self.program
            .unknowns
            .borrow_mut()
            .sign(Unknown::Outside { question, title, is_opaque: true })
            .to_string()
    }
}

impl Names for Scope<'_> {
    fn named(&self, name: &str) -> String {
        let name = plain(name);
        if let Some(value) = self.state.values.get(name) {
            return value.to_string();
        }
        if matches!(name, "session.callerid" | "session.connection.remote.uri" | "session.telephone.ani") {
            return self.program.unknowns.borrow_mut().sign(Unknown::Caller(None)).to_string();
        }
        // What another system has answered, or the platform knows; a variable without a value else.
        let holder = name.split('.').next().unwrap_or(name);
        let is_answer = self.state.values.get(holder).is_some_and(|value| &**value == ANSWER);
        let is_outside = is_answer || holder == "session" || name.contains('.');
        if !is_outside {
            return UNDEFINED.to_owned();
        }
        let unknown =
            Unknown::Outside { question: name.to_owned(), title: name.to_owned(), is_opaque: false };
        self.program.unknowns.borrow_mut().sign(unknown).to_string()
    }
}

/// The value of a variable that holds what another system has answered.
pub(super) const ANSWER: &str = "what another system has answered";
