//! A question, and what becomes of an answer.

use std::collections::HashSet;

use jiff::Timestamp;

use super::answer::{Likeness, choice, placed, sameness};
use super::card::CardKind;
use super::chance::ChoiceSequence;
use super::expected::is_called;
use super::meaning::Meaning;
use super::moments::Situation;
use super::verdict::{AnswerScore, AnswerVerdict};
use crate::base::text::capital;
use crate::call::CallRecord;
use crate::directory::StepRoute;
use crate::directory::names::{folded, is_same_name, plain};
use crate::number::Dialed;
use crate::plan::{Origin, Plan, ScheduleId, StockPhrases};
use crate::time::Zone;
use crate::training::phrases::LessonPhrases;

/// A question to a learner. The same card, seed and moment give the same question.
#[derive(Clone, Debug)]
pub struct Question<'p> {
    /// The kind of card that asks it.
    pub kind: CardKind,
    /// What is asked, in words.
    pub text: String,
    /// The same for whoever hears the phone itself, where the words tell what it speaks.
    pub beside_phone: Option<String>,
    /// What to choose from; empty where the answer is typed. One is right.
    pub choices: Vec<String>,
    /// Help, the vaguest first. May be empty.
    pub hints: Vec<String>,
    /// How it is answered.
    pub form: AnswerForm,
    plan: &'p Plan,
    meaning: Meaning,
    right: Vec<String>,
    why: String,
    because: String,
    sources: Vec<QuestionSource>,
    hours: Option<Evidence>,
}

/// What shows why an answer is right, for whoever wants to see it in full.
#[derive(Clone, Debug)]
pub enum Evidence {
    /// A call that is made as it should be.
    Call(CallRecord),
    /// Hours, at a moment, for a caller in a zone.
    Hours(ScheduleId, Timestamp, Zone),
}

/// How a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerForm {
    /// By one of the choices.
    Choice,
    /// By yes or no.
    YesNo,
    /// By a number that can be dialed, with its option if it has one.
    Number,
    /// By the keys of an option.
    Keys,
    /// By a time of day, with the day where it is not the same, or by two of them.
    Time,
    /// By words, figures of a ZIP code, an e-mail address.
    Text,
    /// By keys in a call of this number in this situation, of which the learner hears what the phone speaks; or typed.
    Listen(Dialed, Situation),
    /// By a call in this situation, judged by [`Question::judge_call`]; or typed: a number with its option, or when it opens.
    Call(Situation),
}

/// What an answer is worth, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// How good it is.
    pub score: AnswerScore,
    /// What is to be said of the answer itself; may be empty.
    pub note: String,
    /// What the plan says.
    pub why: String,
    /// Right answers, as one would type them. At least one.
    pub right: Vec<String>,
    /// What it is known from.
    pub sources: Vec<QuestionSource>,
}

/// Words of the document that a plan was made from, and where the plan quotes them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct QuestionSource {
    /// The words of the document; empty where it does not say it.
    pub words: String,
    /// Why the plan fills in what the document does not say.
    pub assumed: Option<String>,
    /// The plan's file and line.
    pub place: String,
}

impl<'p> Question<'p> {
    /// A question that has no choices, hints or sources yet.
    pub(super) fn new(
        kind: CardKind,
        plan: &'p Plan,
        form: AnswerForm,
        text: String,
        meaning: Meaning,
    ) -> Self {
        Self {
            kind,
            text,
            beside_phone: None,
            choices: Vec::new(),
            hints: Vec::new(),
            form,
            plan,
            meaning,
            right: Vec::new(),
            why: String::new(),
            because: String::new(),
            sources: Vec::new(),
            hours: None,
        }
    }

    /// What is right, and the sentence that says so.
    pub(super) fn right(mut self, right: Vec<String>, why: String) -> Self {
        self.right = right;
        self.why = why;
        self
    }

    /// The reason for what is right, behind “because”.
    pub(super) fn because(mut self, reason: impl Into<String>) -> Self {
        self.because = reason.into();
        self
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    pub(super) fn sources<'o>(mut self, origins: impl IntoIterator<Item = &'o Origin>) -> Self {
        for source in QuestionSource::all(self.plan, origins) {
            if !self.sources.contains(&source) {
                self.sources.push(source);
            }
        }
        self
    }

    /// The hours that decide it, if it is about any.
    pub(super) fn decided_by(mut self, hours: Option<ScheduleId>, at: Timestamp, zone: Zone) -> Self {
        self.hours = hours.map(|schedule| Evidence::Hours(schedule, at, zone));
        self
    }

    /// Offers the right answer among wrong ones. Those that would be right as well, or partly, or look the same, are not
    /// offered; with no wrong one left, the answer is typed.
    pub(super) fn choosing(
        self,
        wrong: impl IntoIterator<Item = String>,
        chance: &mut ChoiceSequence,
    ) -> Self {
        self.offering(None, wrong.into_iter().collect(), chance)
    }

