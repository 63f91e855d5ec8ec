//! One failure that stands for others: what was expected, what came, and the call around the point where it went wrong.

use std::collections::BTreeSet;
use std::fmt;

use super::failure::{LONG, cut, cut_at};
use super::hint::hint;
use super::reporter::ReportContext;
use crate::base::text::{Paint, safe};
use crate::call::CallRecord;
use crate::call::report::{CallEntry, CallHead, CallText};
use crate::call::{Speaker, TranscriptEntry};
use crate::suite::runner::{ExpectationFailure, PlayedCase};

/// So many expectations that were missed are told.
const MAX_MISSED: usize = 2;

/// A call of which no more than so many characters are heard is told in full.
const MAX_WHOLE: usize = 480;

/// Of a longer one so many lines are told, the first one and those before its end, and of each prompt its beginning.
const MAX_LINES: usize = 7;

/// A failure on as few lines as tell what went wrong.
pub(super) struct FailureExample<'a> {
    pub(super) played: &'a PlayedCase<'a>,
    pub(super) record: &'a CallRecord,
    pub(super) missed: &'a [ExpectationFailure],
    pub(super) scene: ReportContext<'a>,
    pub(super) paint: Paint,
}

impl fmt::Display for FailureExample<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { played, record, missed, scene, paint } = *self;
        for ExpectationFailure { span, expected, got, .. } in missed.iter().take(MAX_MISSED) {
            let (expected, got) = (cut(expected), cut(got));
            let place = paint.dim(format!("(line {})", scene.sources.place(*span).line));
            writeln!(f, "  expected {}, got {} {place}", safe(&expected), safe(&got))?;
        }
        if missed.len() > MAX_MISSED {
            writeln!(f, "  and {} more", missed.len() - MAX_MISSED)?;
        }
        if let Some(hint) = missed.iter().find_map(|missed| hint(played, missed, record)) {
            writeln!(f, "  {} {}", paint.bold("help:"), safe(&hint))?;
        }
        let call = CallText { plan: played.case.plan(), record, why: false, paint };
        let head = CallHead(call).to_string();
        writeln!(f)?;
        head.lines().try_for_each(|line| writeln!(f, "  {line}"))?;
        self.lines(f, call)?;
        writeln!(f, "\n{}", paint.whole(format_args!("replay: {}", scene.replay(played.case))))
    }
}

impl FailureExample<'_> {
    fn lines(&self, f: &mut fmt::Formatter<'_>, call: CallText<'_>) -> fmt::Result {
        let marked: BTreeSet<usize> = self.missed.iter().filter_map(|missed| missed.event).collect();
        let marked: BTreeSet<usize> = marked.iter().map(|&event| self.record.told_before(event)).collect();
        let entries = self.record.transcript(call.plan);
        let heard: usize = entries.iter().map(|entry| entry.text.chars().count()).sum();
        let is_whole = heard <= MAX_WHOLE && entries.len() <= MAX_LINES;
        let left = entries.len().saturating_sub(MAX_LINES);
        for (position, entry) in entries.iter().enumerate() {
            let is_left = (1..=left).contains(&position) && !marked.contains(&position);
            if is_left {
                if position == 1 {
                    writeln!(f, "    …")?;
                }
                continue;
            }
            let is_long = !is_whole && entry.speaker == Speaker::System && entry.text.chars().count() > LONG;
            let text = if is_long { cut_at(&entry.text, LONG) } else { entry.text.clone() };
            let cut_short = entry.cut_short && !is_long;
            let entry = TranscriptEntry { text, cut_short, ..entry.clone() };
            let mark = self.paint.bad(if marked.contains(&position) { ">" } else { " " });
            write!(f, "{mark} {}", CallEntry { call, entry: &entry })?;
        }
        Ok(())
    }
}
