use std::fmt::Write as _;

use jiff::Timestamp;

use super::announcement::Announcement;
use super::hours::{NamedCalendar, NamedOverride, NamedSchedule};
use super::ids::LineId;
use super::key::keys_for_people;
use super::model::{Contact, Gate, Line, Menu, Plan, Step, StepKind};
use super::origin::Origin;
use super::outside::{Destination, FollowUp, OutsideAnswer, TransferResult};
use super::prompt::Prompt;
use crate::base::source::{FileLine, Span};
use crate::time::{DayHours, Effect, NightBefore, ScheduleZone};

/// Something that a plan states, with where it is known from.
///
/// A table that says neither `source` nor `assumed` has neither here: nothing is inherited from the table around it, so
/// that a reader sees what still lacks its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact<'p> {
    /// What kind of thing it is about: `plan`, `defaults`, `line`, `menu`, `key`, `hours`, `contact` and so on.
    pub kind: &'static str,
    /// The name in the file; for a key, the menu's name and the key, as in `main 3`, or `main silence`.
    pub name: String,
    /// What is stated, on one short line.
    pub value: String,
    /// The words of the document that it was made from.
    pub source: Option<&'p str>,
    /// Why it was filled in, where the document does not say it.
    pub assumed: Option<&'p str>,
    /// Where the plan states it.
    pub place: FileLine<'p>,
    /// The same as a place in the plan's files.
    pub span: Span,
}

/// Everything that a plan states, in the order of its files.
#[must_use]
pub fn facts(plan: &Plan) -> Vec<Fact<'_>> {
    let mut facts = FactCollector { plan, placed: Vec::new() };
    let head = format!("{}; from {}; {}", plan.name, plan.effective, plan.zone.name());
    facts.add("plan", String::new(), head, &plan.origin);
    if let Some(origin) = &plan.defaults {
        facts.add("defaults", String::new(), "what applies unless a step says otherwise".to_owned(), origin);
    }
    for (id, line) in plan.lines() {
        facts.add("line", line.key.clone(), line_value(plan, id, line), &line.origin);
    }
    for (_, step) in plan.steps().filter(|(_, step)| step.occasion().is_none()) {
        facts.add(step.kind.word(), step.key.clone(), step_value(plan, step), &step.origin);
        if let StepKind::Menu(menu) = &step.kind {
            for (key, choice) in menu.ways() {
                let to = plan.target_key(choice.link.target);
                let value = choice
                    .say
                    .as_ref()
                    .map_or_else(|| to.to_owned(), |say| format!("{to}, offered as {say}"));
                facts.add("key", format!("{} {key}", step.key), value, &choice.origin);
            }
        }
    }
    for (_, hours) in plan.schedules() {
        facts.add("hours", hours.key.clone(), hours_value(hours), &hours.origin);
    }
    for calendar in plan.calendars() {
        facts.add("calendar", calendar.key.clone(), calendar_value(calendar), &calendar.origin);
    }
    for change in plan.overrides() {
        facts.add("override", change.key.clone(), override_value(plan, change), &change.origin);
    }
    for announcement in plan.announcements() {
        let value = announcement_value(plan, announcement);
        facts.add("announcement", announcement.key.clone(), value, &announcement.origin);
    }
    for (_, answer) in plan.answers().filter(|(_, answer)| answer.transfer.is_none()) {
        facts.add("answer", answer.key.clone(), answer_value(answer), &answer.origin);
    }
    for (_, contact) in plan.contacts() {
        facts.add("contact", contact.key.clone(), contact_value(contact), &contact.origin);
    }
    facts.placed.sort_by_key(|&(span, _)| span);
    facts.placed.into_iter().map(|(_, fact)| fact).collect()
}

struct FactCollector<'p> {
    plan: &'p Plan,
    placed: Vec<(Span, Fact<'p>)>,
}

impl<'p> FactCollector<'p> {
    fn add(&mut self, kind: &'static str, name: String, value: String, origin: &'p Origin) {
        let source = origin.source.as_ref().map(|source| source.value.as_str());
        let assumed = origin.assumed.as_ref().map(|assumed| assumed.value.as_str());
        let place = self.plan.sources.place(origin.span);
        self.placed
            .push((origin.span, Fact { kind, name, value, source, assumed, place, span: origin.span }));
    }
}

