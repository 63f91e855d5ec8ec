//! Which half of a day a time is in: `am`, `PM`, `p.m.`.

use super::syntax::{Placed, Token};

/// Before noon, or from noon on.
#[derive(Clone, Copy)]
pub(super) enum Half {
    Morning,
    Afternoon,
}

/// Whether am or pm stands here (`pm`, `PM`, `p.m.`), and of how many tokens.
pub(super) fn half(ahead: &[Placed<'_>]) -> Option<(Half, usize)> {
    let token = |index: usize| ahead.get(index).map(|placed| placed.token);
    let Some(Token::Word(word)) = token(0) else { return None };
    let dot = Some(Token::Symbol('.'));
    let dotted = token(1) == dot && matches!(token(2), Some(Token::Word("m" | "M")));
    let used = match (dotted, token(3) == dot) {
        (false, _) => 1,
        (true, false) => 3,
        (true, true) => 4,
    };
    match &*word.to_ascii_lowercase() {
        "am" => Some((Half::Morning, 1)),
        "pm" => Some((Half::Afternoon, 1)),
        "a" if dotted => Some((Half::Morning, used)),
        "p" if dotted => Some((Half::Afternoon, used)),
        _ => None,
    }
}
