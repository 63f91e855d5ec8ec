//! What a generated scenario is called: what it checks, in the words of the plan.

use std::collections::BTreeSet;

use crate::base::Language;
use crate::call::{
    ArrivalCause, CallRecord, Decision, EventKind, KeySequence, Outcome, OutcomeKind, Press, call_back_from,
};
use crate::explore::{AnswerTable, GivenValue, answered as answered_words};
use crate::plan::{
    DigitCollection, Digits, EntryPhrase, Key, Line, Plan, Step, StepId, StepKind, keys_for_people,
};
use crate::suite::coverage::ScheduleMoment;

/// The words for what a call of a line does and what comes of it: `Sales: key 6 reaches Commercial Transactions`.
pub(super) fn sentence(plan: &Plan, line: &Line, keys: &KeySequence, call: &CallRecord) -> String {
    let Some(outcome) = call.outcome() else { return line.name.clone() };
    let name = outcome.place_name(plan).or(outcome.place_key(plan)).unwrap_or_default();
    let ends = match outcome.kind() {
        OutcomeKind::Transferred => CallEnding::Reaches(name),
        OutcomeKind::Voicemail => CallEnding::Records(name),
        OutcomeKind::FaxTone => CallEnding::Faxes,
        OutcomeKind::Callback => CallEnding::CallsBack(name),
        OutcomeKind::Dropped => CallEnding::Lost,
        OutcomeKind::Disconnected | OutcomeKind::NotInService | OutcomeKind::CallerHungUp => CallEnding::Over,
    };
    let closed = closed(plan, outcome).map(|step| step.name.as_deref().unwrap_or(&line.name));
    let subject = CallerAction::of(plan, keys, call);
    let answered = answered(plan, call);
    let sentence = match (&subject, closed, &ends) {
        (CallerAction::Call, None, CallEnding::Reaches(place)) if *place == line.name => {
            format!("{place} answers")
        }
        (CallerAction::Call, Some(closed), _) if *closed == *line.name => {
            format!("{closed} is closed{}", ends.behind_closed(false))
        }
        (_, Some(closed), _) => {
            let (words, many) = subject.words(true);
            let s = if many { "" } else { "s" };
            format!("{}: {words} find{s} {closed} closed{}", line.name, ends.behind_closed(many))
        }
        (_, None, _) => {
            let (words, many) = subject.words(false);
            format!("{}: {words} {}", line.name, ends.words(many))
        }
    };
    if answered.is_empty() { sentence } else { format!("{sentence} ({})", answered.join(", ")) }
}

/// What the outside answers that is not as usual, in words.
fn answered(plan: &Plan, call: &CallRecord) -> Vec<String> {
    let table = AnswerTable::of(plan);
    let mut words = Vec::new();
    for event in &call.events {
        let EventKind::Decided(Decision::Asked { answer, value, .. }) = event.what else { continue };
        let given = GivenValue::of(answer, value);
        let told = answered_words(&table, given);
        if !table.is_usual(given) && !words.contains(&told) {
            words.push(told);
        }
    }
    words
}

/// What the caller does.
enum CallerAction {
    /// Nothing but call.
    Call,
    /// Waits until nothing happens any more.
    Silence,
    /// Presses keys.
    Keys { taken: Vec<Taken>, wrong: usize, wrong_entries: usize, pauses: bool, then_silence: bool },
}

