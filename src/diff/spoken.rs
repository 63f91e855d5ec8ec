//! What is said under both plans, and how long it takes, compared without a clock.

use std::collections::HashMap;

use jiff::SignedDuration;

use super::{Both, Pair};
use crate::call::{Event, Utterance, What};
use crate::explore::{Phone, SetId, TimeSets};
use crate::hours::TimeSet;
use crate::plan::{Key, Piece, ScheduleId, StepKind};

/// How what is said differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// Not at all.
    Alike,
    /// In words, and not only in the options of a menu.
    Otherwise,
    /// Only in the options of a menu.
    OtherOptions,
    /// Only in the hours that are told, or in when it opens next.
    OtherHours(Both<Option<ScheduleId>>),
    /// Only in how long it takes.
    OtherPace,
}

/// A place at which calls sound otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sound {
    pub(super) heard: Heard,
    pub(super) said: Both<Option<Utterance>>,
}

/// Compares what is said, each pair of utterances once.
#[derive(Debug, Default)]
pub(super) struct Ears {
    known: HashMap<(Utterance, Utterance), Heard>,
}

/// What is said, in order, each with the event that it begins with.
pub(super) fn utterances(events: &[Event]) -> impl Iterator<Item = (Event, Utterance)> {
    events.iter().filter_map(|event| match event.what {
        What::Speaks(utterance) => Some((*event, utterance)),
        _ => None,
    })
}

impl Ears {
    /// The first that callers hear otherwise in one act.
    pub(super) fn compare(
        &mut self,
        pair: &mut Pair<'_>,
        events: Both<&[Event]>,
        sets: &mut TimeSets,
    ) -> Option<Sound> {
        let (mut olds, mut news) = (utterances(events.old), utterances(events.new));
        loop {
            let (old, new) = (olds.next(), news.next());
            let heard = match (old, new) {
                (None, None) => return None,
                (Some(old), Some(new)) => {
                    let compared = || compare(pair, old, new, sets);
                    *self.known.entry((old.1, new.1)).or_insert_with(compared)
                }
                _ => Heard::Otherwise,
            };
            if heard != Heard::Alike {
                let said = Both { old: old.map(|(_, said)| said), new: new.map(|(_, said)| said) };
                return Some(Sound { heard, said });
            }
        }
    }
}

fn compare(
    pair: &mut Pair<'_>,
    old: (Event, Utterance),
    new: (Event, Utterance),
    sets: &mut TimeSets,
) -> Heard {
    let spoken = Both {
        old: pair.phones.old.call().told(&old.0).spoken(old.1),
        new: pair.phones.new.call().told(&new.0).spoken(new.1),
    };
    let Both { old: one, new: other } = spoken.map(|spoken| spoken.without_hours().to_string());
    if one != other {
        let Both { old, new } = spoken.map(|spoken| spoken.without_options().to_string());
        return if old == new { Heard::OtherOptions } else { Heard::Otherwise };
    }
    let told = Both { old: hours_told(&pair.phones.old, old.1), new: hours_told(&pair.phones.new, new.1) };
    let pace = spoken.map(|spoken| {
        let given = spoken.utterance.prompt(spoken.plan).and_then(|prompt| prompt.seconds);
        (given, spoken.plan.speech)
    });
    for (old, new) in told.old.into_iter().zip(told.new) {
        let phones = &mut pair.phones;
        let Both { old: one, new: other } =
            Both { old: hours(&mut phones.old, old, sets), new: hours(&mut phones.new, new, sets) };
        if one != other {
            return Heard::OtherHours(Both { old, new });
        }
    }
    match (pace.old, pace.new) {
        ((Some(old), _), (Some(new), _)) if old == new => Heard::Alike,
        ((None, old), (None, new)) if old == new => Heard::Alike,
        _ => Heard::OtherPace,
    }
}

