//! Finding things in a plan: by id, by name, by number, by what a call can come to.

use super::hours::{NamedCalendar, NamedOverride, NamedSchedule};
use super::ids::{AnswerId, ContactId, LineId, ScheduleId, StepId};
use super::key::Key;
use super::link::{Link, Target};
use super::model::{Contact, Dialable, Line, Plan, Step, StepKind};
use super::origin::Origin;
use super::outside::{AnswerValue, Destination, OutsideAnswer, TransferResult};
use super::prompt::Prompt;
use super::spoken_values::KeptInput;
use super::waiting::{Choice, Handling, MisstepCounter, Waiting};
use jiff::civil::Date;

use crate::base::Language;
use crate::base::source::Spanned;
use crate::number::{DialText, Dialed};
use crate::time::day_phrase::{day_name, first_from};

impl Plan {
    /// All lines with their ids, in the order of the files.
    #[must_use]
    pub fn lines(&self) -> impl ExactSizeIterator<Item = (LineId, &Line)> {
        self.lines.iter().enumerate().map(|(index, line)| (LineId(index as u16), line))
    }

    /// All steps with their ids.
    #[must_use]
    pub fn steps(&self) -> impl ExactSizeIterator<Item = (StepId, &Step)> {
        self.steps.iter().enumerate().map(|(index, step)| (StepId(index as u16), &**step))
    }

    /// All schedules with their ids, in the order of the files. The windows of announcements are none of them.
    #[must_use]
    pub fn schedules(&self) -> impl ExactSizeIterator<Item = (ScheduleId, &NamedSchedule)> {
        self.schedules[..self.own_schedules]
            .iter()
            .enumerate()
            .map(|(index, schedule)| (ScheduleId(index as u16), &**schedule))
    }

    /// All calendars, in the order of the files.
    #[must_use]
    pub fn calendars(&self) -> impl ExactSizeIterator<Item = &NamedCalendar> {
        self.calendars.iter()
    }

    /// The first day from a date on that a calendar of the plan calls so.
    #[must_use]
    pub fn holiday(&self, name: &str, from: Date) -> Option<Date> {
        let wanted = day_name(name);
        let days = self.calendars().flat_map(|named| &named.calendar.days);
        days.filter(|day| day_name(&day.name) == wanted).filter_map(|day| first_from(&day.on, from)).min()
    }

    /// All overrides, in the order of the files.
    #[must_use]
    pub fn overrides(&self) -> impl ExactSizeIterator<Item = &NamedOverride> {
        self.overrides.iter()
    }

    /// All contacts with their ids, in the order of the files.
    #[must_use]
    pub fn contacts(&self) -> impl ExactSizeIterator<Item = (ContactId, &Contact)> {
        self.contacts.iter().enumerate().map(|(index, contact)| (ContactId(index as u16), contact))
    }

    /// The line of this id.
    #[must_use]
    pub fn line(&self, id: LineId) -> &Line {
        &self.lines[id.index()]
    }

    /// The step of this id.
    #[must_use]
    pub fn step(&self, id: StepId) -> &Step {
        &self.steps[id.index()]
    }

    /// The schedule of this id.
    #[must_use]
    pub fn schedule(&self, id: ScheduleId) -> &NamedSchedule {
        &self.schedules[id.index()]
    }

    /// The contact of this id.
    #[must_use]
    pub fn contact(&self, id: ContactId) -> &Contact {
        &self.contacts[id.index()]
    }

    /// All outside answers with their ids: those that the plan declares in the order of the files, then those of destinations.
    #[must_use]
    pub fn answers(&self) -> impl ExactSizeIterator<Item = (AnswerId, &OutsideAnswer)> {
        self.answers.iter().enumerate().map(|(index, answer)| (AnswerId(index as u16), answer))
    }

    /// The outside answer of this id.
    #[must_use]
    pub fn answer(&self, id: AnswerId) -> &OutsideAnswer {
        &self.answers[id.index()]
    }

    /// What an outside answer can be in calls of this plan: of a transfer, that somebody answers, and what the plan has a way for.
    pub fn possible_values(&self, id: AnswerId) -> impl Iterator<Item = (AnswerValue, &str)> {
        let answer = self.answer(id);
        let destination = answer.transfer.and_then(|step| match &self.step(step).kind {
            StepKind::Destination(destination) => Some(destination),
            _ => None,
        });
        answer.values().filter(move |&(value, _)| {
            let has_way = |destination: &Destination| destination.way(TransferResult::of(value)).is_some();
            value == answer.usual || destination.is_none_or(has_way)
        })
    }

    /// The outside answer with this key.
    #[must_use]
    pub fn answer_named(&self, key: &str) -> Option<AnswerId> {
        self.answers().find(|(_, answer)| answer.key == key).map(|(id, _)| id)
    }

    /// What answers when this number is dialed. None: the number is not in service.
    #[must_use]
    pub fn dial(&self, number: impl Into<Dialed>) -> Option<Dialable> {
        let number = number.into();
        let found = self.dialable.binary_search_by_key(&number, |&(number, _)| number).ok()?;
        Some(self.dialable[found].1)
    }

