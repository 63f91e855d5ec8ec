//! Characters that look like others or like nothing. Whoever has typed one sees nothing wrong with the text, so it must be
//! told by its name.

use super::report::{Diagnostic, Label, Level};
use crate::base::source::{Sources, Span};

/// A place that is longer than so many bytes is not looked through: it is about more than a character.
const LONGEST: usize = 300;

/// What such a character is called, and what to write instead.
#[must_use]
pub fn unseen(c: char) -> Option<(&'static str, &'static str)> {
    const SPACE: &str = "write a space";
    const REMOVE: &str = "remove it";
    const QUOTES: &str = "write straight quotes";
    const HYPHEN: &str = "write a hyphen";
    Some(match c {
        '\u{a0}' => ("a no-break space", SPACE),
        '\u{202f}' => ("a narrow no-break space", SPACE),
        '\u{2007}' => ("a figure space", SPACE),
        '\u{2009}' => ("a thin space", SPACE),
        '\u{200a}' => ("a hair space", SPACE),
        '\u{1680}' | '\u{2000}'..='\u{2006}' | '\u{2008}' | '\u{205f}' => ("a typographic space", SPACE),
        '\u{3000}' => ("an ideographic space", SPACE),
        '\u{85}' => ("a next-line character", SPACE),
        '\u{b}' => ("a vertical tab", SPACE),
        '\u{c}' => ("a form feed", SPACE),
        '\u{2028}' => ("a line separator", SPACE),
        '\u{2029}' => ("a paragraph separator", SPACE),
        '\u{200b}' => ("a zero-width space", REMOVE),
        '\u{200c}' | '\u{200d}' => ("a zero-width joiner", REMOVE),
        '\u{2060}' => ("a word joiner", REMOVE),
        '\u{feff}' => ("a byte order mark", REMOVE),
        '\u{ad}' => ("a soft hyphen", REMOVE),
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            ("a mark that changes the direction of text", REMOVE)
        }
        '\u{2018}'..='\u{201f}' | '\u{ab}' | '\u{bb}' => ("a curly quote", QUOTES),
        '\u{2010}' | '\u{2011}' => ("a typographic hyphen", HYPHEN),
        '\u{2012}' => ("a figure dash", HYPHEN),
        '\u{2013}' => ("an en dash", HYPHEN),
        '\u{2014}' | '\u{2015}' => ("an em dash", HYPHEN),
        '\u{2212}' => ("a minus sign", HYPHEN),
        '\u{ff1a}' => ("a full-width colon", "write a colon"),
        '\u{ff1d}' => ("a full-width equals sign", "write `=`"),
        '\u{ff10}'..='\u{ff19}' => ("a full-width digit", "write a plain digit"),
        _ => return None,
    })
}