    /// As [`Question::choosing`], with one wrong answer that is never left out.
    pub(super) fn choosing_with(self, first: &str, wrong: Vec<String>, chance: &mut ChoiceSequence) -> Self {
        self.offering(Some(first.to_owned()), wrong, chance)
    }

    fn offering(
        mut self,
        first: Option<String>,
        mut wrong: Vec<String>,
        chance: &mut ChoiceSequence,
    ) -> Self {
        let Some(right) = self.right.first().cloned() else { return self };
        // A neighbor is what looks most like it: the same area code, the same end, a word in common.
        wrong.sort_by_cached_key(|other| (strsim::damerau_levenshtein(other, &right), other.clone()));
        wrong.dedup();
        let neighbors = wrong.len().min(MAX_CHOICES + 1);
        chance.shuffle(&mut wrong[..neighbors]);
        let mut offered = vec![right];
        for candidate in first.into_iter().chain(wrong) {
            // What looks the same can only be told apart by whoever wrote it.
            let known = offered.iter().any(|choice| is_same_name(choice, &candidate));
            if offered.len() < MAX_CHOICES
                && !known
                && !plain(&candidate).is_empty()
                && self.may_offer(&candidate)
            {
                offered.push(candidate);
            }
        }
        if offered.len() > 1 {
            chance.shuffle(&mut offered);
            self.choices = placed(offered);
            self.form = AnswerForm::Choice;
        }
        self
    }

    /// Whether a choice is plainly wrong beside the right one. Another option of the same number is, though typed it would
    /// be half of the answer.
    fn may_offer(&self, candidate: &str) -> bool {
        match self.meaning.judge(self.plan, candidate).score {
            AnswerScore::Wrong => true,
            AnswerScore::Partly => {
                matches!(self.meaning, Meaning::Reach { .. }) && self.has_option(candidate)
            }
            AnswerScore::Right => false,
        }
    }

    /// Whether a choice tells a number with an option.
    fn has_option(&self, candidate: &str) -> bool {
        let told = StockPhrases::of(self.plan.language).way.option;
        let word = told.split('{').next().unwrap_or(told).trim_end();
        candidate.contains(word)
    }

    /// Whether an answer says what is asked for at all, right or wrong: one of the choices, a number, a time. What does not
    /// is a slip of the finger.
    #[must_use]
    pub fn is_answered_by(&self, answer: &str) -> bool {
        let is_said = match self.form {
            AnswerForm::Choice => choice(answer, &self.choices).is_some(),
            _ => self.meaning.is_said_by(self.plan, answer),
        };
        let verdict = self.verdict(answer);
        !verdict.is_unclear && (is_said || verdict.score > AnswerScore::Wrong)
    }

    /// What to say to somebody whose answer is none, before it is asked again. It tells nothing of the right one.
    #[must_use]
    pub fn asks_again(&self, answer: &str) -> String {
        let verdict = self.verdict(answer);
        if verdict.is_unclear {
            return verdict.note;
        }
        let words = LessonPhrases::of_plan(self.plan);
        words.fill(words.verdict.answer_is, &[("expected", &self.expected())])
    }

    fn verdict(&self, answer: &str) -> AnswerVerdict {
        // Whoever repeats what was told is right, though a pattern is nothing that can be pressed.
        let is_dialed = matches!(self.form, AnswerForm::Keys | AnswerForm::Number);
        if is_dialed && self.right.iter().any(|right| right == answer.trim()) {
            return AnswerVerdict::of(AnswerScore::Right);
        }
        match choice(answer, &self.choices) {
            // By its words, but not letter for letter: they may be those of somebody else.
            Some(index) if self.choices[index] != answer && self.may_name(answer, index) => {
                self.meaning.judge(self.plan, answer)
            }
            Some(index) => AnswerVerdict::right_if(self.right.contains(&self.choices[index])),
            None => self.meaning.judge(self.plan, answer),
        }
    }

    /// What an answer is, for whoever said something else: `a time, such as 8:30 am`. It tells nothing of the right one.
    #[must_use]
    pub fn expected(&self) -> String {
        let letters: Vec<String> =
            ('a'..='z').zip(&self.choices).map(|(letter, _)| letter.to_string()).collect();
        let words = LessonPhrases::of_plan(self.plan);
        match letters.split_last() {
            Some((last, first)) => {
                words.fill(words.verdict.letters, &[("first", &first.join(", ")), ("last", last)])
            }
            None => self.meaning.expected(words).to_owned(),
        }
    }

