//! When an entry is complete at a step, and which one it is then: as sets of entries.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::key_sets::KeySets;
use crate::plan::{DigitCollection, Digits, EntryCompletion, Key, KeySet, Link, Pattern, Step, StepKind};

/// What callers press, before a key is chosen for each place.
#[derive(Clone, Copy, Debug)]
pub(super) struct EntryShape {
    /// So many keys are chosen.
    pub(super) places: usize,
    /// What is pressed behind them, where that ends the entry under one of two plans.
    pub(super) then: Option<Key>,
}

/// How a step takes entries of several digits.
pub(super) struct EntryRules<'a> {
    step: &'a Step,
    pub(super) fewest: usize,
    pub(super) most: usize,
    pub(super) terminator: Option<Key>,
    completion: EntryCompletion,
    /// Entries with a way of their own, the first that matches wins. The keys of a menu are such.
    pub(super) routes: Vec<(Cow<'a, Pattern>, Link)>,
    /// Where any other entry of digits goes.
    pub(super) then: Option<Link>,
    /// What longer entries begin with, by how many keys of them are asked about.
    known_going_on: RefCell<HashMap<usize, Rc<[KeySets]>>>,
}

impl<'a> EntryRules<'a> {
    /// How a step takes entries. None: it takes none.
    pub(super) fn of(step: &'a Step) -> Option<Self> {
        let collection = step.collection()?;
        let mut routes = Vec::new();
        if let StepKind::Menu(menu) = &step.kind {
            let keys = menu.choices().map(|(key, choice)| (Cow::Owned(Pattern::of_key(key)), choice.link));
            routes.extend(keys);
        }
        let own = collection.routes.iter().map(|route| (Cow::Borrowed(&route.pattern), route.choice.link));
        routes.extend(own);
        Some(Self {
            step,
            fewest: usize::from(collection.fewest),
            most: usize::from(collection.most),
            terminator: collection.terminator,
            completion: collection.completion,
            routes,
            then: collection.then,
            known_going_on: RefCell::default(),
        })
    }

    /// Whether the terminator, pressed before any other key, is an entry.
    pub(super) fn takes_terminator(&self) -> bool {
        self.step.collection().is_some_and(DigitCollection::takes_terminator)
    }

    /// After how many keys an entry is complete that begins with these. None: none of them completes it.
    pub(super) fn complete_after(&self, entry: &Digits) -> Option<usize> {
        let mut pressed = Digits::NONE;
        let collection = self.step.collection()?;
        let completes = |key| {
            pressed.push(key);
            collection.is_complete(&pressed, || self.step.taken(&pressed).is_some())
        };
        entry.keys().position(completes).map(|before| before + 1)
    }

    /// How many keys of a shape are taken as an entry, if nothing completes it before.
    fn length(&self, shape: EntryShape) -> usize {
        let then = shape.then.filter(|key| self.terminator != Some(*key));
        (shape.places + usize::from(then.is_some())).min(self.most)
    }

    /// The entries of a shape that are taken as one of a route. What is pressed once an entry is complete is for the next step.
    pub(super) fn routed(&self, route: &Pattern, shape: EntryShape) -> Vec<KeySets> {
        // What begins a route is never complete before, unless it is one itself.
        self.taken_as(route, shape, |_| vec![KeySets::of(route)])
    }

    /// The entries of a shape that are like a pattern when they are complete, taken or not.
    pub(super) fn like(&self, pattern: &Pattern, shape: EntryShape) -> Vec<KeySets> {
        self.taken_as(pattern, shape, |rules| rules.completing(pattern))
    }

    fn taken_as(
        &self,
        pattern: &Pattern,
        shape: EntryShape,
        completing: impl FnOnce(&Self) -> Vec<KeySets>,
    ) -> Vec<KeySets> {
        let length = self.length(shape);
        if length == 0 {
            let is_alone =
                self.takes_terminator() && shape.then.is_some_and(|key| *pattern == Pattern::of_key(key));
            return if is_alone { vec![KeySets::all(0, KeySet::ALL)] } else { Vec::new() };
        }
        match pattern.len() {
            whole if whole == length => Self::whole(pattern, shape).into_iter().collect(),
            // Before the last of so many keys.
            early if early < length && self.completion != EntryCompletion::Pause => {
                let mut left = completing(self);
                for longer in self.going_on(early).iter() {
                    left = left.iter().flat_map(|some| some.minus(longer)).collect();
                }
                left.iter().map(|some| some.followed(shape.places)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Those that are complete with all keys of a shape.
    fn whole(pattern: &Pattern, shape: EntryShape) -> Option<KeySets> {
        let keys = KeySets::of(pattern);
        if keys.places() > shape.places {
            let last = pattern.places().last()?;
            shape.then.filter(|key| last.contains(*key))?;
        }
        Some(keys.beginning(shape.places).followed(shape.places))
    }

    /// Of the entries that are like a pattern, those that their last key completes if nothing longer begins with them.
    fn completing(&self, pattern: &Pattern) -> Vec<KeySets> {
        let (all, length) = (KeySets::of(pattern), pattern.len());
        match self.completion {
            EntryCompletion::Pause => Vec::new(),
            EntryCompletion::Match => {
                self.taken(length).iter().filter_map(|taken| all.common(taken)).collect()
            }
            EntryCompletion::Clear if length == 1 => vec![all],
            // What nothing begins with was complete before.
            EntryCompletion::Clear => {
                let going_on = self.going_on(length - 1);
                going_on.iter().filter_map(|begun| all.common(&begun.followed(length))).collect()
            }
        }
    }

    /// The entries of so many keys that are taken.
    fn taken(&self, length: usize) -> Vec<KeySets> {
        let routes = self.routes.iter().filter(|(route, _)| route.len() == length);
        let numbers = self.then.filter(|_| (self.fewest..=self.most).contains(&length));
        let numbers = numbers.map(|_| KeySets::all(length, KeySet::DIGITS));
        routes.map(|(route, _)| KeySets::of(route)).chain(numbers).collect()
    }

    /// What longer entries that are taken begin with.
    fn going_on(&self, length: usize) -> Rc<[KeySets]> {
        if let Some(known) = self.known_going_on.borrow().get(&length) {
            return Rc::clone(known);
        }
        let routes = self.routes.iter().filter(|(route, _)| route.len() > length);
        let numbers = self.then.filter(|_| self.most > length).map(|_| KeySets::all(length, KeySet::DIGITS));
        let found: HashSet<KeySets> =
            routes.map(|(route, _)| KeySets::of(route).beginning(length)).chain(numbers).collect();
        let mut found: Vec<KeySets> = found.into_iter().collect();
        found.sort_unstable();
        let found: Rc<[KeySets]> = found.into();
        self.known_going_on.borrow_mut().insert(length, Rc::clone(&found));
        found
    }

    /// The entries of a shape that are numbers, where they are long enough.
    pub(super) fn number(&self, shape: EntryShape) -> Option<KeySets> {
        let length = self.length(shape);
        if length < self.fewest || length > shape.places && !shape.then.is_some_and(Key::is_digit) {
            return None;
        }
        Some(KeySets::all(length.min(shape.places), KeySet::DIGITS).followed(shape.places))
    }
}
