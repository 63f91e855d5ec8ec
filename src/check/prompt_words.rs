//! The words of a prompt as they stand in the file, one by one, and which of them name keys.

use std::ops::Range;

use crate::plan::Key;

/// A word, a placeholder or a mark, with its place in the text.
#[derive(Clone, Debug)]
pub(super) struct PromptWord<'t> {
    pub(super) text: &'t str,
    /// In small letters.
    pub(super) lower: String,
    pub(super) place: Range<usize>,
}

/// What a caller is asked to do with a key, in the languages that menus are recorded in.
const VERBS: [&str; 27] = [
    "press", "pressing", "dial", "dialing", "dialling", "push", "pushing", "touch", "hit", "hitting", "tap",
    "punch", "oprima", "oprime", "oprimir", "presione", "presiona", "marque", "marca", "pulse", "pulsa",
    "appuyez", "composez", "faites", "drücken", "wählen", "appuyer",
];

/// What people say of keys and of other things too.
const WEAK_VERBS: [&str; 13] = [
    "enter", "select", "choose", "pick", "use", "say", "type", "option", "number", "it's", "it’s", "that's",
    "that’s",
];

/// What may stand between the verb and the key.
const BETWEEN: [&str; 33] = [
    "the",
    "a",
    "no",
    "marked",
    "labeled",
    "labelled",
    "down",
    "hold",
    "number",
    "numbers",
    "key",
    "keys",
    "button",
    "or",
    "say",
    "on",
    "digit",
    "digits",
    "either",
    "option",
    "options",
    "extension",
    "ext",
    "from",
    "between",
    "el",
    "la",
    "tecla",
    "número",
    "le",
    "sur",
    "sie",
    "die",
];

/// What may stand behind a key as a part of its name.
const BEHIND: [&str; 6] = ["key", "button", "sign", "tag", "symbol", "taste"];

const DIGITS: [[&str; 10]; 4] = [
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
    ["cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"],
    ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"],
    ["null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"],
];

/// Words of numbers that are no key.
const LARGE: [&str; 13] = [
    "ten", "eleven", "twelve", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    "hundred", "thousand",
];

/// Words behind which a full stop ends no sentence.
const SHORT: [&str; 12] = ["mr", "mrs", "ms", "dr", "st", "inc", "co", "corp", "ltd", "ext", "dept", "ave"];

impl PromptWord<'_> {
    pub(super) fn is(&self, word: &str) -> bool {
        self.lower == word
    }

    pub(super) fn is_any(&self, list: &[&str]) -> bool {
        list.contains(&self.lower.as_str())
    }

    /// Whether it ends a sentence, or a part of one that stands for itself.
    pub(super) fn is_stop(&self) -> bool {
        self.is_any(&[".", ";", "!", "?", ":"])
    }

    /// Whether it is a mark of any kind; a name of a key is none.
    pub(super) fn is_mark(&self) -> bool {
        self.is_stop() || self.is_any(&[",", "—", "–", "-", "…", "(", ")"])
    }

    /// Whether a caller is asked to do something with a key.
    pub(super) fn is_verb(&self) -> bool {
        self.is_any(&VERBS)
    }

    /// Whether a caller may be asked to do something with a key.
    pub(super) fn is_weak_verb(&self) -> bool {
        self.is_any(&WEAK_VERBS)
    }

    /// Whether what follows may say what a key is for.
    pub(super) fn is_lead(&self) -> bool {
        self.is_any(&["for", "to", "if", "when", "should", "para", "pour", "für", "si"])
    }

    pub(super) fn is_and(&self) -> bool {
        self.is_any(&["and", "or", "&", "o", "y", "ou", "et", "und", "oder"])
    }

    /// Whether it is a number that is no key: 24, 1-800-555-0100, hundred.
    pub(super) fn is_large_number(&self) -> bool {
        let digits = self.lower.chars().filter(char::is_ascii_digit).count();
        digits > 1 && !self.lower.chars().any(char::is_alphabetic) || self.is_any(&LARGE)
    }

    /// The key that a word names.
    pub(super) fn key(&self) -> Option<Key> {
        let mut characters = self.lower.chars();
        match (characters.next(), characters.next()) {
            (Some(only), None) => return Key::new(only),
            (None, _) => return None,
            _ => {}
        }
        match self.lower.as_str() {
            "star" | "asterisk" | "asterisco" | "estrella" | "étoile" => Key::new('*'),
            "pound" | "hash" | "hashtag" | "numeral" | "gato" | "almohadilla" | "dièse" => Key::new('#'),
            word => {
                let digit = DIGITS.iter().find_map(|names| names.iter().position(|name| *name == word));
                digit.and_then(|digit| char::from_digit(digit as u32, 10)).and_then(Key::new)
            }
        }
    }
}

