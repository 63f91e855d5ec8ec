//! What a search found, and how to come to it.

use std::cmp::Reverse;
use std::fmt;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;

use super::opening::{self, within};
use crate::base::Language;
use crate::base::text::{Paint, safe};
use crate::call::{Caller, KeySequence};
use crate::directory::first::{FirstRoute, StepRoute, first};
use crate::directory::rank::{SearchHit, search};
use crate::directory::roundabout::{RoundaboutWay, roundabout};
use crate::directory::search_index::SearchSubject;
use crate::explore::incomplete::INCOMPLETE;
use crate::number::Dialed;
use crate::plan::{Choice, Contact, LineId, Menu, Plan, StepId, StepKind, Target};
use crate::time::moment::{KNOWN, rfc3339};

/// How many hits are worth showing to a person.
const SHOWN: usize = 5;
/// Of how many it is asked at most whether they can be reached now.
const MAX_COMPARED: usize = 20;

/// What a search found, with the way to each.
#[derive(Debug)]
pub struct SearchResults<'p> {
    plan: &'p Plan,
    caller: Caller,
    now: Timestamp,
    hits: Vec<(SearchHit, FirstRoute)>,
    /// For each hit the way that needs more than keys, where keys alone lead nowhere.
    roundabout: Vec<Option<RoundaboutWay>>,
}

/// What was found, as people are told it.
pub(crate) struct FoundHit<'a> {
    /// Its name.
    pub(crate) name: &'a str,
    /// The words of the plan that answer best.
    pub(crate) matched: &'a str,
    /// What it is, if it is not called.
    pub(crate) contact: Option<&'a Contact>,
    /// How to call it; None: a contact, or no keys lead there.
    pub(crate) way: Option<FoundWay<'a>>,
    /// What leads there besides keys, where keys alone do not.
    pub(crate) roundabout: Option<String>,
}

/// How to call what was found.
pub(crate) struct FoundWay<'a> {
    /// The number to dial.
    pub(crate) number: Dialed,
    /// The keys to press.
    pub(crate) keys: &'a KeySequence,
    /// What to do behind the number, as people are told it: "press 2, then enter your account number". None: nothing.
    pub(crate) instruction: Option<String>,
    /// In which language the caller is spoken to there, if it is not the plan's own: "in Spanish".
    pub(crate) language_note: Option<String>,
    /// Whether it can be taken now.
    pub(crate) is_open: bool,
    /// Until when, or from when: "open until 6 PM Eastern".
    pub(crate) state: String,
}

impl<'p> SearchResults<'p> {
    /// Searches, and finds the way to each of the best hits at this moment for this caller.
    #[must_use]
    pub fn search(plan: &'p Plan, words: &str, caller: Caller, now: Timestamp) -> Self {
        let lines: Vec<LineId> = plan.lines().map(|(id, _)| id).collect();
        let way = |hit: &SearchHit| match hit.subject {
            SearchSubject::Step(step) => first(plan, &lines, &[step], caller, now),
            SearchSubject::Contact(_) => FirstRoute::default(),
        };
        let found = |hit: SearchHit| {
            let first = way(&hit);
            (hit, first)
        };
        let mut ranked = search(plan, words);
        let least = ranked.get(SHOWN - 1).map_or(0, |hit| hit.score);
        ranked.truncate(MAX_COMPARED);
        let equals = ranked.into_iter().filter(|hit| hit.score >= least);
        let mut hits: Vec<(SearchHit, FirstRoute)> = equals.map(found).collect();
        // Of those that answer equally well, first those that can be reached now.
        let waits = |way: &StepRoute| way.at > now;
        hits.sort_by_key(|(hit, first)| (Reverse(hit.score), first.way.as_ref().is_some_and(waits)));
        hits.truncate(SHOWN);
        let around = |(hit, first): &(SearchHit, FirstRoute)| match hit.subject {
            // Of a time for which no hours are known, nothing can be told.
            SearchSubject::Step(step) if first.way.is_none() && !first.goes_on => {
                roundabout(plan, step, caller, now)
            }
            _ => None,
        };
        let roundabout = hits.iter().map(around).collect();
        Self { plan, caller, now, hits, roundabout }
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.hits.is_empty()
    }

