//! What may be the mistake that made one case fail.

use super::failure_cause::{CausePlace, Effect, FailureCause};
use super::finder::CauseFinder;
use super::prompt_keys::missed_keys;
use super::turns::Gates;
use crate::base::text::Stretch;
use crate::call::{CallRecord, Decision, EventKind, Utterance};
use crate::plan::{Choice, Key, Plan, ScheduleId, StepId, StepKind, Target};
use crate::suite::runner::{ExpectationFailure, PlayedCase, Status};
use crate::suite::scenario::{
    Action, CaseMark, ExpectationKind, MidCallCheck, Phrase, last_turn, most_alike, parted, says_most_of,
};

/// Something that may be the mistake.
#[derive(Clone, Debug)]
pub(super) struct Suspect {
    pub(super) cause: FailureCause,
    pub(super) role: SuspectRole,
}

/// What there is against a suspect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SuspectRole {
    /// It decided that the case failed.
    Decides,
    /// It decided so, but otherwise the case would have failed as well.
    DecidesInVain,
    /// It told what was missed, which says little: what is told there comes from elsewhere.
    Told,
    /// What was missed speaks of it.
    Speaks,
    /// The call came by it.
    Before,
}

/// What may be the mistake that made a case fail, what decided it first.
pub(super) struct Suspects<'a> {
    pub(super) all: Vec<Suspect>,
    pub(super) plan: &'a Plan,
    pub(super) record: &'a CallRecord,
    /// Hours by which the call came, with the event that asked them; that which decided is the last.
    pub(super) hours: Vec<(ScheduleId, usize)>,
    /// Whether hours decided.
    pub(super) hours_decide: bool,
}

impl<'a> Suspects<'a> {
    /// Those of a case. `missed` is what it missed; `record` is its call.
    pub(super) fn of(
        played: &PlayedCase<'_>,
        plan: &'a Plan,
        record: &'a CallRecord,
        missed: &[ExpectationFailure],
    ) -> Self {
        let finder = CauseFinder { plan, record };
        let mut suspects = Self { all: Vec::new(), plan, record, hours: Vec::new(), hours_decide: false };
        if let Some(cause) = of_the_run(played, missed) {
            suspects.add(cause, SuspectRole::Decides);
            return suspects;
        }
        let (event, difference) = deciding(played, plan, record, missed);
        let found = event.and_then(|event| finder.cause(event, difference));
        let found =
            found.unwrap_or_else(|| FailureCause::titled("how the call ends", Effect::ExpectsOtherwise));
        suspects.add(found, SuspectRole::Decides);
        let Some(event) = event else { return suspects };
        suspects.hours_decide = finder.hours_asked(event).is_some();
        let asked = (0..=event).filter_map(|event| Some((finder.hours_asked(event)?, event)));
        suspects.hours.extend(asked);
        if let EventKind::Speaks(utterance) = record.events[event].what {
            suspects.spoken_of(played, missed, event, utterance);
            suspects.holidays_told(played, missed, event, utterance);
            if missed.iter().all(|missed| phrase_of(played, missed).is_none()) {
                suspects.offered(utterance);
            }
            if let Some(cause) = finder.prompt(utterance) {
                suspects.add(cause, SuspectRole::Told);
            }
        }
        suspects.checked(played, missed, event);
        if lasts_otherwise(played, missed) {
            let spoken = record.events.iter().filter_map(|event| match event.what {
                EventKind::Speaks(utterance) => Some(utterance),
                _ => None,
            });
            for utterance in spoken {
                suspects.offered(utterance);
                if let Some(cause) = finder.prompt(utterance) {
                    suspects.add(cause, SuspectRole::Speaks);
                }
            }
        }
        // That a step was closed is why hours are told, and has no part in what is told of them.
        let tells_hours = matches!(record.events[event].what, EventKind::Speaks(_))
            && suspects.all.iter().any(|suspect| suspect.role == SuspectRole::Told);
        let gates = if tells_hours { Gates::LeftOut } else { Gates::Suspected };
        // What came after may have decided it as well, where it is not what it seems.
        let end = record.events.len();
        let turns = finder.turns(0..event + 1, gates).into_iter().chain(finder.turns(event + 1..end, gates));
        for turn in turns {
            suspects.add(turn, SuspectRole::Before);
        }
        suspects
    }

    /// Adds one; what was said of it first counts.
    pub(super) fn add(&mut self, cause: FailureCause, role: SuspectRole) {
        if self.all.iter().all(|known| known.cause.id != cause.id) {
            self.all.push(Suspect { cause, role });
        }
    }

