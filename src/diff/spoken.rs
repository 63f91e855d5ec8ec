//! What is said under both plans, and how long it takes, compared without a clock.

use std::collections::HashMap;

use jiff::SignedDuration;

use super::pair::{BeforeAfter, PhonePair};
use crate::base::Language;
use crate::call::{CallEvent, EventKind, SpokenText, Utterance};
use crate::explore::{Horizon, Phone, SetId, TimeSets};
use crate::plan::{
    Destination, DigitCollection, EntryCompletion, Key, PromptPart, ScheduleId, StepKind, Waiting,
};
use crate::time::TimeSet;

/// How what is said differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum SpeechDifference {
    /// In words, and not only in the options of a menu.
    Otherwise,
    /// Only in the options of a menu.
    OtherOptions,
    /// Only in the hours that are told, or in when it opens next.
    OtherHours(BeforeAfter<Option<ScheduleId>>),
    /// Only in how long it takes.
    OtherPace,
}

/// A place at which calls sound otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Sound {
    pub(super) heard: SpeechDifference,
    pub(super) said: BeforeAfter<Option<Utterance>>,
}

/// Compares what is said: each pair of utterances once, and each pair of hours that are told.
#[derive(Debug)]
pub(super) struct SpeechComparison {
    horizon: Horizon,
    /// How utterances differ whatever hours they tell.
    known: HashMap<BeforeAfter<Utterance>, Option<SpeechDifference>>,
    /// When hours are told otherwise.
    told: HashMap<(ScheduleMention, BeforeAfter<Option<ScheduleId>>), SetId>,
}

/// What a prompt tells of a schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum ScheduleMention {
    Hours,
    NextOpening,
    /// In which language.
    Reason(BeforeAfter<Language>),
}

/// What is said, in order, each with the event that it begins with.
pub(super) fn utterances(events: &[CallEvent]) -> impl Iterator<Item = (CallEvent, Utterance)> {
    events.iter().filter_map(|event| match event.what {
        EventKind::Speaks(utterance) => Some((*event, utterance)),
        _ => None,
    })
}

impl SpeechComparison {
    pub(super) fn new(horizon: Horizon) -> Self {
        Self { horizon, known: HashMap::new(), told: HashMap::new() }
    }

    /// What callers hear otherwise in one act that is done at some instants: at each of them the first such thing.
    pub(super) fn compare(
        &mut self,
        pair: &PhonePair<'_>,
        events: BeforeAfter<&[CallEvent]>,
        is_crossing: bool,
        when: SetId,
        sets: &mut TimeSets,
    ) -> Vec<(Sound, SetId)> {
        if says_the_same_in_parts(pair, events, is_crossing) {
            return Vec::new();
        }
        let (mut olds, mut news) = (utterances(events.old), utterances(events.new));
        let mut found = Vec::new();
        let mut alike = when;
        while alike != TimeSets::NONE {
            let (old, new) = (olds.next(), news.next());
            let said = BeforeAfter { old: old.map(|(_, said)| said), new: new.map(|(_, said)| said) };
            let heard = match (old, new) {
                (None, None) => break,
                (Some(old), Some(new)) => {
                    let both = BeforeAfter { old: old.1, new: new.1 };
                    *self.known.entry(both).or_insert_with(|| compare(pair, old, new))
                }
                _ => Some(SpeechDifference::Otherwise),
            };
            // Hours can be compared where all other words are the same.
            if let (
                None | Some(SpeechDifference::OtherPace),
                BeforeAfter { old: Some(old), new: Some(new) },
            ) = (heard, said)
            {
                for (telling, schedules) in hours_told(pair, BeforeAfter { old, new }) {
                    let told = self.told_otherwise(pair, telling, schedules, sets);
                    let otherwise = sets.and(alike, told);
                    if otherwise != TimeSets::NONE {
                        found.push((
                            Sound { heard: SpeechDifference::OtherHours(schedules), said },
                            otherwise,
                        ));
                        alike = sets.minus(alike, otherwise);
                    }
                }
            }
            if let Some(heard) = heard.filter(|_| alike != TimeSets::NONE) {
                found.push((Sound { heard, said }, alike));
                break;
            }
        }
        found
    }

    /// The instants of the horizon at which this is told otherwise of these schedules.
    fn told_otherwise(
        &mut self,
        pair: &PhonePair<'_>,
        telling: ScheduleMention,
        schedules: BeforeAfter<Option<ScheduleId>>,
        sets: &mut TimeSets,
    ) -> SetId {
        *self.told.entry((telling, schedules)).or_insert_with(|| {
            let phones = pair.phones.as_ref();
            let (old, new) = match schedules {
                BeforeAfter { old: Some(old), new: Some(new) } => (old, new),
                // Of no hours nothing is told.
                BeforeAfter { old: None, new: None } => return TimeSets::NONE,
                _ => return sets.add(self.horizon.instants()),
            };
            let Horizon { from, to } = self.horizon;
            let when = match telling {
                ScheduleMention::Hours => {
                    let schedules =
                        phones.zip(BeforeAfter { old, new }).map(|(phone, id)| phone.plan().schedule(id));
                    let BeforeAfter { old, new } = schedules.map(|named| named.schedule.spoken());
                    if old == new { TimeSet::default() } else { self.horizon.instants() }
                }
                ScheduleMention::Reason(languages) => {
                    let are_alike = |old: &str, new: &str| {
                        let plans = phones.map(Phone::plan);
                        plans.old.reason_in(old, languages.old) == plans.new.reason_in(new, languages.new)
                    };
                    let (old, new) = (phones.old.timetable(old), phones.new.timetable(new));
                    old.reason_differs(new, (from, to), are_alike)
                }
                ScheduleMention::NextOpening => {
                    phones.old.timetable(old).next_opening_differs(phones.new.timetable(new), from, to)
                }
            };
            sets.add(when)
        })
    }
}

