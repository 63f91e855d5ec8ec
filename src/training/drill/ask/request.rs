//! Somebody asks for something: make the call.

use super::Asking;
use crate::directory::StepRoute;
use crate::directory::names::is_same_name;
use crate::directory::reached::reached;
use crate::directory::team::{Status, Team, status as status_of};
use crate::training::drill::meaning::Meaning;
use crate::training::drill::moments::{MomentPhrase, Situation, has_one_clock, place};
use crate::training::drill::question::{AnswerForm, Question};
use crate::training::drill::route::RequestRoute;

impl<'p> Asking<'_, 'p> {
    pub(super) fn request(&mut self, asked: &str, right: &[usize], near: &[usize]) -> Option<Question<'p>> {
        let teams = &self.card.teams;
        let handle = |&team: &usize| {
            let team = &teams[team];
            team.only(self.plan, team.handling(asked)).desks()
        };
        let right: Vec<Team> = right.iter().flat_map(handle).collect();
        let right: Vec<&Team> = right.iter().collect();
        let near: Vec<&Team> = near.iter().map(|&team| &teams[team]).collect();
        let open = !self.one_in(3);
        let (situation, status) =
            Situation::choose(self.plan, &right, self.now, Some(open), &mut self.chance)?;
        self.request_at(asked, &right, &near, situation, status)
    }

    /// A request at a moment that is chosen already.
    pub(super) fn request_at(
        &mut self,
        asked: &str,
        right: &[&Team],
        near: &[&Team],
        situation: Situation,
        status: Status,
    ) -> Option<Question<'p>> {
        let zone = situation.zone(self.plan);
        // Those who open first.
        let (Status::Open(first_way, _) | Status::Closed(first_way)) = &status;
        let leads = |team: &&&Team| {
            let step = reached(self.plan, first_way.line, situation.caller, first_way.at, &first_way.keys);
            team.is_behind(first_way.line) && step.is_some_and(|step| team.steps.contains(&step))
        };
        let on_line = || right.iter().find(|team| team.is_behind(first_way.line));
        let first = right.iter().find(leads).or_else(on_line)?;
        let clock = first.hours.clock(zone);
        let words = self.words;
        let (whole, is_closed) = (status.told(words, situation.at, clock, zone), !status.is_open());
        let route = RequestRoute::new(self.plan, situation, status, right, near);
        let dial = |way: &StepRoute| way.dialed(self.plan, words.language()).told();
        let ways: Vec<String> = route.best_ways(self.plan).map(|(_, way)| dial(way)).collect();
        if ways.is_empty() {
            return None;
        }
        let state = |team: &Team| {
            let status = status_of(self.plan, &[team], situation.caller, situation.at)?;
            Some(status.told(words, situation.at, team.hours.clock(zone), zone))
        };
        let told_of: Vec<Option<String>> = if right.len() > 1 {
            right.iter().map(|team| state(team)).collect()
        } else {
            vec![Some(whole.clone())]
        };
        let led: Vec<(String, &Option<String>)> = route
            .best_ways(self.plan)
            .map(|(team, way)| {
                let condition = way.dialed(self.plan, words.language()).condition();
                let condition = condition.map(|words| format!(" ({words})")).unwrap_or_default();
                let told = format!("{}{condition}", dial(way));
                (words.label(&right[*team].name, &told), &told_of[*team])
            })
            .collect();
        // Where they are there at different times, each is told with its own.
        let why = if led.iter().all(|(_, state)| *state == led[0].1) {
            let whom: Vec<&str> = led.iter().map(|(whom, _)| whom.as_str()).collect();
            let state = led[0].1.as_ref().unwrap_or(&whole);
            words.fill(words.ask.at_this_time, &[("whom", &whom.join("; ")), ("state", state)])
        } else {
            let each = led.iter().map(|(whom, state)| match state {
                Some(state) => words.fill(words.ask.at_this_time_each, &[("whom", whom), ("state", state)]),
                None => format!("{whom}."),
            });
            each.collect::<Vec<_>>().join(" ")
        };
        let is_name = right.iter().any(|team| team.name == *asked);
        let caller = if has_one_clock(self.plan) { words.ask.caller } else { words.ask.caller_there };
        let now = situation.told_to(self.plan, right);
        let text = words.fill(
            if is_name { words.ask.asks_for } else { words.ask.asks_about },
            &[("now", &now), ("caller", caller), ("words", asked)],
        );
        let opens =
            |opening: &MomentPhrase| words.fill(words.moment.opens, &[("moment", &opening.told(words))]);
        let mut answers: Vec<String> = route.openings().iter().map(opens).collect();
        answers.dedup();
        if answers.is_empty() {
            answers = ways;
        }
        let handles = words.fill(
            if is_name { words.ask.is_reached } else { words.ask.handles },
            &[("team", &first.called()), ("words", asked)],
        );
        let because = match (&first.hours.spoken, is_closed) {
            (Some(spoken), true) => {
                words.fill(words.ask.and_hours, &[("handles", &handles), ("hours", spoken)])
            }
            (None, true) => handles,
            (_, false) => words.fill(words.ask.and_is, &[("handles", &handles), ("state", &whole)]),
        };
        let origins: Vec<_> = right.iter().flat_map(|team| self.origins(team)).collect();
        let mut question = Question::new(
            self.card.kind,
            self.plan,
            AnswerForm::Call(situation),
            text,
            Meaning::Route(route),
        )
        .right(answers, why)
        .because(because)
        .sources(origins);
        if !clock.is_same_clock(zone) {
            question = question.hint(words.fill(words.ask.mind_clocks, &[("place", &place(words, zone))]));
        }
        if let [line] = first.lines()[..]
            && !is_same_name(&self.plan.line(line).name, asked)
        {
            question =
                question.hint(words.fill(words.ask.number_of_line, &[("line", &self.plan.line(line).name)]));
        }
        if let Some(spoken) = &first.hours.spoken {
            let values = [("team", first.called()), ("hours", spoken.clone())];
            let values = values.each_ref().map(|(place, value)| (*place, value.as_str()));
            question = question.hint(words.fill(words.ask.usual, &values));
        }
        Some(question)
    }
}
