//! What a phone system does, whatever the platform: nodes that lead to one another.

use std::collections::BTreeMap;

use super::time_rule::TimeRule;
use crate::base::source::Span;
use crate::plan::{EntryCompletion, Key, KeySet, Pattern};

/// A node of a flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

impl NodeId {
    /// Its position among the nodes.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A whole phone system.
#[derive(Clone, Debug, Default)]
pub struct Flow {
    /// Where calls come in.
    pub lines: Vec<FlowLine<NodeId>>,
    /// What can happen in them.
    pub nodes: Vec<Node<NodeId>>,
    /// What is asked of the outside, by the name of the question.
    pub questions: BTreeMap<String, Question>,
}

/// A line.
#[derive(Clone, Debug)]
pub struct FlowLine<T> {
    /// The name that it gets in the plan.
    pub name: String,
    /// What is dialed, as far as the platform tells.
    pub dialed: Vec<String>,
    /// What people call it.
    pub title: String,
    /// Where a call begins.
    pub start: T,
    /// Where the platform says so.
    pub place: FlowPlace,
    /// What was guessed.
    pub assumed: Vec<String>,
}

/// Something that happens in a call.
#[derive(Clone, Debug)]
pub struct Node<T> {
    /// What a person would call it: the label, the comment, or what the platform calls the place.
    pub name: String,
    /// What happens.
    pub act: Act<T>,
    /// Where the platform says so.
    pub place: FlowPlace,
    /// What was guessed.
    pub assumed: Vec<String>,
}

/// A place in the platform's files, and its words there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FlowPlace {
    /// Where it is.
    pub span: Span,
    /// What the platform says there, without secrets.
    pub words: String,
}

/// What happens. `T` is how the next is named: a state while the platform's program is worked out, a node behind that.
#[derive(Clone, Debug)]
pub enum Act<T> {
    /// Something is said, and keys are dropped.
    Say {
        /// What is said.
        said: Vec<Sound>,
        /// What follows.
        then: T,
    },
    /// The caller is asked for a key or several.
    Ask(Box<Ask<T>>),
    /// It goes one way or another without a word. The first case that holds is taken.
    Branch {
        /// Each with where it leads.
        cases: Vec<(Condition, T)>,
        /// Where none holds.
        otherwise: T,
    },
    /// The call is put through.
    Transfer(Box<Transfer<T>>),
    /// A message is taken, and the call is over.
    Voicemail {
        /// Whose mailbox it is.
        title: String,
        /// The greeting.
        said: Vec<Sound>,
    },
    /// The call is over.
    End(FlowEnd),
}

/// How a call ends without a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FlowEnd {
    /// The platform hangs up.
    HangUp,
    /// It leads to what is not there.
    Dropped,
}

/// Asks the caller for a key or several.
#[derive(Clone, Debug)]
pub struct Ask<T> {
    /// What is said.
    pub said: Vec<Sound>,
    /// Whether keys are taken while it is said.
    pub barge_in: bool,
    /// How long the caller may be silent behind it, in milliseconds. 0: only while it is said.
    pub wait: u64,
    /// Which entries lead where; the first that matches counts.
    pub entries: Vec<(EntryPattern, T)>,
    /// Where silence leads.
    pub silence: T,
    /// Where anything else leads.
    pub other: T,
    /// How entries end.
    pub reading: Reading,
}

/// How an entry of several digits ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reading {
    /// The longest pause between two digits, in milliseconds.
    pub between_digits: u64,
    /// The most digits.
    pub most: u8,
    /// The key that ends an entry.
    pub terminator: Option<Key>,
    /// What completes an entry.
    pub complete: EntryCompletion,
}

/// What is entered: a pattern as plans have it, and perhaps more keys behind it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryPattern {
    /// For each place the keys that it may be.
    pub keys: Vec<KeySet>,
    /// Whether more keys may follow: at least so many.
    pub more: Option<u8>,
}

