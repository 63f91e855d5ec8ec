//! How each kind of card is asked.

mod changed;
mod channel;
mod hours;
mod number;
mod option;
mod own;
mod request;
mod reverse;
pub(super) mod wording;

use jiff::Timestamp;

use super::about::CardSubject;
use super::card::Card;
use super::chance::ChoiceSequence;
use super::question::Question;
use crate::call::CallRecord;
use crate::directory::StepRoute;
use crate::directory::spoken_keys::DialedWay;
use crate::directory::team::Team;
use crate::plan::{Origin, Plan, StepKind};
use crate::training::phrases::LessonPhrases;

/// A card about to be asked.
struct Asking<'a, 'p> {
    plan: &'p Plan,
    card: &'a Card,
    now: Timestamp,
    chance: ChoiceSequence,
    /// What the plan's language says.
    words: &'static LessonPhrases,
}

impl Card {
    /// A question about this fact, under the plan that the card was made from. The seed decides how it is asked; moments
    /// that it speaks of lie in the two weeks after `now`. None where nothing certain can be asked now.
    #[must_use]
    pub fn ask<'p>(&self, plan: &'p Plan, seed: u64, now: Timestamp) -> Option<Question<'p>> {
        let chance = ChoiceSequence::new(seed, &self.id);
        let mut asking = Asking { plan, card: self, now, chance, words: LessonPhrases::of_plan(plan) };
        match &self.about {
            CardSubject::Request { words, right, near } => asking.request(words, right, near),
            CardSubject::Option { team, line } => asking.option(&self.teams[*team], *line),
            CardSubject::Listen { team, line } => asking.listen(&self.teams[*team], *line),
            CardSubject::Number { team } => asking.number(&self.teams[*team]),
            CardSubject::LineFor { words, right, near } => asking.line_for(words, right, near),
            CardSubject::Hours { team } => asking.hours(&self.teams[*team]),
            CardSubject::Special(day) => asking.special(day),
            CardSubject::Contact { contact, channel } => asking.channel(*contact, *channel),
            CardSubject::WhatIs(line) => Some(asking.what_is(*line)),
            CardSubject::WhatIsFax(contact) => asking.what_is_fax(*contact),
            CardSubject::Own(own) => asking.own(own),
            CardSubject::Changed(news) => Some(asking.changed(news)),
        }
    }
}

impl<'p> Asking<'_, 'p> {
    fn teams(&self) -> impl Iterator<Item = &Team> {
        self.card.teams.iter()
    }

    /// A sentence of the plan's language with its places filled.
    fn fill(&self, sentence: &str, values: &[(&str, &str)]) -> String {
        self.words.fill(sentence, values)
    }

    /// Behind a question about people whom certain callers reach only: for which it is asked.
    fn for_whom(&self, team: &Team) -> String {
        let only = team.only.as_ref().map(|only| only.told(self.words.language()));
        only.map(|callers| self.fill(self.words.ask.about_callers, &[("callers", &callers)]))
            .unwrap_or_default()
    }

    /// A way as people are told it.
    fn way<'w>(&self, way: &'w StepRoute) -> DialedWay<'p, 'w> {
        way.dialed(self.plan, self.words.language())
    }

    /// True in one of so many.
    fn one_in(&mut self, of: usize) -> bool {
        self.chance.below(of) == 0
    }

    /// Where the plan speaks of a team: its destinations, its lines, its hours.
    fn origins(&self, team: &Team) -> Vec<&'p Origin> {
        let plan = self.plan;
        let steps = team.steps.iter().map(|&step| &plan.step(step).origin);
        let lines = team.lines().into_iter().map(|line| &plan.line(line).origin);
        let hours = team.hours.schedule.map(|id| &plan.schedule(id).origin);
        steps.chain(lines).chain(hours).collect()
    }

    /// Where the plan speaks of the keys of a way.
    fn key_origins(&self, way: &StepRoute, record: &CallRecord) -> Vec<&'p Origin> {
        let plan = self.plan;
        let menus = record.path().filter_map(|step| match &plan.step(step).kind {
            StepKind::Menu(menu) => Some((step, menu)),
            _ => None,
        });
        let mut origins = Vec::new();
        for (step, menu) in menus {
            let pressed = |key| way.keys.presses().contains(&crate::call::Press::Key(key));
            origins.extend(menu.choices().filter(|(key, _)| pressed(*key)).map(|(_, choice)| &choice.origin));
            origins.push(&plan.step(step).origin);
        }
        origins
    }
}
