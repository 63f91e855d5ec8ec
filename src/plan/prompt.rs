//! What is spoken at a step: text with placeholders, and how long it takes to say.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use jiff::SignedDuration;

use super::ids::{AnswerId, LineId, ScheduleId, StepId};
use super::translations::Translations;
use crate::base::Language;
use crate::base::source::Span;

/// A prompt, taken apart.
#[derive(Clone, Debug)]
#[doc(alias("announcement", "greeting"))]
pub struct Prompt {
    /// Text and placeholders in order, in the plan's language.
    pub pieces: Vec<PromptPart>,
    /// The same in other languages.
    pub translations: Translations<PromptTranslation>,
    /// How long it takes, where the plan says so; otherwise it is estimated from the words.
    pub seconds: Option<SignedDuration>,
    /// The recording that is played, by its path below the folder of recordings.
    #[doc(alias("audio file", "sound file", "wav"))]
    pub sound: Option<Arc<str>>,
    /// Where it is written.
    pub span: Span,
}

/// A prompt in another language than the plan's.
#[derive(Clone, Debug)]
pub struct PromptTranslation {
    /// Text and placeholders in order.
    pub pieces: Vec<PromptPart>,
    /// Where it is written.
    pub span: Span,
}

/// A part of a prompt.
///
/// What stands for a placeholder is plain text: names and hours are never searched for placeholders in turn, so a
/// prompt cannot contain itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PromptPart {
    /// Said as it stands.
    Text(String),
    /// `{name}`: who is spoken of; a closed message speaks of the step whose hours sent the call there.
    Name,
    /// `{name:STEP}`
    NameOf(StepId),
    /// `{options}`: the keys of the menu with where they lead.
    Options,
    /// `{hours}`: the hours of who is spoken of.
    Hours,
    /// `{hours:SCHEDULE}`
    HoursOf(ScheduleId),
    /// `{next_open}`: when the hours of who is spoken of open next, as a clause ("opens tomorrow at 8 AM").
    NextOpen,
    /// `{next_open:SCHEDULE}`
    NextOpenOf(ScheduleId),
    /// `{number}`: the number that was dialed.
    Number,
    /// `{number:LINE}`
    NumberOf(LineId),
    /// `{entered}`: what the caller entered last.
    Entered,
    /// `{entry.STEP}`: what the caller entered at an input, or a menu with entries, earlier in the call.
    EntryOf(StepId),
    /// `{answer.ANSWER}`: what the outside answers, asked when the call comes to the step.
    Answer(AnswerId),
    /// `{reason}`: for what the hours of who is spoken of are closed: the name of the holiday or override.
    Reason,
    /// `{reason:SCHEDULE}`
    ReasonOf(ScheduleId),
    /// Here begins a sentence that is left out where there is no such thing to say.
    OptionalSentence(SentenceNeed),
    /// Here it ends.
    OptionalSentenceEnd,
    /// A recording whose words nobody has written down.
    Recording,
}

/// Something without which a sentence is not said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SentenceNeed {
    /// For what these hours are closed, or those of who is spoken of.
    Reason(Option<ScheduleId>),
    /// What was entered at an input.
    Entry(StepId),
}

/// What stands between braces, before names are looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum RawPlaceholder<'a> {
    Text(String),
    Placeholder { word: &'a str, name: Option<&'a str>, range: Range<usize> },
}

/// Takes a prompt's text apart. `{{` and `}}` stand for braces.
///
/// The error is the position of a brace without its partner.
pub(super) fn split(text: &str) -> Result<Vec<RawPlaceholder<'_>>, usize> {
    let mut parts = Vec::new();
    let mut plain = String::new();
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        match c {
            '{' | '}' if rest.next_if(|&(_, next)| next == c).is_some() => plain.push(c),
            '{' => {
                let length = text[at..].find('}').ok_or(at)?;
                let inner = &text[at + 1..at + length];
                if let Some(nested) = inner.find('{') {
                    return Err(at + 1 + nested);
                }
                while rest.next_if(|&(next, _)| next <= at + length).is_some() {}
                if !plain.is_empty() {
                    parts.push(RawPlaceholder::Text(std::mem::take(&mut plain)));
                }
                let (word, name) = match inner.split_once(':') {
                    Some((word, name)) => (word.trim(), Some(name.trim())),
                    None => (inner.trim(), None),
                };
                parts.push(RawPlaceholder::Placeholder { word, name, range: at..at + length + 1 });
            }
            '}' => return Err(at),
            _ => plain.push(c),
        }
    }
    if !plain.is_empty() {
        parts.push(RawPlaceholder::Text(plain));
    }
    Ok(parts)
}

