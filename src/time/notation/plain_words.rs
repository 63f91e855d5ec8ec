//! Hours in plain words: `weekdays 9 to 5, closed Mondays`, in the order and with the marks that people use.
//!
//! Words become days, times and "closed"; whoever names the times first is understood as well. One word that is none of
//! these, and nothing is said of the text: a guess would be worse.

use std::borrow::Cow;

use jiff::civil::Weekday;

use super::day_half::{Half, half};
use super::syntax::{Token, tokens};
use crate::time::names::{weekday_code, weekday_of_code, weekday_of_word};

/// Phrases, and the word that says as much. Longer ones stand before those that they begin with.
const PHRASES: &[(&str, &str)] = &[
    ("24 hours a day, 7 days a week", "always"),
    ("24 hours a day, seven days a week", "always"),
    ("24/7", "always"),
    ("24x7", "always"),
    ("24 hours a day", "always"),
    ("24 hours", "always"),
    ("24 hrs", "always"),
    ("24h", "always"),
    ("around the clock", "always"),
    ("round the clock", "always"),
    ("day and night", "always"),
    ("all day", "always"),
    ("seven days a week", "daily"),
    ("7 days a week", "daily"),
    ("every day", "daily"),
    ("everyday", "daily"),
    ("all week", "daily"),
    ("business days", "weekdays"),
    ("not open", "closed"),
    ("except on", "closed"),
    ("except for", "closed"),
    ("except", "closed"),
    ("public holidays", "holidays"),
    ("of the month", ""),
    ("of each month", ""),
    ("of every month", ""),
    ("1st", "first"),
    ("2nd", "second"),
    ("3rd", "third"),
    ("4th", "fourth"),
    ("5th", "fifth"),
];

/// Words that say nothing of when.
const FILLING: &[&str] =
    &["open", "are", "is", "on", "the", "our", "hours", "from", "at", "a", "of", "re", "every", "each"];

/// The same in the notation, or close enough to it to be read. None: not every word is understood.
pub(super) fn in_notation(text: &str) -> Option<String> {
    let mut lower = text.to_lowercase();
    for (phrase, word) in PHRASES {
        lower = replace_words(&lower, phrase, word);
    }
    let pieces = pieces(&lower)?;
    let clauses = clauses(&runs(&pieces)?)?;
    Some(clauses.join("; ")).filter(|text| !text.is_empty())
}

/// Replaces a phrase where it stands as words of its own.
fn replace_words(text: &str, phrase: &str, word: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(phrase) {
        let (before, behind) = (&rest[..at], &rest[at + phrase.len()..]);
        let is_inside = before.ends_with(char::is_alphanumeric) || behind.starts_with(char::is_alphanumeric);
        out.push_str(before);
        out.push_str(if is_inside { phrase } else { word });
        rest = behind;
    }
    out.push_str(rest);
    out
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    /// One day, or several that have one word; one in a month.
    Days(Cow<'static, str>),
    Time(SaidHour),
    AllDay,
    Closed,
    /// “To”, between two days or two times.
    Dash,
    /// “And”, or a mark that begins something new.
    Join,
}

/// A time of day as it was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct SaidHour {
    hour: u16,
    minute: u16,
    /// Whether it is after noon, where that was said.
    half: Option<bool>,
}

fn pieces(text: &str) -> Option<Vec<Piece>> {
    let found = tokens(text);
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(placed) = found.get(at) {
        at += 1;
        let next_word = || match found.get(at)?.token {
            Token::Word(word) => Some(word),
            _ => None,
        };
        let piece = match placed.token {
            Token::Word("we") if matches!(next_word(), Some("are" | "open" | "re")) => continue,
            // Every second Friday is none of a month.
            Token::Word("every" | "each")
                if next_word().and_then(which_in_month).is_some_and(|which| which > 1) =>
            {
                return None;
            }
            Token::Word(word) if FILLING.contains(&word) => continue,
            Token::Word(word) if which_in_month(word).is_some() => {
                let (days, used) = days_in_month(&found[at - 1..])?;
                at += used - 1;
                Piece::Days(Cow::Owned(days))
            }
            Token::Word(word) => worded(word)?,
            Token::Symbol('-' | '\u{2010}'..='\u{2015}' | '\u{2212}') => Piece::Dash,
            Token::Symbol(',' | ';' | '&' | '+' | '/') => Piece::Join,
            Token::Symbol(':' | '.' | '\'' | '\u{2019}' | '(' | ')' | '!') => continue,
            Token::Number(_) | Token::Time(..) => {
                let (hour, minute, used) = figures(&found[at - 1..])?;
                at += used - 1;
                let half = half(&found[at..]).map(|(half, used)| {
                    at += used;
                    matches!(half, Half::Afternoon)
                });
                Piece::Time(SaidHour { hour, minute, half })
            }
            Token::Symbol(_) | Token::Comment(_) => return None,
        };
        pieces.push(piece);
    }
    Some(pieces)
}

