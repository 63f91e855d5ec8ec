//! One entry for each way in which calls can take the entries of a step: a partition of all that can be pressed there.
//!
//! What a call does with an entry it decides by a chain of questions: is it one of this route, of the next, is it a number;
//! and behind the input the switches that can still ask for it, case by case. Two entries with the same answers are taken
//! alike. So the questions are asked of all entries at once: each answer cuts what is left in two, and an entry that is
//! really there is found for both parts, or there is none. Nothing is taken for one of a part that is not in it.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::entry_rules::{EntryRules, EntryShape};
use super::key_sets::{KeySets, SearchTooLarge, entry_outside};
use super::question::{END, EntryPreference, Questions, WaitingStep};
use crate::plan::{Digits, Key, KeySet};

/// Entries that stand for all.
#[derive(Clone, Debug, Default)]
pub(super) struct EntryClasses {
    /// What is taken by no route of its own first, then one for each route or part of it, then what is refused.
    pub(super) entries: Vec<Digits>,
    /// Whether they stand for all. An input and the switches behind it can tell more entries apart than can be looked at.
    pub(super) is_complete: bool,
}

/// How many kinds of entries of one input are told apart.
const MAX_KINDS: usize = 20_000;

/// How much is tried for one input; some tenths of a second.
const MAX_WORK: usize = 40_000_000;

