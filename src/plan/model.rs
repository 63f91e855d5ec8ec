//! A plan that can be called: valid by construction.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::SignedDuration;
use jiff::civil::Date;

use super::announcement::{Announcement, Occasion};
use super::checking::CheckSettings;
use super::dated_change::DatedChange;
use super::entry::{DigitCollection, EntryRoute, TakenEntry};
use super::hours::{NamedCalendar, NamedOverride, NamedSchedule};
use super::ids::{AnswerId, ContactId, LineId, ScheduleId};
use super::key::{Digits, Key};
use super::link::Link;
use super::origin::Origin;
use super::outside::{AnswerValue, Destination, OutsideAnswer, TransferResult};
use super::pattern::Pattern;
use super::prompt::{Prompt, Speech};
use super::spoken_values::SpokenValues;
use super::synonym::Synonym;
use super::translations::Translations;
use super::waiting::{Choice, Waiting, WayKey};
use crate::base::Language;
use crate::base::source::{Sources, Span, Spanned};
use crate::number::{AreaCode, Country, Dialed, NumberMatch, PhoneNumber, Region};
use crate::time::Zone;

/// Everything that can be dialed, and what happens then, in force from one date.
#[derive(Debug)]
#[doc(alias("call flow", "dialplan", "auto attendant"))]
pub struct Plan {
    /// What the plan is called.
    pub name: String,
    /// The first local date on which it is in force.
    pub effective: Date,
    /// The zone of hours that name none, and of times that people type without an offset.
    pub zone: Zone,
    /// How numbers without a country code are read.
    pub country: Country,
    /// The language of its names and prompts, where they name none.
    pub language: Language,
    /// The zone to use for a caller whose own is not known, or may be one of several.
    pub unknown_caller_zone: Zone,
    /// How long a call may last before the system ends it.
    pub call_limit: SignedDuration,
    /// How fast prompts are spoken.
    pub speech: Speech,
    /// Where the plan's own table stands, and what it says of itself.
    pub origin: Origin,
    /// Where the whole was read from.
    pub sources: Arc<Sources>,
    /// How the plan is to be checked.
    pub checking: Arc<CheckSettings>,
    /// What people say instead of its words.
    pub synonyms: Arc<[Synonym]>,
    /// Whether the plan says itself what zone to use for a caller whose own is not known.
    pub has_explicit_unknown_caller_zone: bool,
    /// The plans that come into force after this one, in order.
    pub(super) later: Arc<[Arc<Plan>]>,
    /// What is other than in the plan before.
    pub(super) change: Option<Arc<DatedChange>>,
    /// What the plan's defaults say of themselves, where there are any.
    pub(super) defaults: Option<Origin>,
    // Shared with the plans that [`Plan::with`] and [`Plan::with_schedules`] make of this one.
    pub(super) lines: Arc<[Line]>,
    pub(super) steps: Arc<[Arc<Step>]>,
    pub(super) schedules: Vec<Arc<NamedSchedule>>,
    pub(super) calendars: Arc<[NamedCalendar]>,
    pub(super) overrides: Arc<[NamedOverride]>,
    pub(super) announcements: Arc<[Announcement]>,
    /// How many of the schedules the plan itself has; those behind them are windows of time.
    pub(super) own_schedules: usize,
    pub(super) contacts: Arc<[Contact]>,
    /// The names of counters that steps share.
    pub(super) counters: Arc<[String]>,
    /// What holidays and reasons are called in other languages, by their names in the plan's own.
    pub(super) translated_reasons: Arc<BTreeMap<String, Translations<String>>>,
    /// Those that the plan declares, then those of destinations.
    pub(super) answers: Arc<[OutsideAnswer]>,
    /// What prompts say of calls.
    pub(super) spoken_values: Arc<SpokenValues>,
    /// Sorted by number, for a search.
    pub(super) dialable: Arc<[(Dialed, Dialable)]>,
}

/// What a dialed number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dialable {
    /// A line: the call is answered by its first step.
    Line(LineId),
    /// A contact's fax: the caller hears a fax machine.
    Fax(ContactId),
}

