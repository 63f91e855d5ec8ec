//! Dates in any order that people write: `11/01/2026`, `1-Nov-2026`, `November 1st, 2026`. Nothing is accepted here: what a
//! text may mean is offered to whoever wrote it.

use jiff::civil::Date;

use super::names::{month_of_word, month_typed, weekday_typed};

/// What a text may mean that names a day in another way than the year first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum WrittenDate {
    /// One of these days, the likelier one first.
    One(Vec<Date>),
    /// A day without a year: month and day, the likelier one first.
    EachYear(Vec<(i8, i8)>),
}

/// What a text may mean. None: it names no day that there is.
pub(crate) fn written_date(text: &str) -> Option<WrittenDate> {
    let words = || text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    let parts: Vec<&str> = words().filter(|part| !is_filling(part) && !is_weekday(part)).collect();
    if words().filter(|part| is_weekday(part)).count() > 1 {
        return None;
    }
    let is_dotted = text.contains('.') && !text.contains('/');
    let months: Vec<Option<i8>> = parts.iter().map(|part| month(part)).collect();
    let figures: Vec<Option<i16>> = parts.iter().map(|part| figure(part)).collect();
    let both = |year, one, two| {
        if is_dotted { [(year, two, one), (year, one, two)] } else { [(year, one, two), (year, two, one)] }
    };
    let (one_year, candidates): (bool, Vec<(i16, i16, i16)>) = match (&months[..], &figures[..]) {
        ([None, None, None], &[Some(year @ 1000..), Some(month), Some(day)]) => {
            (true, vec![(year, month, day)])
        }
        ([None, None, None], &[Some(one), Some(two), Some(year)]) => {
            (true, both(full(year), one, two).to_vec())
        }
        ([None, None], &[Some(one), Some(two)]) => (false, both(LEAP_YEAR, one, two).to_vec()),
        ([None], &[None]) => (true, eight_figures(parts[0])?),
        ([Some(month), None], &[_, Some(day)]) | ([None, Some(month)], &[Some(day), _]) => {
            (false, vec![(LEAP_YEAR, i16::from(*month), day)])
        }
        ([Some(month), None, None], &[_, Some(day), Some(year @ 1000..)])
        | ([None, Some(month), None], &[Some(year @ 1000..), _, Some(day)] | &[Some(day), _, Some(year)])
        | ([None, None, Some(month)], &[Some(year @ 1000..), Some(day), _]) => {
            (true, vec![(full(year), i16::from(*month), day)])
        }
        _ => return None,
    };
    let exists = |(year, month, day): (i16, i16, i16)| {
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    };
    let mut days: Vec<Date> = candidates.into_iter().filter_map(exists).collect();
    days.dedup();
    match (days.is_empty(), one_year) {
        (true, _) => None,
        (false, true) => Some(WrittenDate::One(days)),
        (false, false) => {
            Some(WrittenDate::EachYear(days.iter().map(|day| (day.month(), day.day())).collect()))
        }
    }
}

/// A year in which there is every day.
const LEAP_YEAR: i16 = 2028;

/// `26` as people mean it.
fn full(year: i16) -> i16 {
    if year < 100 { 2000 + year } else { year }
}

fn is_filling(part: &str) -> bool {
    matches!(&*part.to_lowercase(), "the" | "of" | "on" | "st" | "nd" | "rd" | "th")
}

fn is_weekday(part: &str) -> bool {
    part.chars().all(char::is_alphabetic) && weekday_typed(part).is_some()
}

fn month(part: &str) -> Option<i8> {
    month_of_word(part).or_else(|| month_typed(part).filter(|_| part.eq_ignore_ascii_case("sept")))
}

/// `1`, `1st`, `2026`; no longer one.
fn figure(part: &str) -> Option<i16> {
    let lower = part.to_lowercase();
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| lower.strip_suffix(end)).unwrap_or(&lower);
    (digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok()).flatten()
}

/// `20261101`, `11012026`.
fn eight_figures(part: &str) -> Option<Vec<(i16, i16, i16)>> {
    if part.len() != 8 || !part.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number = |range: std::ops::Range<usize>| part.get(range)?.parse::<i16>().ok();
    let (year, last) = (number(0..4)?, number(4..8)?);
    if (1900..2200).contains(&year) {
        return Some(vec![(year, number(4..6)?, number(6..8)?)]);
    }
    Some(vec![(last, number(0..2)?, number(2..4)?), (last, number(2..4)?, number(0..2)?)])
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_date_is_read_in_any_order_the_american_one_first() {
        let (november, january) = (date(2026, 11, 1), date(2026, 1, 11));
        for (text, days) in [
            ("11/01/2026", vec![november, january]),
            ("1/11/2026", vec![january, november]),
            ("11-01-2026", vec![november, january]),
            ("11.01.2026", vec![january, november]),
            ("11/1/26", vec![november, january]),
            ("12/25/2026", vec![date(2026, 12, 25)]),
            ("25/12/2026", vec![date(2026, 12, 25)]),
            ("3/3/2026", vec![date(2026, 3, 3)]),
            ("2026/11/01", vec![november]),
            ("2026-11-1", vec![november]),
            ("20261101", vec![november]),
            ("11012026", vec![november, january]),
            ("Nov 1 2026", vec![november]),
            ("Nov. 1st, 2026", vec![november]),
            ("Sunday, November 1, 2026", vec![november]),
            ("1 November 2026", vec![november]),
            ("the 1st of November, 2026", vec![november]),
            ("1-Nov-26", vec![november]),
            ("2026 Nov 1", vec![november]),
        ] {
            assert_eq!(written_date(text), Some(WrittenDate::One(days)), "{text}");
        }
    }

    #[test]
    fn a_day_without_a_year_is_one_of_each() {
        for (text, days) in [
            ("12/25", vec![(12, 25)]),
            ("12-24", vec![(12, 24)]),
            ("25.12.", vec![(12, 25)]),
            ("3/4", vec![(3, 4), (4, 3)]),
            ("Dec. 24", vec![(12, 24)]),
            ("24th of December", vec![(12, 24)]),
            ("Feb 29", vec![(2, 29)]),
        ] {
            assert_eq!(written_date(text), Some(WrittenDate::EachYear(days)), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_none() {
        for text in [
            "",
            "today",
            "2026",
            "13/32/2026",
            "2026-02-30",
            "Nov",
            "1-800-555-0100",
            "Mo-Fr 9-17",
            "Dec 24-26",
        ] {
            assert_eq!(written_date(text), None, "{text}");
        }
    }
}
