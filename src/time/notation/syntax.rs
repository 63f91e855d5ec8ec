//! What a person wrote wrongly in an hours or date text, and the tokens to find its place by.
//!
//! The grammar of opening hours belongs to `opening-hours-syntax`; its tree carries no positions. Tokens give
//! them back: a refusal names the tokens that it is about, and [`locate`] finds where they stand.

use std::error::Error;
use std::fmt;
use std::ops::Range;

/// Why a text of hours or dates cannot be taken, in words for the person who wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// What is wrong.
    pub message: String,
    /// The bytes of the text that it is about; may be empty at the end of the text.
    pub range: Range<usize>,
    /// What to do about it.
    pub help: Option<String>,
}

impl SyntaxError {
    pub(in crate::time) fn new(message: impl Into<String>, range: Range<usize>) -> Self {
        Self { message: message.into(), range, help: None }
    }

    #[must_use]
    pub(in crate::time) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        self.help.as_ref().map_or(Ok(()), |help| write!(f, "; {help}"))
    }
}

impl Error for SyntaxError {}

/// A piece of text between spaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::time) enum Token<'a> {
    /// Letters.
    Word(&'a str),
    /// Digits.
    Number(&'a str),
    /// Hours and minutes around a colon, not checked for range.
    Time(u16, u16),
    /// Text in double quotes, without them.
    Comment(&'a str),
    /// Anything else, one character at a time.
    Symbol(char),
}

/// A token and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::time) struct Placed<'a> {
    pub(in crate::time) token: Token<'a>,
    pub(in crate::time) range: Range<usize>,
    /// Whether a space stands before it.
    pub(in crate::time) spaced: bool,
}

/// Cuts a text into tokens.
pub(in crate::time) fn tokens(text: &str) -> Vec<Placed<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut spaced = false;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        if first.is_whitespace() {
            at += first.len_utf8();
            spaced = true;
            continue;
        }
        let (token, length) = if first.is_alphabetic() {
            let word = leading(rest, char::is_alphabetic);
            (Token::Word(word), word.len())
        } else if first.is_ascii_digit() {
            number_or_time(rest)
        } else if let Some(end) = rest.strip_prefix('"').and_then(|inner| inner.find('"')) {
            (Token::Comment(&rest[1..=end]), end + 2)
        } else {
            (Token::Symbol(first), first.len_utf8())
        };
        found.push(Placed { token, range: at..at + length, spaced });
        at += length;
        spaced = false;
    }
    found
}

fn leading(text: &str, belongs: impl Fn(char) -> bool) -> &str {
    &text[..text.find(|c| !belongs(c)).unwrap_or(text.len())]
}

fn number_or_time(text: &str) -> (Token<'_>, usize) {
    let digits = |text| leading(text, |c| c.is_ascii_digit());
    let hours = digits(text);
    let time = text[hours.len()..].strip_prefix(':').map(digits).and_then(|minutes| {
        let token = Token::Time(hours.parse().ok()?, minutes.parse().ok()?);
        Some((token, hours.len() + 1 + minutes.len()))
    });
    time.unwrap_or((Token::Number(hours), hours.len()))
}

/// Where these tokens first stand one after the other; the whole text if they do not.
pub(in crate::time) fn locate(text: &str, wanted: &[Token<'_>]) -> Range<usize> {
    let alike = |a: &Token<'_>, b: &Token<'_>| match (a, b) {
        (Token::Word(a), Token::Word(b)) => a.eq_ignore_ascii_case(b),
        (Token::Number(a), Token::Number(b)) => a.trim_start_matches('0') == b.trim_start_matches('0'),
        (a, b) => a == b,
    };
    let tokens = tokens(text);
    let hit = (!wanted.is_empty())
        .then(|| tokens.windows(wanted.len()).find(|w| w.iter().zip(wanted).all(|(a, b)| alike(&a.token, b))))
        .flatten();
    match hit {
        Some([first, .., last]) => first.range.start..last.range.end,
        Some([only]) => only.range.clone(),
        _ => 0..text.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_into_words_times_numbers_and_comments() {
        let found: Vec<_> =
            tokens(r#"Mo-Fr 8:00-17:30 off "on leave" 2026"#).into_iter().map(|t| t.token).collect();
        let expected = [
            Token::Word("Mo"),
            Token::Symbol('-'),
            Token::Word("Fr"),
            Token::Time(8, 0),
            Token::Symbol('-'),
            Token::Time(17, 30),
            Token::Word("off"),
            Token::Comment("on leave"),
            Token::Number("2026"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn every_token_stands_where_it_says() {
        for text in ["8am–5pm", "\"open", "Feb 030", "é99999999999:00", "", "9:", "\"\""] {
            let found = tokens(text);
            for pair in found.windows(2) {
                assert!(pair[0].range.end <= pair[1].range.start);
            }
            assert!(found.iter().all(|t| text.get(t.range.clone()).is_some()), "{text}");
        }
    }

    #[test]
    fn tokens_are_located_whatever_their_case_and_leading_zeros() {
        assert_eq!(locate("Mo 08:00-09:00; feb 030 off", &[Token::Word("Feb"), Token::Number("30")]), 16..23);
        assert_eq!(locate("Mo", &[Token::Word("Tu")]), 0..2);
    }
}