/// Whether the same words are heard in a different number of prompts: one behind the other, they are the same to a caller.
/// In the second after a change of hours only a part may have been said by now: then the one has said what the other begins with.
fn says_the_same_in_parts(
    pair: &PhonePair<'_>,
    events: BeforeAfter<&[CallEvent]>,
    is_crossing: bool,
) -> bool {
    let counts = events.map(|events| utterances(events).count());
    if counts.old == 0 || counts.new == 0 || (counts.old == counts.new && !is_crossing) {
        return false;
    }
    let mut tells_times = false;
    let phones = pair.phones.as_ref();
    let said = phones.zip(events).map(|(phone, events)| {
        let mut words: Vec<String> = Vec::new();
        for (event, utterance) in utterances(events) {
            let told = utterance.pieces(phone.plan());
            tells_times |= utterance.prompt(phone.plan()).is_some_and(|prompt| prompt.seconds.is_some());
            tells_times |= told.iter().any(|piece| {
                matches!(
                    piece,
                    PromptPart::NextOpen
                        | PromptPart::NextOpenOf(_)
                        | PromptPart::Reason
                        | PromptPart::ReasonOf(_)
                )
            });
            words.push(phone.call().told(&event).spoken(utterance).without_times().to_string());
        }
        words.retain(|words| !words.is_empty());
        words.join(" ")
    });
    let is_begun = is_crossing && (said.old.starts_with(&said.new) || said.new.starts_with(&said.old));
    !tells_times && (said.old == said.new || is_begun)
}

/// How two utterances differ, the hours that they tell left out.
fn compare(
    pair: &PhonePair<'_>,
    old: (CallEvent, Utterance),
    new: (CallEvent, Utterance),
) -> Option<SpeechDifference> {
    let spoken = BeforeAfter {
        old: pair.phones.old.call().told(&old.0).spoken(old.1),
        new: pair.phones.new.call().told(&new.0).spoken(new.1),
    };
    let BeforeAfter { old: one, new: other } = spoken.map(|spoken| spoken.without_hours().to_string());
    // Hours that one plan has in words are the same where the other says the same of a schedule.
    let says_the_same = || {
        // "8 p. m." ends a sentence without a second period.
        let said = |spoken: SpokenText<'_>| spoken.without_times().to_string().replace("..", ".");
        let BeforeAfter { old, new } = spoken.map(said);
        old == new
    };
    if one != other && !says_the_same() {
        let BeforeAfter { old, new } = spoken.map(|spoken| spoken.without_options().to_string());
        return Some(if old == new { SpeechDifference::OtherOptions } else { SpeechDifference::Otherwise });
    }
    let pace = spoken.map(|spoken| {
        let given = spoken.utterance.prompt(spoken.plan).and_then(|prompt| prompt.seconds);
        (given, spoken.plan.speech)
    });
    match (pace.old, pace.new) {
        ((Some(old), _), (Some(new), _)) if old == new => None,
        ((None, old), (None, new)) if old == new => None,
        _ => Some(SpeechDifference::OtherPace),
    }
}

/// What two utterances with the same words around it tell of which schedules, in order.
fn hours_told(
    pair: &PhonePair<'_>,
    said: BeforeAfter<Utterance>,
) -> Vec<(ScheduleMention, BeforeAfter<Option<ScheduleId>>)> {
    let languages = said.map(|utterance| utterance.language);
    let told = |(phone, utterance): (&Phone<'_>, Utterance)| -> Vec<(ScheduleMention, Option<ScheduleId>)> {
        let told = |piece: &PromptPart| match piece {
            PromptPart::Hours => Some((ScheduleMention::Hours, utterance.hours)),
            PromptPart::HoursOf(id) => Some((ScheduleMention::Hours, Some(*id))),
            PromptPart::NextOpen => Some((ScheduleMention::NextOpening, utterance.hours)),
            PromptPart::NextOpenOf(id) => Some((ScheduleMention::NextOpening, Some(*id))),
            PromptPart::Reason => Some((ScheduleMention::Reason(languages), utterance.hours)),
            PromptPart::ReasonOf(id) => Some((ScheduleMention::Reason(languages), Some(*id))),
            _ => None,
        };
        utterance.pieces(phone.plan()).iter().filter_map(told).collect()
    };
    let BeforeAfter { old, new } = pair.phones.as_ref().zip(said).map(told);
    old.into_iter().zip(new).map(|((telling, old), (_, new))| (telling, BeforeAfter { old, new })).collect()
}

