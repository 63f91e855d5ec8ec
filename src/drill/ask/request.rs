//! Somebody asks for something: make the call.

use super::Asking;
use crate::drill::card::Kind;
use crate::drill::meaning::Meaning;
use crate::drill::moments::{Situation, place};
use crate::drill::question::{Form, Question};
use crate::drill::route::Route;
use crate::drill::team::{Status, Team, told};

impl<'p> Asking<'_, 'p> {
    pub(super) fn request(&mut self, words: &str, right: &[usize], near: &[usize]) -> Option<Question<'p>> {
        let teams = &self.card.teams;
        let right: Vec<&Team> = right.iter().map(|&team| &teams[team]).collect();
        let near: Vec<&Team> = near.iter().map(|&team| &teams[team]).collect();
        let open = !self.one_in(3);
        let (situation, status) =
            Situation::choose(self.plan, &right, self.now, Some(open), &mut self.chance)?;
        let zone = situation.zone(self.plan);
        // The clock of those who open first.
        let first = right.iter().find(|team| match &status {
            Status::Open(way, _) | Status::Closed(way) => team.lines().contains(&way.line),
        })?;
        let clock = first.hours.clock(zone);
        let state = status.told(situation.at, clock);
        let route = Route::new(self.plan, situation, status, &right, &near, clock);
        let mut ways: Vec<String> =
            route.best_ways().map(|way| told(self.plan, way.line, &way.keys)).collect();
        ways.dedup();
        if ways.is_empty() {
            return None;
        }
        let who = who(&right);
        let what = if right.iter().any(|team| team.name == *words) { "asks for" } else { "asks about" };
        let text = format!(
            "{} A caller there {what} “{words}”. Make the call. If nobody is there, say when they open.",
            situation.told(self.plan)
        );
        let why = format!("{who}: {}. At this time: {state}.", ways.join("; or "));
        let answers = match route.opens() {
            None => ways,
            Some(opens) => vec![format!("closed, opens {opens}")],
        };
        let origins: Vec<_> = right.iter().flat_map(|team| self.origins(team)).collect();
        let hours =
            first.hours.spoken.as_ref().map(|spoken| format!("The hours of {}: {spoken}.", first.name));
        let mut question =
            Question::new(Kind::Route, self.plan, Form::Call(situation), text, Meaning::Route(route))
                .right(answers, why)
                .sources(origins);
        if let Some(hours) = hours {
            question = question.hint(hours);
        }
        if clock != zone {
            question = question.hint(format!("Mind the clocks: the caller is {}.", place(zone)));
        }
        Some(question.hint(format!("It is for {who}.")))
    }
}

/// "Dealer Service Center", "Central Regional Business Center, or 4 others"
fn who(teams: &[&Team]) -> String {
    match teams {
        [] => String::new(),
        [only] => only.name.clone(),
        [one, other] => format!("{} or {}", one.name, other.name),
        [first, rest @ ..] => format!("{}, or one of {} others", first.name, rest.len()),
    }
}
