use crate::base::Language;
use crate::explore::{AnswerTable, GivenValue, condition_words};
use crate::plan::{Digits, EntryPhrase, Key, Plan, StepId, StepKind, StockPhrases};

/// What a caller does on a way, one thing after the other, and what the outside answers on it. Which digits an entry was found with
/// is nobody's to learn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WayActs {
    acts: Vec<WayAct>,
    /// What is usual, and leads here.
    given: Vec<GivenValue>,
}

/// Something that is done on a way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WayAct {
    /// A key is pressed.
    Key(Key),
    /// A key is pressed while the call waits to be answered.
    WhileRinging(Key),
    /// Digits are entered, any of those that the way takes.
    Entry(WayEntry),
    /// The caller stays on the line.
    Stay,
}

/// An entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct WayEntry {
    /// Where it is asked for.
    pub(super) step: StepId,
    /// Digits that stand for all that would do.
    pub(super) digits: Digits,
    /// The key that is pressed to end it.
    pub(super) ended: Option<Key>,
    /// What a switch behind it has asked of it.
    pub(super) asked: Option<AskedOfEntry>,
}

/// What a switch has asked of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct AskedOfEntry {
    switch: StepId,
    /// The case that held. None: that of all others.
    case: Option<usize>,
}

impl WayActs {
    pub(super) fn push(&mut self, act: WayAct) {
        self.acts.push(act);
    }

    /// Notes what the outside answers.
    pub(super) fn rest_on(&mut self, given: impl Iterator<Item = GivenValue>) {
        for given in given {
            if !self.given.contains(&given) {
                self.given.push(given);
            }
        }
    }

    /// What has to be answered outside for the way to lead there, as it usually is: `if a counselor is on duty`. None: nothing.
    pub(super) fn condition(&self, plan: &Plan, language: Language) -> Option<String> {
        let table = AnswerTable::of(plan);
        let told: Vec<String> =
            self.given.iter().map(|given| condition_words(language, &table, *given)).collect();
        (!told.is_empty()).then(|| told.join(StockPhrases::of(language).way.and))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = WayAct> + '_ {
        self.acts.iter().copied()
    }

    /// Notes what was asked of the latest entry.
    pub(super) fn ask(&mut self, asked: AskedOfEntry) {
        for act in self.acts.iter_mut().rev() {
            if let WayAct::Entry(entry) = act {
                entry.asked = Some(asked);
                return;
            }
        }
    }
}

impl AskedOfEntry {
    /// A decision of a switch, if it asks for entries.
    pub(super) fn of(plan: &Plan, switch: StepId, case: Option<usize>) -> Option<Self> {
        let StepKind::Switch(of) = &plan.step(switch).kind else { return None };
        let mut asking = of.cases.iter().enumerate().filter(|(_, case)| case.entered().next().is_some());
        asking.any(|(at, _)| case.is_none_or(|case| case == at)).then_some(Self { switch, case })
    }
}

impl WayEntry {
    /// What is entered, in words.
    pub(super) fn phrase(&self, plan: &Plan) -> Option<EntryPhrase> {
        let phrase = EntryPhrase::of_all(plan.step(self.step), &self.digits)?;
        let Some(AskedOfEntry { switch, case }) = self.asked else { return Some(phrase) };
        let StepKind::Switch(switch) = &plan.step(switch).kind else { return Some(phrase) };
        Some(phrase.asked_by(switch, case, &self.digits))
    }
}