/// A key that is named in a prompt: which, at which word, and the word behind all of its name.
#[derive(Clone, Copy, Debug)]
pub(super) struct NamedKey {
    pub(super) key: Key,
    pub(super) at: usize,
    pub(super) next: usize,
}

/// The key that is named here, after "the", "the number" and the like.
pub(super) fn named_key(words: &[PromptWord<'_>], start: usize) -> Option<NamedKey> {
    let mut at = start;
    loop {
        let word = words.get(at)?;
        if word.is("number") && words.get(at + 1).is_some_and(|next| next.is("sign")) {
            return Some(NamedKey { key: Key::new('#')?, at, next: at + 2 });
        }
        if !(word.is_any(&BETWEEN) || word.is_verb()) || at - start > 5 {
            break;
        }
        at += 1;
    }
    let word = &words[at];
    let behind = words.get(at + 1);
    // "#1" is the number one, and no two keys.
    if let (Some(digit), true) = (behind.filter(|next| next.place.start == word.place.end), word.is("#"))
        && let Some(key) = digit.key()
    {
        return Some(NamedKey { key, at: at + 1, next: at + 2 });
    }
    let key = word.key()?;
    let next = at + 1 + usize::from(behind.is_some_and(|next| next.is_any(&BEHIND)));
    Some(NamedKey { key, at, next })
}

/// Words, placeholders and marks, with their places. The text is as it stands in the file, escapes and all.
pub(super) fn words(text: &str) -> Vec<PromptWord<'_>> {
    let mut words: Vec<PromptWord<'_>> = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        let is_inner = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '&');
        let mut end = start + c.len_utf8();
        if c == '\\' {
            // A line end or another mark that cannot stand in a string as it is.
            let skipped = match rest.next() {
                Some((_, 'u')) => 4,
                Some((_, 'U')) => 8,
                _ => 0,
            };
            rest.by_ref().take(skipped).for_each(drop);
            continue;
        }
        if c == '{' {
            end = text[start..].find('}').map_or(end, |length| start + length + 1);
            while rest.next_if(|&(at, _)| at < end).is_some() {}
        } else if is_inner(c) && !matches!(c, '\'' | '’' | '-') {
            while let Some((at, next)) = rest.next_if(|&(_, next)| is_inner(next)) {
                end = at + next.len_utf8();
            }
        } else if !matches!(
            c,
            '.' | ',' | ';' | ':' | '!' | '?' | '*' | '#' | '—' | '–' | '-' | '…' | '(' | ')'
        ) {
            continue;
        }
        if c == '.' && is_within(&words, text, end) {
            continue;
        }
        // "press '1'"
        let word = text[start..end].trim_end_matches(['\'', '’']);
        let word = if word.is_empty() { &text[start..end] } else { word };
        let end = start + word.len();
        words.push(PromptWord { text: word, lower: word.to_lowercase(), place: start..end });
    }
    words
}

/// Whether a full stop belongs to the word before it: "U.S.", "Inc.", "1.5".
fn is_within(words: &[PromptWord<'_>], text: &str, end: usize) -> bool {
    let Some(before) = words.last().filter(|before| before.place.end + 1 == end) else { return false };
    let mut letters = before.lower.chars();
    let is_letter = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
    // "press no. 1"
    let is_number = before.is("no") && text[end..].trim_start().starts_with(|c: char| c.is_ascii_digit());
    is_letter || is_number || before.is_any(&SHORT) || text[end..].starts_with(|c: char| c.is_alphanumeric())
}
