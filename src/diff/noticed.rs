//! What is noticed on a walk through the calls of both plans, before it is known which of it is told.

use std::collections::HashMap;

use super::cause::{Cause, Parting, first_count_cause, language_cause};
use super::pair::{BeforeAfter, PhonePair};
use super::spoken::{Sound, SpeechDifference};
use crate::call::{CallEvent, CallState};
use crate::explore::{Node, Observation, Route, SetId, TimeSets};
use crate::plan::{Plan, StepId};

/// Something that was noticed on a walk.
#[derive(Clone, Debug)]
pub(super) struct Noticed {
    pub(super) what: Notice,
    pub(super) route: Route,
    pub(super) from: BeforeAfter<Node>,
    pub(super) to: BeforeAfter<Node>,
    pub(super) events: BeforeAfter<Vec<CallEvent>>,
    pub(super) when: SetId,
    /// Where the two calls parted before this act, if they had.
    pub(super) parted: EarlierParting,
}

/// Where two calls that go on together have parted, though it could not be told yet what comes of it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct EarlierParting {
    /// One of them, or each at another place, asks the outside.
    pub(super) way: Option<Parting>,
    /// One has fewer tries left than the other, since this was decided.
    pub(super) count: Option<Cause>,
    /// They speak different languages to their callers, since this was decided.
    pub(super) language: Option<Cause>,
}

/// What was noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Notice {
    /// Calls end otherwise, or go to another menu.
    Routing,
    /// Something else is said.
    Sound(Sound),
    /// The step at which both wait does so otherwise.
    Pace(BeforeAfter<StepId>),
}

impl Noticed {
    pub(super) fn of(
        seen: &Observation<'_, PhonePair<'_>>,
        what: Notice,
        when: SetId,
        parted: EarlierParting,
    ) -> Self {
        Self {
            what,
            route: Route::seen(seen),
            from: seen.from,
            to: seen.step.to,
            events: seen.step.heard.clone(),
            when,
            parted,
        }
    }

    fn events(&self) -> BeforeAfter<&[CallEvent]> {
        self.events.as_ref().map(|events| &**events)
    }

    pub(super) fn parting(&self, plans: BeforeAfter<&Plan>) -> Parting {
        self.parted.way.unwrap_or_else(|| Parting::of(plans, self.events()))
    }

    /// Where it is written that calls are routed otherwise.
    pub(super) fn cause(&self, plans: BeforeAfter<&Plan>) -> Cause {
        let parting = self.parting(plans);
        self.parted.count.filter(|_| parting.is_of_counts()).unwrap_or_else(|| parting.cause(plans))
    }

    /// Where it is written that this sounds otherwise.
    pub(super) fn sound_cause(&self, plans: BeforeAfter<&Plan>, sound: Sound) -> Cause {
        let BeforeAfter { old, new } = sound.said.map(|said| Some(said?.language));
        if old.is_some() && new.is_some() && old != new {
            return self.parted.language.unwrap_or_else(|| language_cause(plans, self.events()));
        }
        sound_cause(plans, sound)
    }
}

impl EarlierParting {
    pub(super) fn is_none(&self) -> bool {
        self.way.is_none() && self.count.is_none() && self.language.is_none()
    }

    /// What holds behind an act before which this did.
    pub(super) fn behind(self, plans: BeforeAfter<&Plan>, seen: &Observation<'_, PhonePair<'_>>) -> Self {
        let to = seen.to;
        let events = seen.step.heard.as_ref().map(|events| &**events);
        let asks = to.old.asked().is_some() || to.new.asked().is_some();
        let parts = || Some(Parting::of(plans, events)).filter(|parting| parting.is_real);
        let states = to.old.state().zip(to.new.state());
        // Where they have come together again, one may have fewer tries left for it.
        let counts = |state: &CallState| (state.no_inputs, state.no_matches, state.counters);
        let count_apart = states.is_some_and(|(old, new)| counts(old) != counts(new));
        let way = match self.way {
            None if asks => parts(),
            way => way.filter(|_| asks || count_apart),
        };
        let count = self.count.filter(|_| count_apart).or_else(|| {
            let is_new = count_apart && self.way.is_none();
            is_new.then(|| first_count_cause(plans, events)).flatten()
        });
        let speak_apart = states.is_some_and(|(old, new)| old.language != new.language);
        let language = speak_apart.then(|| self.language.unwrap_or_else(|| language_cause(plans, events)));
        Self { way, count, language }
    }
}

/// What sounds otherwise or waits otherwise is noticed once, and kept with all instants at which it is met.
#[derive(Default)]
pub(super) struct NoticedSounds {
    met: HashMap<NoticeKey, Vec<SetId>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum NoticeKey {
    Sounds(Sound),
    Waits(BeforeAfter<StepId>),
}

impl NoticeKey {
    fn of(what: Notice) -> Option<Self> {
        match what {
            Notice::Routing => None,
            Notice::Sound(sound) => Some(Self::Sounds(sound)),
            Notice::Pace(steps) => Some(Self::Waits(steps)),
        }
    }
}

impl NoticedSounds {
    pub(super) fn note(
        &mut self,
        what: Notice,
        seen: &Observation<'_, PhonePair<'_>>,
        when: SetId,
        parted: EarlierParting,
        noticed: &mut Vec<Noticed>,
    ) {
        let Some(key) = NoticeKey::of(what) else { return };
        let met = self.met.entry(key).or_insert_with(|| {
            noticed.push(Noticed::of(seen, what, when, parted));
            Vec::new()
        });
        // The second after a change is no time of calls that no change interrupts.
        if !seen.is_crossing() {
            met.push(when);
        }
    }

    pub(super) fn when(&self, noticed: &Noticed, sets: &mut TimeSets) -> SetId {
        let met = NoticeKey::of(noticed.what).and_then(|key| self.met.get(&key));
        // The witness has to go the way that was noticed; calls that cross a change are told apart by it.
        match met {
            Some(met) if noticed.route.changes.is_empty() => {
                met.iter().fold(noticed.when, |all, when| sets.or(all, *when))
            }
            _ => noticed.when,
        }
    }
}

/// Where what is said is written, or the hours that are told.
fn sound_cause(plans: BeforeAfter<&Plan>, sound: Sound) -> Cause {
    let BeforeAfter { old, new } = match sound.heard {
        SpeechDifference::OtherHours(schedules) => {
            plans.zip(schedules).map(|(plan, id)| id.map(|id| plan.schedule(id).written.span))
        }
        _ => plans.zip(sound.said).map(|(plan, said)| Some(said?.prompt(plan)?.span)),
    };
    Cause { old, new }
}
