//! What comes of a call under each plan, in words.

use super::text_diff::WordDiff;
use crate::call::{
    ArrivalCause, CallEvent, Decision, EndPlace, EndReason, EventKind, EventText, Outcome, Utterance,
    call_back_from,
};
use crate::diff::kind::DifferenceKind;
use crate::diff::model::{Difference, PlanSide};
use crate::diff::pair::BeforeAfter;
use crate::number::Dialed;
use crate::plan::{Dialable, LineId, Plan, StepId};
use crate::time::Zone;

/// What was, and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SideEndings {
    /// In words for people.
    pub(crate) said: BeforeAfter<WordDiff>,
    /// The same as plain text, whole.
    pub(crate) text: BeforeAfter<String>,
    /// In words that hold at whatever time the difference is met.
    pub(crate) lasting: BeforeAfter<String>,
}

impl SideEndings {
    /// Two texts, of which only a part may differ.
    fn compared(texts: BeforeAfter<String>) -> Self {
        Self { said: WordDiff::compared(&texts), text: texts.clone(), lasting: texts }
    }
}

/// Both sides of a difference in words.
pub(crate) fn ends(old: &Plan, new: &Plan, difference: &Difference) -> SideEndings {
    let plans = BeforeAfter { old, new };
    let sides = BeforeAfter { old: &difference.old, new: &difference.new };
    if difference.kind == DifferenceKind::Contact
        || !(sides.old.words.is_empty() && sides.new.words.is_empty())
    {
        let lasting = sides.map(|side| side.words.clone());
        return SideEndings::compared(lasting);
    }
    let BeforeAfter { old: Some(old), new: Some(new) } = plans.map(|plan| LineView::of(plan, difference))
    else {
        let lasting = BeforeAfter::<String>::default();
        return SideEndings::compared(lasting);
    };
    let ear = BeforeAfter { old, new };
    if matches!(difference.kind, DifferenceKind::Wording | DifferenceKind::Timing)
        && let Some(lasting) = spoken(ear, sides, difference)
    {
        return SideEndings::compared(lasting);
    }
    if matches!(difference.kind, DifferenceKind::NewLine | DifferenceKind::RemovedLine) {
        // What answers depends on the time; that somebody answers does not.
        let text = ear.zip(sides).map(|(ear, side)| match ear.line {
            Some(line) => format!("answered as {}", ear.plan.line(line).name),
            None => ear.end(side, false),
        });
        return SideEndings { said: text.clone().map(WordDiff::whole), lasting: text.clone(), text };
    }
    let mut said = ear.zip(sides).map(|(ear, side)| ear.end(side, true));
    let mut lasting = ear.zip(sides).map(|(ear, side)| ear.end(side, false));
    if said.old == said.new {
        // Two places of one name are told apart by their names in the files.
        let key = |(ear, side): (LineView<'_>, &PlanSide)| {
            ear.key(side).map_or(String::new(), |key| format!(" (`{key}`)"))
        };
        let keys = ear.zip(sides).map(key);
        said = said.zip(keys.clone()).map(|(said, key)| said + &key);
        lasting = lasting.zip(keys).map(|(lasting, key)| lasting + &key);
    }
    SideEndings { said: said.clone().map(WordDiff::whole), text: said, lasting }
}

/// What is said of a decision, with the plan's own reasons.
pub(crate) fn decided(plan: &Plan, difference: &Difference, side: &PlanSide) -> Option<String> {
    let ear = LineView::of(plan, difference)?;
    side.decided.as_ref().map(|event| ear.told(event).to_string())
}

/// The name of a line, if the number belongs to one.
pub(crate) fn line_name(plan: &Plan, number: Dialed) -> Option<&str> {
    match plan.dial(number)? {
        Dialable::Line(id) => Some(&plan.line(id).name),
        Dialable::Fax(id) => Some(&plan.contact(id).name),
    }
}

/// One who listens to a number of a plan.
#[derive(Clone, Copy)]
struct LineView<'p> {
    plan: &'p Plan,
    line: Option<LineId>,
    dialled: Dialed,
    zone: Zone,
}

