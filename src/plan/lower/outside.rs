//! Outside answers, those that the plan declares and those of destinations, and what asks for them.

use super::lowering::PlanLowering;
use super::names::Namespace;
use super::values::{TextKind, said};
use crate::base::diagnostic::{Diagnostic, did_you_mean, list};
use crate::base::document::{OneOrMany, Placed, TableEntries};
use crate::base::source::Span;
use crate::plan::defaults;
use crate::plan::ids::{AnswerId, StepId};
use crate::plan::key::Key;
use crate::plan::model::{Condition, Step, StepKind, Switch};
use crate::plan::outside::{AnswerValue, FollowUp, OutsideAnswer, TransferResult, ValueWords};
use crate::plan::raw::{self, Text, Wording};
use crate::plan::sections::{Section, SectionEntry};
use crate::plan::waiting::Choice;

impl<'v> PlanLowering<'v> {
    /// The answers that the plan declares.
    pub(super) fn answers(&mut self, entries: &[SectionEntry<'v>]) -> Vec<Option<OutsideAnswer>> {
        let answers = entries.iter().filter(|entry| entry.section == Section::Answers);
        answers.map(|entry| self.outside_answer(entry)).collect()
    }

    fn outside_answer(&mut self, entry: &SectionEntry<'v>) -> Option<OutsideAnswer> {
        let raw: raw::Answer = self.decode(entry, &format!("outside answer `{}`", entry.name))?;
        let name = self.name(raw.name.as_ref());
        let origin = self.origin(entry.span, &said!(raw));
        let values = self.answer_values(&raw.values);
        let usual = self.text(&raw.usual, TextKind::Name);
        let (values, usual) = (values?, usual?);
        let Some(position) = values.iter().position(|value| *value == usual) else {
            let message = format!("`{}` is not one of the values", usual.escape_debug());
            self.error("unknown-value", raw.usual.span, message, which_value(&usual, &values));
            return None;
        };
        let usual = AnswerValue(position as u8);
        let said = self.said_values(raw.say.as_ref(), &values)?;
        Some(OutsideAnswer { key: entry.name.to_owned(), name, values, said, usual, transfer: None, origin })
    }

    /// How prompts say values.
    fn said_values(
        &mut self,
        say: Option<&Placed<TableEntries<Wording>>>,
        values: &[String],
    ) -> Option<Vec<Option<ValueWords>>> {
        let mut said = vec![None; values.len()];
        let Some(say) = say else { return Some(said) };
        let mut is_complete = true;
        for (value, words) in &say.given()?.0 {
            let Some(word) = value.given() else { continue };
            let words = self.worded(words, |lower, text| lower.text(text, TextKind::Name));
            let words = words.map(|words| ValueWords { own: words.own, translations: words.others });
            is_complete &= words.is_some();
            if let Some(position) = values.iter().position(|value| value == word) {
                said[position] = words;
            } else {
                let message = format!("`{}` is not one of the values", word.escape_debug());
                self.error("unknown-value", value.span, message, which_value(word, values));
                is_complete = false;
            }
        }
        is_complete.then_some(said)
    }

    fn answer_values(&mut self, raw: &Placed<Vec<Text>>) -> Option<Vec<String>> {
        let texts = raw.given()?;
        let most = OutsideAnswer::MAX_VALUES;
        if !(2..=most).contains(&texts.len()) {
            let message = format!("an outside answer has 2 to {most} values, not {}", texts.len());
            self.error(
                "bad-values",
                raw.span,
                message,
                "write all that can be answered: `[\"yes\", \"no\"]`",
            );
            return None;
        }
        let mut values: Vec<String> = Vec::with_capacity(texts.len());
        for text in texts {
            let value = self.text(text, TextKind::Name)?;
            if value.contains(['=', ',', ';']) || value.trim() != value {
                let help = "commands write values as in `--answer staffed=no`";
                let message =
                    "a value cannot contain `=`, a comma or a semicolon, or begin or end with a space";
                self.error("bad-values", text.span, message, help);
                return None;
            }
            if values.contains(&value) {
                let message = format!("`{}` is there twice", value.escape_debug());
                self.error("bad-values", text.span, message, "remove one of them");
                return None;
            }
            values.push(value);
        }
        Some(values)
    }

    /// What a case of a switch asks of the outside.
    pub(super) fn answer_condition(
        &mut self,
        asked: &Placed<String>,
        wanted: &OneOrMany<Text>,
    ) -> Option<Condition> {
        let id = self.find(Namespace::Answers, asked)?;
        if wanted.is_given && wanted.values.is_empty() {
            let help = "name at least one value, or remove the condition";
            self.error("empty-condition", wanted.span, "this case never holds: its list is empty", help);
            return None;
        }
        // Where the answer itself could not be read, nothing is known of its values.
        let values = self.answer_words.get(usize::from(id)).cloned().flatten()?;
        let mut found = Some(Vec::new());
        for text in &wanted.values {
            let Some(word) = text.given() else {
                found = None;
                continue;
            };
            match (values.iter().position(|value| value == word), &mut found) {
                (Some(position), Some(found)) => found.push(AnswerValue(position as u8)),
                (Some(_), None) => {}
                (None, _) => {
                    let message = format!("`{}` is no value of this answer", word.escape_debug());
                    self.error("unknown-value", text.span, message, which_value(word, &values));
                    found = None;
                }
            }
        }
        found.map(|values| Condition::Answer(AnswerId(id), values))
    }

    /// How calls go on behind a destination; without a way, if nothing is said of that.
    pub(super) fn follow_up(&mut self, entry: &SectionEntry<'v>, raw: &raw::Destination) -> Option<FollowUp> {
        let written = [
            (TransferResult::Unanswered, &raw.unanswered),
            (TransferResult::Busy, &raw.busy),
            (TransferResult::Full, &raw.full),
            (TransferResult::Ended, &raw.ended),
        ];
        let mut ways = Some(Vec::new());
        for (result, target) in written {
            let Some(target) = target else { continue };
            match (self.link(target), &mut ways) {
                (Some(link), Some(ways)) => ways.push((result, link)),
                _ => ways = None,
            }
        }
        let rings =
            raw.rings.as_ref().map(|rings| (rings.span, self.duration(rings, &defaults::RINGS_FROM_TO)));
        if let Some((span, _)) = rings
            && raw.unanswered.is_none()
            && self.is_whole
        {
            let message = format!("nothing says where a call goes when `{}` has rung so long", entry.name);
            self.error(
                "rings-without-unanswered",
                span,
                message,
                "write `unanswered = \"...\"` with the name of a step or \"hang-up\"",
            );
            return None;
        }
        let rings = match rings {
            Some((_, rings)) => rings?,
            None => defaults::RINGS,
        };
        let keys = self.ringing_keys(entry, raw)?;
        let ways = ways?;
        // Which answer it is is known once all steps are.
        let answer = AnswerId(0);
        Some(FollowUp { rings, answer, ways, keys })
    }

    /// What callers can press while it rings.
    fn ringing_keys(
        &mut self,
        entry: &SectionEntry<'v>,
        raw: &raw::Destination,
    ) -> Option<Vec<(Key, Choice)>> {
        let Some(written) = &raw.keys else { return Some(Vec::new()) };
        if raw.unanswered.is_none() && self.is_whole {
            let message =
                format!("nothing says where a call goes that waits at `{}` and presses nothing", entry.name);
            let help = "write `unanswered = \"...\"` with the name of a step or \"hang-up\", and `rings` for how long callers wait";
            self.error("keys-without-unanswered", written.span, message, help);
            return None;
        }
        let mut keys = Some(Vec::new());
        for (key, choice) in &written.given()?.0 {
            let place = key.span;
            match (self.key(key), self.choice(place, choice), &mut keys) {
                (Some(key), Some(choice), Some(keys)) => keys.push((key, choice)),
                _ => keys = None,
            }
        }
        keys
    }

    /// Reports what follows a transfer where there is none: callers are called back.
    pub(super) fn check_callback(&mut self, raw: &raw::Destination) {
        let written = [&raw.rings, &raw.unanswered, &raw.busy, &raw.full, &raw.ended];
        let keys = raw.keys.as_ref().map(|keys| keys.span);
        if let Some(first) = written.into_iter().flatten().map(|text| text.span).chain(keys).min() {
            let message = "callers are called back here, so nothing rings and nothing follows";
            let help = "remove it; or remove `callback = true`, if calls are put through";
            self.error("callback-that-rings", first, message, help);
        }
    }

    /// Gives each destination whose calls can go on its answer, behind those that the plan declares.
    pub(super) fn transfers(
        &mut self,
        declared: &mut Vec<Option<OutsideAnswer>>,
        steps: &mut [Option<Step>],
    ) {
        for (index, step) in steps.iter_mut().enumerate() {
            let Some(step) = step else { continue };
            let StepKind::Destination(destination) = &mut step.kind else { continue };
            let Some(follow_up) = &mut destination.follow_up else { continue };
            if let Some(first) = self.names.spaces[Namespace::Answers as usize].get(step.key.as_str()) {
                let message = format!(
                    "`{0}` is the name of an outside answer and of a destination whose calls can go on",
                    step.key
                );
                self.diagnostics.push(
                    Diagnostic::error("duplicate-name", step.origin.span, message)
                        .related(first.span, "the outside answer")
                        .help(format!(
                            "give one of them another name: `--answer {}=...` would mean both",
                            step.key
                        )),
                );
            }
            follow_up.answer = AnswerId(declared.len().min(usize::from(u16::MAX)) as u16);
            declared.push(Some(OutsideAnswer {
                key: step.key.clone(),
                name: step.name.clone(),
                values: TransferResult::ALL.map(|result| result.word().to_owned()).into(),
                said: Vec::new(),
                usual: AnswerValue(0),
                transfer: Some(StepId(index as u16)),
                origin: step.origin.clone(),
            }));
        }
    }

    /// Reports a switch or prompt that asks for more answers than a call keeps apart.
    pub(super) fn check_asked(&mut self, span: Span, what: &str, answers: usize) {
        let most = Switch::MAX_ANSWERS;
        if answers > most {
            let message = format!("a {what} can ask for at most {most} outside answers, not {answers}");
            let help = format!("let another {what} ask for the others");
            self.error("too-many-entries", span, message, help);
        }
    }
}

fn which_value(word: &str, values: &[String]) -> String {
    match did_you_mean(word, values.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            format!("the values are {}", list(values.iter().map(String::as_str)).replace(" or ", " and "))
        }
    }
}