/// Puts a value together from parts that may be missing.
struct ValueParts(String);

impl ValueParts {
    fn of(first: impl Into<String>) -> Self {
        Self(first.into())
    }

    fn and(mut self, part: Option<impl AsRef<str>>) -> Self {
        if let Some(part) = part {
            if !self.0.is_empty() {
                self.0.push_str("; ");
            }
            self.0.push_str(part.as_ref());
        }
        self
    }

    fn and_gate(self, plan: &Plan, gate: Option<&Gate>) -> Self {
        self.and(gate.map(|gate| {
            let hours = &plan.schedule(gate.schedule).key;
            format!("hours {hours}, else {}", plan.target_key(plan.behind_occasions(gate.closed.target)))
        }))
    }

    fn and_topics(self, topics: &[String]) -> Self {
        self.and((!topics.is_empty()).then(|| format!("topics: {}", topics.join(", "))))
    }
}

fn line_value(plan: &Plan, id: LineId, line: &Line) -> String {
    let answer = plan.target_key(plan.answer_of(id));
    ValueParts::of(match line.dialed() {
        dialed if dialed.is_empty() => line.name.clone(),
        dialed => format!("{dialed}; {}", line.name),
    })
    .and(line.unit.as_ref())
    .and(Some(format!("answered by {answer}")))
    .and_topics(&line.topics)
    .0
}

/// `keys 1, 2`, `keys 1, 2; entries 10xx, 2[0-4]xx`.
fn menu_value(menu: &Menu) -> String {
    let keys = format!("keys {}", keys_for_people(menu.choices().map(|(key, _)| key)));
    let entries: Vec<String> = menu.entry_routes().iter().map(|route| route.pattern.to_string()).collect();
    if entries.is_empty() { keys } else { format!("{keys}; entries {}", entries.join(", ")) }
}

fn step_value(plan: &Plan, step: &Step) -> String {
    let kind = match &step.kind {
        StepKind::Menu(menu) => Some(menu_value(menu)),
        StepKind::Input(input) => Some(input.entry.length()),
        StepKind::Switch(switch) => {
            let otherwise = plan.target_key(switch.otherwise.target);
            Some(format!("cases: {}, otherwise {otherwise}", switch.cases.len()))
        }
        StepKind::Message(message) => {
            let then = plan.target_key(message.then.target);
            Some(format!("{}; then {then}", written(plan, &message.say)))
        }
        StepKind::Destination(Destination { calls_back: true, .. }) => Some("calls back".to_owned()),
        StepKind::Destination(Destination { follow_up: Some(follow_up), .. }) => {
            Some(follow_up_value(plan, follow_up))
        }
        StepKind::Destination(_) | StepKind::Voicemail(_) => None,
    };
    let name = step.name.clone().unwrap_or_default();
    ValueParts::of(name)
        .and(step.unit.as_ref())
        .and(kind)
        .and_gate(plan, step.gate.as_ref())
        .and_topics(&step.topics)
        .0
}

fn follow_up_value(plan: &Plan, follow_up: &FollowUp) -> String {
    let ways = follow_up.ways.iter().map(|&(result, link)| {
        let to = plan.target_key(link.target);
        match result {
            TransferResult::Unanswered => format!("unanswered after {:#}: {to}", follow_up.rings),
            result => format!("{}: {to}", result.word()),
        }
    });
    let keys =
        follow_up.keys.iter().map(|(key, choice)| format!("{key} {}", plan.target_key(choice.link.target)));
    let keys = keys.collect::<Vec<_>>().join(", ");
    let keys = (!keys.is_empty()).then(|| format!("while it rings: {keys}"));
    ways.chain(keys).collect::<Vec<_>>().join("; ")
}

/// A prompt as the plan writes it, on one line.
fn written(plan: &Plan, prompt: &Prompt) -> String {
    let text = plan.sources.file(prompt.span.file).text().get(prompt.span.range()).unwrap_or_default();
    let words: Vec<&str> = text.trim_matches(['"', '\'']).split_whitespace().collect();
    format!("\"{}\"", words.join(" "))
}