/// A line that can be called.
#[derive(Clone, Debug)]
#[doc(alias("DNIS", "DID", "DDI", "access number"))]
pub struct Line {
    /// The name in the file: `cpc` of `[lines.cpc]`.
    pub key: String,
    /// The name that people use.
    pub name: String,
    /// The same in other languages.
    pub translated_names: Translations<String>,
    /// The language that its callers are spoken to in.
    pub language: Language,
    /// What is dialed: its number, another dial string, or nothing but its name. The first, where there are several.
    pub number: Spanned<Dialed>,
    /// What else is dialed to reach it.
    pub more_numbers: Vec<Spanned<Dialed>>,
    /// The part of the company that answers, where the document names it.
    pub unit: Option<String>,
    /// What people call about, in their words.
    pub topics: Vec<String>,
    /// The first step of a call.
    pub answer: Link,
    /// Where it comes from.
    pub origin: Origin,
}

/// One state of a call.
#[derive(Clone, Debug)]
#[doc(alias("node", "block", "widget"))]
pub struct Step {
    /// The name in the file, unique among steps.
    pub key: String,
    /// The name that people use. Steps without one borrow the line's.
    pub name: Option<String>,
    /// The same in other languages.
    pub translated_names: Translations<String>,
    /// The part of the company that it belongs to, where the document names it.
    pub unit: Option<String>,
    /// What people call about, in their words.
    pub topics: Vec<String>,
    /// The hours that are checked when a call reaches the step.
    pub gate: Option<Gate>,
    /// What happens here.
    pub kind: StepKind,
    /// Where it comes from.
    pub origin: Origin,
}

/// Hours that a call must meet to go on, checked at the moment at which it arrives.
#[derive(Clone, Copy, Debug)]
pub struct Gate {
    /// The hours.
    pub schedule: ScheduleId,
    /// Where they are set.
    pub span: Span,
    /// Where a call goes outside those hours.
    pub closed: Link,
    /// What the step is for, if it is there at some times only: a call that comes at another time passes it by, and nothing is
    /// closed to it.
    pub occasion: Option<Occasion>,
}

/// What happens at a step.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum StepKind {
    /// Says its prompt and takes one key, or an entry of several digits.
    Menu(Menu),
    /// Says its prompt and takes several digits.
    Input(Input),
    /// Goes one way or another without a word.
    Switch(Switch),
    /// Says something and goes on.
    Message(Message),
    /// Puts the call through to people.
    Destination(Destination),
    /// Greets and takes a message.
    Voicemail(Prompt),
}

impl StepKind {
    /// The word for it, as in the plan's sections but in the singular.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Menu(_) => "menu",
            Self::Input(_) => "input",
            Self::Switch(_) => "switch",
            Self::Message(_) => "message",
            Self::Destination(_) => "destination",
            Self::Voicemail(_) => "voicemail",
        }
    }

    /// Whether the call waits here for the caller to press something.
    #[must_use]
    pub fn waits(&self) -> bool {
        matches!(self, Self::Menu(_) | Self::Input(_))
    }
}

/// Says its prompt and takes one key; or an entry of several digits, where it has any.
#[derive(Clone, Debug)]
#[doc(alias("IVR menu", "auto-attendant menu", "DTMF"))]
pub struct Menu {
    /// What is said.
    pub say: Prompt,
    /// What each key does, by [`Key::index`].
    pub choices: Box<[Option<Choice>; Key::COUNT]>,
    /// The wired keys in the order in which the plan lists them, which is the order in which they are offered.
    pub offered: Vec<Key>,
    /// What else can be entered, of several digits mostly. None: each key is a choice, or a no-match, at once.
    #[doc(alias("extension dialing", "direct dial"))]
    pub entries: Option<Box<DigitCollection>>,
    /// What happens when the caller presses nothing, or something else.
    pub waiting: Waiting,
    /// Whether a key can be pressed before the prompt has ended.
    #[doc(alias("interruptible", "background"))]
    pub barge_in: bool,
}

/// Says its prompt and takes several digits.
#[derive(Clone, Debug)]
#[doc(alias("get customer input", "DTMF"))]
pub struct Input {
    /// What is said.
    pub say: Prompt,
    /// How digits are taken, and where they lead.
    pub entry: DigitCollection,
    /// What happens when the caller enters nothing, or something else.
    pub waiting: Waiting,
    /// Whether a digit can be pressed before the prompt has ended.
    #[doc(alias("interruptible", "background"))]
    pub barge_in: bool,
}

/// Goes one way or another without a word.
#[derive(Clone, Debug)]
#[doc(alias("branch", "condition", "split"))]
pub struct Switch {
    /// The first case that holds is taken.
    pub cases: Vec<SwitchCase>,
    /// The way when none holds.
    pub otherwise: Link,
}

