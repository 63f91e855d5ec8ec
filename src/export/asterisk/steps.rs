//! A context for each step.

use super::dialplan_text::ContextText;
use super::menus::{self, seconds};
use super::sounds::SoundNames;
use super::step_writer::{HANG_UP, StepWriter};
use crate::export::blueprint::{Asked, Blueprint, BlueprintStep, BlueprintTransfer, StepAct, Way};
use crate::import::names::slug;
use crate::number::{Dialed, NumberMatch};
use crate::plan::{AnswerId, Plan, ScheduleId, TransferResult};

/// Where calls come in.
pub(super) const LINES: &str = "lines";

/// The whole dialplan, and the list of words.
pub(super) fn dialplan(plan: &Plan, blueprint: &Blueprint) -> (String, Option<String>) {
    let mut writer = StepWriter { plan, blueprint, sounds: SoundNames::default(), hangs_up: false };
    let mut contexts = writer.lines();
    for step in &blueprint.steps {
        contexts.extend(writer.step(step));
    }
    if writer.hangs_up {
        let mut end = ContextText::new(HANG_UP, "");
        end.step("Hangup()");
        contexts.push(end);
    }
    let text: Vec<String> = contexts.into_iter().map(ContextText::text).collect();
    (text.join("\n"), writer.sounds.list())
}

/// The contexts of lines that nobody dials, by the position of the line.
pub(in crate::export) fn undialed(blueprint: &Blueprint) -> Vec<(usize, String)> {
    let lines = blueprint.lines.iter().enumerate();
    let undialed =
        lines.filter(|(_, line)| line.dialed.iter().all(|dialed| matches!(dialed, Dialed::Name(_))));
    undialed.map(|(at, line)| (at, format!("line-{}", slug(&line.key, "line")))).collect()
}