/// A prompt, or a part of one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sound {
    /// What the platform calls it; empty where it is spoken by a voice.
    pub name: String,
    /// The words, where they are known.
    pub words: Option<String>,
    /// How long it takes, in milliseconds, where that is known.
    pub millis: Option<u64>,
}

/// Puts a call through.
#[derive(Clone, Debug)]
pub struct Transfer<T> {
    /// To whom.
    pub title: String,
    /// What is said before.
    pub said: Vec<Sound>,
    /// How long it rings, in milliseconds, if that has an end.
    pub rings: Option<u64>,
    /// Where a call goes that nobody answers in time.
    pub unanswered: Option<T>,
    /// Where it goes when it is busy.
    pub busy: Option<T>,
    /// Where it goes when the queue takes no more callers, or the phones cannot be reached.
    pub full: Option<T>,
    /// Where it goes when those who answered have hung up.
    pub ended: Option<T>,
    /// Whether callers are called back.
    pub callback: bool,
}

/// What a branch asks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Condition {
    /// Whether these hours hold.
    Open(TimeRule),
    /// Whether the outside answers one of these.
    Answer {
        /// The name of the question.
        question: String,
        /// The answers.
        values: Vec<String>,
    },
    /// Whether the call came in on one of these lines.
    Line(Vec<String>),
    /// Whether the caller's number is one of these.
    Caller(Vec<String>),
    /// Whether what was entered last is one of these.
    Entered(Vec<EntryPattern>),
}

/// What is asked of the outside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// What it tells, in the platform's words.
    pub title: String,
    /// All that is told apart, without what else there may be.
    pub values: Vec<String>,
    /// Where it is asked first.
    pub place: Option<FlowPlace>,
    /// Whether it is not known what is asked: an opaque question.
    pub is_opaque: bool,
}

impl EntryPattern {
    /// These keys and no others. None: one of them is on no phone.
    #[must_use]
    pub fn exact(keys: &str) -> Option<Self> {
        let keys = keys.chars().map(|key| Key::new(key).map(KeySet::only));
        Some(Self { keys: keys.collect::<Option<_>>()?, more: None })
    }

    /// The one key that it is, if it is that.
    #[must_use]
    pub fn one_key(&self) -> Option<Key> {
        match (&*self.keys, self.more) {
            ([keys], None) => keys.single(),
            _ => None,
        }
    }

    /// Whether these keys are one of those meant.
    #[must_use]
    pub fn matches(&self, entry: &str) -> bool {
        let is_long_enough = match self.more {
            None => entry.len() == self.keys.len(),
            Some(more) => entry.len() >= self.keys.len() + usize::from(more),
        };
        let is_meant = |(key, meant): (char, &KeySet)| Key::new(key).is_some_and(|key| meant.contains(key));
        is_long_enough && entry.chars().zip(&self.keys).all(is_meant)
    }

    /// What is meant by both. None: nothing is.
    #[must_use]
    pub fn both(&self, other: &Self) -> Option<Self> {
        let (long, short) = if self.keys.len() >= other.keys.len() { (self, other) } else { (other, self) };
        let shortest = |pattern: &Self| pattern.keys.len() + pattern.more.map_or(0, usize::from);
        if long.keys.len() > short.keys.len() && short.more.is_none() {
            return None;
        }
        let mut keys = long.keys.clone();
        for (own, other) in keys.iter_mut().zip(&short.keys) {
            *own = own.and(*other);
        }
        if keys.iter().any(|keys| keys.is_empty()) {
            return None;
        }
        let least = shortest(self).max(shortest(other));
        let more = match (long.more, short.more) {
            (Some(_), Some(_)) => Some((least - keys.len()) as u8),
            _ if keys.len() < least => return None,
            _ => None,
        };
        Some(Self { keys, more })
    }

    /// As plans write it, without what more may follow: `[2-9]xx`.
    #[must_use]
    pub fn text(&self) -> String {
        self.keys.iter().copied().collect::<Pattern>().to_string()
    }
}

