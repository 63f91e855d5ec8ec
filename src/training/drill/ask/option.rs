//! Which option of a menu: from memory, or by listening.

use super::wording::BehindNumber;
use super::{Asking, wording};
use crate::base::text::{capital, filled};
use crate::call::{CallRecord, CallSpec, Caller, Decision, EventKind, KeySequence, Press, Speaker};
use crate::directory::StepRoute;
use crate::directory::team::{Team, option};
use crate::plan::{LineId, StockPhrases};
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
        let (plain, right) = (option(&way.keys)?, self.way(&way).option()?);
        let words = self.words;
        let (number, of) = (self.plan.line(line).number.value, &self.plan.line(line).name);
        let behind = BehindNumber::of(std::iter::once(self.way(&way)));
        let condition = self.way(&way).condition().map(|words| format!(", {words}")).unwrap_or_default();
        let dialed = number.to_string();
        let told = |sentence, option: &str| {
            let values = [
                ("option", option),
                ("number", &dialed),
                ("line", of),
                ("team", &team.name),
                ("condition", &condition),
            ];
            words.fill(sentence, &values)
        };
        let is_entry = behind == BehindNumber::Entry;
        let sentence = if is_entry { words.ask.option_leads } else { words.ask.option_of_number };
        let why = told(sentence, &capital(&right));
        let mut origins = self.key_origins(&way, &record);
        origins.extend(self.origins(team));
        // Where the keys lead to others at other times, both are whom one gets.
        let leads_here = |other: &Team| {
            other.name != team.name
                && other.doors.iter().any(|door| door.line == line && door.keys == way.keys)
        };
        let is_only = !self.teams().any(leads_here);
        if self.one_in(3) && self.card.fact_of_keys() == plain && is_only {
            let values = [
                ("number", dialed.as_str()),
                ("line", of),
                ("option", &right),
                ("whom", &self.for_whom(team)),
            ];
            let text = self.fill(words.ask.whom_reached, &values);
            let others: Vec<String> = self
                .teams()
                .filter(|other| other.name != team.name)
                .map(|other| other.name.clone())
                .collect();
            let meaning = Meaning::Name { right: vec![team.name.clone()], others: others.clone() };
            let question = Question::new(CardKind::Option, self.plan, AnswerForm::Text, text, meaning)
                .right(vec![team.name.clone()], why)
                .because(told(words.ask.leads_there, &right))
                .sources(origins);
            // Those behind the same number are the likeliest to be taken for it.
            let near = |other: &&Team| other.name != team.name && other.lines().contains(&line);
            let near: Vec<String> = self.teams().filter(near).map(|other| other.name.clone()).collect();
            let wrong = if near.len() >= 3 { near } else { others };
            return Some(question.choosing(wrong, &mut self.chance));
        }
        let text =
            format!("{}{}", wording::option(words, number, of, &team.name, behind), self.for_whom(team));
        let is_plain = !is_entry && self.way(&way).parts().len() == 1;
        let count = if is_plain { way.keys.presses().len() } else { 1 };
        let meaning = Meaning::Keys { way, steps: team.steps.clone(), caller: team.caller() };
        let question = Question::new(CardKind::Option, self.plan, AnswerForm::Keys, text, meaning)
            .right(vec![right.clone()], why)
            .because(told(words.ask.leads_to_team, &right))
            .sources(origins);
        Some(if count > 1 {
            question.hint(self.fill(words.ask.takes_keys, &[("count", &count.to_string())]))
        } else {
            question
        })
    }

    /// Gives what the phone speaks, and nothing else.
    pub(super) fn listen(&mut self, team: &Team, line: LineId) -> Option<Question<'p>> {
        let (way, record) = self.by_keys(team, line)?;
        option(&way.keys)?;
        let (words, right) = (self.words, self.way(&way).option()?);
        let heard = self.heard(&way, team.caller());
        // Where the phone does not say it, nobody can listen for it.
        let lower = heard.to_lowercase();
        let is_told = lower.contains(&team.name.to_lowercase()) && self.tells_key(&lower, &way.keys);
        if !is_told {
            return None;
        }
        let values = [("team", team.name.as_str()), ("whom", &self.for_whom(team)), ("option", &right)];
        let want = self.fill(words.ask.want_team, &values);
        let text = self.fill(words.ask.listen, &[("heard", &heard), ("want", &want)]);
        let why = self.fill(words.ask.phone_says_it, &values);
        let mut origins = self.key_origins(&way, &record);
        origins.extend(self.origins(team));
        let number = self.plan.line(line).number.value;
        let situation = Situation { caller: team.caller(), at: way.at };
        let meaning = Meaning::Keys { way, steps: team.steps.clone(), caller: situation.caller };
        let mut question =
            Question::new(CardKind::Listen, self.plan, AnswerForm::Listen(number, situation), text, meaning)
                .right(vec![right.clone()], why)
                .because(self.fill(words.ask.phone_says, &values))
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

    /// Whether what a phone speaks, in small letters, tells the one key of a way.
    fn tells_key(&self, spoken: &str, keys: &KeySequence) -> bool {
        let [Press::Key(key)] = keys.presses() else { return false };
        let stock = StockPhrases::of(self.words.language());
        let own = filled(self.words.language(), stock.way.press, &[("keys", stock.key(key.index()))]);
        let others = self.words.presses.iter().map(|press| format!("{press}{key}"));
        std::iter::once(own).chain(others).any(|press| {
            let mut told = spoken.match_indices(&press);
            told.any(|(at, _)| !spoken[at + press.len()..].starts_with(|c: char| c.is_alphanumeric()))
        })
    }
}