    /// Whether an answer that can mean a choice is a name rather than its letter. The figures of choices are not shown.
    fn may_name(&self, answer: &str, index: usize) -> bool {
        let is_figure = folded(answer).bytes().all(|b| b.is_ascii_digit());
        // A letter is that of a choice, but with signs it may be somebody's name, sign for sign.
        let has_signs = answer.trim().contains(|c: char| !c.is_alphanumeric());
        sameness(answer, &self.choices[index]) > Likeness::Other
            || is_figure && self.meaning.names(answer)
            || has_signs && is_called(self.plan, answer)
    }

    /// Whether a text is, word by word, one of the answers that come into question, right or wrong.
    #[must_use]
    pub fn names(&self, answer: &str) -> bool {
        let is = |choice: &String| sameness(answer, choice) > Likeness::Other;
        self.choices.iter().any(is) || self.meaning.names(answer)
    }

    /// An answer in full: the words of a choice instead of its letter.
    #[must_use]
    pub fn in_words<'a>(&'a self, answer: &'a str) -> &'a str {
        choice(answer, &self.choices).map_or(answer, |index| &self.choices[index])
    }

    /// What an answer is worth that says that one does not know.
    #[must_use]
    pub fn given_up(&self) -> Judgement {
        self.judgement(AnswerVerdict::of(AnswerScore::Wrong))
    }

    /// Why what is right is right, in a sentence for the learner: “Option 7, because it leads to Ally Plus.”
    #[must_use]
    pub fn explained(&self) -> String {
        let right = capital(self.right.first().map_or("", String::as_str).trim_end_matches('.'));
        match self.because.trim_end_matches('.') {
            "" => format!("{right}."),
            reason => {
                let words = LessonPhrases::of_plan(self.plan);
                words.fill(words.ask.explained, &[("right", &right), ("reason", reason)])
            }
        }
    }

    /// The sentences of the plan's language.
    #[cfg(feature = "learning")]
    pub(in crate::training) fn words(&self) -> &'static LessonPhrases {
        LessonPhrases::of_plan(self.plan)
    }

    /// Judges what was typed.
    #[must_use]
    pub fn judge(&self, answer: &str) -> Judgement {
        self.judgement(self.verdict(answer))
    }

    /// Judges a call that was made under the same plan, of a question whose form is [`AnswerForm::Call`] or that asks for a
    /// number or keys.
    #[must_use]
    pub fn judge_call(&self, record: &CallRecord) -> Judgement {
        self.judgement(self.meaning.judge_call(self.plan, record))
    }

    /// What shows why the right answer is right: hours, or a call. None where the plan just says so.
    #[must_use]
    pub fn evidence(&self) -> Option<Evidence> {
        self.hours.clone().or_else(|| self.meaning.call(self.plan).map(Evidence::Call))
    }

    /// Whether one key of the phone is all of an answer.
    #[must_use]
    pub fn is_one_key(&self) -> bool {
        let count = |way: &StepRoute| way.keys.presses().len();
        self.form == AnswerForm::Keys && matches!(&self.meaning, Meaning::Keys { way, .. } if count(way) == 1)
    }

    fn judgement(&self, verdict: AnswerVerdict) -> Judgement {
        let AnswerVerdict { score, note, .. } = verdict;
        let (right, sources) = (self.right.clone(), self.sources.clone());
        Judgement { score, note, why: self.why.clone(), right, sources }
    }
}

impl Judgement {
    /// Why, in sentences for the learner.
    #[must_use]
    pub fn reason(&self) -> String {
        let between = if self.note.is_empty() || self.why.is_empty() { "" } else { " " };
        format!("{}{between}{}", self.note, self.why)
    }
}

/// More choices than these are read by nobody.
const MAX_CHOICES: usize = 4;

impl QuestionSource {
    /// What these places say of themselves, each once; places that say nothing are left out.
    pub(super) fn all<'o>(plan: &Plan, origins: impl IntoIterator<Item = &'o Origin>) -> Vec<Self> {
        // To find the place of each is dear, and most say nothing.
        let says = |origin: &&Origin| {
            origin.assumed.is_some() || origin.source.as_ref().is_some_and(|words| !words.value.is_empty())
        };
        let mut sources: Vec<Self> =
            origins.into_iter().filter(says).map(|origin| Self::of(plan, origin)).collect();
        let mut seen = HashSet::new();
        sources.retain(|source| seen.insert(source.clone()));
        sources
    }

    fn of(plan: &Plan, origin: &Origin) -> Self {
        let words = origin.source.as_ref();
        let span = words.map_or(origin.span, |words| words.span);
        Self {
            words: words.map(|words| words.value.clone()).unwrap_or_default(),
            assumed: origin.assumed.as_ref().map(|assumed| assumed.value.clone()),
            place: plan.sources.place(span).to_string(),
        }
    }
}
