//! How an answer came to be right or wrong, for whoever wants to know more than a sentence.

use std::io;

use super::desk::Desk;
use super::tone::Tone;
use crate::base::text::Paint;
use crate::call::Record;
use crate::call::report::{TraceText, clock};
use crate::plan::Plan;
use crate::training::drill::{Evidence, Judgement, Question, Score, Source};

/// An answer.
pub(super) struct Answered {
    pub(super) judgement: Judgement,
    /// What was typed; of a call, the number and the keys.
    pub(super) said: String,
    /// The call that was made, if it was answered by one.
    pub(super) call: Option<Record>,
    /// How many hints it took.
    pub(super) hints: u32,
}

/// An answer that was judged, and what shows why.
pub(super) struct Account<'p> {
    plan: &'p Plan,
    judgement: Judgement,
    /// The call that the learner made.
    call: Option<Record>,
    evidence: Option<Evidence>,
}

impl<'p> Account<'p> {
    pub(super) fn new(plan: &'p Plan, question: &Question<'_>, answered: Answered) -> Self {
        let Answered { judgement, call, .. } = answered;
        Self { plan, judgement, call, evidence: question.evidence() }
    }

    pub(super) fn is_right(&self) -> bool {
        self.judgement.score == Score::Right
    }

    /// Tells whether it was right, and why in a sentence.
    pub(super) fn verdict(&self, desk: &mut Desk<'_>) -> io::Result<()> {
        let Judgement { score, note, why, right, .. } = &self.judgement;
        let (word, tone) = match score {
            Score::Right => return desk.lead("Right.", Tone::Good, Tone::Plain, 0, &format!(" {why}")),
            Score::Partly => ("Partly right.", Tone::Note),
            Score::Wrong => ("Not quite.", Tone::Bad),
        };
        desk.lead(word, tone, Tone::Plain, 0, &format!(" {note}"))?;
        desk.lead("Right is:", Tone::Strong, Tone::Plain, 2, &format!(" {}", right.join("; or: ")))?;
        // A sentence that only says it again is left out.
        let says_it_again = !why.contains(". ") && right.first().is_some_and(|right| why.contains(right));
        if says_it_again { Ok(()) } else { desk.say(Tone::Plain, 0, why) }
    }

    /// Says once more what was said of it.
    pub(super) fn reminder(&self, desk: &mut Desk<'_>) -> io::Result<()> {
        desk.lead("Before:", Tone::Strong, Tone::Plain, 0, &format!(" {}", self.judgement.reason()))
    }

    /// Tells every decision of the calls, or the hours at the moment of the question.
    pub(super) fn why(&self, desk: &mut Desk<'_>) -> io::Result<()> {
        if let Some(call) = &self.call {
            self.decisions("Your call", call, desk)?;
        }
        match &self.evidence {
            // A call that was right shows it already.
            Some(Evidence::Call(_)) if self.is_right() && self.call.is_some() => Ok(()),
            Some(Evidence::Call(call)) => self.decisions("A right call", call, desk),
            Some(Evidence::Hours(id, at, caller)) => {
                let named = self.plan.schedule(*id);
                let timetable = named.schedule.in_zone(*caller);
                desk.say(Tone::Strong, 0, "The hours")?;
                desk.say(Tone::Plain, 4, &format!("  `{}`: {}", named.key, named.schedule.spoken()))?;
                let (now, why) = (clock(*at, timetable.zone()), timetable.why(*at));
                desk.say(Tone::Plain, 4, &format!("  {now}: {why}"))?;
                if let Some(change) = timetable.next_change(*at) {
                    let word = if timetable.is_open(*at) { "closes" } else { "opens" };
                    let change = clock(change, timetable.zone());
                    desk.say(Tone::Plain, 4, &format!("  It {word} {change}."))?;
                }
                Ok(())
            }
            None if self.judgement.sources.is_empty() => {
                desk.say(Tone::Faint, 0, "The plan says it as it is.")
            }
            None => desk.say(Tone::Faint, 0, "The plan says it as it is; `source` shows where."),
        }
    }

    fn decisions(&self, what: &str, record: &Record, desk: &mut Desk<'_>) -> io::Result<()> {
        let (plan, paint) = (self.plan, Paint::new(false));
        let there = clock(record.began, record.caller_zone.zone);
        desk.lead(what, Tone::Strong, Tone::Faint, 4, &format!(": {}, {there}", record.dialled))?;
        let trace = TraceText { plan, record, paint }.to_string();
        desk.say(Tone::Plain, 10, trace.trim_end())
    }

    /// Shows the words of the document, with the file and line of the plan that quotes them.
    pub(super) fn source(&self, desk: &mut Desk<'_>) -> io::Result<()> {
        let sources = &self.judgement.sources;
        if sources.is_empty() {
            return desk.say(Tone::Faint, 0, "The plan quotes no document for this.");
        }
        sources.iter().try_for_each(|source| quote(source, desk))
    }
}

fn quote(source: &Source, desk: &mut Desk<'_>) -> io::Result<()> {
    if !source.words.is_empty() {
        desk.say(Tone::Plain, 3, &format!("  \u{201c}{}\u{201d}", source.words))?;
    }
    if let Some(assumed) = &source.assumed {
        desk.lead("  assumed:", Tone::Note, Tone::Plain, 4, &format!(" {assumed}"))?;
    }
    desk.say(Tone::Faint, 6, &format!("    {}", source.place))
}
