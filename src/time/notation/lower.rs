//! From the grammar's tree to rules that are valid by construction, refusing what cannot be promised exactly.

use std::fmt::Display;
use std::ops::RangeInclusive;

use jiff::civil::{Date, Weekday};
use opening_hours_syntax::rules::day::{
    self as tree, HolidayKind, MonthdayRange, WeekDayOffset, WeekDayRange,
};
use opening_hours_syntax::rules::time::{Time, TimeSpan};
use opening_hours_syntax::rules::{OpeningHoursExpression, RuleKind, RuleOperator, RuleSequence};
use opening_hours_syntax::{Error as GrammarError, ExtendedTime};

use super::rule::{
    Anchor, Base, DAY, Dates, Days, Join, Rule, State, Stretch, Toward, Weekdays, Weeks, Years, bit,
};
use super::syntax::{SyntaxError, Token, locate, tokens};
use crate::time::names::{month_of_code, weekday_of_code};

/// The rules of a tree that was read from `text`.
pub(in crate::time) fn rules(text: &str, tree: &OpeningHoursExpression) -> Result<Vec<Rule>, SyntaxError> {
    what_the_tree_hides(text)?;
    tree.rules.iter().map(|rule| self::rule(text, rule)).collect()
}

/// Refuses long lists of days like `Nov Th[4]`: the grammar looks ahead from each to the end of the list, and
/// from there again, so that reading takes twice as long and more with every one of them.
pub(in crate::time) fn refuse_what_reads_slowly(text: &str) -> Result<(), SyntaxError> {
    const MAX: usize = 5;
    let mut in_a_row = 0;
    for three in tokens(text).windows(3) {
        match [three[0].token, three[1].token, three[2].token] {
            [Token::Symbol(';'), ..] => in_a_row = 0,
            [Token::Word(month), Token::Word(weekday), Token::Symbol('[')]
                if month_of_code(month).is_some() && weekday_of_code(weekday).is_some() =>
            {
                in_a_row += 1;
                if in_a_row > MAX {
                    let range = three[0].range.start..three[1].range.end;
                    return Err(SyntaxError::new(
                        format!("a rule can name up to {MAX} days like this"),
                        range,
                    )
                    .help("begin a new rule with a semicolon, or use a calendar"));
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// A refusal of the grammar's library, in our words.
pub(in crate::time) fn explain(text: &str, error: &GrammarError) -> SyntaxError {
    let whole = 0..text.len();
    match error {
        GrammarError::InvertedYearRange { start, end, .. } => {
            let (start, end) = (start.0.to_string(), end.0.to_string());
            let range = locate(text, &[Token::Number(&start), Token::Symbol('-'), Token::Number(&end)]);
            SyntaxError::new("the last year is before the first", range)
                .help(format!("write `{end}-{start}`"))
        }
        GrammarError::InvertedWeekRange { start, end, .. } => {
            let (start, end) = (start.0.to_string(), end.0.to_string());
            let range = locate(text, &[Token::Number(&start), Token::Symbol('-'), Token::Number(&end)]);
            SyntaxError::new("the last week is before the first", range)
                .help(format!("write `week {start}-53,1-{end}` if it spans the end of the year"))
        }
        GrammarError::InvalidExtendedTime { hour, minutes } => {
            let range = locate(text, &[Token::Time((*hour).into(), (*minutes).into())]);
            SyntaxError::new(format!("{hour:02}:{minutes:02} is not a time of day"), range).help(
                "times go up to 24:00, or to 48:00 for the end of a span that continues into the next day",
            )
        }
        GrammarError::Unsupported(_) | GrammarError::Overflow { .. } => {
            SyntaxError::new("these opening hours are not supported", whole)
                .help("write days and times, such as `Mo-Fr 08:00-20:00`")
        }
        _ => SyntaxError::new("these opening hours cannot be read", whole)
            .help("write days and times, such as `Mo-Fr 08:00-20:00`"),
    }
}

/// Refuses what the grammar reads but its tree no longer tells from something else.
fn what_the_tree_hides(text: &str) -> Result<(), SyntaxError> {
    let found = tokens(text);
    let weekday = |token: Token<'_>| matches!(token, Token::Word(word) if weekday_of_code(word).is_some());
    let holiday = |token: Token<'_>| matches!(token, Token::Word(word) if ["PH", "SH"].contains(&word));
    for pair in found.windows(2) {
        let (a, b) = (&pair[0], &pair[1]);
        let together = weekday(a.token) && holiday(b.token) || holiday(a.token) && weekday(b.token);
        if together && b.spaced {
            return Err(SyntaxError::new(
                "it is unclear whether a day must be both of these, or either",
                a.range.start..b.range.end,
            )
            .help("put a comma between them for either one: `PH,Mo`"));
        }
    }
    for five in found.windows(5) {
        let [
            Token::Number(from),
            Token::Symbol('-'),
            Token::Number(to),
            Token::Symbol('/'),
            Token::Number(step),
        ] = [five[0].token, five[1].token, five[2].token, five[3].token, five[4].token]
        else {
            continue;
        };
        let number = |digits: &str| digits.parse::<i64>().unwrap_or(i64::MAX);
        if number(step) > number(to) - number(from) {
            return Err(SyntaxError::new(
                "the step is longer than the range",
                five[0].range.start..five[4].range.end,
            )
            .help(format!("write `{from}` alone if you mean only the first")));
        }
    }
    for four in found.windows(4) {
        let [Token::Word(month), Token::Number(from), Token::Symbol('-'), Token::Number(to)] =
            [four[0].token, four[1].token, four[2].token, four[3].token]
        else {
            continue;
        };
        if month_of_code(month).is_some() && to.parse::<u32>().ok() < from.parse::<u32>().ok() {
            return Err(SyntaxError::new(
                "the last day is before the first",
                four[0].range.start..four[3].range.end,
            )
            .help("name the month of the last day too, such as `Dec 24-Jan 2`"));
        }
    }
    Ok(())
}

fn rule(text: &str, rule: &RuleSequence) -> Result<Rule, SyntaxError> {
    let state = match rule.kind {
        RuleKind::Open => State::Open,
        RuleKind::Closed => State::Closed,
        RuleKind::Unknown => {
            return Err(SyntaxError::new(
                "`unknown` does not say whether it is open",
                locate(text, &[Token::Word("unknown")]),
            )
            .help("write `open` or `off`"));
        }
    };
    let join = match rule.operator {
        RuleOperator::Normal => Join::Replace,
        RuleOperator::Additional => Join::Add,
        RuleOperator::Fallback => Join::Fallback,
    };
    let times =
        rule.time_selector.spans.iter().map(|span| stretch(text, span)).collect::<Result<Vec<_>, _>>()?;
    let name = (!rule.comment.is_empty()).then(|| rule.comment.clone());
    if let Some(name) = &name
        && state == State::Open
        && times == [Stretch::WHOLE_DAY]
        && !tokens(text).iter().any(|t| {
            let all_day = matches!(t.token, Token::Time(0, 0) | Token::Symbol('/'));
            all_day || matches!(t.token, Token::Word(word) if word.eq_ignore_ascii_case("open"))
        })
    {
        let range = locate(text, &[Token::Comment(name)]);
        return Err(SyntaxError::new("a comment alone does not say whether it is open", range)
            .help("add `open`, `off`, or the times when it is open"));
    }
    Ok(Rule { days: days(text, &rule.day_selector)?, times, state, join, name })
}

fn stretch(text: &str, span: &TimeSpan) -> Result<Stretch, SyntaxError> {
    let fixed = |time: &Time| match time {
        Time::Fixed(time) => Ok(*time),
        Time::Variable(variable) => {
            let event = variable.event.as_str();
            let range = locate(text, &[Token::Word(event)]);
            Err(SyntaxError::new(format!("`{event}` has no time of day without a location"), range)
                .help("write a time, such as `20:00`"))
        }
    };
    let (start, end) = (fixed(&span.range.start)?, fixed(&span.range.end)?);
    let token = |time: ExtendedTime| Token::Time(time.hour().into(), time.minute().into());
    if span.open_end {
        let range = [
            locate(text, &[token(start), Token::Symbol('+')]),
            locate(text, &[token(start), Token::Symbol('-'), token(end), Token::Symbol('+')]),
        ];
        let [short, long] = range;
        let range = if short.len() < long.len() { short } else { long };
        return Err(SyntaxError::new("an open end does not say when it closes", range)
            .help(format!("write when it closes, as in `{start}-{end}`")));
    }
    let place = || locate(text, &[token(start), Token::Symbol('-'), token(end)]);
    if span.repeats.is_some() {
        return Err(SyntaxError::new("hours that repeat at intervals are not opening hours", place())
            .help(format!("write `{start}-{end}`")));
    }
    if start == end {
        return Err(SyntaxError::new("it closes at the same time as it opens", place())
            .help("write `00:00-24:00` if it is open all day"));
    }
    let seconds = |time: ExtendedTime| i32::from(time.mins_from_midnight()) * 60;
    let (from, to) = (seconds(start), seconds(end));
    let to = if to < from { to + DAY } else { to };
    Ok(Stretch { from, to })
}

fn days(text: &str, days: &tree::DaySelector) -> Result<Days, SyntaxError> {
    Ok(Days {
        years: days.year.iter().map(years).collect(),
        dates: days.monthday.iter().map(|range| dates(text, range)).collect::<Result<_, _>>()?,
        weeks: days.week.iter().map(weeks).collect(),
        weekdays: weekdays(text, &days.weekday)?,
    }
    .without_idle_lists())
}

fn years(years: &tree::YearRange) -> Years {
    let (range, step) = years.into_parts();
    Years { from: range.start().0, to: range.end().0, step: i32::from(step.max(1)) }
}

fn weeks(weeks: &tree::WeekRange) -> Weeks {
    let (range, step) = weeks.into_parts();
    let narrow = |number: u8| i8::try_from(number).unwrap_or(i8::MAX);
    Weeks { from: narrow(range.start().0), to: narrow(range.end().0), step: narrow(step.max(1)) }
}

fn dates(text: &str, dates: &MonthdayRange) -> Result<Dates, SyntaxError> {
    match dates {
        MonthdayRange::Month { range, year } => {
            let (from, to) = (*range.start() as i8, *range.end() as i8);
            let Some(year) = year else {
                return Ok(Dates::EveryYear { from: (from, 1), to: (to, 31) });
            };
            let first = year_number(text, **year)?;
            let last = first + i16::from(to < from);
            let once = Date::new(first, from, 1).ok().zip(Date::new(last, to, 1).ok());
            once.map(|(from, to)| Dates::Once { from, to: to.last_of_month() })
                .ok_or_else(|| impossible(text, &[], "this range of months"))
        }
        MonthdayRange::Date { start, end } => {
            let (from, to) = (anchor(text, start)?, anchor(text, end)?);
            let plain = |anchor: &Anchor| match anchor {
                Anchor { base: Base::MonthDay(month, day), shift: 0, toward: None, .. } => {
                    Some((*month, *day))
                }
                _ => None,
            };
            match (from.year, to.year, plain(&from).zip(plain(&to))) {
                (None, None, Some((from, to))) => Ok(Dates::EveryYear { from, to }),
                (None, Some(year), _) => {
                    let range = locate(text, &[Token::Number(&year.to_string())]);
                    Err(SyntaxError::new("the end of the range names a year but its start does not", range)
                        .help("name the year of both, or of neither"))
                }
                (Some(first), Some(last), _) => {
                    let ends = from.in_year(first).zip(to.in_year(last));
                    match ends {
                        Some((from, to)) if from <= to => Ok(Dates::Once { from, to }),
                        Some(_) => {
                            let range = locate(text, &[Token::Number(&first.to_string())]);
                            Err(SyntaxError::new("the last day of the range is before its first", range))
                        }
                        None => Err(impossible(text, &[], "one of these days")),
                    }
                }
                _ => Ok(Dates::Moving { from, to }),
            }
        }
    }
}

fn year_number(text: &str, year: i32) -> Result<i16, SyntaxError> {
    i16::try_from(year).ok().filter(|year| *year < 10_000).ok_or_else(|| impossible(text, &[], "this year"))
}

fn impossible(text: &str, place: &[Token<'_>], what: impl Display) -> SyntaxError {
    SyntaxError::new(format!("{what} does not exist"), locate(text, place))
        .help("check the date in a calendar")
}

fn anchor(text: &str, (date, offset): &(tree::Date, tree::DateOffset)) -> Result<Anchor, SyntaxError> {
    let year = date.year().map(|year| year_number(text, *year)).transpose()?;
    let base = match *date {
        tree::Date::Fixed { month, day, .. } => {
            let (name, digits) = (month.to_string(), day.to_string());
            let (month, day) = (month as i8, i8::try_from(day).unwrap_or(i8::MAX));
            // Without a year, February 29 exists in some.
            if Date::new(year.unwrap_or(2000), month, day).is_err() {
                let named = [Token::Word(&name), Token::Number(&digits)];
                let place = if locate(text, &named).len() < text.len() { &named[..] } else { &named[1..] };
                let what =
                    year.map_or_else(|| format!("{name} {day}"), |year| format!("{name} {day}, {year}"));
                let first = Date::new(year.unwrap_or(2000), month, 1);
                let length = first.map_or(31, Date::days_in_month);
                return Err(impossible(text, place, what).help(format!("{name} has {length} days")));
            }
            Base::MonthDay(month, day)
        }
        tree::Date::Weekday { month, wday, nth, .. } => Base::Nth(month as i8, weekday(wday), nth),
        tree::Date::Easter { .. } => Base::Easter,
    };
    let toward = match offset.wday_offset {
        WeekDayOffset::None => None,
        WeekDayOffset::Next(day) => Some(Toward::Next(weekday(day))),
        WeekDayOffset::Prev(day) => Some(Toward::Previous(weekday(day))),
    };
    Ok(Anchor { year, base, shift: day_offset(text, offset.day_offset)?, toward })
}

fn day_offset(text: &str, days: i16) -> Result<i32, SyntaxError> {
    let days = i32::from(days);
    if days.abs() > Anchor::MAX_SHIFT {
        let range = locate(text, &[Token::Number(&days.abs().to_string())]);
        return Err(SyntaxError::new("a day cannot be moved by more than a year", range)
            .help(format!("move it by at most {} days", Anchor::MAX_SHIFT)));
    }
    Ok(days)
}

fn weekday(day: tree::Weekday) -> Weekday {
    // Both count from Monday, and a weekday's number is below seven.
    Weekday::from_monday_zero_offset(day.num_days_from_monday() as i8).unwrap_or(Weekday::Monday)
}

fn weekdays(text: &str, days: &[WeekDayRange]) -> Result<Vec<Weekdays>, SyntaxError> {
    let mut plain = 0;
    let mut others = Vec::new();
    for range in days {
        match range {
            WeekDayRange::Holiday { kind: HolidayKind::School, .. } => {
                return Err(SyntaxError::new(
                    "school holidays are not supported",
                    locate(text, &[Token::Word("SH")]),
                )
                .help("name the dates, such as `Jul 01-Aug 31`"));
            }
            WeekDayRange::Holiday { kind: HolidayKind::Public, offset } => {
                others.push(Weekdays::Holiday { shift: day_offset(text, *offset)? });
            }
            WeekDayRange::Fixed { range, offset, nth_from_start, nth_from_end } => {
                let mask = mask(range);
                let every = nth_from_start == &[true; 5] && nth_from_end == &[true; 5];
                let shift = day_offset(text, *offset)?;
                if every && shift == 0 {
                    plain |= mask;
                } else {
                    let (from_start, from_end) = (*nth_from_start, *nth_from_end);
                    others.push(Weekdays::Nth { mask, from_start, from_end, shift });
                }
            }
        }
    }
    if plain != 0 {
        others.insert(0, Weekdays::Every { mask: plain });
    }
    Ok(others)
}

fn mask(range: &RangeInclusive<tree::Weekday>) -> u8 {
    let (mut day, last) = (weekday(*range.start()), weekday(*range.end()));
    let mut mask = bit(day);
    while day != last {
        day = day.next();
        mask |= bit(day);
    }
    mask
}

#[cfg(test)]
mod tests {
    use crate::time::{DayTimes, Expression};

    #[test]
    fn what_cannot_be_promised_is_refused_where_it_stands() {
        for (text, place, message) in [
            ("Mo-Fr 17:00+", "17:00+", "an open end does not say when it closes"),
            ("Mo-Fr 08:00-17:00+", "08:00-17:00+", "an open end does not say when it closes"),
            ("Mo sunrise-20:00", "sunrise", "`sunrise` has no time of day without a location"),
            ("Mo 08:00-(sunset-01:00)", "sunset", "`sunset` has no time of day without a location"),
            ("Mo 08:00-09:00; Tu unknown", "unknown", "`unknown` does not say whether it is open"),
            ("10:00-16:00/01:30", "10:00-16:00", "hours that repeat at intervals are not opening hours"),
            ("Mo-Fr 08:00-20:00; SH off", "SH", "school holidays are not supported"),
            (
                "Mo \"by appointment\"",
                "\"by appointment\"",
                "a comment alone does not say whether it is open",
            ),
        ] {
            let error = Expression::parse(text).unwrap_err();
            assert_eq!((&text[error.range.clone()], &*error.message), (place, message));
            assert!(error.help.is_some());
        }
    }

    #[test]
    fn what_makes_no_sense_is_refused_where_it_stands() {
        for (text, place, message, help) in [
            (
                "Mo 10:00-10:00",
                "10:00-10:00",
                "it closes at the same time as it opens",
                "write `00:00-24:00`",
            ),
            ("24/7; Feb 30 off", "Feb 30", "Feb 30 does not exist", "Feb has 29 days"),
            ("2027 Feb 29 off", "Feb 29", "Feb 29, 2027 does not exist", "Feb has 28 days"),
            ("Feb 20-30 off", "30", "Feb 30 does not exist", "Feb has 29 days"),
            ("Dec 24-5 off", "Dec 24-5", "the last day is before the first", "name the month"),
            ("2030-2026 Mo", "2030-2026", "the last year is before the first", "write `2026-2030`"),
            ("week 40-10 Mo", "40-10", "the last week is before the first", "write `week 40-53,1-10`"),
            ("2020-2022/5 Mo", "2020-2022/5", "the step is longer than the range", "write `2020` alone"),
            ("2027 May 1-2026 May 2 off", "2027", "the last day of the range is before its first", ""),
            (
                "Dec 20-2027 Jan 3 off",
                "2027",
                "the end of the range names a year but its start does not",
                "name the year",
            ),
            (
                "PH Mo 08:00-09:00",
                "PH Mo",
                "it is unclear whether a day must be both of these, or either",
                "put a comma",
            ),
            ("easter +900 days off", "900", "a day cannot be moved by more than a year", "at most 366 days"),
        ] {
            let error = Expression::parse(text).unwrap_err();
            assert_eq!((&text[error.range.clone()], &*error.message), (place, message));
            assert!(error.help.unwrap_or_default().contains(help), "{text}");
        }
    }

    #[test]
    fn a_long_list_of_weekdays_in_months_is_refused_before_it_is_read() {
        let list = |count| vec!["Jan Mo[1]"; count].join(",");
        assert!(Expression::parse(&list(5)).is_ok());
        // Read by the grammar, this would take longer than the universe is old.
        assert_eq!(Expression::parse(&list(400)).unwrap_err().range, 50..56);
        assert!(Expression::parse(&vec!["Jan Mo[1]"; 100].join("; ")).is_ok());
    }

    #[test]
    fn times_take_no_days() {
        assert!(DayTimes::parse("10:00-12:00,13:00-15:00").is_ok());
        for text in ["Mo 10:00-12:00", "10:00-12:00; 14:00-15:00", "off", "10:00-12:00 off"] {
            assert_eq!(
                DayTimes::parse(text).unwrap_err().message,
                "only times of day are allowed here",
                "{text}"
            );
        }
    }

    #[test]
    fn a_comment_is_the_name_of_its_rule() {
        assert!(Expression::parse("Mo 08:00-09:00 \"by appointment\"").is_ok());
        assert!(Expression::parse("24/7 \"always\"; Dec 25 off \"Christmas\"").is_ok());
    }
}
