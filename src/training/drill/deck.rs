//! All cards of a plan.

use std::sync::Arc;

use jiff::Timestamp;

use super::about::{CardSubject, Channel};
use super::apart::{Apart, Made, told_apart};
use super::card::{Card, CardKind};
use super::changes;
use super::holidays::{SpecialDay, special_days};
use super::meaning::are_plain;
use crate::base::Language;
use crate::call::KeySequence;
use crate::diff::Diff;
use crate::directory::Directory;
use crate::directory::names::{folded, slug};
use crate::directory::subjects::{Related, SubjectPlace, subjects};
use crate::directory::team::{Team, option};
use crate::directory::teams::Teams;
use crate::plan::{Contact, LineId, Plan};
use crate::training::phrases::LessonPhrases;

/// All cards of a plan, in the plan's order: requests, options, numbers, hours, contacts.
#[derive(Clone, Debug)]
pub struct Deck {
    cards: Vec<Card>,
    teams: Arc<Teams>,
    complete: bool,
}

impl Deck {
    /// The cards of a plan. Of holidays and exceptions, it has those of the year after `now`.
    #[must_use]
    pub fn of(plan: &Plan, now: Timestamp) -> Self {
        let (teams, all_tried) = Teams::of(plan, plan.language);
        let (days, tried_on_days) = special_days(plan, &teams, now);
        let teams = Arc::new(teams);
        let mut making = DeckBuilder {
            plan,
            teams: Arc::clone(&teams),
            cards: Vec::new(),
            words: LessonPhrases::of_plan(plan),
        };
        making.requests();
        making.ways();
        making.lines();
        making.hours(days);
        making.contacts();
        Self { cards: told_apart(making.cards), teams, complete: all_tried && tried_on_days }
    }

    /// A card for each change from one plan to another, to be asked under the new plan: those that a call shows, and those
    /// of contacts.
    #[must_use]
    pub fn changes(old: &Plan, new: &Plan, diff: &Diff) -> Self {
        Self::from_cards(told_apart(changes::cards(old, new, diff)))
    }

    /// These cards, and then those of another deck.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.cards.extend(other.cards);
        self.complete &= other.complete;
        self
    }

    pub(super) fn from_cards(cards: Vec<Card>) -> Self {
        let teams = cards.first().map_or_else(Arc::default, |card| Arc::clone(&card.teams));
        Self { cards, teams, complete: true }
    }

    /// Whether every call of the plan was tried, so that nobody who can be reached is missing.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.complete
    }

    /// Who is reached where, line by line, in the plan that this is the deck of.
    #[must_use]
    pub fn directory(&self, plan: &Plan) -> Directory {
        Directory::of(plan, &self.teams)
    }

    /// The cards, in order.
    #[must_use]
    pub fn cards(&self) -> &[Card] {
        &self.cards
    }

    /// The card of this id.
    #[must_use]
    pub fn card(&self, id: &str) -> Option<&Card> {
        self.cards.iter().find(|card| card.id == id)
    }
}

struct DeckBuilder<'p> {
    plan: &'p Plan,
    teams: Arc<Teams>,
    cards: Made,
    /// What the plan's language says.
    words: &'static LessonPhrases,
}

