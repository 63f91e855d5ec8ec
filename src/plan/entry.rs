//! What can be entered at a step that takes several digits, and when an entry is complete.

use jiff::SignedDuration;

use super::key::{Digits, Key, KeySet};
use super::link::Link;
use super::pattern::Pattern;
use super::waiting::Choice;
use crate::base::Language;

/// How several digits are taken, and where they lead.
#[derive(Clone, Debug)]
#[doc(alias("digit collection", "gather", "read", "get customer input"))]
pub struct DigitCollection {
    /// The fewest digits of an entry.
    pub fewest: u8,
    /// The most digits of an entry, at which it is complete.
    pub most: u8,
    /// The key that ends an entry early. It is not part of the entry; pressed before any other, it is an entry of its own where
    /// a route says so.
    #[doc(alias("finish-on-key", "end-of-digits"))]
    pub terminator: Option<Key>,
    /// How long the system waits for the next digit before it takes the entry as complete.
    #[doc(alias = "inter-digit timeout")]
    pub between_digits: SignedDuration,
    /// What completes an entry before that.
    pub completion: EntryCompletion,
    /// Entries with a way of their own, the first that matches wins.
    pub routes: Vec<EntryRoute>,
    /// Where any other entry of digits goes. Without it, any other entry is a no-match.
    pub then: Option<Link>,
}

/// Entries that lead to one place.
#[derive(Clone, Debug)]
pub struct EntryRoute {
    /// The entries.
    pub pattern: Pattern,
    /// What they do.
    pub choice: Choice,
}

/// What completes an entry, besides its most digits, its terminator and a pause.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryCompletion {
    /// Nothing else.
    Pause,
    /// That it is taken, where no longer entry would be that begins like it.
    #[default]
    Match,
    /// That no longer entry would be taken that begins like it, whether it is taken or not.
    Clear,
}

impl EntryCompletion {
    /// All, as plans write them.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Pause, "pause"), (Self::Match, "match"), (Self::Clear, "clear")];

    /// The word for it in a plan.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// Where an entry leads.
#[derive(Clone, Copy, Debug)]
pub enum TakenEntry<'p> {
    /// By a key of a menu.
    Key(Key, &'p Choice),
    /// By a route of its own.
    Route(&'p EntryRoute),
    /// Where all other digits do.
    Other(Link),
}

impl TakenEntry<'_> {
    /// Where it leads.
    #[must_use]
    pub fn link(self) -> Link {
        match self {
            Self::Key(_, choice) => choice.link,
            Self::Route(route) => route.choice.link,
            Self::Other(link) => link,
        }
    }

    /// The language that the caller is spoken to in from there on, if it is settled.
    #[must_use]
    pub fn language(self) -> Option<Language> {
        match self {
            Self::Key(_, choice) => choice.language,
            Self::Route(route) => route.choice.language,
            Self::Other(_) => None,
        }
    }
}

impl DigitCollection {
    /// Where an entry goes. None: it is not accepted.
    #[must_use]
    pub fn route(&self, entry: &Digits) -> Option<TakenEntry<'_>> {
        let own = self.routes.iter().find(|route| route.pattern.matches(entry)).map(TakenEntry::Route);
        let is_number = || entry.len() >= usize::from(self.fewest) && entry.keys().all(Key::is_digit);
        own.or_else(|| self.then.filter(|_| is_number()).map(TakenEntry::Other))
    }

    /// Whether the terminator, pressed before any other key, is an entry.
    #[must_use]
    pub fn takes_terminator(&self) -> bool {
        self.terminator.is_some_and(|key| {
            let alone = Pattern::of_key(key);
            self.routes.iter().any(|route| route.pattern.covers(&alone))
        })
    }

    /// Whether an entry is complete with its latest key. `is_taken` tells whether it leads somewhere.
    #[must_use]
    pub fn is_complete(&self, entry: &Digits, is_taken: impl FnOnce() -> bool) -> bool {
        entry.len() >= usize::from(self.most)
            || match self.completion {
                EntryCompletion::Pause => false,
                EntryCompletion::Match => !self.goes_on_from(entry) && is_taken(),
                EntryCompletion::Clear => !self.goes_on_from(entry),
            }
    }

    /// What completes entries here, in effect: nothing does where none can be complete before the last digit that there can be.
    #[must_use]
    pub fn completion_in_effect(&self) -> EntryCompletion {
        let is_number =
            |pattern: &Pattern| pattern.places().iter().all(|keys| keys.minus(KeySet::DIGITS).is_empty());
        let terminator = self.terminator.map(Pattern::of_key);
        // The terminator alone is taken at once anyway.
        let is_short = |route: &EntryRoute| {
            route.pattern.len() < usize::from(self.most) && terminator.as_ref() != Some(&route.pattern)
        };
        let is_early = match self.completion {
            EntryCompletion::Pause => false,
            // Where all other digits are taken, any number may go on.
            EntryCompletion::Match => self
                .routes
                .iter()
                .any(|route| is_short(route) && !(self.then.is_some() && is_number(&route.pattern))),
            EntryCompletion::Clear => self.most > 1,
        };
        if is_early { self.completion } else { EntryCompletion::Pause }
    }

    /// Whether some longer entry is taken that begins like this one.
    fn goes_on_from(&self, entry: &Digits) -> bool {
        self.then.is_some() && entry.keys().all(Key::is_digit)
            || self.routes.iter().any(|route| route.pattern.goes_on_from(entry))
    }

    /// How many digits an entry has: `8 digits`, `4 to 10 digits`.
    #[must_use]
    pub fn length(&self) -> String {
        match (self.fewest, self.most) {
            (1, 1) => "1 digit".to_owned(),
            (fewest, most) if fewest == most => format!("{most} digits"),
            (fewest, most) => format!("{fewest} to {most} digits"),
        }
    }

    /// Everywhere that entries lead to.
    pub fn links(&self) -> impl Iterator<Item = Link> + '_ {
        self.routes.iter().map(|route| route.choice.link).chain(self.then)
    }
}
