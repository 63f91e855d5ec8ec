//! What a phone system asks of the outside, and what is answered, by names that people would give.

use std::collections::{BTreeMap, HashMap};

use super::flow::{Condition, FlowPlace, Question};
use super::names::{TakenNames, slug};
use super::secrets::without_secrets;

/// The longest value, in characters.
const MAX_VALUE: usize = 60;

/// What was asked so far.
#[derive(Debug, Default)]
pub struct Questions {
    asked: BTreeMap<String, Question>,
    /// Names of questions, by what they are about.
    names: HashMap<String, String>,
    taken: TakenNames,
    /// What each value of a question is called, by the question's name.
    values: HashMap<String, AnswerNames>,
}

/// What the values of one question are called.
#[derive(Debug, Default)]
struct AnswerNames {
    names: HashMap<String, String>,
    taken: TakenNames,
}

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// What tells the question from others.
    pub about: &'a str,
    /// What its name is made of.
    pub named: &'a str,
    /// What it tells, in the platform's words.
    pub title: &'a str,
    /// Where it is asked.
    pub place: &'a FlowPlace,
    /// Whether it is not known what is asked.
    pub is_opaque: bool,
}

impl Questions {
    /// That the outside gives one of its answers. Values are told apart by all of their text, whatever of it is shown.
    pub fn ask(&mut self, asked: &Asked<'_>, value: &str) -> Condition {
        let Self { names, taken, .. } = self;
        let name = names.entry(asked.about.to_owned());
        let name = name.or_insert_with(|| taken.free(&slug(&without_secrets(asked.named), "answer"))).clone();
        let question = self.asked.entry(name.clone()).or_insert_with(|| Question {
            title: without_secrets(asked.title),
            values: Vec::new(),
            place: Some(asked.place.clone()),
            is_opaque: asked.is_opaque,
        });
        let AnswerNames { names, taken } = self.values.entry(name.clone()).or_default();
        let value = names.entry(value.to_owned()).or_insert_with_key(|value| {
            let name = taken.free(&shown(value));
            question.values.push(name.clone());
            name
        });
        Condition::Answer { question: name, values: vec![value.clone()] }
    }

    /// Whether a question has so many values already, and this is none of them.
    #[must_use]
    pub fn is_full(&self, about: &str, value: &str, most: usize) -> bool {
        let values = self.names.get(about).and_then(|name| self.values.get(name));
        values.is_some_and(|known| known.names.len() >= most && !known.names.contains_key(value))
    }

    /// All of them, by name. A program that is worked out once more asks afresh.
    #[must_use]
    pub fn take(&mut self) -> BTreeMap<String, Question> {
        std::mem::take(self).asked
    }
}

/// A value as it is written in a plan and typed at a shell.
fn shown(value: &str) -> String {
    let plain = |c: char| if matches!(c, '=' | ',' | ';' | '{' | '}') || c.is_control() { ' ' } else { c };
    let value: String = without_secrets(value).chars().map(plain).take(MAX_VALUE).collect();
    match value.trim() {
        "" => "nothing".to_owned(),
        value => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::source::{Sources, Span};

    fn asked(questions: &mut Questions, about: &str, value: &str) -> (String, String) {
        let mut sources = Sources::default();
        let file = sources.add("flow", "x");
        let place = FlowPlace { span: Span::new(file, 0..1), words: String::new() };
        let asked = Asked { about, named: about, title: about, place: &place, is_opaque: false };
        match questions.ask(&asked, value) {
            Condition::Answer { question, values } => (question, values[0].clone()),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn questions_are_told_apart_by_what_they_are_about() {
        let mut questions = Questions::default();
        let [one, other] = ["Get Status", "get-status"].map(|about| asked(&mut questions, about, "yes").0);
        assert_eq!([one.as_str(), other.as_str()], ["get-status", "get-status-2"]);
        assert_eq!(asked(&mut questions, "Get Status", "no").0, one);
    }

    #[test]
    fn values_that_look_alike_once_they_are_shown_stay_two() {
        let mut questions = Questions::default();
        let secrets = ["a8F3kd93JD82hsl20dk3ms92", "b7G4le84KE73itm31el4nt83"];
        let [one, other] = secrets.map(|value| asked(&mut questions, "token", value).1);
        assert!(one.starts_with("***") && other.starts_with("***") && one != other, "{one} {other}");
        let long = "word ".repeat(20);
        let [one, other] = ["1", "2"].map(|end| asked(&mut questions, "text", &format!("{long}{end}")).1);
        assert_ne!(one, other);
        assert_eq!(asked(&mut questions, "text", &format!("{long}1")).1, one, "the same value has one name");
        assert_eq!(asked(&mut questions, "text", "a=b").1, "a b");
        assert_eq!(asked(&mut questions, "text", "").1, "nothing");
        assert!(questions.is_full("token", "c", 2) && !questions.is_full("token", secrets[0], 2));
    }

    #[test]
    fn a_program_that_is_worked_out_twice_asks_the_same() {
        let mut questions = Questions::default();
        let all = [0, 1].map(|_| {
            asked(&mut questions, "status", "yes");
            questions.take()
        });
        assert_eq!(all[0], all[1]);
        assert_eq!(all[1]["status"].values, ["yes"]);
    }
}
