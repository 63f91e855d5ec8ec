//! What is spoken, with its placeholders.

use jiff::SignedDuration;

use super::lowering::PlanLowering;
use super::names::Namespace;
use super::values::TextKind;
use crate::base::diagnostic::{Diagnostic, did_you_mean, list};
use crate::base::document::Placed;
use crate::base::source::{Span, unbroken};
use crate::base::text::{is_whole_sentence, sentences};
use crate::plan::ids::{AnswerId, LineId, ScheduleId, StepId};
use crate::plan::prompt::{Prompt, PromptPart, PromptTranslation, RawPlaceholder, SentenceNeed, split};
use crate::plan::raw::{Text, Wording};

const WORDS: [&str; 9] =
    ["name", "options", "hours", "next_open", "reason", "number", "entered", "entry.NAME", "answer.NAME"];

/// The longest that a prompt can be said to take.
const LONGEST_SECONDS: f64 = 600.0;

/// Where a prompt is spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PromptPlace {
    /// At a menu, which has options.
    AtMenu,
    /// At a destination with keys for those who wait, which has options, too.
    WithKeys,
    /// At another step.
    Elsewhere,
    /// At any step, as a default.
    Anywhere,
}

impl PlanLowering<'_> {
    /// A prompt. None: it cannot be spoken, which has been reported.
    pub(super) fn prompt(
        &mut self,
        say: &Wording,
        seconds: Option<&Placed<f64>>,
        spoken: PromptPlace,
    ) -> Option<Prompt> {
        let seconds = match seconds {
            Some(seconds) => self.seconds(seconds).map(Some),
            None => Some(None),
        };
        let words = self.worded(say, |lower, text| lower.wording(text, spoken))?;
        let PromptTranslation { pieces, span } = words.own;
        Some(Prompt { pieces, translations: words.others, seconds: seconds?, sound: None, span })
    }

    /// A prompt in one language.
    fn wording(&mut self, say: &Text, spoken: PromptPlace) -> Option<PromptTranslation> {
        let text = self.text(say, TextKind::Prose)?;
        let parts = match split(&text) {
            Ok(parts) => parts,
            Err(at) => {
                let place = say.span.inside_string(self.sources, &text, at..at + 1);
                let help =
                    "braces enclose a placeholder, as in `{name}`; for a brace itself, write `{{` or `}}`";
                self.error("lone-brace", place, "this brace has no matching brace", help);
                return None;
            }
        };
        let mut pieces = Some(Vec::with_capacity(parts.len()));
        for part in parts {
            let piece = match part {
                RawPlaceholder::Text(text) => Some(PromptPart::Text(unbroken(&text).into_owned())),
                RawPlaceholder::Placeholder { word, name, range } => {
                    let place = say.span.inside_string(self.sources, &text, range);
                    self.placeholder(word, name, place, spoken)
                }
            };
            match (&mut pieces, piece) {
                (Some(pieces), Some(piece)) => pieces.push(piece),
                _ => pieces = None,
            }
        }
        let mut pieces = pieces?;
        trim(&mut pieces);
        mark_sentences(&mut pieces);
        Some(PromptTranslation { pieces, span: say.span })
    }

    pub(super) fn seconds(&mut self, seconds: &Placed<f64>) -> Option<SignedDuration> {
        let &value = seconds.given()?;
        if (0.0..=LONGEST_SECONDS).contains(&value) {
            // Times of the engine are whole milliseconds.
            return Some(SignedDuration::from_millis((value * 1000.0).round() as i64));
        }
        let message = format!("a prompt cannot last {value} seconds");
        self.error("out-of-range", seconds.span, message, format!("choose from 0 to {LONGEST_SECONDS}"));
        None
    }

    fn placeholder(
        &mut self,
        word: &str,
        name: Option<&str>,
        span: Span,
        spoken: PromptPlace,
    ) -> Option<PromptPart> {
        if let (Some((word @ ("answer" | "entry"), name)), None) = (word.split_once('.'), name) {
            return self.said_value(word, name.trim(), span);
        }
        match (word, name) {
            ("answer" | "entry", _) => {
                let message = format!("`{{{word}}}` needs the name of {}", said_kind(word));
                let help = format!("write `{{{word}.{}}}`", name.unwrap_or("NAME"));
                self.error("bad-placeholder", span, message, help);
                None
            }
            ("name", None) => Some(PromptPart::Name),
            ("name", Some(step)) => {
                self.find_word(Namespace::Steps, step, span).map(|id| PromptPart::NameOf(StepId(id)))
            }
            ("hours", None) => Some(PromptPart::Hours),
            ("hours", Some(hours)) => {
                self.find_word(Namespace::Hours, hours, span).map(|id| PromptPart::HoursOf(ScheduleId(id)))
            }
            ("next_open", None) => Some(PromptPart::NextOpen),
            ("next_open", Some(hours)) => {
                self.find_word(Namespace::Hours, hours, span).map(|id| PromptPart::NextOpenOf(ScheduleId(id)))
            }
            ("reason", None) => Some(PromptPart::Reason),
            ("reason", Some(hours)) => {
                self.find_word(Namespace::Hours, hours, span).map(|id| PromptPart::ReasonOf(ScheduleId(id)))
            }
            ("number", None) => Some(PromptPart::Number),
            ("number", Some(line)) => {
                self.find_word(Namespace::Lines, line, span).map(|id| PromptPart::NumberOf(LineId(id)))
            }
            ("entered", None) => Some(PromptPart::Entered),
            ("options", None) if matches!(spoken, PromptPlace::AtMenu | PromptPlace::WithKeys) => {
                Some(PromptPart::Options)
            }
            ("options", None) => {
                let help = match spoken {
                    PromptPlace::Anywhere => {
                        "the defaults also apply to inputs; write it in the menus that need it"
                    }
                    _ => "only a menu, or a destination with `keys`, has keys to offer; remove it here",
                };
                self.error(
                    "misplaced-placeholder",
                    span,
                    "`{options}` can be used only where there are keys",
                    help,
                );
                None
            }
            ("entered" | "options", Some(_)) => {
                let message = format!("`{{{word}}}` takes no name");
                self.error("bad-placeholder", span, message, format!("write `{{{word}}}`"));
                None
            }
            _ => {
                self.unknown_placeholder(word, span);
                None
            }
        }
    }

    /// What the outside answers, or what was entered earlier.
    fn said_value(&mut self, word: &str, name: &str, span: Span) -> Option<PromptPart> {
        if word == "answer" {
            return self.find_word(Namespace::Answers, name, span).map(|id| PromptPart::Answer(AnswerId(id)));
        }
        let id = self.find_word(Namespace::Steps, name, span)?;
        let declared = *self.names.spaces[Namespace::Steps as usize].get(name)?;
        if !declared.takes_entries {
            let message = format!("nothing is entered at {} `{name}`", declared.section.word());
            self.diagnostics.push(
                Diagnostic::error("wrong-kind", span, message)
                    .label("this must be an input, or a menu with `entries`")
                    .related(declared.span, format!("`{name}` is defined here"))
                    .help("name the step whose entry is said"),
            );
            return None;
        }
        Some(PromptPart::EntryOf(StepId(id)))
    }

    fn unknown_placeholder(&mut self, word: &str, span: Span) {
        let help = match did_you_mean(word, WORDS) {
            Some(near) => format!("did you mean `{{{near}}}`?"),
            None => format!(
                "placeholders are {}; for a brace itself, write `{{{{`",
                list(WORDS).replace(" or ", " and ")
            ),
        };
        let message = format!("there is no placeholder `{{{}}}`", word.escape_debug());
        self.diagnostics.push(Diagnostic::error("bad-placeholder", span, message).help(help));
    }
}

