/// The sentences of a text, each with its mark and the white space behind it; the last one may go on elsewhere.
///
/// A period ends one if what follows it begins a new one: it does not in "8 a. m. de mañana", nor in "9.30".
pub(crate) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (sentence, behind) = rest.split_at(first_end(rest).unwrap_or(rest.len()));
        rest = behind;
        Some(sentence)
    })
}

/// Whether a sentence of [`sentences`] has come to its end.
pub(crate) fn is_whole_sentence(sentence: &str) -> bool {
    first_end(sentence) == Some(sentence.len())
}

/// Behind the first sentence that ends in a text, and the white space that follows it.
fn first_end(text: &str) -> Option<usize> {
    text.char_indices().find_map(|(at, c)| {
        let behind = &text[at + c.len_utf8()..];
        let next = behind.trim_start();
        let is_apart = next.len() < behind.len() || next.is_empty();
        let goes_on = c == '.' && next.starts_with(char::is_lowercase);
        (matches!(c, '.' | '!' | '?') && is_apart && !goes_on).then(|| text.len() - next.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_taken_apart_where_a_sentence_begins() {
        let parts = |text| sentences(text).collect::<Vec<_>>();
        assert_eq!(
            parts("Thank you. For parts, press 1.  Bye"),
            ["Thank you. ", "For parts, press 1.  ", "Bye"]
        );
        assert_eq!(parts("Open 9.5 hours! ¿Quién? 24 hours."), ["Open 9.5 hours! ", "¿Quién? ", "24 hours."]);
        assert_eq!(
            parts("Abre a las 8 a. m. de mañana. Adiós."),
            ["Abre a las 8 a. m. de mañana. ", "Adiós."]
        );
        assert_eq!(parts("Until 5 p.m. today! or later"), ["Until 5 p.m. today! ", "or later"]);
        assert_eq!(parts(". It "), [". ", "It "]);
        assert!(parts("").is_empty());
    }

    #[test]
    fn the_last_sentence_may_go_on() {
        assert!(is_whole_sentence("Bye. ") && is_whole_sentence("Bye!"));
        assert!(!is_whole_sentence("Today is ") && !is_whole_sentence("8 a. m. de "));
    }
}
