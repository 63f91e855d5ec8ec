//! The flows of an account while they are worked out: what is known of them, and what has been asked and noted.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use super::documents::StudioAccount;
use super::liveness::{Liveness, key_of};
use super::reference::without_placeholders;
use super::state::{CallState, Frame, Place};
use super::studio_flow::{SplitCondition, Target, Widget};
use super::template;
use super::template_value::Evaluation;
use super::value::{OutsideValue, Undecided, Value};
use crate::import::explore::Move;
use crate::import::flow::{Act, Condition, FlowEnd, FlowPlace, Node};
use crate::import::ledger::{Ledger, StepFate};
use crate::import::names::spaced;
use crate::import::questions::{Asked, Questions};

/// So many values of one question a plan tells apart; a question with more is asked value by value.
const MAX_VALUES: usize = 14;

/// A widget that has run so often in a row ends the execution.
const MAX_REPEATS: u8 = 10;

/// Flows while they are worked out.
pub(super) struct StudioProgram {
    pub(super) account: StudioAccount,
    pub(super) liveness: Vec<Liveness>,
    pub(super) ledger: Ledger,
    pub(super) questions: Questions,
    /// What is asked of the digits that a widget of a flow takes.
    pub(super) digit_conditions: HashMap<(usize, String), Vec<SplitCondition>>,
    /// Numbers above it are told apart by nothing.
    pub(super) most: i32,
    /// What those are called to whom calls are put through, by flow and widget.
    pub(super) titles: BTreeMap<(usize, usize), String>,
    /// What stands behind a voicemail, at which a call of a plan ends.
    pub(super) behind_voicemail: BTreeSet<(usize, usize)>,
}

impl StudioProgram {
    pub(super) fn widget(&self, flow: usize, widget: usize) -> &Widget {
        &self.account.flows[flow].widgets[widget]
    }

    /// The widget that a state is at.
    pub(super) fn own(&self, state: &CallState, widget: usize) -> &Widget {
        self.widget(state.flow(), widget)
    }

    pub(super) fn note(&mut self, state: &CallState, widget: usize, fate: StepFate, why: &str) {
        let entry = self.own(state, widget).entry;
        self.ledger.note(entry, fate, why);
    }

    /// A call behind a widget, before what its transition leads to.
    pub(super) fn go(&self, state: &CallState, from: usize, target: Target) -> CallState {
        match target {
            Target::Widget(to) => {
                let repeats = if to == from { state.repeats + 1 } else { 0 };
                if repeats >= MAX_REPEATS {
                    return CallState::ended(FlowEnd::HangUp);
                }
                let mut next = state.moved(Place::Widget(to));
                next.repeats = repeats;
                next.keep(&self.liveness[state.flow()].before[to]);
                next
            }
            Target::Missing => CallState::ended(FlowEnd::Dropped),
            Target::None => self.leave(state),
        }
    }

    /// Behind the last widget of a flow: back to the flow that runs it, or the end of the call.
    pub(super) fn leave(&self, state: &CallState) -> CallState {
        let mut back = state.clone();
        let Some(left) = back.frames.pop() else { return CallState::ended(FlowEnd::HangUp) };
        let Some((frame, widget)) = back.frames.last().and_then(|frame| Some((frame.flow, frame.runs?)))
        else {
            return CallState::ended(FlowEnd::HangUp);
        };
        if let Some(frame) = back.frames.last_mut() {
            frame.runs = None;
        }
        let runs = self.widget(frame, widget);
        back.forget(&format!("w:{}", runs.name));
        back.set(format!("w:{}", runs.name), Value::text("completed"));
        for (key, value) in left.values {
            if let Some(name) = key.strip_prefix("v:") {
                back.set(format!("w:{}.{name}", runs.name), value);
            }
        }
        back.repeats = 0;
        self.go(&back, widget, runs.on("completed"))
    }

