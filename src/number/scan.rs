//! What a text about a phone number holds: keys, a `+`, an extension. What they mean is for `parse` to say.

use std::ops::Range;

use super::country::Country;
use super::error::{NumberError, NumberFault};
use super::extension::Extension;

/// One key of the telephone, written as a digit or a letter.
#[derive(Clone, Debug)]
pub(super) struct KeypadKey {
    pub(super) digit: u8,
    /// Its bytes in the text.
    pub(super) at: Range<usize>,
}

impl KeypadKey {
    /// Whether nothing stands between this key and the next one.
    pub(super) fn is_beside(&self, next: &Self) -> bool {
        self.at.end == next.at.start
    }
}

/// The parts of a spelling.
pub(super) struct Scan {
    /// Every key of the number, without an international prefix.
    pub(super) keys: Vec<KeypadKey>,
    pub(super) extension: Option<Extension>,
    /// Whether the country code is written: behind a `+`, an international prefix, or as a `tel:` link's
    /// context.
    international: bool,
}

impl Scan {
    pub(super) fn of(text: &str, country: Country) -> Result<Self, NumberError> {
        let (number, parameters) = without_scheme(text);
        let mut scanner =
            Scanner { text, country, at: number.start, plus: false, keys: Vec::new(), extension: None };
        scanner.number(number.end)?;
        let context = scanner.parameters(parameters, number.start > 0)?;

        let Scanner { plus, mut keys, extension, .. } = scanner;
        let mut international = plus;
        if !plus {
            let prefix = international_prefix(&keys, country);
            keys.drain(..prefix);
            international = prefix > 0 || !context.is_empty();
            keys.splice(..0, context);
        }
        if keys.is_empty() {
            return Err(NumberError { fault: NumberFault::Empty, at: 0..text.len() });
        }
        Ok(Self { keys, extension, international })
    }

    /// Whether the country code is written.
    pub(super) fn is_international(&self) -> bool {
        self.international
    }

    /// Whether this is a number of another country than those of country code 1.
    pub(super) fn is_foreign(&self) -> bool {
        self.international && self.keys.first().is_some_and(|key| key.digit != 1)
    }
}

/// The ranges of the number and of the parameters behind it, past `tel:`.
fn without_scheme(text: &str) -> (Range<usize>, Range<usize>) {
    const SCHEME: &str = "tel:";
    let blank = text.len() - text.trim_start().len();
    let has_scheme = text[blank..].get(..SCHEME.len()).is_some_and(|head| head.eq_ignore_ascii_case(SCHEME));
    let start = if has_scheme { blank + SCHEME.len() } else { 0 };
    let end = text[start..].find(';').map_or(text.len(), |at| start + at);
    (start..end, end..text.len())
}

/// How many keys are what is dialed to leave the country: `011` in North America, `00` in most of the world.
/// No North American number begins with 0.
fn international_prefix(keys: &[KeypadKey], country: Country) -> usize {
    if let Some(form) = country.national_form() {
        let prefix = form.international;
        let digits = prefix.bytes().map(|digit| digit - b'0');
        let is_dialed =
            keys.len() > prefix.len() && keys.iter().map(|key| key.digit).take(prefix.len()).eq(digits);
        return if is_dialed { prefix.len() } else { 0 };
    }
    match keys {
        [KeypadKey { digit: 0, .. }, KeypadKey { digit: 1, .. }, KeypadKey { digit: 1, .. }, ..] => 3,
        [KeypadKey { digit: 0, .. }, KeypadKey { digit: 0, .. }, ..] => 2,
        _ => 0,
    }
}

struct Scanner<'a> {
    text: &'a str,
    country: Country,
    at: usize,
    plus: bool,
    keys: Vec<KeypadKey>,
    extension: Option<Extension>,
}