/// One way out of a switch. All conditions must hold.
#[derive(Clone, Debug)]
pub struct SwitchCase {
    /// What must hold.
    pub conditions: Vec<Condition>,
    /// Where it leads.
    pub then: Link,
}

/// Something that is true of a call at a moment, or not.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Condition {
    /// The schedule is open.
    Open(ScheduleId),
    /// The schedule is closed.
    Closed(ScheduleId),
    /// The call came in on one of these lines.
    Line(Vec<LineId>),
    /// The caller's number is one of these, or there is none where one of them is withheld.
    Caller(Vec<NumberMatch>),
    /// The caller's number is North American with one of these area codes.
    AreaCode(Vec<AreaCode>),
    /// The caller's number belongs to one of these states, provinces or countries.
    Region(Vec<&'static Region>),
    /// The caller's zone is one of these.
    CallerZone(Vec<Zone>),
    /// The last entry is one of these.
    Entered(Vec<Pattern>),
    /// The outside answers one of these.
    Answer(AnswerId, Vec<AnswerValue>),
}

/// Says something and goes on.
#[derive(Clone, Debug)]
pub struct Message {
    /// What is said.
    pub say: Prompt,
    /// Where the call goes then.
    pub then: Link,
    /// Whether a key that is pressed meanwhile is taken by the menu or input to which the call comes.
    #[doc(alias("interruptible", "background"))]
    pub barge_in: bool,
}

/// Something that is asked for but not routed.
#[derive(Clone, Debug)]
pub struct Contact {
    /// The name in the file.
    pub key: String,
    /// The name that people use.
    pub name: String,
    /// The part of the company that it belongs to.
    pub unit: Option<String>,
    /// What people ask for, in their words.
    pub topics: Vec<String>,
    /// A voice number that is not one of the plan's lines.
    pub phone: Option<Spanned<PhoneNumber>>,
    /// A fax number. It can be dialed, and a voice call to it hears a fax machine.
    pub fax: Option<Spanned<PhoneNumber>>,
    /// An e-mail address.
    pub email: Option<String>,
    /// A postal address, line by line.
    pub post: Vec<String>,
    /// Who may use it, or for what, where that matters.
    pub only_for: Option<String>,
    /// What else there is to know.
    pub note: Option<String>,
    /// Where it comes from.
    pub origin: Origin,
}

impl Step {
    /// What happens when the caller does not do what is asked for. None: the step asks for nothing.
    #[must_use]
    pub fn waiting(&self) -> Option<&Waiting> {
        match &self.kind {
            StepKind::Menu(menu) => Some(&menu.waiting),
            StepKind::Input(input) => Some(&input.waiting),
            StepKind::Switch(_)
            | StepKind::Message(_)
            | StepKind::Destination(_)
            | StepKind::Voicemail(_) => None,
        }
    }

