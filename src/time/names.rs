//! The names of weekdays and months: in full, as the notation shortens them, and as people do.

use jiff::civil::Weekday;

pub(in crate::time) const WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
pub(in crate::time) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The English name of a weekday.
pub(crate) fn weekday_name(weekday: Weekday) -> &'static str {
    WEEKDAYS[usize::from(weekday.to_monday_zero_offset().unsigned_abs())]
}

/// The English name of a month, from 1 to 12.
pub(crate) fn month_name(month: i8) -> &'static str {
    MONTHS[usize::from((month.clamp(1, 12) - 1).unsigned_abs())]
}

/// The two letters of the notation for a weekday.
pub(crate) fn weekday_code(weekday: Weekday) -> &'static str {
    &weekday_name(weekday)[..2]
}

/// The three letters of the notation for a month.
pub(crate) fn month_code(month: i8) -> &'static str {
    &month_name(month)[..3]
}

/// The weekday of two letters.
pub(crate) fn weekday_of_code(code: &str) -> Option<Weekday> {
    nth_weekday(WEEKDAYS.iter().position(|name| name[..2].eq_ignore_ascii_case(code))?)
}

/// The month of three letters.
pub(crate) fn month_of_code(code: &str) -> Option<i8> {
    MONTHS.iter().position(|name| name[..3].eq_ignore_ascii_case(code)).map(|index| index as i8 + 1)
}

/// The weekday that a word means, such as "Monday", "mondays", "Tues".
pub(crate) fn weekday_of_word(word: &str) -> Option<Weekday> {
    if word.eq_ignore_ascii_case("weds") {
        return Some(Weekday::Wednesday);
    }
    let singular = word.strip_suffix(['s', 'S']).filter(|stem| stem.len() > 4).unwrap_or(word);
    nth_weekday(WEEKDAYS.iter().position(|name| begins(name, singular))?)
}

/// The weekday that somebody typed who was asked for one: two letters are enough.
pub(crate) fn weekday_typed(word: &str) -> Option<Weekday> {
    weekday_of_code(word).or_else(|| weekday_of_word(word))
}

/// The month that a word means, such as "December", "Sept".
pub(crate) fn month_of_word(word: &str) -> Option<i8> {
    MONTHS.iter().position(|name| begins(name, word)).map(|index| index as i8 + 1)
}

/// The month that somebody typed who was asked for one: it begins like its name, however it goes on.
pub(crate) fn month_typed(word: &str) -> Option<i8> {
    month_of_code(word.get(..3)?).filter(|_| word.chars().all(char::is_alphabetic))
}

/// Whether a word is the beginning of a name, of three letters at least.
fn begins(name: &str, word: &str) -> bool {
    word.len() >= 3 && name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

fn nth_weekday(index: usize) -> Option<Weekday> {
    Weekday::from_monday_zero_offset(index as i8).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_words_name_the_same_days() {
        for weekday in Weekday::Monday.cycle_forward().take(7) {
            assert_eq!(weekday_of_code(weekday_code(weekday)), Some(weekday));
            assert_eq!(weekday_of_word(weekday_name(weekday)), Some(weekday));
            assert_eq!(weekday_of_word(&format!("{}s", weekday_name(weekday))), Some(weekday));
        }
        for month in 1..=12 {
            assert_eq!(month_of_code(month_code(month)), Some(month));
            assert_eq!(month_of_word(month_name(month)), Some(month));
        }
    }

    #[test]
    fn words_are_shortened_to_three_letters_at_least() {
        assert_eq!(weekday_of_word("Thurs"), Some(Weekday::Thursday));
        assert_eq!(weekday_of_word("weds"), Some(Weekday::Wednesday));
        assert_eq!(weekday_of_word("thus"), None, "this is another word");
        assert_eq!(month_of_word("Sept"), Some(9));
        assert_eq!(
            (weekday_of_word("Mo"), month_of_word("Ju"), weekday_of_word("Sundayss")),
            (None, None, None)
        );
        assert_eq!((weekday_of_word("été"), month_of_word("")), (None, None));
    }

    #[test]
    fn who_is_asked_for_a_day_or_a_month_may_shorten_and_mistype_it() {
        assert_eq!(weekday_typed("tu"), Some(Weekday::Tuesday));
        assert_eq!(weekday_typed("Saturdays"), Some(Weekday::Saturday));
        assert_eq!((weekday_typed("t"), weekday_typed("tx"), weekday_typed("")), (None, None, None));
        assert_eq!(
            (month_typed("Janurary"), month_typed("sept"), month_typed("decem")),
            (Some(1), Some(9), Some(12))
        );
        assert_eq!((month_typed("ju"), month_typed("jan1"), month_typed("été")), (None, None, None));
    }
}
