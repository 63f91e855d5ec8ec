//! The quick reference: what a person who answers a phone wants on one page of paper.

use crate::directory::spoken_keys::in_words;
use crate::directory::{Directory, ListedOption};
use crate::plan::{Contact, Line, Plan, StockPhrases};
use crate::training::drill::CorrectAnswer;
use crate::training::phrases::LessonPhrases;

/// All numbers of a plan, and its contacts.
#[derive(Debug)]
pub(crate) struct Reference<'p> {
    pub(crate) lines: Vec<ListedLine<'p>>,
    pub(crate) contacts: Vec<&'p Contact>,
    /// What becomes of every call outside hours, where that is the same for all.
    pub(crate) usual: Option<String>,
    /// Days on which hours are other than in the week.
    pub(crate) days: Vec<ReferenceDays>,
}

/// Holidays and exceptions on which the same holds.
#[derive(Debug)]
pub(crate) struct ReferenceDays {
    /// Their names, each with its date: `Christmas (Friday, December 25, 2026)`.
    pub(crate) names: Vec<String>,
    /// Whose hours they are and what these are: `closed: Sales, Support`.
    pub(crate) told: Vec<String>,
}

/// One number.
#[derive(Debug)]
pub(crate) struct ListedLine<'p> {
    pub(crate) line: &'p Line,
    /// What people call about, if there are options behind the line.
    pub(crate) topics: String,
    pub(crate) entries: Vec<ReferenceEntry>,
}

/// One way through a number.
#[derive(Debug)]
pub(crate) struct ReferenceEntry {
    /// The option, or `wait`; empty where the number is all.
    pub(crate) keys: String,
    pub(crate) name: String,
    pub(crate) topics: Vec<String>,
    /// Whether the entry above has the same topics.
    pub(crate) is_as_above: bool,
    pub(crate) hours: String,
    /// What becomes of calls outside hours, where that is not the usual.
    pub(crate) otherwise: Option<String>,
}

impl<'p> Reference<'p> {
    pub(crate) fn new(
        plan: &'p Plan,
        directory: &Directory,
        days: impl IntoIterator<Item = (String, Vec<CorrectAnswer>)>,
    ) -> Self {
        let or = format!(" {} ", StockPhrases::of(plan.language).entry.or);
        let mut ends: Vec<String> = directory
            .listed
            .iter()
            .filter(|listed| listed.name.is_some() && !listed.otherwise.is_empty())
            .map(|listed| listed.otherwise.join(&or))
            .collect();
        ends.sort();
        ends.dedup();
        let words = LessonPhrases::of_plan(plan);
        let usual = ends.pop().filter(|_| ends.is_empty());
        let mut lines: Vec<ListedLine<'p>> = Vec::new();
        let mut last = Vec::new();
        for listed in directory.listed.chunk_by(|one, other| one.line == other.line) {
            let line = plan.line(listed[0].line);
            let entries: Vec<ReferenceEntry> = listed
                .iter()
                .map(|listed| ReferenceEntry::new(words, listed, line, usual.as_deref(), &mut last))
                .collect();
            let topics = if has_options(&entries) { line.topics.join(", ") } else { String::new() };
            lines.push(ListedLine { line, topics, entries });
        }
        let mut listed: Vec<ReferenceDays> = Vec::new();
        for (name, answers) in days {
            let told: Vec<String> = answers
                .into_iter()
                .map(|answer| match answer.who {
                    Some(who) => words.label(&answer.what, &who),
                    None => answer.what,
                })
                .collect();
            match listed.iter_mut().find(|known| known.told == told) {
                Some(known) => known.names.push(name),
                None => listed.push(ReferenceDays { names: vec![name], told }),
            }
        }
        Self { lines, days: listed, contacts: plan.contacts().map(|(_, contact)| contact).collect(), usual }
    }
}

fn has_options(entries: &[ReferenceEntry]) -> bool {
    entries.iter().any(|entry| !entry.keys.is_empty())
}

impl ListedLine<'_> {
    /// Whether there is something to choose, so that the name of the line is not that of who is reached.
    pub(crate) fn has_options(&self) -> bool {
        has_options(&self.entries)
    }
}

impl ReferenceEntry {
    fn new(
        words: &LessonPhrases,
        listed: &ListedOption,
        line: &Line,
        usual: Option<&str>,
        last: &mut Vec<String>,
    ) -> Self {
        let or = format!(" {} ", StockPhrases::of(words.language()).entry.or);
        let ListedOption { keys, waits, name, is_voicemail, calls_back, topics, hours, otherwise, .. } =
            listed.clone();
        let keys = if waits && keys.is_empty() { words.card.wait.to_owned() } else { keys };
        let otherwise = otherwise.join(&or);
        let mut topics = topics;
        if keys.is_empty() {
            topics.splice(0..0, line.topics.iter().cloned());
        }
        let is_as_above = !topics.is_empty() && *last == topics;
        last.clone_from(&topics);
        let Some(mut name) = name else {
            let name = if otherwise.is_empty() { words.card.nobody } else { &otherwise }.to_owned();
            return Self { keys, name, topics, is_as_above, hours: String::new(), otherwise: None };
        };
        if is_voicemail {
            name = words.fill(words.card.is_voicemail, &[("name", &name)]);
        }
        if calls_back {
            name = words.fill(words.card.calls_back, &[("name", &name)]);
        }
        if let Some(language) = listed.language {
            name = format!("{name} ({})", in_words(language, words.language()));
        }
        if let Some(condition) = &listed.condition {
            name = format!("{name} ({condition})");
        }
        if let Some(callers) = &listed.only_for {
            name = words.fill(words.card.for_them, &[("name", &name), ("callers", callers)]);
        }
        Self {
            keys,
            name,
            topics,
            is_as_above,
            hours: hours.unwrap_or_else(|| words.card.depends.to_owned()),
            otherwise: Some(otherwise).filter(|end| !end.is_empty() && usual != Some(end.as_str())),
        }
    }
}

impl ReferenceEntry {
    /// The topics in words; those that the entry above has as well are not told again.
    pub(crate) fn topics_told(&self, words: &LessonPhrases) -> String {
        if self.is_as_above { words.card.as_above.to_owned() } else { self.topics.join(", ") }
    }
}

/// The ways to write to a contact, each with its word.
pub(crate) fn channels(words: &LessonPhrases, contact: &Contact) -> Vec<(&'static str, String)> {
    let words = &words.card;
    let mut told = Vec::new();
    told.extend(contact.phone.map(|phone| (words.phone, phone.value.to_string())));
    told.extend(contact.fax.map(|fax| (words.fax, fax.value.to_string())));
    told.extend(contact.email.clone().map(|email| (words.email, email)));
    if !contact.post.is_empty() {
        told.push((words.post, contact.post.join(", ")));
    }
    told
}

/// What a contact may be used for; empty if its name says so, or if it may be used by anybody.
pub(crate) fn only_for(words: &LessonPhrases, contact: &Contact) -> String {
    let only_for = contact.only_for.as_deref().unwrap_or_default();
    let is_said = contact.name.to_lowercase().contains(&only_for.to_lowercase());
    if is_said { String::new() } else { words.fill(words.card.only_for, &[("only", only_for)]) }
}