impl Scanner<'_> {
    /// Reads the number, up to byte `end`, with an extension behind it.
    fn number(&mut self, end: usize) -> Result<(), NumberError> {
        let mut after_letter = false;
        while let Some(c) = self.text[self.at..end].chars().next() {
            let here = self.at..self.at + c.len_utf8();
            let mut letter = false;
            if let Some(digit) = digit(c) {
                self.keys.push(KeypadKey { digit, at: here.clone() });
            } else if matches!(c, '+' | '＋') {
                if self.plus || !self.keys.is_empty() {
                    return Err(NumberError { fault: NumberFault::PlusInside, at: here });
                }
                self.plus = true;
            } else if matches!(c, ',' | '#') {
                return self.extension(here.end..end, here.start);
            } else if c.is_ascii_alphabetic() {
                if let Some(rest) = self.extension_word(end, after_letter) {
                    return self.extension(rest..end, here.start);
                }
                letter = true;
                self.letter(c, here.clone(), after_letter, end)?;
            } else if self.is_trunk_prefix(end) {
                self.at += "(0)".len();
                continue;
            } else if !is_separator(c) {
                return Err(NumberError { fault: NumberFault::NotPartOfANumber, at: here });
            }
            after_letter = letter;
            self.at = here.end;
        }
        Ok(())
    }

    /// Takes a letter for the key it is printed on.
    fn letter(
        &mut self,
        letter: char,
        at: Range<usize>,
        after_letter: bool,
        end: usize,
    ) -> Result<(), NumberError> {
        match self.missing() {
            // The word goes on, but the number is complete.
            Some(0) if after_letter => {}
            Some(0) => {
                let at = at.start..at.start + self.text[at.start..end].trim_end().len();
                return Err(NumberError { fault: NumberFault::NotPartOfANumber, at });
            }
            Some(1..=7) => {
                if let Some(digit) = self.look_alike(letter, &at, end) {
                    return Err(NumberError { fault: NumberFault::LetterForDigit { letter, digit }, at });
                }
                self.keys.push(KeypadKey { digit: keypad(letter), at });
            }
            Some(_) | None => return Err(NumberError { fault: NumberFault::Letters, at }),
        }
        Ok(())
    }

    /// The digit that was meant, if this letter looks like one and stands among digits: the `O` of `O100` is
    /// a slip, that of `GO4HELP` is not.
    fn look_alike(&self, letter: char, at: &Range<usize>, end: usize) -> Option<u8> {
        let meant = |c| match c {
            'O' | 'o' => Some(0),
            'I' | 'l' => Some(1),
            _ => None,
        };
        let before = self.text[..at.start].trim_end_matches(|c| meant(c).is_some()).chars().next_back();
        let after = self.text[at.start..end].trim_start_matches(|c| meant(c).is_some()).chars().next();
        let is_digit = |c: Option<char>| c.is_some_and(|c| digit(c).is_some());
        let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
        let slip = (is_digit(before) || is_digit(after)) && !is_letter(before) && !is_letter(after);
        meant(letter).filter(|_| slip)
    }

    /// How many digits a North American number still lacks; `None` if this is a number of another country.
    fn missing(&self) -> Option<usize> {
        let prefix = if self.plus { 0 } else { international_prefix(&self.keys, self.country) };
        if !self.plus && prefix == 0 && !self.country.is_north_american() {
            return None;
        }
        let national = match &self.keys[prefix..] {
            [KeypadKey { digit: 1, .. }, national @ ..] => national,
            [_, ..] if self.plus || prefix > 0 => return None,
            national => national,
        };
        Some(10_usize.saturating_sub(national.len()))
    }

    /// Where the digits begin, if a word that announces an extension stands here.
    ///
    /// In an unfinished number such a word must stand alone and be followed by nothing but digits, so that
    /// 1-800-4-X-RAYS and 1-800-FEDEX-12 stay whole; at the end of a longer word, by digits too.
    fn extension_word(&self, end: usize, after_letter: bool) -> Option<usize> {
        const WORDS: [&str; 4] = ["x", "ext", "extn", "extension"];
        let rest = &self.text[self.at..end];
        // No further than the longest word, however long the text is.
        let letters = rest.bytes().take("extension".len() + 1).take_while(u8::is_ascii_alphabetic).count();
        let (word, rest) = rest.split_at(letters);
        if !WORDS.iter().any(|known| word.eq_ignore_ascii_case(known)) {
            return None;
        }
        let complete = self.missing().map_or(self.keys.len() >= 7, |missing| missing == 0);
        let announces = || {
            let digits = rest.trim_start_matches(is_introduction).trim_end_matches(is_conclusion);
            !digits.is_empty() && digits.chars().all(|c| digit(c).is_some())
        };
        let is_announcement = if after_letter { complete && announces() } else { complete || announces() };
        is_announcement.then_some(self.at + word.len())
    }

    /// Reads an extension whose announcement begins at `start`.
    fn extension(&mut self, rest: Range<usize>, start: usize) -> Result<(), NumberError> {
        let at = start..start + self.text[start..rest.end].trim_end().len();
        if self.extension.is_some() {
            return Err(NumberError { fault: NumberFault::NotPartOfANumber, at });
        }
        let mut digits = self.text[rest].trim_start_matches(is_introduction).trim_end_matches(is_conclusion);
        // A comma and a word: "800-697-3337, ext. 12".
        for word in ["extension", "extn", "ext", "x"] {
            if digits.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word)) {
                digits = digits[word.len()..].trim_start_matches(is_introduction);
                break;
            }
        }
        // One digit more than fits is enough to see that there are too many.
        let digits = digits.chars().take(Extension::MAX_DIGITS + 1);
        let ascii: Option<String> = digits.map(|c| digit(c).map(|d| char::from(b'0' + d))).collect();
        let extension = ascii.and_then(|ascii| Extension::new(&ascii));
        let extension = extension.ok_or(NumberError { fault: NumberFault::Extension, at })?;
        self.extension = Some(extension);
        Ok(())
    }

    /// Reads what follows the first `;`: parameters as of RFC 3966, or a bare extension. Gives the keys of
    /// the context, which belong in front of a local number.
    ///
    /// A `tel:` link may carry parameters that are none of our business; elsewhere an unknown word is a
    /// mistake.
    fn parameters(&mut self, range: Range<usize>, link: bool) -> Result<Vec<KeypadKey>, NumberError> {
        let mut context = Vec::new();
        let mut start = range.start;
        for parameter in self.text[range].split(';') {
            let at = start..start + parameter.len();
            start = at.end + ";".len();
            let (name, value) = parameter.split_once('=').unwrap_or(("", parameter));
            let value_at = at.end - value.len()..at.end;
            if name.trim().eq_ignore_ascii_case("phone-context") {
                context = self.context(value_at);
            } else if name.trim().eq_ignore_ascii_case("ext")
                || (name.is_empty() && value.trim_start().starts_with(|c| digit(c).is_some()))
            {
                self.extension(value_at, at.start)?;
            } else if !link && !parameter.trim().is_empty() {
                return Err(NumberError { fault: NumberFault::NotPartOfANumber, at });
            }
        }
        Ok(context)
    }

    /// The digits of a global context (`+1`); a domain name says nothing about digits.
    fn context(&self, range: Range<usize>) -> Vec<KeypadKey> {
        let value = &self.text[range.clone()];
        if !value.starts_with('+') {
            return Vec::new();
        }
        let keys = value.char_indices().filter_map(|(at, c)| {
            let at = range.start + at;
            digit(c).map(|digit| KeypadKey { digit, at: at..at + c.len_utf8() })
        });
        keys.collect()
    }

    /// Whether `(0)` stands here behind a country code: the digit that is dialed only inside that country.
    fn is_trunk_prefix(&self, end: usize) -> bool {
        !self.keys.is_empty() && self.missing().is_none() && self.text[self.at..end].starts_with("(0)")
    }
}