impl StepWriter<'_> {
    fn lines(&mut self) -> Vec<ContextText> {
        let mut contexts = Vec::new();
        let mut dialed = ContextText::new(LINES, "Where calls come in");
        let mut is_dialed = false;
        for line in &self.blueprint.lines {
            for number in &line.dialed {
                let extension = match number {
                    Dialed::Number(number) => number.e164().to_string(),
                    Dialed::Code(code) => code.to_string(),
                    Dialed::Name(_) => continue,
                };
                is_dialed = true;
                dialed.extension(&extension);
                let target = self.target(line.start);
                dialed.told(&format!("Goto({target})"), &line.title);
            }
        }
        if is_dialed {
            contexts.push(dialed);
        }
        for (at, name) in undialed(self.blueprint) {
            let line = &self.blueprint.lines[at];
            let mut context = ContextText::new(&name, &line.title);
            let target = self.target(line.start);
            context.told(&format!("Goto({target})"), &line.title);
            contexts.push(context);
        }
        contexts
    }

    fn step(&mut self, at: &BlueprintStep) -> Vec<ContextText> {
        let mut text = ContextText::new(&at.name, &at.title);
        if let Some(gate) = at.gate {
            self.hours(&mut text, gate.schedule);
            let closed = self.target(gate.closed);
            text.step(&format!("GotoIf($[\"${{GOSUB_RETVAL}}\" = \"closed\"]?{closed})"));
            text.label("open");
        }
        let mut beside = Vec::new();
        match &at.act {
            StepAct::Menu(menu) => beside = menus::write(self, &mut text, at, menu),
            StepAct::Switch { asks, cases, otherwise } => self.switch(&mut text, asks, cases, *otherwise),
            StepAct::Message { words, then } => {
                self.play(&mut text, words, &at.name);
                self.goto(&mut text, *then);
            }
            StepAct::Transfer(transfer) => self.transfer(&mut text, at, transfer),
            StepAct::Voicemail(words) => {
                self.play(&mut text, words, &at.name);
                text.told(&format!("VoiceMail({}@default,s)", slug(&at.name, "mailbox")), &at.title);
                text.step("Hangup()");
            }
        }
        beside.insert(0, text);
        beside
    }

    fn hours(&self, text: &mut ContextText, schedule: ScheduleId) {
        let name = self.blueprint.hours.get(&schedule).map_or("hours", String::as_str);
        text.step(&format!("Gosub(hours-{name},s,1)"));
    }

    fn play(&mut self, text: &mut ContextText, words: &crate::export::blueprint::Words, wanted: &str) {
        if let Some(name) = self.sounds.name(words, wanted) {
            let said = self.sounds.said(&name);
            text.told(&format!("Playback({name})"), &said);
        }
    }

    /// A queue; where it matters whether a phone is busy, phones that ring.
    fn transfer(&mut self, text: &mut ContextText, at: &BlueprintStep, transfer: &BlueprintTransfer) {
        self.play(text, &transfer.words, &at.name);
        let key = slug(&at.title, "queue");
        let way = |result| transfer.way(result);
        let rings = way(TransferResult::Unanswered).map_or_else(String::new, |_| seconds(transfer.rings));
        let goes_on = way(TransferResult::Ended).is_some();
        let (step, variable, words) = if way(TransferResult::Busy).is_some() {
            let options = if goes_on { "g" } else { "" };
            let arguments = format!("Local/{key}@people,{rings},{options}");
            (
                format!("Dial({})", arguments.trim_end_matches(',')),
                "DIALSTATUS",
                ["NOANSWER", "BUSY", "CHANUNAVAIL", "ANSWER"],
            )
        } else {
            let options = if goes_on { "c" } else { "" };
            let arguments = format!("{key},{options},,,{rings}");
            (
                format!("Queue({})", arguments.trim_end_matches(',')),
                "QUEUESTATUS",
                ["TIMEOUT", "", "FULL", "CONTINUE"],
            )
        };
        text.told(&step, &at.title);
        let results =
            [TransferResult::Unanswered, TransferResult::Busy, TransferResult::Full, TransferResult::Ended];
        for (result, word) in results.into_iter().zip(words) {
            if let Some(way) = way(result).filter(|way| *way != Way::HangUp) {
                let target = self.target(way);
                text.step(&format!("GotoIf($[\"${{{variable}}}\" = \"{word}\"]?{target})"));
            }
        }
        text.step("Hangup()");
    }

    /// A case after the other; a condition that does not hold leads to the next.
    fn switch(
        &mut self,
        text: &mut ContextText,
        asks: &[AnswerId],
        cases: &[(Vec<Asked>, Way)],
        otherwise: Way,
    ) {
        for answer in asks {
            let key = &self.plan.answer(*answer).key;
            text.step(&format!("Set({}=${{DB(answers/{})}})", variable(key), slug(key, "answer")));
        }
        for (case, (conditions, way)) in cases.iter().enumerate() {
            if case > 0 {
                text.label(&format!("case-{}", case + 1));
            }
            let next =
                if case + 1 < cases.len() { format!("case-{}", case + 2) } else { "otherwise".to_owned() };
            for condition in conditions {
                let (Asked::Open(schedule) | Asked::Closed(schedule)) = condition else {
                    text.step(&format!("GotoIf($[{}]?:{next})", self.condition(condition)));
                    continue;
                };
                self.hours(text, *schedule);
                text.step(&format!("GotoIf($[{}]?:{next})", self.condition(condition)));
            }
            self.goto(text, *way);
        }
        if !cases.is_empty() {
            text.label("otherwise");
        }
        self.goto(text, otherwise);
    }

    fn condition(&self, condition: &Asked) -> String {
        match condition {
            Asked::Open(_) => "\"${GOSUB_RETVAL}\" = \"open\"".to_owned(),
            Asked::Closed(_) => "\"${GOSUB_RETVAL}\" = \"closed\"".to_owned(),
            Asked::Answer(answer, values) => {
                let answer = self.plan.answer(*answer);
                let name = variable(&answer.key);
                let any: Vec<String> = values
                    .iter()
                    .map(|value| format!("\"${{{name}}}\" = \"{}\"", plain(answer.word(*value))))
                    .collect();
                any.join(" | ")
            }
            Asked::Caller(numbers) => {
                let any: Vec<String> = numbers
                    .iter()
                    .map(|number| match number {
                        NumberMatch::Number(number) => {
                            format!("\"${{CALLERID(num)}}\" = \"{}\"", number.e164())
                        }
                        _ => "\"${CALLERID(num)}\" = \"\"".to_owned(),
                    })
                    .collect();
                any.join(" | ")
            }
        }
    }
}

/// The variable of an answer.
fn variable(key: &str) -> String {
    format!("ANSWER_{}", slug(key, "answer").replace('-', "_").to_uppercase())
}

/// A word without what an expression would take for something else.
fn plain(word: &str) -> String {
    word.chars()
        .filter(|c| !matches!(c, '"' | '$' | '{' | '}' | '[' | ']' | '\\' | ';') && !c.is_control())
        .collect()
}
