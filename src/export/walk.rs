//! A plan walked as calls go, without a caller: every step with what matters of the way to it.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};

use super::blueprint::{
    Asked, Blueprint, BlueprintEntries, BlueprintGate, BlueprintHandling, BlueprintLine, BlueprintMenu,
    BlueprintStep, BlueprintTransfer, StepAct, Way, Words, hours_names,
};
use super::needs::Needs;
use crate::base::Language;
use crate::call::{KnownAnswers, PromptKind, SpokenText, Trail, Utterance};
use crate::import::names::{TakenNames, slug};
use crate::plan::{
    Choice, Condition, Destination, DigitCollection, Digits, Handling, Input, KeptEntries, LineId, Link,
    Menu, Plan, StepId, StepKind, Switch, Target, Waiting,
};

/// So many steps are written. A plan that comes to more sends its callers to each menu by very many ways.
const MAX_STEPS: usize = 20_000;

/// There are too many steps: one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TooManySteps(pub(super) StepId);

/// All that callers of a plan's lines come to. The plan says nothing that only a call can know.
pub(super) fn blueprint(plan: &Plan, at: Timestamp) -> Result<Blueprint, TooManySteps> {
    let mut walker = Walker {
        plan,
        at,
        needs: Needs::of(plan),
        known: HashMap::new(),
        places: Vec::new(),
        names: TakenNames::default(),
    };
    let mut steps: Vec<BlueprintStep> = Vec::new();
    let mut lines = Vec::new();
    for (id, line) in plan.lines() {
        let here = Here { line: Some(id), closed: None, trail: Trail::EMPTY, language: line.language };
        let start = walker.way(line.answer, None, here);
        lines.push(BlueprintLine {
            id,
            key: line.key.clone(),
            title: line.name.clone(),
            dialed: line.numbers().map(|number| number.value).collect(),
            start,
        });
    }
    while let Some((step, here)) = walker.places.get(steps.len()).copied() {
        if steps.len() >= MAX_STEPS {
            return Err(TooManySteps(step));
        }
        let made = walker.step(step, here);
        steps.push(made);
    }
    Ok(Blueprint { lines, steps, hours: hours_names(plan) })
}

/// What matters of the way to a place.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Here {
    line: Option<LineId>,
    closed: Option<StepId>,
    trail: Trail,
    language: Language,
}

struct Walker<'p> {
    plan: &'p Plan,
    at: Timestamp,
    needs: Needs,
    known: HashMap<(StepId, Here), usize>,
    places: Vec<(StepId, Here)>,
    names: TakenNames,
}

