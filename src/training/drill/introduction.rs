//! A fact as it is shown to somebody who has never met it, before it is asked.

use super::about::{CardSubject, Channel, OwnQuestion};
use super::ask::wording;
use super::card::Card;
use super::ringing::ringing_note;
use crate::directory::names::is_same_name;
use crate::directory::spoken_keys::DialedWay;
use crate::directory::team::Team;
use crate::plan::{Line, LineId, Plan, StockPhrases};
use crate::time::civil_phrases;
use crate::training::phrases::LessonPhrases;

/// What is shown of a fact. Facts with one heading are shown together, a few at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardIntroduction {
    /// What it stands under: `Dealer Service Center, 1-888-919-2559`.
    pub heading: String,
    /// The line that the heading is, if it is one.
    pub line: Option<LineId>,
    /// What stands before it: `option 6`; may be empty.
    pub lead: String,
    /// The fact; empty where the heading says it.
    pub told: String,
    /// When these people are there, if the fact is about people whose hours words can say.
    pub hours: Option<String>,
}

impl CardIntroduction {
    fn under(heading: &str, told: String) -> Self {
        Self { heading: heading.to_owned(), line: None, lead: String::new(), told, hours: None }
    }

    fn on(plan: &Plan, line: LineId, lead: String, told: String) -> Self {
        let Line { name, number, .. } = plan.line(line);
        let heading =
            if number.value.is_dialable() { format!("{name}, {}", number.value) } else { name.clone() };
        Self { heading, line: Some(line), lead, told, hours: None }
    }
}

impl Card {
    /// What to show of this fact before it is asked, under the plan that the card was made from. None where it was shown with
    /// others already, as an option with its number, and where a question is the only way to show it.
    #[must_use]
    pub fn introduction(&self, plan: &Plan) -> Option<CardIntroduction> {
        let phrases = LessonPhrases::of_plan(plan);
        let heading = &phrases.card;
        let or = format!(" {} ", StockPhrases::of(plan.language).entry.or);
        match &self.about {
            CardSubject::Number { team } => Some(people(plan, &self.teams[*team], None)),
            CardSubject::Request { words, right, .. } => {
                let handling = |&team: &usize| {
                    let team = &self.teams[team];
                    team.only(plan, team.handling(words))
                };
                let teams: Vec<Team> = right.iter().map(handling).collect();
                match &teams[..] {
                    [only] if is_same_name(&only.name, words) => None,
                    [only] => Some(people(plan, only, Some(words))),
                    several => {
                        let names: Vec<&str> = several.iter().map(|team| team.name.as_str()).collect();
                        let told = phrases.label(&phrases.quoted(words), &names.join(&or));
                        Some(CardIntroduction::under(heading.several, told))
                    }
                }
            }
            CardSubject::LineFor { words, right, .. } => {
                if let [line] = right[..] {
                    return Some(CardIntroduction::on(
                        plan,
                        line,
                        heading.handles.to_owned(),
                        phrases.quoted(words),
                    ));
                }
                let names: Vec<&str> = right.iter().map(|&line| plan.line(line).name.as_str()).collect();
                let told = phrases.label(&phrases.quoted(words), &names.join(&or));
                Some(CardIntroduction::under(heading.several, told))
            }
            CardSubject::WhatIs(line) => {
                let is_shown = self.teams.iter().any(|team| team.is_behind(*line));
                let topics = plan.line(*line).topics.join(", ");
                (!is_shown).then(|| CardIntroduction::on(plan, *line, String::new(), topics))
            }
            CardSubject::Hours { team } => self.in_a_line(plan, heading.hours, &self.teams[*team].name),
            CardSubject::Special(_) => {
                let day = self.day_named(plan).unwrap_or_else(|| self.name.clone());
                self.in_a_line(plan, heading.days, &day)
            }
            CardSubject::Contact { contact, channel } => {
                let contact = plan.contact(*contact);
                let way = match channel {
                    Channel::Phone => heading.phone,
                    Channel::Fax => heading.fax,
                    Channel::Email => heading.email,
                    Channel::Post => heading.post,
                };
                let told = format!("{way}, {}", wording::value(contact, *channel));
                let told = phrases.label(&wording::addressee(phrases, contact), &told);
                Some(CardIntroduction::under(heading.contacts, told))
            }
            CardSubject::Own(OwnQuestion::Typed { ask, accept, .. }) => {
                let told = format!("{ask} {}", accept.first()?);
                Some(CardIntroduction::under(heading.own, told))
            }
            CardSubject::Option { .. }
            | CardSubject::Listen { .. }
            | CardSubject::WhatIsFax(_)
            | CardSubject::Changed(_)
            | CardSubject::Own(OwnQuestion::Request { .. }) => None,
        }
    }