fn worded(word: &str) -> Option<Piece> {
    let days = |code| Piece::Days(Cow::Borrowed(code));
    let exactly = |hour, minute| Piece::Time(SaidHour { hour, minute, half: Some(hour >= 12) });
    Some(match word {
        "to" | "through" | "thru" | "until" | "till" | "til" => Piece::Dash,
        "and" | "then" | "plus" => Piece::Join,
        "closed" | "off" | "close" => Piece::Closed,
        "always" => Piece::AllDay,
        "daily" => days("Mo-Su"),
        "weekday" | "weekdays" | "workdays" => days("Mo-Fr"),
        "weekend" | "weekends" => days("Sa,Su"),
        "ph" | "holiday" | "holidays" => days("PH"),
        "noon" | "midday" => exactly(12, 0),
        "midnight" => exactly(24, 0),
        "m" => days("Mo"),
        "t" => days("Tu"),
        "w" => days("We"),
        "f" => days("Fr"),
        _ => days(weekday_code(weekday(word)?)),
    })
}

fn weekday(word: &str) -> Option<Weekday> {
    weekday_of_code(word).filter(|_| word.len() == 2).or_else(|| weekday_of_word(word))
}

/// `first Friday`, `first and third Saturdays`: the days, and how many tokens.
fn days_in_month(found: &[super::syntax::Placed<'_>]) -> Option<(String, usize)> {
    let mut which = Vec::new();
    for (at, placed) in found.iter().enumerate() {
        match placed.token {
            Token::Word("and") | Token::Symbol(',' | '&') if !which.is_empty() => {}
            Token::Word(word) => match which_in_month(word) {
                Some(one) => which.push(one.to_string()),
                None => {
                    return Some((format!("{}[{}]", weekday_code(weekday(word)?), which.join(",")), at + 1));
                }
            },
            _ => return None,
        }
    }
    None
}

/// Which one in a month a word in front of a weekday means.
fn which_in_month(word: &str) -> Option<i8> {
    const WORDS: [&str; 5] = ["first", "second", "third", "fourth", "fifth"];
    match word {
        "last" => Some(-1),
        _ => WORDS.iter().position(|known| *known == word).map(|at| at as i8 + 1),
    }
}

/// `9`, `9:30`, `9.30`, `930`, `0900`: hour, minute and how many tokens.
fn figures(found: &[super::syntax::Placed<'_>]) -> Option<(u16, u16, usize)> {
    let (hour, minute, used) = match found.first()?.token {
        Token::Time(hour, minute) => (hour, minute, 1),
        Token::Number(digits) if digits.len() >= 3 => {
            let value: u16 = digits.parse().ok().filter(|_| digits.len() <= 4)?;
            (value / 100, value % 100, 1)
        }
        Token::Number(digits) => {
            let minutes = match (found.get(1).map(|dot| dot.token), found.get(2).map(|behind| behind.token)) {
                (Some(Token::Symbol('.')), Some(Token::Number(minutes))) if minutes.len() == 2 => {
                    minutes.parse().ok()
                }
                _ => None,
            };
            (digits.parse().ok()?, minutes.unwrap_or(0), if minutes.is_some() { 3 } else { 1 })
        }
        _ => return None,
    };
    (hour <= 24 && minute < 60).then_some((hour, minute, used))
}

/// Some pieces that belong together, in the notation.
#[derive(Debug)]
enum Run {
    Days(String),
    Times(String),
    Closed,
}

fn runs(pieces: &[Piece]) -> Option<Vec<Run>> {
    let mut runs: Vec<Run> = Vec::new();
    let mut rest = pieces;
    let mut joined = false;
    while let Some(first) = rest.first() {
        let used = match (first, rest.get(1), rest.get(2)) {
            (Piece::Join, ..) => {
                joined = true;
                rest = &rest[1..];
                continue;
            }
            (Piece::Days(from), Some(Piece::Dash), Some(Piece::Days(to))) => {
                add_days(&mut runs, &format!("{from}-{to}"));
                3
            }
            (Piece::Days(days), ..) => {
                add_days(&mut runs, days);
                1
            }
            (Piece::Time(from), Some(Piece::Dash), Some(Piece::Time(to))) => {
                add_times(&mut runs, *from, *to, joined)?;
                3
            }
            (Piece::AllDay, ..) => {
                runs.push(Run::Times("00:00-24:00".to_owned()));
                1
            }
            (Piece::Closed, ..) => {
                runs.push(Run::Closed);
                1
            }
            _ => return None,
        };
        joined = false;
        rest = &rest[used..];
    }
    Some(runs)
}

fn add_days(runs: &mut Vec<Run>, days: &str) {
    match runs.last_mut() {
        Some(Run::Days(before)) => {
            before.push(',');
            before.push_str(days);
        }
        _ => runs.push(Run::Days(days.to_owned())),
    }
}

/// Of `9 to 5` nobody means the small hours, and of `8-12, 1-5` the second part is after the first.
fn add_times(runs: &mut Vec<Run>, from: SaidHour, to: SaidHour, joined: bool) -> Option<()> {
    let minutes = |said: SaidHour| -> Option<u16> {
        let hour = match said.half {
            Some(true) if said.hour < 12 => said.hour + 12,
            Some(false) if said.hour == 12 => 0,
            Some(_) if said.hour > 12 && said.hour < 24 => return None,
            _ => said.hour,
        };
        Some(hour * 60 + said.minute)
    };
    let (mut opens, mut closes) = (minutes(from)?, minutes(to)?);
    let noon = 12 * 60;
    let is_bare = |said: SaidHour| said.half.is_none() && (1..=12).contains(&said.hour);
    let earlier = match runs.last() {
        Some(Run::Times(before)) if joined => before.rsplit('-').next().and_then(of_clock),
        _ => None,
    };
    if is_bare(from) && opens < noon {
        let is_later = |than: u16| opens < than && opens + noon >= than;
        let of_the_end = to.half == Some(true) && opens + noon < closes;
        let is_afternoon = is_bare(to) && from.hour <= 5 && closes > opens && closes < noon;
        if earlier.is_some_and(is_later) || of_the_end || is_afternoon {
            opens += noon;
        }
    }
    if is_bare(to) && closes <= opens && closes < noon && closes + noon > opens {
        closes += noon;
    }
    let text = format!("{}-{}", clock(opens), clock(closes));
    match runs.last_mut() {
        Some(Run::Times(before)) => {
            before.push(',');
            before.push_str(&text);
        }
        _ => runs.push(Run::Times(text)),
    }
    Some(())
}

fn clock(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

fn of_clock(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    Some(hour.parse::<u16>().ok()? * 60 + minute.parse::<u16>().ok()?)
}

/// Days with their times, whichever stands first.
fn clauses(runs: &[Run]) -> Option<Vec<String>> {
    let mut rest = runs;
    let mut clauses = Vec::new();
    while !rest.is_empty() {
        let (clause, used) = match rest {
            [Run::Times(times)] if clauses.is_empty() => {
                (if times == "00:00-24:00" { "24/7".to_owned() } else { times.clone() }, 1)
            }
            [Run::Closed] if clauses.is_empty() => ("off".to_owned(), 1),
            [Run::Days(days), Run::Times(times), ..] | [Run::Times(times), Run::Days(days), ..] => {
                (format!("{days} {times}"), 2)
            }
            [Run::Days(days), Run::Closed, ..] | [Run::Closed, Run::Days(days), ..] => {
                (format!("{days} off"), 2)
            }
            _ => return None,
        };
        clauses.push(clause);
        rest = &rest[used..];
    }
    Some(clauses)
}

#[cfg(test)]
mod tests {
    use super::in_notation;
    use crate::time::Expression;

    #[test]
    fn hours_in_words_are_written_in_the_notation() {
        for (words, expected) in [
            ("9 to 5 weekdays", "Mo-Fr 09:00-17:00"),
            ("Mon-Fri 9am-5pm", "Mo-Fr 09:00-17:00"),
            ("M-F 9-5", "Mo-Fr 09:00-17:00"),
            ("Monday to Friday, 9 am to 5 pm", "Mo-Fr 09:00-17:00"),
            ("We are open on weekdays, 9 a.m. until 5 p.m.", "Mo-Fr 09:00-17:00"),
            ("mon - sun 8-5", "Mo-Su 08:00-17:00"),
            ("MO-SU 10AM-2PM", "Mo-Su 10:00-14:00"),
            ("Mon-Fri 9-5, Sat 10-2", "Mo-Fr 09:00-17:00; Sa 10:00-14:00"),
            ("Mon-Fri 9-5 and Saturday 10-2", "Mo-Fr 09:00-17:00; Sa 10:00-14:00"),
            ("9-5 Mon-Fri, 10-2 Sat", "Mo-Fr 09:00-17:00; Sa 10:00-14:00"),
            ("Mon, Wed, Fri 9-5", "Mo,We,Fr 09:00-17:00"),
            ("Tuesday to Sunday 10am-8pm, closed Mondays", "Tu-Su 10:00-20:00; Mo off"),
            ("Mo-Fr 9-17 except holidays", "Mo-Fr 09:00-17:00; PH off"),
            ("6am-10am, 5pm-9pm daily", "Mo-Su 06:00-10:00,17:00-21:00"),
            ("weekdays 8-12 and 1-5", "Mo-Fr 08:00-12:00,13:00-17:00"),
            ("Mon-Fri 11:30-2, 5-10", "Mo-Fr 11:30-14:00,17:00-22:00"),
            ("weekdays 1-5", "Mo-Fr 13:00-17:00"),
            ("Fri 6pm-2am", "Fr 18:00-02:00"),
            ("10-2pm Saturdays", "Sa 10:00-14:00"),
            ("1-5pm Saturdays", "Sa 13:00-17:00"),
            ("every day 8am to midnight", "Mo-Su 08:00-24:00"),
            ("7 days a week 8am - 8pm", "Mo-Su 08:00-20:00"),
            ("weekends 24 hours", "Sa,Su 00:00-24:00"),
            ("24 hours a day, 7 days a week", "24/7"),
            ("around the clock", "24/7"),
            ("9-5", "09:00-17:00"),
            ("first Friday of the month 1pm-6pm", "Fr[1] 13:00-18:00"),
            ("Mon-Fri 9-5, closed on the last Friday of every month", "Mo-Fr 09:00-17:00; Fr[-1] off"),
            ("Sa 10-2, 2nd and 4th Tuesday 6-8pm", "Sa 10:00-14:00; Tu[2,4] 18:00-20:00"),
            ("weekdays 9-5 except the third Wed", "Mo-Fr 09:00-17:00; We[3] off"),
            ("Sundays closed, Mon-Sat 0900-1730", "Su off; Mo-Sa 09:00-17:30"),
        ] {
            let read = in_notation(words);
            assert_eq!(read.as_deref(), Some(expected), "{words}");
            assert!(Expression::parse(expected).is_ok(), "{expected}");
            assert_eq!(
                Expression::spelled(words).map(|read| read.text().to_owned()).as_deref(),
                Some(expected)
            );
        }
    }

    #[test]
    fn one_word_that_is_not_understood_makes_nothing_of_the_text() {
        for words in [
            "",
            "whenever",
            "Mon-Fri until 5",
            "Mon-Fri 9am",
            "May 1-Sep 30 9-5",
            "9-5 if it rains",
            "13pm-14pm",
            "first week 9-5",
            "every second Tuesday 9-5",
        ] {
            assert_eq!(in_notation(words), None, "{words}");
        }
    }
}