    /// Whether every call was tried that could lead there sooner.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.hits.iter().all(|(_, first)| first.is_complete())
    }

    /// The text for people.
    #[must_use]
    pub fn text(&self, paint: Paint) -> impl fmt::Display + '_ {
        HitsText { found: self, paint }
    }

    /// The same for programs.
    #[must_use]
    pub fn json(&self) -> Vec<HitJson> {
        let hits = self.hits.iter().zip(&self.roundabout);
        hits.map(|((hit, first), around)| self.hit_json(hit, first, around.as_ref())).collect()
    }

    /// The hits with all that people are told of them, the best first.
    pub(crate) fn told(&self) -> impl Iterator<Item = FoundHit<'_>> + '_ {
        let SearchResults { plan, caller, now, .. } = *self;
        self.hits.iter().zip(&self.roundabout).map(move |((hit, first), around)| FoundHit {
            roundabout: around.as_ref().map(|around| around_words(plan, around)),
            name: self.name(hit.subject),
            matched: &hit.matched,
            contact: match hit.subject {
                SearchSubject::Contact(id) => Some(plan.contact(id)),
                SearchSubject::Step(_) => None,
            },
            way: first.way.as_ref().map(|way| {
                let dialed = way.dialed(plan, Language::English);
                FoundWay {
                    number: plan.line(way.line).number.value,
                    keys: &way.keys,
                    instruction: dialed.instruction(),
                    language_note: dialed.language_note(),
                    is_open: way.at <= now,
                    state: opening::clause(plan, way, caller, now),
                }
            }),
        })
    }

    fn name(&self, subject: SearchSubject) -> &'p str {
        match subject {
            SearchSubject::Contact(id) => &self.plan.contact(id).name,
            SearchSubject::Step(id) => {
                let answers =
                    |line: &&(LineId, &'p crate::plan::Line)| self.plan.answer_of(line.0) == Target::Step(id);
                let step = self.plan.step(id);
                let line =
                    || self.plan.lines().find(|line| answers(&line)).map(|(_, line)| line.name.as_str());
                step.name.as_deref().or_else(line).or_else(|| offered(self.plan, id)).unwrap_or(&step.key)
            }
        }
    }

    fn hit_json(&self, hit: &SearchHit, first: &FirstRoute, around: Option<&RoundaboutWay>) -> HitJson {
        let way = first.way.as_ref();
        let instant = |at: Timestamp| rfc3339(at, self.plan.zone).to_string();
        let contact = match hit.subject {
            SearchSubject::Contact(id) => Some(self.plan.contact(id)),
            SearchSubject::Step(_) => None,
        };
        HitJson {
            name: self.name(hit.subject).to_owned(),
            step: match hit.subject {
                SearchSubject::Step(id) => Some(self.plan.step(id).key.clone()),
                SearchSubject::Contact(_) => None,
            },
            contact: contact.map(|contact| contact.key.clone()),
            matched: hit.matched.clone(),
            score: hit.score,
            number: way.map(|way| self.plan.line(way.line).number.value.e164().to_string()),
            press: way.map(|way| way.keys.to_string()),
            language: way.filter(|way| way.is_foreign(self.plan)).map(|way| way.language.code().to_owned()),
            open: way.map(|way| way.at <= self.now),
            until: way.filter(|way| way.at <= self.now).and_then(|way| way.until).map(instant),
            opens: way.filter(|way| way.at > self.now).map(|way| instant(way.at)),
            known_until: first.known_until().map(instant),
            phone: contact.and_then(|contact| contact.phone).map(|phone| phone.value.e164().to_string()),
            fax: contact.and_then(|contact| contact.fax).map(|fax| fax.value.e164().to_string()),
            email: contact.and_then(|contact| contact.email.clone()),
            post: contact.map(|contact| contact.post.clone()).unwrap_or_default(),
            only_for: contact.and_then(|contact| contact.only_for.clone()),
            note: contact.and_then(|contact| contact.note.clone()),
            roundabout: around.map(|around| around_words(self.plan, around)),
            complete: self.is_complete(),
        }
    }
}

/// How a key offers a step.
fn offered(plan: &Plan, step: StepId) -> Option<&str> {
    let menus = plan.steps().filter_map(|(_, step)| match &step.kind {
        StepKind::Menu(menu) => Some(menu),
        _ => None,
    });
    let leads_there = |choice: &&Choice| choice.link.target == Target::Step(step);
    menus
        .flat_map(Menu::ways)
        .map(|(_, choice)| choice)
        .filter(leads_there)
        .find_map(|choice| choice.say.as_deref())
}

/// How to come to a step to which keys alone do not lead.
fn around_words(plan: &Plan, around: &RoundaboutWay) -> String {
    let number = plan.line(around.line).number.value;
    let words = if around.words.is_empty() { String::new() } else { format!(", {}", around.words) };
    let later = if around.is_now { "" } else { "; not at this time" };
    format!("dial {number}{words}{later}")
}