    /// A call in a sub-flow that a widget runs.
    pub(super) fn enter(
        &self,
        state: &CallState,
        widget: usize,
        flow: usize,
        parameters: Vec<(String, Value)>,
    ) -> CallState {
        let mut inner = state.clone();
        let behind = &self.liveness[state.flow()].behind[widget];
        inner.keep(behind);
        if let Some(frame) = inner.frames.last_mut() {
            frame.runs = Some(widget);
        }
        let mut frame = Frame::new(flow);
        for (name, value) in parameters {
            frame.values.insert(format!("p:{name}").into(), value);
        }
        inner.frames.push(frame);
        inner.repeats = 0;
        match self.account.flows[flow].start {
            Some(start) => {
                inner.at = Place::Widget(start);
                inner.keep(&self.liveness[flow].before[start]);
                inner
            }
            None => self.leave(&inner),
        }
    }

    /// A widget has run: what it was before is forgotten.
    pub(super) fn ran(&self, state: &CallState, widget: usize, outcome: &str) -> CallState {
        let name = &self.own(state, widget).name;
        let mut next = state.clone();
        next.forget(&format!("w:{name}"));
        next.set(format!("w:{name}"), Value::text(outcome));
        next
    }

    /// What a text of a flow comes to.
    pub(super) fn evaluate(&self, state: &CallState, text: &str) -> Result<Value, Undecided> {
        if !text.contains('{') {
            return Ok(Value::text(text));
        }
        let lookup = |path: &str| self.path(state, path);
        let fact = |value: &OutsideValue| state.fact(value).cloned();
        Evaluation { lookup: &lookup, fact: &fact, most: self.most }.value(&template::parse(text))
    }

    /// The same where it is compared: what a template puts in is known to those who fill it alone.
    pub(super) fn evaluate_filled(&self, state: &CallState, text: &str) -> Result<Value, Undecided> {
        match self.evaluate(state, text)? {
            Value::Text(text) if text.contains("${") => {
                let title = without_placeholders(text.trim());
                Ok(with_facts(state, self.outside(state, "call", text.trim(), &title)))
            }
            value => Ok(value),
        }
    }

    /// What a path holds.
    fn path(&self, state: &CallState, path: &str) -> Value {
        let is_inner = state.frames.len() > 1;
        let value = match path {
            "trigger.call.From"
            | "trigger.call.Caller"
            | "contact.channel.address"
            | "trigger.parent.call.From"
            | "trigger.parent.trigger.call.From" => Value::Caller,
            "trigger.call.To"
            | "trigger.call.Called"
            | "flow.channel.address"
            | "trigger.parent.call.To"
            | "trigger.parent.trigger.call.To" => {
                state.called.as_ref().map_or(Value::Called, |called| Value::Text(Rc::clone(called)))
            }
            "trigger.parent.trigger_type" if is_inner => Value::text("call"),
            _ => match key_of(path) {
                Some(key) if key.starts_with("w:") => self.of_widget(state, &key, path),
                Some(key) => state.value(&key).cloned().unwrap_or(Value::Nil),
                None => self.outside(state, "call", path, &title_of(path)),
            },
        };
        with_facts(state, value)
    }

    /// What a widget has come to.
    fn of_widget(&self, state: &CallState, key: &str, path: &str) -> Value {
        let name = key.strip_prefix("w:").unwrap_or(key);
        let rest = path.split_once(name).map_or("", |(_, rest)| rest.trim_start_matches('.'));
        let Some(ran) = state.value(key) else { return Value::Nil };
        let widgets = &self.account.flows[state.flow()].widgets;
        if widgets.iter().find(|widget| widget.name == name).is_some_and(|widget| tells_nothing(widget, rest))
        {
            return Value::Nil;
        }
        if let Some(value) = state.value(&format!("{key}.{rest}")) {
            return value.clone();
        }
        let last = rest.rsplit('.').next().unwrap_or(rest);
        if let Some(value) = state.value(&format!("{key}.{last}")) {
            return value.clone();
        }
        let outcome = ran.known().unwrap_or_default();
        if matches!(rest, "Digits" | "SpeechResult" | "Confidence") && &*outcome != "speech"
            || (&*outcome == "completed" || &*outcome == "failed") && rest != "status_code"
        {
            return Value::Nil;
        }
        let parts = rest.split('.').filter(|part| !matches!(*part, "parsed" | "body" | "incoming"));
        let told: String = std::iter::once(name).chain(parts).collect::<Vec<_>>().join(" ");
        self.outside(state, key, &format!("{name} {rest}"), &spaced(&told))
    }