    /// The calendars of hours that are told with other holidays.
    fn holidays_told(
        &mut self,
        played: &PlayedCase<'_>,
        missed: &[ExpectationFailure],
        event: usize,
        utterance: Utterance,
    ) {
        let (plan, record) = (self.plan, self.record);
        let Some(hours) = utterance.hours else { return };
        let said = record.told(plan, &record.events[event]).spoken(utterance).to_string().to_lowercase();
        let is_otherwise = |missed: &ExpectationFailure| {
            let wanted = phrase_of(played, missed).and_then(Phrase::words).and_then(closed_days);
            wanted.is_some_and(|wanted| !said.contains(&wanted.to_lowercase()))
        };
        if missed.iter().any(is_otherwise) {
            let kept = plan.calendars().filter(|named| plan.schedule(hours).schedule.keeps(&named.calendar));
            for named in kept {
                self.add(CauseFinder { plan, record }.holidays(named), SuspectRole::Speaks);
            }
        }
    }

    /// The hours that a step of a scenario looked at, and found otherwise.
    fn checked(&mut self, played: &PlayedCase<'_>, missed: &[ExpectationFailure], event: usize) {
        let finder = CauseFinder { plan: self.plan, record: self.record };
        for step in &played.case.scenario.steps {
            let Action::Expect(MidCallCheck::Open(hours) | MidCallCheck::Closed(hours)) = step.action else {
                continue;
            };
            if missed.iter().any(|missed| missed.span == step.span) {
                self.add(finder.hours(event, hours), SuspectRole::Speaks);
            }
        }
    }

    /// All that the options of a menu are made of: how long it takes to say them, and which they are.
    fn offered(&mut self, utterance: Utterance) {
        let (plan, record) = (self.plan, self.record);
        let StepKind::Menu(menu) = &plan.step(utterance.step).kind else { return };
        for key in Key::ALL {
            if let Some(choice) = menu.choice(key) {
                self.option(utterance.step, key, choice);
            } else {
                let finder = CauseFinder { plan, record };
                self.add(finder.no_key(utterance.step, key), SuspectRole::Speaks);
            }
        }
    }

    fn option(&mut self, menu: StepId, key: Key, choice: &Choice) {
        let finder = CauseFinder { plan: self.plan, record: self.record };
        let to = self.plan.target_key(choice.link.target);
        let title = format!("in `{}`, key {key} leads to `{to}`", self.plan.step(menu).key);
        self.add(finder.placed(title, Some(choice.link.span)), SuspectRole::Speaks);
        if let (None, Target::Step(step)) = (&choice.say, choice.link.target) {
            self.add(finder.name(step), SuspectRole::Speaks);
        }
    }

    /// The keys and names of which words speak that were missed at a menu.
    fn spoken_of(
        &mut self,
        played: &PlayedCase<'_>,
        missed: &[ExpectationFailure],
        event: usize,
        utterance: Utterance,
    ) {
        let (plan, record) = (self.plan, self.record);
        let StepKind::Menu(menu) = &plan.step(utterance.step).kind else { return };
        let finder = CauseFinder { plan, record };
        let said = record.told(plan, &record.events[event]).spoken(utterance).to_string();
        for phrase in missed.iter().filter_map(|missed| phrase_of(played, missed)) {
            for key in phrase.words().map(|wanted| missed_keys(wanted, &said)).unwrap_or_default() {
                match menu.choice(key) {
                    Some(choice) => self.option(utterance.step, key, choice),
                    None => self.add(finder.no_key(utterance.step, key), SuspectRole::Speaks),
                }
            }
        }
    }
}

/// What words tell of the days on which somebody is closed: "closed on Labor Day and Christmas Day".
fn closed_days(text: &str) -> Option<&str> {
    let at = text.to_lowercase().find("closed on ")?;
    text.get(at..)?.split('.').next()
}

/// What makes a case fail that is not of the plan.
fn of_the_run(played: &PlayedCase<'_>, missed: &[ExpectationFailure]) -> Option<FailureCause> {
    if played.status() == Status::XPassed {
        let span = match played.case.scenario.mark(played.case.case) {
            Some(CaseMark::Fails(reason) | CaseMark::Skipped(reason)) => reason.span,
            None => played.case.scenario.name.span,
        };
        let cause = FailureCause::titled("marked `xfail`", Effect::Passes);
        return Some(FailureCause { place: Some(CausePlace::Suite(span)), ..cause });
    }
    let of_limit = missed.iter().all(|missed| played.is_of_limit(missed));
    (of_limit && !missed.is_empty())
        .then(|| FailureCause::titled("the limit of the run", Effect::LastsTooLong))
}

