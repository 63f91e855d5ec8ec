//! Somebody asks for something: make the call.

use super::Asking;
use crate::directory::Way;
use crate::directory::names::is_same_name;
use crate::directory::team::{Status, Team, told};
use crate::training::drill::meaning::Meaning;
use crate::training::drill::moments::{Situation, place};
use crate::training::drill::question::{AnswerForm, Question};
use crate::training::drill::route::RequestRoute;

impl<'p> Asking<'_, 'p> {
    pub(super) fn request(&mut self, words: &str, right: &[usize], near: &[usize]) -> Option<Question<'p>> {
        let teams = &self.card.teams;
        let handle = |&team: &usize| {
            let team = &teams[team];
            team.only(self.plan, team.handling(words))
        };
        let right: Vec<Team> = right.iter().map(handle).collect();
        let right: Vec<&Team> = right.iter().collect();
        let near: Vec<&Team> = near.iter().map(|&team| &teams[team]).collect();
        let open = !self.one_in(3);
        let (situation, status) =
            Situation::choose(self.plan, &right, self.now, Some(open), &mut self.chance)?;
        self.request_at(words, &right, &near, situation, status)
    }

    /// A request at a moment that is chosen already.
    pub(super) fn request_at(
        &mut self,
        words: &str,
        right: &[&Team],
        near: &[&Team],
        situation: Situation,
        status: Status,
    ) -> Option<Question<'p>> {
        let zone = situation.zone(self.plan);
        // The clock of those who open first.
        let first = right.iter().find(|team| match &status {
            Status::Open(way, _) | Status::Closed(way) => team.lines().contains(&way.line),
        })?;
        let clock = first.hours.clock(zone);
        let state = status.told(situation.at, clock, zone);
        let route = RequestRoute::new(self.plan, situation, status, right, near);
        let dial = |way: &Way| told(self.plan, way.line, &way.keys);
        let ways: Vec<String> = route.best_ways().map(|(_, way)| dial(way)).collect();
        let whom: Vec<String> =
            route.best_ways().map(|(name, way)| format!("{name}: {}", dial(way))).collect();
        if ways.is_empty() {
            return None;
        }
        let what = if right.iter().any(|team| team.name == *words) { "asks for" } else { "asks about" };
        let text = format!(
            "{} A caller there {what} “{words}”. Make the call, or say when they open if nobody is there.",
            situation.told(self.plan)
        );
        let why = format!("{}. At this time: {state}.", whom.join("; "));
        let mut answers: Vec<String> =
            route.openings().iter().map(|opening| format!("closed, opens {opening}")).collect();
        answers.dedup();
        if answers.is_empty() {
            answers = ways;
        }
        let origins: Vec<_> = right.iter().flat_map(|team| self.origins(team)).collect();
        let mut question = Question::new(
            self.card.kind,
            self.plan,
            AnswerForm::Call(situation),
            text,
            Meaning::Route(route),
        )
        .right(answers, why)
        .sources(origins);
        if !clock.is_same_clock(zone) {
            question = question.hint(format!("Mind the clocks: the caller is {}.", place(zone)));
        }
        if let [line] = first.lines()[..]
            && !is_same_name(&self.plan.line(line).name, words)
        {
            question = question.hint(format!("It is the number of {}.", self.plan.line(line).name));
        }
        if let Some(spoken) = &first.hours.spoken {
            question = question.hint(format!("The hours of {}: {spoken}.", first.name));
        }
        Some(question)
    }
}