/// The value of a digit, in its usual or its full width.
fn digit(c: char) -> Option<u8> {
    match c {
        '0'..='9' => Some(c as u8 - b'0'),
        '０'..='９' => Some((u32::from(c) - u32::from('０')) as u8),
        _ => None,
    }
}

/// The key that a letter is printed on (ITU-T E.161).
fn keypad(letter: char) -> u8 {
    match letter.to_ascii_lowercase() {
        'a'..='c' => 2,
        'd'..='f' => 3,
        'g'..='i' => 4,
        'j'..='l' => 5,
        'm'..='o' => 6,
        'p'..='s' => 7,
        't'..='v' => 8,
        _ => 9,
    }
}

/// Whether a character only groups digits or cannot be seen at all (marks that contact lists paste in).
fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(c,
            '-' | '.' | '/' | '(' | ')' | '[' | ']' | '·' | '−' | '－' | '．' | '／' | '（' | '）'
            | '\u{2010}'..='\u{2015}' | '\u{fe58}' | '\u{fe63}' | '\u{ad}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Whether a character can stand between the announcement of an extension and its digits.
fn is_introduction(c: char) -> bool {
    c.is_whitespace() || matches!(c, '.' | ':' | '=' | '#' | ',' | '-')
}

/// Whether a character can stand behind an extension.
fn is_conclusion(c: char) -> bool {
    c.is_whitespace() || matches!(c, '.' | ')' | ']' | '）' | '\u{200e}' | '\u{202c}' | '\u{2069}')
}
