//! English as it is spoken in the United States.

use super::phrases::{CallerWords, EndWords, EntryWords, StockPhrases, WayPhrases};

pub(super) static ENGLISH: StockPhrases = StockPhrases {
    menu_no_input: "We did not hear a choice.",
    menu_no_match: "That is not one of the choices.",
    input_no_input: "We did not hear an entry.",
    input_no_match: "That entry is not accepted.",
    option: "For ",
    repeat: "To hear this again",
    back: "To go back",
    hang_up: "To end the call",
    stay: ", stay on the line",
    any_other: ", press any other key",
    press: ", press ",
    keys: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "star", "pound"],
    digits: ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "star", "pound"],
    way: WayPhrases {
        option: "option {keys}",
        then: "then {what}",
        press: "press {keys}",
        one_key: false,
        while_ringing: "{keys} while it rings",
        enter: "enter {entry}",
        at: "at {place}",
        stay: "stay on the line",
        in_language: ["in English", "in Spanish", "in French"],
        if_so: "if {what}",
        unless: "unless {what}",
        if_it_is: "if {what} is \u{201c}{value}\u{201d}",
        and: ", and ",
        answered: "somebody answers at {name}",
        unanswered: "nobody answers at {name}",
        busy: "it is busy at {name}",
        full: "the queue of {name} is full",
        ended: "the call with {name} has ended",
        beginnings: &[
            "a", "an", "the", "somebody", "someone", "anybody", "anyone", "nobody", "it", "there", "this",
            "all", "we", "our", "callers", "people",
        ],
    },
    entry: EntryWords {
        number: "number",
        sized: "{count}-digit {name}",
        says_digits: "digit",
        leads: &["your", "my", "the", "a", "an", "enter"],
        a: |thing| format!("{} {thing}", english_article(thing)),
        other: |thing| format!("any other {thing}"),
        your: "your {thing}",
        your_that: "{thing} (it {that})",
        your_which: "{thing}, which {that}",
        long: "{thing} ({length})",
        of_length: "{thing} of {length}",
        that: "{thing} that {that}",
        of_form: "{thing} of the form {form}",
        any_digit: "(x is any digit)",
        begins: "begins with {begin}",
        ends: "ends with {end}",
        and: "and",
        or: "or",
        to: "{first} to {last}",
        one_digit: "1 digit",
        digits: "{most} digits",
        up_to: "up to {most} digits",
        from_to: "{fewest} to {most} digits",
        code: "{code} and {more}",
        one_more: "1 more digit",
        more: "{count} more digits",
        a_digit: "a digit",
        other_digit: "any other digit",
        refused: ["anything else", "an empty entry", "too few digits", "digits that are not accepted"],
    },
    caller: CallerWords {
        some: "some callers",
        callers: "callers {what}",
        and: " and ",
        or: ", or ",
        not: "not {what}",
        from: "from {these}",
        area_code: "with area code {these}",
        listed: "whose numbers are listed",
        withheld: "who withhold their number",
        number: "with the number {these}",
        clock: "on {these} time",
        more: "{count} more",
    },
    end: EndWords {
        dropped: "nothing: the call is dropped",
        voicemail: "voicemail",
        message: "a message that ends the call",
        hang_up: "hang-up",
    },
};

/// "An 8-digit number", "a claim number", "an ID".
fn english_article(thing: &str) -> &'static str {
    let first = thing.split([' ', '-']).next().unwrap_or_default();
    // "Eight", "eleven" and "eighteen"; letters that are said one by one go by how they sound.
    let is_open = match first.parse::<u8>() {
        Ok(number) => matches!(number, 8 | 11 | 18 | 80..=89),
        Err(_) if first.len() > 1 && first.chars().all(|c| c.is_ascii_uppercase()) => {
            first.starts_with(['A', 'E', 'F', 'H', 'I', 'L', 'M', 'N', 'O', 'R', 'S', 'X'])
        }
        Err(_) => first.to_lowercase().starts_with(['a', 'e', 'i', 'o']),
    };
    if is_open { "an" } else { "a" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_goes_by_how_the_word_sounds() {
        for (thing, told) in [
            ("8-digit number", "an 8-digit number"),
            ("9-digit number", "a 9-digit number"),
            ("ID of 3 digits", "an ID of 3 digits"),
            ("VIN", "a VIN"),
            ("order number", "an order number"),
            ("user number", "a user number"),
        ] {
            assert_eq!(format!("{} {thing}", english_article(thing)), told);
        }
    }
}