    fn outside(&self, state: &CallState, key: &str, about: &str, title: &str) -> Value {
        // Two flows may call widgets alike.
        let about = match self.account.flows.len() {
            1 => about.to_owned(),
            _ if key == "call" => about.to_owned(),
            _ => format!("{}: {about}", self.account.flows[state.flow()].name),
        };
        Value::Outside(OutsideValue { key: key.into(), about: about.into(), title: title.into() })
    }

    pub(super) fn place_at(&self, state: &CallState, widget: usize) -> FlowPlace {
        let widget = self.own(state, widget);
        let words = self.ledger.steps().get(widget.entry).map_or_else(String::new, |step| step.words.clone());
        FlowPlace { span: widget.span, words }
    }

    pub(super) fn node(
        &self,
        state: &CallState,
        widget: usize,
        act: Act<CallState>,
        assumed: Vec<String>,
    ) -> Move<CallState> {
        let name = self.own(state, widget).name.clone();
        Move::Node(Node { name, act, place: self.place_at(state, widget), assumed })
    }

    /// A question to the outside, by one of its answers.
    pub(super) fn ask(
        &mut self,
        state: &CallState,
        widget: usize,
        value: &OutsideValue,
        answer: &str,
    ) -> Condition {
        let place = self.place_at(state, widget);
        let (about, title) = (&*value.about, &*value.title);
        if answer != "yes" && self.questions.is_full(about, answer, MAX_VALUES) {
            let (about, title) = (format!("{about} is {answer}"), format!("{title} is {answer}"));
            let asked =
                Asked { about: &about, named: &title, title: &title, place: &place, is_opaque: false };
            return self.questions.ask(&asked, "yes");
        }
        let asked = Asked { about, named: title, title, place: &place, is_opaque: false };
        self.questions.ask(&asked, answer)
    }

    /// Something is asked before a widget can be worked out.
    pub(super) fn undecided(
        &mut self,
        state: &CallState,
        widget: usize,
        undecided: &Undecided,
    ) -> Move<CallState> {
        self.note(state, widget, StepFate::Outside, "");
        let Undecided { value, answer } = undecided;
        let condition = self.ask(state, widget, value, answer);
        let is = state.clone().told(value, answer, true);
        let is_not = state.clone().told(value, answer, false);
        self.node(state, widget, Act::Branch { cases: vec![(condition, is)], otherwise: is_not }, Vec::new())
    }
}

/// A value, which is a text once it was asked for.
fn with_facts(state: &CallState, value: Value) -> Value {
    match &value {
        Value::Outside(outside) => match state.fact(outside) {
            Some(super::value::Fact::Is(text)) => Value::Text(Rc::clone(text)),
            _ => value,
        },
        _ => value,
    }
}

/// Whether a widget never has such a result: what is said and what is decided leaves nothing, and only what was fetched is a document.
fn tells_nothing(widget: &Widget, path: &str) -> bool {
    match widget.kind.as_str() {
        "say-play" | "set-variables" | "split-based-on" => true,
        "gather-input-on-call" | "connect-call-to" | "record-voicemail" | "send-to-flex" | "enqueue-call" => {
            path.starts_with("parsed") || path.starts_with("body")
        }
        _ => false,
    }
}

/// What a path is called, for people.
fn title_of(path: &str) -> String {
    let rest = ["trigger.call.", "trigger.", "flow.data.", "flow.", "contact."]
        .iter()
        .find_map(|begin| path.strip_prefix(begin));
    spaced(rest.unwrap_or(path))
}