impl Sound {
    /// A recording of this name.
    #[must_use]
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), words: None, millis: None }
    }

    /// These words.
    #[must_use]
    pub fn spoken(words: impl Into<String>) -> Self {
        Self { name: String::new(), words: Some(words.into()), millis: None }
    }
}

impl<T> Transfer<T> {
    /// Puts a call through, with nothing before and nothing behind.
    #[must_use]
    pub fn to(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            said: Vec::new(),
            rings: None,
            unanswered: None,
            busy: None,
            full: None,
            ended: None,
            callback: false,
        }
    }
}

impl<T> Act<T> {
    /// The same, with what follows named otherwise.
    pub fn map<U>(self, mut name: impl FnMut(T) -> U) -> Act<U> {
        match self {
            Self::Say { said, then } => Act::Say { said, then: name(then) },
            Self::Ask(ask) => {
                let Ask { said, barge_in, wait, entries, silence, other, reading } = *ask;
                let entries = entries.into_iter().map(|(entry, to)| (entry, name(to))).collect();
                let (silence, other) = (name(silence), name(other));
                Act::Ask(Box::new(Ask { said, barge_in, wait, entries, silence, other, reading }))
            }
            Self::Branch { cases, otherwise } => Act::Branch {
                cases: cases.into_iter().map(|(condition, to)| (condition, name(to))).collect(),
                otherwise: name(otherwise),
            },
            Self::Transfer(transfer) => {
                let Transfer { title, said, rings, unanswered, busy, full, ended, callback } = *transfer;
                Act::Transfer(Box::new(Transfer {
                    title,
                    said,
                    rings,
                    unanswered: unanswered.map(&mut name),
                    busy: busy.map(&mut name),
                    full: full.map(&mut name),
                    ended: ended.map(&mut name),
                    callback,
                }))
            }
            Self::Voicemail { title, said } => Act::Voicemail { title, said },
            Self::End(end) => Act::End(end),
        }
    }

    /// All that can follow.
    #[must_use]
    pub fn targets(&self) -> Vec<&T> {
        match self {
            Self::Say { then, .. } => vec![then],
            Self::Ask(ask) => {
                ask.entries.iter().map(|(_, to)| to).chain([&ask.silence, &ask.other]).collect()
            }
            Self::Branch { cases, otherwise } => cases.iter().map(|(_, to)| to).chain([otherwise]).collect(),
            Self::Transfer(transfer) => {
                let Transfer { unanswered, busy, full, ended, .. } = &**transfer;
                [unanswered, busy, full, ended].into_iter().flatten().collect()
            }
            Self::Voicemail { .. } | Self::End(_) => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_one_of_those_meant_key_by_key() {
        let one_of = |keys: &str| keys.chars().filter_map(Key::new).collect::<KeySet>();
        let exact = EntryPattern::exact("1*").unwrap();
        assert!(exact.matches("1*") && !exact.matches("1") && !exact.matches("1**") && !exact.matches("2*"));
        let set = EntryPattern { keys: vec![one_of("23"), KeySet::DIGITS], more: None };
        assert!(set.matches("29") && set.matches("30") && !set.matches("40") && !set.matches("2#"));
        assert_eq!(set.text(), "[23]x");
        let ranges = EntryPattern { keys: ["023459", "0*#", "123456789"].map(one_of).to_vec(), more: None };
        assert_eq!(ranges.text(), "[02-59][0*#][1-9]");
        let more = EntryPattern { keys: vec![KeySet::DIGITS], more: Some(1) };
        assert!(more.matches("12") && more.matches("1234") && !more.matches("1"));
        let both = more.both(&set).unwrap();
        assert_eq!((both.text(), both.more), ("[23]x".to_owned(), None));
        assert_eq!(more.both(&EntryPattern::exact("1").unwrap()), None, "it takes two keys at least");
        assert_eq!(set.both(&EntryPattern::exact("49").unwrap()), None);
        assert_eq!(EntryPattern::exact("1a"), None);
        assert_eq!(EntryPattern::exact("7").unwrap().one_key(), Key::new('7'));
    }
}
