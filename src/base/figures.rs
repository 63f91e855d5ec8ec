//! Numbers in words.

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// The number from 0 to 99 that some words begin with, and how many of them it takes: `five`, `twenty`, `forty five`.
pub(crate) fn number(words: &[&str]) -> Option<(i8, usize)> {
    let small = |word: &str| SMALL.iter().position(|known| *known == word).map(|value| value as i8);
    let first = *words.first()?;
    if let Some(value) = small(first) {
        return Some((value, 1));
    }
    let tens = TENS.iter().position(|known| *known == first)? as i8 * 10 + 20;
    match words.get(1).and_then(|word| small(word)) {
        Some(ones @ 1..=9) => Some((tens + ones, 2)),
        _ => Some((tens, 1)),
    }
}

/// A text with all numbers in words put into figures, one behind the other as they are said: `one eight hundred, five
/// fifty-five` is `1 800 5 55`. None if there is no such word in it.
pub(crate) fn in_figures(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let is_between = |c: char| c.is_whitespace() || matches!(c, ',' | '-' | '\u{2010}'..='\u{2015}');
    let words: Vec<&str> = lower.split(is_between).filter(|word| !word.is_empty()).collect();
    let mut told: Vec<String> = Vec::new();
    let (mut at, mut times, mut is_found) = (0, 1, false);
    while let Some(&word) = words.get(at) {
        let (value, count) = match (word, number(&words[at..])) {
            ("double" | "triple", _) => {
                times = if word == "double" { 2 } else { 3 };
                at += 1;
                continue;
            }
            ("oh" | "o", _) => ("0".to_owned(), 1),
            (_, Some((value, count))) => (value.to_string(), count),
            _ => {
                told.push(word.to_owned());
                (at, times) = (at + 1, 1);
                continue;
            }
        };
        is_found = true;
        at += count;
        let zeros = match words.get(at) {
            Some(&"hundred") => "00",
            Some(&"thousand") => "000",
            _ => "",
        };
        at += usize::from(!zeros.is_empty());
        told.push(format!("{value}{zeros}").repeat(times));
        times = 1;
    }
    is_found.then(|| told.join(" "))
}

/// A text whose figures are those of a keyboard, whichever way they were typed.
pub(crate) fn with_plain_figures(text: &str) -> String {
    let plain = |c: char| match u32::from(c) {
        figure @ 0xFF10..=0xFF19 => char::from_digit(figure - 0xFF10, 10).unwrap_or(c),
        figure @ 0x660..=0x669 => char::from_digit(figure - 0x660, 10).unwrap_or(c),
        figure @ 0x6F0..=0x6F9 => char::from_digit(figure - 0x6F0, 10).unwrap_or(c),
        0xFF1A => ':',
        _ => c,
    };
    text.chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_words() {
        assert_eq!(number(&["forty", "five"]), Some((45, 2)));
        assert_eq!(number(&["thirty", "ten"]), Some((30, 1)));
        assert_eq!(number(&["monday"]), None);
        let figures = |text| in_figures(text).unwrap_or_default();
        assert_eq!(figures("one eight hundred, five fifty-five oh one double zero"), "1 800 5 55 0 1 00");
        assert_eq!(in_figures("1-800-555-0100"), None);
        assert_eq!(with_plain_figures("\u{ff11}\u{ff17}:30"), "17:30");
    }
}