impl<'p> LineView<'p> {
    /// None where the difference is nothing that is dialed.
    fn of(plan: &'p Plan, difference: &Difference) -> Option<Self> {
        let dialled = difference.number?;
        let line = match plan.dial(dialled) {
            Some(Dialable::Line(id)) => Some(id),
            Some(Dialable::Fax(_)) | None => None,
        };
        let caller = difference.met.first().map(|met| met.by.caller).unwrap_or_default();
        Some(Self { plan, line, dialled, zone: caller.zone_under(plan).zone })
    }

    fn told<'a>(&self, event: &'a CallEvent) -> EventText<'a>
    where
        'p: 'a,
    {
        let Self { plan, line, dialled, zone } = *self;
        EventText { plan, line, dialled, zone, event }
    }

    /// The name that people use, else the name of the line that the step answers for, else the name in the file.
    fn name(&self, step: StepId) -> &'p str {
        let plan = self.plan;
        let line = || self.line.map(|line| plan.line(line).name.as_str());
        plan.step(step).name.as_deref().or_else(line).unwrap_or(&plan.step(step).key)
    }

    fn key(&self, side: &PlanSide) -> Option<&'p str> {
        match (side.outcome, side.waits_at) {
            (Some(outcome), _) => outcome.place_key(self.plan),
            (None, Some(step)) => Some(&self.plan.step(step).key),
            (None, None) => None,
        }
    }

    fn end(&self, side: &PlanSide, with_times: bool) -> String {
        match (side.outcome, side.waits_at) {
            (Some(outcome), _) => self.over(side, &outcome, with_times),
            (None, Some(step)) => self.waits(side, step),
            (None, None) => side.words.clone(),
        }
    }

    fn over(&self, side: &PlanSide, outcome: &Outcome, with_times: bool) -> String {
        let name = match outcome.place {
            EndPlace::Step(step) => self.name(step),
            EndPlace::Contact(_) => outcome.place_name(self.plan).unwrap_or_default(),
            EndPlace::Nowhere => "",
        };
        let as_closed = match outcome.because {
            Some(ArrivalCause::Closed(step)) if EndPlace::Step(step) != outcome.place => {
                format!(", because {} is closed", self.name(step))
            }
            _ => String::new(),
        };
        match outcome.reason {
            EndReason::PutThrough => format!("{name}{as_closed}"),
            EndReason::TakesMessage => format!("voicemail {name}{as_closed}"),
            EndReason::CallsBack => format!("{}{as_closed}", call_back_from(name)),
            EndReason::Dropped => format!("nothing, and the call is dropped{as_closed}"),
            EndReason::FaxMachine => format!("the fax number of {name}"),
            EndReason::NoSuchNumber => "not in service".to_owned(),
            EndReason::CallerHungUp => "the caller hangs up".to_owned(),
            EndReason::HungUp => match outcome.because {
                Some(ArrivalCause::Closed(step)) => self.closed(side, step, with_times),
                Some(ArrivalCause::NoInput) => "the call ends, because nothing was pressed".to_owned(),
                Some(ArrivalCause::NoMatch) => {
                    "the call ends, because no accepted key was pressed".to_owned()
                }
                Some(ArrivalCause::Transfer { .. }) | None => "the call ends".to_owned(),
            },
            EndReason::TooLong => "the call ends, because it is too long".to_owned(),
            EndReason::Loop => "the call goes in circles and ends".to_owned(),
        }
    }

    /// "closed, opens tomorrow at 8 AM Eastern", "closed for Thanksgiving, opens tomorrow at 8 AM Eastern".
    fn closed(&self, side: &PlanSide, step: StepId, with_times: bool) -> String {
        let decided = side.events.iter().rev().find_map(|event| match event.what {
            EventKind::Decided(Decision::Closed { step: at, schedule: id }) if at == step => {
                Some((event.at, id))
            }
            _ => None,
        });
        let Some((at, id)) = decided.filter(|_| with_times) else { return "closed".to_owned() };
        let timetable = self.plan.schedule(id).schedule.in_zone(self.zone);
        let reason = timetable.why(at).name().map_or(String::new(), |name| format!(" for {name}"));
        match timetable.next_open(at) {
            Some(_) => format!("closed{reason}, {}", timetable.next_opening(at)),
            None => format!("closed{reason} until further notice"),
        }
    }

    fn waits(&self, side: &PlanSide, step: StepId) -> String {
        let last = side.events.iter().rev().find_map(|event| match event.what {
            EventKind::Decided(
                decision @ (Decision::NoMatch { .. }
                | Decision::EntryNoMatch { .. }
                | Decision::NoInput { .. }
                | Decision::Repeats(_)
                | Decision::GivesUp { .. }
                | Decision::Takes { .. }
                | Decision::Accepts { .. }
                | Decision::TakesSilence(_)
                | Decision::TakesOther { .. }),
            ) => Some(decision),
            _ => None,
        });
        match last {
            Some(Decision::NoMatch { step: at, .. }) if at == step => "not one of the choices".to_owned(),
            Some(Decision::EntryNoMatch { step: at, .. }) if at == step => "not accepted".to_owned(),
            Some(Decision::NoInput { step: at, .. }) if at == step => "asked again".to_owned(),
            Some(Decision::Repeats(at)) if at == step => "hears it again".to_owned(),
            _ => {
                let kind = self.plan.step(step).kind.word();
                match &self.plan.step(step).name {
                    Some(name) if name.to_lowercase().contains(kind) => format!("the {name}"),
                    Some(name) => format!("the {kind} {name}"),
                    None => format!("the {kind} `{}`", self.plan.step(step).key),
                }
            }
        }
    }

    fn words(&self, (event, utterance): (&CallEvent, Utterance)) -> String {
        self.told(event).spoken(utterance).to_string()
    }
}

