use std::collections::{BTreeSet, HashSet};
use std::fmt;

use crate::plan::{Condition, Digits, Input, Key, Menu, Pattern, Plan, StepId, StepKind};

/// Something that a caller does, as far as calls can tell it from other things: of the keys that a menu does not wire,
/// one stands for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// Dials the number.
    Dial,
    /// Presses a key that a menu offers.
    Key(Key),
    /// Presses a key that a menu does not offer.
    OtherKey(Key),
    /// Enters digits at an input, and completes the entry.
    Entry(Digits),
    /// Presses nothing until the system acts.
    Silence,
}

impl Act {
    /// Whether a caller who knows the way would not do it.
    #[must_use]
    pub fn is_misstep(self) -> bool {
        matches!(self, Self::OtherKey(_) | Self::Silence)
    }
}

impl fmt::Display for Act {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dial => f.write_str("dial"),
            Self::Key(key) | Self::OtherKey(key) => key.fmt(f),
            Self::Entry(digits) => digits.fmt(f),
            Self::Silence => f.write_str("silence"),
        }
    }
}

/// What can be done at some menus or inputs, so that every difference between them can show: for one step, or for the
/// steps of two plans at once. `patterns` are entries that matter somewhere behind an input.
pub(crate) fn acts(kinds: &[&StepKind], patterns: &BTreeSet<Pattern>) -> Vec<Act> {
    let mut acts: Vec<Act> = Vec::new();
    let menus: Vec<&Menu> = kinds
        .iter()
        .filter_map(|kind| if let StepKind::Menu(menu) = kind { Some(menu) } else { None })
        .collect();
    acts.extend(menus.iter().flat_map(|menu| menu.choices().map(|(key, _)| Act::Key(key))));
    for kind in kinds {
        if let StepKind::Input(input) = kind {
            acts.extend(entries(input, patterns).into_iter().map(Act::Entry));
        }
    }
    if let [StepKind::Input(one), StepKind::Input(other)] = kinds
        && one.terminator != other.terminator
    {
        acts.extend(ended_by_hand([one, other], patterns).into_iter().map(Act::Entry));
    }
    acts.push(Act::Silence);
    let mut free = Key::ALL.into_iter().filter(|&key| menus.iter().all(|menu| menu.choice(key).is_none()));
    acts.extend(free.next().filter(|_| !menus.is_empty()).map(Act::OtherKey));
    if kinds.len() > 1 {
        // In one order whichever plan comes first, so that a comparison has a mirror image.
        acts.sort_by_cached_key(|act| (act.is_misstep(), act.to_string()));
        acts.dedup();
    }
    acts
}

/// The entries that conditions behind these steps ask about.
pub(super) fn patterns_asked(plan: &Plan, steps: &[StepId]) -> BTreeSet<Pattern> {
    let mut patterns = BTreeSet::new();
    for &step in steps {
        match &plan.step(step).kind {
            StepKind::Input(input) => {
                patterns.extend(input.routes.iter().map(|(pattern, _)| pattern.clone()));
            }
            StepKind::Switch(switch) => {
                for condition in switch.cases.iter().flat_map(|case| &case.conditions) {
                    if let Condition::Entered(asked) = condition {
                        patterns.extend(asked.iter().cloned());
                    }
                }
            }
            _ => {}
        }
    }
    patterns
}

/// One entry for each way that an input, and what lies behind it, can take it: for each pattern one that no narrower
/// pattern takes if possible, for each two patterns one that both take, one that none takes, one too short, one that is
/// no number.
fn entries(input: &Input, patterns: &BTreeSet<Pattern>) -> Vec<Digits> {
    let (fewest, most) = (usize::from(input.fewest), usize::from(input.most));
    let fitting: Vec<&Pattern> = patterns.iter().filter(|pattern| pattern.len() <= most).collect();
    let any = |length: usize| Pattern::parse(&"x".repeat(length)).ok();
    let lengths = [fewest, most, fewest.saturating_sub(1)];
    let mut wanted: Vec<Pattern> = lengths.into_iter().filter_map(any).collect();
    wanted.extend(fitting.iter().map(|&pattern| pattern.clone()));
    for (index, one) in fitting.iter().enumerate() {
        wanted.extend(fitting[index + 1..].iter().filter_map(|other| one.common(other)));
    }
    let mut entries: Vec<Digits> = wanted.iter().map(|pattern| plainest(pattern, &fitting)).collect();
    entries.extend(Key::new('*').filter(|_| input.terminator != Key::new('*')).map(|star| digits([star])));
    // Shorter ones are silence, or come to the same as one digit less.
    entries.retain(|entry| !entry.is_empty() || input.terminator.is_some());
    let mut seen = HashSet::new();
    entries.retain(|entry| seen.insert(*entry));
    entries
}

/// An entry with the key that ends it under one of two plans: what callers press who were told so, and who find that it ends
/// nothing under the other plan. A full entry ends by itself, and what is pressed then is for the next step.
fn ended_by_hand(inputs: [&Input; 2], patterns: &BTreeSet<Pattern>) -> Vec<Digits> {
    let least = usize::from(inputs[0].most.min(inputs[1].most));
    let open = |entry: &Digits| !entry.is_empty() && entry.len() < least && entry.keys().all(Key::is_digit);
    let mut ended = Vec::new();
    for key in inputs.iter().filter_map(|input| input.terminator) {
        let plain = inputs.iter().filter_map(|input| entries(input, patterns).into_iter().find(open));
        ended.extend(plain.map(|entry| digits(entry.keys().chain([key]))));
    }
    ended
}

/// An entry of a pattern in which every `x` is a digit that no pattern asks for at its place, where there is such a digit.
fn plainest(pattern: &Pattern, others: &[&Pattern]) -> Digits {
    let asked = |place: usize, key: Key| others.iter().any(|other| other.key_at(place) == Some(key));
    digits((0..pattern.len()).filter_map(|place| {
        pattern.key_at(place).or_else(|| {
            let mut free = Key::ALL.into_iter().filter(|key| key.is_digit() && !asked(place, *key));
            free.next().or_else(|| Key::new('0'))
        })
    }))
}

fn digits(keys: impl IntoIterator<Item = Key>) -> Digits {
    let mut digits = Digits::NONE;
    keys.into_iter().for_each(|key| digits.push(key));
    digits
}
