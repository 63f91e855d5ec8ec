//! The chain of questions that calls ask of an entry, as a plan tells it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;

use super::entry_rules::{EntryRules, EntryShape};
use super::key_sets::KeySets;
use crate::call::CallMemory;
use crate::plan::{Key, KeySet, Pattern, Plan, StepId, StepKind};

/// A step at which a call waits for its caller.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WaitingStep<'a> {
    /// The plan.
    pub(crate) plan: &'a Plan,
    /// What its line remembers.
    pub(crate) memory: &'a CallMemory,
    /// The step that waits.
    pub(crate) step: StepId,
}

impl<'a> WaitingStep<'a> {
    /// What the step does.
    pub(crate) fn kind(&self) -> &'a StepKind {
        &self.plan.step(self.step).kind
    }

    /// How it takes entries, if it does.
    pub(super) fn rules(&self) -> Option<EntryRules<'a>> {
        EntryRules::of(self.plan.step(self.step))
    }
}

/// Which of the entries that are taken alike is chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum EntryPreference {
    /// One of digits that nothing asks for at their places, so that it looks like no other; of zeros, where all are.
    #[default]
    Unasked,
    /// One of zeros, which is easy to tell.
    Zeros,
}

/// Behind the last question.
pub(super) const END: usize = usize::MAX;

/// All that may be asked of an entry, by the steps of one plan or of two.
pub(super) struct Questions<'a> {
    rules: Vec<EntryRules<'a>>,
    all: Vec<EntryQuestion<'a>>,
    first: usize,
}

struct EntryQuestion<'a> {
    /// Which of the steps asks.
    side: usize,
    what: QuestionKind<'a>,
    yes: usize,
    no: usize,
}