/// What the phone takes.
enum Taken {
    Key(Key),
    /// An entry, as people are told it: the digits that stand for it are nobody's.
    Entry(EntryPhrase, Digits),
    /// Nothing is pressed, and that leads on.
    Stay,
    /// What is not taken otherwise, and leads on.
    Other(&'static str),
}

impl CallerAction {
    fn of(plan: &Plan, keys: &KeySequence, call: &CallRecord) -> Self {
        let decided = |is: fn(&Decision) -> bool| {
            let is = |what: &EventKind| matches!(what, EventKind::Decided(decision) if is(decision));
            call.events.iter().filter(|event| is(&event.what)).count()
        };
        let then_silence = decided(|decision| matches!(decision, Decision::NoInput { .. })) > 0;
        let mut taken = Vec::new();
        let mut wrong_entries = 0;
        for event in &call.events {
            match event.what {
                EventKind::Pressed(key) => taken.push(Taken::Key(key)),
                EventKind::Decided(Decision::NoMatch { .. }) => {
                    taken.pop();
                }
                EventKind::Decided(Decision::Accepts { step, entry }) => {
                    let Some(collection) = plan.step(step).collection() else { continue };
                    without_entry(&mut taken, collection, &entry);
                    let phrase = EntryPhrase::of(plan.step(step), &entry);
                    taken.extend(phrase.map(|phrase| Taken::Entry(phrase, entry)));
                }
                EventKind::Decided(Decision::Case { step, case }) => {
                    asked(plan, &mut taken, step, Some(usize::from(case)));
                }
                EventKind::Decided(Decision::Otherwise(step)) => asked(plan, &mut taken, step, None),
                EventKind::Decided(Decision::TakesSilence(_)) => taken.push(Taken::Stay),
                EventKind::Decided(Decision::TakesOther { step, entry }) => {
                    let other = if let Some(collection) = plan.step(step).collection() {
                        without_entry(&mut taken, collection, &entry);
                        Taken::Other("any other entry")
                    } else {
                        taken.pop();
                        Taken::Other("any other key")
                    };
                    taken.push(other);
                }
                EventKind::Decided(Decision::EntryNoMatch { step, entry, .. }) => {
                    let Some(collection) = plan.step(step).collection() else { continue };
                    without_entry(&mut taken, collection, &entry);
                    wrong_entries += 1;
                }
                _ => {}
            }
        }
        let wrong = decided(|decision| matches!(decision, Decision::NoMatch { .. }));
        // Whoever stays on the line waits as a matter of course.
        let stays = taken.iter().any(|taken| matches!(taken, Taken::Stay));
        let pauses = !stays && keys.presses().contains(&Press::Pause);
        match taken.len() + wrong + wrong_entries {
            0 if then_silence => Self::Silence,
            0 => Self::Call,
            _ => Self::Keys { taken, wrong, wrong_entries, pauses, then_silence },
        }
    }