/// The entries of an input, or of two inputs of two plans at which the same is pressed.
pub(super) fn entries(steps: &[WaitingStep<'_>], taste: EntryPreference) -> EntryClasses {
    let questions = Questions::of(steps);
    let of = questions.rules();
    let most = of.iter().map(|rules| rules.most).max().unwrap_or(0);
    let ends: KeySet = of.iter().filter_map(|rules| rules.terminator).collect();
    let keys = KeySet::ALL.minus(ends);
    let taste = questions.order(most, taste);
    let mut finding = Finding { questions: &questions, taste, left: MAX_WORK, known: HashMap::new() };
    let mut is_complete = true;
    for places in lengths(of, most) {
        is_complete &= finding.shape(EntryShape { places, then: None }, keys).is_ok();
    }
    // The key that ends an entry under one of two plans: what callers press who were told so, and who find that it ends
    // nothing under the other plan.
    if let [one, other] = of
        && one.terminator != other.terminator
    {
        for key in of.iter().filter_map(|rules| rules.terminator) {
            for places in 0..one.most.min(other.most) {
                is_complete &= finding.shape(EntryShape { places, then: Some(key) }, keys).is_ok();
            }
        }
    } else if of.iter().any(EntryRules::takes_terminator)
        && let Some(key) = of.first().and_then(|rules| rules.terminator)
    {
        is_complete &= finding.shape(EntryShape { places: 0, then: Some(key) }, keys).is_ok();
    }
    let mut found: Vec<(usize, usize, Digits)> =
        finding.known.into_iter().map(|(yes, (order, entry))| (questions.rank(&yes), order, entry)).collect();
    // Where nothing else is refused, there is still the key that ends an entry before it has begun.
    if let [rules] = of
        && let Some(key) = rules.terminator
        && !rules.takes_terminator()
        && found.iter().all(|(rank, ..)| *rank != usize::MAX)
    {
        found.push((usize::MAX, 0, key.into()));
    }
    found.sort_unstable_by_key(|&(rank, order, _)| (rank, order));
    EntryClasses { entries: found.into_iter().map(|(.., entry)| entry).collect(), is_complete }
}

/// The lengths of entries, those first that people would try: one that is long enough; and for one that is refused, where
/// every number is taken, one that is too short.
fn lengths(all: &[EntryRules<'_>], most: usize) -> Vec<usize> {
    let mut lengths: Vec<usize> = Vec::new();
    for &EntryRules { fewest, most, then, .. } in all {
        let short = fewest - 1;
        lengths.extend(if then.is_some() { [short, fewest, most] } else { [fewest, most, short] });
    }
    lengths.extend(1..=most);
    let mut seen = vec![false; most + 1];
    lengths.retain(|&length| length > 0 && !std::mem::replace(&mut seen[length], true));
    lengths
}

struct Finding<'q> {
    questions: &'q Questions<'q>,
    taste: Vec<[Key; Key::COUNT]>,
    left: usize,
    /// The answers that are yes, with the first entry that was found with them, and as which it was found.
    known: HashMap<Vec<usize>, (usize, Digits)>,
}

/// Entries with the same answers so far.
struct EntryClass {
    question: usize,
    /// They are in one of these,
    within: Vec<KeySets>,
    /// and in none of those.
    without: Without,
    /// One of them.
    entry: Digits,
    yes: Vec<usize>,
}

/// Sets that some entries are not in. Single entries are looked up.
#[derive(Clone, Default)]
struct Without {
    all: Vec<Rc<KeySets>>,
    single: HashSet<Digits>,
    wide: Vec<Rc<KeySets>>,
}

impl Without {
    fn add(&mut self, sets: Rc<KeySets>) {
        match sets.single() {
            Some(entry) => drop(self.single.insert(entry)),
            None => self.wide.push(Rc::clone(&sets)),
        }
        self.all.push(sets);
    }

    fn allows(&self, entry: &Digits) -> bool {
        !self.single.contains(entry) && !self.wide.iter().any(|sets| sets.holds(entry))
    }

    fn near(&self, within: &[KeySets]) -> Self {
        let mut near = Self::default();
        let is_near = |sets: &&Rc<KeySets>| within.iter().any(|within| within.meets(sets));
        self.all.iter().filter(is_near).for_each(|sets| near.add(Rc::clone(sets)));
        near
    }
}

impl Finding<'_> {
    /// Finds the entries of one shape.
    fn shape(&mut self, shape: EntryShape, keys: KeySet) -> Result<(), SearchTooLarge> {
        let whole = KeySets::all(shape.places, keys);
        let asked: Vec<Vec<Rc<KeySets>>> = self.questions.sets(shape);
        // An entry that no route takes is left over when all have been asked: then none has to look for another.
        let routes: Vec<&KeySets> = self.questions.routes(&asked).collect();
        let free = entry_outside(&whole, &routes, &self.taste, &mut self.left)?;
        let entry = match free {
            Some(entry) => entry,
            None => match entry_outside(&whole, &[], &self.taste, &mut self.left)? {
                Some(entry) => entry,
                None => return Ok(()),
            },
        };
        let first = self.questions.first();
        let part = EntryClass {
            question: first,
            within: vec![whole],
            without: Without::default(),
            entry,
            yes: Vec::new(),
        };
        let mut parts = vec![part];
        while let Some(part) = parts.pop() {
            self.cut(part, &asked, shape, &mut parts)?;
        }
        Ok(())
    }

    /// Asks one question after the other of what answers no to them all; what answers yes is put aside.
    fn cut(
        &mut self,
        mut part: EntryClass,
        asked: &[Vec<Rc<KeySets>>],
        shape: EntryShape,
        parts: &mut Vec<EntryClass>,
    ) -> Result<(), SearchTooLarge> {
        while part.question != END {
            let question = part.question;
            let (yes, no) = self.questions.ways(question);
            let sets = &asked[question];
            self.left = self.left.checked_sub(1 + sets.len() * part.within.len()).ok_or(SearchTooLarge)?;
            part.question = no;
            let common: Vec<KeySets> = part
                .within
                .iter()
                .flat_map(|within| sets.iter().filter_map(|sets| within.common(sets)))
                .collect();
            if common.is_empty() {
                continue;
            }
            let is_yes = sets.iter().any(|sets| sets.holds(&part.entry));
            let found = if is_yes { Some(part.entry) } else { self.one_of(&common, &part.without)? };
            if let Some(entry) = found {
                let mut said = part.yes.clone();
                said.push(question);
                if let [single] = &common[..]
                    && single.single().is_some()
                {
                    self.answer(yes, entry, said, asked, shape);
                } else {
                    let without = part.without.near(&common);
                    parts.push(EntryClass { question: yes, within: common, without, entry, yes: said });
                }
            }
            for sets in sets {
                part.without.add(Rc::clone(sets));
            }
            if is_yes {
                let Some(entry) = self.one_of(&part.within, &part.without)? else { return Ok(()) };
                part.entry = entry;
            }
        }
        self.keep(part.yes, part.entry, shape)
    }

    /// An entry in one of some sets and in none of others.
    fn one_of(&mut self, within: &[KeySets], without: &Without) -> Result<Option<Digits>, SearchTooLarge> {
        for within in within {
            if let Some(entry) = within.single() {
                if without.allows(&entry) {
                    return Ok(Some(entry));
                }
                continue;
            }
            let others: Vec<&KeySets> = without.all.iter().map(|sets| &**sets).collect();
            if let Some(entry) = entry_outside(within, &others, &self.taste, &mut self.left)? {
                return Ok(Some(entry));
            }
        }
        Ok(None)
    }

    /// Asks the rest of one entry.
    fn answer(
        &mut self,
        mut question: usize,
        entry: Digits,
        mut yes: Vec<usize>,
        asked: &[Vec<Rc<KeySets>>],
        shape: EntryShape,
    ) {
        while question != END {
            let (then, no) = self.questions.ways(question);
            let is_yes = asked[question].iter().any(|sets| sets.holds(&entry));
            if is_yes {
                yes.push(question);
            }
            question = if is_yes { then } else { no };
        }
        // That there are too many is told by the next part that is kept.
        let _ = self.keep(yes, entry, shape);
    }

    fn keep(&mut self, yes: Vec<usize>, entry: Digits, shape: EntryShape) -> Result<(), SearchTooLarge> {
        // What no step takes whole is another entry, with keys behind it for what comes next.
        let is_early =
            |rules: &EntryRules<'_>| rules.complete_after(&entry).is_some_and(|after| after < shape.places);
        if self.questions.rules().iter().all(is_early) {
            return Ok(());
        }
        let order = self.known.len();
        if order >= MAX_KINDS && !self.known.contains_key(&yes) {
            return Err(SearchTooLarge);
        }
        let whole = || entry.keys().chain(shape.then).collect();
        self.known.entry(yes).or_insert_with(|| (order, whole()));
        Ok(())
    }
}