    /// Where a call goes of which this became here, if that is what is answered; of a full queue, say, a plan need not say it.
    #[expect(
        clippy::option_option,
        reason = "whether it is asked there, and where that leads, are two questions"
    )]
    pub(crate) fn transfer(&self, answer: AnswerId, value: AnswerValue) -> Option<Option<Link>> {
        let StepKind::Destination(destination) = &self.kind else { return None };
        let follow_up = destination.follow_up.as_deref().filter(|follow_up| follow_up.answer == answer)?;
        Some(follow_up.way(TransferResult::of(value)))
    }

    /// How it takes several digits, if it does.
    #[must_use]
    pub fn collection(&self) -> Option<&DigitCollection> {
        match &self.kind {
            StepKind::Menu(menu) => menu.entries.as_deref(),
            StepKind::Input(input) => Some(&input.entry),
            StepKind::Switch(_)
            | StepKind::Message(_)
            | StepKind::Destination(_)
            | StepKind::Voicemail(_) => None,
        }
    }

    /// The same, to be changed.
    pub fn collection_mut(&mut self) -> Option<&mut DigitCollection> {
        match &mut self.kind {
            StepKind::Menu(menu) => menu.entries.as_deref_mut(),
            StepKind::Input(input) => Some(&mut input.entry),
            _ => None,
        }
    }

    /// What comes of an entry: at a menu of one key, too. None: it is not accepted, or nothing can be entered.
    #[must_use]
    pub fn taken(&self, entry: &Digits) -> Option<TakenEntry<'_>> {
        let key = match &self.kind {
            StepKind::Menu(menu) => {
                entry.single().and_then(|key| menu.choice(key).map(|choice| (key, choice)))
            }
            _ => None,
        };
        let key = key.map(|(key, choice)| TakenEntry::Key(key, choice));
        key.or_else(|| self.collection().and_then(|collection| collection.route(entry)))
    }

    /// Whatever leads on because of what the caller does: keys, entries, silence and any other key.
    pub fn choices(&self) -> impl Iterator<Item = &Choice> {
        let keys: Vec<&Choice> = match &self.kind {
            StepKind::Menu(menu) => menu.choices().map(|(_, choice)| choice).collect(),
            StepKind::Destination(destination) => destination.keys().map(|(_, choice)| choice).collect(),
            _ => Vec::new(),
        };
        let entries = self.collection().into_iter().flat_map(|all| &all.routes).map(|route| &route.choice);
        let others = self.waiting().into_iter().flat_map(Waiting::ways).map(|(_, choice)| choice);
        keys.into_iter().chain(entries).chain(others)
    }

    /// What the step says on arrival, if it says anything.
    #[must_use]
    pub fn prompt(&self) -> Option<&Prompt> {
        match &self.kind {
            StepKind::Menu(Menu { say, .. })
            | StepKind::Input(Input { say, .. })
            | StepKind::Message(Message { say, .. })
            | StepKind::Voicemail(say) => Some(say),
            StepKind::Destination(destination) => destination.say.as_ref(),
            StepKind::Switch(_) => None,
        }
    }
}

impl Menu {
    /// What the key does.
    #[must_use]
    pub fn choice(&self, key: Key) -> Option<&Choice> {
        self.choices[key.index()].as_ref()
    }

    /// The wired keys with what they do, in the order in which they are offered.
    pub fn choices(&self) -> impl Iterator<Item = (Key, &Choice)> {
        self.offered.iter().filter_map(|&key| self.choice(key).map(|choice| (key, choice)))
    }

    /// The entries that lead on, besides the keys.
    #[must_use]
    pub fn entry_routes(&self) -> &[EntryRoute] {
        self.entries.as_ref().map_or(&[], |entries| &entries.routes)
    }

    /// Where it leads, whatever is pressed or entered.
    pub fn answers(&self) -> impl Iterator<Item = &Choice> {
        self.choices().map(|(_, choice)| choice).chain(self.entry_routes().iter().map(|route| &route.choice))
    }

    /// Everything that leads on with a key or without: the wired keys, then silence and any other key where these are ways, too.
    pub fn ways(&self) -> impl Iterator<Item = (WayKey, &Choice)> {
        self.choices().map(|(key, choice)| (WayKey::Key(key), choice)).chain(self.waiting.ways())
    }
}

impl SwitchCase {
    /// What the last entry must be, one of each of these.
    pub fn entered(&self) -> impl Iterator<Item = &[Pattern]> {
        self.conditions.iter().filter_map(|condition| match condition {
            Condition::Entered(patterns) => Some(&**patterns),
            _ => None,
        })
    }
}

impl Switch {
    /// How many outside answers it can ask for.
    pub const MAX_ANSWERS: usize = 8;

    /// The outside answers that the cases ask for, each once, in their order.
    #[must_use]
    pub fn answers(&self) -> Vec<AnswerId> {
        let mut answers = Vec::new();
        for condition in self.cases.iter().flat_map(|case| &case.conditions) {
            if let Condition::Answer(answer, _) = condition
                && !answers.contains(answer)
            {
                answers.push(*answer);
            }
        }
        answers
    }

    /// Whether some case asks who calls, or what was entered.
    #[must_use]
    pub fn asks_caller(&self) -> bool {
        let is_other = |condition: &Condition| {
            matches!(
                condition,
                Condition::Open(_) | Condition::Closed(_) | Condition::Line(_) | Condition::Answer(..)
            )
        };
        self.cases.iter().flat_map(|case| &case.conditions).any(|condition| !is_other(condition))
    }

    /// The schedules that the cases ask about.
    pub fn schedules(&self) -> impl Iterator<Item = ScheduleId> {
        self.cases.iter().flat_map(|case| &case.conditions).filter_map(|condition| match condition {
            Condition::Open(schedule) | Condition::Closed(schedule) => Some(*schedule),
            _ => None,
        })
    }
}