/// Whether a character ends a line for some reader, or is one that terminals obey. None has a place in what must stand on
/// one line.
#[must_use]
pub fn breaks_line(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Says of errors which unseen character is to blame, where one stands in what could not be read.
pub(crate) fn tell_unseen(diagnostics: &mut [Diagnostic], sources: &Sources) {
    for diagnostic in diagnostics.iter_mut().filter(|diagnostic| diagnostic.level == Level::Error) {
        if !may_be_to_blame(diagnostic) {
            continue;
        }
        let Some(primary) = &mut diagnostic.primary else { continue };
        let Some((span, c)) = culprit(primary.span, diagnostic.code, sources) else { continue };
        let Some((name, advice)) = unseen(c) else { continue };
        *primary = Label { span, text: format!("this is {name} (U+{:04X})", u32::from(c)) };
        // What else could be done says nothing to those who cannot see what is wrong.
        diagnostic.help = vec![format!("{advice} instead").replace("remove it instead", "remove it")];
        diagnostic.fix = None;
    }
}

/// Whether what is wrong may be the spelling of a short text. Names that are there twice, rows that are too short and the
/// like are well spelled.
fn may_be_to_blame(diagnostic: &Diagnostic) -> bool {
    let code = diagnostic.code;
    let is_spelling = code.starts_with("bad-") || code.starts_with("unknown-");
    let is_other = ["bad-table", "bad-override", "bad-mark", "bad-pattern"].contains(&code);
    // A text in curly quotes is told already, with what to write.
    let is_told = diagnostic.message.contains("curly quotes");
    let is_meant = is_spelling && !is_other || ["syntax", "control-character"].contains(&code);
    is_meant && diagnostic.related.is_empty() && !is_told
}

/// What there is to say of a message for people that shows unseen characters as escapes, a line each.
#[must_use]
pub fn unseen_in(message: &str) -> Vec<String> {
    let mut told = Vec::new();
    for (at, _) in message.match_indices("\\u{") {
        let digits = message[at + 3..].split('}').next().unwrap_or_default();
        let c = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
        let Some((c, (name, advice))) = c.and_then(|c| Some((c, unseen(c)?))) else { continue };
        let line = format!("\\u{{{digits}}} is {name} (U+{:04X}): {advice}", u32::from(c));
        if !told.contains(&line) {
            told.push(line);
        }
    }
    told
}

/// The unseen character in a place, or where the text is no TOML, beside it.
fn culprit(span: Span, code: &str, sources: &Sources) -> Option<(Span, char)> {
    let text = sources.file(span.file).text();
    let range = span.range();
    let inside = text.get(range.clone()).filter(|inside| inside.len() <= LONGEST)?;
    let first_in = |start: usize, text: &str| {
        let (at, c) = text.char_indices().find(|&(_, c)| unseen(c).is_some())?;
        Some((Span::new(span.file, start + at..start + at + c.len_utf8()), c))
    };
    // What cannot be read may begin behind the character that is to blame.
    let before = text[..range.start].char_indices().next_back().map_or(range.start, |(at, _)| at);
    let behind = text[range.end..].chars().next().map_or(0, char::len_utf8);
    let near = || first_in(before, &text[before..range.end + behind]);
    // TOML gives up where a line stops to make sense, and that may be far behind.
    let on_line = || {
        let line = text[..range.start].rfind('\n').map_or(0, |newline| newline + 1);
        first_in(line, outside_quotes(&text[line..range.start])).filter(|_| code == "syntax")
    };
    first_in(range.start, inside).or_else(near).or_else(on_line)
}

/// A line up to its first quote or comment: what stands behind it may be text, in which every character has its place.
fn outside_quotes(line: &str) -> &str {
    &line[..line.find(['"', '\'', '#']).unwrap_or(line.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, place: std::ops::Range<usize>, code: &'static str) -> Diagnostic {
        let mut sources = Sources::default();
        let file = sources.add("plan.toml", text);
        let mut diagnostics = [Diagnostic::error(code, Span::new(file, place), "x").help("else")];
        tell_unseen(&mut diagnostics, &sources);
        let [diagnostic] = diagnostics;
        diagnostic
    }

    #[test]
    fn what_nobody_sees_is_told_by_its_name() {
        let diagnostic = told("open = \"Mo\u{a0}9\"", 8..13, "bad-hours");
        let primary = diagnostic.primary.unwrap();
        assert_eq!((primary.span.range(), &*primary.text), (10..12, "this is a no-break space (U+00A0)"));
        assert_eq!(diagnostic.help, ["write a space instead"]);
        let help = told("\u{feff}x", 0..4, "bad-keys").help;
        assert_eq!(help, ["remove it"]);
        assert_eq!(told("open = \"Mo 9\"", 8..12, "bad-hours").help, ["else"]);
    }

    #[test]
    fn escapes_of_a_message_are_explained_once() {
        let message = format!("there is no line {:?} {:?}", "a\u{a0}b", "\u{a0}\u{200b}\u{1}");
        assert_eq!(
            unseen_in(&message),
            [
                "\\u{a0} is a no-break space (U+00A0): write a space",
                "\\u{200b} is a zero-width space (U+200B): remove it",
            ]
        );
    }

    #[test]
    fn what_stands_before_a_broken_value_is_told_but_no_text_in_quotes() {
        let help = |text: &str, at| told(text, at..at, "syntax").help;
        assert_eq!(help("a = 1\nname\u{a0}= 1\n", 13), ["write a space instead"]);
        assert_eq!(help("\u{2003}name = 1\n", 9), ["write a space instead"]);
        assert_eq!(help("name = \"\u{a0}\" x\n", 12), ["else"]);
        assert_eq!(help("name = \"x\"\u{a0}\n", 10), ["write a space instead"]);
    }

    #[test]
    fn the_character_may_stand_before_what_could_not_be_read() {
        assert_eq!(told("open = \"Mo\u{a0}9\"", 12..13, "bad-hours").help, ["write a space instead"]);
    }
}
