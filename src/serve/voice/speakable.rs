//! Words as a program that speaks is to read them.

/// Shorter runs of figures are numbers and years.
const FEWEST_DIGITS: usize = 5;

/// Texts as people read them, made so that a program says what people would say: numbers of telephones and accounts figure by
/// figure, and nothing that the program would take for an order.
pub(super) fn speakable(text: &str) -> String {
    let is_figure = |c: char| c.is_ascii_digit();
    let mut said = String::with_capacity(text.len() * 2);
    let mut rest = text;
    while let Some(at) = rest.find(is_figure) {
        let (before, from) = rest.split_at(at);
        // A dash or a dot belongs to a number only between figures.
        let run = from.find(|c: char| !is_figure(c) && !matches!(c, '-' | '.')).unwrap_or(from.len());
        let run = from[..run].trim_end_matches(['-', '.']).len();
        let (number, behind) = from.split_at(run);
        said.push_str(before);
        let is_in_a_word = before.chars().next_back().is_some_and(char::is_alphabetic);
        if number.chars().filter(|c| is_figure(*c)).count() < FEWEST_DIGITS || is_in_a_word {
            said.push_str(number);
        } else {
            for (index, group) in number.split(['-', '.']).filter(|group| !group.is_empty()).enumerate() {
                said.push_str(if index > 0 { ", " } else { "" });
                let figures: Vec<String> = group.chars().map(String::from).collect();
                said.push_str(&figures.join(" "));
            }
        }
        rest = behind;
    }
    said.push_str(rest);
    // Two brackets begin sounds instead of words, and a sign for nobody's eyes may be anything.
    let is_silent =
        |c: char| c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}');
    said.chars().map(|c| if is_silent(c) || matches!(c, '[' | ']' | '<' | '>') { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_telephones_are_said_figure_by_figure() {
        for (text, said) in [
            ("Call 1-855-720-2559.", "Call 1, 8 5 5, 7 2 0, 2 5 5 9."),
            ("877.357.8477", "8 7 7, 3 5 7, 8 4 7 7"),
            ("You entered 10000000.", "You entered 1 0 0 0 0 0 0 0."),
            ("ZIP code 80306-1234", "ZIP code 8 0 3 0 6, 1 2 3 4"),
            (
                "Press 1. It opens at 8:30 AM on March 5, 2026.",
                "Press 1. It opens at 8:30 AM on March 5, 2026.",
            ),
            ("the years 2026–2027", "the years 2026–2027"),
            ("model A1234567", "model A1234567"),
            ("24/7", "24/7"),
            ("", ""),
        ] {
            assert_eq!(speakable(text), said, "{text}");
        }
    }

    #[test]
    fn nothing_is_an_order_to_the_program() {
        assert_eq!(speakable("a [[h@l'oU]] <speak>\u{202e}\n"), "a   h@l'oU    speak   ");
    }
}
