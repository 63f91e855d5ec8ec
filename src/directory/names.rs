//! Names and how they are compared: as they are, as they look, by their words.

/// A text by its words: letters and figures in lower case, single spaces. Different names can have the same words.
pub(crate) fn folded(text: &str) -> String {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// A text as it looks to people: lower case, single spaces, and every sign.
pub(crate) fn plain(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands for a name where only words may: its words, or how it looks if it has no letter and no figure.
pub(crate) fn slug(text: &str) -> String {
    let words = folded(text);
    if words.is_empty() { plain(text) } else { words }
}

/// The signs that are a part of a name, as the pluses of “C++”. What only parts words, or ends a sentence, is none.
pub(crate) fn signs(text: &str) -> String {
    let is_sign = |c: &char| {
        let is_between = matches!(
            c,
            '.' | ','
                | ';'
                | ':'
                | '!'
                | '?'
                | '\''
                | '"'
                | '('
                | ')'
                | '['
                | ']'
                | '{'
                | '}'
                | '-'
                | '_'
                | '/'
                | '\\'
                | '&'
        ) || matches!(c, '\u{2010}'..='\u{2027}' | '\u{ab}' | '\u{bb}' | '\u{300}'..='\u{36f}');
        !c.is_alphanumeric() && !c.is_whitespace() && !is_between
    };
    text.chars().filter(is_sign).collect()
}

/// Whether two names look the same to people.
pub(crate) fn is_same_name(one: &str, other: &str) -> bool {
    plain(one) == plain(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_apart_by_signs_and_not_by_how_words_are_parted() {
        assert_eq!(folded("Home Care+"), folded("home-care"));
        assert_ne!(plain("Home Care+"), plain("home  care"));
        assert_eq!(plain(" HOME  Care"), plain("home care"));
        assert_eq!(
            (signs("C++").as_str(), signs("C#").as_str(), signs("Title/Lien \u{2013} F&I, 24/7!").as_str()),
            ("++", "#", "")
        );
        assert_eq!((slug("\u{1f600} "), slug("24/7 Care")), ("\u{1f600}".to_owned(), "24 7 care".to_owned()));
    }
}