    /// What a text means that is no phone number: the dial string of a line, `6000` or `extension 6000`, or the name of one that
    /// has nothing to dial. None: no line has it.
    #[must_use]
    pub fn dial_typed(&self, text: &str) -> Option<Dialed> {
        let text = text.trim();
        let words = ["extension ", "ext. ", "ext "];
        let is_word =
            |word: &&&str| text.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
        let code = words.iter().find(is_word).map_or(text, |word| text[word.len()..].trim());
        let code = DialText::new(code).map(Dialed::Code).filter(|&code| self.dial(code).is_some());
        let is_name = |number: &Dialed| matches!(number, Dialed::Name(name) if name.as_str().eq_ignore_ascii_case(text));
        code.or_else(|| self.lines().map(|(_, line)| line.number.value).find(is_name))
    }

    /// Everything that is dialed and that something answers, in ascending order, with what answers.
    #[must_use]
    pub fn numbers(&self) -> &[(Dialed, Dialable)] {
        &self.dialable
    }

    /// Every step that a call of this line can come to by some link, nearest first.
    #[must_use]
    pub fn steps_of(&self, line: LineId) -> Vec<StepId> {
        let mut seen = vec![false; self.steps.len()];
        let mut steps = Vec::new();
        let mut visit = |target: Target, steps: &mut Vec<StepId>| {
            if let Target::Step(step) = target
                && !std::mem::replace(&mut seen[step.index()], true)
            {
                steps.push(step);
            }
        };
        visit(self.line(line).answer.target, &mut steps);
        let mut next = 0;
        while let Some(&step) = steps.get(next) {
            next += 1;
            self.step(step).links().iter().for_each(|link| visit(link.target, &mut steps));
        }
        steps
    }

    /// The schedules that a call of this line can meet, nearest first.
    #[must_use]
    pub fn schedules_of(&self, line: LineId) -> Vec<ScheduleId> {
        let mut schedules = Vec::new();
        for step in self.steps_of(line) {
            let step = self.step(step);
            let asked = match &step.kind {
                StepKind::Switch(switch) => switch.schedules().collect(),
                _ => Vec::new(),
            };
            for schedule in step.gate.iter().map(|gate| gate.schedule).chain(asked) {
                if !schedules.contains(&schedule) {
                    schedules.push(schedule);
                }
            }
        }
        schedules
    }

    /// The inputs whose entries some prompt says with `{entry.INPUT}`: a call keeps them to its end.
    #[must_use]
    pub fn kept_inputs(&self) -> &[KeptInput] {
        &self.spoken_values.inputs
    }

    /// The place where a call keeps what is entered at an input. None: no prompt says it.
    #[must_use]
    pub fn kept_input(&self, step: StepId) -> Option<KeptInput> {
        self.kept_inputs().iter().find(|kept| kept.step == step).copied()
    }

    /// The outside answers that the prompts of a step say, each once: they are asked for when a call comes there.
    #[must_use]
    pub fn said_answers(&self, step: StepId) -> &[AnswerId] {
        self.spoken_values.answers_of(step)
    }

    /// The names of the counters of missteps that steps share, by position.
    #[must_use]
    pub fn counters(&self) -> &[String] {
        &self.counters
    }

    /// What a holiday or a reason is called where callers are spoken to in a language; as in the plan's own where it has no name in
    /// that.
    #[must_use]
    pub fn reason_in<'a>(&'a self, name: &'a str, language: Language) -> &'a str {
        self.translated_reason(name, language).unwrap_or(name)
    }

    /// What it is called in another language than the plan's. None: it has no name in that.
    #[must_use]
    pub fn translated_reason(&self, name: &str, language: Language) -> Option<&str> {
        self.translated_reasons.get(name)?.get(language).map(String::as_str)
    }

    /// The most tries of all missteps that are counted in one with those of a step.
    #[must_use]
    pub fn most_tries(&self, waiting: &Waiting) -> u8 {
        let own = |waiting: &Waiting| {
            let handled = [&waiting.no_input, &waiting.no_match];
            handled.into_iter().filter_map(|handling| handling.misstep()?.tries).max().unwrap_or(0)
        };
        match waiting.counter {
            MisstepCounter::Apart | MisstepCounter::Together => own(waiting),
            shared @ MisstepCounter::Shared(_) => {
                let sharing = self.steps().filter_map(|(_, step)| step.waiting());
                sharing.filter(|other| other.counter == shared).map(own).max().unwrap_or(0)
            }
        }
    }

    /// What the plan's defaults say of themselves, where there are any.
    #[must_use]
    pub fn defaults(&self) -> Option<&Origin> {
        self.defaults.as_ref()
    }

    /// The line with this key.
    #[must_use]
    pub fn line_named(&self, key: &str) -> Option<LineId> {
        self.lines().find(|(_, line)| line.key == key).map(|(id, _)| id)
    }

