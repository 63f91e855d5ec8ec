//! A fact as it is shown to somebody who has never met it, before it is asked.

use super::about::{CardSubject, Channel, OwnQuestion};
use super::ask::wording;
use super::card::Card;
use crate::directory::names::is_same_name;
use crate::directory::team::{Team, option};
use crate::plan::{LineId, Plan};

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
        let heading = format!("{}, {}", plan.line(line).name, plan.line(line).number.value);
        Self { heading, line: Some(line), lead, told, hours: None }
    }
}

/// In front of what the people of a number without options are asked for.
const HANDLES: &str = "handles";

/// The heading of what several numbers answer for.
const SEVERAL: &str = "More than one number";

impl Card {
    /// What to show of this fact before it is asked, under the plan that the card was made from. None where it was shown with
    /// others already, as an option with its number, and where a question is the only way to show it.
    #[must_use]
    pub fn introduction(&self, plan: &Plan) -> Option<CardIntroduction> {
        match &self.about {
            CardSubject::Number { team } => Some(self.people(plan, &self.teams[*team], None)),
            CardSubject::Request { words, right, .. } => {
                let handling = |&team: &usize| {
                    let team = &self.teams[team];
                    team.only(plan, team.handling(words))
                };
                let teams: Vec<Team> = right.iter().map(handling).collect();
                match &teams[..] {
                    [only] if is_same_name(&only.name, words) => None,
                    [only] => Some(self.people(plan, only, Some(words))),
                    several => {
                        let names: Vec<&str> = several.iter().map(|team| team.name.as_str()).collect();
                        let told = format!("{words}: {}", names.join(" or "));
                        Some(CardIntroduction::under(SEVERAL, told))
                    }
                }
            }
            CardSubject::LineFor { words, right, .. } => match right[..] {
                [line] => Some(CardIntroduction::on(plan, line, HANDLES.to_owned(), words.clone())),
                _ => {
                    let names: Vec<&str> = right.iter().map(|&line| plan.line(line).name.as_str()).collect();
                    Some(CardIntroduction::under(SEVERAL, format!("{words}: {}", names.join(" or "))))
                }
            },
            CardSubject::WhatIs(line) => {
                let is_shown = self.teams.iter().any(|team| team.is_behind(*line));
                let topics = plan.line(*line).topics.join(", ");
                (!is_shown).then(|| CardIntroduction::on(plan, *line, String::new(), topics))
            }
            CardSubject::Hours { .. } => self.from_sides(plan, "Hours", |name| {
                name.strip_prefix("The hours of ").unwrap_or(name).to_owned()
            }),
            CardSubject::Special(day) => self.from_sides(plan, "Holidays and exceptions", |_| {
                format!("{} ({})", day.name, day.date.strftime("%A, %B %-d"))
            }),
            CardSubject::Contact { contact, channel } => {
                let contact = plan.contact(*contact);
                let way = match channel {
                    Channel::Phone => "phone",
                    Channel::Fax => "fax",
                    Channel::Email => "e-mail",
                    Channel::Post => "post",
                };
                let told = format!("{way}, {}", wording::value(contact, *channel));
                let told = format!("{}: {told}", wording::addressee(contact));
                Some(CardIntroduction::under("Fax, e-mail and post", told))
            }
            CardSubject::Own(OwnQuestion::Typed { ask, accept, .. }) => {
                let told = format!("{ask} {}", accept.first()?);
                Some(CardIntroduction::under("Questions of your company", told))
            }
            CardSubject::Option { .. }
            | CardSubject::Listen { .. }
            | CardSubject::WhatIsFax(_)
            | CardSubject::Changed(_)
            | CardSubject::Own(OwnQuestion::Request { .. }) => None,
        }
    }

    /// The team that a number is asked of.
    pub(in crate::training) fn reached(&self) -> Option<&str> {
        match &self.about {
            CardSubject::Number { team } => Some(&self.teams[*team].name),
            _ => None,
        }
    }

    /// The team that alone handles what is asked for, if that is more than its name.
    pub(in crate::training) fn handling(&self, plan: &Plan) -> Option<String> {
        match &self.about {
            CardSubject::Request { right, .. } if self.introduction(plan).is_some() => match right[..] {
                [team] => Some(self.teams[team].name.clone()),
                _ => None,
            },
            _ => None,
        }
    }

    /// People, how they are reached, and what they handle, if that is what is to be known of them.
    fn people(&self, plan: &Plan, team: &Team, handled: Option<&str>) -> CardIntroduction {
        let only = team.only.as_ref().map(|only| format!(" (for {})", only.told())).unwrap_or_default();
        let hours = team.hours.lasting().map(str::to_owned);
        let shown = match team.lines()[..] {
            [line] => {
                let doors = team.doors_of(line).iter();
                let keys: Vec<String> = doors.filter_map(|door| option(&door.keys)).collect();
                let is_line = is_same_name(&team.name, &plan.line(line).name);
                let (lead, told) = match handled {
                    Some(words) if is_line => (HANDLES.to_owned(), words.to_owned()),
                    Some(words) => (keys.join(" or "), format!("{} handles {words}", team.name)),
                    None if is_line && keys.is_empty() => (String::new(), String::new()),
                    None => (keys.join(" or "), team.name.clone()),
                };
                let told = if told.is_empty() { only.trim_start().to_owned() } else { told + &only };
                CardIntroduction::on(plan, line, lead, told)
            }
            _ => {
                let doors: Vec<String> = team.doors.iter().map(|door| door.told(plan)).collect();
                let what = handled.map(|words| format!(" handles {words}")).unwrap_or_default();
                let told = format!("{}{what}{only}: {}", team.name, doors.join(" or "));
                CardIntroduction::under(SEVERAL, told)
            }
        };
        CardIntroduction { hours, ..shown }
    }

    /// What a printed card says, in a line.
    fn from_sides(
        &self,
        plan: &Plan,
        heading: &str,
        subject: impl Fn(&str) -> String,
    ) -> Option<CardIntroduction> {
        let answers = self.sides(plan)?.answers.into_iter().map(|answer| match answer.who {
            Some(who) => format!("{who}: {}", answer.what),
            None => answer.what,
        });
        let told = format!("{}: {}", subject(&self.name), answers.collect::<Vec<_>>().join("; "));
        Some(CardIntroduction::under(heading, told))
    }
}