    /// The holiday or exception that it is about, with its date.
    pub(in crate::training) fn day_named(&self, plan: &Plan) -> Option<String> {
        let words = LessonPhrases::of_plan(plan);
        match &self.about {
            CardSubject::Special(day) => {
                let date = civil_phrases(words.language()).full_date(day.date);
                Some(words.fill(words.card.named_day, &[("day", &day.name), ("date", &date)]))
            }
            _ => None,
        }
    }

    /// The team that a number is asked of.
    #[cfg(feature = "learning")]
    pub(in crate::training) fn reached(&self) -> Option<&str> {
        match &self.about {
            CardSubject::Number { team } => Some(&self.teams[*team].name),
            _ => None,
        }
    }

    /// The team that alone handles what is asked for, if that is more than its name.
    #[cfg(feature = "learning")]
    pub(in crate::training) fn handling(&self, plan: &Plan) -> Option<String> {
        match &self.about {
            CardSubject::Request { right, .. } if self.introduction(plan).is_some() => match right[..] {
                [team] => Some(self.teams[team].name.clone()),
                _ => None,
            },
            _ => None,
        }
    }

    /// What a printed card says, in a line.
    fn in_a_line(&self, plan: &Plan, heading: &str, subject: &str) -> Option<CardIntroduction> {
        let words = LessonPhrases::of_plan(plan);
        let answers = self.sides(plan)?.answers.into_iter().map(|answer| match answer.who {
            Some(who) => words.label(&who, &answer.what),
            None => answer.what,
        });
        let told = words.label(subject, &answers.collect::<Vec<_>>().join("; "));
        Some(CardIntroduction::under(heading, told))
    }
}

/// People, how they are reached, and what they handle, if that is what is to be known of them.
fn people(plan: &Plan, team: &Team, handled: Option<&str>) -> CardIntroduction {
    let phrases = LessonPhrases::of_plan(plan);
    let or = format!(" {} ", StockPhrases::of(plan.language).entry.or);
    let callers = team
        .only
        .as_ref()
        .map(|only| phrases.fill(phrases.card.for_callers, &[("callers", &only.told(phrases.language()))]));
    let mut only = callers.map(|callers| format!(" ({callers})")).unwrap_or_default();
    let hours = team.hours.lasting().map(str::to_owned);
    let told: Vec<DialedWay<'_, '_>> =
        team.told_doors(plan).map(|door| door.way(plan, phrases.language())).collect();
    let shown = if let [line] = team.told_lines(plan)[..] {
        let keys: Vec<String> = told.iter().filter_map(DialedWay::option).collect();
        if let Some(condition) = told.iter().find_map(DialedWay::condition) {
            only.insert_str(0, &format!(" ({condition})"));
        }
        if let Some(note) = told.iter().find_map(DialedWay::language_note) {
            only.insert_str(0, &format!(" ({note})"));
        }
        let is_line = is_same_name(&team.name, &plan.line(line).name);
        let (lead, told) = match handled {
            Some(words) if is_line => (phrases.card.handles.to_owned(), phrases.quoted(words)),
            Some(words) => (keys.join(&or), team_for(phrases, team, words)),
            None if is_line && keys.is_empty() => (String::new(), String::new()),
            None => (keys.join(&or), team.name.clone()),
        };
        let told = if told.is_empty() { only.trim_start().to_owned() } else { told + &only };
        CardIntroduction::on(plan, line, lead, told)
    } else {
        let doors: Vec<String> = told.iter().map(DialedWay::told).collect();
        let who = handled.map_or_else(|| team.name.clone(), |words| team_for(phrases, team, words));
        let told = phrases.label(&format!("{who}{only}"), &doors.join(&or));
        CardIntroduction::under(phrases.card.several, told)
    };
    let told = match ringing_note(plan, phrases, team) {
        Some(note) if shown.told.is_empty() => note,
        Some(note) => format!("{}. {note}", shown.told),
        None => shown.told,
    };
    CardIntroduction { told, hours, ..shown }
}

/// People, and what they are asked for.
fn team_for(phrases: &LessonPhrases, team: &Team, words: &str) -> String {
    phrases.fill(phrases.card.team_for, &[("team", &team.name), ("words", &phrases.quoted(words))])
}
