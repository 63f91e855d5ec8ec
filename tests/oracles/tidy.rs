//! What holds for every text that might be TOML: formatting changes its white space, and nothing else.

use ivrsim::base::tidy::formatted;
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

/// Formats the text, and formats it again.
///
/// # Panics
///
/// If it is refused without a reason, if it means something else when it has been formatted, if a comment is lost, or if
/// formatting has not come to its end.
pub fn check(text: &str) {
    let once = match formatted("test.toml", text) {
        Ok(once) => once,
        Err((mistakes, _)) => return assert!(!mistakes.is_empty(), "refused without a reason"),
    };
    assert_eq!(values(text), values(&once), "{text}\n->\n{once}");
    assert_eq!(comments(text), comments(&once), "{text}\n->\n{once}");
    assert_eq!(words(text), words(&once), "{text}\n->\n{once}");
    let twice = formatted("test.toml", &once).unwrap_or_else(|_| panic!("refused after formatting:\n{once}"));
    assert_eq!(once, twice, "from\n{text}");
}

/// What the text says, or that it says something that no program can hold, such as a number that is too large. As text,
/// because a number that is none does not equal itself.
fn values(text: &str) -> Option<String> {
    toml::from_str::<toml::Table>(text).ok().map(|table| format!("{table:?}"))
}

/// The comments, in order, without white space behind them.
fn comments(text: &str) -> Vec<&str> {
    tokens(text, |kind| kind == TokenKind::Comment).map(str::trim_end).collect()
}

/// Everything else but white space, and the commas, of which formatting adds and removes those at the ends of lists.
fn words(text: &str) -> Vec<&str> {
    use TokenKind::{Comma, Comment, Eof, Newline, Whitespace};
    tokens(text, |kind| !matches!(kind, Comma | Comment | Eof | Newline | Whitespace)).collect()
}

fn tokens(text: &str, is_wanted: impl Fn(TokenKind) -> bool) -> impl Iterator<Item = &str> {
    let text = text.trim_start_matches('\u{feff}');
    let wanted = Source::new(text).lex().filter(move |token| is_wanted(token.kind()));
    wanted.map(|token| &text[token.span().start()..token.span().end()])
}
