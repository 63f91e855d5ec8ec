//! Texts compared word by word: what was said nearest to words that nobody said.

use std::collections::BTreeSet;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::folded_text::FoldedText;
use super::phrase::Phrase;
use crate::base::text::{self, Stretch};
use crate::call::{CallRecord, EventKind};
use crate::plan::{Plan, Prompt, PromptPart, StepId};

/// What of a call comes nearest to words that were expected.
pub(super) struct Nearest {
    /// The prompt: its position among the events.
    pub(super) event: usize,
    pub(super) stretches: Vec<Stretch>,
}

/// So many words on either side of what is compared are shown, too.
const AROUND: usize = 4;

/// Texts of which the numbers of words multiply to more are not compared.
const MAX: usize = 1 << 14;

/// What comes nearest to words that no prompt says among the first so many events, if most of it is the same. Of patterns
/// nobody can say what is near.
pub(super) fn nearest(plan: &Plan, record: &CallRecord, events: usize, phrase: &Phrase) -> Option<Nearest> {
    let wanted = WordList::of(phrase.words()?);
    let mut best: Option<(usize, Nearest)> = None;
    for (event, said) in prompts(plan, record).take_while(|(event, _)| *event < events) {
        let said = WordList::of(&said);
        let Some((likeness, stretches)) = wanted.likest_in(&said) else { continue };
        if best.as_ref().is_none_or(|(best, _)| likeness > *best) {
            best = Some((likeness, Nearest { event, stretches }));
        }
    }
    best.map(|(_, nearest)| nearest)
}

/// The words of a text without the marks around them.
fn bare_words(text: &str) -> BTreeSet<String> {
    WordList::of(text).without_marks().into_iter().map(str::to_owned).collect()
}

/// The prompt of a call that has most of the words of a phrase, though it does not say it; with whether it has half.
pub(crate) fn most_alike(plan: &Plan, record: &CallRecord, phrase: &Phrase) -> Option<(usize, bool)> {
    let wanted = bare_words(phrase.words()?);
    let mut best: Option<(usize, usize)> = None;
    for (event, said) in prompts(plan, record) {
        let same = wanted.intersection(&bare_words(&said)).count();
        if same > best.map_or(0, |(_, most)| most) {
            best = Some((event, same));
        }
    }
    best.map(|(event, same)| (event, 2 * same >= wanted.len()))
}

/// The step that seems to say a phrase, by the words that the plan writes for it: it has half of them, and no other has as
/// many.
pub(crate) fn says_most_of(plan: &Plan, phrase: &Phrase) -> Option<StepId> {
    let wanted = bare_words(phrase.words()?);
    let mut best: (usize, Option<StepId>) = (0, None);
    for (id, step) in plan.steps() {
        let written: BTreeSet<String> = step
            .prompt()
            .into_iter()
            .flat_map(Prompt::wordings)
            .flatten()
            .filter_map(|piece| match piece {
                PromptPart::Text(text) => Some(bare_words(text)),
                _ => None,
            })
            .flatten()
            .collect();
        match wanted.intersection(&written).count() {
            same if same > best.0 => best = (same, Some(id)),
            same if same == best.0 => best.1 = None,
            _ => {}
        }
    }
    best.1.filter(|_| 2 * best.0 >= wanted.len())
}

/// The prompt in which words are found, with these words.
pub(super) fn found(plan: &Plan, record: &CallRecord, phrase: &Phrase) -> Option<Nearest> {
    prompts(plan, record).find_map(|(event, said)| {
        let said = WordList::of(&said);
        let range = phrase.range_in(&said.folded.join(" "))?;
        // Where each word ends, with the space behind it.
        let ends: Vec<usize> = said
            .folded
            .iter()
            .scan(0, |end, word| {
                *end += word.len() + 1;
                Some(*end)
            })
            .collect();
        let word_at = |at: usize| ends.partition_point(|&end| end <= at).min(ends.len() - 1);
        let (first, last) = (word_at(range.start), word_at(range.end.saturating_sub(1)));
        let mut stretches = Vec::new();
        said.before(first, &mut stretches);
        stretches.push(Stretch::Extra(said.written[first..=last].join(" ")));
        said.after(last + 1, &mut stretches);
        Some(Nearest { event, stretches })
    })
}

fn prompts<'a>(plan: &'a Plan, record: &'a CallRecord) -> impl Iterator<Item = (usize, String)> + 'a {
    record.events.iter().enumerate().filter_map(move |(position, event)| match event.what {
        EventKind::Speaks(utterance) => {
            Some((position, record.told(plan, event).spoken(utterance).to_string()))
        }
        _ => None,
    })
}

/// A text word by word, as it is written and as it is heard.
struct WordList<'a> {
    written: Vec<&'a str>,
    folded: Vec<String>,
}

impl<'a> WordList<'a> {
    fn of(text: &'a str) -> Self {
        let written: Vec<&str> = text.split_whitespace().collect();
        let folded = written.iter().map(|word| FoldedText::of(word)).collect();
        Self { written, folded }
    }