/// One hit.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct HitJson {
    /// The name for people.
    pub name: String,
    /// The step, by its name in the plan's files.
    pub step: Option<String>,
    /// Or the contact.
    pub contact: Option<String>,
    /// The words of the plan that answer best.
    pub matched: String,
    /// How well it answers, to 1000.
    pub score: u32,
    /// The number to dial, in E.164.
    pub number: Option<String>,
    /// The keys to press.
    pub press: Option<String>,
    /// The language that the caller is spoken to in there, by its code, if it is not the plan's own: `es`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Whether it can be reached at the time that was asked about.
    pub open: Option<bool>,
    /// Until when.
    pub until: Option<String>,
    /// Or from when.
    pub opens: Option<String>,
    /// Where what is known of hours ends, if no way was found because of that.
    pub known_until: Option<String>,
    /// A contact's voice number.
    pub phone: Option<String>,
    /// A contact's fax number.
    pub fax: Option<String>,
    /// A contact's e-mail address.
    pub email: Option<String>,
    /// A contact's postal address, line by line.
    pub post: Vec<String>,
    /// Who may use the contact, or for what.
    pub only_for: Option<String>,
    /// What else there is to know.
    pub note: Option<String>,
    /// Where keys alone do not lead there: what has to be dialed and pressed or to happen, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub roundabout: Option<String>,
    /// Whether every call was tried that could lead to one of the hits sooner.
    pub complete: bool,
}

struct HitsText<'a> {
    found: &'a SearchResults<'a>,
    paint: Paint,
}

impl fmt::Display for HitsText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hits = self.found.hits.iter().zip(&self.found.roundabout);
        for (index, ((hit, first), around)) in hits.enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            let name = self.found.name(hit.subject);
            write!(f, "{}", self.paint.bold(safe(name)))?;
            if hit.matched != name {
                write!(f, "  {}", self.paint.dim(safe(&hit.matched)))?;
            }
            writeln!(f)?;
            if let Some(around) = around {
                writeln!(f, "  {}", safe(&around_words(self.found.plan, around)))?;
                continue;
            }
            match (hit.subject, &first.way) {
                (SearchSubject::Contact(id), _) => contact(f, self.found.plan.contact(id))?,
                (SearchSubject::Step(_), Some(way)) => self.way(f, way)?,
                (SearchSubject::Step(_), None) if first.goes_on => {
                    writeln!(f, "  no call was found that leads there; {KNOWN}")?;
                }
                (SearchSubject::Step(_), None) => {
                    writeln!(f, "  no call was found that leads there{}", within(first))?;
                }
            }
        }
        let are_too_many = self.found.hits.iter().any(|(_, first)| first.too_many_ways);
        if are_too_many { writeln!(f, "{}", self.paint.bad(INCOMPLETE)) } else { Ok(()) }
    }
}

impl HitsText<'_> {
    fn way(&self, f: &mut fmt::Formatter<'_>, way: &StepRoute) -> fmt::Result {
        let SearchResults { plan, caller, now, .. } = *self.found;
        let number = plan.line(way.line).number.value;
        write!(f, "  {} {}", if number.is_dialable() { "dial" } else { "call" }, safe(&number.to_string()))?;
        let dialed = way.dialed(plan, Language::English);
        if let Some(instruction) = dialed.instruction() {
            match instruction.strip_prefix("press ") {
                Some(keys) => write!(f, ", press {}", self.paint.caller(keys))?,
                None => write!(f, ", {}", self.paint.caller(&instruction))?,
            }
        }
        if let Some(note) = dialed.language_note() {
            write!(f, " ({note})")?;
        }
        let clause = opening::clause(plan, way, caller, now);
        let state = if way.at <= now { self.paint.good(clause) } else { self.paint.bad(clause) };
        writeln!(f, "  {state}")
    }
}

fn contact(f: &mut fmt::Formatter<'_>, contact: &Contact) -> fmt::Result {
    if let Some(phone) = contact.phone {
        writeln!(f, "  phone {}", phone.value)?;
    }
    if let Some(fax) = contact.fax {
        writeln!(f, "  fax {}", fax.value)?;
    }
    if let Some(email) = &contact.email {
        writeln!(f, "  e-mail {}", safe(email))?;
    }
    contact.post.iter().try_for_each(|line| writeln!(f, "  {}", safe(line)))?;
    if let Some(only_for) = &contact.only_for {
        writeln!(f, "  only for: {}", safe(only_for))?;
    }
    match &contact.note {
        Some(note) => writeln!(f, "  {}", safe(note)),
        None => Ok(()),
    }
}