/// The schedules whose hours or next openings are told, in order.
fn hours_told(phone: &Phone<'_>, utterance: Utterance) -> Vec<Option<ScheduleId>> {
    let pieces = utterance.prompt(phone.plan()).map_or(&[][..], |prompt| &prompt.pieces);
    let told = |piece: &Piece| match piece {
        Piece::Hours | Piece::NextOpen => Some(utterance.hours),
        Piece::HoursOf(id) | Piece::NextOpenOf(id) => Some(Some(*id)),
        _ => None,
    };
    pieces.iter().filter_map(told).collect()
}

/// All that can be told of a schedule: its words, and when it is open.
fn hours<'p>(phone: &mut Phone<'p>, id: Option<ScheduleId>, sets: &mut TimeSets) -> Option<(&'p str, SetId)> {
    let id = id?;
    let open = phone.open_times(id, sets);
    Some((phone.plan().schedule(id).schedule.spoken(), open))
}

/// The instants at which these schedules are told differently: always where their words differ, else while both are closed
/// and one opens before the other.
pub(super) fn told_otherwise(
    pair: &mut Pair<'_>,
    schedules: Both<Option<ScheduleId>>,
    within: SetId,
    sets: &mut TimeSets,
) -> SetId {
    let old = hours(&mut pair.phones.old, schedules.old, sets);
    let new = hours(&mut pair.phones.new, schedules.new, sets);
    let (Some((old_words, old)), Some((new_words, new))) = (old, new) else { return within };
    if old_words != new_words {
        return within;
    }
    // Copies share their spans.
    let (old, new) = (sets.get(old).clone(), sets.get(new).clone());
    let closed = sets.get(within).minus(&old.or(&new));
    let (mut olds, mut news) = (old.spans().peekable(), new.spans().peekable());
    let otherwise = closed.spans().filter(|&(from, _)| {
        while olds.next_if(|&(opens, _)| opens < from).is_some() {}
        while news.next_if(|&(opens, _)| opens < from).is_some() {}
        olds.peek().map(|(opens, _)| opens) != news.peek().map(|(opens, _)| opens)
    });
    let otherwise = TimeSet::of_spans(otherwise);
    sets.add(otherwise)
}

/// How two steps that wait for a caller wait differently, in words for each; None where they do not.
pub(super) fn pace(old: &StepKind, new: &StepKind) -> Option<Both<String>> {
    let (old, new) = (Pace::of(old)?, Pace::of(new)?);
    let mut words = Both { old: Vec::new(), new: Vec::new() };
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
    let complete = |pace: Pace| match pace.terminator {
        Some(key) => format!("takes an entry with {} digits or at key {key}", pace.most),
        None => format!("takes an entry with {} digits", pace.most),
    };
    let is_complete = |pace: Pace| (pace.most, pace.terminator);
    tell(is_complete(old) != is_complete(new), complete(old), complete(new));
    let barge_in = |pace: Pace| {
        let when = if pace.barge_in { "while it speaks" } else { "only when it has spoken" };
        format!("takes keys {when}")
    };
    tell(old.barge_in != new.barge_in, barge_in(old), barge_in(new));
    (!words.old.is_empty()).then(|| words.map(|words| words.join(", ")))
}

/// How a step waits for its caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Pace {
    wait: SignedDuration,
    between_digits: SignedDuration,
    barge_in: bool,
    most: u8,
    terminator: Option<Key>,
}

impl Pace {
    fn of(kind: &StepKind) -> Option<Self> {
        match kind {
            StepKind::Menu(menu) => Some(Self {
                wait: menu.waiting.wait,
                between_digits: SignedDuration::ZERO,
                barge_in: menu.barge_in,
                most: 1,
                terminator: None,
            }),
            StepKind::Input(input) => Some(Self {
                wait: input.waiting.wait,
                between_digits: input.between_digits,
                barge_in: input.barge_in,
                most: input.most,
                terminator: input.terminator,
            }),
            _ => None,
        }
    }
}