    /// How much of it is in a text, in percent, and how the two differ; none where most is not the same.
    fn likest_in(&self, said: &WordList<'_>) -> Option<(usize, Vec<Stretch>)> {
        if self.folded.len() * said.folded.len() > MAX {
            return None;
        }
        // Words are near each other whatever the commas between them, though a comma makes a difference.
        let (wanted, heard) = (self.without_marks(), said.without_marks());
        let is_same = |op: &&DiffOp| matches!(op, DiffOp::Equal { .. });
        let mut best: Option<(usize, usize, Vec<DiffOp>)> = None;
        for start in (0..heard.len()).filter(|&start| wanted.contains(&heard[start])) {
            let end = heard.len().min(start + wanted.len() + AROUND);
            let mut ops = capture_diff_slices(Algorithm::Myers, &wanted, &heard[start..end]);
            ops.truncate(ops.iter().rposition(|op| is_same(&op)).map_or(0, |last| last + 1));
            let same: usize = ops.iter().filter(is_same).map(|op| op.old_range().len()).sum();
            let length = ops.last().map_or(0, |op| op.new_range().end);
            let likeness = 200 * same / (wanted.len() + length);
            if 2 * same > wanted.len() && best.as_ref().is_none_or(|(best, ..)| likeness > *best) {
                best = Some((likeness, start, ops));
            }
        }
        let (likeness, start, ops) = best?;
        let mut stretches = Vec::new();
        said.before(start, &mut stretches);
        let rest =
            WordList { written: said.written[start..].to_vec(), folded: said.folded[start..].to_vec() };
        for op in &ops {
            if is_same(&op) {
                self.alike(op, &rest, &mut stretches);
            } else {
                stretches.extend(text::stretches(op, &self.written, &rest.written));
            }
        }
        let (mine, theirs) = ops.last().map_or((0, 0), |op| (op.old_range().end, op.new_range().end));
        if mine < self.written.len() {
            stretches.push(Stretch::Missing(self.written[mine..].join(" ")));
        }
        said.after(start + theirs, &mut stretches);
        Some((likeness, stretches))
    }

    fn without_marks(&self) -> Vec<&str> {
        self.folded.iter().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect()
    }

    /// Words that are the same but perhaps for the marks around them.
    fn alike(&self, op: &DiffOp, said: &WordList<'_>, stretches: &mut Vec<Stretch>) {
        let mut same: Vec<&str> = Vec::new();
        for (mine, theirs) in op.old_range().zip(op.new_range()) {
            let (wanted, heard) = (&self.folded[mine], &said.folded[theirs]);
            // Words are looked for in a text as a whole: what stands around the first and the last is no difference.
            let is_same = wanted == heard
                || (mine == 0 && heard.ends_with(wanted.as_str()))
                || (mine + 1 == self.folded.len() && heard.starts_with(wanted.as_str()));
            if is_same {
                same.push(said.written[theirs]);
                continue;
            }
            if !same.is_empty() {
                stretches.push(Stretch::Same(std::mem::take(&mut same).join(" ")));
            }
            stretches.push(Stretch::Missing(self.written[mine].to_owned()));
            stretches.push(Stretch::Extra(said.written[theirs].to_owned()));
        }
        if !same.is_empty() {
            stretches.push(Stretch::Same(same.join(" ")));
        }
    }

    /// What stands before a word.
    fn before(&self, word: usize, stretches: &mut Vec<Stretch>) {
        let from = word.saturating_sub(AROUND);
        if from > 0 {
            stretches.push(Stretch::Cut);
        }
        if from < word {
            stretches.push(Stretch::Same(self.written[from..word].join(" ")));
        }
    }

    /// What stands from a word on.
    fn after(&self, word: usize, stretches: &mut Vec<Stretch>) {
        let to = (word + AROUND).min(self.written.len());
        if word < to {
            stretches.push(Stretch::Same(self.written[word..to].join(" ")));
        }
        if to < self.written.len() {
            stretches.push(Stretch::Cut);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(wanted: &str, said: &str) -> Option<String> {
        let (_, stretches) = WordList::of(wanted).likest_in(&WordList::of(said))?;
        let word = |stretch: Stretch| match stretch {
            Stretch::Same(text) => text,
            Stretch::Missing(text) => format!("-{text}-"),
            Stretch::Extra(text) => format!("+{text}+"),
            Stretch::Cut => "…".to_owned(),
        };
        Some(stretches.into_iter().map(word).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn what_was_said_is_compared_where_it_comes_nearest() {
        let said = "Sales is closed. The hours are 9 AM to 5 PM Eastern. It opens tomorrow at 9 AM Eastern.";
        let near = shown("opens tomorrow at 8 am Eastern", said);
        assert_eq!(near.unwrap(), "… 5 PM Eastern. It opens tomorrow at -8- +9+ AM Eastern.");
        assert_eq!(shown("now is  CLOSED", said).unwrap(), "Sales -now- is closed. The hours are 9 …");
        assert_eq!(shown("see you tomorrow", said), None);
        assert_eq!(shown("", said), None);
    }

    #[test]
    fn marks_make_a_difference_inside_but_not_around() {
        let said = "For Sales, press 1. For Messages, press 2.";
        assert_eq!(
            shown("sales press 1", said).unwrap(),
            "For -sales- +Sales,+ press 1. For Messages, press 2."
        );
        assert_eq!(shown("press 1 for", said).unwrap(), "For Sales, press -1- +1.+ For Messages, press 2.");
    }

    #[test]
    fn texts_of_any_length_are_done_with_soon() {
        let long = "word ".repeat(100_000);
        assert_eq!(shown(&long, &long), None);
    }
}