    /// The words, and whether they are about many. `late`: it was too late for something.
    fn words(&self, late: bool) -> (String, bool) {
        let Self::Keys { taken, wrong, wrong_entries, pauses, then_silence } = self else {
            return (if matches!(self, Self::Call) { "a call" } else { "silence" }.to_owned(), false);
        };
        let wrong = match wrong {
            0 => None,
            1 => Some("a wrong key"),
            _ => Some("wrong keys"),
        };
        let wrong_entry = match wrong_entries {
            0 => None,
            1 => Some("a wrong entry"),
            _ => Some("wrong entries"),
        };
        let right = (!taken.is_empty()).then(|| told(taken));
        let parts: Vec<&str> = wrong.into_iter().chain(right.as_deref()).chain(wrong_entry).collect();
        let mut many = taken.len() > 1 || parts.len() > 1 || parts[0].starts_with("wrong ");
        let mut words = parts.join(" and ");
        if *pauses && !then_silence {
            words.push_str(if late { " pressed late" } else { " after a pause" });
        }
        if *then_silence {
            words.push_str(" and then silence");
            many = true;
        }
        (words, many)
    }
}

/// Notes what a switch has asked of the latest entry.
fn asked(plan: &Plan, taken: &mut [Taken], switch: StepId, case: Option<usize>) {
    let StepKind::Switch(switch) = &plan.step(switch).kind else { return };
    for taken in taken.iter_mut().rev() {
        if let Taken::Entry(phrase, entry) = taken {
            *phrase = phrase.clone().asked_by(switch, case, entry);
            return;
        }
    }
}

/// Takes the digits of an entry away from what was pressed, and the key that ended it.
fn without_entry(taken: &mut Vec<Taken>, collection: &DigitCollection, entry: &Digits) {
    let is_ended = matches!(taken.last(), Some(Taken::Key(key)) if collection.terminator == Some(*key));
    let count = entry.len() + usize::from(is_ended);
    taken.truncate(taken.len().saturating_sub(count));
}

/// What is taken, in order: "key 6", "keys 1, 2", "key 2 and an 8-digit account number that begins with 1".
fn told(taken: &[Taken]) -> String {
    let are_keys = |one: &Taken, next: &Taken| matches!((one, next), (Taken::Key(_), Taken::Key(_)));
    let parts = taken.chunk_by(are_keys).map(|part| match part {
        [Taken::Entry(entry, _)] if entry.is_exact() => format!("entry {}", entry.noun(Language::English)),
        [Taken::Entry(entry, _)] => entry.noun(Language::English),
        [Taken::Stay] => "staying on the line".to_owned(),
        [Taken::Other(other)] => (*other).to_owned(),
        [Taken::Key(key)] => format!("key {key}"),
        keys => {
            let keys = keys.iter().filter_map(|key| match key {
                Taken::Key(key) => Some(*key),
                Taken::Entry(..) | Taken::Stay | Taken::Other(_) => None,
            });
            format!("keys {}", keys_for_people(keys))
        }
    });
    parts.collect::<Vec<_>>().join(" and ")
}

/// What comes of it.
enum CallEnding<'p> {
    Reaches(&'p str),
    Records(&'p str),
    CallsBack(&'p str),
    Faxes,
    Lost,
    Over,
}

impl CallEnding<'_> {
    fn words(&self, many: bool) -> String {
        let (s, es) = if many { ("", "") } else { ("s", "es") };
        match self {
            Self::Reaches(place) => format!("reach{es} {place}"),
            Self::Records(place) => format!("lead{s} to {place}"),
            Self::CallsBack(place) => format!("get{s} {}", call_back_from(place)),
            Self::Faxes => format!("reach{es} a fax"),
            Self::Lost => format!("lead{s} nowhere"),
            Self::Over => format!("end{s} the call"),
        }
    }

    /// The words behind those for what is closed. The call ends there, unless something else is said.
    fn behind_closed(&self, many: bool) -> String {
        match self {
            Self::Over => String::new(),
            _ => format!(" and {}", self.words(many)),
        }
    }
}

/// The step whose closed hours have sent the call to its end.
fn closed(plan: &Plan, outcome: Outcome) -> Option<&Step> {
    match outcome.because? {
        ArrivalCause::Closed(step) => Some(plan.step(step)),
        ArrivalCause::NoInput | ArrivalCause::NoMatch | ArrivalCause::Transfer { .. } => None,
    }
}

/// The words for when, where the moments are edges of hours. `is_closed`: what the calls find is closed.
pub(super) fn beside(edges: &BTreeSet<ChangeSide>, is_closed: bool) -> &'static str {
    let has = |edge| edges.contains(&edge);
    let both = |one, other| edges.len() == 2 && has(one) && has(other);
    let only = |edge| edges.len() == 1 && has(edge);
    if is_closed {
        match () {
            () if both(ChangeSide::BeforeOpening, ChangeSide::Closing) => {
                " before opening time and from closing time"
            }
            () if only(ChangeSide::BeforeOpening) => " before opening time",
            () if only(ChangeSide::Closing) => " from closing time",
            () => "",
        }
    } else {
        match () {
            () if both(ChangeSide::Opening, ChangeSide::BeforeClosing) => {
                ", from the first second to the last"
            }
            () if only(ChangeSide::Opening) => " from the first second",
            () if only(ChangeSide::BeforeClosing) => " until the last second",
            () => "",
        }
    }
}

/// On which side of which change of hours a call is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ChangeSide {
    BeforeOpening,
    Opening,
    BeforeClosing,
    Closing,
}

impl ChangeSide {
    pub(super) fn of(moment: &ScheduleMoment) -> Option<Self> {
        match moment {
            ScheduleMoment::BeforeOpening(_) => Some(Self::BeforeOpening),
            ScheduleMoment::Opening(_) => Some(Self::Opening),
            ScheduleMoment::BeforeClosing(_) => Some(Self::BeforeClosing),
            ScheduleMoment::Closing(_) => Some(Self::Closing),
            ScheduleMoment::Named(_) | ScheduleMoment::ClockForward | ScheduleMoment::ClockBack => None,
        }
    }
}