/// What a placeholder `{answer}` or `{entry}` is followed by.
fn said_kind(word: &str) -> &'static str {
    if word == "answer" { "an outside answer" } else { "an input, or of a menu with `entries`" }
}

/// What a sentence with this part cannot do without.
fn need(piece: &PromptPart) -> Option<SentenceNeed> {
    match *piece {
        PromptPart::Reason => Some(SentenceNeed::Reason(None)),
        PromptPart::ReasonOf(schedule) => Some(SentenceNeed::Reason(Some(schedule))),
        PromptPart::EntryOf(input) => Some(SentenceNeed::Entry(input)),
        _ => None,
    }
}

/// Marks the sentences that tell a reason, or what was entered earlier, so that they can be left out where there is none.
fn mark_sentences(pieces: &mut Vec<PromptPart>) {
    let mut at = 0;
    while at < pieces.len() {
        let Some(wanted) = need(&pieces[at]) else {
            at += 1;
            continue;
        };
        let mut first = at;
        while first > 0 {
            match &pieces[first - 1] {
                PromptPart::Options | PromptPart::OptionalSentenceEnd => break,
                PromptPart::Text(text) => {
                    if let Some(end) = last_sentence_end(text) {
                        let rest = text[end..].to_owned();
                        let kept = text[..end].to_owned();
                        if rest.is_empty() {
                            break;
                        }
                        pieces[first - 1] = PromptPart::Text(kept);
                        pieces.insert(first, PromptPart::Text(rest));
                        at += 1;
                        break;
                    }
                    first -= 1;
                }
                _ => first -= 1,
            }
        }
        pieces.insert(first, PromptPart::OptionalSentence(wanted));
        let mut last = at + 2;
        while last < pieces.len() {
            match &pieces[last] {
                PromptPart::Options => break,
                PromptPart::Text(text) => {
                    if let Some(end) = first_sentence_end(text) {
                        let rest = text[end..].to_owned();
                        let kept = text[..end].to_owned();
                        pieces[last] = PromptPart::Text(kept);
                        if !rest.is_empty() {
                            pieces.insert(last + 1, PromptPart::Text(rest));
                        }
                        last += 1;
                        break;
                    }
                    last += 1;
                }
                _ => last += 1,
            }
        }
        pieces.insert(last, PromptPart::OptionalSentenceEnd);
        // All else that it cannot do without stands before it, too.
        let mut needed = vec![wanted];
        for wanted in pieces[first..last].iter().filter_map(need).collect::<Vec<_>>() {
            if !needed.contains(&wanted) {
                needed.push(wanted);
                pieces.insert(first + 1, PromptPart::OptionalSentence(wanted));
            }
        }
        at = last + needed.len();
    }
}