enum QuestionKind<'a> {
    /// Whether it is one of a route.
    Route(Cow<'a, Pattern>),
    /// Whether it is a number, and long enough.
    Number,
    /// Whether it is, for each of these, like one of them.
    Entered(Vec<&'a [Pattern]>),
}

impl<'a> Questions<'a> {
    /// What these steps ask, which take entries, and the switches behind them.
    pub(super) fn of(steps: &[WaitingStep<'a>]) -> Self {
        let mut questions = Self { rules: Vec::new(), all: Vec::new(), first: END };
        // From the last to the first, so that each knows what comes next.
        for (side, at) in steps.iter().enumerate().rev() {
            questions.side(side, *at);
        }
        questions.rules.extend(steps.iter().filter_map(WaitingStep::rules));
        questions
    }

    /// How each of the steps takes entries.
    pub(super) fn rules(&self) -> &[EntryRules<'a>] {
        &self.rules
    }

    fn side(&mut self, side: usize, at: WaitingStep<'a>) {
        let Some(rules) = at.rules() else { return };
        let behind = self.first;
        let mut known: HashMap<Vec<StepId>, usize> = HashMap::new();
        let mut asked_after = |questions: &mut Self, taken| {
            let switches = at.memory.asked_after(at.plan, at.step, taken);
            if let Some(&first) = known.get(&switches) {
                return first;
            }
            let first =
                switches.iter().rev().fold(behind, |next, &step| questions.switch(side, at, step, next));
            known.insert(switches, first);
            first
        };
        let mut next = asked_after(self, None);
        if let Some(then) = rules.then {
            let yes = asked_after(self, Some(then));
            next = self.add(EntryQuestion { side, what: QuestionKind::Number, yes, no: next });
        }
        for (pattern, link) in rules.routes.into_iter().rev() {
            let yes = asked_after(self, Some(link));
            next = self.add(EntryQuestion { side, what: QuestionKind::Route(pattern), yes, no: next });
        }
        self.first = next;
    }

    /// What a switch asks. A case that asks for nothing else is taken where its answer is yes.
    fn switch(&mut self, side: usize, at: WaitingStep<'a>, step: StepId, behind: usize) -> usize {
        let StepKind::Switch(switch) = &at.plan.step(step).kind else { return behind };
        let mut next = behind;
        for case in switch.cases.iter().rev() {
            let entered: Vec<&[Pattern]> = case.entered().collect();
            if entered.is_empty() {
                continue;
            }
            let yes = if entered.len() == case.conditions.len() { behind } else { next };
            next = self.add(EntryQuestion { side, what: QuestionKind::Entered(entered), yes, no: next });
        }
        next
    }

    fn add(&mut self, question: EntryQuestion<'a>) -> usize {
        self.all.push(question);
        self.all.len() - 1
    }

    /// The question that is asked first.
    pub(super) fn first(&self) -> usize {
        self.first
    }

    /// What is asked after an answer of yes, and of no.
    pub(super) fn ways(&self, question: usize) -> (usize, usize) {
        (self.all[question].yes, self.all[question].no)
    }

    /// Where an entry with these answers stands among others: what is a number and no more comes first, then the routes of
    /// the first input in their order, then what is refused.
    pub(super) fn rank(&self, yes: &[usize]) -> usize {
        match yes.first() {
            Some(&first) if self.all[first].side == 0 => match self.all[first].what {
                QuestionKind::Number => 0,
                // Those that stand first were added last.
                QuestionKind::Route(_) => self.all.len() - first,
                QuestionKind::Entered(_) => usize::MAX,
            },
            _ => usize::MAX,
        }
    }

    /// For each question the entries of a shape that answer yes.
    pub(super) fn sets(&self, shape: EntryShape) -> Vec<Vec<Rc<KeySets>>> {
        let sets = |question: &EntryQuestion<'a>| -> Vec<Rc<KeySets>> {
            let side = &self.rules[question.side];
            match &question.what {
                QuestionKind::Route(pattern) => {
                    side.routed(pattern, shape).into_iter().map(Rc::new).collect()
                }
                QuestionKind::Number => side.number(shape).into_iter().map(Rc::new).collect(),
                QuestionKind::Entered(all) => {
                    let like = |patterns: &&[Pattern]| {
                        patterns.iter().flat_map(|one| side.like(one, shape)).collect()
                    };
                    let mut each = all.iter().map(like);
                    let first: Vec<KeySets> = each.next().unwrap_or_default();
                    let both = each.fold(first, |known, more: Vec<KeySets>| {
                        known
                            .iter()
                            .flat_map(|one| more.iter().filter_map(|other| one.common(other)))
                            .collect()
                    });
                    both.into_iter().map(Rc::new).collect()
                }
            }
        };
        self.all.iter().map(sets).collect()
    }

    /// Of these, those of routes.
    pub(super) fn routes<'s>(&'s self, sets: &'s [Vec<Rc<KeySets>>]) -> impl Iterator<Item = &'s KeySets> {
        let of_routes =
            self.all.iter().zip(sets).filter(|(question, _)| matches!(question.what, QuestionKind::Route(_)));
        of_routes.flat_map(|(_, sets)| sets.iter().map(|sets| &**sets))
    }

    /// The keys in the order in which they are chosen, for each place.
    pub(super) fn order(&self, places: usize, taste: EntryPreference) -> Vec<[Key; Key::COUNT]> {
        let mut asked = vec![[false; Key::COUNT]; places];
        let mut ask = |pattern: &Pattern| {
            for (place, asked) in asked.iter_mut().enumerate() {
                // That it is any digit tells none from others.
                let keys = pattern.places().get(place).filter(|keys| **keys != KeySet::DIGITS);
                keys.into_iter().flat_map(|keys| keys.keys()).for_each(|key| asked[key.index()] = true);
            }
        };
        for question in self.all.iter().filter(|_| taste == EntryPreference::Unasked) {
            match &question.what {
                QuestionKind::Route(pattern) => ask(pattern),
                QuestionKind::Entered(all) => all.iter().copied().flatten().for_each(&mut ask),
                QuestionKind::Number => {}
            }
        }
        let order = |asked: [bool; Key::COUNT]| {
            let mut keys = Key::ALL;
            keys.sort_by_key(|key| {
                (
                    !key.is_digit(),
                    asked[key.index()],
                    (taste == EntryPreference::Zeros || asked[key.index()]) && key.character() != '0',
                )
            });
            keys
        };
        asked.into_iter().map(order).collect()
    }
}