impl Prompt {
    /// A prompt of plain words.
    #[must_use]
    pub fn plain(text: &str, span: Span) -> Self {
        let pieces = vec![PromptPart::Text(text.to_owned())];
        Self { pieces, translations: Translations::default(), seconds: None, sound: None, span }
    }

    /// What is said to a caller who is spoken to in a language: those words, or the plan's own where there are none.
    #[must_use]
    pub fn pieces_in(&self, language: Language) -> &[PromptPart] {
        self.translations.get(language).map_or(&self.pieces, |translation| &translation.pieces)
    }

    /// What is said, in the plan's language and in all others.
    pub fn wordings(&self) -> impl Iterator<Item = &[PromptPart]> {
        let others = self.translations.iter().map(|(_, translation)| translation.pieces.as_slice());
        std::iter::once(self.pieces.as_slice()).chain(others)
    }

    /// How long it takes in a language, where the plan says so; that it says of its own language.
    #[must_use]
    pub fn seconds_in(&self, language: Language) -> Option<SignedDuration> {
        self.seconds.filter(|_| self.translations.get(language).is_none())
    }

    /// Whether it is a recording whose words are not known.
    #[must_use]
    pub fn is_wordless(&self) -> bool {
        self.pieces == [PromptPart::Recording]
    }

    /// Whether there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }
}

/// How fast prompts are spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Speech {
    /// Words a minute; at least 1.
    pub words_per_minute: u16,
}

impl Speech {
    /// How long so many words take, to the millisecond.
    #[must_use]
    pub fn duration(self, words: WordCount) -> SignedDuration {
        let milliseconds = u64::from(words.count) * 60_000 / u64::from(self.words_per_minute.max(1));
        SignedDuration::from_millis(milliseconds.cast_signed())
    }
}

/// Counts the words of what is written into it, without keeping the text.
///
/// A number is said digit by digit ("1-855" is four words), so each digit counts as a word; other words count as one,
/// however long.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordCount {
    count: u32,
    inside_word: bool,
}

impl WordCount {
    /// The words so far.
    #[must_use]
    pub fn count(self) -> u32 {
        self.count
    }
}

impl fmt::Write for WordCount {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for c in text.chars() {
            if c.is_ascii_digit() {
                self.count += 1;
                self.inside_word = false;
            } else if c.is_alphanumeric() {
                self.count += u32::from(!self.inside_word);
                self.inside_word = true;
            } else if !matches!(c, '\'' | '’' | '&') {
                self.inside_word = false;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    fn words(text: &str) -> u32 {
        let mut words = WordCount::default();
        words.write_str(text).unwrap();
        words.count()
    }

    #[test]
    fn placeholders_are_taken_out_of_the_text() {
        let parts = split("Hello {{you}}, {name: cpc }!").unwrap();
        assert_eq!(
            parts,
            [
                RawPlaceholder::Text("Hello {you}, ".to_owned()),
                RawPlaceholder::Placeholder { word: "name", name: Some("cpc"), range: 15..27 },
                RawPlaceholder::Text("!".to_owned()),
            ]
        );
    }

    #[test]
    fn a_lone_brace_is_found_where_it_stands() {
        assert_eq!(split("a {name"), Err(2));
        assert_eq!(split("a } b"), Err(2));
        assert_eq!(split("a {na{me}"), Err(5));
    }

    #[test]
    fn numbers_are_counted_digit_by_digit() {
        assert_eq!(words("Call 1-855-720-2559 now."), 13);
        assert_eq!(words("It opens tomorrow at 8 AM Eastern."), 7);
        assert_eq!(words("We're closed"), 2);
    }

    #[test]
    fn a_word_written_in_two_parts_is_one_word() {
        let mut count = WordCount::default();
        write!(count, "East").unwrap();
        write!(count, "ern time").unwrap();
        assert_eq!(count.count(), 2);
    }

    #[test]
    fn speaking_takes_time_by_the_word() {
        let mut count = WordCount::default();
        write!(count, "one two three").unwrap();
        assert_eq!(Speech { words_per_minute: 150 }.duration(count), SignedDuration::from_millis(1200));
    }
}