/// What is said under each plan where the first words differ, or how long it takes where only that differs: in the act
/// itself, else in the call that shows it.
fn spoken(
    ear: BeforeAfter<LineView<'_>>,
    sides: BeforeAfter<&PlanSide>,
    difference: &Difference,
) -> Option<BeforeAfter<String>> {
    let in_act = sides.map(|side| side.events.as_slice());
    if let Some(found) = first_otherwise(ear, in_act, difference.kind) {
        return Some(found);
    }
    let witness = difference.witness.as_ref()?;
    let events = ear.map(|ear| ear.plan.call(witness).record.events);
    first_otherwise(ear, events.as_ref().map(Vec::as_slice), difference.kind)
}

fn first_otherwise(
    ear: BeforeAfter<LineView<'_>>,
    events: BeforeAfter<&[CallEvent]>,
    kind: DifferenceKind,
) -> Option<BeforeAfter<String>> {
    let said = events.map(|events| {
        let speaks = events.iter().filter_map(|event| match event.what {
            EventKind::Speaks(utterance) => Some((event, utterance)),
            _ => None,
        });
        speaks.collect::<Vec<_>>()
    });
    let most = said.old.len().max(said.new.len());
    (0..most).find_map(|index| {
        let at = BeforeAfter { old: said.old.get(index), new: said.new.get(index) };
        let words = ear.zip(at).map(|(ear, said)| said.map(|&said| ear.words(said)));
        if kind == DifferenceKind::Wording && words.old != words.new {
            return Some(words.map(|words| words.unwrap_or_else(|| "nothing".to_owned())));
        }
        let (Some(old), Some(new)) = (at.old, at.new) else { return None };
        let time = BeforeAfter { old: (ear.old, old), new: (ear.new, new) }
            .map(|(ear, (event, utterance))| ear.told(event).spoken(*utterance).duration());
        (kind == DifferenceKind::Timing && time.old != time.new)
            .then(|| time.map(|time| format!("speaks for {:.1} s", time.as_secs_f64())))
    })
}