/// Behind the last sentence that ends in a text, and the space that follows it.
fn last_sentence_end(text: &str) -> Option<usize> {
    let whole = sentences(text).filter(|sentence| is_whole_sentence(sentence));
    whole.map(str::len).reduce(|end, more| end + more)
}

/// Behind the first sentence that ends in a text, and the space that follows it.
fn first_sentence_end(text: &str) -> Option<usize> {
    sentences(text).next().filter(|sentence| is_whole_sentence(sentence)).map(str::len)
}

/// Nothing is said before the first word and behind the last.
fn trim(pieces: &mut [PromptPart]) {
    if let Some(PromptPart::Text(first)) = pieces.first_mut() {
        *first = first.trim_start().to_owned();
    }
    if let Some(PromptPart::Text(last)) = pieces.last_mut() {
        last.truncate(last.trim_end().len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks_are_spoken_as_one_space() {
        assert_eq!(unbroken("Thank you\n   for calling.\r\n\r\nPlease "), "Thank you for calling. Please ");
        assert_eq!(unbroken("\nis closed.\n"), " is closed. ");
        assert_eq!(unbroken("as it  stands "), "as it  stands ");
    }

    #[test]
    fn sentences_that_may_have_nothing_to_tell_are_marked_from_end_to_end() {
        use PromptPart::{Entered, EntryOf, Name, NextOpen, OptionalSentenceEnd, Options, Reason};

        let text = |text: &str| PromptPart::Text(text.to_owned());
        let reason = || PromptPart::OptionalSentence(SentenceNeed::Reason(None));
        let marked = |mut pieces: Vec<PromptPart>| {
            mark_sentences(&mut pieces);
            pieces
        };
        assert_eq!(
            marked(vec![Name, text(" is closed. Today is "), Reason, text(". It "), NextOpen, text(".")]),
            [
                Name,
                text(" is closed. "),
                reason(),
                text("Today is "),
                Reason,
                text(". "),
                OptionalSentenceEnd,
                text("It "),
                NextOpen,
                text("."),
            ]
        );
        let whole = vec![Name, text(" is closed for "), Reason];
        assert_eq!(marked(whole), [reason(), Name, text(" is closed for "), Reason, OptionalSentenceEnd]);
        assert_eq!(
            marked(vec![Reason, text("! Hello. "), Options, text(" Or "), Reason]),
            [
                reason(),
                Reason,
                text("! "),
                OptionalSentenceEnd,
                text("Hello. "),
                Options,
                reason(),
                text(" Or "),
                Reason,
                OptionalSentenceEnd,
            ]
        );
        let input = StepId::for_tests(3);
        assert_eq!(
            marked(vec![
                text("You are "),
                EntryOf(input),
                text(", closed for "),
                Reason,
                text(". "),
                Entered
            ]),
            [
                PromptPart::OptionalSentence(SentenceNeed::Entry(input)),
                reason(),
                text("You are "),
                EntryOf(input),
                text(", closed for "),
                Reason,
                text(". "),
                OptionalSentenceEnd,
                Entered,
            ]
        );
        // What follows a reason may have periods of its own.
        let morning = text(" hasta las 8 a. m. de mañana. Adiós.");
        assert_eq!(marked(vec![Reason, morning]).last(), Some(&text("Adiós.")));
        // A point inside a number ends no sentence.
        assert_eq!(marked(vec![text("At 9.30 it is "), Reason]).len(), 4);
    }

    #[test]
    fn nothing_is_said_around_the_words() {
        let mut pieces =
            [PromptPart::Text(" It is ".to_owned()), PromptPart::Name, PromptPart::Text(". ".to_owned())];
        trim(&mut pieces);
        assert_eq!(
            pieces,
            [PromptPart::Text("It is ".to_owned()), PromptPart::Name, PromptPart::Text(".".to_owned())]
        );
    }
}
