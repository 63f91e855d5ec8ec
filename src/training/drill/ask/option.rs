//! Which option of a menu: from memory, or by listening.

use super::wording::BehindNumber;
use super::{Asking, for_whom, wording};
use crate::base::text::capital;
use crate::call::{CallRecord, CallSpec, Caller, Decision, EventKind, KeySequence, Speaker};
use crate::directory::StepRoute;
use crate::directory::team::{Team, option};
use crate::plan::LineId;
use crate::training::drill::card::CardKind;
use crate::training::drill::meaning::{Meaning, are_plain};
use crate::training::drill::moments::Situation;
use crate::training::drill::question::{AnswerForm, Question};

impl<'p> Asking<'_, 'p> {
    /// The way to a team through a line by plain keys, and the call.
    fn by_keys(&self, team: &Team, line: LineId) -> Option<(StepRoute, CallRecord)> {
        let caller = team.caller();
        let way = team.ways(self.plan, caller, self.now).into_iter().find(|way| way.line == line)?;
        let number = self.plan.line(line).number.value;
        let record = self
            .plan
            .call(&CallSpec::new(number, way.at).with_caller(caller).with_keys(way.keys.clone()))
            .record;
        are_plain(&way.keys).then_some((way, record))
    }

    pub(super) fn option(&mut self, team: &Team, line: LineId) -> Option<Question<'p>> {
        let (way, record) = self.by_keys(team, line)?;
        let (plain, right) = (option(&way.keys)?, way.dialed(self.plan).option()?);
        let (number, of) = (self.plan.line(line).number.value, &self.plan.line(line).name);
        let behind = BehindNumber::of(std::iter::once(way.dialed(self.plan)));
        let condition =
            way.dialed(self.plan).condition().map(|words| format!(", {words}")).unwrap_or_default();
        let why = if behind == BehindNumber::Entry {
            format!("{}, leads from {number} to {}{condition}.", capital(&right), team.name)
        } else {
            format!("{} of {number} is {}{condition}.", capital(&right), team.name)
        };
        let mut origins = self.key_origins(&way, &record);
        origins.extend(self.origins(team));
        // Where the keys lead to others at other times, both are whom one gets.
        let leads_here = |other: &Team| {
            other.name != team.name
                && other.doors.iter().any(|door| door.line == line && door.keys == way.keys)
        };
        let is_only = !self.teams().any(leads_here);
        if self.one_in(3) && self.card.fact_of_keys() == plain && is_only {
            let whom = for_whom(team);
            let text = format!("You have dialed {number} ({of}). Whom do you get with {right}?{whom}");
            let others: Vec<String> = self
                .teams()
                .filter(|other| other.name != team.name)
                .map(|other| other.name.clone())
                .collect();
            let meaning = Meaning::Name { right: vec![team.name.clone()], others: others.clone() };
            let question = Question::new(CardKind::Option, self.plan, AnswerForm::Text, text, meaning)
                .right(vec![team.name.clone()], why)
                .because(format!("{right} of {number} ({of}) leads there"))
                .sources(origins);
            // Those behind the same number are the likeliest to be taken for it.
            let near = |other: &&Team| other.name != team.name && other.lines().contains(&line);
            let near: Vec<String> = self.teams().filter(near).map(|other| other.name.clone()).collect();
            let wrong = if near.len() >= 3 { near } else { others };
            return Some(question.choosing(wrong, &mut self.chance));
        }
        let text = format!("{}{}", wording::option(number, of, &team.name, behind), for_whom(team));
        let count = if right == plain { way.keys.presses().len() } else { 1 };
        let meaning = Meaning::Keys { way, steps: team.steps.clone(), caller: team.caller() };
        let question = Question::new(CardKind::Option, self.plan, AnswerForm::Keys, text, meaning)
            .right(vec![right], why)
            .because(format!("it leads from {number} ({of}) to {}", team.name))
            .sources(origins);
        Some(if count > 1 { question.hint(format!("It takes {count} keys.")) } else { question })
    }

    /// Gives what the phone speaks, and nothing else.
    pub(super) fn listen(&mut self, team: &Team, line: LineId) -> Option<Question<'p>> {
        let (way, record) = self.by_keys(team, line)?;
        let right = option(&way.keys)?;
        let heard = self.heard(&way, team.caller());
        // Where the phone does not say it, nobody can listen for it.
        let lower = heard.to_lowercase();
        let press = format!("press {}", spoken(&way.keys)?);
        let is_told = lower.contains(&team.name.to_lowercase())
            && lower
                .match_indices(&press)
                .any(|(at, _)| !lower[at + press.len()..].starts_with(|c: char| c.is_alphanumeric()));
        if !is_told {
            return None;
        }
        let want = format!("You want {}. What do you press?{}", team.name, for_whom(team));
        let text = format!("Listen: “{heard}” {want}");
        let why = format!("The phone says it: {} is {right}.", team.name);
        let mut origins = self.key_origins(&way, &record);
        origins.extend(self.origins(team));
        let number = self.plan.line(line).number.value;
        let situation = Situation { caller: team.caller(), at: way.at };
        let meaning = Meaning::Keys { way, steps: team.steps.clone(), caller: situation.caller };
        let mut question =
            Question::new(CardKind::Listen, self.plan, AnswerForm::Listen(number, situation), text, meaning)
                .right(vec![right], why)
                .because(format!("that is what the phone says for {}", team.name))
                .sources(origins);
        question.beside_phone = Some(want);
        Some(question)
    }

    /// What a caller hears who presses nothing, up to where the phone waits.
    fn heard(&self, way: &StepRoute, caller: Caller) -> String {
        let number = self.plan.line(way.line).number.value;
        let mut record = self.plan.call(&CallSpec::new(number, way.at).with_caller(caller)).record;
        let waits = |what| {
            matches!(
                what,
                EventKind::Decided(Decision::NoInput { .. } | Decision::TakesSilence(_))
                    | EventKind::Ended(_)
            )
        };
        let end = record.events.iter().position(|event| waits(event.what)).unwrap_or(record.events.len());
        record.events.truncate(end);
        let said = record.transcript(self.plan).into_iter();
        let said: Vec<String> =
            said.filter(|entry| entry.speaker == Speaker::System).map(|entry| entry.text).collect();
        said.join(" ")
    }
}

/// How the phone says the one key.
fn spoken(keys: &KeySequence) -> Option<&'static str> {
    match keys.presses() {
        [crate::call::Press::Key(key)] => Some(key.spoken()),
        _ => None,
    }
}
