use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::deck::{CardGroup, CardsReport, PaperCard};
use super::reference::{ListedLine, ReferenceEntry, channels};
use crate::base::Language;
use crate::plan::Plan;
use crate::training::phrases::LessonPhrases;

/// Cards and quick reference for programs.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct CardsJson {
    /// What the plan is called.
    plan: String,
    /// The day from which it is in force, such as 2023-08-28.
    effective: String,
    /// Whether every call was tried. If not, somebody who can be reached may be missing, and the exit code is 2.
    complete: bool,
    /// The cards in the order in which they are printed: those of a line together.
    cards: Vec<PrintedCardJson>,
    /// The quick reference: every number, in the plan's order.
    lines: Vec<ListedJson>,
    /// What becomes of calls outside hours, where that is the same for all.
    outside_hours: Option<String>,
    /// The quick reference: holidays and exceptions.
    days: Vec<ReferenceDaysJson>,
    /// The quick reference: faxes, addresses.
    contacts: Vec<ContactJson>,
}

/// Holidays and exceptions on which the same holds.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct ReferenceDaysJson {
    /// Their names, each with its date.
    names: Vec<String>,
    /// What holds for whom.
    hours: Vec<String>,
}

/// One card.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct PrintedCardJson {
    /// What it is known by from plan to plan; the cards of `ivrsim train` have the same.
    id: String,
    /// The kind of question: `route`, `option`, `number`, `open`, `channel`, `reverse` or `own`.
    kind: &'static str,
    /// The heading under which it is printed.
    group: String,
    /// The lines that it is about, by their names in the plan's files.
    lines: Vec<String>,
    /// What is asked.
    front: String,
    /// What is right.
    answers: Vec<CardAnswerJson>,
    /// What else there is to know.
    notes: Vec<String>,
    /// The words that it is known from.
    sources: Vec<SourceJson>,
}

/// Something that is right.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct CardAnswerJson {
    /// Whom it is about, where the question leaves that open.
    who: Option<String>,
    /// What is right.
    what: String,
    /// When, or what for.
    detail: Option<String>,
}

/// Where a card is known from.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct SourceJson {
    /// The words of the document; empty where it does not say it.
    words: String,
    /// Why the plan fills in what the document does not say.
    assumed: Option<String>,
    /// The plan's file and line.
    place: String,
}

/// One number of the quick reference.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct ListedJson {
    /// The line, by its name in the plan's files.
    line: String,
    /// The name for people.
    name: String,
    /// The number, in E.164.
    number: String,
    /// The ways through it.
    ways: Vec<WayJson>,
}

/// One way through a number.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct WayJson {
    /// The keys, `wait` if the caller waits in silence, or empty if the number is all.
    option: String,
    /// Who is reached; or what becomes of the call, if nobody is.
    name: String,
    /// What they are asked for.
    topics: Vec<String>,
    /// When, in words; empty if nobody is reached.
    hours: String,
    /// What becomes of calls outside hours, where that is not `outside_hours`.
    otherwise: Option<String>,
}

/// One contact of the quick reference.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct ContactJson {
    /// The contact, by its name in the plan's files.
    contact: String,
    /// The name for people.
    name: String,
    /// How it is reached.
    channels: Vec<ChannelJson>,
    /// Who may use it, or for what.
    only_for: Option<String>,
    /// What else there is to know.
    note: Option<String>,
}

/// One way to reach a contact.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct ChannelJson {
    /// `phone`, `fax`, `e-mail` or `post`.
    channel: &'static str,
    /// The number or address.
    value: String,
}

impl CardsReport<'_> {
    /// The same for programs: one object, as `docs/cards-json.md` describes it.
    pub fn json(&self, mut out: impl Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut out, &self.as_json())?;
        writeln!(out)
    }

    fn as_json(&self) -> CardsJson {
        let reference = &self.reference;
        let contacts = reference.contacts.iter().map(|contact| ContactJson {
            contact: contact.key.clone(),
            name: contact.name.clone(),
            channels: channels(LessonPhrases::of(Language::English), contact)
                .into_iter()
                .map(|(channel, value)| ChannelJson { channel, value })
                .collect(),
            only_for: contact.only_for.clone(),
            note: contact.note.clone(),
        });
        CardsJson {
            plan: self.plan.name.clone(),
            effective: self.plan.effective.to_string(),
            complete: self.complete,
            cards: self.cards.iter().map(|card| card_json(card, card.group, self.plan)).collect(),
            lines: reference.lines.iter().map(line_json).collect(),
            outside_hours: reference.usual.clone(),
            days: reference
                .days
                .iter()
                .map(|days| ReferenceDaysJson { names: days.names.clone(), hours: days.told.clone() })
                .collect(),
            contacts: contacts.collect(),
        }
    }
}

fn card_json(card: &PaperCard, group: CardGroup, plan: &Plan) -> PrintedCardJson {
    let sides = card.sides.clone();
    let answers = sides.answers.into_iter().map(|answer| CardAnswerJson {
        who: answer.who,
        what: answer.what,
        detail: answer.detail,
    });
    let sources = sides.sources.into_iter().map(|source| SourceJson {
        words: source.words,
        assumed: source.assumed,
        place: source.place,
    });
    PrintedCardJson {
        id: card.id.clone(),
        kind: card.kind.word(),
        group: group.title(plan).to_owned(),
        lines: sides.lines.iter().map(|&line| plan.line(line).key.clone()).collect(),
        front: sides.front,
        answers: answers.collect(),
        notes: sides.notes,
        sources: sources.collect(),
    }
}

fn line_json(listed: &ListedLine<'_>) -> ListedJson {
    let way = |entry: &ReferenceEntry| WayJson {
        option: entry.keys.clone(),
        name: entry.name.clone(),
        topics: entry.topics.clone(),
        hours: entry.hours.clone(),
        otherwise: entry.otherwise.clone(),
    };
    ListedJson {
        line: listed.line.key.clone(),
        name: listed.line.name.clone(),
        number: listed.line.number.value.e164().to_string(),
        ways: listed.entries.iter().map(way).collect(),
    }
}
