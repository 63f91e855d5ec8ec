//! How an answer came to be right or wrong, for whoever wants to know more than a sentence.

use std::io;

use super::desk::LearnerDesk;
use super::tone::TextTone;
use crate::base::text::Paint;
use crate::call::CallRecord;
use crate::call::report::{TraceText, clock};
use crate::explore::example_entries;
use crate::plan::Plan;
use crate::training::drill::{Evidence, Question, QuestionSource};
use crate::training::phrases::LessonPhrases;
use crate::training::study::{StudyAnswer, StudyVerdict};

/// An answer that was judged, and what shows why.
pub(super) struct AnswerAccount<'p> {
    plan: &'p Plan,
    verdict: StudyVerdict,
    sources: Vec<QuestionSource>,
    /// The call that the learner made.
    call: Option<CallRecord>,
    evidence: Option<Evidence>,
}

impl<'p> AnswerAccount<'p> {
    pub(super) fn new(plan: &'p Plan, question: &Question<'_>, answer: StudyAnswer) -> Self {
        let StudyAnswer { judgement, call, is_given_up, .. } = answer;
        let verdict = StudyVerdict::of(question, &judgement, is_given_up);
        Self { plan, verdict, sources: judgement.sources, call, evidence: question.evidence() }
    }

    pub(super) fn is_right(&self) -> bool {
        self.verdict.is_right()
    }

    /// Tells whether it was right, and why in a sentence.
    pub(super) fn verdict(&self, desk: &mut LearnerDesk<'_>) -> io::Result<()> {
        let StudyVerdict { score, is_given_up, word, note, right, why, before_right, .. } = &self.verdict;
        let tone = match *score {
            "right" => TextTone::Good,
            "partly" => TextTone::Note,
            _ if *is_given_up => TextTone::Note,
            _ => TextTone::Bad,
        };
        desk.lead(word, tone, TextTone::Plain, 0, &format!(" {note}"))?;
        if let Some(right) = right {
            let told = format!(" {right}");
            desk.lead(before_right, TextTone::Strong, TextTone::Plain, 2, &told)?;
        }
        why.iter().try_for_each(|why| desk.say(TextTone::Plain, 0, why))
    }

    /// Says why in a sentence.
    pub(super) fn why(&self, desk: &mut LearnerDesk<'_>) -> io::Result<()> {
        desk.say(TextTone::Plain, 0, &self.verdict.explained)
    }

    /// The same of a question that is not the one on the screen.
    pub(super) fn why_before(&self, desk: &mut LearnerDesk<'_>) -> io::Result<()> {
        let before = LessonPhrases::of_plan(self.plan).study.before;
        desk.lead(before, TextTone::Strong, TextTone::Plain, 0, &format!(" {}", self.verdict.explained))
    }

    /// Tells every decision of the calls, or the hours at the moment of the question.
    fn evidence(&self, desk: &mut LearnerDesk<'_>) -> io::Result<()> {
        if let Some(call) = &self.call {
            self.decisions("Your call", call, desk)?;
        }
        match &self.evidence {
            // A call that was right shows it already.
            Some(Evidence::Call(_)) if self.is_right() && self.call.is_some() => Ok(()),
            Some(Evidence::Call(call)) => self.decisions(CORRECT, call, desk),
            Some(Evidence::Hours(id, at, caller)) => {
                let named = self.plan.schedule(*id);
                let timetable = named.schedule.in_zone(*caller);
                desk.say(TextTone::Strong, 0, "The hours")?;
                desk.say(TextTone::Plain, 4, &format!("  `{}`: {}", named.key, named.schedule.spoken()))?;
                let (now, why) = (clock(*at, timetable.zone()), timetable.why(*at));
                desk.say(TextTone::Plain, 4, &format!("  {now}: {why}"))?;
                if let Some(change) = timetable.next_change(*at) {
                    let word = if timetable.is_open(*at) { "closes" } else { "opens" };
                    let change = clock(change, timetable.zone());
                    desk.say(TextTone::Plain, 4, &format!("  It {word} {change}."))?;
                }
                Ok(())
            }
            None => Ok(()),
        }
    }

    fn decisions(&self, what: &str, record: &CallRecord, desk: &mut LearnerDesk<'_>) -> io::Result<()> {
        let (plan, paint) = (self.plan, Paint::new(false));
        let there = clock(record.began, record.caller_zone.zone);
        // Nobody is to learn digits that stand for others.
        let examples = if what == CORRECT { example_entries(plan, record) } else { Vec::new() };
        let with = if examples.is_empty() {
            String::new()
        } else {
            format!(", for example with {}", examples.join(" and "))
        };
        desk.lead(
            what,
            TextTone::Strong,
            TextTone::Faint,
            4,
            &format!("{with}: {}, {there}", record.dialled),
        )?;
        let trace = TraceText { plan, record, paint }.to_string();
        desk.say(TextTone::Plain, 10, trace.trim_end())
    }

    /// Shows the words of the document, with the file and line of the plan that quotes them, and then every decision behind
    /// the answer.
    pub(super) fn source(&self, desk: &mut LearnerDesk<'_>) -> io::Result<()> {
        let sources = &self.sources;
        if sources.is_empty() {
            desk.say(TextTone::Faint, 0, LessonPhrases::of_plan(self.plan).study.no_quote)?;
        }
        sources.iter().try_for_each(|source| quote(source, desk))?;
        self.evidence(desk)
    }
}

/// What the call is called that shows what is right.
const CORRECT: &str = "A correct call";

fn quote(source: &QuestionSource, desk: &mut LearnerDesk<'_>) -> io::Result<()> {
    if !source.words.is_empty() {
        desk.say(TextTone::Plain, 3, &format!("  \u{201c}{}\u{201d}", source.words))?;
    }
    if let Some(assumed) = &source.assumed {
        desk.lead("  assumed:", TextTone::Note, TextTone::Plain, 4, &format!(" {assumed}"))?;
    }
    desk.say(TextTone::Faint, 6, &format!("    {}", source.place))
}