impl DeckBuilder<'_> {
    fn add(&mut self, kind: CardKind, of: &str, name: String, fact: String, about: CardSubject) -> &mut Card {
        let id = format!("{}/{}", kind.word(), slug(of));
        let line = match &about {
            CardSubject::Option { line, .. }
            | CardSubject::Listen { line, .. }
            | CardSubject::WhatIs(line) => Some(*line),
            CardSubject::Number { team } | CardSubject::Hours { team } => self.only_line(&[*team]),
            CardSubject::Request { right, .. } => self.only_line(right),
            CardSubject::LineFor { right, .. } => right.first().copied().filter(|_| right.len() == 1),
            CardSubject::Special(_)
            | CardSubject::Contact { .. }
            | CardSubject::WhatIsFax(_)
            | CardSubject::Changed(_)
            | CardSubject::Own(_) => None,
        };
        let by = match (&about, line) {
            (CardSubject::Contact { contact, .. } | CardSubject::WhatIsFax(contact), _) => {
                folded(&contact_values(self.plan.contact(*contact)))
            }
            (_, Some(line)) => self.plan.line(line).number.value.to_string(),
            _ => String::new(),
        };
        let reached: &[usize] = match &about {
            CardSubject::Option { team, .. }
            | CardSubject::Listen { team, .. }
            | CardSubject::Number { team }
            | CardSubject::Hours { team } => std::slice::from_ref(team),
            CardSubject::Request { right, .. } => right,
            _ => &[],
        };
        let only = only_for(&self.teams, reached);
        let fact = fact + &only;
        let card = Card { id, kind, line, fact, name, only, about, teams: Arc::clone(&self.teams) };
        self.cards.push((card, Apart { by, name: of.to_owned() }));
        let last = self.cards.len() - 1;
        &mut self.cards[last].0
    }

    /// What a card is called: a sentence with one place, filled.
    fn named(&self, sentence: &str, place: &str, value: &str) -> String {
        self.words.fill(sentence, &[(place, value)])
    }

    fn only_line(&self, teams: &[usize]) -> Option<LineId> {
        let [team] = teams else { return None };
        let lines = self.teams[*team].lines();
        lines.first().copied().filter(|_| lines.len() == 1)
    }

    /// What people ask for, in the plan's words: topics, and the names of teams.
    fn requests(&mut self) {
        let teams = Arc::clone(&self.teams);
        let mut requests = SubjectPlace::default();
        for (index, team) in teams.iter().enumerate() {
            for words in subjects(self.plan, team) {
                requests.add(&words, index);
            }
        }
        let requests = requests.subjects(teams.iter().map(|team| team.name.as_str()));
        for words in requests.texts() {
            let (right, near) = (requests.same(words), requests.near(words));
            let mut facts: Vec<String> = right
                .iter()
                .map(|&team| {
                    let team = &teams[team];
                    let doors = team.doors_fact_of(self.plan, team.handling(words));
                    format!("{}: {doors}", slug(&team.name))
                })
                .collect();
            facts.sort();
            let name = self.named(self.words.card.who_handles, "words", words);
            let about = CardSubject::Request { words: words.to_owned(), right, near };
            self.add(CardKind::Route, words, name, facts.join("; "), about);
        }
    }

    /// Options and numbers of teams, by plain keys.
    fn ways(&mut self) {
        let teams = Arc::clone(&self.teams);
        for (index, team) in teams.iter().enumerate() {
            let of = &team.name;
            let fact = team.doors_fact(self.plan);
            if team.doors.iter().any(|door| self.plan.line(door.line).number.value.is_dialable()) {
                let name = self.named(self.words.card.number_of, "team", of);
                self.add(CardKind::Number, of, name, fact, CardSubject::Number { team: index });
            }
            for doors in team.doors.chunk_by(|one, other| one.line == other.line) {
                let line = doors[0].line;
                let keys: Vec<&KeySequence> = doors.iter().map(|door| &door.keys).collect();
                if !keys.iter().all(|keys| are_plain(keys)) {
                    continue;
                }
                let fact = keys.iter().filter_map(|keys| option(keys)).collect::<Vec<_>>().join(" or ");
                let name = self.named(self.words.card.option_for, "team", of);
                self.add(CardKind::Option, of, name, fact.clone(), CardSubject::Option { team: index, line });
                if keys.iter().all(|keys| keys.presses().len() == 1) {
                    let name = self.named(self.words.card.listen_for, "team", of);
                    self.add(CardKind::Listen, of, name, fact, CardSubject::Listen { team: index, line });
                }
            }
        }
    }

    /// What numbers are for, and what is asked for on a line that has several teams.
    fn lines(&mut self) {
        let plan = self.plan;
        let ids: Vec<LineId> = plan.lines().map(|(id, _)| id).collect();
        let teams = Arc::clone(&self.teams);
        // Nobody needs to know what is dialed where nothing is.
        let dialed = || plan.lines().filter(|(_, line)| line.number.value.is_dialable());
        let topics = dialed().filter(|(id, _)| teams.behind(*id).len() != 1);
        let topics = topics.flat_map(|(_, line)| line.topics.iter().map(String::as_str));
        let related = Related::to(topics);
        // Only what has to do with what is asked for is looked at: many lines may lead to teams with many topics.
        let asked_of = |team| subjects(plan, team).into_iter().filter(|words| related.has(words)).collect();
        let of_teams: Vec<Vec<String>> = teams.iter().map(asked_of).collect();
        let mut all = SubjectPlace::default();
        let mut asked = SubjectPlace::default();
        for (id, line) in dialed() {
            let number = line.number.value;
            let behind = teams.behind(id);
            let of = match *behind {
                [only] => &teams[only].name,
                _ => &line.name,
            };
            let fact = format!("{number}: {}", slug(of));
            let name = self.named(self.words.card.what_for, "number", &number.to_string());
            self.add(CardKind::Reverse, &line.name, name, fact, CardSubject::WhatIs(id));
            behind.iter().flat_map(|&team| &of_teams[team]).for_each(|words| all.add(words, id.index()));
            for topic in &line.topics {
                all.add(topic, id.index());
                if behind.len() != 1 {
                    asked.add(topic, id.index());
                }
            }
        }
        let names = || teams.iter().map(|team| team.name.as_str());
        let (all, asked) = (all.subjects(names()), asked.subjects(names()));
        for topic in asked.texts() {
            let lines = |places: Vec<usize>| places.into_iter().map(|place| ids[place]).collect::<Vec<_>>();
            let (right, near) = (lines(all.same(topic)), lines(all.near(topic)));
            let fact: Vec<String> =
                right.iter().map(|&line| plan.line(line).number.value.to_string()).collect();
            let about = CardSubject::LineFor { words: topic.to_owned(), right, near };
            let name = self.named(self.words.card.number_for, "words", topic);
            self.add(CardKind::Number, topic, name, fact.join(" or "), about);
        }
    }

    fn hours(&mut self, days: Vec<SpecialDay>) {
        let teams = Arc::clone(&self.teams);
        for (index, team) in teams.iter().enumerate() {
            let name = self.named(self.words.card.hours_of, "team", &team.name);
            self.add(CardKind::Open, &team.name, name, team.hours_fact(), CardSubject::Hours { team: index });
        }
        for day in days {
            let of = format!("on {}", day.name);
            let name = self.named(self.words.card.who_is_there, "day", &day.name);
            let fact = day.fact.clone();
            self.add(CardKind::Open, &of, name, fact, CardSubject::Special(day));
        }
    }

    fn contacts(&mut self) {
        let plan = self.plan;
        for (id, contact) in plan.contacts() {
            let of = &contact.name;
            let words = self.words;
            let named = |sentence| words.fill(sentence, &[("name", of)]);
            let mut add = |channel: Channel, word: &str, name: String, fact: String| {
                let about = CardSubject::Contact { contact: id, channel };
                let card = self.add(CardKind::Channel, of, name, fact, about);
                card.id = format!("{}/{word}", card.id);
            };
            if let Some(phone) = contact.phone {
                add(
                    Channel::Phone,
                    "phone",
                    words.fill(words.card.number_for, &[("words", of)]),
                    phone.value.to_string(),
                );
            }
            if let Some(fax) = contact.fax {
                add(Channel::Fax, "fax", named(words.card.fax_for), fax.value.to_string());
            }
            if let Some(email) = &contact.email {
                add(Channel::Email, "e-mail", named(words.card.email_for), email.clone());
            }
            if !contact.post.is_empty() {
                let only =
                    contact.only_for.as_ref().map(|only| format!("; only for {only}")).unwrap_or_default();
                let fact = format!("{}{only}", contact.post.join(", "));
                add(Channel::Post, "post", named(words.card.address_for), fact);
            }
            if let Some(fax) = contact.fax {
                let name = self.named(words.card.what_fax_is_for, "number", &fax.value.to_string());
                let fact = format!("{}: {}", fax.value, slug(of));
                self.add(CardKind::Reverse, of, name, fact, CardSubject::WhatIsFax(id));
            }
        }
    }
}

/// For which callers a fact about these teams holds, behind it; nothing where it holds for all.
fn only_for(teams: &[Team], of: &[usize]) -> String {
    let only =
        of.iter().filter_map(|&team| teams[team].only.as_ref()).map(|only| only.told(Language::English));
    let mut only: Vec<String> = only.collect();
    only.sort();
    only.dedup();
    if only.is_empty() { String::new() } else { format!(" (for {})", only.join("; ")) }
}

fn contact_values(contact: &Contact) -> String {
    let numbers = contact.fax.iter().chain(&contact.phone).map(|number| number.value.to_string());
    numbers.chain(contact.email.clone()).chain(contact.post.iter().cloned()).collect::<Vec<_>>().join(" ")
}