impl Walker<'_> {
    /// Where a link leads from a step.
    fn way(&mut self, link: Link, from: Option<StepId>, here: Here) -> Way {
        match link.target {
            Target::HangUp => Way::HangUp,
            Target::Dropped => Way::Dropped,
            Target::Step(step) => Way::Step(self.place(step, here)),
            Target::Repeat => {
                match from.filter(|step| self.plan.step(*step).kind.waits()).or(here.trail.last()) {
                    Some(step) => Way::Past(self.place(step, here)),
                    None => Way::HangUp,
                }
            }
            Target::Back => {
                let mut here = here;
                let Some(last) = here.trail.last() else { return Way::HangUp };
                if from == Some(last) {
                    here.trail.leave();
                }
                let step = here.trail.last().unwrap_or(last);
                Way::Step(self.place(step, here))
            }
        }
    }

    fn place(&mut self, step: StepId, mut here: Here) -> usize {
        let at = step.index();
        // A call that is closed out of a menu has not come to it.
        let looks_back = self.plan.step(step).gate.is_some_and(|gate| match gate.closed.target {
            Target::Step(closed) => self.needs.trail[closed.index()],
            Target::Repeat | Target::Back => true,
            Target::HangUp | Target::Dropped => false,
        });
        if self.plan.step(step).kind.waits() && !looks_back {
            here.trail.arrive(step);
        }
        if !self.needs.trail[at] {
            here.trail = Trail::EMPTY;
        }
        here.line = here.line.filter(|_| self.needs.line[at]);
        here.closed = here.closed.filter(|_| self.needs.closed[at]);
        if let Some(&known) = self.known.get(&(step, here)) {
            return known;
        }
        let place = self.places.len();
        self.known.insert((step, here), place);
        self.places.push((step, here));
        place
    }

    fn step(&mut self, id: StepId, here: Here) -> BlueprintStep {
        let step = self.plan.step(id);
        let gate = step.gate.map(|gate| {
            // An occasion that is not there is passed by: nothing is closed to the call.
            let closed = if gate.occasion.is_some() { here.closed } else { Some(id) };
            let closed = self.way(gate.closed, Some(id), Here { closed, ..here });
            BlueprintGate { schedule: gate.schedule, closed }
        });
        let mut here = here;
        if step.kind.waits() && self.needs.trail[id.index()] {
            here.trail.arrive(id);
        }
        let act = match &step.kind {
            StepKind::Menu(menu) => self.menu(id, menu, here),
            StepKind::Input(input) => self.input(id, input, here),
            StepKind::Switch(switch) => self.switch(id, switch, here),
            StepKind::Message(message) => {
                let words = self.words(id, PromptKind::Prompt, here);
                StepAct::Message { words, then: self.way(message.then, Some(id), here) }
            }
            StepKind::Destination(destination) => self.transfer(id, destination, here),
            StepKind::Voicemail(_) => StepAct::Voicemail(self.words(id, PromptKind::Prompt, here)),
        };
        let name = self.names.free(&slug(&step.key, "step"));
        let title = step.name.clone().unwrap_or_else(|| step.key.clone());
        BlueprintStep { name, title, gate, act }
    }

    /// The words of a prompt, as all callers hear them who come this way.
    fn words(&self, id: StepId, part: PromptKind, here: Here) -> Words {
        let step = self.plan.step(id);
        let subject = here.closed.filter(|_| step.name.is_none()).unwrap_or(id);
        let gate = |step: StepId| self.plan.step(step).gate.filter(|gate| gate.occasion.is_none());
        let hours = gate(subject).or_else(|| here.closed.and_then(gate)).map(|gate| gate.schedule);
        let utterance = Utterance {
            step: id,
            part,
            subject,
            hours,
            entered: Digits::NONE,
            kept: KeptEntries::NONE,
            answers: KnownAnswers::NONE,
            language: here.language,
        };
        let Some(prompt) = utterance.prompt(self.plan).filter(|prompt| !prompt.is_empty()) else {
            return Words { language: here.language, ..Words::default() };
        };
        let line = here.line.or_else(|| self.plan.lines().next().map(|(id, _)| id));
        let number = line.map(|line| self.plan.line(line).number.value);
        let text = match number {
            Some(dialled) if !prompt.is_wordless() => {
                let caller_zone = self.plan.unknown_caller_zone;
                let spoken = SpokenText {
                    plan: self.plan,
                    line: here.line,
                    dialled,
                    caller_zone,
                    utterance,
                    at: self.at,
                };
                spoken.to_string().split_whitespace().collect::<Vec<_>>().join(" ")
            }
            _ => String::new(),
        };
        Words { text, sound: prompt.sound.clone(), language: here.language }
    }

    fn choice(&mut self, choice: &Choice, from: StepId, here: Here) -> Way {
        // Whoever chooses is where they want to be.
        let language = choice.language.unwrap_or(here.language);
        self.way(choice.link, Some(from), Here { closed: None, language, ..here })
    }

    fn menu(&mut self, id: StepId, menu: &Menu, here: Here) -> StepAct {
        let keys = menu.choices().map(|(key, choice)| (key, self.choice(choice, id, here))).collect();
        let entries = menu.entries.as_deref().map(|collection| self.entries(id, collection, here));
        self.asking(id, &menu.waiting, here, keys, entries, false)
    }

    fn input(&mut self, id: StepId, input: &Input, here: Here) -> StepAct {
        let entries = Some(self.entries(id, &input.entry, here));
        self.asking(id, &input.waiting, here, Vec::new(), entries, true)
    }

    fn asking(
        &mut self,
        id: StepId,
        waiting: &Waiting,
        here: Here,
        keys: Vec<(crate::plan::Key, Way)>,
        entries: Option<BlueprintEntries>,
        is_input: bool,
    ) -> StepAct {
        let silence = self.handling(id, &waiting.no_input, PromptKind::NoInput, here);
        let other = self.handling(id, &waiting.no_match, PromptKind::NoMatch, here);
        StepAct::Menu(Box::new(BlueprintMenu {
            words: self.words(id, PromptKind::Prompt, here),
            again: waiting.again.as_ref().map(|_| self.words(id, PromptKind::Again, here)),
            keys,
            entries,
            silence,
            other,
            counter: waiting.counter,
            wait: waiting.wait,
            is_input,
        }))
    }

    fn entries(&mut self, id: StepId, collection: &DigitCollection, here: Here) -> BlueprintEntries {
        let routes = collection.routes.iter();
        let routes =
            routes.map(|route| (route.pattern.clone(), self.choice(&route.choice, id, here))).collect();
        BlueprintEntries {
            fewest: collection.fewest,
            most: collection.most,
            terminator: collection.terminator,
            between: collection.between_digits,
            routes,
            then: collection.then.map(|link| self.way(link, Some(id), Here { closed: None, ..here })),
        }
    }

    fn handling(
        &mut self,
        id: StepId,
        handling: &Handling,
        part: PromptKind,
        here: Here,
    ) -> BlueprintHandling {
        match handling {
            Handling::Way(choice) => BlueprintHandling::Way(self.choice(choice, id, here)),
            Handling::Misstep(misstep) => BlueprintHandling::Again {
                words: self.words(id, part, here),
                barge_in: misstep.barge_in,
                tries: misstep.tries,
                then: match misstep.tries {
                    Some(_) => self.way(misstep.then, Some(id), Here { closed: None, ..here }),
                    None => Way::HangUp,
                },
            },
        }
    }

    fn switch(&mut self, id: StepId, switch: &Switch, here: Here) -> StepAct {
        let mut cases = Vec::new();
        let mut otherwise = None;
        for case in &switch.cases {
            let mut asked = Vec::new();
            let mut can_hold = true;
            for condition in &case.conditions {
                match condition {
                    Condition::Open(schedule) => asked.push(Asked::Open(*schedule)),
                    Condition::Closed(schedule) => asked.push(Asked::Closed(*schedule)),
                    Condition::Answer(answer, values) => asked.push(Asked::Answer(*answer, values.clone())),
                    Condition::Caller(numbers) => asked.push(Asked::Caller(numbers.clone())),
                    // It is known which line was dialed.
                    Condition::Line(lines) => can_hold &= here.line.is_some_and(|line| lines.contains(&line)),
                    // What no platform asks is taken out of the plan before.
                    _ => can_hold = false,
                }
            }
            if !can_hold {
                continue;
            }
            let way = self.way(case.then, Some(id), here);
            if asked.is_empty() {
                otherwise = Some(way);
                break;
            }
            cases.push((asked, way));
        }
        let otherwise = match otherwise {
            Some(way) => way,
            None => self.way(switch.otherwise, Some(id), here),
        };
        let asks = switch.answers();
        StepAct::Switch { asks, cases, otherwise }
    }

    fn transfer(&mut self, id: StepId, destination: &Destination, here: Here) -> StepAct {
        let words = if destination.say.is_some() {
            self.words(id, PromptKind::Prompt, here)
        } else {
            Words { language: here.language, ..Words::default() }
        };
        let behind = Here { closed: None, ..here };
        let follow_up = destination.follow_up.as_deref();
        let ways = follow_up.map_or(&[][..], |follow_up| follow_up.ways.as_slice());
        let ways = ways.iter().map(|&(result, link)| (result, self.way(link, Some(id), behind))).collect();
        let rings = follow_up.map_or(SignedDuration::ZERO, |follow_up| follow_up.rings);
        StepAct::Transfer(Box::new(BlueprintTransfer {
            words,
            calls_back: destination.calls_back,
            rings,
            ways,
        }))
    }
}
