//! The words of a sentence around a placeholder, and whether what the placeholder says can stand there.

use crate::plan::{Prompt, PromptPart};
use crate::time::clock_names::{zone_of_abbreviation, zone_of_word};

/// The words beside a placeholder.
pub(super) struct PlaceholderContext {
    /// The words of its sentence up to it, in small letters; other placeholders as `{}`.
    before: Vec<String>,
    /// The word before it as it is written; empty behind a mark.
    last: String,
    /// The word behind it as it is written.
    pub(super) next: String,
    /// Whether a comma stands directly before it.
    is_behind_comma: bool,
    /// Whether other times or offers stand directly before it.
    is_behind_placeholder: bool,
}

/// Words behind which no clause can follow whose subject is missing, or is another: prepositions, auxiliaries, verbs,
/// pronouns, adverbs.
const BEFORE_CLAUSE: &str = "a about above across after again all along am an any around as at available back be because \
     been before began begin being below beside besides between beyond by call called can can't cannot close closed come \
     contact could despite did do does don't down during each either every except expect few find for from get given go had \
     half has have he'll hear hello here hours how i i'll i'm if in inside into is it'll it's its just leave let listen \
     look lot many may me might more most must my near no none not of off on once onto open opened opening or our out \
     outside over past per please prefer press reach remember reopen reopening resume return returning round see shall she'll \
     should since so some someday someone's soon speak starting stay sure than thank that'll that's the their them \
     there there's these they they'll they're they've this's those though through throughout till to today tomorrow \
     tonight toward towards try under unless until up upon us very via visit wait was we we'd we'll we're we've were \
     what when whenever where whether which's while who'll who's why will with within without won't would you you'd \
     you'll you're you've your regarding beginning later afterwards i've";
/// Words that end as plurals and verbs do, and are names of those who open.
const SINGULAR: [&str; 16] = [
    "sales",
    "parts",
    "claims",
    "titles",
    "payments",
    "accounts",
    "records",
    "news",
    "benefits",
    "collections",
    "plus",
    "operations",
    "services",
    "business",
    "always",
    "sometimes",
];
/// Words that join a clause to one before it, whose subject is meant.
const ON: [&str; 9] = ["and", "but", "then", "now", "also", "still", "only", "usually", "next"];
const BEFORE_HOURS: [&str; 39] = [
    "until",
    "till",
    "by",
    "at",
    "after",
    "before",
    "every",
    "between",
    "from",
    "since",
    "the",
    "our",
    "your",
    "a",
    "an",
    "closed",
    "starting",
    "beginning",
    "when",
    "if",
    "it",
    "we",
    "they",
    "you",
    "please",
    "in",
    "to",
    "as",
    "opens",
    "past",
    "each",
    "next",
    "not",
    "than",
    "i",
    "for",
    "back",
    "unless",
    "once",
];
pub(super) const BEFORE_OPTIONS: [&str; 30] = [
    "press",
    "dial",
    "select",
    "choose",
    "for",
    "to",
    "from",
    "the",
    "of",
    "say",
    "enter",
    "push",
    "between",
    "pressing",
    "dialing",
    "selecting",
    "choosing",
    "with",
    "by",
    "our",
    "your",
    "if",
    "you",
    "please",
    "can",
    "may",
    "want",
    "hit",
    "use",
    "on",
];
pub(super) const BEFORE_NUMBER: [&str; 10] =
    ["press", "1", "one", "key", "option", "extension", "push", "select", "choose", "between"];
pub(super) const BEFORE_NAME: [&str; 7] = ["press", "push", "until", "between", "extension", "key", "opens"];

