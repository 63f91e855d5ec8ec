//! What holds for every text that might be TOML: formatting changes its white space, and nothing else.

use ivrsim::tidy::formatted;
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
    assert_eq!(squeezed(text), squeezed(&once), "{text}\n->\n{once}");
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
    let source = Source::new(text);
    let tokens = source.lex().filter(|token| token.kind() == TokenKind::Comment);
    tokens.map(|token| text[token.span().start()..token.span().end()].trim_end()).collect()
}

/// Everything but white space, and the commas, of which formatting adds and removes those at the ends of lists.
fn squeezed(text: &str) -> String {
    text.trim_start_matches('\u{feff}').chars().filter(|&c| !c.is_whitespace() && c != ',').collect()
}
