//! What the phone system does not decide itself: what another system answers, and what becomes of a transfer.

use jiff::SignedDuration;

use super::ids::{AnswerId, StepId};
use super::key::Key;
use super::link::Link;
use super::origin::Origin;
use super::prompt::Prompt;
use super::translations::Translations;
use super::waiting::Choice;
use crate::base::Language;

/// A question that something outside of the plan answers: a database, a night switch, who is on duty, chance; or the people to
/// whom a call is put through. One of a few answers, of which one is usual.
#[derive(Clone, Debug)]
#[doc(alias("lambda", "webhook", "staffing", "night mode", "variable", "attribute"))]
pub struct OutsideAnswer {
    /// The name in the file: `staffed` of `[answers.staffed]`; of a destination whose calls can go on, its own.
    pub key: String,
    /// What it tells, in people's words.
    pub name: Option<String>,
    /// What it can be, by [`AnswerValue::index`]. At least two; of a transfer all that there is, whether or not the plan tells what
    /// follows.
    pub values: Vec<String>,
    /// How prompts say each of them; None: by its own text.
    pub said: Vec<Option<ValueWords>>,
    /// What it is unless somebody says otherwise.
    pub usual: AnswerValue,
    /// The destination, where it is what becomes of a transfer.
    pub transfer: Option<StepId>,
    /// Where it comes from.
    pub origin: Origin,
}

/// How prompts say a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueWords {
    /// In the plan's language.
    pub own: String,
    /// In others.
    pub translations: Translations<String>,
}

/// One of the values of an outside answer. It means nothing for another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnswerValue(pub(crate) u8);

/// Puts a call through to people.
#[derive(Clone, Debug, Default)]
#[doc(alias("queue", "hunt group", "ring group", "skill", "agent", "extension"))]
pub struct Destination {
    /// What the caller hears first, if anything.
    pub say: Option<Prompt>,
    /// Whether callers are promised a call back instead of being put through. Nothing follows that.
    #[doc(alias("callback", "virtual hold", "queue callback"))]
    pub calls_back: bool,
    /// How a call goes on that is not answered, or that is over for those who answered it. None: with the transfer the call is
    /// over, as far as the plan tells.
    pub follow_up: Option<Box<FollowUp>>,
}

/// How calls go on behind a destination.
#[derive(Clone, Debug)]
#[doc(alias("no-answer", "busy", "overflow", "failover", "queue timeout"))]
pub struct FollowUp {
    /// How long it rings, or a caller waits in the queue, before the call goes on unanswered.
    pub rings: SignedDuration,
    /// The answer that tells what becomes of a transfer; its values are [`TransferResult::ALL`].
    pub answer: AnswerId,
    /// Where calls go, by what became of the transfer; none twice, and never [`TransferResult::Answered`].
    pub ways: Vec<(TransferResult, Link)>,
    /// What callers can press while it rings, in the order of the plan; none twice.
    #[doc(alias("queue keys", "caller exit", "periodic announcement"))]
    pub keys: Vec<(Key, Choice)>,
}

/// What becomes of a transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum TransferResult {
    /// Somebody answers, and the rest is between people.
    Answered,
    /// Nobody answers in time.
    #[doc(alias("no-answer", "RNA", "timeout"))]
    Unanswered,
    /// The line is busy.
    Busy,
    /// The queue takes no more callers.
    #[doc(alias("at capacity", "overflow"))]
    Full,
    /// Somebody answered and has hung up, and the caller is still there.
    #[doc(alias("call complete", "after call", "survey"))]
    Ended,
}

impl TransferResult {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Answered, Self::Unanswered, Self::Busy, Self::Full, Self::Ended];

    /// The result that a value of the answer of a transfer means. What is no result, nobody has told of: somebody answers.
    #[must_use]
    pub fn of(value: AnswerValue) -> Self {
        Self::ALL.get(value.index()).copied().unwrap_or(Self::Answered)
    }

    /// The word for it in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Unanswered => "unanswered",
            Self::Busy => "busy",
            Self::Full => "full",
            Self::Ended => "ended",
        }
    }
}

impl Destination {
    /// How a call goes on that nobody answers in time: after how long, and where.
    #[must_use]
    pub fn unanswered(&self) -> Option<(SignedDuration, Link)> {
        Some((self.follow_up.as_deref()?.rings, self.way(TransferResult::Unanswered)?))
    }

    /// Where a call goes of which this became.
    #[must_use]
    pub fn way(&self, result: TransferResult) -> Option<Link> {
        self.follow_up.as_deref()?.way(result)
    }

    /// What callers can press while it rings.
    pub fn keys(&self) -> impl Iterator<Item = (Key, &Choice)> {
        self.follow_up.iter().flat_map(|follow_up| follow_up.keys.iter().map(|(key, choice)| (*key, choice)))
    }

    /// Where calls can go on to behind it.
    pub fn ways_on(&self) -> impl Iterator<Item = Link> {
        let ways = self.follow_up.iter().flat_map(|follow_up| follow_up.ways.iter().map(|&(_, link)| link));
        ways.chain(self.keys().map(|(_, choice)| choice.link))
    }
}

impl FollowUp {
    /// Where a call goes of which this became.
    #[must_use]
    pub fn way(&self, result: TransferResult) -> Option<Link> {
        self.ways.iter().find(|(known, _)| *known == result).map(|&(_, link)| link)
    }
}

impl AnswerValue {
    /// The position among the values of its answer.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

impl OutsideAnswer {
    /// How many values there can be.
    pub const MAX_VALUES: usize = 16;

    /// The values with their words.
    #[must_use]
    pub fn values(&self) -> impl ExactSizeIterator<Item = (AnswerValue, &str)> {
        self.values.iter().enumerate().map(|(index, word)| (AnswerValue(index as u8), word.as_str()))
    }

    /// The value of this word.
    #[must_use]
    pub fn value(&self, word: &str) -> Option<AnswerValue> {
        self.values().find(|(_, known)| *known == word).map(|(value, _)| value)
    }

    /// How a prompt in a language says a value.
    #[must_use]
    pub fn said(&self, value: AnswerValue, language: Language) -> &str {
        match self.said.get(value.index()) {
            Some(Some(words)) => words.translations.get(language).unwrap_or(&words.own),
            _ => self.word(value),
        }
    }

    /// The word of a value.
    #[must_use]
    pub fn word(&self, value: AnswerValue) -> &str {
        self.values.get(value.index()).map_or("something unknown", String::as_str)
    }
}