    /// The step with this key.
    #[must_use]
    pub fn step_named(&self, key: &str) -> Option<StepId> {
        self.steps().find(|(_, step)| step.key == key).map(|(id, _)| id)
    }

    /// The schedule with this key.
    #[must_use]
    pub fn schedule_named(&self, key: &str) -> Option<ScheduleId> {
        self.schedules().find(|(_, schedule)| schedule.key == key).map(|(id, _)| id)
    }

    /// The name of the target in the file.
    #[must_use]
    pub fn target_key(&self, target: Target) -> &str {
        match target {
            Target::Step(id) => &self.step(id).key,
            Target::HangUp => "hang-up",
            Target::Dropped => "dropped",
            Target::Repeat => "repeat",
            Target::Back => "back",
        }
    }

    /// The languages in which callers can be spoken to: the plan's own, then those that lines and keys set.
    #[must_use]
    pub fn languages(&self) -> Vec<Language> {
        let lines = self.lines.iter().map(|line| line.language);
        let keys = self.steps.iter().flat_map(|step| step.choices()).filter_map(|choice| choice.language);
        let mut others: Vec<Language> = lines.chain(keys).filter(|&other| other != self.language).collect();
        others.sort_unstable();
        others.dedup();
        std::iter::once(self.language).chain(others).collect()
    }

    /// What a step is called where callers are spoken to in a language: so, or as in the plan's own. None: it has no name.
    #[must_use]
    pub fn step_name(&self, id: StepId, language: Language) -> Option<&str> {
        let step = self.step(id);
        step.translated_names.get(language).or(step.name.as_ref()).map(String::as_str)
    }

    /// What a line is called where callers are spoken to in a language: so, or as in the plan's own.
    #[must_use]
    pub fn line_name(&self, id: LineId, language: Language) -> &str {
        let line = self.line(id);
        line.translated_names.get(language).unwrap_or(&line.name)
    }

    /// How the target is offered in a menu: its name, or its key where it has no name.
    #[must_use]
    pub fn target_name(&self, target: Target) -> &str {
        match target {
            Target::Step(id) => self.step(id).name.as_deref(),
            Target::HangUp | Target::Dropped | Target::Repeat | Target::Back => None,
        }
        .unwrap_or_else(|| self.target_key(target))
    }
}

impl Step {
    /// All that the step can say: its own prompt, what it says of missteps, and what it says when it asks again.
    pub fn prompts(&self) -> impl Iterator<Item = &Prompt> {
        self.prompt().into_iter().chain(self.waiting().into_iter().flat_map(Waiting::prompts))
    }

    /// What a key does here: at a menu, or while it rings.
    #[must_use]
    pub fn choice(&self, key: Key) -> Option<&Choice> {
        match &self.kind {
            StepKind::Menu(menu) => menu.choice(key),
            StepKind::Destination(destination) => {
                destination.keys().find(|(known, _)| *known == key).map(|(_, choice)| choice)
            }
            _ => None,
        }
    }

    /// Every way on from here: by key or entry, by a case, after a message, when closed, when nobody answers, when the system
    /// gives up.
    #[must_use]
    pub fn links(&self) -> Vec<Link> {
        let mut links = self.ways();
        let handled = self.waiting().into_iter().flat_map(|waiting| [&waiting.no_input, &waiting.no_match]);
        links.extend(handled.filter_map(Handling::misstep).map(|misstep| misstep.then));
        links
    }

    /// The ways that a caller takes by pressing keys, or is sent along: all but those when the system gives up.
    #[must_use]
    pub fn ways(&self) -> Vec<Link> {
        let mut ways: Vec<Link> = self.gate.iter().map(|gate| gate.closed).collect();
        match &self.kind {
            StepKind::Menu(menu) => ways.extend(menu.answers().map(|choice| choice.link)),
            StepKind::Input(input) => ways.extend(input.entry.links()),
            StepKind::Switch(switch) => {
                ways.extend(switch.cases.iter().map(|case| case.then).chain([switch.otherwise]));
            }
            StepKind::Message(message) => ways.push(message.then),
            StepKind::Destination(destination) => ways.extend(destination.ways_on()),
            StepKind::Voicemail(_) => {}
        }
        ways.extend(self.waiting().into_iter().flat_map(Waiting::ways).map(|(_, way)| way.link));
        ways
    }
}

impl Line {
    /// All that is dialed to reach it, the first one first.
    pub fn numbers(&self) -> impl Iterator<Item = Spanned<Dialed>> {
        std::iter::once(self.number).chain(self.more_numbers.iter().copied())
    }

    /// What is dialed, for a list that tells the name as well: `1-800-555-0100, extension 6000`. Empty where nothing is.
    #[must_use]
    pub fn dialed(&self) -> String {
        let dialed = self.numbers().map(|number| number.value).filter(|number| number.is_dialable());
        dialed.map(|number| number.to_string()).collect::<Vec<_>>().join(", ")
    }
}
