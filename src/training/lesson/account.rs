//! How an answer came to be right or wrong, for whoever wants to know more than a sentence.

use std::io;

use super::desk::LearnerDesk;
use super::tone::TextTone;
use crate::base::text::Paint;
use crate::call::CallRecord;
use crate::call::report::{TraceText, clock};
use crate::plan::Plan;
use crate::training::drill::{AnswerScore, Evidence, Judgement, Question, QuestionSource};

/// An answer.
pub(super) struct LessonAnswer {
    pub(super) judgement: Judgement,
    /// What was typed; of a call, the number and the keys.
    pub(super) said: String,
    /// The call that was made, if it was answered by one.
    pub(super) call: Option<CallRecord>,
    /// How many hints it took.
    pub(super) hints: u32,
    /// Whether the learner gave no answer, and wants to see what is right.
    pub(super) is_given_up: bool,
}

/// An answer that was judged, and what shows why.
pub(super) struct AnswerAccount<'p> {
    plan: &'p Plan,
    judgement: Judgement,
    /// The call that the learner made.
    call: Option<CallRecord>,
    is_given_up: bool,
    /// Why it is right, in a sentence.
    explained: String,
    evidence: Option<Evidence>,
}

impl<'p> AnswerAccount<'p> {
    pub(super) fn new(plan: &'p Plan, question: &Question<'_>, answered: LessonAnswer) -> Self {
        let LessonAnswer { judgement, call, is_given_up, .. } = answered;
        Self {
            plan,
            judgement,
            call,
            is_given_up,
            explained: question.explained(),
            evidence: question.evidence(),
        }
    }

    pub(super) fn is_right(&self) -> bool {
        self.judgement.score == AnswerScore::Right
    }

    /// Tells whether it was right, and why in a sentence.
    pub(super) fn verdict(&self, desk: &mut LearnerDesk<'_>) -> io::Result<()> {
        let Judgement { score, note, why, right, .. } = &self.judgement;
        let (word, tone) = match score {
            AnswerScore::Right => {
                return desk.lead("Right.", TextTone::Good, TextTone::Plain, 0, &format!(" {why}"));
            }
            AnswerScore::Partly => ("Partly right.", TextTone::Note),
            AnswerScore::Wrong if self.is_given_up => ("Skipped.", TextTone::Note),
            AnswerScore::Wrong => ("Not quite.", TextTone::Bad),
        };
        desk.lead(word, tone, TextTone::Plain, 0, &format!(" {note}"))?;
        desk.lead(
            "The right answer:",
            TextTone::Strong,
            TextTone::Plain,
            2,
            &format!(" {}", right.join("; or: ")),
        )?;
        // A sentence that only says it again is left out.
        let says_it_again = !why.contains(". ") && right.first().is_some_and(|right| why.contains(right));
        if says_it_again { Ok(()) } else { desk.say(TextTone::Plain, 0, why) }
    }

    /// Says why in a sentence.
    pub(super) fn why(&self, desk: &mut LearnerDesk<'_>) -> io::Result<()> {
        desk.say(TextTone::Plain, 0, &self.explained)
    }

    /// The same of a question that is not the one on the screen.
    pub(super) fn why_before(&self, desk: &mut LearnerDesk<'_>) -> io::Result<()> {
        desk.lead("Before:", TextTone::Strong, TextTone::Plain, 0, &format!(" {}", self.explained))
    }

    /// Tells every decision of the calls, or the hours at the moment of the question.
    fn evidence(&self, desk: &mut LearnerDesk<'_>) -> io::Result<()> {
        if let Some(call) = &self.call {
            self.decisions("Your call", call, desk)?;
        }
        match &self.evidence {
            // A call that was right shows it already.
            Some(Evidence::Call(_)) if self.is_right() && self.call.is_some() => Ok(()),
            Some(Evidence::Call(call)) => self.decisions("A correct call", call, desk),
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
        desk.lead(what, TextTone::Strong, TextTone::Faint, 4, &format!(": {}, {there}", record.dialled))?;
        let trace = TraceText { plan, record, paint }.to_string();
        desk.say(TextTone::Plain, 10, trace.trim_end())
    }

    /// Shows the words of the document, with the file and line of the plan that quotes them, and then every decision behind
    /// the answer.
    pub(super) fn source(&self, desk: &mut LearnerDesk<'_>) -> io::Result<()> {
        let sources = &self.judgement.sources;
        if sources.is_empty() {
            desk.say(TextTone::Faint, 0, "The plan quotes no document for this.")?;
        }
        sources.iter().try_for_each(|source| quote(source, desk))?;
        self.evidence(desk)
    }
}

fn quote(source: &QuestionSource, desk: &mut LearnerDesk<'_>) -> io::Result<()> {
    if !source.words.is_empty() {
        desk.say(TextTone::Plain, 3, &format!("  \u{201c}{}\u{201d}", source.words))?;
    }
    if let Some(assumed) = &source.assumed {
        desk.lead("  assumed:", TextTone::Note, TextTone::Plain, 4, &format!(" {assumed}"))?;
    }
    desk.say(TextTone::Faint, 6, &format!("    {}", source.place))
}