/// The event that decided that a case failed, and how its words differ from those that were expected.
fn deciding<'m>(
    played: &PlayedCase<'_>,
    plan: &Plan,
    record: &CallRecord,
    missed: &'m [ExpectationFailure],
) -> (Option<usize>, &'m [Stretch]) {
    let is_decision = |&event: &usize| matches!(record.events[event].what, EventKind::Decided(_));
    let is_prompt = |event: usize| matches!(record.events[event].what, EventKind::Speaks(_));
    // What went wrong first decides what comes after it.
    let wanted = missed.iter().filter_map(|missed| wanted_step(played, missed, plan, record));
    let decided = wanted.filter_map(|step| parted(plan, record, step)).min();
    let decided =
        decided.or_else(|| missed.iter().filter_map(|missed| missed.event).filter(is_decision).min());
    if decided.is_some() {
        return (decided, &[]);
    }
    if missed.iter().any(|missed| is_about_the_way(played, missed)) {
        let answers = |what: &EventKind| matches!(what, EventKind::Decided(Decision::Answers(_)));
        let answered = || record.events.iter().position(|event| answers(&event.what));
        if let Some(turn) = last_turn(plan, record).or_else(answered) {
            return (Some(turn), &[]);
        }
    }
    if let Some(said) = missed.iter().find(|missed| missed.event.is_some_and(is_prompt)) {
        return (said.event, &said.difference);
    }
    // Where the call came as it was to, but did not say what it was to say, it is the words.
    let alike = missed.iter().find_map(|missed| most_alike(plan, record, phrase_of(played, missed)?));
    let spoken = || record.events.iter().rposition(|event| matches!(event.what, EventKind::Speaks(_)));
    let is_there = played.case.scenario.expect(played.case.case).len() > missed.len();
    let turn = || last_turn(plan, record);
    let event = match alike {
        Some((event, has_half)) if is_there || has_half => Some(event),
        _ if is_there => spoken().or_else(turn),
        _ => turn().or_else(spoken),
    };
    (event, &[])
}

/// The step to which the call was to come and did not.
fn wanted_step(
    played: &PlayedCase<'_>,
    missed: &ExpectationFailure,
    plan: &Plan,
    record: &CallRecord,
) -> Option<StepId> {
    let mut expected = played.case.scenario.expect(played.case.case).iter();
    match &expected.find(|expectation| expectation.span == missed.span)?.expected {
        ExpectationKind::Step(key) => plan.step_named(key),
        ExpectationKind::Destination(step) | ExpectationKind::Passes(step) => Some(*step),
        ExpectationKind::Path(path) => {
            let same = record.path().zip(path).take_while(|(came, wanted)| came == *wanted).count();
            path.get(same).copied()
        }
        _ => {
            let step = says_most_of(plan, phrase_of(played, missed)?)?;
            record.path().all(|came| came != step).then_some(step)
        }
    }
}

/// The words that were expected and missed.
fn phrase_of<'p>(played: &PlayedCase<'p>, missed: &ExpectationFailure) -> Option<&'p Phrase> {
    let mut expected = played.case.scenario.expect(played.case.case).iter();
    match &expected.find(|expectation| expectation.span == missed.span)?.expected {
        ExpectationKind::Hears(phrase) => Some(phrase),
        ExpectationKind::HearsAfter(phrases, position) => phrases.get(*position),
        _ => None,
    }
}

/// Whether what was missed is about where the call goes.
fn is_about_the_way(played: &PlayedCase<'_>, missed: &ExpectationFailure) -> bool {
    let mut expected = played.case.scenario.expect(played.case.case).iter();
    expected.any(|expectation| {
        expectation.span == missed.span
            && matches!(
                expectation.expected,
                ExpectationKind::Outcome(_)
                    | ExpectationKind::Reason(_)
                    | ExpectationKind::Step(_)
                    | ExpectationKind::Destination(_)
                    | ExpectationKind::Passes(_)
                    | ExpectationKind::Path(_)
                    | ExpectationKind::ClosedBy(_)
            )
    })
}

/// Whether a call took longer or less long than it was to take.
fn lasts_otherwise(played: &PlayedCase<'_>, missed: &[ExpectationFailure]) -> bool {
    let expected = played.case.scenario.expect(played.case.case);
    missed.iter().any(|missed| {
        expected.iter().any(|expectation| {
            expectation.span == missed.span
                && matches!(
                    expectation.expected,
                    ExpectationKind::LastsAtLeast(_) | ExpectationKind::LastsAtMost(_)
                )
        })
    })
}
