//! The steps of a scenario.

use super::lowering::ScenarioLowering;
use crate::base::diagnostic::Diagnostic;
use crate::base::document::{OneOrMany, Placed};
use crate::base::source::Span;
use crate::plan::{Key, ScheduleId};
use crate::suite::scenario::raw::{self, PlacedText};
use crate::suite::scenario::script::{Action, MidCallCheck, ScriptStep};

impl ScenarioLowering<'_> {
    pub(super) fn steps(&mut self, raw: &Placed<Vec<Placed<raw::RawStep>>>) -> Option<Vec<ScriptStep>> {
        let list = raw.given()?;
        if list.is_empty() {
            let help = "write at least one, or use `press` alone";
            self.report(Diagnostic::error("empty-list", raw.span, "the list `steps` is empty").help(help));
            return None;
        }
        let reported = self.diagnostics.len();
        let mut steps = Vec::with_capacity(list.len());
        for placed in list {
            if let Some(step) = placed.given() {
                self.step(step, placed.span, &mut steps);
            }
        }
        let is_whole = list.iter().all(|placed| placed.given().is_some());
        (is_whole && self.diagnostics.len() == reported && !steps.is_empty()).then_some(steps)
    }

    fn step(&mut self, raw: &raw::RawStep, whole: Span, steps: &mut Vec<ScriptStep>) {
        let given = [
            ("hear", raw.hear.as_ref().map(|value| value.span)),
            ("press", raw.press.as_ref().map(|value| value.span)),
            ("wait", raw.wait.as_ref().map(|value| value.span)),
            ("say_nothing", raw.say_nothing.as_ref().map(|value| value.span)),
            ("at", raw.at.as_ref().map(|value| value.span)),
            ("answer", raw.answer.as_ref().map(|value| value.span)),
            ("expect", raw.expect.as_ref().map(|value| value.span)),
            ("hang_up", raw.hang_up.as_ref().map(|value| value.span)),
        ];
        let mut given = given.into_iter().filter_map(|(key, span)| Some((key, span?)));
        let Some((key, span)) = given.next() else {
            if !self.is_mistaken(whole) {
                let help = "write one of `hear`, `press`, `wait`, `say_nothing`, `at`, `answer`, `expect` and `hang_up`";
                self.report(Diagnostic::error("bad-step", whole, "this step does nothing").help(help));
            }
            return;
        };
        if let Some((again, place)) = given.next() {
            let message = format!("one step cannot both `{key}` and `{again}`");
            self.report(
                Diagnostic::error("bad-step", place, message)
                    .related(span, "first here")
                    .help("give each a step of its own, in the order in which they happen"),
            );
            return;
        }
        let action = match key {
            "hear" => raw.hear.as_ref().and_then(|text| self.phrase(text)).map(Action::Hear),
            "press" => raw.press.as_ref().and_then(|text| self.presses(text)),
            "wait" => raw.wait.as_ref().and_then(|text| self.time(text)).map(Action::Wait),
            "at" => raw.at.as_ref().and_then(|text| self.moment(text)).map(|at| Action::At(at.instant)),
            "say_nothing" => raw.say_nothing.as_ref().and_then(|yes| self.yes(yes, key, Action::SayNothing)),
            "hang_up" => raw.hang_up.as_ref().and_then(|yes| self.yes(yes, key, Action::HangUp)),
            "answer" => {
                if let Some(answers) = &raw.answer {
                    self.answer_steps(answers, steps);
                }
                return;
            }
            _ => {
                if let Some(expect) = raw.expect.as_ref().and_then(Placed::given) {
                    self.in_call(expect, span, steps);
                }
                return;
            }
        };
        steps.extend(action.map(|action| ScriptStep { span, action }));
    }

    fn presses(&mut self, text: &PlacedText) -> Option<Action> {
        let keys = self.keys(text)?;
        if keys.presses().is_empty() {
            let help = "write keys, or `say_nothing = true` for a caller who presses nothing";
            self.report(Diagnostic::error("bad-keys", text.span, "this step presses nothing").help(help));
            return None;
        }
        Some(Action::Press(keys))
    }

    fn yes(&mut self, yes: &Placed<bool>, key: &str, action: Action) -> Option<Action> {
        if !*yes.given()? {
            let message = format!("`{key}` cannot be false");
            self.report(Diagnostic::error("bad-step", yes.span, message).help("remove the step"));
            return None;
        }
        Some(action)
    }

    fn in_call(&mut self, raw: &raw::RawMidCallCheck, span: Span, steps: &mut Vec<ScriptStep>) {
        let (reported, before) = (self.diagnostics.len(), steps.len());
        let mut add = |span: Span, expected: Option<MidCallCheck>| {
            steps.extend(expected.map(|expected| ScriptStep { span, action: Action::Expect(expected) }));
        };
        if let Some(text) = &raw.step {
            add(text.span, self.step_named(text).map(MidCallCheck::Step));
        }
        if let Some(text) = &raw.offers {
            add(text.span, self.offers(text));
        }
        for (list, key, expected) in [
            (&raw.open, "open", MidCallCheck::Open as fn(ScheduleId) -> MidCallCheck),
            (&raw.closed, "closed", MidCallCheck::Closed),
        ] {
            let Some(list): &Option<OneOrMany<PlacedText>> = list else { continue };
            for text in self.some(list, key).unwrap_or_default() {
                add(text.span, self.schedule_named(text).map(expected));
            }
        }
        if steps.len() == before && self.diagnostics.len() == reported && !self.is_mistaken(span) {
            self.report(
                Diagnostic::error("empty-expect", span, "`expect` is empty, so nothing can fail")
                    .help("write what must hold now: `expect = { step = \"...\", offers = \"12\", open = [\"...\"] }`"),
            );
        }
    }

    fn offers(&mut self, text: &PlacedText) -> Option<MidCallCheck> {
        let value = text.given()?;
        let wrong = value.char_indices().find(|&(_, c)| Key::new(c).is_none() && !matches!(c, ' ' | ','));
        if let Some((at, character)) = wrong {
            let span = self.inside(text, value, at..at + character.len_utf8());
            let message = format!("`{}` is not a key", character.escape_debug());
            self.report(Diagnostic::error("bad-keys", span, message).help("keys are 0 to 9, * and #"));
            return None;
        }
        let keys: Vec<Key> = Key::ALL.into_iter().filter(|key| value.contains(key.character())).collect();
        if keys.is_empty() {
            let help = "name all keys that the menu takes, as in \"12\"";
            self.report(Diagnostic::error("bad-keys", text.span, "every menu takes a key").help(help));
            return None;
        }
        Some(MidCallCheck::Offers(keys))
    }
}