/// How two steps that wait for a caller wait differently, in words for each; None where they do not.
pub(super) fn pace(old: &StepKind, new: &StepKind) -> Option<BeforeAfter<String>> {
    if let (StepKind::Message(old), StepKind::Message(new)) = (old, new) {
        let keys = |takes: bool| if takes { "takes keys for what comes behind it" } else { "takes no keys" };
        let words = BeforeAfter { old: old.barge_in, new: new.barge_in }.map(|takes| keys(takes).to_owned());
        return (old.barge_in != new.barge_in).then_some(words);
    }
    if let (StepKind::Destination(old), StepKind::Destination(new)) = (old, new) {
        let rings = |destination: &Destination| destination.unanswered().map(|(rings, _)| rings);
        let (old, new) = rings(old).zip(rings(new)).filter(|(old, new)| old != new)?;
        let words = |rings: SignedDuration| format!("rings {rings:#} before calls go on unanswered");
        return Some(BeforeAfter { old: words(old), new: words(new) });
    }
    let (old, new) = (StepWaiting::of(old)?, StepWaiting::of(new)?);
    let mut words = BeforeAfter { old: Vec::new(), new: Vec::new() };
    let mut tell = |differs: bool, old: String, new: String| {
        if differs {
            words.old.push(old);
            words.new.push(new);
        }
    };
    let waits = |time: SignedDuration| format!("waits {time:#} for a key");
    tell(old.wait != new.wait, waits(old.wait), waits(new.wait));
    let next = |time: SignedDuration| format!("waits {time:#} for the next digit");
    tell(old.between_digits != new.between_digits, next(old.between_digits), next(new.between_digits));
    // An entry that is complete later is taken later, even if it leads to the same.
    let complete = |pace: StepWaiting| match pace.terminator {
        Some(key) => format!("takes an entry with {} digits or at key {key}", pace.most),
        None => format!("takes an entry with {} digits", pace.most),
    };
    let is_complete = |pace: StepWaiting| (pace.most, pace.terminator);
    tell(is_complete(old) != is_complete(new), complete(old), complete(new));
    let barge_in = |pace: StepWaiting| {
        let when = if pace.barge_in { "while it speaks" } else { "only when it has spoken" };
        format!("takes keys {when}")
    };
    let ends = |pace: StepWaiting| match pace.completion {
        EntryCompletion::Pause => "takes no entry before that",
        EntryCompletion::Match => "takes an entry as soon as no longer one is possible",
        EntryCompletion::Clear => "takes or refuses an entry as soon as no longer one is possible",
    };
    tell(old.completion != new.completion, ends(old).to_owned(), ends(new).to_owned());
    tell(old.barge_in != new.barge_in, barge_in(old), barge_in(new));
    let missteps = |pace: StepWaiting| {
        let may = |barge_in: Option<bool>| if barge_in.unwrap_or(true) { "can" } else { "cannot" };
        let [silence, other] = pace.missteps_barge_in.map(may);
        format!("what it says of silence {silence} be interrupted, of wrong keys {other}")
    };
    let mut both = old.missteps_barge_in.into_iter().zip(new.missteps_barge_in);
    let differs = both.any(|pair| matches!(pair, (Some(old), Some(new)) if old != new));
    tell(differs, missteps(old), missteps(new));
    (!words.old.is_empty()).then(|| words.map(|words| words.join(", ")))
}

/// How a step waits for its caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct StepWaiting {
    wait: SignedDuration,
    between_digits: SignedDuration,
    barge_in: bool,
    /// Of silence, and of wrong keys; None where nothing is ever said of it.
    missteps_barge_in: [Option<bool>; 2],
    most: u8,
    terminator: Option<Key>,
    completion: EntryCompletion,
}

impl StepWaiting {
    fn of(kind: &StepKind) -> Option<Self> {
        let (waiting, barge_in, collection) = match kind {
            StepKind::Menu(menu) => (&menu.waiting, menu.barge_in, menu.entries.as_deref()),
            StepKind::Input(input) => (&input.waiting, input.barge_in, Some(&input.entry)),
            _ => return None,
        };
        Some(Self {
            wait: waiting.wait,
            between_digits: collection.map_or(SignedDuration::ZERO, |collection| collection.between_digits),
            barge_in,
            missteps_barge_in: missteps_barge_in(waiting),
            most: collection.map_or(1, |collection| collection.most),
            terminator: collection.and_then(|collection| collection.terminator),
            completion: collection.map_or(EntryCompletion::Pause, DigitCollection::completion_in_effect),
        })
    }
}

fn missteps_barge_in(waiting: &Waiting) -> [Option<bool>; 2] {
    [&waiting.no_input, &waiting.no_match].map(|handling| {
        // Who gives up at the first one has nothing to say of it.
        let said = handling.misstep().filter(|misstep| misstep.tries != Some(1) && !misstep.say.is_empty());
        said.map(|misstep| misstep.barge_in)
    })
}