impl PlaceholderContext {
    /// The words around the placeholder of this place.
    pub(super) fn of(prompt: &Prompt, index: usize) -> Self {
        let text = |index: Option<usize>| match index.and_then(|index| prompt.pieces.get(index)) {
            Some(PromptPart::Text(text)) => text.as_str(),
            _ => "",
        };
        let directly = text(index.checked_sub(1));
        let mut said = String::new();
        for piece in &prompt.pieces[..index] {
            match piece {
                PromptPart::Text(text) => said.push_str(text),
                // A list of options ends as a sentence does.
                PromptPart::Options => said.push('.'),
                _ => said.push_str(" {} "),
            }
        }
        let sentence = said.rfind(['.', '!', '?', ':', ';']).map_or(said.as_str(), |end| &said[end + 1..]);
        let is_inner = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '{' | '}');
        let words = sentence.split(|c| !is_inner(c)).filter(|word| !word.is_empty());
        let before = index.checked_sub(1).and_then(|before| prompt.pieces.get(before));
        let is_blank = directly.trim().is_empty();
        let earlier = if is_blank { index.checked_sub(2).and_then(|at| prompt.pieces.get(at)) } else { None };
        let is_time = |piece: Option<&PromptPart>| {
            matches!(
                piece,
                Some(
                    PromptPart::NextOpen
                        | PromptPart::NextOpenOf(_)
                        | PromptPart::Hours
                        | PromptPart::HoursOf(_)
                )
            )
        };
        Self {
            before: words.map(|word| word.to_lowercase().replace('’', "'")).collect(),
            last: last_word(directly).to_owned(),
            next: first_word(text(Some(index + 1))).to_owned(),
            is_behind_comma: directly.trim_end().ends_with(','),
            is_behind_placeholder: is_time(before) || is_time(earlier),
        }
    }

    /// Whether one of these words stands directly before it.
    pub(super) fn is_behind(&self, list: &[&str]) -> bool {
        list.contains(&self.last.to_lowercase().replace('’', "'").as_str())
    }

    /// Whether the name of a clock stands behind it.
    pub(super) fn has_clock(&self) -> bool {
        let next = self.next.to_lowercase();
        matches!(&*next, "o'clock" | "am" | "pm" | "local")
            || zone_of_word(&next).or_else(|| zone_of_abbreviation(&next.to_uppercase())).is_some()
    }

    /// It with the word before it, as callers hear it.
    pub(super) fn said(&self, placeholder: &str) -> String {
        format!("{} {placeholder}", self.last).trim_start().to_owned()
    }

    /// Whether a list of days and times cannot stand here.
    pub(super) fn misfits_hours(&self) -> bool {
        self.is_behind(&BEFORE_HOURS) && !self.is_behind_change()
    }

    /// "Our hours have changed to {hours}"
    fn is_behind_change(&self) -> bool {
        let tail = self.before.iter().rev().take(2).map(String::as_str).collect::<Vec<_>>();
        matches!(
            tail[..],
            ["to", "changed" | "move" | "moved" | "back" | "extended"]
                | ["you" | "us" | "i", "for" | "to" | "with"]
        )
    }

    /// Whether a clause without a subject ("opens Wednesday at 8 AM") cannot stand here.
    pub(super) fn misfits_clause(&self) -> bool {
        if self.is_behind_placeholder {
            return true;
        }
        let word = self.last.to_lowercase().replace('’', "'");
        if word.is_empty() {
            // "We are closed, {next_open}"
            return self.is_behind_comma && self.has_many_or_us();
        }
        if ON.contains(&word.as_str()) {
            return self.has_many_or_us();
        }
        if word == "that" {
            let tail = self.before.iter().rev().nth(1).map_or("", String::as_str);
            return matches!(tail, "note" | "know" | "remember" | "aware" | "sorry" | "you" | "us" | "sure");
        }
        BEFORE_CLAUSE.split_ascii_whitespace().any(|known| known == word) || self.is_many_or_verb(&word)
    }

    /// Whether a word is a plural, or a verb that wants something else behind it: "offices", "returns", "returned".
    fn is_many_or_verb(&self, word: &str) -> bool {
        let is_small = self.last.starts_with(char::is_lowercase);
        let is_many = word.ends_with('s')
            && !word.ends_with("ss")
            && !word.ends_with("us")
            && !SINGULAR.contains(&word);
        let is_past = word.len() > 4 && word.ends_with("ed");
        let are = ["agents", "representatives", "offices", "lines", "people"];
        is_small && (is_many || is_past) || are.contains(&word)
    }

    /// Whether the last subject before it is not a single one: "We are closed and", "our offices are closed,".
    fn has_many_or_us(&self) -> bool {
        let subject = self.before.iter().rev().find_map(|word| match word.as_str() {
            "is" | "has" | "was" | "it" | "it's" | "{}" | "closes" | "stays" | "isn't" | "office"
            | "this" => Some(false),
            "are" | "were" | "have" | "we" | "they" | "you" | "i" | "we're" | "they're" | "you're"
            | "we've" | "aren't" | "please" => Some(true),
            _ => None,
        });
        subject.unwrap_or(false)
    }
}

/// The word that stands directly before a placeholder; none behind a mark.
fn last_word(text: &str) -> &str {
    let text = text.trim_end().trim_end_matches(['-', '+', '(', '\u{201c}', '"']);
    let start = text
        .rfind(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'))
        .map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    &text[start..]
}

fn first_word(text: &str) -> &str {
    let text = text.trim_start();
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '\'').unwrap_or(text.len());
    &text[..end]
}