fn answer_value(answer: &OutsideAnswer) -> String {
    let values = format!("{}; usually {}", answer.values.join(", "), answer.word(answer.usual));
    ValueParts::of(answer.name.clone().unwrap_or_default()).and(Some(values)).0
}

fn hours_value(hours: &NamedSchedule) -> String {
    let zone = match hours.schedule.zone() {
        ScheduleZone::Fixed(zone) => zone.name(),
        ScheduleZone::Caller => "the caller's time",
    };
    format!("{}; {zone}", hours.written.value)
}

fn calendar_value(calendar: &NamedCalendar) -> String {
    let days: Vec<String> = calendar
        .calendar
        .days
        .iter()
        .map(|day| match &day.hours {
            DayHours::Closed => format!("{} ({})", day.name, day.on),
            DayHours::Open(times) => format!("{} ({}, open {})", day.name, day.on, times.text()),
            DayHours::ClosesAt(time) => format!("{} ({}, closes at {time})", day.name, day.on),
            DayHours::OpensAt(time) => format!("{} ({}, opens at {time})", day.name, day.on),
        })
        .collect();
    days.join("; ")
}

fn override_value(plan: &Plan, named: &NamedOverride) -> String {
    let mut value = match &named.change.effect {
        Effect::Closed => "closed".to_owned(),
        Effect::Open(times) => format!("open {}", times.text()),
        Effect::Extra(times) => format!("also open {}", times.text()),
        Effect::ClosesAt(time) => format!("closes at {time}"),
        Effect::OpensAt(time) => format!("opens at {time}"),
    };
    let (from, to) = (named.change.from, named.change.to);
    let days = if from == to { format!(" on {from}") } else { format!(" from {from} to {to}") };
    value.push_str(&days);
    if named.night_before.is_some() {
        value.push_str(match named.change.night_before {
            NightBefore::GoesOn => ", the night before goes on",
            NightBefore::Ends => ", the night before ends at midnight",
        });
    }
    let hours: Vec<&str> = named.schedules.iter().map(|&id| plan.schedule(id).key.as_str()).collect();
    let hours = if hours.is_empty() { "all hours".to_owned() } else { format!("hours {}", hours.join(", ")) };
    // Writing into a string cannot fail.
    let _ = write!(value, "; {}; {hours}", named.change.name);
    let words = named.words.as_ref();
    let said = words.and_then(|words| words.say.as_ref()).map(|say| format!("says {}", written(plan, say)));
    let then =
        words.and_then(|words| words.then).map(|then| format!("then {}", plan.target_key(then.target)));
    ValueParts(value).and(said).and(then).0
}

fn announcement_value(plan: &Plan, announcement: &Announcement) -> String {
    let shown = |at: Timestamp| plan.zone.shows(at, "%Y-%m-%d %H:%M");
    let to = announcement.to.map_or_else(|| "on".to_owned(), |to| format!("to {}", shown(to)));
    let lines: Vec<&str> = announcement.lines.iter().map(|&id| plan.line(id).key.as_str()).collect();
    let lines = if lines.is_empty() { "all lines".to_owned() } else { format!("lines {}", lines.join(", ")) };
    ValueParts::of(written(plan, &announcement.say))
        .and(Some(format!("from {} {to}", shown(announcement.from))))
        .and(Some(lines))
        .0
}

fn contact_value(contact: &Contact) -> String {
    let post = (!contact.post.is_empty()).then(|| contact.post.join(", "));
    ValueParts::of(&contact.name)
        .and(contact.unit.as_ref())
        .and(contact.phone.map(|phone| format!("phone {}", phone.value)))
        .and(contact.fax.map(|fax| format!("fax {}", fax.value)))
        .and(contact.email.as_ref())
        .and(post)
        .and(contact.only_for.as_ref().map(|who| format!("only for {who}")))
        .and(contact.note.as_ref())
        .and_topics(&contact.topics)
        .0
}
