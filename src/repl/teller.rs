//! Tells a call while it happens.

use std::collections::VecDeque;
use std::fmt::Write as _;

use jiff::Timestamp;

use super::drive::{LiveCall, PlanChapter};
use crate::base::text::{Paint, one_line, sentences};
use crate::call::report::{CallEntry, CallHead, CallText};
use crate::call::{CallEvent, Decision, EventKind, Speaker, TranscriptEntry};

/// How prompts appear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PromptPace {
    /// Whole, when they begin.
    AtOnce,
    /// Sentence by sentence, as they are spoken. What a caller cuts off is never shown.
    AsSpoken,
}

/// Tells what has happened since it was last asked.
#[derive(Debug)]
pub(crate) struct Teller {
    pace: PromptPace,
    paint: Paint,
    chapter: usize,
    events: usize,
    unspoken: VecDeque<(Timestamp, String)>,
}

/// Under the text of the line above: as wide as a time and the space after it.
const INDENT: &str = "          ";

impl Teller {
    /// A teller of no call yet.
    #[must_use]
    pub(crate) fn new(pace: PromptPace, paint: Paint) -> Self {
        Self { pace, paint, chapter: 0, events: 0, unspoken: VecDeque::new() }
    }

    /// Tells from now on with these colors, for a screen of this width.
    pub(crate) fn fit(&mut self, paint: Paint) {
        self.paint = paint;
    }

    /// Begins with another call: says what was dialed.
    pub(crate) fn begin(&mut self, call: &LiveCall, out: &mut String) {
        *self = Self::new(self.pace, self.paint);
        if let Some(chapter) = call.chapters().first() {
            let _ = write!(out, "{}", CallHead(self.text(chapter)));
        }
    }

    /// When the next sentence of a prompt is due.
    #[must_use]
    pub(crate) fn due(&self) -> Option<Timestamp> {
        self.unspoken.front().map(|&(at, _)| at)
    }

    /// Tells what has happened by `now` and was not told before.
    pub(crate) fn tell(&mut self, call: &LiveCall, now: Timestamp, out: &mut String) {
        while let Some(chapter) = call.chapters().get(self.chapter) {
            let cut = |at: usize| {
                matches!(chapter.record.events.get(at + 1), Some(CallEvent { what: EventKind::BargesIn, .. }))
            };
            while let Some(event) = chapter.record.events.get(self.events) {
                self.event(chapter, event, cut(self.events), out);
                self.events += 1;
            }
            if self.chapter + 1 == call.chapters().len() {
                break;
            }
            self.chapter += 1;
            self.events = 0;
        }
        self.speak_until(now, out);
    }

    fn event(&mut self, chapter: &PlanChapter, event: &CallEvent, cuts_in: bool, out: &mut String) {
        let told = chapter.record.told(&chapter.plan, event);
        let (speaker, text) = match event.what {
            EventKind::Speaks(utterance) => {
                self.fall_silent(event.at, false, out);
                let spoken = told.spoken(utterance);
                let text = spoken.to_string();
                if self.pace == PromptPace::AsSpoken {
                    let mut sentences = spoken_sentences(&text).into_iter();
                    let first = sentences.next().map(|(_, sentence)| sentence.to_owned()).unwrap_or_default();
                    let length = text.len().max(1) as u32;
                    let rest = sentences.map(|(before, sentence)| {
                        let after = spoken.duration().mul_f64(f64::from(before as u32) / f64::from(length));
                        (event.at.checked_add(after).unwrap_or(Timestamp::MAX), sentence.to_owned())
                    });
                    self.unspoken = rest.collect();
                    (Speaker::System, first)
                } else {
                    (Speaker::System, text)
                }
            }
            EventKind::Pressed(key) => {
                self.speak_until(event.at, out);
                if cuts_in {
                    self.fall_silent(event.at, true, out);
                }
                (Speaker::Caller, key.to_string())
            }
            EventKind::Ended(_) => {
                self.fall_silent(event.at, false, out);
                (Speaker::Outcome, told.to_string())
            }
            EventKind::Decided(Decision::Ignores { .. }) => {
                // No transcript has this, but whoever has just pressed the key wonders.
                let _ = writeln!(out, "{INDENT}{}", self.paint.dim(format_args!("{told}")));
                return;
            }
            EventKind::BargesIn | EventKind::Decided(_) => return,
        };
        let entry = TranscriptEntry { at: event.at, speaker, text, cut_short: false };
        let _ = write!(out, "{}", CallEntry { call: self.text(chapter), entry: &entry });
    }

    /// Shows the sentences that are spoken by `now`.
    fn speak_until(&mut self, now: Timestamp, out: &mut String) {
        let spoken = self.unspoken.iter().take_while(|&&(at, _)| at <= now).count();
        for (_, sentence) in self.unspoken.drain(..spoken) {
            let _ = writeln!(out, "{INDENT}{}", one_line(&sentence));
        }
    }

    /// The prompt stops, said to its end or not.
    fn fall_silent(&mut self, at: Timestamp, cut: bool, out: &mut String) {
        self.speak_until(at, out);
        if cut || !self.unspoken.is_empty() {
            let _ = writeln!(out, "{INDENT}{}", self.paint.dim("…"));
        }
        self.unspoken.clear();
    }

    fn text<'a>(&self, chapter: &'a PlanChapter) -> CallText<'a> {
        CallText { plan: &chapter.plan, record: &chapter.record, why: false, paint: self.paint }
    }
}

/// The sentences of a text, each with how many bytes come before it.
fn spoken_sentences(text: &str) -> Vec<(usize, &str)> {
    let mut from = 0;
    let placed = sentences(text).map(|sentence| {
        from += sentence.len();
        (from - sentence.len(), sentence.trim())
    });
    placed.filter(|(_, sentence)| !sentence.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prompt_is_spoken_in_sentences() {
        let told = spoken_sentences("Thank you. For parts, press 1.  Open 9.5 hours! Bye");
        let expected = [(0, "Thank you."), (11, "For parts, press 1."), (32, "Open 9.5 hours!"), (48, "Bye")];
        assert_eq!(told, expected);
        assert_eq!(spoken_sentences(""), []);
    }
}
